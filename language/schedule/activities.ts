/** What the plan says about each activity, as numbers: duration, calendar, what happened, and its own dates. */
import type { Activity, Constraint, DateValue, Plan, WallMinutes } from '../plan/model.ts';
import { gateVerdict } from '../plan/states.ts';
import { minutesOf } from '../plan/units.ts';
import type { UnitLengths } from '../plan/units.ts';
import { dayEdge, dayOf, position, startAt } from './calendar.ts';
import type { WorkingCalendar } from './calendar.ts';
import { ELAPSED_CALENDAR } from './calendars.ts';
import type { CalendarSet } from './calendars.ts';
import type { ScheduleNote } from './model.ts';

export const NOT_STARTED = 0;
export const STARTED = 1;
/** Progress without `started`: it counts as started at its computed start. */
export const PROGRESSED = 2;
export const DONE = 3;

/** Has dates of its own. */
export const LEAF = 0;
export const SUMMARY = 1;
/** A summary with nothing below it: no dates. */
export const EMPTY = 2;

/** Longest duration or lag in minutes (about 19 centuries): what is longer is a slip of the keyboard. */
const LONGEST = 1e9;

/** Constraints of one activity that are read. There are six that differ; a repeated one is an error elsewhere. */
const MOST_CONSTRAINTS = 16;

/** A constraint of an activity, or a summary's `not before` above it. */
export interface Limit {
  readonly relation: Constraint['relation'];
  readonly edge: Constraint['edge'];
  readonly wall: WallMinutes;
  /** Position in the constraints of `owner`. */
  readonly constraint: number;
  readonly owner: number;
}

export interface ProgramFacts {
  readonly name: string;
  readonly calendar: number;
  readonly units: UnitLengths;
  readonly start: DateValue | null;
  readonly asOf: DateValue | null;
  /** Earliest `started` of its activities, or Infinity. */
  earliestStarted: WallMinutes;
}

/** Numbers by position in `plan.activities`. Minutes are working minutes of the activity's clock. */
export interface ActivityFacts {
  readonly programs: readonly ProgramFacts[];
  readonly program: Int32Array;
  /** Position of the enclosing activity, or -1. */
  readonly parent: Int32Array;
  readonly role: Uint8Array;
  /** The calendar that applies, and the clock that positions count on: the same, or elapsed time. */
  readonly calendar: Int32Array;
  readonly clock: Int32Array;
  readonly duration: Float64Array;
  readonly state: Uint8Array;
  /** What is left of the duration; all of it before the start. */
  readonly remaining: Float64Array;
  /** Duration times progress. */
  readonly progressed: Float64Array;
  /** Percent. */
  readonly progress: Float64Array;
  /** Wall minutes of what happened, else NaN. */
  readonly actualStart: Float64Array;
  readonly actualFinish: Float64Array;
  readonly asLateAsPossible: Uint8Array;
  /** Hard and soft dates of the few activities that have them. */
  readonly limits: ReadonlyMap<number, readonly Limit[]>;
  /** Least commitment of an activity and the summaries around it. */
  readonly committed: ReadonlyMap<number, WallMinutes>;
  /** Positions of summaries, each after those around it. */
  readonly summaries: readonly number[];
  readonly notes: ScheduleNote[];
}

/** The wall minute that a date means on a calendar: its first or last working minute, or the instant as written. */
export function edgeOf(calendar: WorkingCalendar, date: DateValue, edge: 'start' | 'finish'): WallMinutes {
  return date.day ? dayEdge(calendar, dayOf(date.at), edge) : date.at;
}

/** Minutes of `n` of a unit, bounded. */
function bounded(minutes: number): number {
  return Math.min(LONGEST, Math.max(0, Number.isFinite(minutes) ? minutes : 0));
}

function doneDate(activity: Activity): DateValue | null {
  if (activity.done?.on) return activity.done.on;
  if (activity.kind !== 'gate') return null;
  const verdict = gateVerdict(activity);
  return verdict?.value?.value === 'go' || verdict?.value?.value === 'conditional' ? verdict.on : null;
}

/** Collects the facts. Notes go out for what had to be left out or supposed. */
export function activityFacts(plan: Plan, calendars: CalendarSet): ActivityFacts {
  const activities = plan.activities;
  const count = activities.length;
  const notes: ScheduleNote[] = [];
  const { programs, programIndex } = programFacts(plan, calendars);
  const facts = {
    programs, notes,
    program: new Int32Array(count), parent: new Int32Array(count).fill(-1), role: new Uint8Array(count),
    calendar: new Int32Array(count).fill(-1), clock: new Int32Array(count),
    duration: new Float64Array(count), state: new Uint8Array(count),
    remaining: new Float64Array(count), progressed: new Float64Array(count), progress: new Float64Array(count),
    actualStart: new Float64Array(count).fill(NaN), actualFinish: new Float64Array(count).fill(NaN),
    asLateAsPossible: new Uint8Array(count),
    limits: new Map<number, Limit[]>(), committed: new Map<number, WallMinutes>(),
    summaries: [] as number[],
  };
  const { program, parent, role, calendar, clock } = facts;

  for (let index = 0; index < count; index++) {
    const activity = activities[index]!;
    program[index] = programIndex.get(activity.program)!;
    if (activity.summary) role[index] = EMPTY;
    const above = activity.parent === null ? undefined : plan.activityIndex.get(activity.parent);
    if (above !== undefined && above !== index) {
      parent[index] = above;
      role[above] = EMPTY;
    }
  }
  for (let index = 0; index < count; index++) {
    if (role[index] !== LEAF) continue;
    for (let above = parent[index]!; above >= 0 && role[above] === EMPTY; above = parent[above]!) role[above] = SUMMARY;
  }

  function note(code: ScheduleNote['code'], index: number, span: { start: number; end: number }): void {
    notes.push({ code, activity: index, other: -1, place: { uri: activities[index]!.uri, start: span.start, end: span.end } });
  }
  /** The innermost calendar of the activity and the blocks around it. */
  function calendarOf(index: number): number {
    const path: number[] = [];
    let found = -1;
    let at = index;
    for (; at >= 0 && found < 0; at = parent[at]!) {
      if (calendar[at]! >= 0) found = calendar[at]!;
      else {
        const key = activities[at]!.calendar?.key ?? null;
        if (key !== null) found = calendars.indexOf(key);
        path.push(at);
      }
    }
    if (found < 0) found = programs[program[index]!]!.calendar;
    // Only the innermost named calendar binds what lies below it, and the path holds nothing above that.
    for (const each of path) calendar[each] = found;
    return found;
  }

  for (let index = 0; index < count; index++) {
    const activity = activities[index]!;
    const own = calendarOf(index);
    if (role[index] !== LEAF) {
      clock[index] = own;
      summaryFacts(index, activity);
    } else {
      leafFacts(index, activity, calendars.compiled[own]!);
    }
  }
  inheritLimits();
  outermostFirst();
  return facts;

  function outermostFirst(): void {
    const depth = new Map<number, number>();
    for (const index of facts.summaries) {
      let levels = 0;
      for (let above = parent[index]!; above >= 0; above = parent[above]!) levels++;
      depth.set(index, levels);
    }
    facts.summaries.sort((a, b) => depth.get(a)! - depth.get(b)!);
  }

  function summaryFacts(index: number, activity: Activity): void {
    facts.summaries.push(index);
    if (activity.estimate) note('estimate-on-summary', index, activity.estimate.span);
    for (const constraint of activity.constraints) {
      if (constraint.edge !== 'start' || constraint.relation !== 'not-before') note('constraint-on-summary', index, constraint.span);
    }
    if (activity.asLateAsPossible) note('constraint-on-summary', index, activity.asLateAsPossible);
  }

  function leafFacts(index: number, activity: Activity, table: WorkingCalendar): void {
    const units = programs[program[index]!]!.units;
    const event = activity.kind === 'milestone' || activity.kind === 'gate';
    const estimate = event ? null : activity.estimate;
    if (!estimate && activity.kind === 'task') note('missing-estimate', index, activity.nameSpan);
    const duration = event ? 0 : estimate ? bounded(minutesOf(estimate.likely, units)) : units.dayMinutes;
    const left = event ? null : activity.remaining;
    const elapsed = left ? left.value.elapsed : estimate?.likely.elapsed ?? false;
    clock[index] = elapsed ? ELAPSED_CALENDAR : calendar[index]!;
    facts.duration[index] = duration;
    facts.remaining[index] = left ? bounded(minutesOf(left.value, units)) : duration;
    if (activity.asLateAsPossible) facts.asLateAsPossible[index] = 1;
    actuals(index, activity, table, left !== null);
    const state = facts.state[index]!;
    if (state !== DONE && activity.constraints.length > 0) {
      facts.limits.set(index, activity.constraints.slice(0, MOST_CONSTRAINTS).map((constraint, at) => ({
        relation: constraint.relation, edge: constraint.edge, wall: edgeOf(table, constraint.date, constraint.edge), constraint: at, owner: index,
      })));
    }
    if (activity.by) facts.committed.set(index, edgeOf(table, activity.by.date, 'finish'));
  }

  function actuals(index: number, activity: Activity, table: WorkingCalendar, remainingWritten: boolean): void {
    const percent = Math.min(100, Math.max(0, activity.progress?.value ?? 0));
    const duration = facts.duration[index]!;
    const onClock = calendars.compiled[clock[index]!]!;
    const done = doneDate(activity);
    const owner = programs[program[index]!]!;
    if (activity.started) facts.actualStart[index] = edgeOf(table, activity.started, 'start');
    if (done) {
      const finish = edgeOf(table, done, 'finish');
      let start = facts.actualStart[index]!;
      if (Number.isNaN(start)) start = duration > 0 ? startAt(onClock, position(onClock, finish) - duration) : finish;
      if (start > finish) {
        note('done-before-started', index, activity.started?.span ?? done.span);
        start = finish;
      }
      facts.actualStart[index] = start;
      facts.actualFinish[index] = finish;
      facts.state[index] = DONE;
      facts.progress[index] = 100;
      facts.remaining[index] = 0;
    }
    if (activity.started) owner.earliestStarted = Math.min(owner.earliestStarted, facts.actualStart[index]!);
    if (done) return;
    if (activity.started || percent > 0) {
      facts.progressed[index] = Math.round(duration * percent / 100);
      if (!remainingWritten) facts.remaining[index] = duration - facts.progressed[index]!;
      if (activity.started) facts.state[index] = STARTED;
      // What takes no time has no middle: with progress alone it is still to come.
      else if (duration > 0 || facts.remaining[index]! > 0) facts.state[index] = PROGRESSED;
      const byRemaining = remainingWritten && !activity.progress && duration > 0;
      facts.progress[index] = byRemaining ? Math.max(0, 100 * (1 - facts.remaining[index]! / duration)) : percent;
      if (!activity.started) note('progress-without-start', index, activity.progress?.span ?? activity.nameSpan);
      if (percent >= 100) note('complete-without-done', index, activity.progress?.span ?? activity.nameSpan);
    }
  }

  /** A summary's `not before` and `by` bind every leaf below it, each on its own calendar. */
  function inheritLimits(): void {
    const bounds = new Map<number, { limits: { date: DateValue; constraint: number }[]; by: DateValue | null }>();
    for (const index of facts.summaries) {
      const activity = activities[index]!;
      const limits = activity.constraints.slice(0, MOST_CONSTRAINTS).flatMap((constraint, at) =>
        (constraint.edge === 'start' && constraint.relation === 'not-before' ? [{ date: constraint.date, constraint: at }] : []));
      if (limits.length > 0 || activity.by) bounds.set(index, { limits, by: activity.by?.date ?? null });
    }
    if (bounds.size === 0) return;
    for (let index = 0; index < count; index++) {
      if (role[index] !== LEAF) continue;
      const table = calendars.compiled[calendar[index]!]!;
      for (let above = parent[index]!; above >= 0; above = parent[above]!) {
        const bound = bounds.get(above);
        if (!bound) continue;
        if (bound.by) {
          const wall = edgeOf(table, bound.by, 'finish');
          facts.committed.set(index, Math.min(wall, facts.committed.get(index) ?? wall));
        }
        if (bound.limits.length === 0 || facts.state[index] === DONE) continue;
        const own = facts.limits.get(index) ?? [];
        facts.limits.set(index, [...own, ...bound.limits.map(({ date, constraint }): Limit =>
          ({ relation: 'not-before', edge: 'start', wall: edgeOf(table, date, 'start'), constraint, owner: above }))]);
      }
    }
  }
}

function programFacts(plan: Plan, calendars: CalendarSet): { programs: ProgramFacts[]; programIndex: Map<string, number> } {
  const programs: ProgramFacts[] = [];
  const programIndex = new Map<string, number>();
  function add(name: string, start: DateValue | null, asOf: DateValue | null, calendar: string | null): void {
    programIndex.set(name, programs.length);
    programs.push({ name, calendar: calendars.indexOf(calendar), units: calendars.units(calendar), start, asOf, earliestStarted: Infinity });
  }
  for (const each of plan.programs) {
    if (!programIndex.has(each.name)) add(each.name, each.start, each.asOf, each.calendar?.key ?? null);
  }
  for (const activity of plan.activities) if (!programIndex.has(activity.program)) add(activity.program, null, null, null);
  return { programs, programIndex };
}
