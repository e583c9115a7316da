/** Ways into the plan of an analysis: by place, by id. */
import type { Element, ElementKind, Plan } from '../language/index.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import { declarationOf } from './occurrences.ts';

const indexes = new WeakMap<Plan, ReadonlyMap<string, Element>>();

function placeKey(uri: string, start: number): string {
  return `${start} ${uri}`;
}

/** Built once for each analysis, and only when somebody asks. */
function elementsByPlace(plan: Plan): ReadonlyMap<string, Element> {
  const known = indexes.get(plan);
  if (known) return known;
  const byPlace = new Map<string, Element>();
  for (const element of plan.byKey.values()) byPlace.set(placeKey(element.nameSpan.uri ?? element.uri, element.nameSpan.start), element);
  indexes.set(plan, byPlace);
  return byPlace;
}

/** The element of the plan that a declaration made; null for parts that are no elements: checks, options, steps. */
export function elementOf(plan: Plan, declaration: Declaration): Element | null {
  const declared = declarationOf(declaration);
  return (declared && elementsByPlace(plan).get(placeKey(declared.uri, declared.span.start))) ?? null;
}

const everyKind: Readonly<Record<ElementKind, true>> = {
  task: true, milestone: true, gate: true, release: true, workstream: true, outcome: true, dependency: true, risk: true, assumption: true, issue: true,
  decision: true, change: true, action: true, escalation: true, cadence: true, scenario: true, report: true, baseline: true, review: true, record: true,
  program: true, calendar: true, team: true, person: true, policy: true,
};
export const elementKinds = Object.keys(everyKind) as readonly ElementKind[];

/** The elements with a full dotted name, of these kinds; of a name that a kind has twice, the first. The plan's keys say it, so nothing is built for it. */
export function elementsById(plan: Plan, id: string, kinds: readonly ElementKind[] = elementKinds): Element[] {
  return kinds.flatMap(kind => plan.byKey.get(`${kind}:${id}`) ?? []);
}
