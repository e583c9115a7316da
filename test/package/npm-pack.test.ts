import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/paths.ts';
import { mustRun, run } from '../../scripts/run.ts';

const silent = { onOutput: () => undefined };

describe('The npm package', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'planwright-pack-'));
  const command = path.join(home, 'node_modules', '.bin', 'planwright');
  after(() => rmSync(home, { recursive: true, force: true }));

  it('packs the command and not the extension', async () => {
    // The bundles exist already: this stage runs after the build.
    const output = await mustRun('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], { cwd: root });
    const packed = JSON.parse(output.slice(output.indexOf('[')))[0];
    const files: string[] = packed.files.map((file: { path: string }) => file.path).sort();
    // npm adds what `main` and `browser` name, whatever `files` says.
    const fromNpm = ['LICENSE', 'README.md', 'package.json', 'dist/client/extension.cjs', 'dist/client/extension-web.cjs'];
    const own = files.filter(file => !fromNpm.includes(file) && !file.startsWith('dist/cli/planwright/'));
    assert.deepEqual(own, ['CHANGELOG.md', 'dist/cli/planwright.js']);
    await mustRun('npm', ['install', '--offline', '--no-audit', '--no-fund', '--prefix', home, path.join(home, packed.filename)], { cwd: home });
  });

  it('installs a command that helps', async () => {
    const output = await mustRun(command, ['--help'], { cwd: home });
    for (const word of ['check', 'schedule', 'import', 'export']) assert.match(output, new RegExp(`\\b${word}\\b`));
  });

  it('runs on the Node of the machine, not only on ours', async function () {
    // What started npm; the tests themselves run on the Node that came with the dependencies.
    const node = process.env['npm_node_execpath'];
    if (!node) this.skip();
    const entry = path.join(home, 'node_modules', 'planwright', 'dist', 'cli', 'planwright.js');
    assert.match(await mustRun(node, [entry, 'schedule', '--help'], { cwd: home }), /--target/);
  });

  it('checks a plan: 0 clean, 1 with findings, 2 when it cannot run', async () => {
    writeFileSync(path.join(home, 'good.program'), 'program p "P" {\n  start 2026-01-12\n  task a "A" { estimate 2d }\n}\n');
    writeFileSync(path.join(home, 'bad.program'), 'program q "Q" {\n  start 2026-01-12\n  task a "A" { estimate 2d  after nothing }\n}\n');
    const codes = await Promise.all(['good.program', 'bad.program', 'missing.program']
      .map(async file => (await run(command, ['check', file, '--as-of', '2026-01-12'], { cwd: home, ...silent })).code));
    assert.deepEqual(codes, [0, 1, 2]);
  });

  it('says the same as JSON', async () => {
    const { output } = await run(command, ['check', 'bad.program', '--as-of', '2026-01-12', '--format', 'json'], { cwd: home, ...silent });
    const { version, findings } = JSON.parse(output);
    assert.equal(version, 1);
    assert.ok(findings.some((finding: { code: string; line: number }) => finding.code === 'unresolved-reference' && finding.line === 3), output);
  });
});
