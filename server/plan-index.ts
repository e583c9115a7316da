/** Ways into the plan of an analysis: by place, by id. Built once for each analysis, and only when somebody asks. */
import type { Element, Plan } from '../language/index.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import { declarationOf } from './occurrences.ts';

interface PlanIndex {
  readonly byPlace: ReadonlyMap<string, Element>;
  readonly byId: ReadonlyMap<string, readonly Element[]>;
}

const indexes = new WeakMap<Plan, PlanIndex>();

function placeKey(uri: string, start: number): string {
  return `${start} ${uri}`;
}

function indexOf(plan: Plan): PlanIndex {
  const known = indexes.get(plan);
  if (known) return known;
  const byPlace = new Map<string, Element>();
  const byId = new Map<string, Element[]>();
  for (const element of plan.byKey.values()) {
    byPlace.set(placeKey(element.nameSpan.uri ?? element.uri, element.nameSpan.start), element);
    const same = byId.get(element.id);
    if (same) same.push(element);
    else byId.set(element.id, [element]);
  }
  const index = { byPlace, byId };
  indexes.set(plan, index);
  return index;
}

/** The element of the plan that a declaration made; null for parts that are no elements: checks, options, steps. */
export function elementOf(plan: Plan, declaration: Declaration): Element | null {
  const declared = declarationOf(declaration);
  return (declared && indexOf(plan).byPlace.get(placeKey(declared.uri, declared.span.start))) ?? null;
}

/** The elements with a full dotted name, of every kind. */
export function elementsById(plan: Plan, id: string): readonly Element[] {
  return indexOf(plan).byId.get(id) ?? [];
}
