/**
 * Runs the suites inside a real VS Code: as a desktop extension, as a web extension, and in restricted mode.
 * `node test/workbench/run.ts [name of a run]`. PLANWRIGHT_DESKTOP=1 uses the desktop VS Code that test-electron downloads, or the
 * one whose executable it names, instead of the workbench from npm.
 */
import { appendFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { runTests } from '@vscode/test-electron';
import { cache, root } from '../../scripts/paths.ts';
import { lineMark, resultMark } from './console.ts';
import { recordResult } from '../../scripts/results.ts';

interface HostRun {
  readonly name: string;
  readonly tests: string;
  /** Arguments of scripts/workbench/launch.ts. */
  readonly args: readonly string[];
}

const runs: readonly HostRun[] = [
  { name: 'desktop', tests: 'out/workbench/host-node.cjs', args: [] },
  { name: 'web', tests: 'out/workbench/host-web.cjs', args: ['--web-worker'] },
  { name: 'restricted', tests: 'out/workbench/host-node.cjs', args: ['--restricted'] },
];

const desktop = process.env['PLANWRIGHT_DESKTOP'];
const chosen = process.argv[2];
let failed = false;
for (const hostRun of runs) {
  if (chosen && chosen !== hostRun.name) continue;
  // The desktop application knows neither web workers without a server nor restricted mode under test-electron.
  if (desktop && hostRun.args.length > 0) continue;
  if (!await runInHost(hostRun)) failed = true;
}
process.exit(failed ? 1 : 0);

/** Runs one suite in its own VS Code with a fresh profile and a fresh copy of the workspace; false when anything failed. */
async function runInHost({ name, tests, args }: HostRun): Promise<boolean> {
  console.log(`\nVS Code, ${name}`);
  const home = path.join(cache, 'runs', name);
  rmSync(home, { recursive: true, force: true });
  // The tests tell by the folder's name which run they are in.
  const workspace = path.join(home, name);
  mkdirSync(home, { recursive: true });
  cpSync(path.join(root, 'test/workbench/workspace'), workspace, { recursive: true });
  const results: { passed: number; failed: number; skipped: number }[] = [];
  const transcript = path.join(home, 'console.log');
  const output = lineStream(line => {
    if (line.startsWith(resultMark)) results.push(JSON.parse(line.slice(resultMark.length)));
    else if (line.startsWith(lineMark)) console.log(line.slice(lineMark.length));
    else appendFileSync(transcript, line + '\n');
  });
  const code = await runTests({
    vscodeExecutablePath: desktop ? (desktop === '1' ? undefined : desktop) : path.join(root, 'scripts/workbench/launch.ts'),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, tests),
    launchArgs: [workspace, `--user-data-dir=${home}/profile`, `--extensions-dir=${home}/extensions`, ...args],
    stdout: output,
    stderr: output,
  }).catch(() => 1);
  if (code !== 0) console.log(`  What VS Code printed: ${path.relative(root, transcript)}`);
  const [result] = results;
  // A suite that ends without a word about its tests has failed, whatever its exit code says.
  recordResult(`VS Code, ${name}`, result ?? { passed: 0, failed: 1, skipped: 0 });
  return code === 0 && result !== undefined && result.failed === 0;
}

function lineStream(onLine: (line: string) => void): Writable {
  let rest = '';
  return new Writable({
    write(chunk, _encoding, done) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
      done();
    },
  });
}
