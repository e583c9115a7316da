/** "Why is this date here", in words. */
import { words } from '../language/index.ts';
import type { Activity, Driver, Element, Place, Schedule, Span, WallMinutes } from '../language/index.ts';
import { code } from './markdown.ts';

/** A start or a finish as a person reads it: the day, with the time where it is no edge of the working day. */
export function dateWords(schedule: Schedule, index: number, at: WallMinutes, edge: 'start' | 'finish'): string {
  const before = Math.floor((at - 1) / 1440) * 1440;
  if (edge === 'finish' && schedule.dayEdge(index, before, 'finish') === at) return words.date(before);
  // A point in time that nothing before it places stands at the start of a day.
  const day = Math.floor(at / 1440) * 1440;
  return schedule.dayEdge(index, day, 'start') === at ? words.date(day) : words.instant(at);
}

/** Working minutes as days and hours of the activity's program. */
export function lengthWords(schedule: Schedule, index: number, minutes: number): string {
  const { activity } = schedule.at(index);
  const program = schedule.programs.find(one => one.name === activity.program);
  return words.workingTime(minutes, program?.dayMinutes ?? 480);
}

function lagWords(schedule: Schedule, index: number, lag: number): string {
  if (lag === 0) return '';
  return `, ${lengthWords(schedule, index, lag)} ${lag > 0 ? 'later' : 'earlier'}`;
}

/** How an activity is named inside of words about another. */
export type Naming = (activity: Activity) => string;

/** The name as written, for Markdown. */
const inCode: Naming = activity => code(words.localId(activity));

/** One driver of an activity's start, as the end of "starts then because …". Markdown, unless the naming says otherwise. */
export function driverWords(schedule: Schedule, index: number, driver: Driver, naming: Naming = inCode): string {
  const from = driver.from >= 0 ? schedule.at(driver.from) : null;
  const name = from ? naming(from.activity) : '';
  const of = (at: WallMinutes | null | undefined, edge: 'start' | 'finish'): string =>
    (from && at != null ? ` (${dateWords(schedule, from.index, at, edge)})` : '');
  const lag = lagWords(schedule, index, driver.lag);
  switch (driver.kind) {
    case 'FS': return `it starts after ${name} finishes${of(from?.finish, 'finish')}${lag}`;
    case 'SS': return `it starts after ${name} starts${of(from?.start, 'start')}${lag}`;
    case 'FF': return `it finishes after ${name} finishes${of(from?.finish, 'finish')}${lag}`;
    case 'SF': return `it finishes after ${name} starts${of(from?.start, 'start')}${lag}`;
    case 'start': return 'a date is written for its start';
    case 'finish': return 'a date is written for its finish';
    case 'status-date': {
      const rest = schedule.at(index).status === 'in-progress' ? 'what is left of it cannot be done' : 'what has not started cannot start';
      return `${rest} before the status date (${words.date(statusDate(schedule, index))})`;
    }
    case 'program-start': return 'nothing holds it back: it starts with the program';
    case 'actual': return 'it happened then';
  }
}

/** The status date of the program that holds an activity, in wall minutes. */
export function statusDate(schedule: Schedule, index: number): WallMinutes {
  const { activity } = schedule.at(index);
  return schedule.programs.find(one => one.name === activity.program)?.statusDate ?? schedule.asOf;
}

/** Where a driver is written that is no link: a date of the activity, or of its program; null where nothing says it. */
export function causePlace(schedule: Schedule, index: number, { kind }: Driver): Place | null {
  const { activity } = schedule.at(index);
  const program = schedule.plan.programs.find(one => one.declared && one.name === activity.program);
  switch (kind) {
    case 'start':
    case 'finish': return placeIn(activity, activity.constraints.find(one => one.edge === kind)?.span ?? activity.asLateAsPossible);
    case 'actual': return placeIn(activity, (activity.started ?? activity.done)?.span);
    case 'status-date': return program ? placeIn(program, program.asOf?.span) : null;
    case 'program-start': return program ? placeIn(program, program.start?.span) : null;
    default: return null;
  }
}

function placeIn(element: Element, span: Span | null | undefined): Place | null {
  return span ? { uri: span.uri ?? element.uri, start: span.start, end: span.end } : null;
}
