/** Owners for what has none: people and teams that the plan has, those nearest to the work first, else a placeholder. */
import { dayOf, MINUTES_PER_DAY } from '../../plan/dates.ts';
import type { Activity, Element, Plan } from '../../plan/model.ts';
import { ownerOf } from '../../plan/owners.ts';
import { addAtEnd } from '../edits.ts';
import type { Finding, Fix, TextEdit } from '../finding.ts';
import type { FixContext } from '../rule.ts';
import { date } from '../words.ts';
import { criterionAt, elementNamed, write, writeInCriterion } from './elements.ts';

/** Owners that are offered for one finding. */
const MOST_OWNERS = 4;
const PLACEHOLDER = 'tbd';

/** Parties that can own an element, the most likely first: whose people it needs, who owns what stands beside it, who owns most. */
export function likelyOwners(plan: Plan, element: Element): readonly Element[] {
  const parties: readonly Element[] = [...plan.people, ...plan.teams].filter(party => party.program === null || party.program === element.program);
  const names = new Map<string, number>();
  for (const { name } of parties) names.set(name, (names.get(name) ?? 0) + 1);
  const weight = new Map<string, number>();
  const add = (key: string | null | undefined, by: number): void => { if (key != null) weight.set(key, (weight.get(key) ?? 0) + by); };
  for (const need of (element as Partial<Activity>).needs ?? []) add(need.team.key, 10_000);
  for (const other of plan.byKey.values()) if (other !== element) add(other.owner?.key, other.parent === element.parent ? 100 : other.program === element.program ? 1 : 0);
  return parties
    // A name that a team and a person share means neither.
    .filter(({ name }) => names.get(name) === 1)
    .map((party, order) => ({ party, order, weight: weight.get(party.key) ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .map(({ party }) => party);
}

const shown = (party: Element): string => (party.title === null ? party.name : `${party.name}, ${party.title.value}`);

/** One fix for each likely owner. `edit` writes `owner x`, with whatever else is missing. */
function offers(context: FixContext, element: Element, what: string, edit: (owner: string) => TextEdit | null, more = ''): Fix[] {
  const owners = likelyOwners(context.plan, element).slice(0, MOST_OWNERS);
  const fixes = owners.flatMap((party): Fix[] => {
    const made = edit(`owner ${party.name}`);
    return made === null ? [] : [{ title: `Add \`owner ${party.name}\`${more} to ${what} (${shown(party)})`, edits: [made] }];
  });
  const text = context.text(element.uri);
  const made = edit(`owner ${PLACEHOLDER}`);
  if (owners.length > 0 || text === null || made === null) return fixes;
  return [{ title: `Add \`owner ${PLACEHOLDER}\`${more} to ${what}, and declare it until somebody is found`, edits: [made, addAtEnd(element.uri, text, `person ${PLACEHOLDER} "To be decided"`)] }];
}

/** The block around that could own all of it. */
function blockAround(plan: Plan, element: Element): Element | null {
  const parent = element.parent === null ? undefined : plan.byKey.get(element.parent);
  return parent?.kind === 'workstream' || parent?.kind === 'task' ? parent : null;
}

/** For a finding on the name of an element that nobody owns. */
export function addOwner(finding: Finding, context: FixContext): readonly Fix[] {
  const element = elementNamed(context.plan, finding);
  if (element === null) return [];
  const own = offers(context, element, element.name, property => write(context, element, property));
  const block = blockAround(context.plan, element);
  return block === null ? own : [...own, ...offers(context, block, `the ${block.kind} ${block.name}`, property => write(context, block, property)).slice(0, 1)];
}

/** For a contract whose provider nobody owns. */
export function addProviderOwner(finding: Finding, context: FixContext): readonly Fix[] {
  const contract = context.plan.contracts.find(({ uri, from }) => uri === finding.uri && from?.span.start === finding.span.start);
  const provider = contract === undefined ? null : context.element(contract.from);
  return provider === null ? [] : offers(context, provider, provider.name, property => write(context, provider, property));
}

/** For a check that nobody owns: its own owner, or one of the whole gate. */
export function addCriterionOwner(finding: Finding, context: FixContext): readonly Fix[] {
  const found = criterionAt(context, finding);
  if (found === null) return [];
  const { holder, criterion } = found;
  return [
    ...offers(context, holder, criterion.name ?? 'this check', property => writeInCriterion(context, holder, criterion, property)),
    ...offers(context, holder, `the ${holder.kind} ${holder.name}`, property => write(context, holder, property)).slice(0, 1),
  ];
}

/** Days until something is due that nobody has set a day for. */
const TIME_TO_ACT = 7 * MINUTES_PER_DAY;

/** What makes an action or an assumption complete: an owner and a day. */
export const addOwnerAndDay = (word: 'due' | 'validate by') => (finding: Finding, context: FixContext): readonly Fix[] => {
  const element = elementNamed(context.plan, finding);
  if (element === null) return [];
  const written = word === 'due' ? element.due : (element as Element & { readonly validateBy?: unknown }).validateBy;
  const day = written == null ? `${word} ${date(dayOf(context.statusDate(element.program)) + TIME_TO_ACT)}` : null;
  const owned = ownerOf(context.plan, element) !== null;
  if (owned) {
    const edit = day === null ? null : write(context, element, day);
    return edit === null ? [] : [{ title: `Add \`${day}\`, a week from the status date`, edits: [edit], preferred: true }];
  }
  return offers(context, element, element.name, owner => write(context, element, day === null ? owner : `${owner}  ${day}`), day === null ? '' : ` and \`${day}\``);
};

/** For a condition of a verdict: an owner and a day, as far as they are missing. */
export function completeCondition(finding: Finding, context: FixContext): readonly Fix[] {
  const found = criterionAt(context, finding);
  if (found === null) return [];
  const { holder, criterion } = found;
  const day = criterion.due === null ? `due ${date(dayOf(context.statusDate(holder.program)) + TIME_TO_ACT)}` : null;
  if (criterion.owner !== null || ownerOf(context.plan, holder) !== null) {
    const edit = day === null ? null : writeInCriterion(context, holder, criterion, day);
    return edit === null ? [] : [{ title: `Add \`${day}\`, a week from the status date`, edits: [edit], preferred: true }];
  }
  return offers(context, holder, criterion.name ?? 'this condition', owner => writeInCriterion(context, holder, criterion, day === null ? owner : `${owner}  ${day}`), day === null ? '' : ` and \`${day}\``);
}

