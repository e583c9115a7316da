/** What happened, written down: starts, ends and what is left, with the days that the schedule computed. */
import { dayOf } from '../../plan/dates.ts';
import type { Activity, Duration } from '../../plan/model.ts';
import { formatDuration } from '../../plan/units.ts';
import { addAfter, removeItem, replace } from '../edits.ts';
import type { Finding, Fix } from '../finding.ts';
import type { FixContext } from '../rule.ts';
import { date } from '../words.ts';
import { activityNamed, elementAround, writeActual } from './elements.ts';

function activityAround(context: FixContext, finding: Finding): Activity | null {
  const element = elementAround(context.plan, finding.uri, finding.span.start);
  return element !== null && context.plan.activityIndex.has(element.key) ? element as Activity : null;
}

/** Nothing but the status date holds it: it began, or was reached, on the status date. */
export function writeStarted(finding: Finding, context: FixContext): readonly Fix[] {
  const activity = activityNamed(context.plan, finding);
  if (activity === null) return [];
  const word = activity.kind === 'milestone' || activity.kind === 'gate' ? 'done' : 'started';
  const line = `${word} ${date(context.statusDate(activity.program))}`;
  const edit = writeActual(context, activity, line);
  return edit === null ? [] : [{ title: `Write \`${line}\`, the status date`, edits: [edit] }];
}

export function correctFutureActual(finding: Finding, context: FixContext): readonly Fix[] {
  const activity = activityAround(context, finding);
  if (activity === null) return [];
  const values = [activity.started, activity.done?.on ?? null];
  const value = values.find(candidate => candidate !== null && finding.span.start <= candidate.span.start && candidate.span.end <= finding.span.end);
  if (!value) return [];
  const day = date(context.statusDate(activity.program));
  return [{ title: `Change to ${day}, the status date`, edits: [replace(finding.uri, value.span, day)] }];
}

export function swapStartAndEnd(finding: Finding, context: FixContext): readonly Fix[] {
  const activity = activityAround(context, finding);
  const text = context.text(finding.uri);
  const [started, done] = [activity?.started, activity?.done?.on];
  if (!started || !done || text === null) return [];
  const written = (span: { start: number; end: number }): string => text.slice(span.start, span.end);
  return [{ title: 'Exchange the two dates', edits: [replace(finding.uri, started.span, written(done.span)), replace(finding.uri, done.span, written(started.span))] }];
}

/** A day for what is said to have happened without one; after the value that says so. */
function writeDay(finding: Finding, context: FixContext, word: 'started' | 'done'): readonly Fix[] {
  const activity = activityAround(context, finding);
  const at = activity === null ? null : context.activity({ key: activity.key, text: '', span: activity.span });
  const text = context.text(finding.uri);
  const computed = word === 'done' ? at?.finish : at?.start;
  if (activity === null || computed == null || text === null) return [];
  const day = date(Math.min(dayOf(computed), dayOf(context.statusDate(activity.program))));
  return [{ title: `Write \`${word} ${day}\`, as the schedule takes it`, edits: [addAfter(finding.uri, text, finding.span, `${word} ${day}`)], preferred: true }];
}

export const writeDone = (finding: Finding, context: FixContext): readonly Fix[] => writeDay(finding, context, 'done');
export const writeStart = (finding: Finding, context: FixContext): readonly Fix[] => writeDay(finding, context, 'started');

/** The share of the estimate that is left, in its unit. */
export function writeRemaining(finding: Finding, context: FixContext): readonly Fix[] {
  const activity = activityAround(context, finding);
  const text = context.text(finding.uri);
  if (activity?.estimate == null || activity.progress === null || text === null) return [];
  const { likely } = activity.estimate;
  const left: Duration = { ...likely, amount: Math.round(likely.amount * (100 - activity.progress.value)) / 100 };
  const line = `remaining ${formatDuration(left)}`;
  return [{ title: `Write \`${line}\`: the rest of the estimate, so that the finish moves in`, edits: [addAfter(finding.uri, text, finding.span, line)] }];
}

/** Work that began before its predecessor ended: the link is about starts, or is no link. */
export function softenLink(finding: Finding, context: FixContext): readonly Fix[] {
  const activity = activityAround(context, finding);
  const text = context.text(finding.uri);
  const place = (finding.related[0] ?? null)?.place;
  const line = activity?.after.find(({ span }) => span.start === place?.start && span.end === place.end);
  if (line === undefined || place?.uri !== finding.uri || text === null) return [];
  return [
    ...(line.kind === 'FS' ? [{ title: `Let it wait for the start of ${line.from.text} only`, edits: [{ uri: finding.uri, span: { start: line.span.start, end: line.span.start }, newText: 'start of ' }] }] : []),
    { title: `Remove the link after ${line.from.text}`, edits: [removeItem(finding.uri, text, line.span, ['after', 'start of', 'finish'])] },
  ];
}

/** Past its day: it was done, or closed, on the status date. */
export function markOver(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  // How a check ended is a judgement, which nobody but its judge can write.
  const judged = context.criteria.some(({ holder, criterion }) => holder.uri === finding.uri && criterion.span.start <= finding.span.start && finding.span.end <= criterion.span.end);
  const holder = elementAround(context.plan, finding.uri, finding.span.start);
  if (text === null || judged || holder === null) return [];
  const line = `${holder.kind === 'issue' ? 'closed' : 'done'} ${date(context.statusDate(holder.program))}`;
  return [{ title: `Write \`${line}\`, the status date`, edits: [addAfter(finding.uri, text, finding.span, line)] }];
}
