/** Completion while typing, over stdio: from an edit to the list for it, against Langium's own provider on the same grammar and the same edits. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { startProcess } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';
import { generatePlan } from './generate.ts';
import { median, percentile, seeded } from './measure.ts';
import type { Result } from './measure.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
const scripts = { ours: path.resolve(here, '../../server/main-node.ts'), theirs: path.join(here, 'default-server.ts') };
const document = '/bench.program';

export interface CompletionBenchOptions {
  readonly sizes: readonly number[];
  /** The largest plan that the default provider is asked about: in larger ones it takes minutes. */
  readonly compared: number;
  readonly rounds: number;
  /** Rounds in which the default provider takes part: one takes it seconds. */
  readonly comparedRounds: number;
  readonly say: (text: string) => void;
}

/** What is typed into a task, each in its turn. */
const typed = ['after ', 'after t1', 'owner ', ''] as const;

/** One list for each round, after an edit of its own in a task of its own. */
export async function benchCompletion({ sizes, compared, rounds, comparedRounds, say }: CompletionBenchOptions): Promise<readonly Result[]> {
  const results: Result[] = [];
  let smallest: { readonly size: number; readonly late: number } | null = null;
  for (const size of sizes) {
    say(`  ${size} activities`);
    const text = generatePlan(size).map(file => file.text).join('\n');
    const ours = await opened(scripts.ours, text);
    const theirs = size <= compared ? await opened(scripts.theirs, text) : null;
    try {
      const mine: number[] = [];
      const other: number[] = [];
      for (let round = -typed.length; round < rounds; round++) {
        const [own, foreign] = [await ours.ask(round), round < comparedRounds ? await theirs?.ask(round) : undefined];
        if (round < 0) continue;
        mine.push(own);
        if (foreign !== undefined) other.push(foreign);
      }
      const late = percentile(mine, 95);
      // A fast answer counts only where it offers no less than a slow one.
      if (ours.offered() < (theirs?.offered() ?? 1)) throw new Error(`${ours.offered()} items here, ${theirs?.offered()} from the default provider.`);
      smallest ??= { size, late };
      results.push({ name: 'completion', size, unit: 'ms', value: late, note: `p95; p50 ${median(mine).toFixed(1)} ms` });
      if (theirs) results.push({ name: 'completion, times faster than default', size, unit: 'x', value: percentile(other, 95) / late, note: `p95; default ${percentile(other, 95).toFixed(0)} ms, ${theirs.offered()} items against ${ours.offered()}` });
      if (size !== smallest.size) results.push({ name: 'completion, times its own at the smallest', size, unit: 'x', value: late / smallest.late, note: `p95; at ${smallest.size} ${smallest.late.toFixed(1)} ms` });
    } finally {
      await ours.client.stop();
      await theirs?.client.stop();
    }
  }
  return results;
}

interface Opened { readonly client: LspClient; ask(round: number): Promise<number>; offered(): number }

/** A server with the plan open and its first findings out. */
async function opened(script: string, text: string): Promise<Opened> {
  const client = await startProcess({ script, folder: null, patience: 300_000 });
  const uri = client.uri(document);
  const answered = async (count: number): Promise<void> => {
    while (client.published.filter(one => one.uri === uri).length < count) await new Promise(resolve => setTimeout(resolve, 2));
  };
  const random = seeded(5);
  const tasks = [...text.matchAll(/"Task \d+ of layer \d+" \{\n/g)].map(match => match.index + match[0].length);
  client.open(document, text);
  await answered(1);
  let offered = 0;
  return {
    client,
    offered: () => offered,
    async ask(round) {
      const words = typed[(round + typed.length) % typed.length] ?? '';
      const at = tasks[Math.floor(random() * tasks.length)] ?? 0;
      const line = `      ${words}\n`;
      const seen = client.published.filter(one => one.uri === uri).length;
      client.edit(document, at, at, line);
      // The edit is on its way; what it costs this client to keep its own text is not the server's time.
      const start = performance.now();
      const answer = await client.ask<CompletionList | CompletionItem[] | null>('textDocument/completion', document, at + line.length - 1, { context: { triggerKind: 1 } });
      const taken = performance.now() - start;
      const items = Array.isArray(answer) ? answer : answer?.items ?? [];
      offered += items.length;
      // The next round begins when the server has come to rest.
      await answered(seen + 1);
      client.edit(document, at, at + line.length, '');
      await answered(seen + 2);
      return taken;
    },
  };
}
