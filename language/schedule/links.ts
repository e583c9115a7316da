/** The links of a plan, whatever line they come from: `after` lines, contracts, and what gates hold back. */
import type { Activity, LinkKind, Plan, Ref, Span } from '../plan/model.ts';
import { minutesOf } from '../plan/units.ts';
import { EMPTY, LEAF } from './activities.ts';
import type { ActivityFacts } from './activities.ts';
import { ELAPSED_CALENDAR } from './calendars.ts';
import type { NetworkLink, ScheduleNote } from './model.ts';

export const FS = 0;
export const SS = 1;
export const FF = 2;
export const SF = 3;
/** Orders two nodes and binds nothing. */
export const ORDER = 4;
export const KINDS: readonly LinkKind[] = ['FS', 'SS', 'FF', 'SF'];
const KIND_CODE: Record<LinkKind, number> = { FS, SS, FF, SF };
const AFTER = 0;
const CONTRACT = 1;
const GATE = 2;
const ORIGINS: readonly NetworkLink['origin'][] = ['after', 'contract', 'gate'];

const LONGEST_LAG = 1e9;

/** Links as columns, in the order of their lines. Lags are minutes; a share of a summary's span is known only once it is scheduled. */
export interface LinkColumns {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly kind: Uint8Array;
  readonly lag: Float64Array;
  readonly elapsed: Uint8Array;
  /** Percent of a summary's span, else NaN. */
  readonly share: Float64Array;
  readonly ignored: Uint8Array;
  readonly origin: Uint8Array;
  readonly uris: readonly string[];
  readonly spans: readonly Span[];
  /** Where the links into each activity begin, in the order of activities; behind the last of them come those of contracts. */
  readonly first: Int32Array;
  /** Something besides the line of a link and its ends decided: a share of an activity's duration, or that it means nothing. */
  readonly involved: boolean;
}

/** A plan whose links were collected. */
export interface Collected { readonly plan: Plan; readonly facts: ActivityFacts; readonly links: LinkColumns }

/**
 * All links that mean something; the others are left out, with a note.
 * @param before the links of a plan with the same activities: of those that are still the same objects they are taken over
 */
export function collectLinks(plan: Plan, facts: ActivityFacts, before: Collected | null = null): LinkColumns {
  const { role } = facts;
  const { activities, activityIndex, contracts } = plan;
  const known = before && isComparable(before, plan, facts) ? before : null;
  let most = 0;
  for (const activity of activities) most += activity.after.length + (activity.gate?.before.length ?? 0);
  for (const contract of contracts) most += contract.to.length;
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  const kind = new Uint8Array(most);
  const lag = new Float64Array(most);
  const elapsed = new Uint8Array(most);
  const share = new Float64Array(most).fill(NaN);
  const origin = new Uint8Array(most);
  const first = new Int32Array(activities.length + 1);
  const uris: string[] = [];
  const spans: Span[] = [];
  let involved = false;
  let count = 0;

  for (let index = 0; index < activities.length; index++) {
    let same = index;
    if (known) while (same < activities.length && activities[same] === known.plan.activities[same]) same++;
    if (known && same > index) {
      takeOver(known.links, index, same);
      index = same - 1;
      continue;
    }
    first[index] = count;
    linksInto(index, activities[index]!);
  }
  first[activities.length] = count;
  if (known) takeRange(known.links, known.links.first[activities.length]!, known.links.count);
  else {
    for (const contract of contracts) {
      if (contract.status?.value === 'withdrawn') continue;
      for (const ref of contract.to) add(resolve(contract.from), resolve(ref), FS, CONTRACT, contract.uri, ref.span);
    }
  }
  return {
    count, from: from.subarray(0, count), to: to.subarray(0, count), kind: kind.subarray(0, count), lag: lag.subarray(0, count),
    elapsed: elapsed.subarray(0, count), share: share.subarray(0, count), ignored: new Uint8Array(count), origin: origin.subarray(0, count),
    uris, spans, first, involved,
  };

  function linksInto(index: number, activity: Activity): void {
    for (const line of activity.after) {
      if (!add(resolve(line.from), index, KIND_CODE[line.kind], AFTER, activity.uri, line.span) || !line.lag) continue;
      const link = count - 1;
      const source = from[link]!;
      if (line.lag.duration) {
        lag[link] = boundedLag(minutesOf(line.lag.duration, facts.programs[facts.program[index]!]!.units));
        elapsed[link] = line.lag.duration.elapsed ? 1 : 0;
        continue;
      }
      involved = true;
      if (role[source] === LEAF) {
        lag[link] = boundedLag(Math.round(facts.duration[source]! * line.lag.percent / 100));
        // Half of three elapsed days is elapsed time.
        elapsed[link] = facts.clock[source] === ELAPSED_CALENDAR ? 1 : 0;
      } else {
        share[link] = line.lag.percent;
      }
    }
    if (activity.gate) for (const ref of activity.gate.before) add(index, resolve(ref), FS, GATE, activity.uri, ref.span);
  }
  /** The links of activities that are still the same. */
  function takeOver(links: LinkColumns, begin: number, end: number): void {
    const moved = count - links.first[begin]!;
    for (let index = begin; index < end; index++) first[index] = links.first[index]! + moved;
    takeRange(links, links.first[begin]!, links.first[end]!);
  }
  function takeRange(links: LinkColumns, begin: number, end: number): void {
    from.set(links.from.subarray(begin, end), count);
    to.set(links.to.subarray(begin, end), count);
    kind.set(links.kind.subarray(begin, end), count);
    lag.set(links.lag.subarray(begin, end), count);
    elapsed.set(links.elapsed.subarray(begin, end), count);
    origin.set(links.origin.subarray(begin, end), count);
    for (let link = begin; link < end; link++) {
      uris.push(links.uris[link]!);
      spans.push(links.spans[link]!);
    }
    count += end - begin;
  }
  function resolve(ref: Ref | null): number {
    return ref?.key == null ? -1 : activityIndex.get(ref.key) ?? -1;
  }
  function add(source: number, target: number, code: number, by: number, uri: string, span: Span): boolean {
    if (source < 0 || target < 0) return false;
    const refused = role[source] === LEAF && role[target] === LEAF ? null : refusal(facts, source, target, code);
    if (refused) {
      involved = true;
      facts.notes.push({ code: refused, activity: target, other: source, place: { uri, start: span.start, end: span.end } });
      return false;
    }
    from[count] = source;
    to[count] = target;
    kind[count] = code;
    origin[count++] = by;
    uris.push(uri);
    spans.push(span);
    return true;
  }
}

/** Whether a link of an activity that is the same object must be the same too: its ends stand where they stood, and a day is as long. */
function isComparable({ plan, facts, links }: Collected, next: Plan, nextFacts: ActivityFacts): boolean {
  if (links.involved || !isSame(plan.contracts, next.contracts) || !isSame(plan.programs, next.programs) || !isSame(plan.calendars, next.calendars)) return false;
  if (plan.activities.length !== next.activities.length) return false;
  for (let index = 0; index < next.activities.length; index++) {
    const [a, b] = [plan.activities[index]!, next.activities[index]!];
    if ((a !== b && a.key !== b.key) || facts.role[index] !== nextFacts.role[index] || facts.parent[index] !== nextFacts.parent[index]) return false;
  }
  return true;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
}

/** Why a link with a summary at one of its ends means nothing, or null. */
function refusal(facts: ActivityFacts, source: number, target: number, code: number): ScheduleNote['code'] | null {
  const { role } = facts;
  if (encloses(facts, source, target) || encloses(facts, target, source)) return 'link-to-relative';
  if (role[target] !== LEAF && code !== FS && code !== SS) return 'link-kind-into-summary';
  return role[source] === EMPTY || role[target] === EMPTY ? 'link-to-empty-summary' : null;
}

function boundedLag(minutes: number): number {
  return Number.isFinite(minutes) ? Math.max(-LONGEST_LAG, Math.min(LONGEST_LAG, minutes)) : 0;
}

/** Whether a summary is the activity itself or stands around it. */
function encloses(facts: ActivityFacts, summary: number, index: number): boolean {
  if (facts.role[summary] === LEAF) return false;
  for (let at = index; at >= 0; at = facts.parent[at]!) if (at === summary) return true;
  return false;
}

/** One link as an object. `lag` is given, because a share of a summary depends on the schedule. */
export function linkAt(links: LinkColumns, index: number, lag: number): NetworkLink {
  const span = links.spans[index]!;
  return {
    from: links.from[index]!, to: links.to[index]!, kind: KINDS[links.kind[index]!]!,
    lag, lagElapsed: links.elapsed[index] === 1, origin: ORIGINS[links.origin[index]!]!,
    place: { uri: links.uris[index]!, start: span.start, end: span.end }, ignored: links.ignored[index] === 1,
  };
}
