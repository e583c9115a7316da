/** `<Calendars>`: weeks, work weeks and exceptions, with every recurrence expanded into its days. */
import { MINUTES_PER_DAY, dayOf, wallMinutes } from '../../plan/dates.ts';
import type { HourSpan, WallMinutes } from '../../plan/model.ts';
import { flag, instant, integer, timeOfDay } from './fields.ts';
import type { ImportIssue, MsCalendar, MsException } from './model.ts';
import { occurrences } from './recurrence.ts';
import { child, children, text } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** Days that exceptions and work weeks of one file may expand to: eighty years of public holidays in fifty calendars. */
export const MAX_EXCEPTION_DAYS = 50_000;

// Microsoft Project begins in 1984; its recurrences may run to 2149, but no plan does, and the language reads no date beyond 2126.
const earliest = wallMinutes(1984, 1, 1) ?? 0;
const latest = wallMinutes(2120, 12, 31) ?? 0;

interface Budget { days: number }

export function readCalendars(project: XmlElement, issues: ImportIssue[]): readonly MsCalendar[] {
  const budget: Budget = { days: MAX_EXCEPTION_DAYS };
  const read = children(child(project, 'Calendars'), 'Calendar').map(element => readCalendar(element, budget));
  if (budget.days <= 0) {
    issues.push({ code: 'exception-limit', severity: 'warning', message: `The calendars have more than ${MAX_EXCEPTION_DAYS} days of exceptions; the last ones are left out.` });
  }
  return read;
}

function readCalendar(element: XmlElement, budget: Budget): MsCalendar {
  const base = integer(element, 'BaseCalendarUID') ?? -1;
  const weekDays = children(child(element, 'WeekDays'), 'WeekDay');
  const week = readWeek(weekDays);
  const named = children(child(element, 'Exceptions'), 'Exception').flatMap(exception => readException(exception, budget));
  // Before 2007 exceptions stood among the week's days with type 0; later files repeat them there for old readers.
  const legacy = named.length > 0 ? [] : weekDays.filter(day => integer(day, 'DayType') === 0).flatMap(day => readException(day, budget));
  const workWeeks = children(child(element, 'WorkWeeks'), 'WorkWeek').flatMap(workWeek => readWorkWeek(workWeek, budget));
  return {
    uid: integer(element, 'UID') ?? -1,
    name: text(element, 'Name') ?? 'Calendar',
    base: base > 0 ? base : null,
    isBase: flag(element, 'IsBaseCalendar'),
    week,
    exceptions: [...named, ...legacy, ...workWeeks],
  };
}

/** Day types 1 Sunday … 7 Saturday. A day that is missing is inherited. */
function readWeek(weekDays: readonly XmlElement[]): readonly (readonly HourSpan[] | null)[] {
  const week: (readonly HourSpan[] | null)[] = [null, null, null, null, null, null, null];
  for (const day of weekDays) {
    const type = integer(day, 'DayType') ?? 0;
    if (type >= 1 && type <= 7) week[type - 1] = hoursOf(day);
  }
  return week;
}

function hoursOf(day: XmlElement): readonly HourSpan[] {
  if (!flag(day, 'DayWorking')) return [];
  const spans: HourSpan[] = [];
  for (const time of children(child(day, 'WorkingTimes'), 'WorkingTime')) {
    const from = timeOfDay(time, 'FromTime');
    const to = timeOfDay(time, 'ToTime');
    if (from === null || to === null) continue;
    // 00:00 as an end is the end of the day.
    const end = to <= from ? to + MINUTES_PER_DAY : to;
    spans.push({ from, to: Math.min(end, MINUTES_PER_DAY) });
  }
  return spans.sort((a, b) => a.from - b.from);
}

function period(element: XmlElement): { readonly from: WallMinutes; readonly to: WallMinutes } | null {
  const time = child(element, 'TimePeriod');
  const from = instant(time, 'FromDate');
  const to = instant(time, 'ToDate');
  if (from === null || to === null) return null;
  return { from: Math.max(dayOf(from), earliest), to: Math.min(dayOf(to), latest) };
}

function readException(element: XmlElement, budget: Budget): readonly MsException[] {
  const range = period(element);
  if (!range) return [];
  const pattern = occurrences({
    type: integer(element, 'Type') ?? 1,
    ...range,
    period: integer(element, 'Period') ?? 1,
    daysOfWeek: integer(element, 'DaysOfWeek') ?? 0,
    monthDay: integer(element, 'MonthDay') ?? 1,
    monthItem: integer(element, 'MonthItem') ?? 0,
    monthPosition: integer(element, 'MonthPosition') ?? 0,
    month: integer(element, 'Month') ?? 0,
  }, Math.max(0, budget.days));
  const hours = hoursOf(element);
  const name = text(element, 'Name');
  const found = pattern.value.map(run => ({ name, ...run, hours }));
  budget.days -= pattern.complete ? found.length : budget.days + 1;
  return found;
}

/** A week with other hours for some time: an exception on each of its days that it changes. */
function readWorkWeek(element: XmlElement, budget: Budget): readonly MsException[] {
  const range = period(element);
  if (!range) return [];
  const week = readWeek(children(child(element, 'WeekDays'), 'WeekDay'));
  const name = text(element, 'Name');
  const found: MsException[] = [];
  for (let day = range.from; day <= range.to && budget.days > 0; day += MINUTES_PER_DAY) {
    const hours = week[(Math.floor(day / MINUTES_PER_DAY) + 4) % 7];
    if (!hours) continue;
    found.push({ name, from: day, to: day, hours });
    budget.days--;
  }
  return found;
}
