/** Properties that stand twice in one body though only one makes sense, and names that are taken. */
import { AstUtils } from 'langium';
import type { AstNode, Reference } from 'langium';
import type * as ast from './generated/ast.ts';
import { issueOf, spanOf, valueSpanOf } from './issue.ts';
import type { Span, SyntaxIssue } from './issue.ts';
import { kindOf, membersOf } from './names.ts';
import type { Declared } from './names.ts';
import type { NameIndex, Names } from './scopes.ts';

/** Words of which a body has one. `agreed`, `accepted`, `approved` and `signed` are said by several; of `passed`, `failed`, `waived` the latest counts. */
const singleMarks = new Set([
  'started', 'done', 'raised', 'reviewed', 'due', 'needed', 'validate', 'promised', 'delivered', 'asked', 'decided', 'measured', 'closed', 'occurred', 'confirmed', 'refuted',
  'resolved', 'rejected', 'deferred', 'applied', 'verdict',
]);
const singleValues = new Set(['estimate', 'remaining', 'progress', 'priority', 'size', 'interrupts', 'takes', 'window', 'day', 'week-length', 'start', 'as', 'on']);
const singleWords = new Set(['status', 'severity', 'currency']);
const singleTypes: Readonly<Record<string, string>> = {
  Commitment: 'by', CalendarUse: 'calendar', PolicyUse: 'policy', Probability: 'probability', Recommend: 'recommend', Choose: 'choose', Every: 'every', Cutover: 'cutover',
};

/** First words of the lines of which most bodies have one: what a list of suggestions leaves out once it is written. */
export const saidOnce: ReadonlySet<string> = new Set([
  ...singleMarks, ...singleValues, ...singleWords, ...Object.values(singleTypes), 'timezone', 'owner', 'from', 'was', 'target', 'actual', 'confidence',
]);

/** What a line says, if a body may say it once; two lines with the same answer are one too many. */
function singleKey(node: Line, body: AstNode): string | null {
  switch (node.$type) {
    case 'Mark': return singleMarks.has(node.word) ? node.word : null;
    case 'ValueLine': return singleValues.has(node.word) ? node.word : null;
    case 'WordLine': return singleWords.has(node.word) ? node.word : null;
    case 'TextLine': return node.word === 'timezone' ? node.word : null;
    case 'PartyLine': return node.word === 'owner' ? node.word : null;
    case 'ActivityLine': return node.word === 'from' ? node.word : null;
    case 'Measure': return node.word;
    case 'Capacity': return node.since === undefined ? 'capacity' : null;
    case 'Constraint': {
      if (!node.relation) return null;
      const edge = node.edge ?? (node.relation === 'before' || (node.relation === 'on' && body.$type === 'Release') ? 'start' : 'finish');
      return `${edge} ${node.not ? 'not ' : ''}${node.relation}`;
    }
    case 'ReportLine': {
      if (node.word === 'confidence') return node.word;
      return node.word === 'health' ? ['health', ...node.subjects.map(subject => subject.$refText).sort()].join(' ') : null;
    }
    default: return singleTypes[(node as AstNode).$type] ?? null;
  }
}

type Line = ast.Mark | ast.ValueLine | ast.WordLine | ast.TextLine | ast.PartyLine | ast.ActivityLine | ast.Measure | ast.Capacity | ast.Constraint | ast.ReportLine;

const said = (key: string): string => key === 'needed' ? 'needed by' : key === 'validate' ? 'validate by' : key === 'as' ? 'as of' : key;

export function propertyIssues(root: AstNode, uri: string): SyntaxIssue[] {
  const issues: SyntaxIssue[] = [];
  const twice = (what: string, first: Span, second: Span): void => {
    issues.push(issueOf('duplicate-property', uri, second, `\`${what}\` stands twice; only one makes sense. The first counts.`, [], [{ message: 'the first one', place: { uri, ...first } }]));
  };
  const visit = (body: AstNode): void => {
    let seen: Map<string, AstNode> | null = null;
    for (const member of membersOf(body)) {
      const key = singleKey(member as Line, body);
      if (key !== null) {
        const first = (seen ??= new Map()).get(key);
        if (first) twice(said(key), spanOf(first), spanOf(member));
        else seen.set(key, member);
        severalIn(member as Line);
      }
      if ('members' in member) visit(member);
      else if (member.$type === 'Accept') for (const criterion of (member as ast.Accept).criteria) visit(criterion);
    }
  };
  /** `owner ana, lee`: commas where one value makes sense. */
  const severalIn = (node: Line): void => {
    const references: readonly Reference[] = node.$type === 'PartyLine' ? node.parties : node.$type === 'ActivityLine' ? node.activities : [];
    const places = references.flatMap(({ $refNode }) => $refNode ? [{ start: $refNode.offset, end: $refNode.end }] : []);
    for (const second of places.slice(1)) {
      const related = [{ message: 'the first one', place: { uri, ...places[0]! } }];
      issues.push(issueOf('duplicate-property', uri, second, `\`${'word' in node ? node.word : ''}\` takes one value; the first counts.`, [], related));
    }
  };
  visit(root);
  return issues;
}

/** Names that the same block has given to something of the same kind before, in this document or in an earlier one of the same program. */
export function nameIssues(names: NameIndex, uri: string): SyntaxIssue[] {
  const issues: SyntaxIssue[] = [];
  const inspect = (level: Names): void => {
    for (const found of level.values()) {
      if (!Array.isArray(found)) continue;
      const first = new Map<string, Declared>();
      for (const node of found as readonly Declared[]) {
        const kind = kindOf(node);
        const other = first.get(kind);
        if (!other) first.set(kind, node);
        else if (uriOf(node) === uri) issues.push(taken(node, other, kind));
      }
    }
  };
  const taken = (node: Declared, other: Declared, kind: string): SyntaxIssue => issueOf(
    'duplicate-name', uri, valueSpanOf(node, 'name'), `Another ${kind === 'announce' ? 'announcement' : kind} here is called \`${node.name}\`. Names are unique within one block and kind.`, [],
    [{ message: 'the first one', place: { uri: uriOf(other), ...valueSpanOf(other, 'name') } }],
  );
  for (const level of names.levelsOf(uri)) inspect(level);
  return issues;
}

const uriOf = (node: AstNode): string => AstUtils.getDocument(node).uri.toString();
