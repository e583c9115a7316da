/** Wall time as plain minutes since 1970-01-01T00:00, proleptic Gregorian; no zone is involved. */
import type { WallMinutes } from './model.ts';

export const MINUTES_PER_DAY = 1440;

/** The instant of a calendar date and time, or null where the date does not exist (30 February, 25 o'clock). Month from 1. */
export function wallMinutes(year: number, month: number, day: number, hour = 0, minute = 0): WallMinutes | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  // 24:00 is the end of that day, as ISO 8601 (2004) had it.
  if (hour < 0 || minute < 0 || minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  return date.getTime() / 60_000 + hour * 60 + minute;
}

/** Midnight at the start of the day that holds the instant. */
export function dayOf(at: WallMinutes): WallMinutes {
  return Math.floor(at / MINUTES_PER_DAY) * MINUTES_PER_DAY;
}

/** 0 Sunday … 6 Saturday. 1970-01-01 was a Thursday. */
export function weekdayOf(at: WallMinutes): number {
  return (((Math.floor(at / MINUTES_PER_DAY) + 4) % 7) + 7) % 7;
}

/** `2026-04-10`. */
export function formatDay(at: WallMinutes): string {
  return new Date(dayOf(at) * 60_000).toISOString().slice(0, -14);
}

/** `2026-04-10T09:00`. */
export function formatInstant(at: WallMinutes): string {
  return new Date(at * 60_000).toISOString().slice(0, -8);
}

/** Reads `2026-04-10` or `2026-04-10T09:00`, as an option of a command line has it; null where it is neither. */
export function readInstant(text: string): { readonly at: WallMinutes; readonly day: boolean } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/.exec(text);
  if (!match) return null;
  const at = wallMinutes(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4] ?? 0), Number(match[5] ?? 0));
  return at === null ? null : { at, day: match[4] === undefined };
}
