/** Drivers: the links and constraints that fix an early start, and the chain of them back to where it begins. */
import { DONE, LEAF, NOT_STARTED, PROGRESSED } from './activities.ts';
import type { Limit } from './activities.ts';
import { position } from './calendar.ts';
import type { Dates } from './dates.ts';
import { EVENT_NODE } from './edges.ts';
import type { Driver, DriverKind, WhyStep } from './model.ts';
import { leavesBelow } from './network.ts';
import { furthestOf, reasonsOf } from './reasons.ts';
import type { Printed, Reason } from './reasons.ts';

const KIND_ORDER: readonly DriverKind[] = ['FS', 'SS', 'FF', 'SF', 'start', 'finish', 'status-date', 'program-start', 'actual'];
const ACTUAL: Driver = { kind: 'actual', from: -1, lag: 0 };

export interface Explained { readonly drivers: readonly Driver[]; readonly next: Driver | null; readonly room: number | null }

/** What fixes the start of an activity (of the rest of its work, where `rest` and it has started), and what would next. */
export function explain(dates: Dates, printed: Printed, index: number, rest: boolean): Explained {
  if (dates.network.facts.role[index] !== LEAF) return { drivers: summaryDrivers(dates, printed, index), next: null, room: null };
  const found = boundsOfStart(dates, printed, index, rest);
  if (!found) return { drivers: [ACTUAL], next: null, room: null };
  const others = found.reasons.filter(reason => !found.driving.includes(reason));
  const furthest = furthestOf(others);
  const next = distinct(dates, others.filter(reason => reason.at === furthest))[0] ?? null;
  return { drivers: driversAmong(dates, found.driving), next, room: next ? found.at - furthest : null };
}

/** What fixes the start of an activity, without what would next: the question that is asked of whole plans. */
export function driversOf(dates: Dates, printed: Printed, index: number): readonly Driver[] {
  if (dates.network.facts.role[index] !== LEAF) return summaryDrivers(dates, printed, index);
  const found = boundsOfStart(dates, printed, index, false);
  return found ? driversAmong(dates, found.driving) : [ACTUAL];
}

interface StartBounds {
  readonly reasons: readonly Reason[];
  /** Those that the start stands on. */
  readonly driving: readonly Reason[];
  /** Start position on the activity's clock. */
  readonly at: number;
}

/** All bounds of a start; null where it has happened. */
function boundsOfStart(dates: Dates, printed: Printed, index: number, rest: boolean): StartBounds | null {
  const { facts } = dates.network;
  const state = facts.state[index]!;
  if (state === DONE || (!rest && state !== NOT_STARTED && state !== PROGRESSED)) return null;
  const begin = !rest && dates.bounds.begins.has(index);
  const reasons = reasonsOf(dates, printed, index, begin);
  const clock = dates.network.calendars.compiled[facts.clock[index]!]!;
  const at = begin ? position(clock, printed.start[index]!) : dates.early[index]!;
  const isCap = begin ? [] : capReasons(dates, index, reasons, at);
  const driving = reasons.filter(reason => reason.at === at);
  return { reasons, driving: isCap.length === 0 ? driving : [...driving, ...isCap], at };
}

function driversAmong(dates: Dates, driving: readonly Reason[]): readonly Driver[] {
  return driving.length > 0 ? distinct(dates, driving) : [ACTUAL];
}

/** `not after` dates that hold the start where links would push it further. */
function capReasons(dates: Dates, index: number, reasons: readonly Reason[], at: number): Reason[] {
  const limits = dates.network.facts.limits.get(index);
  if (!limits || capPosition(dates, index) !== at || !reasons.some(reason => reason.at > at)) return [];
  return limits.flatMap((limit, place): Reason[] => (limit.relation === 'not-after' && limitPosition(dates, index, limit) === at
    ? [{ kind: limit.edge, from: -1, lag: 0, at, wall: limit.wall, limit: place }] : []));
}

function capPosition(dates: Dates, index: number): number {
  const cap = dates.bounds.cap[index]!;
  if (!dates.bounds.walls || dates.network.nodes.role[index] !== EVENT_NODE || !Number.isFinite(cap)) return cap;
  return position(dates.network.calendars.compiled[dates.network.facts.clock[index]!]!, cap);
}

/** Start position that a hard date means. */
export function limitPosition(dates: Dates, index: number, limit: Limit): number {
  const clock = dates.network.calendars.compiled[dates.network.facts.clock[index]!]!;
  return position(clock, limit.wall) - (limit.edge === 'finish' ? dates.bounds.length[index]! : 0);
}

/** Reasons as drivers, sorted by kind and id, each once. */
function distinct(dates: Dates, reasons: readonly Reason[]): Driver[] {
  const [first] = reasons;
  if (first && reasons.length === 1) return [{ kind: first.kind, from: first.from, lag: first.lag }];
  const rank = dates.network.rank();
  const place = (from: number): number => (from < 0 ? -1 : rank[from]!);
  const sorted = reasons
    .map(({ kind, from, lag }): Driver => ({ kind, from, lag }))
    .sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) || place(a.from) - place(b.from) || a.lag - b.lag);
  return sorted.filter((driver, index) => {
    const before = sorted[index - 1];
    return !before || before.kind !== driver.kind || before.from !== driver.from;
  });
}

/** A summary starts with its earliest children. */
function summaryDrivers(dates: Dates, printed: Printed, index: number): Driver[] {
  const rank = dates.network.rank();
  const earliest = edge(dates, printed, index, 'start');
  return leavesBelow(dates.network, index)
    .filter(leaf => printed.start[leaf] === earliest)
    .sort((a, b) => rank[a]! - rank[b]!)
    .map((from): Driver => ({ kind: 'SS', from, lag: 0 }));
}

function edge(dates: Dates, printed: Printed, index: number, side: 'start' | 'finish'): number {
  const walls = printed[side];
  return leavesBelow(dates.network, index).reduce((best, leaf) =>
    (side === 'start' ? Math.min(best, walls[leaf]!) : Math.max(best, walls[leaf]!)), side === 'start' ? Infinity : -Infinity);
}

/** The leaf at which a chain goes on from a predecessor: of a summary, the one that starts first or finishes last. */
function chainLeaf(dates: Dates, printed: Printed, index: number, kind: DriverKind): number {
  const side = kind === 'SS' || kind === 'SF' ? 'start' : 'finish';
  if (dates.network.facts.role[index] === LEAF) return index;
  const rank = dates.network.rank();
  let best = -1;
  for (const leaf of leavesBelow(dates.network, index)) {
    const wall = printed[side][leaf]!;
    const incumbent = best < 0 ? NaN : printed[side][best]!;
    const better = side === 'start' ? wall < incumbent : wall > incumbent;
    if (best < 0 || better || (wall === incumbent && rank[leaf]! < rank[best]!)) best = leaf;
  }
  return best;
}

/** One step of a chain, and the steps that lead to it. Chains that meet share what lies before. */
export interface ChainLink {
  readonly step: WhyStep;
  readonly before: ChainLink | null;
  /** Steps from the beginning of the chain to this one, included. */
  readonly length: number;
}

/**
 * The chain of first drivers from an activity back to a constraint, an actual, the status date or the program's start.
 * Every activity is explained at most once, so that the chains of a thousand milestones cost no more than the plan is long.
 */
export function driverChains(dates: Dates, printed: Printed): (index: number) => ChainLink | null {
  const known = new Map<number, ChainLink>();
  /** Of summaries only: a thousand activities may wait for the same one. */
  const leaves = new Map<number, number>();
  function leafOf(index: number, kind: DriverKind): number {
    if (dates.network.facts.role[index] === LEAF) return index;
    const key = index * 2 + (kind === 'SS' || kind === 'SF' ? 0 : 1);
    let leaf = leaves.get(key);
    if (leaf === undefined) leaves.set(key, leaf = chainLeaf(dates, printed, index, kind));
    return leaf;
  }
  return index => {
    const open: { readonly key: number; readonly step: WhyStep }[] = [];
    const visited = new Set<number>();
    let at = leafOf(index, 'FF');
    let rest = true;
    let before: ChainLink | null = null;
    while (at >= 0) {
      const key = at * 2 + (rest ? 1 : 0);
      before = known.get(key) ?? null;
      if (before !== null || visited.has(key)) break;
      visited.add(key);
      const { drivers, next, room } = explain(dates, printed, at, rest);
      const driver = drivers[0]!;
      open.push({ key, step: { index: at, driver, next, room } });
      if (driver.from < 0) break;
      rest = driver.kind === 'FS' || driver.kind === 'FF';
      at = leafOf(driver.from, driver.kind);
    }
    for (const { key, step } of open.reverse()) {
      before = { step, before, length: (before?.length ?? 0) + 1 };
      known.set(key, before);
    }
    return before;
  };
}

/** The steps of a chain, the last one first; at most `most` of them. */
export function stepsOf(end: ChainLink | null, most = Infinity): WhyStep[] {
  const steps: WhyStep[] = [];
  for (let at = end; at !== null && steps.length < most; at = at.before) steps.push(at.step);
  return steps;
}
