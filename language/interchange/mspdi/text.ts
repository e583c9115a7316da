/** Values as the language writes them. */
import { MINUTES_PER_DAY, formatDay, formatInstant } from '../../plan/dates.ts';
import type { HourSpan, WallMinutes } from '../../plan/model.ts';
import { timeOfDay } from '../time-of-day.ts';
import type { Clock } from './calendar.ts';
import type { MsUnit } from './model.ts';

/** Lines of a block, two spaces deeper than its header; without lines there are no braces. */
export function block(header: string, body: readonly string[]): readonly string[] {
  if (body.length === 0) return [header];
  return [`${header} {`, ...body.map(line => line === '' ? '' : `  ${line}`), '}'];
}

/** A string in quotes. Line breaks and control characters become spaces: notes of several lines are one line each. */
export function quote(text: string): string {
  return `"${text.replaceAll(/\p{Cc}+/gu, ' ').trim().replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Letters of one note; the language reads texts of 10 000, and a longer paragraph goes on in the next note. */
const NOTE_LENGTH = 5000;

/** One `note` per line of the text that is not blank. */
export function notes(text: string | null, label = ''): readonly string[] {
  const lines = (text ?? '').split(/\r\n|\r|\n/).map(line => line.trim()).filter(line => line !== '');
  return lines.flatMap(line => pieces(label + line)).map(line => `note ${quote(line)}`);
}

function pieces(line: string): readonly string[] {
  if (line.length <= NOTE_LENGTH) return [line];
  return Array.from({ length: Math.ceil(line.length / NOTE_LENGTH) }, (_, index) => line.slice(index * NOTE_LENGTH, (index + 1) * NOTE_LENGTH));
}

/** Working minutes of one `d` and one `w` of the program. */
export interface Units { readonly day: number; readonly week: number }

/** A signed duration, in the unit in which its author thought where that is exact with at most two decimals. */
export function durationText(minutes: number, unit: MsUnit, elapsed: boolean, units: Units): string {
  const mark = elapsed ? 'e' : '';
  const day = elapsed ? MINUTES_PER_DAY : units.day;
  const sizes: readonly (readonly [MsUnit, number])[] = [['w', elapsed ? 7 * day : units.week], ['d', day], ['h', 60], ['min', 1]];
  const start = Math.max(0, sizes.findIndex(([name]) => name === (unit === 'mo' ? 'd' : unit)));
  // Twice: from the author's unit downwards with few decimals, at last in minutes, which always fit.
  for (const [name, size] of sizes.slice(start)) {
    const amount = Math.round(minutes / size * 100) / 100;
    if (Math.round(amount * size) === minutes && Math.abs(amount * size - minutes) < 1e-6) return `${amount}${mark}${name}`;
  }
  return `${minutes}${mark}min`;
}

/** The bare day where the instant is its first working minute, since that is what a start means by it; else the instant. */
export function startText(at: WallMinutes, clock: Clock): string {
  return clock.first(at) === at ? formatDay(at) : formatInstant(at);
}

/** The bare day where the instant is its last working minute; a midnight is the end of the day before. */
export function finishText(at: WallMinutes, clock: Clock): string {
  if (clock.last(at) === at) return formatDay(at);
  if (at % MINUTES_PER_DAY === 0 && clock.last(at - 1) === at) return formatDay(at - 1);
  return formatInstant(at);
}

export function hoursText(hours: readonly HourSpan[]): string {
  return hours.map(span => `${timeOfDay(span.from)}-${timeOfDay(span.to)}`).join(', ');
}

/** At most four decimals, without trailing zeros. */
export function decimal(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
