/**
 * The packaged extension. It is made in a folder that holds the allow-list below and nothing else, with a manifest that says only what
 * VS Code reads, because `files` in the root manifest speaks about the npm package (docs/decisions/0007-two-packages.md).
 */
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root } from './paths.ts';

/** What ships to VS Code, file by file; a test compares the contents of the package with it. */
export const shipped: readonly string[] = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/client/extension-web.cjs',
  'dist/client/extension.cjs',
  'dist/server/main-browser.js',
  'dist/server/main-node.cjs',
  'dist/webview/controls.js',
  'dist/webview/timeline.css',
  'dist/webview/timeline.js',
  'l10n/bundle.l10n.de.json',
  'l10n/bundle.l10n.json',
  'media/activity.svg',
  'media/icon.png',
  'media/program-dark.svg',
  'media/program-light.svg',
  'media/timeline-dark.svg',
  'media/timeline-light.svg',
  'media/walkthrough/findings.md',
  'media/walkthrough/new.md',
  'media/walkthrough/timeline.md',
  'package.json',
  'package.nls.de.json',
  'package.nls.json',
  'syntaxes/language-configuration.json',
  'syntaxes/program.code-snippets.json',
  'syntaxes/program.tmLanguage.json',
];

/** Folders that ship whole: the parts of the server that it loads on demand, whose names follow from what is in them. */
export const shippedFolders: readonly string[] = ['dist/server/main-node'];

/** Every file that ships, as it stands after a build. */
export async function shippedFiles(): Promise<string[]> {
  const parts = await Promise.all(shippedFolders.map(async folder => (await readdir(path.join(root, folder))).map(name => `${folder}/${name}`)));
  return [...shipped, ...parts.flat()].sort();
}

/** What only development and npm read. */
const development = ['allowScripts', 'bin', 'devDependencies', 'files', 'overrides', 'private', 'scripts'];

export async function packagePath(): Promise<string> {
  const { name, version } = await readManifest();
  return path.join(root, 'dist', `${name}-${version}.vsix`);
}

/** Writes the .vsix into dist/ and returns its path; rejects when something of the list has not been built. */
export async function packageExtension(): Promise<string> {
  const stage = path.join(root, '.cache', 'vsix');
  await rm(stage, { recursive: true, force: true });
  for (const file of await shippedFiles()) {
    await mkdir(path.dirname(path.join(stage, file)), { recursive: true });
    await cp(path.join(root, file), path.join(stage, file));
  }
  const manifest = Object.entries(await readManifest()).filter(([key]) => !development.includes(key));
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(Object.fromEntries(manifest), null, 2));
  // The stage is the allow-list; without this file vsce would look for one and warn.
  await writeFile(path.join(stage, '.vscodeignore'), '.vscodeignore\n');
  const target = await packagePath();
  await createVSIX({ cwd: stage, packagePath: target, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
  return target;
}

async function readManifest(): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
}
