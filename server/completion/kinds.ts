/** Which elements a reference accepts, and in which lists of the plan they stand. */
import { reflection } from '../../language/syntax/generated/ast.ts';
import type { ElementKind, PlanParts } from '../../language/index.ts';
import { elementKinds } from '../plan-index.ts';

/** The type of the syntax tree that an element of a kind comes from. */
function typeOf(kind: ElementKind): string {
  return kind === 'record' ? 'FreeRecord' : kind.charAt(0).toUpperCase() + kind.slice(1);
}

const byType = new Map<string, readonly ElementKind[]>();

/** The kinds that a reference to a type of the syntax tree accepts. */
export function kindsOf(type: string): readonly ElementKind[] {
  let kinds = byType.get(type);
  if (!kinds) byType.set(type, kinds = elementKinds.filter(kind => reflection.isSubtype(typeOf(kind), type)));
  return kinds;
}

const lists = {
  program: 'programs', calendar: 'calendars', team: 'teams', person: 'people', policy: 'policies', dependency: 'contracts', outcome: 'outcomes',
  risk: 'risks', assumption: 'assumptions', issue: 'issues', decision: 'decisions', change: 'changes', action: 'actions', escalation: 'escalations',
  cadence: 'cadences', scenario: 'scenarios', report: 'reports', baseline: 'baselines', review: 'reviews', record: 'records',
} as const satisfies Partial<Record<ElementKind, keyof PlanParts>>;

/** The lists that hold elements of these kinds, those of activities left out. */
export function listsOf(kinds: readonly ElementKind[]): (keyof PlanParts)[] {
  return kinds.flatMap(kind => (kind in lists ? lists[kind as keyof typeof lists] : []));
}
