/** Decisions, changes and escalations: what somebody has to say yes or no to. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Ref } from '../model.ts';
import type { ChangeRecord, Decision, Escalation } from '../records.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, elementOf } from './common.ts';
import { firstDate } from './contracts.ts';
import { impactsOf, optionsOf, subjectsOf, textsNamed } from './raid.ts';
import { refOf, refsOf } from './references.ts';

export function lowerDecision(context: Lowering, node: ast.Decision, within: Within): Decision {
  const element = elementOf(context, node, 'decision', within);
  const decision: Decision = {
    ...element,
    asked: element.marks.find(mark => mark.word === 'asked') ?? null,
    neededBy: firstDate(element.marks, 'needed'),
    options: optionsOf(context, node.members),
    recommend: chosen(node.members, 'Recommend'),
    choose: chosen(node.members, 'Choose'),
    // `because` after `decided D` belongs to that mark; on a line of its own it is the decision's.
    because: textsNamed(node.members, 'because')[0] ?? element.marks.find(mark => mark.word === 'decided')?.because ?? null,
    affects: subjectsOf(node.members, 'affects', 'for', 'on', 'blocks'),
  };
  context.lists.decisions.push(decision);
  return decision;
}

/** The option of the first line of a kind. */
function chosen(members: readonly ast.RecordMember[], type: 'Recommend' | 'Choose'): Ref | null {
  for (const member of members) {
    if (member.$type === type && (member.$type === 'Recommend' || member.$type === 'Choose')) return refOf(member.option);
  }
  return null;
}

export function lowerChange(context: Lowering, node: ast.Change, within: Within): ChangeRecord {
  const element = elementOf(context, node, 'change', within);
  const change: ChangeRecord = {
    ...element,
    asked: element.marks.find(mark => mark.word === 'asked') ?? null,
    impacts: impactsOf(node.members),
    affects: subjectsOf(node.members, 'affects', 'for', 'on', 'blocks'),
  };
  context.lists.changes.push(change);
  return change;
}

export function lowerEscalation(context: Lowering, node: ast.Escalation, within: Within): Escalation {
  const element = elementOf(context, node, 'escalation', within);
  const to: Ref[] = [];
  for (const member of node.members) if (member.$type === 'PartyLine' && member.word === 'to') addAll(to, refsOf(member.parties));
  const escalation: Escalation = {
    ...element, to,
    subjects: subjectsOf(node.members, 'for', 'on', 'affects', 'blocks'),
    neededBy: firstDate(element.marks, 'needed'),
    options: optionsOf(context, node.members),
    recommend: chosen(node.members, 'Recommend'),
    ask: textsNamed(node.members, 'ask'),
  };
  context.lists.escalations.push(escalation);
  return escalation;
}
