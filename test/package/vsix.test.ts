import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { listFiles } from '@vscode/vsce';
import path from 'node:path';
import { root } from '../../scripts/paths.ts';
import { mustRun } from '../../scripts/run.ts';
import { packageExtension, shippedFiles } from '../../scripts/vsix.ts';

/** What an extension may cost to download. */
const limitBytes = 1024 * 1024;

describe('The packaged extension', () => {
  let vsix: string;
  before(async () => {
    vsix = await packageExtension();
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
    // Where one of these words stands in a bundle for another reason, the reason belongs here.
    const client = readFileSync(path.join(root, 'dist/client/extension-web.cjs'), 'utf8');
    const server = (await shippedFiles()).filter(file => file.startsWith('dist/server/')).map(file => readFileSync(path.join(root, file), 'utf8'));
    for (const bundle of [client, ...server]) {
      assert.doesNotMatch(bundle, /\bfetch\(|XMLHttpRequest|new WebSocket|\beval\(/);
    }
    for (const bundle of server) assert.doesNotMatch(bundle, /require\("(?:node:)?(?:http|https|dgram|tls|vm)"\)/);
  });

  it('names no path of the machine that built it', async () => {
    for (const file of (await shippedFiles()).filter(name => name.startsWith('dist/'))) {
      assert.ok(!readFileSync(path.join(root, file), 'utf8').includes(root), file);
    }
  });

  it('is made by the command of the README', async () => {
    const output = await mustRun(process.execPath, ['scripts/package.ts'], { cwd: root });
    assert.ok(existsSync(output.trim().split('\n').at(-1) ?? ''), output);
  });
});
