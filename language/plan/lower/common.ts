/** What every declaration may say: owner, dated words, notes, what it mentions. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import type { DateValue, Element, ElementKind, Evidence, Located, Mark, Ref, Text } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { keyOf, nameOf, pathOf, refOf, refsOf } from './references.ts';
import { spanOf, valueSpanOf } from './spans.ts';
import { amount, date } from './values.ts';

/** The types of lines are told apart by `$type`; what is not listed in a union may still come out of error recovery. */
export type Line = ast.CommonLine | ast.RecordUse | ast.Evidence | { readonly $type: 'unknown' };

export function text(node: AstNode, property: string, value: string | undefined, index = 0): Text | null {
  return value === undefined ? null : { value, span: valueSpanOf(node, property, index) };
}

export function texts(node: AstNode, property: string, values: readonly string[]): readonly Text[] {
  return values.length === 0 ? none : values.map((value, index) => ({ value, span: valueSpanOf(node, property, index) }));
}

/** A line of texts, e.g. `note "…"`, or of words, e.g. `tags a, b`. */
export function textsOf(line: ast.TextLine | ast.WordLine): readonly Text[] {
  return line.$type === 'TextLine' ? texts(line, 'texts', line.texts) : texts(line, 'values', line.values);
}

export function evidenceOf(context: Lowering, line: ast.Evidence): readonly Evidence[] {
  const until = date(context, line, 'until', line.until);
  return texts(line, 'texts', line.texts).map(item => ({ ...item, until }));
}

type Attributed = Pick<ast.Mark, 'by' | 'because' | 'evidence' | 'until' | 'roles' | 'terms'> & AstNode;

export function markOf(context: Lowering, line: ast.Mark): Mark {
  const { by, because, evidence, until, as, terms } = attributionOf(context, line);
  const on = date(context, line, 'date', line.date);
  return { word: line.word, on, by, because, evidence, until, as, terms, value: text(line, 'value', line.value), span: spanOf(line) };
}

export function attributionOf(context: Lowering, line: Attributed): Omit<Mark, 'word' | 'on' | 'value' | 'span'> {
  return {
    by: refsOf(line.by),
    because: text(line, 'because', line.because[0]),
    evidence: line.evidence.length === 0 ? none : line.evidence.flatMap(item => evidenceOf(context, item)),
    until: date(context, line, 'until', line.until[0]),
    as: text(line, 'roles', line.roles[0]),
    terms: text(line, 'terms', line.terms[0]),
  };
}

/** What most lists of most elements are: one array for all of them, since a plan has ten lists for each of its tasks. */
export const none: readonly never[] = [];

/** The common lines of a body, the first of repeated single ones; a list that nothing was said for is null. */
interface Lines {
  owner: Ref | null;
  deputy: Ref | null;
  status: Text | null;
  raised: DateValue | null;
  reviewed: DateValue | null;
  due: DateValue | null;
  cost: Located<number> | null;
  notes: Text[] | null;
  refs: Text[] | null;
  links: Text[] | null;
  tags: Text[] | null;
  mentions: Ref[] | null;
  marks: Mark[] | null;
}

/** What the common lines of a body say. */
export type Common = Pick<Element, keyof Lines>;

export function commonOf(context: Lowering, members: readonly AstNode[]): Common {
  const { owner, deputy, status, raised, reviewed, due, cost, notes, refs, links, tags, mentions, marks } = linesOf(context, members);
  return {
    owner, deputy, status, raised, reviewed, due, cost,
    notes: notes ?? none, refs: refs ?? none, links: links ?? none, tags: tags ?? none, mentions: mentions ?? none, marks: marks ?? none,
  };
}

function linesOf(context: Lowering, members: readonly AstNode[]): Lines {
  const lines: Lines = {
    owner: null, deputy: null, status: null, raised: null, reviewed: null, due: null, cost: null,
    notes: null, refs: null, links: null, tags: null, mentions: null, marks: null,
  };
  for (const member of members) addCommonLine(context, member as Line, lines);
  return lines;
}

function addCommonLine(context: Lowering, line: Line, lines: Lines): void {
  switch (line.$type) {
    case 'PartyLine':
      if (line.word === 'owner') lines.owner ??= refOf(line.parties[0]);
      else if (line.word === 'deputy') lines.deputy ??= refOf(line.parties[0]);
      break;
    case 'Mark': {
      const mark = markOf(context, line);
      (lines.marks ??= []).push(mark);
      if (line.word === 'raised' || line.word === 'reviewed' || line.word === 'due') lines[line.word] ??= mark.on;
      break;
    }
    case 'TextLine':
      if (line.word === 'note') addAll(lines.notes ??= [], textsOf(line));
      else if (line.word === 'link') addAll(lines.links ??= [], textsOf(line));
      else if (line.word === 'ref') addAll(lines.refs ??= [], textsOf(line));
      break;
    case 'WordLine':
      if (line.word === 'status') lines.status ??= textsOf(line)[0] ?? null;
      else if (line.word === 'tags') addAll(lines.tags ??= [], textsOf(line));
      break;
    case 'ValueLine':
      if (line.word === 'cost') lines.cost ??= amount(line, 'value', line.value);
      break;
    case 'ActionUse': addAll(lines.mentions ??= [], refsOf(line.actions)); break;
    case 'RiskUse': addAll(lines.mentions ??= [], refsOf(line.risks)); break;
    case 'DecisionUse': addAll(lines.mentions ??= [], refsOf(line.decisions)); break;
  }
}

/** Without the limit that a call has on its arguments: a line may be very long. */
export function addAll<T>(target: T[], items: readonly T[]): void {
  for (const item of items) target.push(item);
}

export interface Declared extends AstNode { readonly name?: string; readonly title?: string; readonly date?: string; readonly word?: string; readonly members?: readonly AstNode[] }

/** The part of an element that is the same for every kind. Call it only for a node that has a name. */
export function elementOf<Kind extends ElementKind>(
  context: Lowering, node: Declared, kind: Kind, within: Within, prefix: string = kind,
): Element & { readonly kind: Kind } {
  const named = keyOf(node);
  const first = named?.startsWith(`${prefix}:`) ? named : `${prefix}:${pathOf(node)}`;
  const id = first.slice(prefix.length + 1);
  const count = (context.keys.get(first) ?? 0) + 1;
  context.keys.set(first, count);
  const key = count === 1 ? first : `${first}#${count}`;
  const span = spanOf(node);
  const lines = linesOf(context, node.members ?? none);
  // One literal, without spreading: of all objects of a plan these are the most.
  return {
    key, kind, id, name: nameOf(node) ?? '',
    title: text(node, 'title', node.title), doc: documentationOf(context.text, span.start),
    program: within.program, parent: within.parent,
    uri: context.uri, span, nameSpan: valueSpanOf(node, node.name ? 'name' : 'date'),
    owner: lines.owner, deputy: lines.deputy, status: lines.status,
    raised: lines.raised, reviewed: lines.reviewed, due: lines.due, cost: lines.cost,
    notes: lines.notes ?? none, refs: lines.refs ?? none, links: lines.links ?? none, tags: lines.tags ?? none,
    mentions: lines.mentions ?? none, marks: lines.marks ?? none,
  };
}

/** Letters of a comment that is still read as documentation. */
const longestDocumentation = 20_000;

/** The Markdown of a comment that ends right before an offset: its text without the stars that start its lines. */
export function documentationOf(source: string, offset: number): string | null {
  let end = offset;
  while (end > 0 && isSpace(source.charCodeAt(end - 1))) end--;
  if (!source.startsWith('*/', end - 2)) return null;
  // A window, because many a `*/` that closes nothing would each look through the whole text.
  const from = Math.max(0, end - longestDocumentation);
  const start = from + source.slice(from, end - 2).lastIndexOf('/*');
  if (start < from || source[start + 2] !== '*' || start + 3 >= end - 1) return null;
  const lines = source.slice(start + 3, end - 2).split('\n').map(line => line.trim().replace(/^\*+ ?/, ''));
  return lines.join('\n').trim();
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}
