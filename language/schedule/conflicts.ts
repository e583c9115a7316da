/** Hard dates against logic. */
import type { WallMinutes } from '../plan/model.ts';
import { NOT_STARTED } from './activities.ts';
import type { Limit } from './activities.ts';
import { pinOf } from './bounds.ts';
import { dayOf, finishAt, position, startAt, worksOn } from './calendar.ts';
import type { Dates } from './dates.ts';
import { limitPosition } from './drivers.ts';
import type { ConstraintConflict, ScheduleNote } from './model.ts';
import { furthestOf, reasonsOf } from './reasons.ts';
import type { Printed } from './reasons.ts';

/** Hard dates that links, other constraints, the status date or the calendar contradict; and the notes on them. */
export function findConflicts(dates: Dates, printed: Printed): { conflicts: ConstraintConflict[]; notes: ScheduleNote[] } {
  const { network, bounds } = dates;
  const { facts, plan, calendars } = network;
  const conflicts: ConstraintConflict[] = [];
  const notes: ScheduleNote[] = [];
  if (facts.limits.size === 0) return { conflicts, notes };
  const rank = network.rank();
  const constrained = [...facts.limits.keys()].sort((a, b) => rank[a]! - rank[b]!);
  for (const index of constrained) {
    const limits = facts.limits.get(index)!;
    const started = facts.state[index] !== NOT_STARTED;
    const pin = pinOf(limits, started);
    const clock = calendars.compiled[facts.clock[index]!]!;
    const reasons = reasonsOf(dates, printed, index);
    for (const limit of limits) {
      if (limit.relation === 'not-before' || limit.owner !== index || (started && limit.edge === 'start')) continue;
      const at = limitPosition(dates, index, limit);
      const add = (reason: ConstraintConflict['reason'], logic: number, against: readonly number[]): void => {
        conflicts.push({ activity: index, constraint: limit.constraint, logic: wallOf(logic), against, reason });
      };
      const wallOf = (start: number): WallMinutes =>
        (limit.edge === 'start' ? startAt(clock, start) : finishAt(clock, start + bounds.length[index]!));
      const links = reasons.filter(reason => reason.from >= 0 && reason.at > at);
      if (links.length > 0) {
        const against = [...new Set(links.map(reason => reason.from))].sort((a, b) => rank[a]! - rank[b]!);
        add('links', furthestOf(links), against);
      }
      const status = reasons.find(reason => reason.kind === 'status-date');
      if (status && status.at > at) {
        add('status-date', status.at, []);
        const { span } = plan.activities[index]!.constraints[limit.constraint]!;
        notes.push({ code: 'before-status-date', activity: index, other: -1, place: { uri: plan.activities[index]!.uri, start: span.start, end: span.end } });
      }
      const pinned = pin && pin !== limit ? limitPosition(dates, index, pin) : at;
      const others = limits.filter(other => other.relation === 'not-before' && !(started && other.edge === 'start'));
      const wanted = Math.max(pinned, ...others.map(other => limitPosition(dates, index, other)));
      if (wanted > at) add('constraints', wanted, []);
      else if (limit.relation === 'on' && pinned < at) add('constraints', pinned, []);
      if (limit.relation === 'on' && !onWorkingTime(limit)) add('calendar', at, []);

      function onWorkingTime({ constraint, edge: side, wall }: Limit): boolean {
        const date = plan.activities[index]!.constraints[constraint]!.date;
        const table = calendars.compiled[facts.calendar[index]!]!;
        if (date.day) return worksOn(table, dayOf(date.at));
        const p = position(clock, wall);
        return (side === 'start' ? startAt(clock, p) : finishAt(clock, p)) === wall || startAt(clock, p) === wall;
      }
    }
  }
  return { conflicts, notes };
}
