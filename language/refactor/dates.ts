/** Hard dates as commitments, and moves of commitments on record. */
import { replace, statementAfter } from '../checks/edits.ts';
import type { TextEdit } from '../checks/finding.ts';
import { date, idsOf } from '../checks/words.ts';
import { dayOf } from '../plan/dates.ts';
import type { Activity } from '../plan/model.ts';
import type { ScheduledActivity } from '../schedule/model.ts';
import { standsAlone } from './blocks.ts';
import { freeName, holds, topBlock } from './refactoring.ts';
import type { Here, RefactorContext, Refactoring } from './refactoring.ts';

/** A hard date moves the schedule and hides that work is late; a commitment is compared with it. */
export function hardDateToCommitment({ at, text, activity: holder }: Here): readonly Refactoring[] {
  const constraint = holder?.activity.constraints.find(({ span }) => holds(span, at));
  if (holder === null || constraint === undefined || holder.activity.by !== null) return [];
  const { activity } = holder;
  // What is bound by its start is committed for the day on which it would then end.
  const day = constraint.edge === 'finish' ? text.slice(constraint.date.span.start, constraint.date.span.end)
    : holder.finish === null || holder.uncertain ? null : date(holder.finish);
  if (day === null) return [];
  return [{
    id: 'hard-date-to-commitment', kind: 'rewrite',
    title: `Make it a commitment: \`by ${day}\`, which is checked and moves nothing`,
    change() {
      const words = text.slice(constraint.span.start, constraint.date.span.start);
      const aligned = / {2,}$/.test(words) || words.length <= 3 ? 'by'.padEnd(words.length) : 'by ';
      return { edits: [replace(activity.uri, constraint.span, `${aligned}${day}`)] };
    },
  }];
}

/** A record of a commitment's move, beside the block that holds the activity. */
function recordOf(context: RefactorContext, text: string, { activity, index }: ScheduledActivity, from: number, to: number): TextEdit | null {
  const minutes = context.schedule.workingMinutes(index, context.schedule.dayEdge(index, dayOf(from), 'finish'), context.schedule.dayEdge(index, dayOf(to), 'finish'));
  const days = Math.round(minutes / context.dayMinutes(activity.program) * 10) / 10;
  const [id] = idsOf([activity]) as [string];
  const title = `Commitment of ${activity.title?.value ?? activity.name} moved from ${date(from)} to ${date(to)}`.replace(/["\\]/g, '');
  const line = `change ${freeName(context, `move-${activity.name}`)} "${title}" { asked ${date(context.statusDate(activity.program))}  impact ${days < 0 ? '' : '+'}${days}d on ${id}  affects ${id} }`;
  return statementAfter(activity.uri, text, topBlock(context, activity), line);
}

/** What the newest baseline says about the finish of an activity. */
function baselineOf(context: RefactorContext, activity: Activity): { readonly at: number; readonly name: string } | null {
  let newest: { on: number; at: number; name: string } | null = null;
  for (const baseline of context.plan.baselines) {
    if (baseline.program !== activity.program) continue;
    const row = baseline.rows.find(({ target }) => target.key === activity.key);
    const on = baseline.on?.at ?? -Infinity;
    if (row !== undefined && (newest === null || on >= newest.on)) newest = { on, at: row.finish.at, name: baseline.name };
  }
  return newest;
}

/** A commitment that the forecast misses moves, or has moved since the baseline: with a record of what was agreed before. */
export function recordMove({ at, context, text, activity: holder, onHead }: Here): readonly Refactoring[] {
  const by = holder?.activity.by ?? null;
  if (holder === null || by === null || (!onHead && !holds(by.span, at)) || holder.status === 'done' || !standsAlone(text, topBlock(context, holder.activity))) return [];
  const { activity, finish } = holder;
  const offers: Refactoring[] = [];
  if (finish !== null && !holder.uncertain && dayOf(finish) > dayOf(by.date.at)) {
    offers.push({
      id: 'move-commitment', kind: 'rewrite', title: `Move the commitment to ${date(finish)}, the forecast, and record the move as a change`,
      change() {
        const record = recordOf(context, text, holder, by.date.at, finish);
        return record === null ? null : { edits: [replace(activity.uri, by.date.span, date(finish)), record] };
      },
    });
  }
  const before = baselineOf(context, activity);
  const recorded = context.plan.changes.some(change => change.affects.some(({ key }) => key === activity.key) || change.impacts.some(({ on }) => on?.key === activity.key));
  if (before !== null && !recorded && dayOf(before.at) !== dayOf(by.date.at)) {
    offers.push({
      id: 'record-move', kind: 'rewrite', title: `Record the move from ${date(before.at)}, in the baseline ${before.name}, as a change`,
      change() {
        const record = recordOf(context, text, holder, before.at, by.date.at);
        return record === null ? null : { edits: [record] };
      },
    });
  }
  return offers;
}

