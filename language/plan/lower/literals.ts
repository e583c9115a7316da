/** The text of a value as data, or null where it is none of its kind. Forms that a hurried hand writes are read as they are meant. */
import { wallMinutes } from '../dates.ts';
import type { Duration, DurationUnit, HourSpan, WallMinutes } from '../model.ts';

/** A part of a value and where it starts inside it. */
export interface Piece { readonly text: string; readonly start: number }

/** The parts of `a..b..c`, without the white space around them; one that is not written yet is left out. */
export function splitRange(written: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const dots of [...written.matchAll(/\.{2,}/g), { index: written.length, 0: '' }]) {
    const part = written.slice(start, dots.index);
    const text = part.trim();
    if (text !== '') pieces.push({ text, start: start + part.indexOf(text) });
    start = dots.index + dots[0].length;
  }
  return pieces;
}

export interface DateLiteral { readonly at: WallMinutes; readonly day: boolean; readonly utcOffset?: number }

const datePattern = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2}):(\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** `2026-04-10`, `2026-05-12T05:00`, `…+02:00`, `…Z`; null also for a date that does not exist. */
export function readDate(written: string): DateLiteral | null {
  const match = datePattern.exec(written);
  if (!match) return null;
  const [year, month, day, hour = 0, minute = 0] = match.slice(1, 6).map(part => (part === undefined ? undefined : Number(part)));
  const at = wallMinutes(year!, month!, day!, hour, minute);
  if (at === null) return null;
  if (match[4] === undefined) return { at, day: true };
  const offset = match[6];
  return offset === undefined ? { at, day: false } : { at, day: false, utcOffset: offsetOf(offset) };
}

function offsetOf(written: string): number {
  if (written === 'Z') return 0;
  const minutes = Number(written.slice(1, 3)) * 60 + Number(written.slice(-2));
  return written.startsWith('-') ? -minutes : minutes;
}

const units: Readonly<Record<string, DurationUnit>> = {
  min: 'min', mins: 'min', minute: 'min', minutes: 'min', h: 'h', hr: 'h', hrs: 'h', hour: 'h', hours: 'h',
  d: 'd', day: 'd', days: 'd', w: 'w', wk: 'w', wks: 'w', week: 'w', weeks: 'w',
};

/** `45min`, `4h`, `3d`, `2w`, elapsed with an `e` before the unit; signed, with decimals. */
export function readDuration(written: string): Duration | null {
  const match = /^([+-]?\d+(?:\.\d+)?)\s*([a-z]+)$/.exec(written);
  if (!match) return null;
  const [, amount, word = ''] = match;
  const plain = units[word];
  const unit = plain ?? (word.startsWith('e') ? units[word.slice(1)] : undefined);
  return unit ? { amount: Number(amount), unit, elapsed: plain === undefined } : null;
}

/** 30 for `30%`. */
export function readPercent(written: string): number | null {
  const match = /^([+-]?\d+(?:\.\d+)?)\s*%$/.exec(written);
  return match ? Number(match[1]) : null;
}

const scales: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };

/** `40000`, `40k`, `1.5M`; a sign of a currency before it is passed over. */
export function readNumber(written: string): number | null {
  const match = /^[$€£]?([+-]?\d+(?:\.\d+)?)([kMG]?)$/u.exec(written);
  return match ? Number(match[1]) * scales[match[2] ?? '']! : null;
}

/** `09:00-17:00`; an end at or before the start is meant for the next day. Minutes since midnight. */
export function readHours(written: string): HourSpan | null {
  const match = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/u.exec(written);
  if (!match) return null;
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number);
  const from = fromHour! * 60 + fromMinute!;
  const to = toHour! * 60 + toMinute!;
  if (fromHour! > 24 || toHour! > 48 || fromMinute! > 59 || toMinute! > 59) return null;
  return { from, to: to < from ? to + 1440 : to };
}
