/** Lines that are missing, with words in the place of what only an author knows. */
import { ownerOf } from '../../plan/owners.ts';
import type { Decision } from '../../plan/records.ts';
import type { Element } from '../../plan/model.ts';
import type { Finding, Fix } from '../finding.ts';
import type { FixContext } from '../rule.ts';
import { elementNamed, write } from './elements.ts';
import { likelyOwners } from './owners.ts';

/** A fix that writes one line into the element whose name the finding stands on. */
const addLine = (title: string, lineFor: (element: Element, context: FixContext) => string | null) => (finding: Finding, context: FixContext): readonly Fix[] => {
  const element = elementNamed(context.plan, finding);
  const line = element === null ? null : lineFor(element, context);
  const edit = element === null || line === null ? null : write(context, element, line);
  return edit === null ? [] : [{ title, edits: [edit] }];
};

export const addAcceptance = addLine('Add an `accept` line to fill in', () => 'accept "What must be true, and how to see it"');
export const addFallback = addLine('Add a `fallback` line to fill in', () => 'fallback "What the consumer does without it"');
export const addRollback = addLine('Add a `rollback when` line to fill in', () => 'rollback when "What would make you go back"');
export const addMitigation = addLine('Add a `mitigation` to fill in', () => 'mitigation "What makes it less likely, or less bad"');

export const addOptions = addLine('Add `option` lines to fill in', element => {
  const known = new Set((element as Decision).options.map(({ name }) => name));
  const fresh = ['first', 'second', 'third'].filter(name => !known.has(name)).slice(0, 2 - known.size);
  return fresh.map(name => `option ${name} "What could be done"`).join('  ');
});

/** A check with an owner, so that the next finding does not ask for one. */
export const addCheck = addLine('Add a `check` to fill in', (element, { plan }) => {
  const check = 'check ready "What must be true to go on"';
  if (ownerOf(plan, element) !== null) return check;
  const owner = likelyOwners(plan, element)[0];
  return owner === undefined ? null : `${check} { owner ${owner.name} }`;
});
