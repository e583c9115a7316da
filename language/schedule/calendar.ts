/**
 * Working time as a line of positions: position p is the p-th working minute. Adding working time is then an addition,
 * and a date is two table look-ups away.
 *
 * Invariants
 * - The end of a working day and the start of the next are one position. `startAt` prints it as the later wall minute,
 *   `finishAt` as the earlier one.
 * - `position` is monotone; `position(startAt(p)) = p = position(finishAt(p))`.
 * - Outside the table the week repeats without end, by arithmetic: memory is bounded by the table, time by nothing.
 */
import type { HourSpan, WallMinutes } from '../plan/model.ts';

const DAY = 1440;
/** Bits of `minute of day` in the combined pattern index; 2048 > 1440. */
const SHIFT = 11;

/** Where a calendar without a further working minute puts what does not fit: 9999-12-31T24:00 and 0001-01-01. */
export const LATEST: WallMinutes = 4_223_371_680;
export const EARLIEST: WallMinutes = -1_035_593_280;

/** The days that tables may hold, 1900 to 2149: exceptions outside are not kept, because no date of a plan lies there. */
export const FIRST_DAY = -25_567;
export const LAST_DAY = 65_744;

/** The hours of one day; empty for a day without work. Spans may end after 1440: they run into the next morning. */
export type Hours = readonly HourSpan[];

/** What a calendar says, resolved: every weekday and every exceptional day with its hours. */
export interface CalendarRules {
  /** 0 Sunday … 6 Saturday. */
  readonly week: readonly Hours[];
  /** By day number since 1970-01-01. */
  readonly exceptions: ReadonlyMap<number, Hours>;
}

/** A compiled calendar. Plain data; `position`, `startAt` and `finishAt` read it without allocating. */
export interface WorkingCalendar {
  /** True where every minute works: positions are wall minutes. */
  readonly continuous: boolean;
  readonly rules: CalendarRules;
  /** The table covers [firstWall, lastWall), whole weeks from a Monday. */
  readonly firstWall: number;
  readonly lastWall: number;
  /** By day of the table: position at its start, and its pattern shifted left by SHIFT. One pair more for the end. */
  readonly days: Int32Array;
  /** Working minutes before each minute of the day, by pattern. */
  readonly workedBefore: Uint16Array;
  /** The minute of the day at which the n-th working minute starts, by pattern. */
  readonly minuteOf: Uint16Array;
  /** By day that works: position at its start, wall minute of its midnight, pattern; one more for the end. Stride 4. */
  readonly workDays: Int32Array;
  /** First working day that may hold the position, by position times `bucketRate`. Equal days are one bucket each. */
  readonly bucket: Int32Array;
  readonly bucketRate: number;
  /** Positions in the table. */
  readonly total: number;
  /** Working minutes of the repeating week, and before each of its days, Monday first. */
  readonly weekTotal: number;
  readonly weekBefore: readonly number[];
  readonly weekPattern: readonly number[];
}

/** Monday on or before a day; 1970-01-01 was a Thursday. */
function mondayOf(day: number): number {
  return day - modulo(day + 3, 7);
}
function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: number): number {
  return modulo(day + 4, 7);
}
/** Day number of a wall minute. */
export function dayOf(wall: WallMinutes): number {
  return Math.floor(wall / DAY);
}

/** Hours of a day by the calendar's own rules, with their part past midnight, without the night before. */
export function hoursOf(rules: CalendarRules, day: number): Hours {
  return rules.exceptions.get(day) ?? rules.week[weekdayOf(day)] ?? [];
}

/** Sorted, merged, empty spans dropped; clipped to two days. */
export function normaliseHours(hours: Hours): Hours {
  const spans = hours
    .map(span => ({ from: Math.max(0, Math.round(span.from)), to: Math.min(2 * DAY, Math.round(span.to)) }))
    .filter(span => span.to > span.from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = merged[merged.length - 1];
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** Working minutes of one day's hours. */
export function hoursTotal(hours: Hours): number {
  return normaliseHours(hours).reduce((sum, span) => sum + span.to - span.from, 0);
}

/** Patterns of a day from its own hours and those of the day before; equal patterns are kept once. */
class Patterns {
  private readonly byKey = new Map<string, number>();
  private readonly byHours = new Map<Hours, Map<Hours, number>>();
  readonly lengths: number[] = [];
  readonly spans: Hours[] = [];

  of(previous: Hours, own: Hours): number {
    let row = this.byHours.get(own);
    if (!row) this.byHours.set(own, row = new Map());
    let pattern = row.get(previous);
    if (pattern === undefined) row.set(previous, pattern = this.intern(previous, own));
    return pattern;
  }

  private intern(previous: Hours, own: Hours): number {
    const night = previous.filter(span => span.to > DAY).map(span => ({ from: Math.max(0, span.from - DAY), to: span.to - DAY }));
    const today = own.filter(span => span.from < DAY).map(span => ({ from: span.from, to: Math.min(DAY, span.to) }));
    const spans = normaliseHours([...night, ...today]);
    const key = spans.map(span => `${span.from}-${span.to}`).join();
    let pattern = this.byKey.get(key);
    if (pattern === undefined) {
      pattern = this.spans.length;
      this.byKey.set(key, pattern);
      this.spans.push(spans);
      this.lengths.push(spans.reduce((sum, span) => sum + span.to - span.from, 0));
    }
    return pattern;
  }

  tables(): { workedBefore: Uint16Array; minuteOf: Uint16Array } {
    const workedBefore = new Uint16Array(this.spans.length << SHIFT);
    const minuteOf = new Uint16Array(this.spans.length << SHIFT);
    this.spans.forEach((spans, pattern) => {
      const base = pattern << SHIFT;
      let worked = 0;
      let next = 0;
      for (let minute = 0; minute <= DAY; minute++) {
        workedBefore[base + minute] = worked;
        const span = spans[next];
        if (!span || minute < span.from) continue;
        minuteOf[base + worked++] = minute;
        if (minute + 1 === span.to) next++;
      }
    });
    return { workedBefore, minuteOf };
  }
}

/**
 * Compiles resolved rules. The table covers all exceptions (1900 to 2149) and the wall minutes of `cover`, which should
 * be where the plan's dates lie: there, a look-up takes a few nanoseconds; outside it is exact, and slower.
 */
export function compileCalendar(rules: CalendarRules, cover: { from: WallMinutes; to: WallMinutes } | null = null): WorkingCalendar {
  const week = Array.from({ length: 7 }, (_, weekday) => normaliseHours(rules.week[weekday] ?? []));
  const exceptions = new Map<number, Hours>();
  let firstDay = cover ? Math.max(FIRST_DAY, dayOf(cover.from)) : LAST_DAY;
  let lastDay = cover ? Math.min(LAST_DAY, dayOf(cover.to)) : FIRST_DAY;
  for (const [day, hours] of rules.exceptions) {
    if (day < FIRST_DAY || day > LAST_DAY) continue;
    exceptions.set(day, hours.length ? normaliseHours(hours) : NO_WORK);
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  if (firstDay > lastDay) firstDay = lastDay = 0;
  firstDay = mondayOf(firstDay);
  // Two days more: the exception itself, and the morning into which its night runs.
  lastDay = mondayOf(Math.max(firstDay, lastDay) + 2 + 6);

  const patterns = new Patterns();
  const days = lastDay - firstDay;
  const table = new Int32Array(2 * (days + 1));
  const workDays = new Int32Array(4 * (days + 1));
  let worked = 0;
  let works = 0;
  let shortest = DAY;
  let longest = 0;
  let previous = week[weekdayOf(firstDay - 1)]!;
  for (let index = 0; index < days; index++) {
    const day = firstDay + index;
    const own = exceptions.get(day) ?? week[weekdayOf(day)]!;
    const kind = patterns.of(previous, own);
    const length = patterns.lengths[kind]!;
    table[2 * index] = worked;
    table[2 * index + 1] = kind << SHIFT;
    if (length > 0) {
      workDays[4 * works] = worked;
      workDays[4 * works + 1] = day * DAY;
      workDays[4 * works++ + 2] = kind << SHIFT;
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
      worked += length;
    }
    previous = own;
  }
  table[2 * days] = worked;
  workDays[4 * works] = worked;

  const bucketRate = 1 / (shortest === longest ? shortest : Math.max(32, shortest >> 1));
  const bucket = new Int32Array(Math.floor(worked * bucketRate) + 2);
  for (let index = 0, current = 0; index < bucket.length; index++) {
    // The product may be rounded down at a day's first minute: the day before is then the first that may hold it.
    while (current + 1 < works && workDays[4 * (current + 1)]! * bucketRate <= index) current++;
    bucket[index] = 4 * current;
  }

  const weekPattern: number[] = [];
  const weekBefore: number[] = [0];
  for (let index = 0; index < 7; index++) {
    const kind = patterns.of(week[index % 7]!, week[(index + 1) % 7]!);
    weekPattern.push(kind << SHIFT);
    weekBefore.push(weekBefore[index]! + patterns.lengths[kind]!);
  }
  return {
    continuous: exceptions.size === 0 && weekBefore[7] === 7 * DAY,
    rules: { week, exceptions },
    firstWall: firstDay * DAY, lastWall: lastDay * DAY,
    days: table, ...patterns.tables(), workDays: workDays.slice(0, 4 * (works + 1)), bucket, bucketRate, total: worked, weekTotal: weekBefore[7]!, weekBefore, weekPattern,
  };
}

const NO_WORK: Hours = [];
/** Round the clock: elapsed time. Its positions are wall minutes. */
export const ELAPSED: WorkingCalendar = compileCalendar({
  week: Array.from({ length: 7 }, () => [{ from: 0, to: DAY }]), exceptions: new Map(),
});

/** Whether the calendar works at all. */
export function hasWork(calendar: WorkingCalendar): boolean {
  return calendar.weekTotal > 0 || calendar.total > 0;
}

/** Working minutes before a wall minute. */
export function position(calendar: WorkingCalendar, wall: WallMinutes): number {
  if (calendar.continuous) return wall;
  if (wall < calendar.firstWall || wall >= calendar.lastWall) return positionOutside(calendar, wall);
  const offset = (wall - calendar.firstWall) | 0;
  const day = (offset / DAY) | 0;
  const days = calendar.days;
  return days[2 * day]! + calendar.workedBefore[days[2 * day + 1]! + offset - day * DAY]!;
}

/** The wall minute at which the working minute `p` starts: the later wall time of the position. */
export function startAt(calendar: WorkingCalendar, p: number): WallMinutes {
  if (calendar.continuous) return p;
  if (p < 0 || p >= calendar.total) return startOutside(calendar, p);
  const workDays = calendar.workDays;
  let day = calendar.bucket[(p * calendar.bucketRate) | 0]!;
  while (p >= workDays[day + 4]!) day += 4;
  return workDays[day + 1]! + calendar.minuteOf[workDays[day + 2]! + p - workDays[day]!]!;
}

/** The wall minute at which the working minute before `p` ends: the earlier wall time of the position. */
export function finishAt(calendar: WorkingCalendar, p: number): WallMinutes {
  if (calendar.continuous) return p;
  return Math.min(startAt(calendar, p - 1) + 1, LATEST);
}

/** Wall minute after `minutes` of working time from `wall`, as a finish (as a start where nothing is added). */
export function addWorking(calendar: WorkingCalendar, wall: WallMinutes, minutes: number): WallMinutes {
  if (minutes > 0 && wall >= calendar.firstWall && wall < calendar.lastWall && !calendar.continuous) {
    // finishAt(position(wall) + minutes), written out: half the time, because nothing is checked twice.
    const { days, workDays } = calendar;
    const offset = (wall - calendar.firstWall) | 0;
    const from = (offset / DAY) | 0;
    const last = days[2 * from]! + calendar.workedBefore[days[2 * from + 1]! + offset - from * DAY]! + minutes - 1;
    if (last < calendar.total) {
      let day = calendar.bucket[(last * calendar.bucketRate) | 0]!;
      while (last >= workDays[day + 4]!) day += 4;
      return workDays[day + 1]! + calendar.minuteOf[workDays[day + 2]! + last - workDays[day]!]! + 1;
    }
  }
  const p = position(calendar, wall) + minutes;
  return minutes > 0 ? finishAt(calendar, p) : startAt(calendar, p);
}

function positionOutside(calendar: WorkingCalendar, wall: WallMinutes): number {
  const after = wall >= calendar.lastWall;
  const offset = wall - (after ? calendar.lastWall : calendar.firstWall);
  const day = Math.floor(offset / DAY);
  const week = Math.floor(day / 7);
  const weekday = day - week * 7;
  return (after ? calendar.total : 0) + week * calendar.weekTotal + calendar.weekBefore[weekday]!
    + calendar.workedBefore[calendar.weekPattern[weekday]! + Math.floor(offset) - day * DAY]!;
}

function startOutside(calendar: WorkingCalendar, p: number): WallMinutes {
  const after = p >= calendar.total;
  if (calendar.weekTotal === 0) return after ? LATEST : EARLIEST;
  const offset = p - (after ? calendar.total : 0);
  const week = Math.floor(offset / calendar.weekTotal);
  const rest = offset - week * calendar.weekTotal;
  let weekday = 0;
  while (rest >= calendar.weekBefore[weekday + 1]!) weekday++;
  const wall = (after ? calendar.lastWall : calendar.firstWall) + (week * 7 + weekday) * DAY;
  return wall + calendar.minuteOf[calendar.weekPattern[weekday]! + rest - calendar.weekBefore[weekday]!]!;
}

/**
 * First or last working minute of a day by the day's own hours (a night shift belongs to the day on which it starts).
 * A day without work gives the next working minute for a start, the end of the last one before for a finish.
 */
export function dayEdge(calendar: WorkingCalendar, day: number, edge: 'start' | 'finish'): WallMinutes {
  const hours = hoursOf(calendar.rules, day);
  const first = hours[0];
  const last = hours[hours.length - 1];
  if (edge === 'start') return first ? day * DAY + first.from : startAt(calendar, position(calendar, day * DAY));
  return last ? day * DAY + last.to : finishAt(calendar, position(calendar, (day + 1) * DAY));
}

/** Whether a day has hours of its own. */
export function worksOn(calendar: WorkingCalendar, day: number): boolean {
  return hoursOf(calendar.rules, day).length > 0;
}
