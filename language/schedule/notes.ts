/** Notes that depend on the status date. */
import type { DateValue, Span } from '../plan/model.ts';
import { gateVerdict } from '../plan/states.ts';
import { DONE, LEAF, STARTED } from './activities.ts';
import { dayOf, EARLIEST, finishAt, LATEST, position, startAt } from './calendar.ts';
import type { Dates } from './dates.ts';
import type { ScheduleNote } from './model.ts';

/** Actuals after the status date, progress ahead of time, dates that no calendar reaches. */
export function statusNotes(dates: Dates): ScheduleNote[] {
  const { network, programs, early, bounds } = dates;
  const { facts, plan, calendars } = network;
  const notes: ScheduleNote[] = [];
  for (let index = 0; index < facts.role.length; index++) {
    if (facts.role[index] !== LEAF) continue;
    const activity = plan.activities[index]!;
    const status = programs.status[facts.program[index]!]!;
    const note = (code: ScheduleNote['code'], span: Span): void => {
      notes.push({ code, activity: index, other: -1, place: { uri: activity.uri, start: span.start, end: span.end } });
    };
    const state = facts.state[index]!;
    const clock = calendars.compiled[facts.clock[index]!]!;
    if (activity.started && isAfter(activity.started, status)) note('actual-in-future', activity.started.span);
    if (state === DONE) {
      const done = activity.done ?? gateVerdict(activity);
      if (done?.on && isAfter(done.on, status)) note('actual-in-future', done.span);
      continue;
    }
    if (state === STARTED && activity.progress) {
      const worked = position(clock, facts.actualStart[index]!) + facts.progressed[index]!;
      if (facts.progressed[index]! > 0 && worked > position(clock, status)) note('progress-ahead', activity.progress.span);
    }
    if (startAt(clock, early[index]!) <= EARLIEST || finishAt(clock, early[index]! + bounds.length[index]!) >= LATEST) {
      note('beyond-horizon', activity.nameSpan);
    }
  }
  return notes;
}

/** A bare date is after a status date once its day is. */
function isAfter(date: DateValue, status: number): boolean {
  return date.day ? dayOf(date.at) > dayOf(status) : date.at > status;
}
