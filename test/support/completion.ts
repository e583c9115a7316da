/** Lists of completions at the mark of a fixture, and what they must hold. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { withFixture } from './editor.ts';

/** What is offered at the mark of a fixture. */
export async function complete(source: string, trigger?: string): Promise<CompletionItem[]> {
  return withFixture(source, async ({ client, mark, ask }) => {
    await client.diagnostics(mark.path);
    const context = trigger === undefined ? { triggerKind: 1 } : { triggerKind: 2, triggerCharacter: trigger };
    return (await ask<CompletionList>('textDocument/completion', { context })).items;
  });
}

/** The labels in the order of the list. */
export const labels = (items: readonly CompletionItem[]): string[] => items.map(item => item.label);

/** What is offered at the mark; words after "!" must not be. */
export async function check(source: string, expected: string): Promise<void> {
  const offered = new Set(labels(await complete(source)));
  for (const word of expected.split('; ')) {
    if (word.startsWith('!')) assert.ok(!offered.has(word.slice(1)), `${word.slice(1)} is offered`);
    else assert.ok(offered.has(word), `${word} is not offered, but ${[...offered].join('; ')}`);
  }
}

/** Exactly these are offered, in this order of rank. */
export async function checkExactly(source: string, expected: string): Promise<void> {
  const items = await complete(source);
  items.sort((a, b) => ((a.sortText ?? a.label) < (b.sortText ?? b.label) ? -1 : 1));
  assert.equal(labels(items).join('; '), expected);
}

/** A plan with a team, two workstreams and a status date, and something more. */
export const program = (inside: string): string => `team payments "Payments" { lead ana }
person ana "Ana Ruiz" { team payments }
calendar us-2026 { week mon-fri }
program atlas "Atlas" {
  start 2026-01-12
  as of 2026-03-20
  workstream api "API" {
    task contracts "Publish contracts" { estimate 8d }
    task extract "Extract" { estimate 5d  after contracts }
    milestone ready "Ready" { after extract }
  }
  workstream identity "Identity" { task tokens "Tokens" { estimate 3d } }
  ${inside}
}
`;
