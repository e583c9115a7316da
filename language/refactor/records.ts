/** What a meeting decides about records: done, closed, occurred, chosen. */
import { statementAfter } from '../checks/edits.ts';
import { write } from '../checks/fixes/elements.ts';
import type { TextEdit } from '../checks/finding.ts';
import { date } from '../checks/words.ts';
import type { Element } from '../plan/model.ts';
import { ownerOf } from '../plan/owners.ts';
import { decisionMade, isOver, riskState } from '../plan/states.ts';
import { standsAlone } from './blocks.ts';
import { freeName } from './refactoring.ts';
import type { Here, RefactorContext, Refactoring } from './refactoring.ts';

const changeOf = (edits: readonly (TextEdit | null)[]) => (edits.includes(null) ? null : { edits: edits.filter(edit => edit !== null) });

function recordOf<Kind extends { readonly key: string }>(records: readonly Kind[], element: Element | null): Kind | undefined {
  return element === null ? undefined : records.find(({ key }) => key === element.key);
}

/** An action is done, an issue closed, on the status date. */
export function endRecord({ context, element, onHead }: Here): readonly Refactoring[] {
  if (element === null || !onHead || (element.kind !== 'action' && element.kind !== 'issue') || isOver(element)) return [];
  const day = date(context.statusDate(element.program));
  const line = element.kind === 'action' ? `done ${day}` : `closed ${day} because "How it was solved"`;
  return [{
    id: 'end-record', kind: 'rewrite', title: element.kind === 'action' ? `Mark as done on ${day}, the status date` : `Close on ${day}, the status date, with a reason to fill in`,
    change: () => changeOf([write(context, element, line)]),
  }];
}

/** A risk that occurred is a problem from then on: the issue takes its owner over. */
export function riskOccurred({ context, text, element, onHead }: Here): readonly Refactoring[] {
  const risk = element?.kind === 'risk' ? recordOf(context.plan.risks, element) : undefined;
  if (risk === undefined || !onHead || !standsAlone(text, risk) || ['occurred', 'closed'].includes(riskState(risk))) return [];
  const day = date(context.statusDate(risk.program));
  return [{
    id: 'risk-occurred', kind: 'rewrite', title: `It has occurred: record the day, ${day}, and open an issue`,
    change() {
      const title = (risk.title?.value ?? risk.name).replace(/["\\]/g, '');
      const owner = risk.owner === null ? '' : `  owner ${risk.owner.text}`;
      const issue = `issue ${freeName(context, `${risk.name}-occurred`)} "${title}" { severity high${owner}  raised ${day}  for ${risk.name} }`;
      return changeOf([write(context, risk, `occurred ${day}`), statementAfter(risk.uri, text, risk, issue)]);
    },
  }];
}

/** One for each option of a pending decision, by its owner where that is a person. */
export function decideFor({ context, element, onHead }: Here): readonly Refactoring[] {
  const decision = element?.kind === 'decision' ? recordOf(context.plan.decisions, element) : undefined;
  if (decision === undefined || !onHead || decisionMade(decision) !== null) return [];
  const day = date(context.statusDate(decision.program));
  const by = decider(context, decision);
  return decision.options.map(option => ({
    id: `decide-for:${option.name}`, kind: 'rewrite' as const, title: `Decide for ${option.title?.value ?? option.name} (${option.name}) on ${day}, with a reason to fill in`,
    change: () => changeOf([write(context, decision, `decided ${day}${by}  choose ${option.name}  because "Why this one"`)]),
  }));
}

function decider(context: RefactorContext, decision: Element): string {
  const owner = ownerOf(context.plan, decision);
  return owner?.person == null || owner.team !== null ? '' : ` by ${owner.ref.text}`;
}
