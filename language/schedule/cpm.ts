/**
 * The critical path method on typed arrays, for networks whose activities share one calendar. A node is the start of an
 * activity, and one integer weight per edge covers every link kind: start(to) >= start(from) + weight
 * (FS: length + lag; SS: lag; FF: length + lag - length of the successor; SF: lag - length of the successor).
 *
 * Kelley and Walker, "Critical-Path Planning and Scheduling" (1959), in linear time on compressed sparse rows.
 */

/** Outgoing edges by node: those of `v` are `offsets[v] … offsets[v + 1] - 1` of `targets` and `edges`. */
export interface Rows {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Position of the edge in the arrays that the rows were made of. */
  readonly edges: Int32Array;
}

/** Positions, and sums of lengths and lags, must stay below this, so that no sum here leaves 32 bits. */
export const LARGEST = 2 ** 28;
/** A weight that binds nothing. */
export const UNBOUND = -(2 ** 29) - LARGEST;
/** No bound above, no successor: larger than any difference of positions. */
export const OPEN = 2 ** 30;

/** How a node takes part in the backward pass. */
export const FREE_NODE = 0;
/** Its late position stands, whatever its successors say: a hard date, or finished work. */
export const HELD_NODE = 1;
/** No activity: the entrance of a summary, which passes on to its predecessors what its children leave them. */
export const PASSING_NODE = 2;
/** No activity: the end of a summary. Its children's free slack reaches to its late date, as Microsoft Project has it. */
export const END_NODE = 3;

/** Groups edges by their source, by counting. */
export function compressRows(nodes: number, from: Int32Array, to: Int32Array): Rows {
  const count = from.length;
  const offsets = new Int32Array(nodes + 1);
  for (let edge = 0; edge < count; edge++) offsets[from[edge]! + 1]!++;
  for (let node = 0; node < nodes; node++) offsets[node + 1]! += offsets[node]!;
  const next = offsets.slice(0, nodes);
  const targets = new Int32Array(count);
  const edges = new Int32Array(count);
  for (let edge = 0; edge < count; edge++) {
    const slot = next[from[edge]!]!++;
    targets[slot] = to[edge]!;
    edges[slot] = edge;
  }
  return { offsets, targets, edges };
}

/** Predecessors before successors (Kahn). Shorter than `nodes` where the edges hold a cycle. */
export function topologicalOrder(nodes: number, rows: Rows): Int32Array {
  const { offsets, targets } = rows;
  const waiting = new Int32Array(nodes);
  for (let slot = 0; slot < targets.length; slot++) waiting[targets[slot]!]!++;
  const order = new Int32Array(nodes);
  let length = 0;
  for (let node = 0; node < nodes; node++) if (waiting[node] === 0) order[length++] = node;
  for (let read = 0; read < length; read++) {
    const node = order[read]!;
    const end = offsets[node + 1]!;
    for (let slot = offsets[node]!; slot < end; slot++) {
      const target = targets[slot]!;
      if (--waiting[target]! === 0) order[length++] = target;
    }
  }
  return length === nodes ? order : order.slice(0, length);
}

/**
 * Earliest starts. `early` comes in with the lower bounds and leaves with the result:
 * max(floor, min(cap, max(lower bound, links))).
 */
export function forwardPass(order: Int32Array, rows: Rows, weight: Int32Array, cap: Int32Array, floor: Int32Array, early: Int32Array): void {
  const { offsets, targets } = rows;
  for (let step = 0; step < order.length; step++) {
    const node = order[step]!;
    let start = early[node]!;
    if (start > cap[node]!) start = cap[node]!;
    if (start < floor[node]!) start = floor[node]!;
    early[node] = start;
    const end = offsets[node + 1]!;
    for (let slot = offsets[node]!; slot < end; slot++) {
      const bound = start + weight[slot]!;
      const target = targets[slot]!;
      if (bound > early[target]!) early[target] = bound;
    }
  }
}

/**
 * Latest starts and free slack. `late` comes in with the upper bounds of the starts. `free` leaves as the least room
 * to a successor's early start, or OPEN without a successor that binds; of an END_NODE, the position of that start.
 */
export function backwardPass(
  order: Int32Array, rows: Rows, weight: Int32Array, role: Uint8Array, early: Int32Array, late: Int32Array, free: Int32Array,
): void {
  const { offsets, targets } = rows;
  // How far a predecessor may reach without moving anything: to the early start, or to what lies behind a passing node.
  const reach = early.slice();
  for (let step = order.length - 1; step >= 0; step--) {
    const node = order[step]!;
    let latest = late[node]!;
    let room = OPEN;
    const end = offsets[node + 1]!;
    for (let slot = offsets[node]!; slot < end; slot++) {
      const target = targets[slot]!;
      const by = weight[slot]!;
      const bound = late[target]! - by;
      if (bound < latest) latest = bound;
      const least = reach[target]! - by;
      if (least < room) room = least;
    }
    if (role[node] === FREE_NODE) {
      late[node] = latest;
      free[node] = room < OPEN >> 1 ? room - early[node]! : OPEN;
    } else if (role[node]! >= PASSING_NODE) {
      late[node] = latest;
      reach[node] = role[node] === END_NODE ? latest : room;
      free[node] = room;
    } else {
      free[node] = room < OPEN >> 1 ? room - early[node]! : OPEN;
    }
  }
}
