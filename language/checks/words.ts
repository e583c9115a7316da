/** How findings speak: dates, working days, names and chains in plain English. */
import { dayOf, MINUTES_PER_DAY } from '../plan/dates.ts';
import type { Element, WallMinutes } from '../plan/model.ts';

/** Days in words; a plan of ten thousand activities names few days many times. */
const knownDays = new Map<WallMinutes, string>();
const MOST_KNOWN_DAYS = 100_000;

/** `2026-05-12` of an instant (wall minutes since 1970). */
export function date(at: WallMinutes): string {
  const day = dayOf(at);
  let text = knownDays.get(day);
  if (text === undefined) {
    const time = new Date(day * 60_000);
    text = Number.isNaN(time.getTime()) ? 'a date out of range' : time.toISOString().slice(0, 10);
    if (knownDays.size >= MOST_KNOWN_DAYS) knownDays.clear();
    knownDays.set(day, text);
  }
  return text;
}

/** `2026-05-12 14:00`, for where the day alone would not tell two instants apart. */
export function instant(at: WallMinutes): string {
  const time = new Date(at * 60_000);
  return Number.isNaN(time.getTime()) ? 'a date out of range' : time.toISOString().slice(0, 16).replace('T', ' ');
}

/** Two dates to tell apart: by day where the days differ, else with the time. */
export function dates(a: WallMinutes, b: WallMinutes): readonly [string, string] {
  return dayOf(a) === dayOf(b) && a !== b ? [instant(a), instant(b)] : [date(a), date(b)];
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** `one activity`, `12 activities`; the plural is regular unless given. */
export function count(amount: number, noun: string, plural = noun + 's'): string {
  return `${SMALL[amount] ?? amount} ${amount === 1 ? noun : plural}`;
}

/** `9 working days`, `1.5 working days`, `3 working hours`: a length of working minutes, always positive. */
export function workingTime(minutes: number, dayMinutes: number): string {
  const length = Math.abs(minutes);
  if (length < 60) return plural(Math.round(length), 'working minute');
  if (length < dayMinutes / 2) return plural(rounded(length / 60), 'working hour');
  return plural(rounded(length / dayMinutes), 'working day');
}

/** `3 days`, `2 hours`: a length of wall time. */
export function wallTime(minutes: number): string {
  const length = Math.abs(minutes);
  if (length < 60) return plural(Math.round(length), 'minute');
  if (length < MINUTES_PER_DAY) return plural(rounded(length / 60), 'hour');
  return plural(rounded(length / MINUTES_PER_DAY), 'day');
}

/** Slack or margin of an activity: elapsed where its estimate is. */
export function slackTime(at: { readonly durationElapsed: boolean }, minutes: number, dayMinutes: number): string {
  return at.durationElapsed ? wallTime(minutes) : workingTime(minutes, dayMinutes);
}

function rounded(amount: number): number {
  return Math.round(amount * 10) / 10;
}

function plural(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[], word = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`;
}

/** A list that stops after `most` items and says how many follow. */
export function shortList(items: readonly string[], most = 5): string {
  return items.length <= most ? list(items) : `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

/** The first letter as a capital: a name or a phrase at the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const knownIds = new WeakMap<Element, string>();

/** The id as it is written inside its own program: `api.extract` of `atlas.api.extract`. */
export function localId(element: Element): string {
  let id = knownIds.get(element);
  if (id === undefined) {
    const prefix = element.program === null ? '' : element.program + '.';
    id = prefix !== '' && element.id.startsWith(prefix) ? element.id.slice(prefix.length) : element.id;
    knownIds.set(element, id);
  }
  return id;
}

const knownNames = new WeakMap<Element, string>();

/** `“Extract the checkout service” (api.extract)`, or `“api.extract”` of what has no title. */
export function named(element: Element): string {
  let name = knownNames.get(element);
  if (name === undefined) {
    const id = localId(element);
    name = element.title === null || element.title.value === '' ? `“${id}”` : `“${element.title.value}” (${id})`;
    knownNames.set(element, name);
  }
  return name;
}

/** Ids to tell elements apart by: as written in their program where all are of one, else in full. */
export function idsOf(elements: readonly Element[]): readonly string[] {
  const one = elements.every(element => element.program === elements[0]?.program);
  return elements.map(element => (one ? localId(element) : element.id));
}

/** Elements by title and id, the ids as `idsOf` has them. */
export function namesOf(elements: readonly Element[]): readonly string[] {
  const ids = idsOf(elements);
  return elements.map(({ title }, at) => (title === null || title.value === '' ? `“${ids[at]}”` : `“${title.value}” (${ids[at]})`));
}
