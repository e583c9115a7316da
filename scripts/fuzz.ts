/**
 * Draws cases for the suites of `test/fuzz` until a failure or the end: `npm run fuzz` for 200,000 and more, `npm run fuzz -- --times 20` for a night,
 * `--suite words` for one of them. A seed makes the same cases again; a failure prints the command that shows it. Then every other test that draws
 * random cases runs with new seeds, `--rounds 3` times.
 */
import { globSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { suites } from '../test/fuzz/suites.ts';
import type { Outcome } from '../test/fuzz/suite.ts';
import type { Report, Task } from '../test/fuzz/worker.ts';
import { root } from './paths.ts';
import { run } from './run.ts';

const { values } = parseArgs({ options: {
  suite: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' }, cases: { type: 'string' },
  times: { type: 'string', default: '1' }, rounds: { type: 'string', default: '1' }, jobs: { type: 'string' },
} });

/** Cases of one task: small enough that the threads end at about the same time. */
const perTask = 1_000;
/** Milliseconds without a word from a thread after which it counts as hanging. */
const patience = 60_000;

process.chdir(root);
const seed = Number(values.seed ?? Math.floor(Math.random() * 0x3fffffff));
const chosen = suites.filter(({ name }) => values.suite === undefined || name === values.suite);
if (chosen.length === 0) stop(`There is no suite "${values.suite}". There are: ${suites.map(({ name }) => name).join(', ')}.`);

console.log(`Seed ${seed}: the same cases again with --seed ${seed}.`);
const started = Date.now();
const tasks = chosen.flatMap(({ name, long }) => tasksOf(name, values.cases === undefined ? long * Number(values.times) : Number(values.cases)));
const open = new Map(chosen.map(({ name }) => [name, tasks.filter(task => task.suite === name).length]));
const counts = new Map<string, number>();
const planned = tasks.reduce((all, { cases }) => all + cases, 0);
const progress = setInterval(() => console.log(`… ${sum().toLocaleString('en')} of ${planned.toLocaleString('en')} cases (${seconds(started)} s)`), 60_000);
await Promise.all(Array.from({ length: Number(values.jobs ?? Math.min(4, os.availableParallelism())) }, work));
clearInterval(progress);
console.log(`${sum().toLocaleString('en')} cases, all hold (${seconds(started)} s).`);

if (values.suite === undefined && values.path === undefined) await runTests(Number(values.rounds));
process.exit(0);

function tasksOf(suite: string, cases: number): Task[] {
  if (values.path !== undefined) return [{ suite, seed, cases: 1, path: values.path }];
  // The first task of a suite has the seed itself, so that one failing task is repeated by its own seed.
  return Array.from({ length: Math.ceil(cases / perTask) }, (_, index) => ({ suite, seed: seed + index * perTask, cases: Math.min(perTask, cases - index * perTask) }));
}

/** One thread, task after task. */
async function work(): Promise<void> {
  const worker = new Worker(new URL('../test/fuzz/worker.ts', import.meta.url));
  for (let task = tasks.shift(); task; task = tasks.shift()) {
    const { cases, failure } = await outcomeOf(worker, task);
    if (failure) stop(`${task.suite}: a case does not hold. See it again:\n  npm run fuzz -- --suite "${task.suite}" --seed ${failure.seed} --path ${failure.path}\n${failure.report}`);
    counts.set(task.suite, (counts.get(task.suite) ?? 0) + cases);
    open.set(task.suite, (open.get(task.suite) ?? 0) - 1);
    if (open.get(task.suite) === 0) console.log(`${task.suite}: ${(counts.get(task.suite) ?? 0).toLocaleString('en')} cases hold (${seconds(started)} s)`);
  }
  await worker.terminate();
}

function outcomeOf(worker: Worker, task: Task): Promise<Outcome> {
  return new Promise(resolve => {
    let done = 0;
    const failed = (what: string): void => stop(`${task.suite}: ${what} See it again:\n  npm run fuzz -- --suite "${task.suite}" --seed ${task.seed} --cases ${done + 1}`);
    const hangs = (): void => failed(`a case has not ended after ${patience / 1000} seconds.`);
    let timer = setTimeout(hangs, patience);
    const listen = (report: Report): void => {
      clearTimeout(timer);
      if (report.kind === 'case') {
        ({ done } = report);
        timer = setTimeout(hangs, patience);
        return;
      }
      worker.off('message', listen);
      worker.removeAllListeners('error');
      resolve(report.outcome);
    };
    worker.on('message', listen);
    worker.on('error', error => failed(`a case ended the thread (${error.message}).`));
    worker.postMessage(task);
  });
}

/** The tests that draw cases by themselves. */
async function runTests(rounds: number): Promise<void> {
  const files = globSync('test/**/*.test.ts', { exclude: ['test/fuzz/**'] }).filter(file => readFileSync(file, 'utf8').includes(`'fast-check'`));
  for (let round = 1; round <= rounds; round++) {
    const begun = Date.now();
    const { code, output } = await run(process.execPath, ['node_modules/mocha/bin/mocha.js', '--timeout', '600000', '--reporter', 'dot', ...files], { onOutput: () => undefined });
    console.log(`${files.length} test files, round ${round}: ${code === 0 ? 'ok' : 'failed'} (${seconds(begun)} s)`);
    if (code !== 0) stop(output);
  }
}

function sum(): number {
  return [...counts.values()].reduce((all, cases) => all + cases, 0);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}

function stop(message: string): never {
  console.log(message);
  process.exit(1);
}
