/** Chains of activities in words and as related places, bounded so that a plan of ten thousand stays readable. */
import type { RelatedPlace } from './finding.ts';
import type { CheckContext } from './rule.ts';
import { idsOf, namesOf } from './words.ts';

/** Most links of a chain that a finding names; the rest is counted. */
export const CHAIN_LIMIT = 30;
/** Up to here a chain in words gives titles as well as ids. */
const TITLED = 6;

export interface Chain {
  /** Positions, first to last; the last `CHAIN_LIMIT` of them where it is longer. */
  readonly members: readonly number[];
  /** How many stand before `members`. */
  readonly more: number;
}

/** The driving chain into an activity. */
export function chainInto(context: CheckContext, index: number): Chain {
  const { members, length } = context.schedule.drivingChain(index, CHAIN_LIMIT);
  return { members, more: length - members.length };
}

/** `“Extract” (api.extract) → “Load test” (api.load-test)`; ids alone where the chain is long. */
export function chainWords(context: CheckContext, chain: Chain): string {
  const activities = chain.members.flatMap(index => context.scheduled[index]?.activity ?? []);
  const names = activities.length <= TITLED ? namesOf(activities) : idsOf(activities);
  return (chain.more > 0 ? `${chain.more} more before → ` : '') + names.join(' → ');
}

/** Each link of a chain with its dates, first to last. Chains share their links, so each is described once in a run. */
export function chainPlaces(context: CheckContext, chain: Chain): readonly RelatedPlace[] {
  return chain.members.map(context.placeOf);
}
