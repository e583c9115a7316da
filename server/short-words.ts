/** Dates, lengths and room in the few letters that fit beside a line of text. */
import { formatDuration } from '../language/index.ts';
import type { Duration, ScheduledActivity, Schedule, WallMinutes } from '../language/index.ts';
import { statusDate } from './why.ts';

const MINUTES_PER_DAY = 1440;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Day { readonly day: number; readonly month: string; readonly year: number }

function dayAt(at: WallMinutes): Day {
  const time = new Date(at * 60_000);
  return { day: time.getUTCDate(), month: months[time.getUTCMonth()] ?? '', year: time.getUTCFullYear() };
}

/** `12 Jan`, with the year where it is not the one of `now`; wall minutes. */
export function shortDate(at: WallMinutes, now: WallMinutes): string {
  const { day, month, year } = dayAt(at);
  return year === dayAt(now).year ? `${day} ${month}` : `${day} ${month} ${year}`;
}

/** `12–23 Jan`, `28 Jan – 3 Feb`, `23 Jan`: the first and the last day of an activity; null for one without dates. */
export function shortDates(schedule: Schedule, { index, start, finish, duration }: ScheduledActivity): string | null {
  if (start === null || finish === null) return null;
  const now = statusDate(schedule, index);
  const dayBefore = Math.floor((finish - 1) / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  // A point in time belongs to the day that it ends, or else stands at the start of one.
  if (duration === 0) return shortDate(schedule.dayEdge(index, dayBefore, 'finish') === finish ? dayBefore : finish, now);
  const from = dayAt(start);
  const to = dayAt(dayBefore);
  const last = shortDate(dayBefore, now);
  if (from.year === to.year && from.month === to.month) return from.day >= to.day ? last : `${from.day}–${last}`;
  return `${shortDate(start, now)} – ${last}`;
}

/** The last day of an activity, as `shortDates` has it; null for one without dates. */
export function shortFinish(schedule: Schedule, at: ScheduledActivity): string | null {
  if (at.finish === null) return null;
  if (at.duration === 0) return shortDates(schedule, at);
  return shortDate(Math.floor((at.finish - 1) / MINUTES_PER_DAY) * MINUTES_PER_DAY, statusDate(schedule, at.index));
}

/** What a commitment leaves: `2d margin`, `no margin`, `1d late`; null without one. */
export function shortMargin(schedule: Schedule, at: ScheduledActivity): string | null {
  const margin = at.commitment?.margin ?? null;
  if (margin === null) return null;
  if (margin === 0) return 'no margin';
  return `${shortTime(schedule, at, margin)} ${margin > 0 ? 'margin' : 'late'}`;
}

/** `3d`, `1.5d`, `4h`, `20min`, as a plan would say it: working minutes of the activity, or elapsed ones. Always positive. */
export function shortTime(schedule: Schedule, { activity, durationElapsed }: ScheduledActivity, minutes: number): string {
  const dayMinutes = durationElapsed ? MINUTES_PER_DAY : schedule.programs.find(one => one.name === activity.program)?.dayMinutes ?? 480;
  const length = Math.abs(minutes);
  const [unit, size]: [Duration['unit'], number] = length < 60 ? ['min', 1] : length < dayMinutes / 2 ? ['h', 60] : ['d', dayMinutes];
  return formatDuration({ amount: Math.round(length / size * 10) / 10, unit, elapsed: durationElapsed });
}

/** `3d slack`, `critical`, `critical, 2d too late`; null for what is done or has no dates. */
export function shortSlack(schedule: Schedule, at: ScheduledActivity): string | null {
  if (at.uncertain) return 'uncertain';
  if (at.status === 'done' || at.totalSlack === null) return null;
  const length = shortTime(schedule, at, at.totalSlack);
  if (at.totalSlack < 0) return `critical, ${length} too late`;
  if (at.critical) return at.totalSlack === 0 ? 'critical' : `critical, ${length} slack`;
  return `${length} slack`;
}
