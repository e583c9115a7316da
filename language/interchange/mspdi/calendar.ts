/** Calendars of Microsoft Project with their inheritance resolved, and the working time that they hold. */
import { MINUTES_PER_DAY, dayOf, weekdayOf } from '../../plan/dates.ts';
import type { HourSpan, WallMinutes } from '../../plan/model.ts';
import type { MsCalendar } from './model.ts';

export interface DayHours { readonly hours: readonly HourSpan[]; readonly name: string | null }
export interface FlatCalendar {
  /** 0 Sunday … 6 Saturday. */
  readonly week: readonly (readonly HourSpan[])[];
  /** Exceptions by the midnight of their day. */
  readonly days: ReadonlyMap<WallMinutes, DayHours>;
}

const standardDay: readonly HourSpan[] = [{ from: 480, to: 720 }, { from: 780, to: 1020 }];
/** Microsoft Project's own default: Monday to Friday, 8 to 12 and 13 to 17. */
export const standardCalendar: FlatCalendar = { week: [[], standardDay, standardDay, standardDay, standardDay, standardDay, []], days: new Map() };

/** Every calendar by its uid. A base that is missing, or part of a loop, counts as the standard week. */
export function flatten(calendars: readonly MsCalendar[]): ReadonlyMap<number, FlatCalendar> {
  const byUid = new Map(calendars.map(calendar => [calendar.uid, calendar]));
  const done = new Map<number, FlatCalendar>();
  const visiting = new Set<number>();
  const visit = (uid: number | null): FlatCalendar => {
    const calendar = uid === null ? undefined : byUid.get(uid);
    if (!calendar || visiting.has(calendar.uid)) return standardCalendar;
    const known = done.get(calendar.uid);
    if (known) return known;
    visiting.add(calendar.uid);
    const base = visit(calendar.base);
    visiting.delete(calendar.uid);
    const days = new Map(base.days);
    // Backwards, so that the first exception on a day wins, and any of its own wins over the base's.
    for (const exception of calendar.exceptions.toReversed()) {
      for (let day = exception.from; day <= exception.to; day += MINUTES_PER_DAY) days.set(day, { hours: exception.hours, name: exception.name });
    }
    const flat = { week: base.week.map((hours, weekday) => calendar.week[weekday] ?? hours), days };
    done.set(calendar.uid, flat);
    return flat;
  };
  for (const calendar of calendars) visit(calendar.uid);
  return done;
}

export function hoursOn(calendar: FlatCalendar, day: WallMinutes): readonly HourSpan[] {
  return calendar.days.get(day)?.hours ?? calendar.week[weekdayOf(day)] ?? [];
}

/** Minutes of a day's spans. */
export function minutesIn(hours: readonly HourSpan[]): number {
  return hours.reduce((sum, span) => sum + span.to - span.from, 0);
}

export function sameHours(a: readonly HourSpan[], b: readonly HourSpan[]): boolean {
  return a.length === b.length && a.every((span, index) => span.from === b[index]?.from && span.to === b[index]?.to);
}

/** Whether two calendars work the same on every day of a time: the weeks agree, and so do all exceptions within it. */
export function sameWithin(a: FlatCalendar, b: FlatCalendar, from: WallMinutes, to: WallMinutes): boolean {
  if (a === b) return true;
  if (!a.week.every((hours, weekday) => sameHours(hours, b.week[weekday] ?? []))) return false;
  const differs = (day: WallMinutes): boolean => day >= from && day <= to && !sameHours(hoursOn(a, day), hoursOn(b, day));
  return ![...a.days.keys()].some(differs) && ![...b.days.keys()].some(differs);
}

/** Works where any, or where all, of the calendars do: hours of several people, or of a task's calendar and its people. */
export function combine(calendars: readonly FlatCalendar[], how: 'any' | 'all'): FlatCalendar {
  const merge = (parts: readonly (readonly HourSpan[])[]): readonly HourSpan[] => {
    const edges = [...new Set(parts.flat().flatMap(span => [span.from, span.to]))].sort((a, b) => a - b);
    const merged: { from: number; to: number }[] = [];
    edges.forEach((from, index) => {
      const to = edges[index + 1];
      if (to === undefined) return;
      const covers = (hours: readonly HourSpan[]): boolean => hours.some(span => span.from <= from && span.to >= to);
      if (!(how === 'any' ? parts.some(covers) : parts.every(covers))) return;
      const last = merged.at(-1);
      if (last?.to === from) last.to = to;
      else merged.push({ from, to });
    });
    return merged;
  };
  const days = new Map<WallMinutes, DayHours>();
  for (const day of new Set(calendars.flatMap(calendar => [...calendar.days.keys()]))) {
    days.set(day, { hours: merge(calendars.map(calendar => hoursOn(calendar, day))), name: calendars.map(calendar => calendar.days.get(day)?.name).find(name => name) ?? null });
  }
  return { week: [0, 1, 2, 3, 4, 5, 6].map(weekday => merge(calendars.map(calendar => calendar.week[weekday] ?? []))), days };
}

/** Questions about a calendar between two days, answered in constant time after one pass. */
export interface Clock {
  readonly calendar: FlatCalendar;
  /** Working minutes from a to b; negative where b is earlier. Outside of the clock's days time stands still. */
  between(from: WallMinutes, to: WallMinutes): number;
  /** First and last working minute of the day that holds the instant, or null on a day off. */
  first(at: WallMinutes): WallMinutes | null;
  last(at: WallMinutes): WallMinutes | null;
}

export function clockOf(calendar: FlatCalendar, from: WallMinutes, to: WallMinutes): Clock {
  const origin = dayOf(from);
  const count = Math.max(1, Math.floor((dayOf(to) - origin) / MINUTES_PER_DAY) + 1);
  const before = new Float64Array(count + 1);
  for (let day = 0; day < count; day++) before[day + 1] = (before[day] ?? 0) + minutesIn(hoursOn(calendar, origin + day * MINUTES_PER_DAY));
  const position = (at: WallMinutes): number => {
    const day = Math.floor((at - origin) / MINUTES_PER_DAY);
    if (day < 0) return 0;
    if (day >= count) return before[count] ?? 0;
    const midnight = origin + day * MINUTES_PER_DAY;
    return hoursOn(calendar, midnight).reduce((sum, span) => sum + Math.max(0, Math.min(at - midnight, span.to) - span.from), before[day] ?? 0);
  };
  const edge = (at: WallMinutes, pick: (hours: readonly HourSpan[]) => number | undefined): WallMinutes | null => {
    const minute = pick(hoursOn(calendar, dayOf(at)));
    return minute === undefined ? null : dayOf(at) + minute;
  };
  return {
    calendar,
    between: (a, b) => position(b) - position(a),
    first: at => edge(at, hours => hours[0]?.from),
    last: at => edge(at, hours => hours.at(-1)?.to),
  };
}
