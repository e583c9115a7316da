/** Values that cannot be read, or cannot be: a walk over the lines of a document. */
import type { AstNode } from 'langium';
import type * as ast from './generated/ast.ts';
import { firstWordOf, issueOf, valueSpanOf } from './issue.ts';
import type { SyntaxIssue } from './issue.ts';
import {
  isPlainDuration, isRange, readAmount, readDate, readDateRange, readDuration, readEstimate, readHours, readLag, readMeasure, readNumber, readPercent, readSpread,
} from './literals.ts';
import type { LiteralIssue, Read } from './literals.ts';

type Reader = (text: string) => Read<unknown>;

const positive = (read: Read<{ readonly amount: number }>, text: string): Read<unknown> => read.value && read.value.amount < 0
  ? { value: null, issue: { code: 'impossible-range', message: `\`${text}\` is negative: it cannot take less than no time.` } } : read;
const length: Reader = text => positive(readDuration(text), text);
const within = (least: number, most: number): Reader => text => {
  const read = readNumber(text);
  return read.value !== null && (read.value < least || read.value > most)
    ? { value: null, issue: { code: 'impossible-range', message: most === Infinity ? `\`${text}\` is less than ${least}.` : `\`${text}\` lies outside ${least} to ${most}.` } } : read;
};
const people = within(0, Infinity);
const share: Reader = text => readPercent(text);

const estimate: Reader = text => readEstimate(text);
const durations: ReadonlySet<Reader> = new Set([length, estimate]);

/** How the value behind a word is read. */
const valueReaders: Readonly<Record<string, Reader>> = {
  estimate, remaining: length, progress: share, priority: within(1, 1000), cost: readAmount, size: people, interrupts: share, takes: length,
  day: length, 'week-length': length, window: text => readDateRange(text), start: readDate, as: readDate, on: readDate,
};
const scenarioReaders: Readonly<Record<string, Reader>> = { slip: text => readDuration(text), move: readDate, estimate };
const daysOrHours: Reader = text => text.includes(':') && !text.includes('T') ? readHours(text) : readDateRange(text);
/** The value of a policy's line or of a free field may be anything; only what looks like a date has to be one. */
const anything: Reader = text => /^\d{4}-\d/.test(text) ? isRange(text) ? readDateRange(text) : readDate(text) : { value: text, issue: null };

/**
 * @param nodes documents or lines, each with all that stands inside
 * @param strange takes what bodies could not use, in the order of the text
 */
export function literalIssues(nodes: readonly AstNode[], uri: string, strange: ast.Unexpected[]): SyntaxIssue[] {
  const issues: SyntaxIssue[] = [];

  const test = (node: AstNode, property: string, text: string | undefined, read: Reader | undefined, index = 0): void => {
    if (!text || !read) return;
    // What is right as a duration is wrong only where no duration can stand.
    if (isPlainDuration(text) && durations.has(read)) return;
    const { issue } = read(text);
    if (issue) add(node, property, issue, index);
  };
  const add = (node: AstNode, property: string, issue: LiteralIssue, index = 0): void => {
    issues.push(issueOf(issue.code, uri, valueSpanOf(node, property, index), issue.message, issue.replacement === undefined ? [] : [issue.replacement]));
  };
  const all = (node: AstNode, property: string, texts: readonly string[], read: Reader): void => texts.forEach((text, index) => test(node, property, text, read, index));

  const attribution = (node: AstNode & { readonly evidence: readonly ast.Evidence[]; readonly until: readonly string[] }): void => {
    all(node, 'until', node.until, readDate);
    for (const evidence of node.evidence) test(evidence, 'until', evidence.until, readDate);
  };
  const link = (node: ast.Link): void => test(node, 'lag', node.lag, text => readLag((node.sign ?? '') + text));

  const line = (node: Line): void => {
    switch (node.$type) {
      case 'ValueLine': return test(node, 'value', node.value, valueReaders[node.word]);
      case 'Mark': test(node, 'date', node.date, readDate); return attribution(node);
      case 'Evidence': return test(node, 'until', node.until, readDate);
      case 'After': return node.links.forEach(link);
      case 'Constraint': test(node, 'date', node.date, readDate); return withoutRelation(node);
      case 'Commitment': test(node, 'date', node.date, readDate); return node.approved && line(node.approved);
      case 'Need': return node.items.forEach(item => test(item, 'count', item.count, people));
      case 'Accept': return node.criteria.forEach(body);
      case 'RangeLine': return node.ranges.forEach(item => test(item, 'value', item.value, readDateRange));
      case 'WeekLine': return all(node, 'hours', node.hours, readHours);
      case 'WorksLine': return all(node, 'values', node.values, daysOrHours);
      case 'Capacity': test(node, 'value', node.value, people); return test(node, 'since', node.since, readDate);
      case 'Rollout': return node.stages.forEach(stage => { test(stage, 'percent', stage.percent, share); test(stage, 'duration', stage.duration, length); });
      case 'Measure': return test(node, 'value', node.value, readMeasure);
      case 'Impact': test(node, 'value', node.value, text => readEstimate(text, true)); return test(node, 'cost', node.cost, readAmount);
      case 'Probability': return test(node, 'value', node.value, share);
      case 'ScenarioLine': return test(node, 'value', node.value, scenarioReaders[node.word]);
      case 'ScenarioCapacity': test(node, 'value', node.value, people); return test(node, 'since', node.since, readDate);
      case 'ScenarioLink': return node.after && link(node.after);
      case 'ReportLine': return node.word === 'confidence' ? all(node, 'values', node.values, share) : undefined;
      case 'PolicyLine': return all(node, 'values', node.values, node.words[0] === 'spread' ? readSpread : anything);
      case 'BaselineRow': return test(node, 'value', node.value, readDateRange);
      case 'FreeLine': node.values.forEach(value => test(value, 'value', value.value, anything)); return body(node);
      case 'Report': test(node, 'date', node.date, readDate); return body(node);
      case 'Baseline': test(node, 'date', node.date, readDate); attribution(node); for (const unexpected of node.unexpected) strange.push(unexpected); return node.rows.forEach(line);
      case 'Charter': case 'Cutover': return withoutBody(node);
      case 'Unexpected': strange.push(node); return undefined;
      default: return body(node);
    }
  };
  const withoutRelation = (node: ast.Constraint): void => {
    const date = node.date ?? '2026-03-01';
    const edge = node.edge ?? 'start';
    if (node.relation || !node.date) return;
    const suggestions = [`on ${date}`, `not before ${date}`, `not after ${date}`];
    issues.push(issueOf('syntax', uri, valueSpanOf(node, 'date'), `How is it bound? Write \`${edge} on ${date}\`, \`${edge} not before ${date}\` or \`${edge} not after ${date}\`.`, suggestions));
  };
  const withoutBody = (node: ast.Charter | ast.Cutover): void => {
    const keyword = node.$type.toLowerCase();
    if (node.$cstNode && !node.$cstNode.text.endsWith('}')) issues.push(issueOf('syntax', uri, firstWordOf(node), `\`${keyword}\` needs a body: \`${keyword} { … }\`.`));
    body(node);
  };
  const body = (node: AstNode & { readonly members?: readonly AstNode[] }): void => {
    for (const member of node.members ?? []) line(member as Line);
  };

  for (const node of nodes) line(node as Line);
  return issues;
}

/** The lines with values; every other node at most has a body. */
type Line = ast.ValueLine | ast.Mark | ast.Evidence | ast.After | ast.Constraint | ast.Commitment | ast.Need | ast.Accept | ast.RangeLine | ast.WeekLine | ast.WorksLine
  | ast.Capacity | ast.Rollout | ast.Measure | ast.Impact | ast.Probability | ast.ScenarioLine | ast.ScenarioCapacity | ast.ScenarioLink | ast.ReportLine | ast.PolicyLine
  | ast.BaselineRow | ast.FreeLine | ast.Report | ast.Baseline | ast.Charter | ast.Cutover | ast.Unexpected | ast.Task;
