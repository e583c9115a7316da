/** The activities of a plan from a place outwards: what a person means is seldom far away. */
import type { Activity, Plan } from '../../language/index.ts';
import { kindsOf } from './kinds.ts';

/** Where something stands: the names of the blocks around it, and its place in a text. */
export interface Standpoint {
  readonly path: readonly string[];
  readonly uri: string;
  readonly offset: number;
  /** Which neighbours come first: those written before, those written behind, or all in their order. */
  readonly first: 'before' | 'behind' | null;
}

/** Called with each activity and how many blocks around it are around the place, too; it stops the walk with `false`. */
export type Visit = (activity: Activity, index: number, level: number) => boolean;

/** The position of the activity with a full name. */
export function activityAt(plan: Pick<Plan, 'activityIndex'>, path: readonly string[]): number | undefined {
  const id = path.join('.');
  for (const kind of kindsOf('Activity')) {
    const index = plan.activityIndex.get(`${kind}:${id}`);
    if (index !== undefined) return index;
  }
  return undefined;
}

/**
 * The activities that `possible` lets through, those of the innermost block around the place first. What a block holds
 * follows it in the list without a gap. `possible` is asked first: it knows without a look at the activity.
 */
export function eachActivityFrom(plan: Plan, { path, uri, offset, first }: Standpoint, possible: (index: number) => boolean, visit: Visit): void {
  const { activities } = plan;
  const own = activityAt(plan, path);
  const onlyProgram = plan.programs.length === 1;
  let [from, to] = [0, 0];
  let started = false;
  for (let level = path.length - (own === undefined ? 0 : 1); level > 0; level--) {
    const block = activityAt(plan, path.slice(0, level));
    if (block === undefined && level > 1) continue;
    const prefix = `${path.slice(0, level).join('.')}.`;
    const isIn = (index: number): boolean => activities[index]?.id.startsWith(prefix) === true;
    let [start, end] = [0, activities.length];
    if (block !== undefined) {
      start = block + 1;
      for (end = start; isIn(end);) end++;
    }
    const nearFirst = !started && first !== null;
    if (!started) from = to = nearFirst ? own ?? written(activities, start, end, uri, offset) : start;
    started = true;
    const all = block !== undefined || (onlyProgram && plan.programs[0]?.name === path[0]);
    const see = (index: number): boolean => !possible(index) || (!all && !isIn(index)) || visit(activities[index]!, index, level);
    const before = (): boolean => walk(nearFirst ? from - 1 : start, nearFirst ? start - 1 : from, see);
    const behind = (): boolean => walk(to, end, see);
    if (first === 'behind' && nearFirst ? !(behind() && before()) : !(before() && behind())) return;
    // Of all programs only the one around was seen.
    if (block === undefined && !all) walk(0, activities.length, index => !possible(index) || isIn(index) || visit(activities[index]!, index, 0));
    if (block === undefined) return;
    [from, to] = [start, end];
  }
  walk(0, activities.length, index => (index >= from && index < to) || !possible(index) || visit(activities[index]!, index, 0));
}

/** The position of the first of some activities that is written behind an offset, as the analysis saw it; they stand by document and place. */
function written(activities: readonly Activity[], start: number, end: number, uri: string, offset: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    const activity = activities[middle]!;
    if (activity.uri < uri || (activity.uri === uri && activity.span.start < offset)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function walk(from: number, to: number, see: (index: number) => boolean): boolean {
  const step = from <= to ? 1 : -1;
  for (let index = from; index !== to; index += step) if (!see(index)) return false;
  return true;
}

/** The number of blocks around an element that are around the place, too. */
export function levelOf(id: string, prefixes: readonly string[]): number {
  for (let level = prefixes.length; level > 0; level--) if (id.startsWith(prefixes[level - 1]!)) return level;
  return 0;
}

/** `atlas.`, `atlas.api.`: what the full names of all that stands in these blocks begin with. */
export function prefixesOf(path: readonly string[]): string[] {
  return path.map((_, at) => `${path.slice(0, at + 1).join('.')}.`);
}

