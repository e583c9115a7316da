/**
 * Summaries from their leaves: spans, progress by duration, and slack as Microsoft Project has it: the lesser of what
 * the late dates of its leaves leave its start and its finish.
 */
import { DONE, LEAF, NOT_STARTED, SUMMARY } from './activities.ts';
import { finishAt, position, startAt } from './calendar.ts';
import { OPEN } from './cpm.ts';
import type { Dates } from './dates.ts';
import { EVENT_NODE } from './edges.ts';
import type { Printed } from './reasons.ts';

/** By activity; wall minutes and minutes. Leaves have their own values, empty summaries NaN. */
export interface Rollup {
  readonly start: Float64Array;
  readonly finish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  readonly slack: Float64Array;
  readonly free: Float64Array;
  readonly uncertain: Uint8Array;
  /** NOT_STARTED, STARTED or DONE. */
  readonly begun: Uint8Array;
  readonly progress: Float64Array;
}

export function rollUp(dates: Dates, printed: Printed): Rollup {
  const { network, early, late, bounds } = dates;
  const { facts, nodes, calendars } = network;
  const count = facts.role.length;
  const blank = (): Float64Array => new Float64Array(count).fill(NaN);
  const start = blank();
  const finish = blank();
  const lateStart = blank();
  const lateFinish = blank();
  const slack = blank();
  const free = blank();
  const uncertain = new Uint8Array(count);
  const progress = new Float64Array(count);
  /** Leaves of a summary that have begun, that are done, and all; then minutes, and minutes done. */
  const begunLeaves = new Int32Array(count);
  const doneLeaves = new Int32Array(count);
  const leaves = new Int32Array(count);
  const minutes = new Float64Array(count);
  const worked = new Float64Array(count);

  for (let index = 0; index < count; index++) {
    if (facts.role[index] !== LEAF) continue;
    const clock = calendars.compiled[facts.clock[index]!]!;
    const state = facts.state[index]!;
    start[index] = printed.start[index]!;
    finish[index] = printed.finish[index]!;
    slack[index] = late[index]! - early[index]!;
    free[index] = dates.free[index]!;
    if (state === DONE) {
      lateStart[index] = start[index]!;
      lateFinish[index] = finish[index]!;
    } else if (nodes.role[index] === EVENT_NODE) {
      // Late as it prints early: as a start, or as a finish.
      const asFinish = finish[index] === finishAt(clock, early[index]!);
      lateFinish[index] = asFinish ? finishAt(clock, late[index]!) : startAt(clock, late[index]!);
      lateStart[index] = state === NOT_STARTED ? lateFinish[index]! : start[index]!;
    } else {
      lateFinish[index] = finishAt(clock, late[index]! + bounds.length[index]!);
      lateStart[index] = state === NOT_STARTED ? startAt(clock, late[index]!) : start[index]!;
    }
    uncertain[index] = network.uncertain[index]!;
    progress[index] = facts.progress[index]!;
    leaves[index] = 1;
    begunLeaves[index] = state === NOT_STARTED ? 0 : 1;
    doneLeaves[index] = state === DONE ? 1 : 0;
    minutes[index] = facts.duration[index]!;
    worked[index] = facts.duration[index]! * progress[index]! / 100;
    add(index, facts.parent[index]!);
  }
  for (let place = facts.summaries.length - 1; place >= 0; place--) {
    const index = facts.summaries[place]!;
    if (facts.role[index] !== SUMMARY) continue;
    slackOf(index);
    progress[index] = minutes[index]! > 0 ? 100 * worked[index]! / minutes[index]! : 100 * doneLeaves[index]! / leaves[index]!;
    add(index, facts.parent[index]!);
  }
  const begun = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    begun[index] = leaves[index]! > 0 && doneLeaves[index] === leaves[index] ? DONE : begunLeaves[index]! > 0 ? 1 : NOT_STARTED;
  }
  return { start, finish, lateStart, lateFinish, slack, free, uncertain, begun, progress };

  /** Free slack: the room to the successors of the summary itself, else its total slack. */
  function slackOf(index: number): void {
    const clock = calendars.compiled[facts.clock[index]!]!;
    const p = (wall: number): number => position(clock, wall);
    const ofFinish = p(lateFinish[index]!) - p(finish[index]!);
    // A start that has happened has no slack to give.
    slack[index] = begunLeaves[index]! > 0 ? ofFinish : Math.min(ofFinish, p(lateStart[index]!) - p(start[index]!));
    const limit = dates.free[index]!;
    if (!(dates.walls ? limit < Infinity : limit < OPEN >> 1)) free[index] = Math.max(0, slack[index]!);
    else free[index] = Math.max(0, (dates.walls ? p(limit) : limit) - p(finish[index]!));
  }

  function add(child: number, above: number): void {
    if (above < 0) return;
    lower(start, child, above);
    raise(finish, child, above);
    lower(lateStart, child, above);
    raise(lateFinish, child, above);
    uncertain[above]! |= uncertain[child]!;
    leaves[above]! += leaves[child]!;
    begunLeaves[above]! += begunLeaves[child]!;
    doneLeaves[above]! += doneLeaves[child]!;
    minutes[above]! += minutes[child]!;
    worked[above]! += worked[child]!;
  }
}

function lower(values: Float64Array, child: number, above: number): void {
  if (!(values[above]! <= values[child]!)) values[above] = values[child]!;
}
function raise(values: Float64Array, child: number, above: number): void {
  if (!(values[above]! >= values[child]!)) values[above] = values[child]!;
}
