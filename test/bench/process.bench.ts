/** The command as a whole process, against TaskJuggler's on the same plan, with the dates compared. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { interleaved } from './measure.ts';
import type { Result } from './measure.ts';
import { twins } from './twins.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const dist = path.join(root, 'dist/cli');

export interface ProcessOptions { readonly sizes: readonly number[]; readonly rounds: number; readonly say: (text: string) => void }

/** `planwright schedule` and `tj3` in turns. Without the bundle or without tj3 (Debian package tj3) it says so and measures what it can. */
export async function benchProcess({ sizes, rounds, say }: ProcessOptions): Promise<readonly Result[]> {
  if (!existsSync(path.join(dist, 'planwright.js'))) {
    say('dist/cli/planwright.js is not built: whole processes are not measured.');
    return [];
  }
  const juggler = spawnSync('tj3', ['--version'], { encoding: 'utf8' }).stdout ?? '';
  if (!juggler.includes('TaskJuggler')) say('tj3 is not installed (apt-get install tj3): the comparison with TaskJuggler is left out.');
  const results: Result[] = [];
  const folder = mkdtempSync(path.join(tmpdir(), 'planwright-bench-'));
  // A copy, so that a build that runs meanwhile takes nothing away.
  cpSync(dist, path.join(folder, 'cli'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  try {
    for (const size of sizes) results.push(...await compare(folder, size, rounds, juggler.includes('TaskJuggler')));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results;
}

async function compare(folder: string, size: number, rounds: number, withJuggler: boolean): Promise<readonly Result[]> {
  const { program, tjp, ids } = twins(size);
  writeFileSync(path.join(folder, 'bench.program'), program);
  writeFileSync(path.join(folder, 'bench.tjp'), tjp);
  const ours = (): string => must(process.execPath, [path.join(folder, 'cli/planwright.js'), 'schedule', 'bench.program', '--format', 'csv'], folder);
  const theirs = (): string => must('tj3', ['--silent', 'bench.tjp'], folder);
  const bare = (): string => must(process.execPath, ['--eval', '0'], folder);
  if (!withJuggler) {
    const times = await interleaved({ ours, bare }, { rounds, warmUp: 1 });
    return [{ name: 'process', size, unit: 'ms', value: times.ours, note: `of which Node itself takes ${times.bare.toFixed(0)} ms` }];
  }
  // A speed counts only where both say the same: checked before it is measured.
  const dates = ourDates(ours());
  theirs();
  const other = theirDates(readFileSync(path.join(folder, 'dates.csv'), 'utf8'));
  const wrong = ids.filter(id => dates.get(id) === undefined || dates.get(id) !== other.get(id));
  if (wrong.length > 0) throw new Error(`${wrong.length} of ${size} tasks have other dates in tj3, first ${wrong[0]}: ${dates.get(wrong[0] ?? '')} here, ${other.get(wrong[0] ?? '')} there.`);
  const times = await interleaved({ ours, theirs, bare }, { rounds });
  return [
    { name: 'process', size, unit: 'ms', value: times.ours, note: `of which Node itself takes ${times.bare.toFixed(0)} ms` },
    { name: 'process tj3', size, unit: 'ms', value: times.theirs },
    { name: 'process, times faster than tj3', size, unit: 'x', value: times.theirs / times.ours, note: `equal dates on ${size} of ${size} tasks` },
  ];
}

function must(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}

/** Start and finish by the id below the program. */
function ourDates(csv: string): ReadonlyMap<string, string> {
  const [head = '', ...rows] = csv.split('\r\n');
  const column = (name: string): number => head.split(',').indexOf(name);
  const [id, start, finish] = [column('id'), column('start'), column('finish')];
  return new Map(rows.map(row => row.split(',')).map(cells => [(cells[id] ?? '').replace(/^bench\./, ''), `${cells[start]} ${cells[finish]}`]));
}

function theirDates(csv: string): ReadonlyMap<string, string> {
  return new Map(csv.split('\n').map(line => line.split(';').map(cell => cell.replaceAll('"', ''))).map(([id = '', start, end]) => [id, `${start} ${end}`]));
}
