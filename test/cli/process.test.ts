/** The command as a process, from its sources: what only a process shows. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

describe('The planwright process', function () {
  this.timeout(60_000);
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'planwright-cli-'));
    mkdirSync(path.join(folder, 'plans/deep'), { recursive: true });
    writeFileSync(path.join(folder, 'plans/good.program'), 'program good { start 2026-03-20 task a { estimate 1d } }\n');
    writeFileSync(path.join(folder, 'plans/deep/bad.program'), '\uFEFFprogram bad {\r\n  task a { estimate 1d  after nowhere }\r\n}\r\n');
  });
  after(() => { rmSync(folder, { recursive: true }); });
  const planwright = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: undefined, NODE_OPTIONS: '' } });

  it('exits with 0, 1 and 2', () => {
    assert.equal(planwright('check', 'plans/good.program').status, 0);
    const bad = planwright('check', '--format', 'json');
    assert.equal(bad.status, 1);
    const [finding] = (JSON.parse(bad.stdout) as { findings: { file: string; line: number; column: number; code: string }[] }).findings.filter(({ code }) => code === 'unresolved-reference');
    // The byte order mark is no character of the text, and CRLF is one line end.
    assert.deepEqual([finding?.file, finding?.line, finding?.column], ['plans/deep/bad.program', 2, 31]);
    assert.equal(planwright('check', 'nowhere').status, 2);
    assert.equal(planwright().status, 2);
  });
  it('starts without loading the language where it does not need it', () => {
    const { status, stdout } = planwright('--version');
    assert.equal(status, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  });
  it('ends quietly when its reader has seen enough', done => {
    const child = spawn(process.execPath, [main, 'schedule', '--format', 'json', 'plans'], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); });
    child.stdout.destroy();
    child.on('close', () => {
      assert.doesNotMatch(stderr, /EPIPE/);
      done();
    });
  });
  it('goes round links between directories, and tells of files that it may not read', function () {
    if (process.platform === 'win32') { this.skip(); return; }
    const odd = path.join(folder, 'odd');
    mkdirSync(odd);
    symlinkSync(odd, path.join(odd, 'again'));
    writeFileSync(path.join(odd, 'a.program'), 'program a { start 2026-03-20 task t { estimate 1d } }\n');
    mkdirSync(path.join(odd, 'folder.program'));
    assert.equal(planwright('check', 'odd').status, 0);
    // The superuser may read everything.
    if (process.getuid?.() === 0) return;
    chmodSync(path.join(odd, 'a.program'), 0);
    const refused = planwright('check', 'odd');
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /Cannot read odd\/a\.program/);
  });
});
