/** Properties in one order, so that a reader finds them where they stand in every other block. */
import type { AstNode } from 'langium';
import type { TextEdit } from '../checks/finding.ts';
import { isDeclared, membersOf } from '../syntax/names.ts';
import { firstWordOf, spanOf } from '../syntax/places.ts';
import { lineAbove } from './blocks.ts';
import type { Here, Refactoring } from './refactoring.ts';
import { declarationAt } from './tree.ts';

/** What it is and who has it, how long and behind what, what was promised, what happened, how it is judged, what else there is to know. */
const order: readonly string[] = [
  'charter', 'sponsor', 'from', 'to', 'deliver', 'interface', 'before',
  'estimate', 'after', 'start', 'finish', 'not', 'on', 'as', 'by', 'calendar', 'timezone', 'currency', 'policy', 'needs', 'needed', 'promised', 'agreed', 'fallback',
  'owner', 'deputy', 'sign-off', 'raised', 'reviewed', 'due', 'started', 'progress', 'remaining', 'done', 'delivered', 'accepted', 'signed', 'verdict', 'status',
  'accept', 'rollout', 'rollback', 'priority', 'optional', 'correlates', 'cost', 'tags', 'ref', 'link', 'note',
];
const ranks = new Map(order.map((word, rank) => [word, rank]));

/**
 * Words whose meaning depends on what stands before them: `because "…"` behind a dated word belongs to it, `for x` behind a commitment too.
 * A body that has one stays as it is.
 */
const bound: ReadonlySet<string> = new Set(['because', 'evidence', 'for', 'until', 'terms']);
const sortable: ReadonlySet<string> = new Set(['program', 'workstream', 'task', 'milestone', 'gate', 'release', 'dependency']);

interface Line { readonly start: number; readonly end: number; readonly word: string; readonly rank: number }

export function sortProperties({ context, text, element, onHead }: Here): readonly Refactoring[] {
  if (element === null || !onHead || !sortable.has(element.kind)) return [];
  const node = declarationAt(context, element);
  const lines = node === null ? null : linesOf(node, text);
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
function linesOf(node: AstNode, text: string): readonly Line[] | null {
  const properties = membersOf(node).filter(member => !isDeclared(member) && member.$cstNode);
  const spans = properties.map(spanOf);
  const words = properties.map(member => { const { start, end } = firstWordOf(member); return text.slice(start, end); });
  if (words.some(word => bound.has(word) || !ranks.has(word))) return null;
  const alone = spans.every(({ start, end }) => /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start)) && /^[ \t]*(?:\/\/[^\r\n]*)?(?:\r?\n|$)/.test(text.slice(end)));
  if (!alone) {
    // Several on a line: a comment behind them would swallow what moves in front of it.
    const [first, last] = [spans[0], spans.at(-1)];
    if (first === undefined || last === undefined || /\/\/|\/\*/.test(text.slice(first.start, last.end).replace(/"(?:[^"\\]|\\.)*"/g, ''))) return null;
  }
  return spans.map(({ start, end }, at) => ({ ...(alone ? withComments(text, start, end) : { start, end }), word: words[at]!, rank: ranks.get(words[at]!)! }));
}

/** From the first comment line directly above to the comment behind it. */
function withComments(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  let from = start;
  for (let above = lineAbove(text, start); above?.text.trim().startsWith('//'); above = lineAbove(text, above.start)) {
    from = above.start + above.text.length - above.text.trimStart().length;
  }
  return { start: from, end: end + (/^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end))?.[0].length ?? 0) };
}
