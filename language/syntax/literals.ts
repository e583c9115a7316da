/**
 * Dates, durations, percentages and amounts from what is written. Pure functions; each gives a value, an issue, or both: a value with an issue
 * is what was most likely meant.
 */
import { firstYear, lastYear, limits } from './limits.ts';

export type LiteralCode = 'syntax' | 'impossible-date' | 'impossible-range';
export interface LiteralIssue {
  readonly code: LiteralCode;
  readonly message: string;
  /** How it should be written. */
  readonly replacement?: string;
}
export interface Read<T> { readonly value: T | null; readonly issue: LiteralIssue | null }

/** `at`: minutes of wall time since 1970-01-01T00:00, offset not applied. `day`: a bare date. `utcOffset`: minutes east of UTC, where written. */
export interface DateLiteral { readonly at: number; readonly day: boolean; readonly utcOffset?: number }
export interface DateRangeLiteral { readonly from: DateLiteral; readonly to: DateLiteral }
export interface DurationLiteral { readonly amount: number; readonly unit: 'min' | 'h' | 'd' | 'w'; readonly elapsed: boolean }
export interface EstimateLiteral { readonly optimistic: DurationLiteral | null; readonly likely: DurationLiteral; readonly pessimistic: DurationLiteral | null }
/** Minutes of a day; hours past midnight end after 1440. */
export interface HoursLiteral { readonly from: number; readonly to: number }
export interface MeasureLiteral { readonly amount: number; readonly unit: string }

const good = <T>(value: T): Read<T> => ({ value, issue: null });
const bad = <T>(message: string, code: LiteralCode = 'syntax', replacement?: string): Read<T> =>
  ({ value: null, issue: replacement === undefined ? { code, message } : { code, message, replacement } });
const meant = <T>(value: T, message: string, replacement: string): Read<T> => ({ value, issue: { code: 'syntax', message, replacement } });
const shown = (text: string): string => `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
const two = (n: number): string => String(n).padStart(2, '0');

/** The parts of `a..b..c`, without the spaces around the dots. */
const partsOf = (text: string): string[] => text.split(/\.{2,}/).map(part => part.trim());
export const isRange = (text: string): boolean => text.includes('..');

// ---- dates -------------------------------------------------------------------------------------------------------

const datePattern = /^(\d{1,8})([-./])(\d{1,2})\2(\d{1,4})(?:T(\d{1,2}):(\d{1,2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{1,2}(?::?\d{2})?)?)?$/;
const writtenDates = 'Dates are written year-month-day, e.g. 2026-04-01';
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Minutes since 1970-01-01T00:00 of a date of the proleptic Gregorian calendar. Month from 1. */
function minutesAt(year: number, month: number, day: number, hour: number, minute: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 60_000 + hour * 60 + minute;
}

const daysOf = (year: number, month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
};

/** `2026-04-10`, `2026-05-12T05:00`, `2026-05-12T05:00+02:00`, `…Z`. */
export function readDate(text: string): Read<DateLiteral> {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const match = datePattern.exec(compact ? `${compact[1]}-${compact[2]}-${compact[3]}` : text);
  if (!match) return bad(`${shown(text)} is not a date. ${writtenDates}, or 2026-04-01T09:00.`);
  const [, a = '', separator = '', b = '', c = '', hours, minutes, seconds, zone] = match;
  if (a.length !== 4) return otherOrder(text, a, b, c);
  const [year, month, day] = [Number(a), Number(b), Number(c)];
  const [hour, minute] = [Number(hours ?? 0), Number(minutes ?? 0)];
  const normal = `${a}-${two(month)}-${two(day)}${hours === undefined ? '' : `T${two(hour)}:${two(minute)}${offsetText(zone)}`}`;
  if (month < 1 || month > 12) return bad(`${shown(text)} is not a date: there is no month ${month}. ${writtenDates}.`, 'impossible-date');
  if (day < 1 || day > daysOf(year, month)) {
    return bad(`${shown(text)} does not exist: ${months[month - 1]} ${year} has ${daysOf(year, month)} days.`, 'impossible-date');
  }
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0) || Number(seconds ?? 0) > 59) {
    return bad(`${shown(text)} does not exist: a day has 24 hours of 60 minutes.`, 'impossible-date');
  }
  if (year < firstYear || year > lastYear) return bad(`${shown(text)} lies outside the years ${firstYear} to ${lastYear}.`, 'impossible-date');
  const utcOffset = offsetMinutes(zone);
  if (utcOffset !== undefined && Math.abs(utcOffset) > 18 * 60) return bad(`${shown(text)} has an offset of more than 18 hours from UTC.`, 'impossible-date');
  const at = minutesAt(year, month, day, hour, minute);
  const value: DateLiteral = utcOffset === undefined ? { at, day: hours === undefined } : { at, day: false, utcOffset };
  const asWritten = !compact && separator === '-' && b.length === 2 && c.length === 2 && (hours === undefined || (hours.length === 2 && minutes?.length === 2));
  return asWritten ? good(value) : meant(value, `${writtenDates.replace('2026-04-01', normal)}.`, normal);
}

/** Day or month first: only a number above 12 tells which. */
function otherOrder(text: string, a: string, b: string, c: string): Read<DateLiteral> {
  const [x, y] = [Number(a), Number(b)];
  const year = c.length === 4 ? c : c.length === 2 ? `20${c}` : '';
  const day = x > 12 && x <= 31 && y >= 1 && y <= 12 ? [y, x] : y > 12 && y <= 31 && x >= 1 && x <= 12 ? [x, y] : null;
  if (year && day && daysOf(Number(year), day[0]!) >= day[1]!) {
    const normal = `${year}-${two(day[0]!)}-${two(day[1]!)}`;
    return bad(`${writtenDates}: did you mean ${normal}?`, 'syntax', normal);
  }
  return bad(`${shown(text)} can be read in two ways. ${writtenDates}.`);
}

const offsetText = (zone: string | undefined): string => {
  const minutes = offsetMinutes(zone);
  if (minutes === undefined || zone === 'Z') return zone ?? '';
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
};

function offsetMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  if (zone === 'Z') return 0;
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  return match ? (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) : undefined;
}

/** `a..b`, or one date for a range of one day. */
export function readDateRange(text: string): Read<DateRangeLiteral> {
  const parts = partsOf(text);
  const [from, to] = [readDate(parts[0] ?? ''), readDate(parts[1] ?? parts[0] ?? '')];
  if (parts.length > 2 || parts.includes('')) return bad(`${shown(text)} is not a range of dates. Ranges are written 2026-11-20..2026-12-01.`);
  const issue = from.issue ?? to.issue;
  if (!from.value || !to.value) return { value: null, issue };
  if (instant(to.value) < instant(from.value)) return bad(`This range ends before it starts: ${parts[1]} is before ${parts[0]}.`, 'impossible-range', `${parts[1]}..${parts[0]}`);
  if (!issue) return good({ from: from.value, to: to.value });
  const replacement = [from, to].slice(0, parts.length).map((read, i) => read.issue?.replacement ?? parts[i] ?? '').join('..');
  return { value: { from: from.value, to: to.value }, issue: { ...issue, replacement } };
}

const instant = (date: DateLiteral): number => date.at - (date.utcOffset ?? 0);

// ---- durations ---------------------------------------------------------------------------------------------------

const durationPattern = /^([+-]?\d{1,15}(?:\.\d{1,9})?)[ \t]*([a-z]+)$/i;
const units: Readonly<Record<string, DurationLiteral['unit']>> = {
  min: 'min', mins: 'min', minute: 'min', minutes: 'min', h: 'h', hr: 'h', hrs: 'h', hour: 'h', hours: 'h', d: 'd', day: 'd', days: 'd', w: 'w', wk: 'w', wks: 'w', week: 'w', weeks: 'w',
};
const writtenDurations = 'Durations are written 45min, 4h, 3d or 2w; with `e` they run round the clock: 3ed';
/** How many nominal days of eight hours one unit is, to compare and to bound durations. */
const nominalDays = ({ amount, unit, elapsed }: DurationLiteral): number =>
  amount * (elapsed ? { min: 1 / 1440, h: 1 / 24, d: 1, w: 7 } : { min: 1 / 480, h: 1 / 8, d: 1, w: 5 })[unit];

/** `3d`, `-1w`, `1.5h`, `45emin`: working time, with `e` elapsed time. */
export function readDuration(text: string): Read<DurationLiteral> {
  if (/^[+-]?\d+(?:\.\d+)?$/.test(text)) return bad(`Add a unit: ${text}d, ${text}h, ${text}w or ${text}min.`, 'syntax', `${text}d`);
  const match = durationPattern.exec(text);
  if (!match) return bad(`${shown(text)} is not a duration. ${writtenDurations}.`);
  const [, number = '', word = ''] = match;
  const lower = word.toLowerCase();
  const elapsed = lower.startsWith('e') && units[lower.slice(1)] !== undefined;
  const e = elapsed ? 'e' : '';
  const unit = units[elapsed ? lower.slice(1) : lower];
  if (!unit) {
    if (/^(?:mo|month|months|y|yr|year|years|q|quarter|quarters)$/i.test(word)) return bad(`Months and years have no fixed length. Write weeks or days, e.g. ${/^m/i.test(word) ? '8w' : '52w'}.`);
    if (/^m$/i.test(word)) return bad(`\`m\` is no unit: write ${number}min for minutes, or weeks for months.`, 'syntax', `${number}${e}min`);
    return bad(`\`${word}\` is no unit of time. ${writtenDurations}.`);
  }
  const value: DurationLiteral = { amount: Number(number), unit, elapsed };
  if (Math.abs(nominalDays(value)) >= limits.durationDays) return bad(`${shown(text)} is longer than ${limits.durationDays} days.`, 'impossible-range');
  const normal = `${number}${e}${unit}`;
  return normal === text ? good(value) : meant(value, `Did you mean \`${normal}\`? ${writtenDurations}.`, normal);
}

/** True for a duration as it should be written, of less than 100,000 units: the common case, told without making anything. */
export const isPlainDuration = (text: string): boolean => /^\d{1,5}(?:\.\d{1,9})?(?:min|[hdw])$/.test(text);

/** A duration, or `optimistic..likely..pessimistic`. @param signed whether it may be negative, as the effect of a risk or change may */
export function readEstimate(text: string, signed = false): Read<EstimateLiteral> {
  const parts = partsOf(text);
  const filled = parts.filter(part => part !== '');
  if (filled.length > 3) return bad(`${shown(text)} has more than three points. Estimates are written 3d, or optimistic..likely..pessimistic: 3d..5d..10d.`);
  // `3..5..10d`: the unit of the last stands for all.
  const unit = /[a-z]+$/i.exec(filled.at(-1) ?? '')?.[0] ?? '';
  const complete = filled.map(part => unit && /^[+-]?\d+(?:\.\d+)?$/.test(part) ? part + unit : part);
  const reads = complete.map(readDuration);
  const values = reads.map(read => read.value).filter(value => value !== null);
  const [a, b, c] = values;
  const issue = reads.find(read => read.issue)?.issue ?? null;
  if (!a || values.length < reads.length) return { value: null, issue };
  if (!signed && values.some(value => value.amount < 0)) return bad(`${shown(text)} is negative: work takes time.`, 'impossible-range');
  const normal = reads.map((read, i) => read.issue?.replacement ?? complete[i] ?? '');
  if (parts.length > filled.length || values.length === 2) return twoPoints(text, values, normal);
  const value: EstimateLiteral = b && c ? { optimistic: a, likely: b, pessimistic: c } : { optimistic: null, likely: a, pessimistic: null };
  if (b && c && !(nominalDays(a) <= nominalDays(b) && nominalDays(b) <= nominalDays(c))) {
    const sorted = normal.map((written, i) => ({ written, size: nominalDays(values[i]!) })).sort((x, y) => x.size - y.size).map(part => part.written).join('..');
    return { value: { optimistic: null, likely: b, pessimistic: null }, issue: { code: 'impossible-range', message: 'The three points go from optimistic over most likely to pessimistic.', replacement: sorted } };
  }
  const changed = normal.join('..') !== filled.join('..');
  if (changed) return meant(value, issue?.message ?? `Each point has its unit: \`${normal.join('..')}\`.`, normal.join('..'));
  return good(value);
}

/** `15d..35d`, `15d..`: the middle is missing. The middle between both is taken. */
function twoPoints(text: string, values: readonly DurationLiteral[], written: readonly string[]): Read<EstimateLiteral> {
  const [a, b] = values;
  if (!a || !b) return { value: a ? { optimistic: null, likely: a, pessimistic: null } : null, issue: { code: 'syntax', message: `${shown(text)} is not complete. Three points are written optimistic..likely..pessimistic: 3d..5d..10d.` } };
  if (nominalDays(a) > nominalDays(b)) return bad('This range ends before it starts: the optimistic point comes first.', 'impossible-range', `${written[1]}..${written[0]}`);
  const same = a.unit === b.unit && a.elapsed === b.elapsed;
  const likely: DurationLiteral = same ? { ...a, amount: (a.amount + b.amount) / 2 } : { amount: (nominalDays(a) + nominalDays(b)) / 2, unit: 'd', elapsed: a.elapsed };
  const middle = `${Number(likely.amount.toFixed(2))}${likely.elapsed ? 'e' : ''}${likely.unit}`;
  return meant({ optimistic: a, likely, pessimistic: b }, 'A three-point estimate has its most likely point in the middle: optimistic..likely..pessimistic.', `${written[0]}..${middle}..${written[1]}`);
}

/** A lag: a duration, or a share of the predecessor's duration in percent. A sign that stands apart is passed as part of `text`. */
export function readLag(text: string): Read<{ readonly duration: DurationLiteral | null; readonly percent: number | null }> {
  if (text.endsWith('%')) {
    const percent = readNumber(text.slice(0, -1).trim());
    return percent.value === null ? { value: null, issue: percent.issue } : good({ duration: null, percent: percent.value });
  }
  const { value, issue } = readDuration(text);
  return { value: value && { duration: value, percent: null }, issue };
}

// ---- numbers -----------------------------------------------------------------------------------------------------

const numberPattern = /^[+-]?\d{1,15}(?:\.\d{1,9})?$/;

/** A plain number: people, a priority. */
export function readNumber(text: string): Read<number> {
  return numberPattern.test(text) ? good(Number(text)) : bad(`${shown(text)} is not a number.`);
}

/** `60%`. @param max 100 where it is a share of a whole; Infinity for factors such as `calibration 120%` */
export function readPercent(text: string, max = 100): Read<number> {
  const match = /^([+-]?\d{1,15}(?:\.\d{1,9})?)([ \t]*)(%?)$/.exec(text);
  if (!match) return bad(`${shown(text)} is not a percentage. Percentages are written 60%.`);
  const value = Number(match[1]);
  if (value < 0 || value > max) return bad(`${shown(text)} lies outside 0% to ${max === Infinity ? 'any' : max}%.`, 'impossible-range');
  if (match[3] === '') return meant(value, `Percentages are written ${match[1]}%.`, `${match[1]}%`);
  return match[2] === '' ? good(value) : meant(value, `Percentages are written without a space: ${match[1]}%.`, `${match[1]}%`);
}

/** `80%..100%..150%`. */
export function readSpread(text: string): Read<readonly number[]> {
  const reads = partsOf(text).map(part => readPercent(part, Infinity));
  const values = reads.map(read => read.value).filter(value => value !== null);
  const issue = reads.find(read => read.issue)?.issue ?? null;
  if (values.length < reads.length) return { value: null, issue };
  if (values.some((value, i) => i > 0 && value < values[i - 1]!)) return bad('The points of a spread go from the smallest to the largest.', 'impossible-range');
  return { value: values, issue };
}

const factors: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, m: 1e6, B: 1e9, bn: 1e9 };

/** `40000`, `40k`, `1.5M`. */
export function readAmount(text: string): Read<number> {
  const match = /^([$€£]?)([+-]?\d{1,15}(?:\.\d{1,9})?)([kKMmB]|bn)?$/.exec(text);
  if (!match) return bad(`${shown(text)} is not an amount. Amounts are written 40000, 40k or 1.5M.`);
  const [, currency = '', number = '', suffix = ''] = match;
  const value = Number(number) * factors[suffix]!;
  if (currency) return meant(value, `Amounts are written ${number}${suffix}; the program's \`currency\` says which money it is.`, `${number}${suffix}`);
  return suffix === 'm' ? meant(value, `A million is written ${number}M.`, `${number}M`) : good(value);
}

/** `480`, `480ms`, `99.95%`, `3d`: a number and its unit, as far as it is attached. */
export function readMeasure(text: string): Read<MeasureLiteral> {
  const match = /^([$€£]?)([+-]?\d{1,15}(?:\.\d{1,9})?)[ \t]*([^\s\d].*)?$/.exec(text);
  if (!match || isRange(text)) return bad(`${shown(text)} is not a measure. Measures are written 480 ms, 99.9% or 3d.`);
  return good({ amount: Number(match[2]), unit: match[3] ?? match[1] ?? '' });
}

// ---- times of day ------------------------------------------------------------------------------------------------

const clock = /^(\d{1,2})(?::(\d{2}))?$/;

/** `09:00-12:00`; `22:00-06:00` and `22:00-30:00` run past midnight, `00:00-24:00` is the whole day. */
export function readHours(text: string): Read<HoursLiteral> {
  const parts = text.split(/[ \t]*(?:-|\u2013|\.\.)[ \t]*/);
  const times = parts.map(part => clock.exec(part));
  const [a, b] = times;
  if (parts.length !== 2 || !a || !b) return bad(`${shown(text)} is not a span of hours. Hours are written 09:00-12:00.`);
  const [from, end] = [a, b].map(time => Number(time[1]) * 60 + Number(time[2] ?? 0)) as [number, number];
  if (from >= 1440 || end > 2 * 1440 || Number(a[2] ?? 0) > 59 || Number(b[2] ?? 0) > 59) return bad(`${shown(text)} is not a span of hours: a day has 24 hours of 60 minutes.`, 'impossible-range');
  if (from === end) return bad(`${shown(text)} has no length; the whole day is 00:00-24:00.`, 'impossible-range');
  const to = end < from ? end + 1440 : end;
  if (to - from > 1440) return bad(`${shown(text)} is longer than a day.`, 'impossible-range');
  const normal = `${two(Math.floor(from / 60))}:${two(from % 60)}-${two(Math.floor(end / 60))}:${two(end % 60)}`;
  return normal === text ? good({ from, to }) : meant({ from, to }, `Hours are written ${normal}.`, normal);
}
