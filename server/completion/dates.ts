/** Dates that a person means most often at a place, each with its weekday and what it is. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { dayOf, formatDay, MINUTES_PER_DAY, weekdayOf, words } from '../../language/index.ts';
import type { WallMinutes } from '../../language/index.ts';
import type { Analysis } from '../context.ts';
import { datesAround } from './dates-around.ts';
import type { Expectation } from './expect.ts';
import type { Place } from './place.ts';

/** A day and what it is there; the most useful first. */
export type Meant = readonly [day: WallMinutes | null | undefined, meaning: string];

/** What a date says: when something may start, when it has to be over, or when it happened. */
export type DateUse = 'start' | 'deadline' | 'fact';

/** Rules and properties whose value is a date. */
const dated = /^(?:(?:\w*Mark|Dated|NeededBy|Asked|Done|Approved|Promised|ValidateBy|Decided|Resolved|Signed|Verdict|Judged|Measured|StartLine|FinishLine|Limit|Commitment|Report|Baseline)\.date|\w+\.(?:until|since)|Works\.values|On\.value|BaselineRow\.value|RangeItem\.value|Starts\.value)$/;
const deadlines: ReadonlySet<string> = new Set(['FinishLine', 'Commitment', 'NeededBy', 'ValidateBy', 'On', 'Works', 'RangeItem']);

export function isDated(key: string): boolean {
  return dated.test(key);
}

function useOf({ rule, property, taken }: Expectation, block: string): DateUse {
  const word = taken.at(-1)?.image;
  if (property === 'until' || property === 'since' || deadlines.has(rule) || word === 'promised' || word === 'due') return 'deadline';
  if (rule === 'StartLine' || (rule === 'Starts' && word === 'start')) return 'start';
  if (rule === 'Limit') return word === 'before' || (word === 'on' && block === 'Release') ? 'start' : 'deadline';
  return 'fact';
}

/** Says whether somebody works on a day. */
export type WorksOn = (day: WallMinutes) => boolean;

/** The first working day from a day on, or back; in a calendar without any for a month, the day itself. */
function workday(day: WallMinutes, step: 1 | -1, worksOn: WorksOn): WallMinutes {
  for (let distance = 0; distance < 31; distance++) {
    const at = day + step * distance * MINUTES_PER_DAY;
    if (worksOn(at)) return at;
  }
  return day;
}

/** Midnight of the first day of a month, counted from that of a day. */
function monthStart(day: WallMinutes, months: number): WallMinutes {
  const date = new Date(day * 60_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1) / 60_000;
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthOf = (day: WallMinutes): number => new Date(day * 60_000).getUTCMonth();
const nameOfMonth = (day: WallMinutes): string => monthNames[monthOf(day)] ?? '';
/** Months from the one that holds a day to the first of the next quarter. */
const toNextQuarter = (day: WallMinutes): number => 3 - (monthOf(day) % 3);

function nextStarts(from: WallMinutes, worksOn: WorksOn): Meant[] {
  const first = (day: WallMinutes): WallMinutes => workday(day, 1, worksOn);
  const monday = from + ((8 - weekdayOf(from)) % 7 || 7) * MINUTES_PER_DAY;
  const [month, quarter] = [monthStart(from, 1), monthStart(from, toNextQuarter(from))];
  return [[first(monday), 'next week'], [first(month), `start of ${nameOfMonth(month)}`], [first(quarter), `start of ${quarterName(quarter)}`]];
}

function nextEnds(from: WallMinutes, worksOn: WorksOn): Meant[] {
  const last = (day: WallMinutes): WallMinutes => workday(day - MINUTES_PER_DAY, -1, worksOn);
  const end = (months: number): Meant => [last(monthStart(from, months)), `end of ${nameOfMonth(monthStart(from, months - 1))}`];
  const quarter = (months: number): Meant => [last(monthStart(from, months)), `end of ${quarterName(monthStart(from, months - 1))}`];
  const inDays = (days: number, meaning: string): Meant => [workday(from + days * MINUTES_PER_DAY, 1, worksOn), meaning];
  return [inDays(7, 'in a week'), inDays(14, 'in two weeks'), end(1), end(2), quarter(toNextQuarter(from)), quarter(toNextQuarter(from) + 3)];
}

function quarterName(day: WallMinutes): string {
  return `Q${Math.floor(monthOf(day) / 3) + 1}`;
}

/** The first and the last working day of a month that is typed, or the working days of ten that are. */
function daysTyped(typed: string, worksOn: WorksOn): Meant[] {
  const month = /^(\d{4}-\d{2})-?$/.exec(typed)?.[1];
  const tens = /^(\d{4}-\d{2}-[0-3])$/.exec(typed)?.[1];
  const read = (text: string): WallMinutes | null => {
    const time = Date.parse(`${text}T00:00Z`);
    return Number.isNaN(time) || formatDay(time / 60_000) !== text ? null : time / 60_000;
  };
  if (tens !== undefined) {
    return Array.from({ length: 10 }, (_, day) => read(`${tens}${day}`)).filter(day => day !== null && worksOn(day)).map(day => [day, '']);
  }
  const first = month === undefined ? null : read(`${month}-01`);
  if (first === null) return [];
  return [[workday(first, 1, worksOn), `start of ${nameOfMonth(first)}`], [workday(monthStart(first, 1) - MINUTES_PER_DAY, -1, worksOn), `end of ${nameOfMonth(first)}`]];
}

export function dateItems(place: Place, one: Expectation, analysis: Analysis | null, today: WallMinutes): CompletionItem[] {
  const use = useOf(one, one.block);
  const { own, status, worksOn, program } = datesAround(place, one, use, analysis, today);
  const typed = /^\d/.test(place.word) ? place.word : '';
  // Letters name a weekday or what a date is, by the start of a word: among so few, letters that stand apart find too much.
  const named = typed === '' ? ` ${place.word.toLowerCase()}` : '';
  // What may only start on a working day is not offered a Saturday because that is today.
  const start = workday(status, 1, worksOn);
  const now: Meant[] = use === 'start'
    ? [[start, start === status ? 'status date' : 'first working day from the status date on'], [workday(today, 1, worksOn), worksOn(today) ? 'today' : 'next working day']]
    : [[status, 'status date'], [today, 'today']];
  const ordered: readonly Meant[] = use === 'fact' ? [...own, ...now, [workday(status - MINUTES_PER_DAY, -1, worksOn), 'the working day before']]
    : use === 'start' ? [...own, ...now, ...nextStarts(status, worksOn), ...program]
      : [...own, ...nextEnds(status, worksOn), ...program, ...now];
  const meanings = new Map<WallMinutes, string[]>();
  for (const [at, meaning] of [...daysTyped(typed, worksOn), ...ordered]) {
    if (at == null) continue;
    const said = meanings.get(dayOf(at)) ?? [];
    if (meaning !== '' && !said.includes(meaning)) said.push(meaning);
    meanings.set(dayOf(at), said);
  }
  return [...meanings].map(([day, said]) => itemOf(day, said)).filter(({ label, filterText }) => label.startsWith(typed) && filterText.toLowerCase().includes(named))
    .map((item, rank) => ({ ...item, sortText: `0${String(rank).padStart(3, '0')}` }));
}

/** Found by its digits, its weekday and what it is: `fri`, `today`, `end of`. */
function itemOf(day: WallMinutes, said: readonly string[]): CompletionItem & { readonly filterText: string } {
  const label = words.date(day);
  const weekday = weekdayNames[weekdayOf(day)] ?? '';
  return {
    label, kind: CompletionItemKind.Value, detail: said.join(', ') || weekday, filterText: [label, weekday, ...said].join(' '),
    labelDetails: { description: [weekday.slice(0, 3), said[0]].filter(part => part).join(', ') },
  };
}
