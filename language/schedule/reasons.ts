/** Everything that bounds an activity's start from below, one reason each: what drivers, conflicts and printing ask. */
import { DONE, LEAF, NOT_STARTED, PROGRESSED, STARTED } from './activities.ts';
import { pinOf } from './bounds.ts';
import { finishAt, position, startAt } from './calendar.ts';
import type { Dates } from './dates.ts';
import { END, ENTRANCE, EVENT_NODE, WORK_NODE } from './edges.ts';
import { KINDS, ORDER } from './links.ts';
import { boundPosition, boundWall } from './mixed.ts';
import type { DriverKind } from './model.ts';

/** One bound of an activity's start, or, of what has started, of the rest of its work. */
export interface Reason {
  readonly kind: DriverKind;
  /** Position of the predecessor, or -1. */
  readonly from: number;
  readonly lag: number;
  /** Start position on the activity's clock. */
  readonly at: number;
  /** The same as a wall minute: of the start, or, for events, of the event. */
  readonly wall: number;
  /** A hard date: position in `limits` of the activity, else -1. */
  readonly limit: number;
}

/** Printed dates by node, wall minutes; NaN where a node has none. */
export interface Printed { readonly start: Float64Array; readonly finish: Float64Array }

/** The furthest start position of some reasons, or -Infinity. */
export function furthestOf(reasons: readonly Reason[]): number {
  return reasons.reduce((furthest, reason) => Math.max(furthest, reason.at), -Infinity);
}

/**
 * All bounds from below of an activity that is not done; of what has started, of the rest of its work. `begin` asks for those of
 * the start that work with progress and without `started` is supposed to have had. Needs the printed dates of its predecessors.
 */
export function reasonsOf(dates: Dates, printed: Printed, index: number, begin = false): Reason[] {
  const { network, bounds, programs } = dates;
  const { facts, nodes, calendars } = network;
  const clock = calendars.compiled[facts.clock[index]!]!;
  const length = begin ? facts.duration[index]! : bounds.length[index]!;
  const event = nodes.role[index] === EVENT_NODE;
  const state = facts.state[index]!;
  const begun = state === STARTED || (bounds.begins.has(index) && !begin);
  const reasons: Reason[] = [];
  function own(kind: DriverKind, wall: number, at = position(clock, wall), limit = -1): void {
    reasons.push({ kind, from: -1, lag: 0, at, wall, limit });
  }

  own('status-date', programs.status[facts.program[index]!]!);
  if (begun) {
    const began = state === STARTED ? facts.actualStart[index]! : printed.start[index]!;
    const at = position(clock, began) + facts.progressed[index]!;
    own('actual', facts.progressed[index] === 0 ? began : startAt(clock, at), at);
  } else {
    const wall = programs.startOn(facts.program[index]!, facts.calendar[index]!);
    if (!Number.isNaN(wall)) own('program-start', wall);
  }
  facts.limits.get(index)?.forEach((limit, place) => {
    if (limit.relation === 'not-after') return;
    if (limit.edge === 'start') {
      if (begin || (state !== STARTED && state !== PROGRESSED)) own('start', limit.wall, position(clock, limit.wall), place);
    } else {
      const at = position(clock, limit.wall) - length;
      own('finish', event ? limit.wall : startAt(clock, at), at, place);
    }
  });
  if (dates.delayed[index]) own('finish', finishAt(clock, bounds.walls && event ? position(clock, bounds.lower[index]!) : bounds.lower[index]!), dates.early[index]!);
  linkReasons(index);
  return reasons;

  function linkReasons(node: number): void {
    const into = network.into();
    const calendar = calendars.compiled[facts.calendar[index]!]!;
    for (let place = into.offsets[node]!; place < into.offsets[node + 1]!; place++) {
      const slot = into.slots[place]!;
      const link = network.linkOf[slot]!;
      const kind = network.kinds[slot]!;
      const source = into.sources[place]!;
      if (kind === ORDER) continue;
      if (link < 0) {
        if (nodes.role[source] === ENTRANCE) linkReasons(source);
        continue;
      }
      const name = KINDS[kind]!;
      const wall = name === 'FS' || name === 'FF' ? printed.finish[source]! : printed.start[source]!;
      if (Number.isNaN(wall)) continue;
      const lag = dates.lag[link]!;
      const elapsed = network.links.elapsed[link] === 1;
      const bound = boundPosition(calendar, clock, wall, lag, elapsed);
      const at = name === 'FF' || name === 'SF' ? bound - length : bound;
      reasons.push({ kind: name, from: network.links.from[link]!, lag, at, wall: event ? boundWall(calendar, wall, lag, elapsed) : startAt(clock, at), limit: -1 });
    }
  }
}

/**
 * Dates as they print. With positions on one clock, work prints by its position alone; an event prints as a start where
 * one of the bounds that place it is a start, else as a finish. Mixed passes have found this already.
 */
export function printedDates(dates: Dates): Printed {
  if (dates.walls) return dates.walls;
  const { network, early, bounds } = dates;
  const { facts, nodes, calendars, order } = network;
  const start = new Float64Array(nodes.count).fill(NaN);
  const finish = new Float64Array(nodes.count).fill(NaN);
  const printed = { start, finish };
  for (let step = 0; step < order.length; step++) {
    const node = order[step]!;
    if (nodes.role[node] === END) {
      endOf(node);
      continue;
    }
    if (nodes.role[node]! > EVENT_NODE || facts.role[node] !== LEAF) continue;
    if (facts.state[node] === DONE) {
      start[node] = facts.actualStart[node]!;
      finish[node] = facts.actualFinish[node]!;
      continue;
    }
    const clock = calendars.compiled[facts.clock[node]!]!;
    const at = early[node]!;
    finish[node] = finishAt(clock, at + bounds.length[node]!);
    if (nodes.role[node] === WORK_NODE) {
      start[node] = facts.state[node] === STARTED ? facts.actualStart[node]! : startAt(clock, at);
      continue;
    }
    const later = startAt(clock, at);
    if (later !== finish[node] && printsAsStart(node, at, finish[node]!)) finish[node] = later;
    start[node] = facts.state[node] === STARTED ? facts.actualStart[node]! : finish[node]!;
  }
  return printed;

  function endOf(node: number): void {
    const into = network.into();
    for (let place = into.offsets[node]!; place < into.offsets[node + 1]!; place++) {
      const wall = finish[into.sources[place]!]!;
      if (!(wall <= finish[node]!)) start[node] = finish[node] = wall;
    }
  }

  /** Whether a bound that places the event lies after the earlier of its two wall times; hard dates say it alone. */
  function printsAsStart(node: number, at: number, earlier: number): boolean {
    const reasons = reasonsOf(dates, printed, node);
    const floors = (reason: Reason): boolean => reason.kind === 'status-date' || reason.kind === 'actual';
    if (reasons.some(reason => floors(reason) && reason.at === at && reason.wall > earlier)) return true;
    const wanted = reasons.reduce((wall, reason) => (!floors(reason) && reason.at >= at ? Math.max(wall, reason.wall) : wall), -Infinity);
    const capped = Math.min(wanted, capWall(node));
    return capped > earlier;
  }

  /** The hard date that holds an event as a wall minute, else Infinity. */
  function capWall(node: number): number {
    const limits = facts.limits.get(node) ?? [];
    const begun = facts.state[node] !== NOT_STARTED;
    const pin = pinOf(limits, begun);
    if (pin) return pin.wall;
    return Math.min(Infinity, ...limits.flatMap(limit => (limit.relation === 'not-after' && !(begun && limit.edge === 'start') ? [limit.wall] : [])));
  }
}
