/** The calendars of a plan, resolved (`extends`, holidays, exceptions) and compiled when first used. */
import type { Calendar, HourSpan, Plan, WallMinutes } from '../plan/model.ts';
import { minutesOf, NOMINAL_UNITS } from '../plan/units.ts';
import type { UnitLengths } from '../plan/units.ts';
import type { ScheduleNote } from './model.ts';
import { compileCalendar, dayOf, ELAPSED, FIRST_DAY, hasWork, hoursTotal, LAST_DAY } from './calendar.ts';
import type { CalendarRules, Hours, WorkingCalendar } from './calendar.ts';

/**
 * What calendars may cost together: compiled calendars, and days of holidays and tables (about 30 bytes each). What goes
 * beyond takes the default calendar, with a note.
 */
const MOST_CALENDARS = 2000;
const MOST_DAYS = 3_000_000;
/** The part of the plan's time that tables cover beyond their exceptions, and how many calendars have it: memory. */
const LONGEST_COVER = 30 * 366 * 1440;
const MOST_COVERED = 64;
const DEEPEST_CHAIN = 64;
const DAY_MINUTES = 480;
const WORKDAY: Hours = [{ from: 540, to: 1020 }];

/** Without a calendar: Monday to Friday, 09:00-17:00. */
export const DEFAULT_RULES: CalendarRules = {
  week: [[], WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, []],
  exceptions: new Map(),
};

export interface CalendarSet {
  /** Compiled calendars; 0 is elapsed time, 1 the default calendar. */
  readonly compiled: readonly WorkingCalendar[];
  /** Index of a calendar by its key; the default one for null. Compiles it when first asked for. */
  indexOf(key: string | null): number;
  /** Day and week length as the calendar says, else its commonest working day (ties to the longer) and its week's sum. */
  units(key: string | null): UnitLengths;
  readonly notes: readonly ScheduleNote[];
}

export const ELAPSED_CALENDAR = 0;
export const DEFAULT_CALENDAR = 1;

/** The week of a calendar: weekdays that it names replace those that it extends; one named twice has both hours. */
function resolveWeek(chain: readonly Calendar[]): readonly Hours[] {
  let week: readonly Hours[] | null = null;
  for (const calendar of chain) {
    if (calendar.week.length === 0) continue;
    const own = new Map<number, HourSpan[]>();
    for (const rule of calendar.week) {
      for (const day of rule.days) own.set(day, [...(own.get(day) ?? []), ...rule.hours]);
    }
    const inherited: readonly Hours[] = week ?? [];
    week = Array.from({ length: 7 }, (_, day) => own.get(day) ?? inherited[day] ?? []);
  }
  return week ?? DEFAULT_RULES.week;
}

/** Days that may still be looked at. */
interface Budget { days: number }

/** Rules of a calendar over those that it extends: own exceptions win, and `works` beats holidays. */
function resolveRules(chain: readonly Calendar[], budget: Budget): CalendarRules {
  const exceptions = new Map<number, Hours>();
  for (const calendar of chain) {
    for (const range of calendar.holidays) eachDay(budget, range.from.at, range.to.at, day => exceptions.set(day, []));
    const works = new Map<number, HourSpan[]>();
    for (const exception of calendar.works) {
      eachDay(budget, exception.days.from.at, exception.days.to.at, day => works.set(day, [...(works.get(day) ?? []), ...exception.hours]));
    }
    for (const [day, hours] of works) exceptions.set(day, hours);
  }
  return { week: resolveWeek(chain), exceptions };
}

function eachDay(budget: Budget, from: WallMinutes, to: WallMinutes, visit: (day: number) => void): void {
  const first = Math.max(FIRST_DAY, dayOf(from));
  const last = Math.min(LAST_DAY, dayOf(to));
  for (let day = first; day <= last && budget.days > 0; day++, budget.days--) visit(day);
}

function commonestDay(rules: CalendarRules): number {
  const count = new Map<number, number>();
  const days = rules.week.some(hours => hoursTotal(hours) > 0) ? rules.week : [...rules.exceptions.values()];
  for (const hours of days) {
    const total = hoursTotal(hours);
    if (total > 0) count.set(total, (count.get(total) ?? 0) + 1);
  }
  let best = 0;
  let most = 0;
  for (const [total, times] of count) {
    if (times > most || (times === most && total > best)) { best = total; most = times; }
  }
  return best || DAY_MINUTES;
}

function unitsOf(rules: CalendarRules, chain: readonly Calendar[]): UnitLengths {
  let dayMinutes = commonestDay(rules);
  let weekMinutes = 0;
  for (const calendar of chain) if (calendar.dayLength) dayMinutes = minutesOf(calendar.dayLength, NOMINAL_UNITS) || dayMinutes;
  for (const hours of rules.week) weekMinutes += hoursTotal(hours);
  if (weekMinutes === 0) weekMinutes = 5 * dayMinutes;
  for (const calendar of chain) {
    if (calendar.weekLength) weekMinutes = minutesOf(calendar.weekLength, { dayMinutes, weekMinutes }) || weekMinutes;
  }
  return { dayMinutes: Math.max(1, dayMinutes), weekMinutes: Math.max(1, weekMinutes) };
}

/** The calendars of a plan. `cover` is where its dates lie; look-ups there are fast, elsewhere exact. */
export function planCalendars(plan: Plan, cover: { from: WallMinutes; to: WallMinutes }): CalendarSet {
  cover = { from: cover.from, to: Math.min(cover.to, cover.from + LONGEST_COVER) };
  const byKey = new Map(plan.calendars.map(calendar => [calendar.key, calendar]));
  const budget: Budget = { days: MOST_DAYS };
  const fallback = compileCalendar(DEFAULT_RULES, cover);
  const compiled: WorkingCalendar[] = [ELAPSED, fallback];
  const index = new Map<string, number>();
  const units = new Map<string, UnitLengths>();
  const notes: ScheduleNote[] = [];

  /** From the furthest base to the calendar itself; a loop is cut where it closes. */
  function chainOf(calendar: Calendar): { chain: readonly Calendar[]; loops: boolean } {
    const chain = new Set([calendar]);
    let next: Calendar | undefined = calendar;
    while (next.base?.key != null && chain.size < DEEPEST_CHAIN) {
      next = byKey.get(next.base.key);
      if (!next) break;
      if (chain.has(next)) return { chain: [...chain].reverse(), loops: true };
      chain.add(next);
    }
    return { chain: [...chain].reverse(), loops: false };
  }
  for (const calendar of plan.calendars) {
    if (calendar.base === null && calendar.week.length === 0) continue;
    const { chain, loops } = chainOf(calendar);
    if (loops) note('calendar-cycle', calendar);
    const works = chain.some(each => each.works.some(exception => hoursTotal(exception.hours) > 0));
    if (!works && resolveWeek(chain).every(hours => hoursTotal(hours) === 0)) note('calendar-without-work', calendar);
  }
  function note(code: ScheduleNote['code'], calendar: Calendar): void {
    const place = { uri: calendar.uri, start: calendar.nameSpan.start, end: calendar.nameSpan.end };
    notes.push({ code, activity: -1, other: -1, place });
  }
  function load(key: string): number {
    const known = index.get(key);
    if (known !== undefined) return known;
    const calendar = byKey.get(key);
    if (!calendar) return DEFAULT_CALENDAR;
    if (budget.days <= 0 || compiled.length >= MOST_CALENDARS) {
      note('calendar-limit', calendar);
      index.set(key, DEFAULT_CALENDAR);
      return DEFAULT_CALENDAR;
    }
    const { chain } = chainOf(calendar);
    const rules = resolveRules(chain, budget);
    const table = compileCalendar(rules, compiled.length < MOST_COVERED ? cover : null);
    budget.days -= table.days.length / 2;
    const position = hasWork(table) ? compiled.push(table) - 1 : DEFAULT_CALENDAR;
    index.set(key, position);
    units.set(key, unitsOf(rules, chain));
    return position;
  }
  const defaultUnits = unitsOf(DEFAULT_RULES, []);
  return {
    compiled, notes,
    indexOf: key => (key === null ? DEFAULT_CALENDAR : load(key)),
    units: key => {
      if (key === null) return defaultUnits;
      load(key);
      return units.get(key) ?? defaultUnits;
    },
  };
}
