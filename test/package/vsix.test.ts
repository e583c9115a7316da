import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { listFiles } from '@vscode/vsce';
import path from 'node:path';
import { root } from '../../scripts/paths.ts';
import { mustRun } from '../../scripts/run.ts';
import { shippedFiles } from '../../scripts/vsix.ts';

/** What an extension may cost to download. */
const limitBytes = 1024 * 1024;

describe('The packaged extension', () => {
  let vsix: string;
  before(async () => {
    // As the README says it; the last line that it prints is the package.
    const output = await mustRun(process.execPath, ['scripts/package.ts'], { cwd: root });
    vsix = output.trim().split('\n').at(-1) ?? '';
    assert.ok(existsSync(vsix), output);
  });

  it('holds the files of the list and no others', async () => {
    const inside = await listFiles({ cwd: path.join(root, '.cache/vsix') });
    assert.deepEqual(inside.map(file => file.replaceAll('\\', '/')).sort(), await shippedFiles());
    // No sources, tests, maps or plans of anybody, whatever the list says.
    assert.deepEqual(inside.filter(file => /\.(?:ts|map|program|test\.\w+)$/.test(file)), []);
  });

  it('is at most 1 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size <= limitBytes, `${(size / 1024).toFixed(0)} KB`);
  });

  it('has a manifest without scripts, dependencies and what only npm reads', () => {
    const manifest = JSON.parse(readFileSync(path.join(root, '.cache/vsix/package.json'), 'utf8'));
    for (const key of ['scripts', 'devDependencies', 'dependencies', 'files', 'bin', 'private']) assert.equal(manifest[key], undefined, key);
    assert.equal(manifest.type, 'module');
  });

  it('reaches for no process, no network and no code of the workspace', async () => {
    // A method that is called fetch is not the function that everybody can call.
    const forbidden = /(?<![.\w$])(?<!async )fetch\((?![\w$,]*\)\{)|XMLHttpRequest|new WebSocket|(?<![.\w$])eval\(/g;
    const builtIns = /require\("(?:node:)?(?:http|https|http2|dgram|tls|vm)"\)/g;
    const files = (await shippedFiles()).filter(file => file.startsWith('dist/server/') || file.startsWith('dist/webview/') || file === 'dist/client/extension-web.cjs');
    const found = files.flatMap(file => {
      const bundle = readFileSync(path.join(root, file), 'utf8');
      return [...bundle.matchAll(forbidden), ...bundle.matchAll(builtIns)].map(({ index }) => `${file}: ${bundle.slice(index - 40, index + 40)}`);
    });
    assert.deepEqual(found, []);
  });

  it('names no path of the machine that built it', async () => {
    for (const file of (await shippedFiles()).filter(name => name.startsWith('dist/'))) {
      assert.ok(!readFileSync(path.join(root, file), 'utf8').includes(root), file);
    }
  });
});
