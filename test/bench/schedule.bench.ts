/** The critical path with both slacks against the same algorithm in C, and adding working days against a loop over days. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import type { CalendarRules, Hours } from '../../language/schedule/calendar.ts';
import { DEFAULT_RULES } from '../../language/schedule/calendars.ts';
import { addWorking, compileCalendar } from '../../language/schedule/calendar.ts';
import { backwardPass, compressRows, forwardPass, FREE_NODE, LARGEST, OPEN, topologicalOrder } from '../../language/schedule/cpm.ts';
import { median, seeded } from './measure.ts';
import type { Result } from './measure.ts';

export interface ScheduleBench { readonly sizes: readonly number[]; readonly rounds: number; readonly say: (text: string) => void }

/** What both programs get: edges with their weights, and bounds by node. */
interface Input {
  readonly nodes: number;
  readonly from: Int32Array; readonly to: Int32Array; readonly weight: Int32Array;
  readonly length: Int32Array; readonly lower: Int32Array; readonly cap: Int32Array; readonly floor: Int32Array; readonly role: Uint8Array;
}

/** A seeded layered network, 2.5 links an activity over all four kinds, 15 % with a lag, a few dates; ids in document order. */
function network(nodes: number): Input {
  const random = seeded(nodes);
  const pick = (below: number): number => Math.floor(random() * below);
  const width = Math.max(1, Math.round(Math.sqrt(nodes) / 2));
  const length = Int32Array.from({ length: nodes }, () => 480 * (1 + pick(20)));
  const from: number[] = [];
  const to: number[] = [];
  const weight: number[] = [];
  for (let node = width; node < nodes; node++) {
    for (let link = 0; link < (random() < 0.5 ? 2 : 3); link++) {
      const source = Math.max(0, node - width - pick(width));
      const lag = random() < 0.15 ? 480 * (pick(6) - 2) : 0;
      const kind = random();
      from.push(source);
      to.push(node);
      weight.push(kind < 0.85 ? length[source]! + lag : kind < 0.93 ? lag : length[source]! + lag - length[node]!);
    }
  }
  return {
    nodes, from: Int32Array.from(from), to: Int32Array.from(to), weight: Int32Array.from(weight), length,
    lower: Int32Array.from({ length: nodes }, () => (random() < 0.02 ? 480 * pick(nodes) : 0)),
    cap: Int32Array.from({ length: nodes }, () => (random() < 0.01 ? 480 * pick(nodes * 4) : OPEN)),
    floor: new Int32Array(nodes), role: new Uint8Array(nodes).fill(FREE_NODE),
  };
}

/** Rows, order, both passes, both slacks: everything that a new network costs. The checksum covers both slacks of all. */
function criticalPath(input: Input): number {
  const { nodes, length, cap } = input;
  const rows = compressRows(nodes, input.from, input.to);
  const weight = new Int32Array(rows.edges.length);
  for (let slot = 0; slot < weight.length; slot++) weight[slot] = input.weight[rows.edges[slot]!]!;
  const order = topologicalOrder(nodes, rows);
  const early = input.lower.slice();
  forwardPass(order, rows, weight, cap, input.floor, early);
  let finish = -LARGEST;
  for (let node = 0; node < nodes; node++) if (early[node]! + length[node]! > finish) finish = early[node]! + length[node]!;
  const late = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) late[node] = cap[node]! < finish - length[node]! ? cap[node]! : finish - length[node]!;
  const free = new Int32Array(nodes);
  backwardPass(order, rows, weight, input.role, early, late, free);
  let sum = 0;
  for (let node = 0; node < nodes; node++) {
    const spare = free[node] === OPEN ? finish - early[node]! - length[node]! : free[node]!;
    sum = (Math.imul(sum, 31) + Math.imul(late[node]! - early[node]!, 7) + spare) | 0;
  }
  return sum >>> 0;
}

/** Median nanoseconds of `times` calls. */
function timed(times: number, work: () => number): { nanoseconds: number; result: number } {
  const taken: number[] = [];
  let result = 0;
  for (let time = 0; time < times; time++) {
    const begun = process.hrtime.bigint();
    result = work();
    taken.push(Number(process.hrtime.bigint() - begun));
  }
  return { nanoseconds: median(taken), result };
}

/** The C program, kept alive so that both sides take turns. Null without a compiler. */
function yardstick(folder: string, input: Input, say: (text: string) => void): { run(times: number): Promise<{ nanoseconds: number; result: number }>; end(): void } | null {
  const program = path.join(folder, 'cpm');
  const compiled = spawnSync('gcc', ['-O3', '-o', program, path.join(import.meta.dirname, 'cpm.c')], { encoding: 'utf8' });
  if (compiled.status !== 0) {
    say(`critical path against C: skipped, gcc does not run (${compiled.error?.message ?? compiled.stderr.trim()})`);
    return null;
  }
  const file = path.join(folder, `network-${input.nodes}`);
  const arrays = [Int32Array.of(input.nodes, input.from.length), input.from, input.to, input.weight, input.length, input.lower, input.cap, input.floor, input.role];
  writeFileSync(file, Buffer.concat(arrays.map(array => Buffer.from(array.buffer, array.byteOffset, array.byteLength))));
  const child = spawn(program, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(times) {
      child.stdin.write(`${times}\n`);
      const line = await lines.next();
      if (line.done) throw new Error('the C program ended early');
      const [nanoseconds, result] = line.value.split(' ').map(Number);
      return { nanoseconds: nanoseconds!, result: result! };
    },
    end: () => { child.stdin.end(); },
  };
}

async function criticalPaths({ sizes, rounds, say }: ScheduleBench): Promise<Result[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cpm-'));
  const results: Result[] = [];
  try {
    for (const size of sizes) {
      const input = network(size);
      const theirs = yardstick(folder, input, say);
      const times = Math.max(5, Math.round(400_000 / size));
      timed(times, () => criticalPath(input));
      await theirs?.run(times);
      const ours: number[] = [];
      const other: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const own = timed(times, () => criticalPath(input));
        ours.push(own.nanoseconds);
        if (!theirs) continue;
        const answer = await theirs.run(times);
        if (answer.result !== own.result) throw new Error(`the two programs differ at ${size}: ${own.result} and ${answer.result}`);
        other.push(answer.nanoseconds);
      }
      theirs?.end();
      const edges = `${input.from.length} links`;
      results.push({ name: 'critical path with both slacks', size, unit: 'ms', value: median(ours) / 1e6, note: edges });
      if (!theirs) continue;
      results.push({
        name: 'critical path, times the time of C', size, unit: 'x', value: median(ours) / median(other),
        note: `gcc -O3, same arrays, equal checksums: ${(median(other) / 1e6).toFixed(2)} ms`,
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}

/** The wall minute after working minutes from another one, by a loop over days: weekday, holiday, hours. */
function loopOverDays(week: readonly Hours[], holidays: ReadonlySet<number>, wall: number, minutes: number): number {
  let day = Math.floor(wall / 1440);
  let minute = wall - day * 1440;
  for (let left = minutes; ; day++, minute = 0) {
    if (holidays.has(day)) continue;
    const hours = week[(day + 4) % 7]!;
    for (let span = 0; span < hours.length; span++) {
      const from = Math.max(hours[span]!.from, minute);
      const length = hours[span]!.to - from;
      if (length <= 0) continue;
      if (left <= length) return day * 1440 + from + left;
      left -= length;
    }
  }
}

function workingDays({ rounds }: ScheduleBench): Result[] {
  const random = seeded(7);
  const first = Math.floor(Date.UTC(2026, 0, 1) / 86_400_000);
  const holidays = new Set<number>();
  for (let year = 0; year < 10; year++) for (let each = 0; each < 12; each++) holidays.add(first + year * 365 + Math.floor(random() * 365));
  const rules: CalendarRules = { ...DEFAULT_RULES, exceptions: new Map([...holidays].map(day => [day, []])) };
  const calendar = compileCalendar(rules, { from: first * 1440, to: (first + 3650) * 1440 });
  const count = 20_000;
  const starts = Int32Array.from({ length: count }, () => (first + Math.floor(random() * 3200)) * 1440 + Math.floor(random() * 1440));
  const minutes = Int32Array.from({ length: count }, () => 480 * (1 + Math.floor(random() * 60)));
  const table = (): number => {
    let sum = 0;
    for (let each = 0; each < count; each++) sum = (sum + addWorking(calendar, starts[each]!, minutes[each]!)) | 0;
    return sum;
  };
  const loop = (): number => {
    let sum = 0;
    for (let each = 0; each < count; each++) sum = (sum + loopOverDays(rules.week, holidays, starts[each]!, minutes[each]!)) | 0;
    return sum;
  };
  timed(20, table);
  timed(5, loop);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const own = timed(20, table);
    const other = timed(3, loop);
    if (own.result !== other.result) throw new Error('adding working days: the table and the loop differ');
    ours.push(own.nanoseconds / count);
    theirs.push(other.nanoseconds / count);
  }
  return [{
    name: 'adding working days, times faster', size: null, unit: 'x', value: median(theirs) / median(ours),
    note: `a loop over days, ten years, 12 holidays a year, 1 to 60 days: ${median(theirs).toFixed(0)} ns to ${median(ours).toFixed(1)} ns`,
  }];
}

/** Both benchmarks; a ratio of two programs of one run each. */
export async function benchSchedule(bench: ScheduleBench): Promise<readonly Result[]> {
  return [...await criticalPaths(bench), ...workingDays(bench)];
}
