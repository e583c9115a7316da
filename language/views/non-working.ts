/** When a calendar rests, for the shading behind a picture. */
import type { WallMinutes } from '../plan/model.ts';
import { dayOf, hoursOf } from '../schedule/calendar.ts';
import type { CalendarRules } from '../schedule/calendar.ts';

const DAY = 1440;
/** Days looked at; a longer span is cut at its end. */
const longestSpan = 40_000;

/**
 * Intervals without work between two wall minutes, as pairs in ascending order. Where they would be more than `most`, the nights are
 * left out, and where the weekends still are too many, everything: shading that fine cannot be seen.
 */
export function nonWorkingGaps(rules: CalendarRules, from: WallMinutes, to: WallMinutes, most: number): number[] {
  const gaps: number[] = [];
  let free = from;
  const lastDay = Math.min(dayOf(to), dayOf(from) + longestSpan);
  // A day before: its hours may run into the night at the beginning.
  for (let day = dayOf(from) - 1; day <= lastDay; day++) {
    for (const span of hoursOf(rules, day)) {
      const start = day * DAY + span.from;
      if (start > free && free < to) gaps.push(free, Math.min(start, to));
      free = Math.max(free, day * DAY + span.to);
    }
  }
  if (free < to && lastDay === dayOf(to)) gaps.push(free, to);
  if (gaps.length <= 2 * most) return gaps;
  const long: number[] = [];
  for (let index = 0; index < gaps.length; index += 2) {
    if (gaps[index + 1]! - gaps[index]! >= DAY) long.push(gaps[index]!, gaps[index + 1]!);
  }
  return long.length <= 2 * most ? long : [];
}
