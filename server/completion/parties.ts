/** People and teams that have to do with the blocks around a place: whoever owns something there owns the next thing, too. */
import type { Element, Plan } from '../../language/index.ts';
import { elementsById } from '../plan-index.ts';
import type { Place } from './place.ts';

/** Moves them inwards, those of the innermost block most. */
export function closeParties(place: Place, plan: Plan, found: { readonly element: Element; near: number }[]): void {
  const levels = new Map<string, number>();
  place.path.forEach((_, at) => {
    const path = place.path.slice(0, at + 1).join('.');
    for (const { owner, deputy } of elementsById(plan, path)) for (const ref of [owner, deputy]) if (ref?.key != null) levels.set(ref.key, at + 1);
  });
  // A team brings its lead and its people along.
  for (const team of plan.teams) {
    const level = levels.get(team.key);
    if (level === undefined) continue;
    for (const key of [team.lead?.key, ...plan.people.filter(person => person.team?.key === team.key).map(person => person.key)]) {
      if (key != null) levels.set(key, Math.max(levels.get(key) ?? 0, level));
    }
  }
  for (const one of found) one.near = Math.max(one.near, levels.get(one.element.key) ?? 0);
}
