/** Which calendar a task follows, and how long it is there, so that the language gives it the dates that the file stores. */
import { combine, sameWithin } from './calendar.ts';
import type { Clock, FlatCalendar } from './calendar.ts';
import type { MsTask } from './model.ts';
import type { Tally } from './tally.ts';
import type { CalendarBook, NamedCalendar } from './write-calendars.ts';
import type { Crew } from './write-resources.ts';

export interface Timing {
  /** The calendar to name on the task; null where it is the plan's. */
  readonly calendar: string | null;
  readonly clock: Clock;
  /** Working minutes (wall minutes where elapsed) of the whole task; null where the file has none. */
  readonly minutes: number | null;
  /** Minutes of the duration that the file stores, where it is another. */
  readonly stored: number | null;
}

export interface TimingContext {
  readonly calendars: ReadonlyMap<number, FlatCalendar>;
  readonly plan: NamedCalendar;
  readonly book: CalendarBook;
  readonly crew: Crew;
  readonly span: { readonly from: number; readonly to: number };
  readonly tally: Tally;
}

/**
 * Microsoft Project schedules a task by the calendars of its people, within its own calendar where it has one; without people
 * by its own calendar, else by the plan's. Its duration is the time in which any of them works. The stored dates decide where
 * the file says less than its author knew: a calendar counts if the duration fills the time from start to finish in it.
 */
export function timingOf(task: MsTask, context: TimingContext): Timing {
  const own = task.calendar === null ? undefined : context.calendars.get(task.calendar);
  const plain = own ? context.book.request(own, 'Task calendar') : context.plan;
  const stored = task.duration?.minutes ?? null;
  const planned = task.start !== null && task.finish !== null && task.start <= task.finish ? { start: task.start, finish: task.finish } : null;
  const started = task.actualStart !== null || task.percentComplete > 0;
  if (task.duration?.elapsed || stored === null || stored === 0) return named(plain, context, stored, null);

  const fills = (calendar: NamedCalendar): boolean => !planned || calendar.clock.between(planned.start, planned.finish) === stored;
  const people = task.ignoreResourceCalendar && own ? null : peopleCalendar(task, own, context);
  // Slack is measured on the task's own calendar, or on the plan's, even where people with other hours make its dates. What the
  // language cannot say of both, it says of the slack too, as long as the stored one bears it out.
  const bearsSlack = (calendar: NamedCalendar): boolean => task.totalSlack === null || task.lateFinish === null || task.finish === null
    || calendar.clock.between(task.finish, task.lateFinish) === task.totalSlack;
  const followsPeople = people !== null && !fills(plain) && fills(people);
  if (people && followsPeople && (bearsSlack(people) || !bearsSlack(plain))) {
    context.tally.add('resource-calendar', task.name);
    return named(people, context, stored, null);
  }
  if (fills(plain) || started || !planned) return named(people && !fills(plain) ? people : plain, context, stored, null);
  const best = followsPeople ? plain : people ?? plain;
  const span = best.clock.between(planned.start, planned.finish);
  if (span <= 0) return named(plain, context, stored, null);
  context.tally.add('split-task', task.name);
  return named(best, context, span, stored);
}

function named(calendar: NamedCalendar, context: TimingContext, minutes: number | null, stored: number | null): Timing {
  return { calendar: calendar === context.plan ? null : calendar.name, clock: calendar.clock, minutes, stored };
}

/** Null where the people work as the plan does, or nobody is assigned. */
function peopleCalendar(task: MsTask, own: FlatCalendar | undefined, context: TimingContext): NamedCalendar | null {
  const planCalendar = context.plan.clock.calendar;
  const same = (a: FlatCalendar, b: FlatCalendar): boolean => sameWithin(a, b, context.span.from, context.span.to);
  const distinct: { readonly calendar: FlatCalendar; readonly title: string }[] = [];
  for (const worker of context.crew.workers(task.uid)) {
    const base = (worker.calendar === null ? undefined : context.calendars.get(worker.calendar)) ?? planCalendar;
    const calendar = own ? combine([own, base], 'all') : base;
    if (!distinct.some(known => same(known.calendar, calendar))) distinct.push({ calendar, title: worker.name });
  }
  const [first] = distinct;
  if (!first) return null;
  const calendar = distinct.length === 1 ? first.calendar : combine(distinct.map(entry => entry.calendar), 'any');
  if (same(calendar, own ?? planCalendar)) return null;
  return context.book.request(calendar, distinct.map(entry => entry.title).slice(0, 3).join(' and '));
}
