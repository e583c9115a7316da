/**
 * Dependency cycles. All links inside one strongly connected set are one error (Tarjan 1972), shown as the set's
 * shortest loop of activities, written from its smallest id; among equally short ones the smallest sequence of ids.
 */
import { compressRows } from './cpm.ts';
import type { Rows } from './cpm.ts';
import { END } from './edges.ts';
import type { EdgeColumns, Nodes } from './edges.ts';

/** Edge visits that the search for a shortest loop may cost per set; past it the shortest one found so far stands. */
const SEARCH_LIMIT = 5_000_000;

export interface Loop {
  /** Activities in order, the first not repeated. */
  readonly members: readonly number[];
  /** Links along them; the last one closes the loop. */
  readonly links: readonly number[];
  /** All activities of the set, by id. */
  readonly component: readonly number[];
}

export interface Cycles {
  readonly loops: readonly Loop[];
  /** Links inside a set. */
  readonly links: ReadonlySet<number>;
  /** Nodes in a set or downstream of one. */
  readonly uncertain: Uint8Array;
}

/** Finds all cycles. `rank` orders activities by id. */
export function findCycles(nodes: Nodes, edges: EdgeColumns, rank: Int32Array): Cycles {
  const rows = compressRows(nodes.count, edges.from, edges.to);
  const set = strongSets(nodes.count, rows);
  const inside = new Map<number, { members: number[]; edges: number[] }>();
  const links = new Set<number>();
  for (let edge = 0; edge < edges.from.length; edge++) {
    const own = set[edges.from[edge]!]!;
    if (own !== set[edges.to[edge]!]) continue;
    const found = inside.get(own);
    if (found) found.edges.push(edge);
    else inside.set(own, { members: [], edges: [edge] });
    if (edges.link[edge]! >= 0) links.add(edges.link[edge]!);
  }
  for (let node = 0; node < nodes.count; node++) inside.get(set[node]!)?.members.push(node);

  const uncertain = new Uint8Array(nodes.count);
  const loops: Loop[] = [];
  const queue: number[] = [];
  for (const { members, edges: own } of inside.values()) {
    const component = members.filter(node => isActivity(nodes, node)).sort((a, b) => rank[a]! - rank[b]!);
    loops.push({ ...shortestLoop(nodes, edges, { members, edges: own, component }, rank), component });
    for (const node of members) {
      uncertain[node] = 1;
      queue.push(node);
    }
  }
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (let slot = rows.offsets[node]!; slot < rows.offsets[node + 1]!; slot++) {
      const target = rows.targets[slot]!;
      if (uncertain[target]) continue;
      uncertain[target] = 1;
      queue.push(target);
    }
  }
  loops.sort((a, b) => rank[a.members[0]!]! - rank[b.members[0]!]!);
  return { loops, links, uncertain };
}

function isActivity(nodes: Nodes, node: number): boolean {
  return nodes.role[node]! < END && nodes.activity[node] === node;
}

/** The strongly connected set of each node: Tarjan's algorithm with its own stack. */
function strongSets(count: number, rows: Rows): Int32Array {
  const set = new Int32Array(count).fill(-1);
  const seen = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const next = new Int32Array(count);
  const open: number[] = [];
  const path: number[] = [];
  let time = 0;
  let sets = 0;
  for (let root = 0; root < count; root++) {
    if (seen[root]! >= 0) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path[path.length - 1]!;
      if (seen[node]! < 0) {
        seen[node] = low[node] = time++;
        next[node] = rows.offsets[node]!;
        open.push(node);
      }
      const slot = next[node]!;
      if (slot < rows.offsets[node + 1]!) {
        next[node] = slot + 1;
        const target = rows.targets[slot]!;
        if (seen[target]! < 0) path.push(target);
        else if (set[target]! < 0) low[node] = Math.min(low[node]!, seen[target]!);
        continue;
      }
      path.pop();
      const above = path[path.length - 1];
      if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!);
      if (low[node] !== seen[node]) continue;
      for (let member = open.pop()!; ; member = open.pop()!) {
        set[member] = sets;
        if (member === node) break;
      }
      sets++;
    }
  }
  return set;
}

interface Arc { readonly node: number; readonly link: number }

/**
 * Shortest loop of a set, counted in activities. For each activity in the order of ids: the shortest loop through it
 * and later ones, by breadth-first search backwards, then a walk along the smallest ids; then the activity is removed,
 * with everything that no longer lies on a loop. So a plain ring costs one search.
 */
function shortestLoop(
  nodes: Nodes, edges: EdgeColumns, set: { members: readonly number[]; edges: readonly number[]; component: readonly number[] }, rank: Int32Array,
): { members: number[]; links: number[] } {
  const { members, component } = set;
  const forward = new Map<number, Arc[]>(members.map(node => [node, []]));
  const backward = new Map<number, Arc[]>(members.map(node => [node, []]));
  for (const edge of set.edges) {
    const source = edges.from[edge]!;
    const target = edges.to[edge]!;
    forward.get(source)!.push({ node: target, link: edges.link[edge]! });
    backward.get(target)!.push({ node: source, link: edges.link[edge]! });
  }
  const alive = new Set(members);
  const ins = new Map(members.map(node => [node, backward.get(node)!.length]));
  const outs = new Map(members.map(node => [node, forward.get(node)!.length]));
  let best: { members: number[]; links: number[] } = { members: [], links: [] };
  let shortest = Infinity;
  let visits = 0;

  /** Number of activities still to enter on the way to `goal`, by node; stops at loops of `shortest`. */
  function distancesTo(goal: number): { distance: Map<number, number>; length: number } {
    const distance = new Map<number, number>();
    let length = Infinity;
    let level = [goal];
    for (let depth = 0; level.length > 0 && depth < length && depth < shortest; depth++) {
      const deeper: number[] = [];
      for (let read = 0; read < level.length; read++) {
        const node = level[read]!;
        const costs = isActivity(nodes, node) ? 1 : 0;
        // The goal stands in the map only once it is reached again.
        if (node !== goal && (distance.get(node) ?? Infinity) < depth) continue;
        for (const { node: source } of backward.get(node)!) {
          if (!alive.has(source)) continue;
          visits++;
          if (source === goal) {
            length = Math.min(length, depth + costs);
            continue;
          }
          if ((distance.get(source) ?? Infinity) <= depth + costs) continue;
          distance.set(source, depth + costs);
          (costs === 0 ? level : deeper).push(source);
        }
      }
      level = deeper;
    }
    return { distance, length };
  }

  /** The activity with the smallest id that is one step nearer to the goal, and the link that leads to it. */
  function step(from: number, goal: number, left: number, distance: Map<number, number>): Arc {
    let found: Arc = { node: -1, link: -1 };
    const seen = new Set<number>();
    const open: Arc[] = [{ node: from, link: -1 }];
    for (let arc = open.pop(); arc; arc = open.pop()) {
      for (const next of forward.get(arc.node)!) {
        if (!alive.has(next.node)) continue;
        const link = next.link >= 0 ? next.link : arc.link;
        if (!isActivity(nodes, next.node)) {
          if (!seen.has(next.node)) open.push({ node: next.node, link });
          seen.add(next.node);
          continue;
        }
        if ((next.node === goal ? 0 : distance.get(next.node)) !== left - 1) continue;
        if (found.node < 0 || rank[next.node]! < rank[found.node]! || (next.node === found.node && link < found.link)) {
          found = { node: next.node, link };
        }
      }
    }
    return found;
  }

  function remove(first: number): void {
    const gone = [first];
    alive.delete(first);
    for (let node = gone.pop(); node !== undefined; node = gone.pop()) {
      for (const [arcs, degree] of [[forward, ins], [backward, outs]] as const) {
        for (const { node: other } of arcs.get(node)!) {
          const left = degree.get(other)! - 1;
          degree.set(other, left);
          if (left > 0 || !alive.has(other)) continue;
          alive.delete(other);
          gone.push(other);
        }
      }
    }
  }

  for (const goal of component) {
    if (!alive.has(goal)) continue;
    if (shortest === 1 || (visits > SEARCH_LIMIT && shortest < Infinity)) break;
    const { distance, length } = distancesTo(goal);
    if (length < shortest) {
      shortest = length;
      best = { members: [goal], links: [] };
      let node = goal;
      for (let left = length; left > 0; left--) {
        const arc = step(node, goal, left, distance);
        best.links.push(arc.link);
        node = arc.node;
        if (left > 1) best.members.push(node);
      }
    }
    remove(goal);
  }
  return best;
}
