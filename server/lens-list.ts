/**
 * Where lenses stand. Few things deserve a line of their own: what others wait for, commitments, contracts and gates; a task that only its own
 * workstream waits for has none. No title is made here, so that a plan of ten thousand activities is listed at once.
 */
import { gateVerdict } from '../language/index.ts';
import type { Activity, Plan, Schedule } from '../language/index.ts';
import type { LensKind } from '../protocol/lens.ts';
import type { Analysis } from './context.ts';
import type { Settings } from './settings.ts';

export interface Lens {
  readonly kind: LensKind;
  readonly key: string;
  /** The name of what it is about, in the document asked for. */
  readonly start: number;
  readonly end: number;
  /** Position of the activity; -1 for a contract. */
  readonly index: number;
}

/** The lenses of a document in the order of the text; of one declaration, in the order in which they are read. */
export function lensesIn({ plan, schedule }: Analysis, uri: string, kinds: Settings['lens']): Lens[] {
  const found: Lens[] = [];
  const add = (kind: LensKind, { key, nameSpan: { start, end } }: { key: string; nameSpan: { start: number; end: number } }, index: number): void =>
    void found.push({ kind, key, start, end, index });
  const ends = kinds.links ? linkSides(plan, schedule) : null;
  plan.activities.forEach((activity, index) => {
    if (activity.uri !== uri || activity.name === '') return;
    if (kinds.gates && activity.gate) add('gate', activity, index);
    if (ends) {
      const plain = isPlain(activity);
      if (ends.after[index]! >= (plain ? CROSSES : WAITS)) add('after', activity, index);
      if (!plain && ends.before[index]! >= WAITS) add('before', activity, index);
    }
    if (kinds.why && isPromised(activity) && isOpen(schedule, activity, index)) add('why', activity, index);
  });
  for (const contract of kinds.contracts ? plan.contracts : []) if (contract.uri === uri && contract.name !== '') add('contract', contract, -1);
  return found.sort((a, b) => a.start - b.start);
}

/** What nobody promised to anybody: a task or workstream. */
function isPlain({ kind }: Activity): boolean {
  return kind === 'task' || kind === 'workstream';
}

/** Whose date somebody counts on. */
function isPromised(activity: Activity): boolean {
  return activity.by !== null || !isPlain(activity);
}

function isOpen(schedule: Schedule, activity: Activity, index: number): boolean {
  const { finish, status, uncertain } = schedule.at(index);
  return finish !== null && status !== 'done' && !uncertain && gateVerdict(activity) === null;
}

const WAITS = 1;
const CROSSES = 2;

/** By activity, whether something waits for it and whether it waits: `CROSSES` where that stands in another workstream, or in another program. */
interface LinkSides { readonly after: Uint8Array; readonly before: Uint8Array }

const known = new WeakMap<Schedule, LinkSides>();

function linkSides(plan: Plan, schedule: Schedule): LinkSides {
  const sides = known.get(schedule);
  if (sides) return sides;
  const after = new Uint8Array(plan.activities.length);
  const before = new Uint8Array(plan.activities.length);
  const area = areasOf(plan);
  const { from, to } = schedule.linkEnds;
  for (let link = 0; link < from.length; link++) {
    const source = from[link]!;
    const target = to[link]!;
    const other = area[target]! >= 0 ? area[source] !== area[target] : plan.activities[source]!.program !== plan.activities[target]!.program;
    const reach = other ? CROSSES : WAITS;
    after[source] = Math.max(after[source]!, reach);
    before[target] = Math.max(before[target]!, reach);
  }
  known.set(schedule, { after, before });
  return { after, before };
}

/** By activity, the outermost workstream that holds it, or a number below 0 for what stands in the program itself. */
function areasOf({ activities, activityIndex }: Plan): Int32Array {
  const programs = new Map<string, number>();
  /** Of summaries by their key, so that each is climbed from once and not once for each of its members. */
  const known = new Map<string, number>();
  const areaOf = (activity: Activity, index: number): number => {
    const above = activity.parent === null ? undefined : around(activity.parent);
    if (above !== undefined && above >= 0) return above;
    if (activity.kind === 'workstream') return index;
    let program = programs.get(activity.program);
    if (program === undefined) programs.set(activity.program, program = -1 - programs.size);
    return program;
  };
  const around = (key: string): number | undefined => {
    let area = known.get(key);
    if (area !== undefined) return area;
    const index = activityIndex.get(key);
    const summary = index === undefined ? undefined : activities[index];
    if (index === undefined || !summary) return undefined;
    area = areaOf(summary, index);
    known.set(key, area);
    return area;
  };
  return Int32Array.from(activities, areaOf);
}
