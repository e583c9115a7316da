/** Which activities wait for which, seen from one of them, and how a link is told in a few words. */
import { words } from '../language/index.ts';
import type { NetworkLink, Plan } from '../language/index.ts';
import type { Analysis } from './context.ts';
import { shortTime } from './short-words.ts';

export type Side = 'incoming' | 'outgoing';

/** A link, and the position of the activity that it names on our side: the one asked about, a summary around it, or one inside of it. */
export interface SeenLink { readonly link: NetworkLink; readonly own: number }

/** An activity at the other end of one link or several. */
export interface Neighbour { readonly index: number; readonly links: readonly SeenLink[] }

/**
 * The activities that one waits for, or that wait for it, by their start and id. A link of a summary binds what stands inside of it, so those
 * around an activity count as its own; and a summary waits for what its members wait for, unless that is one of them.
 */
export function neighboursOf({ plan, schedule }: Analysis, index: number, side: Side): Neighbour[] {
  const inside = insideOf(plan, index);
  const found = new Map<number, SeenLink[]>();
  for (const own of [...around(plan, index), ...inside]) {
    for (const link of schedule[side](own)) {
      const other = side === 'incoming' ? link.from : link.to;
      if (inside.has(other)) continue;
      const known = found.get(other);
      if (known) known.push({ link, own });
      else found.set(other, [{ link, own }]);
    }
  }
  const start = (at: number): number => schedule.at(at).start ?? Infinity;
  const id = (at: number): string => plan.activities[at]?.id ?? '';
  return [...found].map(([at, links]) => ({ index: at, links }))
    .sort((a, b) => (start(a.index) === start(b.index) ? (id(a.index) < id(b.index) ? -1 : 1) : start(a.index) - start(b.index)));
}

function parentOf(plan: Plan, index: number): number | undefined {
  const key = plan.activities[index]?.parent;
  return key == null ? undefined : plan.activityIndex.get(key);
}

/** The summaries around an activity, innermost first. */
function around(plan: Plan, index: number): number[] {
  const found: number[] = [];
  for (let at = parentOf(plan, index); at !== undefined; at = parentOf(plan, at)) found.push(at);
  return found;
}

/** The activity itself and everything in it. */
function insideOf(plan: Plan, index: number): ReadonlySet<number> {
  const inside = new Set([index]);
  if (!plan.activities[index]?.summary) return inside;
  // What stands inside of another follows it in the list, or comes from a file that adds to it: so every one is asked for what is around it.
  plan.activities.forEach((_, at) => {
    for (let outer = parentOf(plan, at); outer !== undefined; outer = parentOf(plan, outer)) {
      if (inside.has(outer)) { inside.add(at); break; }
    }
  });
  return inside;
}

/** `FS + 1d`, `SS by contract tokens`, `FS for api.load-test`, as seen from the activity at `index`. */
export function linkWords({ plan, schedule }: Analysis, index: number, { link, own }: SeenLink): string {
  const successor = schedule.at(link.to);
  const lag = link.lag === 0 ? '' : ` ${link.lag < 0 ? '-' : '+'} ${shortTime(schedule, { ...successor, durationElapsed: link.lagElapsed }, link.lag)}`;
  const by = link.origin === 'contract' ? ` by contract ${contractOf(plan, link)}` : link.origin === 'gate' ? ' by gate' : '';
  const named = own === index ? null : plan.activities[own];
  const through = named ? ` ${isInside(plan, own, index) ? 'for' : 'through'} ${words.localId(named)}` : '';
  return `${link.kind}${lag}${by}${through}${link.ignored ? ' in a cycle' : ''}`;
}

function isInside(plan: Plan, index: number, summary: number): boolean {
  return around(plan, index).includes(summary);
}

/** The name of the contract that a link comes from: the one that holds the place of the link. */
function contractOf(plan: Plan, { place }: NetworkLink): string {
  return plan.contracts.find(({ uri, span }) => uri === place.uri && span.start <= place.start && place.end <= span.end)?.name ?? '';
}
