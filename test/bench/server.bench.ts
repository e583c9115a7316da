/** The language server as an editor meets it, over stdio: keystrokes, memory and start, against Langium's own services on the same grammar. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';
import { generatePlan } from './generate.ts';
import { exponent, interleaved, median, percentile, seeded } from './measure.ts';
import type { Result } from './measure.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const bundle = path.join(root, 'dist/server/main-node.cjs');
const sources = { ours: path.join(root, 'server/main-node.ts'), theirs: path.join(here, 'default-server.ts') };

export interface ServerBenchOptions { readonly sizes: readonly number[]; readonly keystrokes: number; readonly say: (text: string) => void }

/** Keystroke to diagnostics, memory and opening for each size; then the start of the process. */
export async function benchServer({ sizes, keystrokes, say }: ServerBenchOptions): Promise<readonly Result[]> {
  const results: Result[] = [];
  const medians: { size: number; ms: number }[] = [];
  for (const size of sizes) {
    say(`  ${size} activities`);
    const measured = await benchSize(size, keystrokes);
    results.push(...measured.results);
    medians.push({ size, ms: measured.median });
  }
  const [small, large] = [medians.at(-2), medians.at(-1)];
  if (small && large) results.push({ name: 'keystroke, growth', size: null, unit: '^', value: exponent(small, large), note: `${small.size} to ${large.size}` });
  results.push(...await benchStart(say));
  return results;
}

interface Driven {
  readonly client: LspClient;
  /** Milliseconds from one edit to the diagnostics that answer it. */
  keystroke(): Promise<number>;
  /** Megabytes in use after a collection, or milliseconds of processor time so far. */
  ask(question: 'memory' | 'processor'): Promise<number>;
  /** Megabytes before the plan was opened. */
  readonly empty: number;
  readonly opened: number;
  stop(): Promise<void>;
}

const document = '/bench.program';

/** A server with the plan open. Each keystroke puts a letter into a title, or takes it out again. */
async function drive(script: string, text: string): Promise<Driven> {
  const client = await startProcess({ script, folder: null, nodeArgs: ['--expose-gc', '--import', path.join(here, 'memory.ts')], channel: true, patience: 120_000 });
  const uri = client.uri(document);
  const answered = (count: number): Promise<void> => new Promise(resolve => {
    const look = setInterval(() => {
      if (client.published.filter(one => one.uri === uri).length >= count) {
        clearInterval(look);
        resolve();
      }
    }, 1);
  });
  const ask = async (question: string): Promise<number> => {
    const answer = once(client.child, 'message');
    client.child.send(question);
    const [value] = await answer as [number];
    return value;
  };
  let count = 0;
  const random = seeded(7);
  const titles = [...text.matchAll(/"Task /g)].map(match => match.index + 1);
  let inserted: number | null = null;
  // What is loaded at the first question must not count as time or memory of the plan.
  await client.settled().catch(() => undefined);
  const empty = await ask('memory');
  const begun = performance.now();
  client.open(document, text);
  await answered(++count);
  const opened = performance.now() - begun;
  return {
    client, opened, ask, empty,
    async keystroke() {
      const start = performance.now();
      if (inserted === null) {
        inserted = titles[Math.floor(random() * titles.length)] ?? 0;
        client.edit(document, inserted, inserted, 'x');
      } else {
        client.edit(document, inserted, inserted + 1, '');
        inserted = null;
      }
      await answered(++count);
      return performance.now() - start;
    },
    stop: () => client.stop(),
  };
}

async function benchSize(size: number, keystrokes: number): Promise<{ results: Result[]; median: number }> {
  const text = generatePlan(size).map(file => file.text).join('\n');
  const ours = await drive(sources.ours, text);
  const theirs = await drive(sources.theirs, text);
  try {
    // A speed counts only where the default server understands the plan as ours does: not a single finding of syntax or names.
    const complaints = theirs.client.published.at(-1)?.diagnostics ?? [];
    if (complaints.length > 0) throw new Error(`The default server complains: ${complaints[0]?.message}`);
    for (let i = 0; i < 6; i++) {
      await ours.keystroke();
      await theirs.keystroke();
    }
    const mine: number[] = [];
    const other: number[] = [];
    const [spent, theirSpent] = [await ours.ask('processor'), await theirs.ask('processor')];
    for (let i = 0; i < keystrokes; i++) {
      mine.push(await ours.keystroke());
      other.push(await theirs.keystroke());
    }
    const processor = (await ours.ask('processor') - spent) / keystrokes;
    const theirProcessor = (await theirs.ask('processor') - theirSpent) / keystrokes;
    const heap = await ours.ask('memory') - ours.empty;
    const theirHeap = await theirs.ask('memory') - theirs.empty;
    const burst = await burstOf(ours);
    const results: Result[] = [
      { name: 'keystroke to diagnostics', size, unit: 'ms', value: median(mine), note: `p95 ${percentile(mine, 95).toFixed(0)} ms; with schedule and checks` },
      { name: 'keystroke, default services', size, unit: 'ms', value: median(other), note: `p95 ${percentile(other, 95).toFixed(0)} ms; links only` },
      { name: 'keystroke, times faster than default', size, unit: 'x', value: median(other) / median(mine) },
      { name: 'keystroke, processor time', size, unit: 'ms', value: processor, note: 'mean; on a machine with other work it says more than the time on the wall' },
      { name: 'keystroke, times less processor time than default', size, unit: 'x', value: theirProcessor / processor, note: `default ${theirProcessor.toFixed(0)} ms` },
      { name: 'burst of 10 keys at 10 Hz, times one keystroke', size, unit: 'x', value: burst / median(mine), note: 'from the last key to its diagnostics' },
      { name: 'open', size, unit: 'ms', value: ours.opened },
      { name: 'open, times faster than default', size, unit: 'x', value: theirs.opened / ours.opened },
      { name: 'heap', size, unit: 'MB', value: heap, note: `of the plan; the server itself has ${ours.empty.toFixed(0)} MB` },
      { name: 'heap, share of default', size, unit: 'x', value: heap / theirHeap, note: `default ${theirHeap.toFixed(0)} MB` },
    ];
    return { results, median: median(mine) };
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
  }
}

/** Ten keys, a tenth of a second apart, whatever the server does; the time from the last of them to its own diagnostics. */
async function burstOf({ client }: Driven): Promise<number> {
  const uri = client.uri(document);
  const at = client.text(document).indexOf('"Task ') + 1;
  for (let key = 0; key < 10; key++) {
    client.edit(document, at, at + (key % 2), key % 2 === 0 ? 'y' : '');
    if (key < 9) await new Promise(resolve => setTimeout(resolve, 100));
  }
  const last = performance.now();
  await client.diagnostics(document);
  return client.published.some(one => one.uri === uri) ? performance.now() - last : Number.NaN;
}

/** Milliseconds from starting a process to its answer to `initialize`. */
async function start(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
}

async function benchStart(say: (text: string) => void): Promise<Result[]> {
  if (!existsSync(bundle)) {
    say('dist/server/main-node.cjs is not built: the start is not measured.');
    return [];
  }
  const times = await interleaved({
    ours: () => start([bundle, '--stdio']),
    bare: () => start([path.join(here, 'bare-initialize.mjs')]),
  }, { rounds: 13, warmUp: 2 });
  return [
    { name: 'start to initialize', size: null, unit: 'ms', value: times.ours, note: `bare Node ${times.bare.toFixed(0)} ms` },
    { name: 'start, times bare Node', size: null, unit: 'x', value: times.ours / times.bare },
  ];
}
