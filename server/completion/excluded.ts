/** What makes no sense as the target of a reference: the element itself, its relatives, and, for links, what would close a cycle. */
import type { Analysis } from '../context.ts';
import { elementsById } from '../plan-index.ts';
import type { Expectation } from './expect.ts';
import { kindsOf } from './kinds.ts';
import { activityAt } from './nearby.ts';
import type { Place } from './place.ts';

export interface Excluded {
  readonly keys: ReadonlySet<string>;
  /** Not 0 for the positions of activities that are excluded; null where links are not in question. */
  readonly activities: Uint8Array | null;
}

export function excludedAt(place: Place, { line, value, taken }: Expectation, analysis: Analysis): Excluded {
  const self = elementsById(analysis.plan, place.path.join('.'), kindsOf('Subject'))[0];
  const keys = new Set(self ? [self.key] : []);
  const answer = (activities: Uint8Array | null): Excluded => ({ keys, activities });
  if (value !== 'Activity') return answer(null);
  const path = place.path;
  if (line === 'After' || line === 'FinishLine') return answer(reached(path, 'forward', analysis));
  if (line === 'Before') return answer(reached(path, 'backward', analysis));
  if (line === 'ScenarioLink' && taken.length > 1) return answer(reached(pathOf(taken[1]?.image ?? '', place), 'forward', analysis));
  if (line === 'Ends') {
    const contract = analysis.plan.contracts.find(one => one === self);
    if (taken[0]?.image !== 'from') return answer(marksOf([contract?.from?.key], 'backward', analysis));
    return answer(marksOf((contract?.to ?? []).map(ref => ref.key), 'forward', analysis));
  }
  return answer(null);
}

/** The full name of what a path means at a place, as far as activities go; the path of nothing where it means none. */
function pathOf(written: string, place: Place): readonly string[] {
  return [...place.path.slice(0, 1), ...written.split('.')];
}

/** What something at a path leads to. What is typed just now is in no analysis yet, but the summaries around it are. */
function reached(path: readonly string[], direction: 'forward' | 'backward', { plan, schedule }: Analysis): Uint8Array | null {
  for (let length = path.length; length > 1; length--) {
    const index = activityAt(plan, path.slice(0, length));
    if (index !== undefined) return schedule.reachable(index, direction, length < path.length);
  }
  return null;
}

function marksOf(keys: readonly (string | null | undefined)[], direction: 'forward' | 'backward', { plan, schedule }: Analysis): Uint8Array | null {
  const indexes = keys.flatMap(key => (key == null ? [] : plan.activityIndex.get(key) ?? []));
  const [first, ...others] = indexes.map(index => schedule.reachable(index, direction));
  for (const other of others) other.forEach((mark, index) => { if (mark !== 0 && first) first[index] = mark; });
  return first ?? null;
}
