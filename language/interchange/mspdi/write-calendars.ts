/** Calendar blocks: which calendars the plan needs, under which names, and as which text. */
import { MINUTES_PER_DAY, formatDay } from '../../plan/dates.ts';
import type { HourSpan, WallMinutes } from '../../plan/model.ts';
import { clockOf, minutesIn, sameHours, sameWithin } from './calendar.ts';
import type { Clock, DayHours, FlatCalendar } from './calendar.ts';
import { slug, unique } from './names.ts';
import { block, durationText, hoursText, quote } from './text.ts';
import type { Units } from './text.ts';

export interface NamedCalendar { readonly name: string; readonly title: string; readonly clock: Clock }

/** Calendars by what they are, so that equal ones are written once. */
export interface CalendarBook {
  /** A calendar of its own, whatever others say. */
  declare(calendar: FlatCalendar, title: string): NamedCalendar;
  /** A calendar that works so within the plan's days: a declared one, or a new one with that title. */
  request(calendar: FlatCalendar, title: string): NamedCalendar;
  readonly declared: readonly NamedCalendar[];
}

/** `from` and `to` bound the days in which two calendars must agree to count as one: the days of the plan. */
export function calendarBook(from: WallMinutes, to: WallMinutes, taken: Set<string>): CalendarBook {
  const declared: NamedCalendar[] = [];
  const declare = (calendar: FlatCalendar, title: string): NamedCalendar => {
    const entry = { name: unique(slug(title, 'calendar'), declared.length + 1, taken), title, clock: clockOf(calendar, from, to) };
    declared.push(entry);
    return entry;
  };
  return {
    declared,
    declare,
    request: (calendar, title) => declared.find(entry => entry.clock.calendar === calendar)
      ?? declared.find(entry => sameWithin(entry.clock.calendar, calendar, from, to))
      ?? declare(calendar, title),
  };
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
/** Written weeks begin on Monday. */
const written = [1, 2, 3, 4, 5, 6, 0] as const;

/** The block of a calendar. `units` are written where the language would derive others from the week. */
export function calendarBlock(entry: NamedCalendar, base: NamedCalendar | null, units: Units | null): readonly string[] {
  const { calendar } = entry.clock;
  const parent = base && base !== entry && extendsBase(calendar, base.clock.calendar) ? base : null;
  const body: string[] = [];
  if (!parent) body.push(...weekLines(calendar.week));
  const days = [...calendar.days].filter(([day, own]) => !parent || !sameHours(own.hours, parent.clock.calendar.days.get(day)?.hours ?? [{ from: -1, to: -1 }]));
  body.push(...dayLines(days));
  if (units) body.push(...unitLines(calendar, units));
  return block(`calendar ${entry.name}${entry.title === entry.name ? '' : ` ${quote(entry.title)}`}${parent ? ` extends ${parent.name}` : ''}`, body);
}

/** The same week, and every exception of the base stands unless it has one of its own on that day. */
function extendsBase(calendar: FlatCalendar, base: FlatCalendar): boolean {
  return calendar.week.every((hours, day) => sameHours(hours, base.week[day] ?? [])) && [...base.days.keys()].every(day => calendar.days.has(day));
}

function weekLines(week: readonly (readonly HourSpan[])[]): readonly string[] {
  const groups: { days: number[]; hours: readonly HourSpan[] }[] = [];
  for (const day of written) {
    const hours = week[day] ?? [];
    if (hours.length === 0) continue;
    const group = groups.find(candidate => sameHours(candidate.hours, hours));
    if (group) group.days.push(day);
    else groups.push({ days: [day], hours });
  }
  return groups.map(group => `week ${daySet(group.days)} ${hoursText(group.hours)}`);
}

/** `mon-fri`, `mon-wed, sat`: runs of the written week. */
function daySet(days: readonly number[]): string {
  const positions = days.map(day => written.findIndex(other => other === day));
  const parts: string[] = [];
  for (let index = 0; index < positions.length; index++) {
    const first = positions[index] ?? 0;
    let last = first;
    while (positions[index + 1] === last + 1) { last++; index++; }
    const name = (position: number): string => weekdays[written[position] ?? 0] ?? 'mon';
    parts.push(first === last ? name(first) : `${name(first)}-${name(last)}`);
  }
  return parts.join(', ');
}

function dayLines(days: readonly (readonly [WallMinutes, DayHours])[]): readonly string[] {
  const runs: { from: WallMinutes; to: WallMinutes; hours: readonly HourSpan[]; name: string | null }[] = [];
  for (const [day, own] of days.toSorted(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.to + MINUTES_PER_DAY === day && last.name === own.name && sameHours(last.hours, own.hours)) last.to = day;
    else runs.push({ from: day, to: day, hours: own.hours, name: own.name });
  }
  const lines: string[] = [];
  let nameless = '';
  for (const run of runs) {
    const range = run.from === run.to ? formatDay(run.from) : `${formatDay(run.from)}..${formatDay(run.to)}`;
    const name = run.name === null ? '' : `  // ${run.name.replaceAll(/\p{Cc}+/gu, ' ')}`;
    if (run.hours.length > 0) lines.push(`works ${range} ${hoursText(run.hours)}${name}`);
    else if (run.name !== null) lines.push(`holidays ${range}${name}`);
    else if (nameless !== '' && lines.at(-1) === nameless && nameless.length < 90) lines[lines.length - 1] = nameless += `, ${range}`;
    else lines.push(nameless = `holidays ${range}`);
  }
  return lines;
}

/** The language takes the commonest working day (ties to the longer) and the sum of the week. */
function unitLines(calendar: FlatCalendar, units: Units): readonly string[] {
  const lengths = calendar.week.map(minutesIn).filter(minutes => minutes > 0);
  const count = (minutes: number): number => lengths.filter(other => other === minutes).length;
  const day = lengths.toSorted((a, b) => count(b) - count(a) || b - a)[0] ?? 480;
  const week = lengths.reduce((sum, minutes) => sum + minutes, 0);
  const hours = (minutes: number): string => durationText(minutes, 'h', false, units);
  return [...day === units.day ? [] : [`day ${hours(units.day)}`], ...week === units.week ? [] : [`week-length ${hours(units.week)}`]];
}
