/** Properties in one order, so that a reader finds them where they stand in every other block. */
import type { AstNode } from 'langium';
import type { TextEdit } from '../checks/finding.ts';
import { isDeclared, membersOf } from '../syntax/names.ts';
import { firstWordOf, spanOf } from '../syntax/places.ts';
import { lineAbove } from './blocks.ts';
import type { Here, Refactoring } from './refactoring.ts';
import { declarationAt } from './tree.ts';

const common = ['raised', 'reviewed', 'due', 'priority', 'optional', 'correlates', 'cost', 'tags', 'link', 'note'];
/** How long and behind what, what was promised, who does it, what happened, how it is judged. */
const ofActivities = [
  'estimate', 'after', 'before', 'start', 'finish', 'not', 'on', 'as', 'by', 'calendar', 'needs', 'owner', 'deputy', 'sign-off',
  'started', 'progress', 'remaining', 'done', 'signed', 'verdict', 'status', 'ref', 'accept', 'rollout', 'rollback', 'cutover', ...common,
];
/** The orders of docs/language.md and of the example, by kind. */
const orders: Readonly<Record<string, readonly string[]>> = {
  program: ['charter', 'sponsor', 'owner', 'deputy', 'start', 'as', 'calendar', 'timezone', 'currency', 'policy', 'status', 'ref', ...common],
  dependency: [
    'from', 'to', 'deliver', 'accept', 'interface', 'needed', 'promised', 'agreed', 'delivered', 'accepted', 'status', 'fallback', 'owner', 'deputy', 'ref', ...common,
  ],
  workstream: ofActivities, task: ofActivities, milestone: ofActivities, gate: ofActivities, release: ofActivities,
};

/**
 * Words whose meaning depends on what stands before them: `because "…"` behind a dated word belongs to it, `for x` behind a commitment too.
 * A body that has one stays as it is.
 */
const bound: ReadonlySet<string> = new Set(['because', 'evidence', 'for', 'until', 'terms']);

interface Line { readonly start: number; readonly end: number; readonly rank: number }

export function sortProperties({ context, text, element, onHead }: Here): readonly Refactoring[] {
  const order = element === null ? undefined : orders[element.kind];
  if (element === null || !onHead || order === undefined) return [];
  const node = declarationAt(context, element);
  const lines = node === null ? null : linesOf(node, text, order);
  if (lines === null || lines.length < 2) return [];
  // The same word keeps its order: of two, the first counts.
  const sorted = lines.map((line, at) => ({ line, at })).sort((a, b) => a.line.rank - b.line.rank || a.at - b.at).map(({ line }) => line);
  if (sorted.every((line, at) => line === lines[at])) return [];
  return [{
    id: 'sort-properties', kind: 'rewrite', title: `Sort the properties of ${element.name}`,
    change: () => ({ edits: lines.flatMap((slot, at): readonly TextEdit[] => {
      const line = sorted[at]!;
      return line === slot ? [] : [{ uri: element.uri, span: { start: slot.start, end: slot.end }, newText: text.slice(line.start, line.end) }];
    }) }),
  }];
}

/** The properties of a body with the comments that belong to them; null where they cannot change places. */
function linesOf(node: AstNode, text: string, order: readonly string[]): readonly Line[] | null {
  const properties = membersOf(node).filter(member => !isDeclared(member) && member.$cstNode);
  const spans = properties.map(spanOf);
  const words = properties.map(member => { const { start, end } = firstWordOf(member); return text.slice(start, end); });
  if (words.some(word => bound.has(word) || !order.includes(word))) return null;
  const alone = spans.every(({ start, end }) => /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) && /^[ \t]*(?:\/\/[^\r\n]*)?(?:\r?\n|$)/.test(text.slice(end)));
  if (!alone) {
    // Several on a line: a comment behind them would swallow what moves in front of it.
    const [first, last] = [spans[0], spans.at(-1)];
    if (first === undefined || last === undefined || /\/\/|\/\*/.test(text.slice(first.start, last.end).replace(/"(?:[^"\\]|\\.)*"/g, ''))) return null;
  }
  return spans.map(({ start, end }, at) => ({ ...(alone ? withComments(text, start, end) : { start, end }), rank: order.indexOf(words[at]!) }));
}

/** From the first comment line directly above to the comment behind it. */
function withComments(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  let from = start;
  for (let above = lineAbove(text, start); above?.text.trim().startsWith('//'); above = lineAbove(text, above.start)) {
    from = above.start + above.text.length - above.text.trimStart().length;
  }
  return { start: from, end: end + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0) };
}
