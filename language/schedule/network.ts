/**
 * The network of a plan: everything that its schedule needs and no status date changes. Building it costs one walk over
 * the plan; `computeDates` then works on numbers alone, so one network serves many status dates, targets and scenarios.
 */
import type { Plan, WallMinutes } from '../plan/model.ts';
import { activityFacts, LEAF, PROGRESSED } from './activities.ts';
import type { ActivityFacts } from './activities.ts';
import { planCalendars } from './calendars.ts';
import type { CalendarSet } from './calendars.ts';
import { compressRows, topologicalOrder } from './cpm.ts';
import type { Rows } from './cpm.ts';
import { findCycles } from './cycles.ts';
import type { Loop } from './cycles.ts';
import { BEGINNING, buildEdges, EVENT_NODE } from './edges.ts';
import type { Nodes } from './edges.ts';
import { collectLinks } from './links.ts';
import type { LinkColumns } from './links.ts';
import { once } from './once.ts';

const YEAR = 366 * 1440;
/** 2020 to 2040, for a plan that names no date: it starts today. */
const WITHOUT_DATES = { from: 26_297_280, to: 36_816_480 };

export interface Network {
  readonly plan: Plan;
  readonly calendars: CalendarSet;
  readonly facts: ActivityFacts;
  readonly links: LinkColumns;
  readonly nodes: Nodes;
  readonly rows: Rows;
  /** Kind and link of each edge, in the order of `rows`. */
  readonly kinds: Uint8Array;
  readonly linkOf: Int32Array;
  /** Nodes, predecessors first. */
  readonly order: Int32Array;
  readonly loops: readonly Loop[];
  /** Activities in or downstream of a cycle. */
  readonly uncertain: Uint8Array;
  /** The clock that all activities share, where positions on it say everything; else -1. */
  readonly sharedClock: number;
  /** Place of each activity in the order of ids. */
  rank(): Int32Array;
  /** Edges by their target, made when first asked for. */
  into(): Incoming;
  /** Children of each activity, made when first asked for. */
  children(): Rows;
}

/** Edges into each node: those of `v` are `offsets[v] … offsets[v + 1] - 1` of `sources` and `slots`. */
export interface Incoming {
  readonly offsets: Int32Array;
  readonly sources: Int32Array;
  /** Position of the edge in `rows`. */
  readonly slots: Int32Array;
}

/** Order of ids, then keys: by code units, as every list of results is sorted. */
export function rankById(plan: Plan): Int32Array {
  const order = plan.activities.map((_, index) => index);
  order.sort((a, b) => {
    const left = plan.activities[a]!;
    const right = plan.activities[b]!;
    if (left.id !== right.id) return left.id < right.id ? -1 : 1;
    if (left.key !== right.key) return left.key < right.key ? -1 : 1;
    return a - b;
  });
  const rank = new Int32Array(order.length);
  order.forEach((index, place) => { rank[index] = place; });
  return rank;
}

/** What of a network follows from which activities there are, and which of them wait for which, whatever they take. */
type Structure = Pick<Network, 'nodes' | 'rows' | 'kinds' | 'linkOf' | 'order' | 'loops' | 'uncertain' | 'into' | 'children'>;

/**
 * Builds the network. Never throws for what a plan says: what it leaves out stands in `facts.notes` and `loops`.
 * @param before a network of the plan as it was: what of it still holds is taken over
 */
export function buildNetwork(plan: Plan, before: Network | null = null): Network {
  const calendars = planCalendars(plan, coverOf(plan));
  const facts = activityFacts(plan, calendars);
  const links = collectLinks(plan, facts, before);
  const rank = before && sameIds(before.plan, plan) ? before.rank : once(() => rankById(plan));
  const structure = before && sameStructure(before, facts, links) ? takenOver(before, links) : structureOf(plan, facts, links, rank);
  return { plan, calendars, facts, links, rank, ...structure, sharedClock: sharedClock(facts, links, structure.nodes) };
}

function sameIds({ activities: a }: Plan, { activities: b }: Plan): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index] && (a[index]!.id !== b[index]!.id || a[index]!.key !== b[index]!.key)) return false;
  }
  return true;
}

/** Whether `buildEdges` would find the same: it asks what an activity is, never how long it takes. */
function sameStructure({ facts: a, links, nodes }: Network, b: ActivityFacts, fresh: LinkColumns): boolean {
  if (a.role.length !== b.role.length || links.count !== fresh.count) return false;
  for (let index = 0; index < a.role.length; index++) {
    if (a.role[index] !== b.role[index] || a.parent[index] !== b.parent[index] || a.calendar[index] !== b.calendar[index]) return false;
    if (b.role[index] === LEAF && (nodes.role[index] === EVENT_NODE) !== (b.duration[index] === 0 && b.remaining[index] === 0)) return false;
  }
  for (let link = 0; link < fresh.count; link++) {
    if (links.from[link] !== fresh.from[link] || links.to[link] !== fresh.to[link] || links.kind[link] !== fresh.kind[link]) return false;
    if (Number.isNaN(links.share[link]) !== Number.isNaN(fresh.share[link])) return false;
  }
  return true;
}

function takenOver({ nodes, rows, kinds, linkOf, order, loops, uncertain, into, children, links: { ignored } }: Network, links: LinkColumns): Structure {
  links.ignored.set(ignored);
  return { nodes, rows, kinds, linkOf, order, loops, uncertain, into, children };
}

function structureOf(plan: Plan, facts: ActivityFacts, links: LinkColumns, ranks: () => Int32Array): Structure {
  let { nodes, edges } = buildEdges(facts, links);
  let rows = compressRows(nodes.count, edges.from, edges.to);
  let order = topologicalOrder(nodes.count, rows);
  let loops: readonly Loop[] = [];
  const uncertain = new Uint8Array(plan.activities.length);
  if (order.length < nodes.count) {
    const cycles = findCycles(nodes, edges, ranks());
    loops = cycles.loops;
    uncertain.set(cycles.uncertain.subarray(0, uncertain.length));
    for (const link of cycles.links) links.ignored[link] = 1;
    ({ nodes, edges } = buildEdges(facts, links));
    rows = compressRows(nodes.count, edges.from, edges.to);
    order = topologicalOrder(nodes.count, rows);
  }
  const kinds = new Uint8Array(edges.kind.length);
  const linkOf = new Int32Array(edges.kind.length);
  for (let slot = 0; slot < kinds.length; slot++) {
    kinds[slot] = edges.kind[rows.edges[slot]!]!;
    linkOf[slot] = edges.link[rows.edges[slot]!]!;
  }
  return {
    nodes, rows, kinds, linkOf, order, loops, uncertain,
    into: once(() => incomingEdges(nodes.count, rows)),
    children: once(() => childRows(facts.parent)),
  };
}

function childRows(parent: Int32Array): Rows {
  const inner = Int32Array.from(parent.keys()).filter(index => parent[index]! >= 0);
  return compressRows(parent.length, inner.map(index => parent[index]!), inner);
}

/** Leaves of a summary, or the leaf itself. */
export function leavesBelow(network: Network, index: number): number[] {
  if (network.facts.role[index] === LEAF) return [index];
  const { offsets, targets } = network.children();
  const leaves: number[] = [];
  const open = [index];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (network.facts.role[at] === LEAF) leaves.push(at);
    for (let slot = offsets[at]!; slot < offsets[at + 1]!; slot++) open.push(targets[slot]!);
  }
  return leaves;
}

function incomingEdges(count: number, rows: Rows): Incoming {
  const sources = new Int32Array(rows.targets.length);
  for (let node = 0; node < count; node++) sources.fill(node, rows.offsets[node]!, rows.offsets[node + 1]!);
  const { offsets, targets, edges } = compressRows(count, rows.targets, sources);
  return { offsets, sources: targets, slots: edges };
}

/** From a year before the earliest date that the plan names to four after the latest. */
function coverOf(plan: Plan): { from: WallMinutes; to: WallMinutes } {
  let from = Infinity;
  let to = -Infinity;
  function see(date: { readonly at: WallMinutes } | null | undefined): void {
    if (!date) return;
    if (date.at < from) from = date.at;
    if (date.at > to) to = date.at;
  }
  for (const program of plan.programs) {
    see(program.start);
    see(program.asOf);
  }
  for (const activity of plan.activities) {
    see(activity.started);
    see(activity.by?.date);
    for (const constraint of activity.constraints) see(constraint.date);
  }
  return from <= to ? { from: Math.max(0, from - YEAR), to: to + 4 * YEAR } : WITHOUT_DATES;
}

/** Positions on one clock are enough where there is one calendar, no elapsed time, and nothing that is a minimum. */
function sharedClock(facts: ActivityFacts, links: LinkColumns, nodes: Nodes): number {
  let clock = -1;
  for (let index = 0; index < facts.role.length; index++) {
    if (facts.role[index] !== LEAF) continue;
    if (clock < 0) clock = facts.calendar[index]!;
    if (facts.calendar[index] !== clock || facts.clock[index] !== clock || facts.state[index] === PROGRESSED) return -1;
  }
  for (let link = 0; link < links.count; link++) {
    if (!links.ignored[link] && (links.elapsed[link] || !Number.isNaN(links.share[link]!))) return -1;
  }
  return nodes.role.includes(BEGINNING) ? -1 : clock;
}
