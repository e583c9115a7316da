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
  const from: number[] = [];
  const to: number[] = [];
  const kind: number[] = [];
  const lag: number[] = [];
  const elapsed: number[] = [];
  const share: number[] = [];
  const origin: number[] = [];
  const uris: string[] = [];
  const spans: Span[] = [];

  function resolve(ref: Ref | null): number {
    return ref?.key == null ? -1 : plan.activityIndex.get(ref.key) ?? -1;
  }
  function refuse(code: ScheduleNote['code'], successor: number, predecessor: number, uri: string, span: Span): void {
    facts.notes.push({ code, activity: successor, other: predecessor, place: { uri, start: span.start, end: span.end } });
  }
  function add(source: number, target: number, code: number, line: { uri: string; span: Span; origin: number }): boolean {
    if (source < 0 || target < 0) return false;
    const { role } = facts;
    if (role[source] !== LEAF || role[target] !== LEAF) {
      if (encloses(facts, source, target) || encloses(facts, target, source)) {
        refuse('link-to-relative', target, source, line.uri, line.span);
        return false;
      }
      if (role[target] !== LEAF && code !== FS && code !== SS) {
        refuse('link-kind-into-summary', target, source, line.uri, line.span);
        return false;
      }
      if (role[source] === EMPTY || role[target] === EMPTY) {
        refuse('link-to-empty-summary', target, source, line.uri, line.span);
        return false;
      }
    }
    from.push(source);
    to.push(target);
    kind.push(code);
    lag.push(0);
    elapsed.push(0);
    share.push(NaN);
    origin.push(line.origin);
    uris.push(line.uri);
    spans.push(line.span);
    return true;
  }

  for (let index = 0; index < plan.activities.length; index++) {
    const activity = plan.activities[index]!;
    for (const line of activity.after) {
      if (!add(resolve(line.from), index, KIND_CODE[line.kind], { uri: activity.uri, span: line.span, origin: 0 }) || !line.lag) continue;
      const link = from.length - 1;
      if (line.lag.duration) {
        lag[link] = boundedLag(minutesOf(line.lag.duration, facts.programs[facts.program[index]!]!.units));
        elapsed[link] = line.lag.duration.elapsed ? 1 : 0;
      } else if (facts.role[from[link]!] === LEAF) {
        lag[link] = boundedLag(Math.round(facts.duration[from[link]!]! * line.lag.percent / 100));
        // Half of three elapsed days is elapsed time.
        elapsed[link] = facts.clock[from[link]!] === ELAPSED_CALENDAR ? 1 : 0;
      } else {
        share[link] = line.lag.percent;
      }
    }
    for (const ref of activity.gate?.before ?? []) add(index, resolve(ref), FS, { uri: activity.uri, span: ref.span, origin: 2 });
  }
  for (const contract of plan.contracts) {
    if (contract.status?.value === 'withdrawn') continue;
    for (const ref of contract.to) add(resolve(contract.from), resolve(ref), FS, { uri: contract.uri, span: ref.span, origin: 1 });
  }
  return {
    count: from.length, from: Int32Array.from(from), to: Int32Array.from(to), kind: Uint8Array.from(kind),
    lag: Float64Array.from(lag), elapsed: Uint8Array.from(elapsed), share: Float64Array.from(share),
    ignored: new Uint8Array(from.length), origin: Uint8Array.from(origin), uris, spans,
  };
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
