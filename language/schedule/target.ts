/** Slack and critical path to one activity, as if it were the end of everything. */
import { DONE, LEAF } from './activities.ts';
import { lateBounds } from './bounds.ts';
import type { Bounds } from './bounds.ts';
import { position } from './calendar.ts';
import { backwardPass, HELD_NODE, OPEN } from './cpm.ts';
import type { Dates } from './dates.ts';
import { edgeWeights } from './dates.ts';
import { EVENT_NODE } from './edges.ts';
import { mixedBackward } from './mixed.ts';
import { leavesBelow } from './network.ts';
import type { Printed } from './reasons.ts';

/**
 * Slack to a target in minutes of each activity's clock; NaN where an activity does not lead to it. Hard dates on the
 * way still bind; commitments and program finishes do not.
 */
export function slackTo(dates: Dates, printed: Printed, target: number): Float64Array {
  const { network, early } = dates;
  const { facts, nodes, rows, order, calendars } = network;
  const count = nodes.count;
  const ends = leavesBelow(network, target);
  const leads = new Uint8Array(count);
  const into = network.into();
  const open = [...ends];
  for (const end of ends) leads[end] = 1;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (let place = into.offsets[node]!; place < into.offsets[node + 1]!; place++) {
      const source = into.sources[place]!;
      if (leads[source]) continue;
      leads[source] = 1;
      open.push(source);
    }
  }

  const finish = ends.reduce((latest, end) => Math.max(latest, printed.finish[end]!), -Infinity);
  const isEnd = new Set(ends);
  // Only what leads to the target has a say; a commitment is no bound here.
  const hold = dates.bounds.hold.map((role, node) => (leads[node] ? role : HELD_NODE));
  const bounds: Bounds = { ...dates.bounds, hold };
  const free = { ...network, facts: { ...facts, committed: new Map<number, number>() } };
  const late = lateBounds(free, bounds, () => Infinity);
  for (let node = 0; node < count; node++) {
    if (!leads[node]) late[node] = Infinity;
    else if (isEnd.has(node) && facts.state[node] !== DONE) {
      const clock = calendars.compiled[facts.clock[node]!]!;
      late[node] = Math.min(late[node]!, position(clock, finish) - bounds.length[node]!);
    }
  }
  const slack = new Float64Array(facts.role.length).fill(NaN);
  if (dates.walls) {
    mixedBackward(network, bounds, { early: Float64Array.from(early), ...dates.walls, lag: dates.lag }, late);
  } else {
    const narrow = Int32Array.from(late, value => (value === Infinity ? OPEN : value));
    const length = Int32Array.from(bounds.length);
    backwardPass(order, rows, edgeWeights(network, length), hold, Int32Array.from(early), narrow, new Int32Array(count));
    for (let node = 0; node < count; node++) late[node] = narrow[node]! > OPEN >> 1 ? Infinity : narrow[node]!;
  }
  for (let index = 0; index < slack.length; index++) {
    if (!leads[index] || facts.role[index] !== LEAF || nodes.role[index]! > EVENT_NODE) continue;
    if (facts.state[index] === DONE) slack[index] = 0;
    else if (late[index]! < Infinity) slack[index] = late[index]! - early[index]!;
  }
  return slack;
}
