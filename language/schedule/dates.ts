/** Early dates, late dates and both slacks of a network on a status date, as numbers by node. */
import { DONE, LEAF, NOT_STARTED, STARTED } from './activities.ts';
import { lateBounds, nodeBounds, programDates } from './bounds.ts';
import type { Bounds, ProgramDates } from './bounds.ts';
import { finishAt, position } from './calendar.ts';
import { backwardPass, forwardPass, LARGEST, OPEN, UNBOUND } from './cpm.ts';
import { EVENT_NODE } from './edges.ts';
import { FF, SF, SS } from './links.ts';
import { mixedBackward, mixedForward, programFinishes } from './mixed.ts';
import type { ScheduleOptions } from './model.ts';
import type { Network } from './network.ts';

/**
 * Positions are starts on each activity's own clock: of what has started, of the rest of its work.
 * Total slack is `late - early`.
 */
export interface Dates {
  readonly network: Network;
  readonly programs: ProgramDates;
  readonly bounds: Bounds;
  readonly early: Float64Array | Int32Array;
  readonly late: Float64Array | Int32Array;
  /** Of activities, never negative. Of a summary's end: how far its own successors let it move, a wall minute or, on a shared clock, a position. */
  readonly free: Float64Array | Int32Array;
  /** Lag of each link in minutes, shares of summaries included. */
  readonly lag: Float64Array;
  /** What `as late as possible` moved. */
  readonly delayed: Uint8Array;
  /** Wall minutes as they print, by node; null where positions on one clock were enough (`printedDates` finds them). */
  readonly walls: { readonly start: Float64Array; readonly finish: Float64Array } | null;
}

/**
 * Computes the dates. One shared clock takes integer arithmetic on positions, anything else conversions between clocks;
 * both give the same dates. `way` is for tests and benchmarks that compare the two.
 */
export function computeDates(network: Network, options: ScheduleOptions, way: 'fastest' | 'mixed' = 'fastest'): Dates {
  const programs = programDates(network, options);
  if (way === 'fastest' && network.sharedClock >= 0) {
    const bounds = nodeBounds(network, programs, false);
    const dates = sharedDates(network, programs, bounds);
    if (dates) return dates;
  }
  return mixedDates(network, programs, nodeBounds(network, programs, true));
}

/** Raises the lower bounds of what is as late as possible to its late dates. False where nothing moves. */
function delay(network: Network, bounds: Bounds, early: Float64Array | Int32Array, late: Float64Array | Int32Array, delayed: Uint8Array): boolean {
  const { facts, nodes, calendars } = network;
  let moved = false;
  for (let index = 0; index < facts.role.length; index++) {
    if (!facts.asLateAsPossible[index] || facts.role[index] !== LEAF || facts.state[index] !== NOT_STARTED) continue;
    if (late[index]! <= early[index]!) continue;
    const asWall = bounds.walls && nodes.role[index] === EVENT_NODE;
    bounds.lower[index] = asWall ? finishAt(calendars.compiled[facts.clock[index]!]!, late[index]!) : late[index]!;
    delayed[index] = 1;
    moved = true;
  }
  return moved;
}

function mixedDates(network: Network, programs: ProgramDates, bounds: Bounds): Dates {
  const delayed = new Uint8Array(network.facts.role.length);
  for (let again = false; ; again = true) {
    const forward = mixedForward(network, bounds);
    const finishes = programFinishes(network, forward.finish);
    const finish = (program: number, clock: number): number => position(network.calendars.compiled[clock]!, finishes[program]!);
    const { late, free } = mixedBackward(network, bounds, forward, lateBounds(network, bounds, finish));
    if (!again && delay(network, bounds, forward.early, late, delayed)) continue;
    openRoom(network, bounds, forward.early, free, finish, Infinity);
    return { network, programs, bounds, early: forward.early, late, free, lag: forward.lag, delayed, walls: forward };
  }
}

/** Free slack of what has no successor: the room to its program's finish. */
function openRoom(
  network: Network, bounds: Bounds, early: Float64Array | Int32Array, free: Float64Array | Int32Array,
  finish: (program: number, clock: number) => number, open: number,
): void {
  const { facts } = network;
  for (let index = 0; index < facts.role.length; index++) {
    if (facts.role[index] !== LEAF) continue;
    if (facts.state[index] === DONE) free[index] = 0;
    else if (free[index] === open) free[index] = Math.max(0, finish(facts.program[index]!, facts.clock[index]!) - early[index]! - bounds.length[index]!);
    else if (free[index]! < 0) free[index] = 0;
  }
}

/** The integer passes; null where a sum could leave their range. */
function sharedDates(network: Network, programs: ProgramDates, bounds: Bounds): Dates | null {
  const { facts, nodes, rows, order, links } = network;
  const count = nodes.count;
  const length = narrowed(bounds.length);
  const cap = narrowed(bounds.cap);
  const floor = narrowed(bounds.floor);
  if (!length || !cap || !floor || !fits(bounds, links.lag)) return null;
  const weight = edgeWeights(network, length);
  const started = startedBounds(network, length);
  const delayed = new Uint8Array(facts.role.length);
  for (let again = false; ; again = true) {
    const early = narrowed(bounds.lower);
    if (!early) return null;
    for (const [node, bound] of started) if (bound > early[node]!) early[node] = bound;
    forwardPass(order, rows, weight, cap, floor, early);
    const finishes = new Int32Array(facts.programs.length).fill(-LARGEST);
    for (let index = 0; index < facts.role.length; index++) {
      if (facts.role[index] !== LEAF) continue;
      const finish = early[index]! + length[index]!;
      const program = facts.program[index]!;
      if (finish > finishes[program]!) finishes[program] = finish;
    }
    const late = narrowed(lateBounds(network, bounds, program => finishes[program]!));
    if (!late) return null;
    const free = new Int32Array(count);
    backwardPass(order, rows, weight, bounds.hold, early, late, free);
    if (!again && delay(network, bounds, early, late, delayed)) continue;
    openRoom(network, bounds, early, free, program => finishes[program]!, OPEN);
    return { network, programs, bounds, early, late, free, lag: links.lag, delayed, walls: null };
  }
}

/** As 32-bit integers, infinities as the bounds of the integer passes; null where a number does not fit. */
function narrowed(values: Float64Array): Int32Array | null {
  const narrow = new Int32Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value === Infinity) narrow[index] = OPEN;
    else if (value === -Infinity) narrow[index] = -LARGEST;
    else if (value > LARGEST || value < -LARGEST) return null;
    else narrow[index] = value;
  }
  return narrow;
}

/** Whether every sum along a path stays in range: the furthest bound, all lengths and all lags together. */
function fits(bounds: Bounds, lag: Float64Array): boolean {
  let sum = 0;
  for (let node = 0; node < bounds.length.length; node++) sum += bounds.length[node]!;
  const furthest = Math.max(furthestOf(bounds.lower), furthestOf(bounds.floor), furthestOf(bounds.cap));
  for (let link = 0; link < lag.length; link++) sum += Math.abs(lag[link]!);
  return furthest + sum < LARGEST;
}

/** The largest finite number, without its sign. */
function furthestOf(values: Float64Array): number {
  let furthest = 0;
  for (let node = 0; node < values.length; node++) {
    const value = Math.abs(values[node]!);
    if (value > furthest && value !== Infinity) furthest = value;
  }
  return furthest;
}

/** Weight of each edge between start positions, by kind. Links into finished work, and from starts that happened, bind nothing. */
export function edgeWeights(network: Network, length: Int32Array): Int32Array {
  const { facts, nodes, rows, kinds, linkOf, links } = network;
  const weight = new Int32Array(kinds.length);
  for (let node = 0; node < nodes.count; node++) {
    const leaf = nodes.role[node]! <= EVENT_NODE;
    const begun = leaf && facts.state[node] === STARTED;
    for (let slot = rows.offsets[node]!; slot < rows.offsets[node + 1]!; slot++) {
      const target = rows.targets[slot]!;
      const kind = kinds[slot]!;
      const link = linkOf[slot]!;
      const fromStart = kind === SS || kind === SF;
      if ((begun && fromStart) || (nodes.role[target]! <= EVENT_NODE && facts.state[target] === DONE)) {
        weight[slot] = UNBOUND;
        continue;
      }
      weight[slot] = (link < 0 ? 0 : links.lag[link]!) + (fromStart ? 0 : length[node]!) - (kind === FF || kind === SF ? length[target]! : 0);
    }
  }
  return weight;
}

/** What starts that have happened bind: constants. */
function startedBounds(network: Network, length: Int32Array): [node: number, bound: number][] {
  const { facts, rows, kinds, linkOf, links, calendars } = network;
  const bounds: [number, number][] = [];
  for (let node = 0; node < facts.role.length; node++) {
    if (facts.role[node] !== LEAF || facts.state[node] !== STARTED) continue;
    for (let slot = rows.offsets[node]!; slot < rows.offsets[node + 1]!; slot++) {
      const kind = kinds[slot]!;
      if (kind !== SS && kind !== SF) continue;
      const target = rows.targets[slot]!;
      const start = position(calendars.compiled[facts.clock[node]!]!, facts.actualStart[node]!);
      const link = linkOf[slot]!;
      bounds.push([target, start + (link < 0 ? 0 : links.lag[link]!) - (kind === SF ? length[target]! : 0)]);
    }
  }
  return bounds;
}
