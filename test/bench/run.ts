/**
 * All benchmarks: `npm run bench [-- --check] [-- --only words] [-- --quick]`.
 *
 * Every ratio comes from one run in which both sides took turns. The table is printed, the figures go to artifacts/bench.json, and
 * thresholds.json says what is to be reached: with `--check` a missed threshold is exit code 1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Result } from './measure.ts';

interface Threshold { readonly atLeast?: number; readonly atMost?: number; readonly yardstick: string }
interface Judged extends Result { readonly threshold: Threshold | null; readonly reached: boolean | null }

const folder = path.dirname(fileURLToPath(import.meta.url));
const artifacts = path.resolve(folder, '../../artifacts');

const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, only: { type: 'string' }, quick: { type: 'boolean' } } });
const say = (text: string): void => { process.stderr.write(`${text}\n`); };

const large = options.quick ? [1000, 10_000] : [1000, 10_000, 50_000];

/** One entry a theme; quick leaves out what takes minutes. */
const themes: Readonly<Record<string, () => Promise<readonly Result[]>>> = {
  pipeline: async () => (await import('./pipeline.bench.ts')).benchPipeline({ sizes: large, rounds: 3 }),
  plan: async () => (await import('./plan.bench.ts')).benchPlan({ sizes: large, rounds: 3, say }),
  schedule: async () => (await import('./schedule.bench.ts')).benchSchedule({ sizes: [10_000, 100_000], rounds: 5, say }),
  checks: async () => (await import('./checks.bench.ts')).benchChecks({ sizes: [1000, 10_000], rounds: 5, say }),
  linking: async () => (await import('./linking.bench.ts')).benchLinking({ sizes: [2500, 10_000], compared: options.quick ? 2500 : 10_000, rounds: 3, say }),
  server: async () => (await import('./server.bench.ts')).benchServer({ sizes: options.quick ? [1000] : [1000, 10_000], keystrokes: options.quick ? 20 : 60, say }),
  completion: async () => (await import('./completion.bench.ts')).benchCompletion({ sizes: large, compared: options.quick ? 1000 : 10_000, rounds: options.quick ? 20 : 60, comparedRounds: 20, say }),
  process: async () => (await import('./process.bench.ts')).benchProcess({ sizes: options.quick ? [1000] : [1000, 10_000], rounds: 3, say }),
};

const thresholds = JSON.parse(readFileSync(path.join(folder, 'thresholds.json'), 'utf8')) as Readonly<Record<string, Threshold>>;

function judge(result: Result): Judged {
  const threshold = thresholds[result.size === null ? result.name : `${result.name} @ ${result.size}`] ?? null;
  const reached = threshold && (threshold.atLeast === undefined || result.value >= threshold.atLeast) && (threshold.atMost === undefined || result.value <= threshold.atMost);
  return { ...result, threshold, reached };
}

const shown = (value: number): string => Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
const units = { ms: ' ms', x: ' x', '^': '', MB: ' MB' } as const;

function table(results: readonly Judged[]): string {
  const rows = results.map(({ name, size, unit, value, note, threshold, reached }) => [
    name,
    size === null ? '' : String(size),
    `${shown(value)}${units[unit]}`,
    threshold ? `${threshold.atLeast === undefined ? `at most ${threshold.atMost}` : `at least ${threshold.atLeast}`}` : '',
    reached === null ? '' : reached ? 'reached' : 'MISSED',
    note ?? threshold?.yardstick ?? '',
  ]);
  const all = [['what', 'size', 'value', 'reach', '', 'note'], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0))) ?? [];
  return all.map(row => row.map((cell, column) => column === 1 || column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n');
}

const results: Judged[] = [];
let failed = false;
for (const [theme, bench] of Object.entries(themes)) {
  if (options.only !== undefined && !theme.includes(options.only)) continue;
  say(`${theme} …`);
  try {
    results.push(...(await bench()).map(judge));
  } catch (error) {
    failed = true;
    say(`${theme} failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
}
process.stdout.write(`${table(results)}\n`);
mkdirSync(artifacts, { recursive: true });
writeFileSync(path.join(artifacts, 'bench.json'), `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cpus: cpus().map(cpu => cpu.model), results }, null, 2)}\n`);
const missed = results.filter(result => result.reached === false);
if (missed.length > 0) say(`${missed.length} ${missed.length === 1 ? 'threshold is' : 'thresholds are'} missed.`);
process.exitCode = failed || (options.check === true && missed.length > 0) ? 1 : 0;
