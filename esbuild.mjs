/**
 * Bundles everything that ships, each part on its own: `node esbuild.mjs [--production] [--watch] [--tests]`.
 * Production is minified without source maps. `--tests` bundles the suites that run inside VS Code, into out/.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** What VS Code 1.101 brings: Node 22 (Electron 35) in the extension host and Chromium 134 in webviews and workers. */
const node = { platform: 'node', target: 'node22' };
const browser = { platform: 'browser', target: 'chrome134' };

const shipped = [
  // package.json says "type": "module", so CommonJS needs the ending .cjs; VS Code's web worker host takes nothing but CommonJS.
  { ...node, entry: 'client/extension.ts', outfile: 'dist/client/extension.cjs', format: 'cjs', external: ['vscode'] },
  { ...browser, entry: 'client/extension-web.ts', outfile: 'dist/client/extension-web.cjs', format: 'cjs', external: ['vscode'] },
  // What the server needs to answer `initialize` is a quarter of its code: the rest stands in files of its own and is loaded then.
  { ...node, entry: 'server/main-node.ts', outfile: 'dist/server/main-node.cjs', format: 'cjs', split: true },
  { ...browser, entry: 'server/main-browser.ts', outfile: 'dist/server/main-browser.js', format: 'iife' },
  { ...browser, entry: 'webview/timeline/main.ts', outfile: 'dist/webview/timeline.js', format: 'iife' },
  { ...browser, entry: 'webview/shared/controls.ts', outfile: 'dist/webview/controls.js', format: 'iife' },
  // CI images have the Node that they have.
  {
    ...node, target: 'node20', entry: 'cli/main.ts', outfile: 'dist/cli/planwright.js', format: 'esm', split: true, banner: { js: '#!/usr/bin/env node' },
    alias: { 'vscode-languageserver-protocol': './cli/lsp-free.ts' },
  },
];

const tests = [
  { ...node, entry: 'test/workbench/host-node.ts', outfile: 'out/workbench/host-node.cjs', format: 'cjs', external: ['vscode', 'mocha'] },
  // Mocha's browser build would take the `module` of the bundle for its own.
  {
    ...browser, entry: 'test/workbench/host-web.ts', outfile: 'out/workbench/host-web.cjs', format: 'cjs', external: ['vscode'],
    define: { module: 'undefined', exports: 'undefined' },
  },
];

/** Writes ES modules as CommonJS; an import on demand becomes a require on demand. */
const toCommonJs = {
  name: 'to-commonjs',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => void await Promise.all(outputFiles.map(async ({ path: file, text }) => {
      const { code } = await esbuild.transform(text, { ...node, format: 'cjs', minify: true, supported: { 'dynamic-import': false } });
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, code);
    })));
  },
};

const bundles = process.argv.includes('--tests') ? tests : shipped;
const missing = bundles.filter(bundle => !existsSync(bundle.entry));
if (production) await Promise.all(bundles.map(removeLeftovers));
const contexts = await Promise.all(bundles.filter(bundle => !missing.includes(bundle)).map(bundle => esbuild.context(optionsOf(bundle))));

if (watch) {
  await Promise.all(contexts.map(context => context.watch()));
  console.log('Watching …');
} else {
  const results = await Promise.allSettled(contexts.map(context => context.rebuild()));
  await Promise.all(contexts.map(context => context.dispose()));
  await report(results.flatMap(result => (result.status === 'fulfilled' ? [result.value.metafile] : [])));
  // esbuild has printed the errors already.
  if (results.some(result => result.status === 'rejected')) process.exitCode = 1;
}
for (const bundle of missing) {
  console.error(`The entry ${bundle.entry} does not exist, so ${bundle.outfile} was not built.`);
  process.exitCode = 1;
}

/** A split bundle is split for speed, and is one file with a source map while somebody debugs it. */
function optionsOf({ entry, outfile, split, ...options }) {
  const common = {
    ...options, bundle: true, minify: production, sourcemap: production ? false : 'linked', legalComments: 'none', metafile: true, logLevel: 'warning',
  };
  if (!split || !production) return { ...common, entryPoints: [entry], outfile };
  const { dir, name, ext } = path.parse(outfile);
  return {
    ...common, entryPoints: { [name]: entry }, outdir: dir, chunkNames: `${name}/[name]-[hash]`, outExtension: { '.js': ext },
    // esbuild splits ES modules only.
    format: 'esm', splitting: true, plugins: options.format === 'cjs' ? [toCommonJs] : [],
    write: options.format !== 'cjs',
  };
}

/** What an earlier build left behind must not be packaged. */
async function removeLeftovers({ outfile, split }) {
  await rm(`${outfile}.map`, { force: true });
  const { dir, name } = path.parse(outfile);
  if (split) await rm(path.join(dir, name), { recursive: true, force: true });
}

/** Prints the size of every bundle and leaves the details, which say what is in it, in .cache/. */
async function report(metafiles) {
  const outputs = Object.assign({}, ...metafiles.map(metafile => metafile.outputs));
  for (const [file, { bytes }] of Object.entries(outputs)) {
    if (!file.endsWith('.map') && bytes > 1024) console.log(`${(bytes / 1024).toFixed(1).padStart(9)} KB  ${file}`);
  }
  await mkdir('.cache', { recursive: true });
  await writeFile('.cache/bundles.json', JSON.stringify(outputs, null, 1));
}
