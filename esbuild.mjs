/**
 * Bundles everything that ships, each part on its own: `node esbuild.mjs [--production] [--watch] [--tests]`.
 * Production is minified without source maps. `--tests` bundles the suites that run inside VS Code, into out/.
 */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
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
  { ...node, entry: 'server/main-node.ts', outfile: 'dist/server/main-node.cjs', format: 'cjs' },
  { ...browser, entry: 'server/main-browser.ts', outfile: 'dist/server/main-browser.js', format: 'iife' },
  { ...browser, entry: 'webview/timeline/main.ts', outfile: 'dist/webview/timeline.js', format: 'iife' },
  { ...browser, entry: 'webview/shared/controls.ts', outfile: 'dist/webview/controls.js', format: 'iife' },
  { ...node, entry: 'cli/main.ts', outfile: 'dist/cli/planwright.js', format: 'esm', banner: { js: '#!/usr/bin/env node' } },
];

const tests = [
  { ...node, entry: 'test/workbench/host-node.ts', outfile: 'out/workbench/host-node.cjs', format: 'cjs', external: ['vscode', 'mocha'] },
  // Mocha's browser build would take the `module` of the bundle for its own.
  {
    ...browser, entry: 'test/workbench/host-web.ts', outfile: 'out/workbench/host-web.cjs', format: 'cjs', external: ['vscode'],
    define: { module: 'undefined', exports: 'undefined' },
  },
];

const bundles = process.argv.includes('--tests') ? tests : shipped;
// A leftover of an earlier build must not be packaged.
if (production) await Promise.all(bundles.map(({ outfile }) => rm(`${outfile}.map`, { force: true })));
const missing = bundles.filter(bundle => !existsSync(bundle.entry));
const contexts = await Promise.all(bundles.filter(bundle => !missing.includes(bundle)).map(({ entry, ...options }) => esbuild.context({
  ...options,
  entryPoints: [entry],
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
})));

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

/** Prints the size of every bundle and leaves the details, which say what is in it, in .cache/. */
async function report(metafiles) {
  const outputs = Object.assign({}, ...metafiles.map(metafile => metafile.outputs));
  for (const [file, { bytes }] of Object.entries(outputs)) {
    if (!file.endsWith('.map')) console.log(`${(bytes / 1024).toFixed(1).padStart(9)} KB  ${file}`);
  }
  await mkdir('.cache', { recursive: true });
  await writeFile('.cache/bundles.json', JSON.stringify(outputs, null, 1));
}
