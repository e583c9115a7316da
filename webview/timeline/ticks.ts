/** The two lines of the time axis: which units to show at a zoom, where they begin, and what they are called. Pure. */
import { utcDay, utcHour, utcMinute, utcMonday, utcMonth, utcYear } from 'd3-time';
import type { CountableTimeInterval, TimeInterval } from 'd3-time';
import { longMonthName, monthName, weekdayName } from '../shared/format.ts';

/** One unit of the axis, in wall minutes. */
export interface Cell {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** A line of the axis. Labels of `centred` lines stand in the middle of their cell, others at its start. */
export interface Tier {
  readonly interval: TimeInterval;
  readonly label: (date: Date, width: number) => string;
  readonly centred: boolean;
}
export interface Axis { readonly major: Tier; readonly minor: Tier }

const day = 1440;
const every = (interval: CountableTimeInterval, step: number): TimeInterval => interval.every(step) ?? interval;
const clock = (date: Date) => `${String(date.getUTCHours()).padStart(2, '0')}:${String(date.getUTCMinutes()).padStart(2, '0')}`;

const dayTier: Tier = {
  interval: utcDay, centred: false,
  label: (date, width) => `${weekdayName(date)} ${date.getUTCDate()} ${width > 130 ? longMonthName(date) : monthName(date)}${width > 160 ? ` ${date.getUTCFullYear()}` : ''}`,
};
const monthTier: Tier = {
  interval: utcMonth, centred: false,
  label: (date, width) => width > 110 ? `${longMonthName(date)} ${date.getUTCFullYear()}` : width > 64 ? `${monthName(date)} ${date.getUTCFullYear()}` : monthName(date),
};
const yearTier: Tier = { interval: utcYear, centred: false, label: date => String(date.getUTCFullYear()) };
const decadeTier: Tier = { interval: every(utcYear, 10), centred: false, label: date => `${date.getUTCFullYear()}s` };
const centuryTier: Tier = { interval: every(utcYear, 100), centred: false, label: date => `${date.getUTCFullYear()}–${date.getUTCFullYear() + 99}` };

const clockTier = (interval: TimeInterval): Tier => ({ interval, centred: false, label: clock });
const quarter = every(utcMonth, 3);

/** Minor lines from fine to coarse: minutes of a unit and the pixels that its label needs. */
const choices: readonly { readonly minutes: number; readonly needs: number; readonly minor: Tier; readonly major: Tier }[] = [
  { minutes: 15, needs: 48, minor: clockTier(every(utcMinute, 15)), major: dayTier },
  { minutes: 60, needs: 48, minor: clockTier(utcHour), major: dayTier },
  { minutes: 180, needs: 48, minor: clockTier(every(utcHour, 3)), major: dayTier },
  { minutes: 360, needs: 48, minor: clockTier(every(utcHour, 6)), major: dayTier },
  { minutes: day, needs: 22, minor: { interval: utcDay, centred: true, label: (date, width) => width >= 52 ? `${weekdayName(date)} ${date.getUTCDate()}` : String(date.getUTCDate()) }, major: monthTier },
  { minutes: 7 * day, needs: 26, minor: { interval: utcMonday, centred: false, label: (date, width) => width >= 58 ? `${date.getUTCDate()} ${monthName(date)}` : String(date.getUTCDate()) }, major: monthTier },
  { minutes: 30 * day, needs: 34, minor: { interval: utcMonth, centred: true, label: date => monthName(date) }, major: yearTier },
  { minutes: 91 * day, needs: 28, minor: { interval: quarter, centred: true, label: date => `Q${Math.floor(date.getUTCMonth() / 3) + 1}` }, major: yearTier },
  { minutes: 365 * day, needs: 42, minor: { ...yearTier, centred: true }, major: decadeTier },
  { minutes: 3652 * day, needs: 48, minor: decadeTier, major: centuryTier },
];

/** The axis for a zoom, in pixels per minute. */
export function axisFor(pixelsPerMinute: number): Axis {
  const choice = choices.find(one => one.minutes * pixelsPerMinute >= one.needs) ?? choices[choices.length - 1]!;
  return { major: choice.major, minor: choice.minor };
}

/** Cells of a line that touch the span of wall minutes; at most `most`. */
export function cellsOf(tier: Tier, from: number, to: number, pixelsPerMinute: number, most = 600): Cell[] {
  const cells: Cell[] = [];
  let start = tier.interval.floor(new Date(from * 60_000));
  while (cells.length < most && start.getTime() < to * 60_000) {
    // A step of at least one unit: `offset` of a filtered interval counts units, not fields.
    const end = tier.interval.ceil(new Date(start.getTime() + 1));
    if (end.getTime() <= start.getTime()) break;
    const width = (end.getTime() - start.getTime()) / 60_000 * pixelsPerMinute;
    cells.push({ from: start.getTime() / 60_000, to: end.getTime() / 60_000, label: tier.label(start, width) });
    start = end;
  }
  return cells;
}
