/** Values as written, read with their place. What cannot be read is null: the syntax room says why. */
import type { AstNode } from 'langium';
import type { DateRange, DateValue, Duration, Estimate, HourSpan, Lag, Located, Span } from '../model.ts';
import type { Measure } from '../records.ts';
import { NOMINAL_UNITS, formatDuration, minutesOf } from '../units.ts';
import type { Lowering } from './context.ts';
import { report } from './context.ts';
import { readDate, readDuration, readHours, readNumber, readPercent, splitRange } from './literals.ts';
import type { Piece } from './literals.ts';
import { valueSpan } from './source.ts';

/** Where a piece of a value stands: values are single tokens, so that offsets inside it add up. */
function pieceSpan(node: AstNode, property: string, index: number, piece: Piece): Span {
  const { start } = valueSpan(node, property, index);
  return { start: start + piece.start, end: start + piece.start + piece.text.length };
}

export function date(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): DateValue | null {
  return written ? dateOf(context, written, valueSpan(node, property, index)) : null;
}

function dateOf(context: Lowering, written: string, span: Span): DateValue | null {
  const value = readDate(written);
  if (!value) return null;
  if (value.utcOffset !== undefined) context.offsets++;
  return { ...value, span };
}

/** `a..b`; a range that ends before it begins is reported and read the other way round. */
export function dateRange(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): DateRange | null {
  const [first, last] = written ? splitRange(written) : [];
  const from = first && dateOf(context, first.text, pieceSpan(node, property, index, first));
  const to = last && dateOf(context, last.text, pieceSpan(node, property, index, last));
  if (!from || !to) return null;
  const span = valueSpan(node, property, index);
  if (instantOf(to) >= instantOf(from)) return { from, to, span };
  report(context, 'impossible-range', 'error', span, `The range ends before it begins: ${last.text} is earlier than ${first.text}.`);
  return { from: to, to: from, span };
}

function instantOf({ at, utcOffset = 0 }: DateValue): number {
  return at - utcOffset;
}

/** A range, or one date as a range of one day. */
export function dateOrRange(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): DateRange | null {
  if (written?.includes('..')) return dateRange(context, node, property, written, index);
  const day = date(context, node, property, written, index);
  return day && { from: day, to: day, span: day.span };
}

/** A length, which cannot be negative. */
export function duration(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): Located<Duration> | null {
  const value = written ? readDuration(written) : null;
  if (!value) return null;
  const span = valueSpan(node, property, index);
  if (value.amount < 0) {
    report(context, 'impossible-range', 'error', span, `${formatDuration(value)} is a negative length.`);
    return null;
  }
  return { value, span };
}

/** `5d`, `4d..10d` or `4d..5d..10d`: a range of two has its middle as the likely value. None is negative. */
export function estimate(context: Lowering, node: AstNode, property: string, written: string | undefined): Estimate | null {
  const value = signedEstimate(context, node, property, written);
  const lengths = value ? [value.optimistic, value.likely, value.pessimistic] : [];
  if (!lengths.some(length => length !== null && length.amount < 0)) return value;
  report(context, 'impossible-range', 'error', valueSpan(node, property), 'An estimate cannot be negative.');
  return null;
}

/** The same with signs, as impacts have it. An estimate out of order is reported and keeps its values in order. */
export function signedEstimate(context: Lowering, node: AstNode, property: string, written: string | undefined): Estimate | null {
  const values = written ? splitRange(written).map(piece => readDuration(piece.text)) : [];
  if (values.length === 0 || values.length > 3 || !values.every(value => value !== null)) return null;
  const span = valueSpan(node, property);
  const minutes = values.map(value => minutesOf(value, NOMINAL_UNITS));
  // Elapsed and working time compare only by the calendar, which this document may not know.
  const comparable = values.every(value => value.elapsed === values[0]!.elapsed);
  if (comparable && minutes.some((length, index) => index > 0 && length < minutes[index - 1]!)) {
    report(context, 'impossible-range', 'error', span, `${written} is not in order: optimistic .. most likely .. pessimistic.`);
    values.sort((a, b) => minutesOf(a, NOMINAL_UNITS) - minutesOf(b, NOMINAL_UNITS));
  }
  const [first, second, third] = values;
  if (third) return { optimistic: first!, likely: second!, pessimistic: third, span };
  if (second) return { optimistic: first!, likely: middle(first!, second), pessimistic: second, span };
  return { optimistic: null, likely: first!, pessimistic: null, span };
}

function middle(a: Duration, b: Duration): Duration {
  if (a.unit === b.unit && a.elapsed === b.elapsed) return { ...a, amount: (a.amount + b.amount) / 2 };
  const units = NOMINAL_UNITS;
  return { amount: (minutesOf(a, units) + minutesOf(b, units)) / 2, unit: 'min', elapsed: a.elapsed };
}

/** Lag or lead; a sign of its own (`+ 2d`) stands before the value. */
export function lagOf(sign: string | undefined, written: string): Lag | null {
  const factor = sign === '-' ? -1 : 1;
  const share = readPercent(written);
  if (share !== null) return { duration: null, percent: factor * share };
  const value = readDuration(written);
  return value && { duration: { ...value, amount: factor * value.amount }, percent: null };
}

/** A share of a whole, from 0 to 100 percent; one outside is reported and counts as the nearer end. */
export function percent(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): Located<number> | null {
  const value = written ? readPercent(written) : null;
  if (value === null) return null;
  const span = valueSpan(node, property, index);
  if (value >= 0 && value <= 100) return { value, span };
  report(context, 'impossible-range', 'error', span, `${written} lies outside 0% to 100%.`);
  return { value: Math.min(100, Math.max(0, value)), span };
}

export function isPercent(written: string): boolean {
  return readPercent(written) !== null;
}

/** Percents of a policy, which may pass 100: `80%..100%..150%`. */
export function percents(written: string): number[] {
  return splitRange(written).map(piece => readPercent(piece.text)).filter(value => value !== null);
}

/** A number of people, of money, of anything: `4`, `0.5`, `40000`, `40k`, `1.5M`. */
export function amount(node: AstNode, property: string, written: string | undefined): Located<number> | null {
  const value = written ? readNumber(written) : null;
  return value === null ? null : { value, span: valueSpan(node, property) };
}

/** `480 ms`, `99.95 %`, `3d`: a number and its unit, together or apart. */
export function measure(node: AstNode, written: string | undefined, unit: string | undefined): Measure | null {
  const match = written ? /^([$€£]?)([+-]?\d+(?:\.\d+)?)\s*([^\s\d.]\S*)?$/u.exec(written) : null;
  if (!match) return null;
  const [, currency = '', number = '', own = ''] = match;
  const start = valueSpan(node, 'value').start;
  const last = unit === undefined ? valueSpan(node, 'value') : valueSpan(node, 'unit');
  return { amount: Number(number), unit: [currency, own, unit].filter(part => part).join(' '), span: { start, end: last.end } };
}

export function hours(context: Lowering, node: AstNode, property: string, written: string, index = 0): HourSpan | null {
  const value = readHours(written);
  if (!value) return null;
  if (value.to > value.from) return value;
  report(context, 'impossible-range', 'error', valueSpan(node, property, index), `${written} holds no time.`);
  return null;
}

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** 0 Sunday … 6 Saturday for `mon`, `mon-fri`, `sat-sun`, ascending; long names are read too. An unknown day is reported. */
export function weekdays(context: Lowering, node: AstNode, property: string, written: readonly string[]): number[] {
  const days = new Set<number>();
  written.forEach((word, index) => {
    const ends = word.split('-').map(day => weekdayNames.findIndex(name => day.toLowerCase().startsWith(name)));
    const [first = -1, last = first] = ends;
    if (first < 0 || last < 0 || ends.length > 2) {
      report(context, 'unknown-weekday', 'error', valueSpan(node, property, index), `'${word}' is no day of the week: write ${weekdayNames.join(', ')}, or a range like mon-fri.`, { value: word, allowed: weekdayNames });
      return;
    }
    for (let day = first; days.add(day), day !== last; day = (day + 1) % 7);
  });
  return [...days].sort((a, b) => a - b);
}

export interface LooseValue { readonly date?: DateValue; readonly range?: DateRange; readonly duration?: Located<Duration>; readonly number?: Located<number> }

/** A value of any kind, where the word before it does not say which. */
export function looseValue(context: Lowering, node: AstNode, property: string, written: string, index = 0): LooseValue | null {
  if (written.includes('..')) {
    const range = dateRange(context, node, property, written, index);
    return range && { range };
  }
  const at = date(context, node, property, written, index);
  if (at) return { date: at };
  const span = valueSpan(node, property, index);
  const length = readDuration(written);
  if (length) return { duration: { value: length, span } };
  const number = readNumber(written) ?? readPercent(written);
  return number === null ? null : { number: { value: number, span } };
}
