/**
 * One document as plain data. The only file of this room, with its folder, that knows the syntax tree.
 *
 * Invariants
 * - It looks at one document alone: references are keys, and owners are not inherited here.
 * - It never fails: what recovery left of a half-typed line is skipped, the rest of the file is there. A program whose name is
 *   not written yet is called ''.
 */
import type { LangiumDocument } from 'langium';
import type * as ast from '../syntax/generated/ast.ts';
import { allowancesOf } from './lower/allowances.ts';
import type { Lowering } from './lower/context.ts';
import { lowerMembers } from './lower/declarations.ts';
import { lowerPart } from './lower/programs.ts';
import { partName } from './lower/references.ts';
import { moveSpans, noting } from './lower/spans.ts';
import { checkVocabulary } from './lower/vocabulary.ts';
import { declarationLists, emptyLists } from './merge.ts';
import type { Replaced } from './merge.ts';
import type { DocumentPlan, Element, PlanIssue, Span } from './model.ts';
import { countBefore } from '../syntax/places.ts';
import type { Splice } from '../syntax/reparse.ts';

/**
 * Lowers a parsed and linked document. Instants keep their offset from UTC until `merge`.
 * Issues: `unknown-timezone`, `unknown-weekday`, `inconsistent-taxonomy`; what a value alone tells (a date that does
 * not exist, a range that ends before it begins) the syntax room says.
 */
export function lower(document: LangiumDocument): Lowered {
  const root = document.parseResult.value as ast.Document;
  const spans: Span[] = [];
  const context = newContext(document);
  noting(spans, () => {
    if (root.part) {
      const name = partName(root);
      const program = lowerPart(context, root, root.part, name);
      lowerMembers(context, root.members, { program: name, parent: program.key });
    } else {
      lowerMembers(context, root.members, { program: null, parent: null });
    }
  });
  const numbered = [...context.keys.values()].some(count => count > 1);
  const own = context.issues.length;
  checkVocabulary(context);
  const plan: DocumentPlan = { ...context.lists, uri: context.uri, allowances: allowancesOf(context, root), zoned: context.zoned };
  // What a block alone cannot tell: numbers of keys, zones, allowances, and issues, which name their places themselves.
  if (!numbered && own === 0 && plan.zoned.length === 0 && plan.allowances.length === 0) memories.set(plan, { spans });
  return { plan, issues: context.issues };
}

export interface Lowered { readonly plan: DocumentPlan; readonly issues: readonly PlanIssue[] }

/** A document of which one block was lowered again. */
export interface Relowered extends Lowered { readonly replaced: readonly Replaced[] }

/** What has to be known of a lowering to lower one block of its document again. */
interface Memory { readonly spans: Span[] }
const memories = new WeakMap<DocumentPlan, Memory>();

function newContext(document: LangiumDocument): Lowering {
  return {
    uri: document.uri.toString(), text: document.textDocument.getText(),
    lists: emptyLists(), issues: [], keys: new Map(), zoned: [], offsets: 0,
  };
}

/**
 * Lowers again what a splice changed: the elements of its block are new, all others are the same objects, moved to where they stand now.
 * `before` cannot be used any more then. Null where the whole document has to be lowered, `before` being as it was.
 */
export function relower(document: LangiumDocument, before: DocumentPlan, splice: Splice): Relowered | null {
  const memory = memories.get(before);
  if (!memory || /\/\/[ \t]*allow/.test(splice.fresh.$cstNode?.text ?? '')) return null;
  const ranges = declarationLists.map(list => ({ list, ...rangeOf(before[list], splice) }));
  const main = ranges.map(({ list, from }) => before[list][from]).find(element => element?.span.start === splice.start);
  if (!main?.program) return null;
  const context = newContext(document);
  const spans: Span[] = [];
  noting(spans, () => lowerMembers(context, [splice.fresh], { program: main.program, parent: main.parent }));
  if (context.issues.length > 0 || context.zoned.length > 0 || context.lists.programs.length > 0) return null;
  for (const { list, from, to } of ranges) {
    const [old, fresh]: readonly (readonly Element[])[] = [before[list], context.lists[list]];
    if (!old || !fresh || fresh.length !== to - from || fresh.some((element, index) => element.key !== old[from + index]?.key)) return null;
  }
  moveSpans(memory.spans, splice);
  for (const span of spans) memory.spans.push(span);
  const lists: Record<string, readonly Element[]> = {};
  const replaced: Replaced[] = [];
  for (const { list, from, to } of ranges) {
    if (from === to) continue;
    const elements: Element[] = [...before[list]];
    for (let index = from; index < to; index++) {
      const fresh = (context.lists[list] as Element[])[index - from]!;
      replaced.push({ list, old: elements[index]!, fresh });
      elements[index] = fresh;
    }
    lists[list] = elements;
  }
  const plan: DocumentPlan = { ...before, ...lists };
  const words: Lowering = { ...context, lists: plan as unknown as Lowering['lists'] };
  checkVocabulary(words);
  memories.delete(before);
  memories.set(plan, memory);
  return { plan, issues: words.issues, replaced };
}

/** The elements of a list that a change replaces. Lists are in the order of the text. */
function rangeOf(elements: readonly Element[], { start, end }: Splice): { readonly from: number; readonly to: number } {
  const firstAt = (offset: number): number => countBefore(elements.length, index => elements[index]!.span.start < offset);
  return { from: firstAt(start), to: firstAt(end) };
}
