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
export function activityAt(plan: Plan, path: readonly string[]): number | undefined {
  const id = path.join('.');
  for (const kind of kindsOf('Activity')) {
    const index = plan.activityIndex.get(`${kind}:${id}`);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** All activities, those of the innermost block around the place first. What a block holds follows it in the list without a gap. */
export function eachActivityFrom(plan: Plan, { path, uri, offset, first }: Standpoint, visit: Visit): void {
  const { activities } = plan;
  const own = activityAt(plan, path);
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
    const see = (index: number): boolean => !isIn(index) || visit(activities[index]!, index, level);
    const before = (): boolean => walk(nearFirst ? from - 1 : start, nearFirst ? start - 1 : from, see);
    const behind = (): boolean => walk(to, end, see);
    if (first === 'behind' && nearFirst ? !(behind() && before()) : !(before() && behind())) return;
    // Of a whole program only its own were seen.
    if (block === undefined) {
      walk(0, activities.length, index => isIn(index) || visit(activities[index]!, index, 0));
      return;
    }
    [from, to] = [start, end];
  }
  walk(0, activities.length, index => (index >= from && index < to) || visit(activities[index]!, index, 0));
}

/** The position of the first of some activities that is written behind an offset, as the analysis saw it. */
function written(activities: readonly Activity[], start: number, end: number, uri: string, offset: number): number {
  let found = end;
  for (let index = start; index < end; index++) {
    const activity = activities[index]!;
    if (activity.uri !== uri) continue;
    if (activity.span.start >= offset) return index;
    found = index + 1;
  }
  return found;
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

