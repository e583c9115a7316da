/**
 * Both passes where activities differ in calendar, or elapsed time is in play. Every activity has its position on its
 * own clock; links pass wall minutes: a finish as the earlier wall time of its position, a start as the later one.
 *
 * A link is a monotone map from a wall minute of the predecessor to a bound of the successor; the backward pass uses its
 * adjoint, the latest wall minute that still keeps the bound. So late dates are exactly the latest that harm nothing.
 */
import { DONE, LEAF, NOT_STARTED, STARTED } from './activities.ts';
import type { Bounds } from './bounds.ts';
import { finishAt, position, startAt } from './calendar.ts';
import type { WorkingCalendar } from './calendar.ts';
import { END_NODE, HELD_NODE } from './cpm.ts';
import { BEGINNING, EVENT_NODE, WORK_NODE } from './edges.ts';
import { FF, FS, ORDER, SF, SS } from './links.ts';
import type { Network } from './network.ts';

/** The bound that a link sets, as a wall minute: lag runs on `calendar`, the successor's, or elapsed. */
export function boundWall(calendar: WorkingCalendar, wall: number, lag: number, elapsed: boolean): number {
  if (lag === 0) return wall;
  return elapsed ? wall + lag : finishAt(calendar, position(calendar, wall) + lag);
}

/** The same bound as a position on the successor's clock. */
export function boundPosition(calendar: WorkingCalendar, clock: WorkingCalendar, wall: number, lag: number, elapsed: boolean): number {
  if (lag !== 0 && !elapsed && calendar === clock) return position(clock, wall) + lag;
  return position(clock, boundWall(calendar, wall, lag, elapsed));
}

/** The latest wall minute of a predecessor whose bound stays within position `limit` of the successor's clock. */
export function limitWall(calendar: WorkingCalendar, clock: WorkingCalendar, limit: number, lag: number, elapsed: boolean): number {
  if (lag === 0) return startAt(clock, limit);
  if (elapsed) return startAt(clock, limit) - lag;
  if (calendar === clock) return startAt(clock, limit - lag);
  return startAt(calendar, position(calendar, startAt(clock, limit)) - lag);
}

export interface MixedDates {
  /** Position of the start (of the rest, where it has started) on the activity's clock. */
  readonly early: Float64Array;
  /** Wall minutes as they print, by node. */
  readonly start: Float64Array;
  readonly finish: Float64Array;
  /** Lag of each link in minutes, shares of summaries included. */
  readonly lag: Float64Array;
}

/** Early dates. */
export function mixedForward(network: Network, bounds: Bounds): MixedDates {
  const { facts, nodes, rows, kinds, linkOf, links, calendars, order } = network;
  const { lower, cap, floor, length, begins } = bounds;
  const count = nodes.count;
  const early = new Float64Array(count);
  const start = new Float64Array(count).fill(NaN);
  const finish = new Float64Array(count).fill(NaN);
  const lag = links.lag.slice();
  /** From links: positions for work, wall minutes for all others. */
  const bound = new Float64Array(count).fill(-Infinity);
  for (let node = 0; node < count; node++) if (nodes.role[node] === BEGINNING) bound[node] = Infinity;
  /** From links: where work with progress and without `started` might have begun. */
  const beginBound = new Map<number, number>();

  function settle(node: number): void {
    const role = nodes.role[node]!;
    if (role !== WORK_NODE && role !== EVENT_NODE) {
      if (Number.isFinite(bound[node]!)) start[node] = finish[node] = bound[node]!;
      return;
    }
    const clock = calendars.compiled[facts.clock[node]!]!;
    const state = facts.state[node]!;
    if (state === DONE) {
      start[node] = facts.actualStart[node]!;
      finish[node] = facts.actualFinish[node]!;
      early[node] = position(clock, start[node]!);
      return;
    }
    const wanted = Math.min(Math.max(lower[node]!, bound[node]!), cap[node]!);
    const at = Math.max(wanted, floor[node]!);
    if (role === EVENT_NODE) {
      early[node] = position(clock, at);
      const asFinish = finishAt(clock, early[node]!);
      finish[node] = asFinish === at ? asFinish : startAt(clock, early[node]!);
      start[node] = state === STARTED ? facts.actualStart[node]! : finish[node]!;
      return;
    }
    early[node] = at;
    const begin = begins.get(node);
    if (begin) {
      const began = Math.min(Math.max(begin.lower, beginBound.get(node) ?? -Infinity), begin.cap, floor[node]!);
      early[node] = Math.max(at, began + facts.progressed[node]!);
      start[node] = startAt(clock, began);
    } else {
      start[node] = state === STARTED ? facts.actualStart[node]! : startAt(clock, at);
    }
    finish[node] = finishAt(clock, early[node]! + length[node]!);
  }

  function pass(from: number, to: number, kind: number, link: number): void {
    const wall = kind === FS || kind === FF ? finish[from]! : start[from]!;
    if (Number.isNaN(wall)) return;
    const role = nodes.role[to]!;
    if (role === BEGINNING) {
      bound[to] = Math.min(bound[to]!, wall);
      return;
    }
    const calendar = calendars.compiled[nodes.calendar[to]!]!;
    const shift = link < 0 ? 0 : lag[link]!;
    const elapsed = link >= 0 && links.elapsed[link] === 1;
    if (role !== WORK_NODE) {
      bound[to] = Math.max(bound[to]!, boundWall(calendar, wall, shift, elapsed));
      return;
    }
    const at = boundPosition(calendar, calendars.compiled[facts.clock[to]!]!, wall, shift, elapsed);
    const ofFinish = kind === FF || kind === SF;
    bound[to] = Math.max(bound[to]!, ofFinish ? at - length[to]! : at);
    if (begins.has(to)) beginBound.set(to, Math.max(beginBound.get(to) ?? -Infinity, ofFinish ? at - facts.duration[to]! : at));
  }

  for (let step = 0; step < order.length; step++) {
    const node = order[step]!;
    settle(node);
    for (let slot = rows.offsets[node]!; slot < rows.offsets[node + 1]!; slot++) {
      const link = linkOf[slot]!;
      const target = rows.targets[slot]!;
      if (link < 0 || Number.isNaN(links.share[link]!)) {
        pass(node, target, kinds[slot]!, link);
        continue;
      }
      // A share of a summary's span: known once both its ends are; whichever comes second passes the link on.
      const summary = links.from[link]!;
      const beginning = nodes.beginning[summary]!;
      if (Number.isNaN(start[beginning]!) || Number.isNaN(finish[summary]!)) continue;
      const own = calendars.compiled[facts.calendar[summary]!]!;
      const span = position(own, finish[summary]!) - position(own, start[beginning]!);
      lag[link] = Math.round(span * links.share[link]! / 100);
      const kind = links.kind[link]!;
      pass(kind === FS || kind === FF ? summary : beginning, target, kind, link);
    }
  }
  return { early, start, finish, lag };
}

export interface MixedLate {
  /** Latest start positions. */
  readonly late: Float64Array;
  /** Free slack in minutes of the clock, not below 0; Infinity without a successor that binds. Of a summary's end: how far it may move, as a wall minute. */
  readonly free: Float64Array;
}

/** Late dates and free slack. `late` comes in with `lateBounds` and is changed. */
export function mixedBackward(network: Network, bounds: Bounds, dates: MixedDates, late: Float64Array): MixedLate {
  const { facts, nodes, rows, kinds, linkOf, links, calendars, order } = network;
  const { early, start, lag } = dates;
  const { length, hold } = bounds;
  const free = new Float64Array(nodes.count).fill(Infinity);
  /** Of a summary's nodes: the wall minute to which the free slack of what leads into them reaches. */
  const reach = new Float64Array(nodes.count).fill(Infinity);

  /** The latest wall minute that edge `slot` leaves its source, where its target may be at `at` (a start position, or a wall minute). */
  function limitOf(slot: number, target: number, at: number): number {
    if (at === Infinity) return at;
    const link = linkOf[slot]!;
    const shift = link < 0 ? 0 : lag[link]!;
    const elapsed = link >= 0 && links.elapsed[link] === 1;
    const calendar = calendars.compiled[nodes.calendar[target]!]!;
    if (nodes.role[target]! > EVENT_NODE) {
      if (shift === 0) return at;
      return elapsed ? at - shift : startAt(calendar, position(calendar, at) - shift);
    }
    const kind = kinds[slot]!;
    const limit = kind === FF || kind === SF ? at + length[target]! : at;
    return limitWall(calendar, calendars.compiled[facts.clock[target]!]!, limit, shift, elapsed);
  }

  for (let step = order.length - 1; step >= 0; step--) {
    const node = order[step]!;
    const leaf = nodes.role[node]! <= EVENT_NODE;
    if (leaf && facts.state[node] === DONE) {
      free[node] = 0;
      continue;
    }
    const clock = leaf ? calendars.compiled[facts.clock[node]!]! : null;
    let latest = late[node]!;
    let room = Infinity;
    for (let slot = rows.offsets[node]!; slot < rows.offsets[node + 1]!; slot++) {
      const kind = kinds[slot]!;
      if (kind === ORDER) continue;
      const target = rows.targets[slot]!;
      const targetRole = nodes.role[target]!;
      if (targetRole <= EVENT_NODE && facts.state[target] === DONE) continue;
      const fromStart = kind === SS || kind === SF;
      // A start that has happened holds nobody up any more; of a summary's starts only the earliest do.
      if (leaf && fromStart && facts.state[node] !== NOT_STARTED) continue;
      if (targetRole === BEGINNING && start[node] !== start[target]) continue;
      const lateWall = limitOf(slot, target, late[target]!);
      const earlyWall = limitOf(slot, target, targetRole <= EVENT_NODE ? early[target]! : reach[target]!);
      if (!clock) {
        if (lateWall < latest) latest = lateWall;
        if (earlyWall < room) room = earlyWall;
        continue;
      }
      if (lateWall < Infinity) latest = Math.min(latest, startWithin(node, clock, fromStart, lateWall));
      if (earlyWall < Infinity) room = Math.min(room, startWithin(node, clock, fromStart, earlyWall));
    }
    if (hold[node] !== HELD_NODE) late[node] = latest;
    if (leaf) free[node] = Math.max(0, room - early[node]!);
    else {
      reach[node] = hold[node] === END_NODE ? latest : room;
      free[node] = room;
    }
  }
  return { late, free };

  /** The latest start position with which a node's start, or finish, prints no later than `wall`. */
  function startWithin(node: number, clock: WorkingCalendar, fromStart: boolean, wall: number): number {
    if (!fromStart) return position(clock, wall) - length[node]!;
    return nodes.role[node] === EVENT_NODE ? position(clock, wall) : position(clock, wall + 1) - 1;
  }
}

/** The latest finish of each program as a wall minute, -Infinity where nothing in it has dates. */
export function programFinishes(network: Network, finish: Float64Array): Float64Array {
  const { facts } = network;
  const latest = new Float64Array(facts.programs.length).fill(-Infinity);
  for (let index = 0; index < facts.role.length; index++) {
    if (facts.role[index] !== LEAF) continue;
    const program = facts.program[index]!;
    if (finish[index]! > latest[program]!) latest[program] = finish[index]!;
  }
  return latest;
}

