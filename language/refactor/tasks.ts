/** Tasks out of lags, two tasks out of one, and what happened to them. */
import { aligned, replace, statementAfter } from '../checks/edits.ts';
import { refsOf } from '../checks/fixes/names.ts';
import { writeActual } from '../checks/fixes/elements.ts';
import type { TextEdit } from '../checks/finding.ts';
import { date } from '../checks/words.ts';
import type { Activity, Duration, Estimate } from '../plan/model.ts';
import { formatDuration } from '../plan/units.ts';
import { standsAlone } from './blocks.ts';
import { freeName, holds, isLeaf } from './refactoring.ts';
import type { Here, RefactorContext, Refactoring } from './refactoring.ts';

/** What a task made out of another one takes over, as written: who does it, on which calendar, with whom. */
function takenOver(activity: Activity, text: string, withNeeds: boolean): string {
  const written = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  return [
    ...(activity.owner === null ? [] : [`owner ${activity.owner.text}`]),
    ...(activity.calendar === null ? [] : [`calendar ${activity.calendar.text}`]),
    ...(withNeeds && activity.needs.length > 0 ? [`needs ${activity.needs.map(need => written(need.span)).join(', ')}`] : []),
  ].map(line => `  ${line}`).join('');
}

/** A wait that somebody has to sit out is work: it gets a name, an owner and a place in the plan. */
export function lagToTask({ at, context, text, activity: holder }: Here): readonly Refactoring[] {
  const line = holder?.activity.after.find(({ span }) => holds(span, at));
  const duration = line?.lag?.duration ?? null;
  if (holder === null || line === undefined || duration === null || duration.amount <= 0 || line.kind !== 'FS' || !isLeaf(holder.activity) || !standsAlone(text, holder.activity)) return [];
  const { activity } = holder;
  return [{
    id: 'lag-to-task', kind: 'extract', title: `Make a task of the lag of ${formatDuration(duration)}`,
    change() {
      const name = freeName(context, `${line.from.text.slice(line.from.text.lastIndexOf('.') + 1)}-wait`);
      const from = context.activity(line.from)?.activity;
      const title = `Wait after ${from?.title?.value ?? line.from.text}`.replace(/["\\]/g, '');
      const task = statementAfter(activity.uri, text, activity, `task ${name} "${title}" { estimate ${formatDuration(duration)}  after ${line.from.text}${takenOver(activity, text, false)} }`);
      return task === null ? null : { edits: [replace(activity.uri, line.span, name), task] };
    },
  }];
}

const half = ({ amount, unit, elapsed }: Duration): readonly [Duration, Duration] => {
  const first = amount >= 2 && Number.isInteger(amount) ? Math.ceil(amount / 2) : amount / 2;
  return [{ amount: first, unit, elapsed }, { amount: Math.round((amount - first) * 1000) / 1000, unit, elapsed }];
};

function halves({ likely, optimistic, pessimistic }: Estimate): readonly [string, string] {
  const points = [optimistic, likely, pessimistic].flatMap(point => (point === null ? [] : [half(point)]));
  return [points.map(([first]) => formatDuration(first)).join('..'), points.map(([, second]) => formatDuration(second)).join('..')];
}

/** Whether everything that the task says is about its start, so that its second half can be a task behind it. */
function splits(context: RefactorContext, { activity, index, status }: NonNullable<Here['activity']>): boolean {
  return activity.kind === 'task' && !activity.summary && status === 'not-started' && activity.estimate !== null && activity.estimate.likely.unit !== 'min'
    && activity.by === null && activity.accept.length === 0 && activity.asLateAsPossible === null
    && activity.constraints.every(({ edge, relation }) => edge === 'start' && relation !== 'on')
    && context.schedule.incoming(index).every(({ kind }) => kind === 'FS' || kind === 'SS')
    // A share of its length would be a share of half of it.
    && context.schedule.outgoing(index).every(({ to }) => context.plan.activities[to]!.after.every(({ from, lag }) => from.key !== activity.key || lag?.percent == null));
}

export function splitTask({ context, text, activity: holder, onHead }: Here): readonly Refactoring[] {
  if (holder === null || !onHead || !standsAlone(text, holder.activity) || !splits(context, holder)) return [];
  const { activity } = holder;
  const [first, second] = halves(activity.estimate!);
  return [{
    id: 'split-task', kind: 'extract', costly: true, title: `Split it in two, of ${first} and ${second}`,
    change() {
      const name = freeName(context, `${activity.name}-2`);
      const title = activity.title === null ? '' : ` "${activity.title.value.replace(/["\\]/g, '')}, second part"`;
      const task = statementAfter(activity.uri, text, activity, `task ${name}${title} { estimate ${second}  after ${activity.name}${takenOver(activity, text, true)} }`);
      if (task === null) return null;
      return { edits: [replace(activity.uri, activity.estimate!.span, first), ...waitForSecond(context, activity, name), task] };
    },
  }];
}

/** Who waited for the end of the task waits for the end of its second half. */
function waitForSecond(context: RefactorContext, activity: Activity, name: string): readonly TextEdit[] {
  const ends = new Set<string>();
  const place = (uri: string, at: number): string => `${uri} ${at}`;
  for (const other of context.plan.activities) {
    for (const { from, kind } of other.after) if (from.key === activity.key && (kind === 'FS' || kind === 'FF')) ends.add(place(from.span.uri ?? other.uri, from.span.start));
  }
  for (const contract of context.plan.contracts) if (contract.from?.key === activity.key) ends.add(place(contract.uri, contract.from.span.start));
  return refsOf(context.plan).filter(({ uri, ref }) => ref.key === activity.key && ends.has(place(uri, ref.span.start)))
    .map(({ uri, ref }) => replace(uri, { start: ref.span.end - activity.name.length, end: ref.span.end }, name));
}

/** The status of an activity as of the status date. */
export function markStatus({ context, text, activity: holder, onHead }: Here): readonly Refactoring[] {
  if (holder === null || !onHead || !isLeaf(holder.activity) || holder.activity.kind === 'gate' || holder.status === 'done') return [];
  const { activity } = holder;
  const day = date(context.statusDate(activity.program));
  const offers: Refactoring[] = [];
  const mark = (word: 'started' | 'done'): Refactoring => ({
    id: `mark-${word}`, kind: 'rewrite', title: `Mark as ${word} on ${day}, the status date`,
    change: () => ({ edits: statusEdits(context, activity, text, word, day) }),
  });
  if (activity.kind !== 'milestone' && activity.started === null) offers.push(mark('started'));
  offers.push(mark('done'));
  return offers;
}

/** Progress and what remains give way to the day on which it ended. */
function statusEdits(context: RefactorContext, activity: Activity, text: string, word: 'started' | 'done', day: string): readonly TextEdit[] {
  const open = word === 'done' ? [activity.progress, activity.remaining].filter(value => value !== null) : [];
  const [first, second] = open.map(({ span }) => ({ start: /(?:progress|remaining)[ \t]+$/.exec(text.slice(0, span.start))?.index ?? span.start, end: span.end }));
  if (first !== undefined) {
    const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
    const line = `${word} ${day}`;
    const edits = [replace(activity.uri, first, text.slice(lineStart, first.start).trim() === '' ? aligned(line, text, first.start) : line)];
    if (second === undefined) return edits;
    const gap = /[ \t]*(?:\r?\n[ \t]*)?$/.exec(text.slice(0, second.start))![0].length;
    return [...edits, { uri: activity.uri, span: { start: second.start - gap, end: second.end }, newText: '' }];
  }
  const edit = writeActual(context, activity, `${word} ${day}`);
  return edit === null ? [] : [edit];
}
