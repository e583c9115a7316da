/**
 * Links as edges between nodes. A link on a summary binds its leaves; to expand it leaf by leaf would be quadratic, so
 * a summary gets nodes of its own, only where a link needs them: an entrance (per calendar below it, because lag is
 * the successor's working time), an end (the latest finish) and a beginning (the earliest start).
 */
import { LEAF, SUMMARY } from './activities.ts';
import type { ActivityFacts } from './activities.ts';
import { FF, FS, ORDER, SS } from './links.ts';
import type { LinkColumns } from './links.ts';

/** What a node is. An activity's node has the activity's position; a summary's is its end. */
export const WORK_NODE = 0;
export const EVENT_NODE = 1;
export const ENTRANCE = 2;
/** Maximum of the finishes that lead into it. */
export const END = 3;
/** Minimum of the starts that lead into it. */
export const BEGINNING = 4;

export interface EdgeColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Uint8Array;
  /** The link that it comes from, or -1 between a summary's nodes and its children. */
  readonly link: Int32Array;
}

export interface Nodes {
  readonly count: number;
  readonly role: Uint8Array;
  /** The activity, or the summary that the node belongs to. */
  readonly activity: Int32Array;
  /** Calendar on which lag into the node counts. */
  readonly calendar: Int32Array;
  /** Node of a summary's earliest start, or -1. */
  readonly beginning: Int32Array;
}

/** Nodes and edges of all links that are not ignored. */
export function buildEdges(facts: ActivityFacts, links: LinkColumns): { nodes: Nodes; edges: EdgeColumns } {
  const count = facts.role.length;
  const { parent, role, calendar } = facts;
  const needs = summaryNeeds(facts, links);
  const nodeRole: number[] = [];
  const nodeActivity: number[] = [];
  const nodeCalendar: number[] = [];
  const beginning = new Int32Array(count).fill(-1);
  for (let index = 0; index < count; index++) {
    nodeRole.push(role[index] === LEAF ? (facts.duration[index] === 0 && facts.remaining[index] === 0 ? EVENT_NODE : WORK_NODE) : END);
    nodeActivity.push(index);
    nodeCalendar.push(calendar[index]!);
  }
  function addNode(kind: number, activity: number, onCalendar: number): number {
    nodeActivity.push(activity);
    nodeCalendar.push(onCalendar);
    return nodeRole.push(kind) - 1;
  }

  const from: number[] = [];
  const to: number[] = [];
  const kind: number[] = [];
  const link: number[] = [];
  function addEdge(source: number, target: number, code: number, ofLink: number): void {
    from.push(source);
    to.push(target);
    kind.push(code);
    link.push(ofLink);
  }

  /** Entrances of a summary by calendar. */
  const entrances = new Map<number, Map<number, number>>();
  for (const index of facts.summaries) {
    if (needs.beginning[index]) beginning[index] = addNode(BEGINNING, index, calendar[index]!);
    const below = needs.entrance[index] ? needs.calendars.get(index) : undefined;
    if (below) entrances.set(index, new Map([...below].map(each => [each, addNode(ENTRANCE, index, each)])));
  }
  for (let index = 0; index < count; index++) {
    const above = parent[index]!;
    if (above < 0 || (role[index] !== LEAF && role[index] !== SUMMARY)) continue;
    if (needs.end[above]) addEdge(index, above, FF, -1);
    if (needs.beginning[above]) addEdge(role[index] === LEAF ? index : beginning[index]!, beginning[above]!, SS, -1);
    const doors = entrances.get(above);
    if (!doors) continue;
    if (role[index] === LEAF) addEdge(doors.get(calendar[index]!)!, index, FS, -1);
    else for (const [each, node] of entrances.get(index) ?? []) addEdge(doors.get(each)!, node, FS, -1);
  }
  for (let index = 0; index < links.count; index++) {
    if (links.ignored[index]) continue;
    const source = links.from[index]!;
    const code = links.kind[index]!;
    const share = !Number.isNaN(links.share[index]!);
    const fromFinish = code === FS || code === FF;
    const start = role[source] === LEAF || fromFinish ? source : beginning[source]!;
    const other = share ? (fromFinish ? beginning[source]! : source) : -1;
    const target = links.to[index]!;
    const targets = role[target] === LEAF ? [target] : entrances.get(target)?.values() ?? [];
    for (const node of targets) {
      addEdge(start, node, code, index);
      if (other >= 0) addEdge(other, node, ORDER, index);
    }
  }
  return {
    nodes: {
      count: nodeRole.length, role: Uint8Array.from(nodeRole), activity: Int32Array.from(nodeActivity),
      calendar: Int32Array.from(nodeCalendar), beginning,
    },
    edges: { from: Int32Array.from(from), to: Int32Array.from(to), kind: Uint8Array.from(kind), link: Int32Array.from(link) },
  };
}

/** Which nodes each summary must have: its links decide, and what a summary has, the summaries below it need too. */
function summaryNeeds(facts: ActivityFacts, links: LinkColumns): {
  end: Uint8Array; beginning: Uint8Array; entrance: Uint8Array; calendars: Map<number, Set<number>>;
} {
  const { parent, role, calendar } = facts;
  const count = role.length;
  const end = new Uint8Array(count);
  const beginning = new Uint8Array(count);
  const entrance = new Uint8Array(count);
  let entered = false;
  for (let index = 0; index < links.count; index++) {
    if (links.ignored[index]) continue;
    const source = links.from[index]!;
    const target = links.to[index]!;
    if (role[target] !== LEAF) entered = !!(entrance[target] = 1);
    if (role[source] === LEAF) continue;
    const share = !Number.isNaN(links.share[index]!);
    const code = links.kind[index]!;
    if (code === FS || code === FF || share) end[source] = 1;
    if ((code !== FS && code !== FF) || share) beginning[source] = 1;
  }
  for (const index of facts.summaries) {
    const above = parent[index]!;
    if (above < 0 || role[index] !== SUMMARY) continue;
    end[index]! |= end[above]!;
    beginning[index]! |= beginning[above]!;
    entrance[index]! |= entrance[above]!;
  }
  const calendars = new Map<number, Set<number>>();
  if (entered) {
    for (let index = 0; index < count; index++) {
      if (role[index] !== LEAF) continue;
      for (let above = parent[index]!; above >= 0 && entrance[above]; above = parent[above]!) {
        let below = calendars.get(above);
        if (!below) calendars.set(above, below = new Set());
        if (below.has(calendar[index]!)) break;
        below.add(calendar[index]!);
      }
    }
  }
  return { end, beginning, entrance, calendars };
}
