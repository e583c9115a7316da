/** Values with their place. What cannot be read is null: the syntax room, which also reads them, says why. */
import type { AstNode } from 'langium';
import * as literals from '../../syntax/literals.ts';
import {
  isRange, readAmount, readDateRange, readDuration, readHours, readLag, readMeasure, readNumber, readPercent, readSpread,
} from '../../syntax/literals.ts';
import type { DateLiteral, EstimateLiteral } from '../../syntax/literals.ts';
import type { DateRange, DateValue, Duration, Estimate, HourSpan, Lag, Located, Span } from '../model.ts';
import type { Measure } from '../records.ts';
import type { Lowering } from './context.ts';
import { report } from './context.ts';
import { place, valueSpanOf } from './spans.ts';

/** Readings by their text: a plan says `5d` a thousand times, and what is shared need not be kept a thousand times. */
function remembered<T extends object>(read: (written: string) => T): (written: string) => T {
  const known = new Map<string, T>();
  return written => {
    let reading = known.get(written);
    if (!reading) {
      if (known.size >= readingsAtMost) known.clear();
      known.set(written, reading = read(written));
    }
    return reading;
  };
}

const readingsAtMost = 4096;
const readDate = remembered(literals.readDate);
const readEstimate = remembered(written => literals.readEstimate(written));
const readEffect = remembered(written => literals.readEstimate(written, true));

function dateValue(context: Lowering, literal: DateLiteral, span: Span): DateValue {
  if (literal.utcOffset !== undefined) context.offsets++;
  const { at, day, utcOffset } = literal;
  return utcOffset === undefined ? { at, day, span } : { at, day, utcOffset, span };
}

export function date(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): DateValue | null {
  const literal = written ? readDate(written).value : null;
  return literal && dateValue(context, literal, valueSpanOf(node, property, index));
}

/** `a..b`, or one date as a range of one day. */
export function dateRange(context: Lowering, node: AstNode, property: string, written: string | undefined, index = 0): DateRange | null {
  const literal = written ? readDateRange(written).value : null;
  if (!written || !literal) return null;
  const span = valueSpanOf(node, property, index);
  // A value is a single token, so that offsets inside it add up.
  const first = written.search(/\s*\.\.|$/);
  const last = written.search(/[^.\s]+$/);
  return {
    from: dateValue(context, literal.from, place({ start: span.start, end: span.start + first })),
    to: dateValue(context, literal.to, place({ start: span.start + Math.max(last, 0), end: span.end })),
    span,
  };
}

/** A length, which cannot be negative. */
export function duration(node: AstNode, property: string, written: string | undefined): Located<Duration> | null {
  const value = written ? readDuration(written).value : null;
  return value && value.amount >= 0 ? { value, span: valueSpanOf(node, property) } : null;
}

export function estimate(node: AstNode, property: string, written: string | undefined): Estimate | null {
  return located(written ? readEstimate(written).value : null, node, property);
}

/** An estimate that may be negative: what a change gains is an impact too. */
export function effect(node: AstNode, property: string, written: string | undefined): Estimate | null {
  return located(written ? readEffect(written).value : null, node, property);
}

function located(literal: EstimateLiteral | null, node: AstNode, property: string): Estimate | null {
  return literal && { likely: literal.likely, optimistic: literal.optimistic, pessimistic: literal.pessimistic, span: valueSpanOf(node, property) };
}

/** Lag or lead; a sign of its own (`+ 2d`) stands before the value. */
export function lag(sign: string | undefined, written: string | undefined): Lag | null {
  const literal = written ? readLag(`${sign ?? ''}${written}`).value : null;
  if (!literal) return null;
  return literal.duration ? { duration: literal.duration, percent: null } : { duration: null, percent: literal.percent ?? 0 };
}

/** A share of a whole, from 0 to 100 percent. */
export function percent(node: AstNode, property: string, written: string | undefined, index = 0): Located<number> | null {
  const value = written ? readPercent(written).value : null;
  return value === null ? null : { value, span: valueSpanOf(node, property, index) };
}

/** Percents of a policy, which may pass 100: `80%..100%..150%`. */
export function percents(written: string): readonly number[] {
  return readSpread(written).value ?? [];
}

/** People, a priority. */
export function count(node: AstNode, property: string, written: string | undefined): Located<number> | null {
  const value = written ? readNumber(written).value : null;
  return value === null || value < 0 ? null : { value, span: valueSpanOf(node, property) };
}

/** Money: `40000`, `40k`, `1.5M`. */
export function amount(node: AstNode, property: string, written: string | undefined): Located<number> | null {
  const value = written ? readAmount(written).value : null;
  return value === null ? null : { value, span: valueSpanOf(node, property) };
}

/** `480 ms`, `99.95 %`, `3d`: a number and its unit, together or apart. */
export function measure(node: AstNode, written: string | undefined, unit: string | undefined): Measure | null {
  const literal = written ? readMeasure(written).value : null;
  if (!literal) return null;
  const value = valueSpanOf(node, 'value');
  return {
    amount: literal.amount,
    unit: [literal.unit, unit].filter(part => part).join(' '),
    span: unit ? place({ start: value.start, end: valueSpanOf(node, 'unit').end }) : value,
  };
}

export function hours(written: string): HourSpan | null {
  return readHours(written).value;
}

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** 0 Sunday … 6 Saturday for `mon`, `mon-fri`, `sat-sun`, ascending; long names are read too. Issue: `unknown-weekday`. */
export function weekdays(context: Lowering, node: AstNode, property: string, written: readonly string[]): number[] {
  const days = new Set<number>();
  written.forEach((word, index) => {
    const ends = word.split('-').map(day => weekdayNames.findIndex(name => day.toLowerCase().startsWith(name)));
    const [first = -1, last = first] = ends;
    if (first < 0 || last < 0 || ends.length > 2) {
      report(context, 'unknown-weekday', 'error', valueSpanOf(node, property, index),
        `'${word}' is no day of the week: write mon, tue, wed, thu, fri, sat or sun, or a range like mon-fri.`);
      return;
    }
    for (let day = first; days.add(day), day !== last; day = (day + 1) % 7);
  });
  return [...days].sort((a, b) => a - b);
}

export interface LooseValue { readonly date?: DateValue; readonly range?: DateRange; readonly duration?: Located<Duration>; readonly number?: Located<number> }

/** A value of any kind, where the word before it does not say which. */
export function looseValue(context: Lowering, node: AstNode, property: string, written: string, index = 0): LooseValue | null {
  if (isRange(written)) {
    const range = dateRange(context, node, property, written, index);
    return range && { range };
  }
  const at = date(context, node, property, written, index);
  if (at) return { date: at };
  const span = valueSpanOf(node, property, index);
  const number = written.endsWith('%') ? readPercent(written, Infinity).value : readAmount(written).value;
  if (number !== null) return { number: { value: number, span } };
  const length = readDuration(written).value;
  return length && { duration: { value: length, span } };
}
