/** Durations as written, and how many minutes they are. */
import type { Duration } from './model.ts';

/** How many working minutes one `d` and one `w` of a program are. */
export interface UnitLengths { readonly dayMinutes: number; readonly weekMinutes: number }

/** Eight hours and five days: what a plan means that says nothing else. */
export const NOMINAL_UNITS: UnitLengths = { dayMinutes: 480, weekMinutes: 2400 };

/** Minutes of a duration: working minutes, or wall minutes where it is elapsed (a day is then 1440). Rounded to whole minutes. */
export function minutesOf(duration: Duration, units: UnitLengths): number {
  const { amount, unit, elapsed } = duration;
  const factor = unit === 'min' ? 1
    : unit === 'h' ? 60
    : unit === 'd' ? (elapsed ? 1440 : units.dayMinutes)
    : elapsed ? 10_080 : units.weekMinutes;
  return Math.round(amount * factor);
}

/** As a reader would write it: `3d`, `2ew`, `-1.5h`. */
export function formatDuration(duration: Duration): string {
  return `${duration.amount}${duration.elapsed ? 'e' : ''}${duration.unit}`;
}
