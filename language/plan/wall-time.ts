/** Instants with an offset become wall time of their program, because scheduling knows no zones. */
import type { DateValue, Element } from './model.ts';
import { wallTimeIn } from './timezones.ts';

interface Conversion { readonly timezone: string | null; readonly element: Element; readonly dropped: readonly DateValue[] }

/** Results by element: an unchanged document gives the same objects again. */
const conversions = new WeakMap<Element, Conversion>();

/**
 * The element with every instant in the wall time of `timezone` (an IANA name). Without one, or with one that Intl does not
 * know, the offsets are left off and `dropped` lists those instants.
 */
export function toWallTime<E extends Element>(element: E, timezone: string | null): { readonly element: E; readonly dropped: readonly DateValue[] } {
  const known = conversions.get(element);
  if (known && known.timezone === timezone) return { element: known.element as E, dropped: known.dropped };
  const dropped: DateValue[] = [];
  const converted = convert(element, timezone, dropped) as E;
  conversions.set(element, { timezone, element: converted, dropped });
  return { element: converted, dropped };
}

/** Copies only what changes: a part without an offset stays the same object. */
function convert(value: unknown, timezone: string | null, dropped: DateValue[]): unknown {
  if (Array.isArray(value)) {
    const copy = value.map((item: unknown) => convert(item, timezone, dropped));
    return copy.some((item, index) => item !== value[index]) ? copy : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (hasOffset(value)) return localDate(value, timezone, dropped);
  let copy: Record<string, unknown> | null = null;
  for (const [name, item] of Object.entries(value)) {
    const changed = convert(item, timezone, dropped);
    if (changed === item) continue;
    copy ??= { ...value };
    copy[name] = changed;
  }
  return copy ?? value;
}

function hasOffset(value: object): value is DateValue & { utcOffset: number } {
  return 'utcOffset' in value && typeof value.utcOffset === 'number' && 'at' in value;
}

function localDate(date: DateValue & { utcOffset: number }, timezone: string | null, dropped: DateValue[]): DateValue {
  const local = timezone === null ? null : wallTimeIn(timezone, date.at - date.utcOffset);
  if (local === null) dropped.push(date);
  return { at: local ?? date.at, day: date.day, span: date.span };
}
