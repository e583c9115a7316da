/** What leads to what, over links and over the summaries that hold them: what a new link must not turn into a circle. */
import type { Rows } from './cpm.ts';

/** Only its links count, and those of the summaries around it. */
const PASSED = 1;
/** What stands inside of it counts as well. */
const REACHED = 2;

/**
 * Marks what an activity leads to along `rows`, or what leads to it where `rows` hold the links backwards; itself and the summaries
 * around it included. A link of a summary binds everything inside of it, and a summary waits for everything inside of it. With `inside`,
 * the question is asked for something new in the summary at `start`.
 *
 * `parent` is that of the network's facts: a summary stands before its children, and what it holds follows it without a gap.
 */
export function reach(parent: Int32Array, rows: Rows, start: number, inside: boolean): Uint8Array {
  const marks = new Uint8Array(parent.length);
  const open: number[] = [];
  const mark = (index: number, as: number): void => {
    if (marks[index]! >= as) return;
    // Its links were followed when it was passed.
    if (marks[index] === 0) open.push(index);
    marks[index] = as;
    if (as === REACHED) for (let below = index + 1; below < parent.length && parent[below]! >= index; below++) mark(below, REACHED);
  };
  mark(start, inside ? PASSED : REACHED);
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    for (let slot = rows.offsets[index]!; slot < rows.offsets[index + 1]!; slot++) mark(rows.targets[slot]!, REACHED);
    if (parent[index]! >= 0) mark(parent[index]!, PASSED);
  }
  return marks;
}
