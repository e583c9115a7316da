/** The links of a plan, whatever line they come from: `after` lines, contracts, and what gates hold back. */
import type { LinkKind, Plan, Ref, Span } from '../plan/model.ts';
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
}

/** All links that mean something; the others are left out, with a note. */
export function collectLinks(plan: Plan, facts: ActivityFacts): LinkColumns {
  const { role } = facts;
  const { activities, activityIndex, contracts } = plan;
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
  const uris: string[] = [];
  const spans: Span[] = [];
  let count = 0;

  for (let index = 0; index < activities.length; index++) {
    const activity = activities[index]!;
    for (const line of activity.after) {
      if (!add(resolve(line.from), index, KIND_CODE[line.kind], AFTER, activity.uri, line.span) || !line.lag) continue;
      const link = count - 1;
      const source = from[link]!;
      if (line.lag.duration) {
        lag[link] = boundedLag(minutesOf(line.lag.duration, facts.programs[facts.program[index]!]!.units));
        elapsed[link] = line.lag.duration.elapsed ? 1 : 0;
      } else if (role[source] === LEAF) {
        lag[link] = boundedLag(Math.round(facts.duration[source]! * line.lag.percent / 100));
        // Half of three elapsed days is elapsed time.
        elapsed[link] = facts.clock[source] === ELAPSED_CALENDAR ? 1 : 0;
      } else {
        share[link] = line.lag.percent;
      }
    }
    if (activity.gate) for (const ref of activity.gate.before) add(index, resolve(ref), FS, GATE, activity.uri, ref.span);
  }
  for (const contract of contracts) {
    if (contract.status?.value === 'withdrawn') continue;
    for (const ref of contract.to) add(resolve(contract.from), resolve(ref), FS, CONTRACT, contract.uri, ref.span);
  }
  return {
    count, from: from.subarray(0, count), to: to.subarray(0, count), kind: kind.subarray(0, count), lag: lag.subarray(0, count),
    elapsed: elapsed.subarray(0, count), share: share.subarray(0, count), ignored: new Uint8Array(count), origin: origin.subarray(0, count),
    uris, spans,
  };

  function resolve(ref: Ref | null): number {
    return ref?.key == null ? -1 : activityIndex.get(ref.key) ?? -1;
  }
  function add(source: number, target: number, code: number, by: number, uri: string, span: Span): boolean {
    if (source < 0 || target < 0) return false;
    const refused = role[source] === LEAF && role[target] === LEAF ? null : refusal(facts, source, target, code);
    if (refused) {
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
