/** Outcomes, cadences, scenarios, reports, baselines and reviews. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { DateValue, Text } from '../model.ts';
import type { Baseline, BaselineRow, Cadence, Lesson, Measure, Outcome, Report, ReportLine, Review } from '../records.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, attributionOf, elementOf, text, texts } from './common.ts';
import { firstDate } from './contracts.ts';
import { actionsOf, textsNamed } from './raid.ts';
import { refOf, refsOf } from './references.ts';
import { spanOf, valueSpanOf } from './spans.ts';
import { date, dateRange, measure, percent } from './values.ts';

export function lowerOutcome(context: Lowering, node: ast.Outcome, within: Within): Outcome {
  const element = elementOf(context, node, 'outcome', within);
  const measures: Record<string, Measure | null> = { was: null, target: null, actual: null };
  for (const line of node.members) {
    if (line.$type === 'Measure' && Object.hasOwn(measures, line.word)) measures[line.word] ??= measure(line, line.value, line.unit);
  }
  const outcome: Outcome = {
    ...element,
    was: measures.was ?? null,
    target: measures.target ?? null,
    actual: measures.actual ?? null,
    measured: firstDate(element.marks, 'measured'),
    source: textsNamed(node.members, 'source')[0] ?? null,
  };
  context.lists.outcomes.push(outcome);
  return outcome;
}

export function lowerCadence(context: Lowering, node: ast.Cadence, within: Within): Cadence {
  const element = elementOf(context, node, 'cadence', within);
  let every: Text | null = null;
  let weekday: Text | null = null;
  for (const line of node.members) {
    if (line.$type !== 'Every' || every) continue;
    const written = [line.count, line.unit].filter(word => word !== undefined).join(' ');
    every = { value: written, span: valueSpanOf(line, line.count === undefined ? 'unit' : 'count') };
    weekday = text(line, 'days', line.days.length > 0 ? line.days.join(', ') : undefined);
  }
  const cadence: Cadence = { ...element, every, weekday, covers: textsNamed(node.members, 'covers') };
  context.lists.cadences.push(cadence);
  return cadence;
}

export function lowerReport(context: Lowering, node: ast.Report, within: Within): Report {
  const element = elementOf(context, node, 'report', within);
  const lines: ReportLine[] = [];
  for (const line of node.members) if (line.$type === 'ReportLine') addAll(lines, reportLinesOf(line));
  const report: Report = { ...element, on: date(context, node, 'date', node.date), lines };
  context.lists.reports.push(report);
  return report;
}

/** One line for each text of a list (`achieved "…", "…"`) with the first subject, and for each further subject with the first text. */
function reportLinesOf(line: ast.ReportLine): ReportLine[] {
  const span = spanOf(line);
  let share: number | null = null;
  let value: Text | null = null;
  line.values.forEach((word, index) => {
    if (word.endsWith('%')) share ??= percent(line, 'values', word, index)?.value ?? null;
    else value ??= text(line, 'values', word, index);
  });
  const [subject = null, ...furtherSubjects] = refsOf(line.subjects);
  const [said = null, ...furtherTexts] = texts(line, 'texts', line.texts);
  const first = { word: line.word, value, percent: share, text: said, subject, span };
  return [first, ...furtherTexts.map(item => ({ ...first, text: item })), ...furtherSubjects.map(item => ({ ...first, subject: item }))];
}

export function lowerBaseline(context: Lowering, node: ast.Baseline, within: Within): Baseline {
  const element = elementOf(context, node, 'baseline', within);
  const rows: BaselineRow[] = [];
  for (const row of node.rows) {
    const target = refOf(row.activity);
    const dates = datesOf(context, row);
    if (target && dates) rows.push({ target, ...dates, span: spanOf(row) });
  }
  const { by, because } = attributionOf(context, node);
  const baseline: Baseline = { ...element, on: date(context, node, 'date', node.date), by, because, rows };
  context.lists.baselines.push(baseline);
  return baseline;
}

/** `2026-03-02..2026-03-19`, or the one date of a milestone. */
function datesOf(context: Lowering, row: ast.BaselineRow): { readonly start: DateValue | null; readonly finish: DateValue } | null {
  if (row.value?.includes('..')) {
    const range = dateRange(context, row, 'value', row.value);
    return range && { start: range.from, finish: range.to };
  }
  const finish = date(context, row, 'value', row.value);
  return finish && { start: null, finish };
}

export function lowerReview(context: Lowering, node: ast.Review, within: Within): Review {
  const element = elementOf(context, node, 'review', within);
  const lessons: Lesson[] = [];
  let on: DateValue | null = null;
  for (const line of node.members) {
    if (line.$type === 'ValueLine' && line.word === 'on') on ??= date(context, line, 'value', line.value);
    else if (line.$type === 'Lesson' && line.text !== undefined) {
      lessons.push({ text: { value: line.text, span: valueSpanOf(line, 'text') }, actions: actionsOf(line.members), span: spanOf(line) });
    }
  }
  const review: Review = { ...element, on, lessons };
  context.lists.reviews.push(review);
  return review;
}
