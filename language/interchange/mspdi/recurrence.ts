/** Recurring calendar exceptions of Microsoft Project, as the days that they fall on. */
import { MINUTES_PER_DAY, wallMinutes, weekdayOf } from '../../plan/dates.ts';
import type { WallMinutes } from '../../plan/model.ts';

/** One `<Exception>`'s pattern; `from` and `to` are midnights, both included. Numbers are the schema's. */
export interface Recurrence {
  /** 1 every day, 2 yearly on a date, 3 yearly by position, 4 monthly on a date, 5 monthly by position, 6 weekly, 7 every n days. */
  readonly type: number;
  readonly from: WallMinutes;
  readonly to: WallMinutes;
  readonly period: number;
  /** Bit 0 is Sunday. */
  readonly daysOfWeek: number;
  readonly monthDay: number;
  /** 0 any day, 1 a weekday, 2 a day of the weekend, 3 Sunday … 9 Saturday. */
  readonly monthItem: number;
  /** 0 first … 3 fourth, 4 last. */
  readonly monthPosition: number;
  /** 0 January … 11 December. */
  readonly month: number;
}

/** Inclusive runs of days, in order; at most `limit` days, `complete` tells whether that sufficed. */
export function occurrences(pattern: Recurrence, limit: number): { readonly value: readonly { readonly from: WallMinutes; readonly to: WallMinutes }[]; readonly complete: boolean } {
  if (!(pattern.from <= pattern.to)) return { value: [], complete: true };
  const period = Math.max(1, pattern.period);
  if (![2, 3, 4, 5, 6, 7].includes(pattern.type) || (pattern.type === 7 && period === 1)) {
    return { value: [{ from: pattern.from, to: pattern.to }], complete: true };
  }
  const days: WallMinutes[] = [];
  for (const day of candidates(pattern, period)) {
    if (day > pattern.to) break;
    if (day < pattern.from) continue;
    if (days.length >= limit) return { value: runs(days), complete: false };
    days.push(day);
  }
  return { value: runs(days), complete: true };
}

function* candidates(pattern: Recurrence, period: number): Generator<WallMinutes> {
  if (pattern.type === 7) {
    for (let day = pattern.from; day <= pattern.to; day += period * MINUTES_PER_DAY) yield day;
    return;
  }
  if (pattern.type === 6) {
    if ((pattern.daysOfWeek & 127) === 0) return;
    // "Every second week" counts weeks from Sunday, whatever day the plan's weeks begin on.
    for (let week = pattern.from - weekdayOf(pattern.from) * MINUTES_PER_DAY; week <= pattern.to; week += period * 7 * MINUTES_PER_DAY) {
      for (let offset = 0; offset < 7; offset++) {
        if (pattern.daysOfWeek & (1 << offset)) yield week + offset * MINUTES_PER_DAY;
      }
    }
    return;
  }
  const first = new Date(pattern.from * 60_000);
  const yearly = pattern.type === 2 || pattern.type === 3;
  let year = first.getUTCFullYear();
  let month = yearly ? pattern.month : first.getUTCMonth();
  for (;;) {
    const start = wallMinutes(year, month + 1, 1);
    if (start === null || start > pattern.to) return;
    const day = pattern.type === 2 || pattern.type === 4 ? wallMinutes(year, month + 1, pattern.monthDay) : byPosition(year, month, pattern.monthItem, pattern.monthPosition);
    if (day !== null) yield day;
    month += yearly ? 12 : period;
    year += Math.floor(month / 12);
    month %= 12;
  }
}

/** The first … last day of a kind in a month, or null where there is none. */
function byPosition(year: number, month: number, item: number, position: number): WallMinutes | null {
  const fitting: WallMinutes[] = [];
  for (let date = 1; date <= 31; date++) {
    const day = wallMinutes(year, month + 1, date);
    if (day === null) break;
    const weekday = weekdayOf(day);
    const weekend = weekday === 0 || weekday === 6;
    if (item === 0 || (item === 1 && !weekend) || (item === 2 && weekend) || item - 3 === weekday) fitting.push(day);
  }
  return (position >= 4 ? fitting.at(-1) : fitting[position]) ?? null;
}

function runs(days: readonly WallMinutes[]): { readonly from: WallMinutes; readonly to: WallMinutes }[] {
  const found: { from: WallMinutes; to: WallMinutes }[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && day === last.to + MINUTES_PER_DAY) last.to = day;
    else found.push({ from: day, to: day });
  }
  return found;
}
