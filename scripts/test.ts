/**
 * Everything that has to hold, in the order in which it fails fastest. The last line says how many tests passed and failed, over all
 * suites; generating, type check, lint and build count as one test each.
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { artifacts, root } from './paths.ts';
import { readResults, recordResult, reportingInto } from './results.ts';
import { run } from './run.ts';

interface Stage {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** Stages without which this one says nothing. */
  readonly after?: readonly string[];
  /** True: the command itself reports its tests; false: the command is one test. */
  readonly suites?: boolean;
}

const npm = (script: string): [string, ...string[]] => ['npm', 'run', '-s', script];
const mocha = (suite: string, ...args: string[]): [string, ...string[]] =>
  [process.execPath, 'node_modules/mocha/bin/mocha.js', ...args, '--reporter', 'scripts/mocha-results.mjs', '--reporter-option', `suite=${suite}`];

const stages: readonly Stage[] = [
  { name: 'generate', command: npm('generate') },
  { name: 'typecheck', command: npm('typecheck'), after: ['generate'] },
  { name: 'lint', command: npm('lint'), after: ['generate'] },
  { name: 'unit', command: mocha('unit', 'test/**/*.test.ts'), after: ['generate'], suites: true },
  { name: 'build', command: npm('build'), after: ['generate'] },
  { name: 'package', command: mocha('package', '--config', 'test/package/.mocharc.json', 'test/package/*.test.ts'), after: ['build'], suites: true },
  { name: 'workbench', command: npm('workbench:hosts'), after: ['build'], suites: true },
  { name: 'editor', command: mocha('editor', '--config', 'test/workbench/.mocharc.json', 'test/workbench/ui/*.test.ts'), after: ['build', 'package'], suites: true },
];

process.chdir(root);
mkdirSync(artifacts, { recursive: true });
const results = path.join(artifacts, 'test-results.jsonl');
rmSync(results, { force: true });
process.env = reportingInto(results);

const broken = new Set<string>();
for (const { name, command, after = [], suites } of stages) {
  const cause = after.find(earlier => broken.has(earlier));
  console.log(`\n── ${name}${cause ? `: not run, because ${cause} failed` : ''}`);
  const before = readResults(results).length;
  const started = Date.now();
  const code = cause ? 1 : (await run(command[0], command.slice(1))).code;
  if (!cause) console.log(`── ${name}: ${code === 0 ? 'ok' : 'failed'} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  // A suite that failed in one test does not stop the stages behind it, a command that produces nothing does.
  if (code !== 0 && !suites) broken.add(name);
  const reported = readResults(results).slice(before);
  const failureReported = reported.some(result => result.failed > 0);
  if (!suites) recordResult(name, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
  else if (reported.length === 0 || (code !== 0 && !failureReported)) recordResult(name, { passed: 0, failed: 1, skipped: 0 });
}

const all = readResults(results);
console.log('\n' + all.map(({ suite, passed, failed, skipped }) => `${suite}: ${counts(passed, failed, skipped)}`).join('\n') + '\n');
const sum = (key: 'passed' | 'failed' | 'skipped') => all.reduce((total, result) => total + result[key], 0);
console.log(counts(sum('passed'), sum('failed'), sum('skipped')));
process.exit(sum('failed') > 0 ? 1 : 0);

function counts(passed: number, failed: number, skipped: number): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
