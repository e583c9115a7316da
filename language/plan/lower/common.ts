/** What every declaration may say: owner, dated words, notes, what it mentions. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import type { DateValue, Element, ElementKind, Evidence, Located, Mark, Ref, Text } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { joined, nameOf, refOf, refsOf } from './references.ts';
import { spanOf, valueSpan } from './source.ts';
import { amount, date } from './values.ts';

/** The types of lines are told apart by `$type`; what is not listed in a union may still come out of error recovery. */
export type Line = ast.CommonLine | ast.RecordUse | ast.Evidence | { readonly $type: 'unknown' };

export function text(node: AstNode, property: string, value: string | undefined, index = 0): Text | null {
  return value === undefined ? null : { value, span: valueSpan(node, property, index) };
}

export function texts(node: AstNode, property: string, values: readonly string[]): Text[] {
  return values.map((value, index) => ({ value, span: valueSpan(node, property, index) }));
}

/** A line of texts, e.g. `note "…"`, or of words, e.g. `tags a, b`. */
export function textsOf(line: ast.TextLine | ast.WordLine): Text[] {
  return line.$type === 'TextLine' ? texts(line, 'texts', line.texts) : texts(line, 'values', line.values);
}

export function evidenceOf(context: Lowering, line: ast.Evidence): Evidence[] {
  const until = date(context, line, 'until', line.until);
  return texts(line, 'texts', line.texts).map(item => ({ ...item, until }));
}

type Attributed = Pick<ast.Mark, 'by' | 'because' | 'evidence' | 'until' | 'roles' | 'terms'> & AstNode;

export function markOf(context: Lowering, line: ast.Mark): Mark {
  return {
    word: line.word,
    on: date(context, line, 'date', line.date),
    ...attributionOf(context, line),
    value: text(line, 'value', line.value),
    span: spanOf(line),
  };
}

export function attributionOf(context: Lowering, line: Attributed): Omit<Mark, 'word' | 'on' | 'value' | 'span'> {
  return {
    by: refsOf(line.by),
    because: text(line, 'because', line.because[0]),
    evidence: line.evidence.flatMap(item => evidenceOf(context, item)),
    until: date(context, line, 'until', line.until[0]),
    as: text(line, 'roles', line.roles[0]),
    terms: text(line, 'terms', line.terms[0]),
  };
}

/** The common lines of a body, the first of repeated single ones. */
export interface Common {
  owner: Ref | null;
  deputy: Ref | null;
  status: Text | null;
  raised: DateValue | null;
  reviewed: DateValue | null;
  due: DateValue | null;
  cost: Located<number> | null;
  readonly notes: Text[];
  readonly refs: Text[];
  readonly links: Text[];
  readonly tags: Text[];
  readonly mentions: Ref[];
  readonly marks: Mark[];
}

export function commonOf(context: Lowering, members: readonly AstNode[]): Common {
  const common: Common = {
    owner: null, deputy: null, status: null, raised: null, reviewed: null, due: null, cost: null,
    notes: [], refs: [], links: [], tags: [], mentions: [], marks: [],
  };
  for (const member of members) addCommonLine(context, member as Line, common);
  return common;
}

function addCommonLine(context: Lowering, line: Line, common: Common): void {
  switch (line.$type) {
    case 'PartyLine':
      if (line.word === 'owner') common.owner ??= refOf(line.parties[0]);
      else if (line.word === 'deputy') common.deputy ??= refOf(line.parties[0]);
      break;
    case 'Mark': {
      const mark = markOf(context, line);
      common.marks.push(mark);
      if (line.word === 'raised' || line.word === 'reviewed' || line.word === 'due') common[line.word] ??= mark.on;
      break;
    }
    case 'TextLine':
      if (line.word === 'note') common.notes.push(...textsOf(line));
      else if (line.word === 'link') common.links.push(...textsOf(line));
      else if (line.word === 'ref') common.refs.push(...textsOf(line));
      break;
    case 'WordLine':
      if (line.word === 'status') common.status ??= textsOf(line)[0] ?? null;
      else if (line.word === 'tags') common.tags.push(...textsOf(line));
      break;
    case 'ValueLine':
      if (line.word === 'cost') common.cost ??= amount(line, 'value', line.value);
      break;
    case 'ActionUse': common.mentions.push(...refsOf(line.actions)); break;
    case 'RiskUse': common.mentions.push(...refsOf(line.risks)); break;
    case 'DecisionUse': common.mentions.push(...refsOf(line.decisions)); break;
  }
}

export interface Declared extends AstNode { readonly name?: string; readonly title?: string; readonly date?: string; readonly word?: string; readonly members?: readonly AstNode[] }

/** The part of an element that is the same for every kind. Call it only for a node that has a name. */
export function elementOf<Kind extends ElementKind>(
  context: Lowering, node: Declared, kind: Kind, within: Within, prefix: string = kind,
): Element & { readonly kind: Kind } {
  const name = nameOf(node) ?? '';
  const id = joined(within.path, name);
  let key = `${prefix}:${id}`;
  for (let n = 2; context.keys.has(key); n++) key = `${prefix}:${id}#${n}`;
  context.keys.add(key);
  return {
    key, kind, id, name,
    title: text(node, 'title', node.title),
    doc: documentationOf(context.text, spanOf(node).start),
    program: within.program,
    parent: within.parent,
    uri: context.uri,
    span: spanOf(node),
    nameSpan: valueSpan(node, node.name ? 'name' : 'date'),
    ...commonOf(context, node.members ?? []),
  };
}

/** The Markdown of a comment that ends right before an offset: its text without the stars that start its lines. */
export function documentationOf(source: string, offset: number): string | null {
  let end = offset;
  while (end > 0 && /\s/.test(source[end - 1]!)) end--;
  if (!source.startsWith('*/', end - 2)) return null;
  const start = source.lastIndexOf('/*', end - 2);
  if (start < 0 || source[start + 2] !== '*' || start + 3 >= end - 1) return null;
  const lines = source.slice(start + 3, end - 2).split('\n').map(line => line.trim().replace(/^\*+ ?/, ''));
  return lines.join('\n').trim();
}
