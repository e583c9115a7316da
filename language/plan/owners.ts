/** Who answers for an element: its owner, or that of the block around it; for a team, its lead (language.md 3b). */
import type { Element, Person, Plan, Ref, Team } from './model.ts';

export interface Ownership {
  /** The owner as written. */
  readonly ref: Ref;
  /** The element that says so: the element itself, or the nearest block around it that names an owner. */
  readonly from: Element;
  readonly team: Team | null;
  /** The accountable person; null for a team without a lead, and where the reference is not resolved. */
  readonly person: Person | null;
}

/**
 * The owner of an element. What has none takes that of the block around it, up to the workstream or gate that it stands in,
 * not the program's. Null where nobody is named.
 */
export function ownerOf(plan: Plan, element: Element): Ownership | null {
  for (let at: Element | undefined = element; at; at = at.parent === null ? undefined : plan.byKey.get(at.parent)) {
    if (at.kind === 'program' && at !== element) return null;
    if (at.owner) return { ref: at.owner, from: at, ...accountable(plan, at.owner) };
  }
  return null;
}

/** The owner of a part of an element that is none itself (a check, a mitigation, a step): its own, else the element's. */
export function ownerOfPart(plan: Plan, element: Element, owner: Ref | null): Ownership | null {
  return owner ? { ref: owner, from: element, ...accountable(plan, owner) } : ownerOf(plan, element);
}

/** The person behind a reference to a person or a team. */
export function accountable(plan: Plan, ref: Ref): { readonly team: Team | null; readonly person: Person | null } {
  const target = ref.key === null ? undefined : plan.byKey.get(ref.key);
  if (isTeam(target)) {
    const lead = target.lead?.key ? plan.byKey.get(target.lead.key) : undefined;
    return { team: target, person: isPerson(lead) ? lead : null };
  }
  return { team: null, person: isPerson(target) ? target : null };
}

function isTeam(element: Element | undefined): element is Team {
  return element?.kind === 'team';
}

function isPerson(element: Element | undefined): element is Person {
  return element?.kind === 'person';
}
