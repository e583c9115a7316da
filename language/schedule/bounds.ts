/**
 * What binds each activity by itself on a status date: max(floor, min(cap, max(lower, links))).
 * The floor is the status date (nothing unstarted lies before it, not even under a hard date) and what happened; the cap
 * is a hard date, which wins over links; the lower bound is the program's start and `not before`.
 */
import type { WallMinutes } from '../plan/model.ts';
import { DONE, edgeOf, LEAF, NOT_STARTED, PROGRESSED, STARTED } from './activities.ts';
import type { Limit } from './activities.ts';
import { dayOf, position } from './calendar.ts';
import type { WorkingCalendar } from './calendar.ts';
import { END_NODE, FREE_NODE, HELD_NODE, PASSING_NODE } from './cpm.ts';
import { BEGINNING, END, EVENT_NODE } from './edges.ts';
import type { ScheduleOptions } from './model.ts';
import type { Network } from './network.ts';

/** The status date of each program, and where it starts. */
export interface ProgramDates {
  readonly status: Float64Array;
  /** NaN where the status date is the start. */
  startOn(program: number, calendar: number): WallMinutes;
}

/** By node. Positions of starts on the activity's clock; with `walls`, wall minutes for events. */
export interface Bounds {
  readonly programs: ProgramDates;
  readonly walls: boolean;
  readonly lower: Float64Array;
  readonly cap: Float64Array;
  readonly floor: Float64Array;
  /** Minutes to schedule: the duration, what remains of it, or how long it took. */
  readonly length: Float64Array;
  /** Part in the backward pass: FREE_NODE, HELD_NODE, PASSING_NODE or END_NODE. */
  readonly hold: Uint8Array;
  /** Work with progress and without `started`: what binds the start that it is supposed to have had, but for links. */
  readonly begins: ReadonlyMap<number, { readonly lower: number; readonly cap: number }>;
}

/** Status dates: `--as-of` beats `as of`, which beats today; a bare date is the start of that day. */
export function programDates(network: Network, options: ScheduleOptions): ProgramDates {
  const { facts, calendars } = network;
  const status = new Float64Array(facts.programs.length);
  facts.programs.forEach((program, index) => {
    if (options.asOf !== undefined) status[index] = options.asOf;
    else if (program.asOf) status[index] = program.asOf.day ? dayOf(program.asOf.at) * 1440 : program.asOf.at;
    else status[index] = dayOf(options.today) * 1440;
  });
  return {
    status,
    startOn(index, calendar) {
      const program = facts.programs[index]!;
      if (program.start) return edgeOf(calendars.compiled[calendar]!, program.start, 'start');
      return program.earliestStarted < Infinity ? program.earliestStarted : NaN;
    },
  };
}

/** The hard date that pins an activity: its `start on`, else its `finish on`; the earliest where several are written. */
export function pinOf(limits: readonly Limit[], started: boolean): Limit | null {
  let pin: Limit | null = null;
  for (const limit of limits) {
    if (limit.relation !== 'on' || (started && limit.edge === 'start')) continue;
    if (!pin || (pin.edge === 'finish' && limit.edge === 'start') || (pin.edge === limit.edge && limit.wall < pin.wall)) pin = limit;
  }
  return pin;
}

export function nodeBounds(network: Network, programs: ProgramDates, walls: boolean): Bounds {
  const { facts, nodes, calendars } = network;
  const lower = new Float64Array(nodes.count).fill(-Infinity);
  const cap = new Float64Array(nodes.count).fill(Infinity);
  const floor = new Float64Array(nodes.count).fill(-Infinity);
  const length = new Float64Array(nodes.count);
  const hold = nodes.role.map(role => (role === END || role === BEGINNING ? END_NODE : PASSING_NODE));
  const begins = new Map<number, { lower: number; cap: number }>();
  const width = calendars.compiled.length;
  /** Start and status date by program, calendar and clock. */
  const cache = new Map<number, { start: number; startWall: number; status: number }>();

  function programBounds(index: number): { start: number; startWall: number; status: number } {
    const calendar = facts.calendar[index]!;
    const key = (facts.program[index]! * width + calendar) * 2 + (facts.clock[index] === calendar ? 0 : 1);
    let found = cache.get(key);
    if (!found) {
      const clock = calendars.compiled[facts.clock[index]!]!;
      const startWall = programs.startOn(facts.program[index]!, calendar);
      found = {
        startWall: Number.isNaN(startWall) ? -Infinity : startWall,
        start: Number.isNaN(startWall) ? -Infinity : position(clock, startWall),
        status: position(clock, programs.status[facts.program[index]!]!),
      };
      cache.set(key, found);
    }
    return found;
  }

  for (let index = 0; index < facts.role.length; index++) {
    if (facts.role[index] !== LEAF) continue;
    const clock = calendars.compiled[facts.clock[index]!]!;
    const asWall = walls && nodes.role[index] === EVENT_NODE;
    const state = facts.state[index]!;
    hold[index] = FREE_NODE;
    if (state === DONE) {
      const start = position(clock, facts.actualStart[index]!);
      length[index] = position(clock, facts.actualFinish[index]!) - start;
      lower[index] = cap[index] = floor[index] = asWall ? facts.actualFinish[index]! : start;
      hold[index] = HELD_NODE;
      continue;
    }
    const bounds = programBounds(index);
    length[index] = facts.remaining[index]!;
    floor[index] = asWall ? programs.status[facts.program[index]!]! : bounds.status;
    if (state === STARTED) {
      const worked = position(clock, facts.actualStart[index]!) + facts.progressed[index]!;
      floor[index] = Math.max(floor[index]!, asWall ? facts.actualStart[index]! : worked);
    } else if (state === PROGRESSED) {
      // A program without a start begins at the status date, and so does what has progress without a start.
      begins.set(index, beginOf(index, clock, bounds.start === -Infinity ? bounds.status : bounds.start));
    } else {
      lower[index] = asWall ? bounds.startWall : bounds.start;
    }
    const limits = facts.limits.get(index);
    if (!limits) continue;
    const started = state !== NOT_STARTED;
    const value = (limit: Limit): number =>
      (asWall ? limit.wall : position(clock, limit.wall) - (limit.edge === 'finish' ? length[index]! : 0));
    for (const limit of limits) {
      if (started && limit.edge === 'start') continue;
      if (limit.relation === 'not-before') lower[index] = Math.max(lower[index]!, value(limit));
      if (limit.relation === 'not-after') cap[index] = Math.min(cap[index]!, value(limit));
    }
    const pin = pinOf(limits, started);
    if (pin) {
      lower[index] = cap[index] = value(pin);
      hold[index] = HELD_NODE;
    }
  }
  return { programs, walls, lower, cap, floor, length, hold, begins };

  /** Where the whole of an activity might have begun: the program's start, `not before` and hard dates. */
  function beginOf(index: number, clock: WorkingCalendar, start: number): { lower: number; cap: number } {
    const own = facts.limits.get(index) ?? [];
    const value = (limit: Limit): number => position(clock, limit.wall) - (limit.edge === 'finish' ? facts.duration[index]! : 0);
    const pin = pinOf(own, false);
    if (pin) return { lower: value(pin), cap: value(pin) };
    return {
      lower: Math.max(start, ...own.flatMap(limit => (limit.relation === 'not-before' ? [value(limit)] : []))),
      cap: Math.min(...own.flatMap(limit => (limit.relation === 'not-after' ? [value(limit)] : []))),
    };
  }
}

/**
 * Latest start positions before any successor has its say: the program's finish, commitments, hard dates.
 * `finish` gives the program's finish as a position on a clock.
 */
export function lateBounds(network: Network, bounds: Bounds, finish: (program: number, clock: number) => number): Float64Array {
  const { facts, nodes, calendars } = network;
  const late = new Float64Array(nodes.count).fill(Infinity);
  for (let index = 0; index < facts.role.length; index++) {
    if (facts.role[index] !== LEAF) continue;
    const clock = calendars.compiled[facts.clock[index]!]!;
    const asWall = bounds.walls && nodes.role[index] === EVENT_NODE;
    const cap = asWall && bounds.cap[index]! < Infinity ? position(clock, bounds.cap[index]!) : bounds.cap[index]!;
    if (facts.state[index] === DONE) {
      late[index] = position(clock, facts.actualStart[index]!);
      continue;
    }
    late[index] = cap;
    if (bounds.hold[index] !== HELD_NODE) late[index] = Math.min(cap, finish(facts.program[index]!, facts.clock[index]!) - bounds.length[index]!);
    const committed = facts.committed.get(index);
    if (committed !== undefined) late[index] = Math.min(late[index]!, position(clock, committed) - bounds.length[index]!);
  }
  return late;
}
