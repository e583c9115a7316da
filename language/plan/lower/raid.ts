/** Risks, assumptions, issues, actions, and the parts they share with decisions. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import type { Located, Ref, Text } from '../model.ts';
import type { ActionRecord, Assumption, Impact, IssueRecord, Mitigation, Option, Risk } from '../records.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, commonOf, elementOf, text, textsOf } from './common.ts';
import { firstDate } from './contracts.ts';
import { keyOf, refOf, refsOf } from './references.ts';
import { spanOf, valueSpanOf } from './spans.ts';
import { amount, percent, effect } from './values.ts';

/** What the lines with one of the words (`for`, `on`, `blocks`, `affects`) name. */
export function subjectsOf(members: readonly AstNode[], ...words: readonly string[]): Ref[] {
  const subjects: Ref[] = [];
  for (const member of members as readonly ast.RecordMember[]) {
    if (member.$type === 'SubjectLine' && words.includes(member.word)) addAll(subjects, refsOf(member.subjects));
  }
  return subjects;
}

/** The texts of the lines with a word. */
export function textsNamed(members: readonly AstNode[], word: string): Text[] {
  const found: Text[] = [];
  for (const member of members as readonly ast.RecordMember[]) {
    if ((member.$type === 'TextLine' || member.$type === 'WordLine') && member.word === word) addAll(found, textsOf(member));
  }
  return found;
}

export function impactsOf(members: readonly AstNode[]): Impact[] {
  const impacts: Impact[] = [];
  for (const member of members as readonly ast.RecordMember[]) {
    if (member.$type !== 'Impact') continue;
    const impact: Impact = {
      level: text(member, 'level', member.level),
      effect: effect(member, 'value', member.value),
      cost: amount(member, 'cost', member.cost),
      on: refOf(member.activity),
      span: spanOf(member),
    };
    if (impact.level || impact.effect || impact.cost) impacts.push(impact);
  }
  return impacts;
}

export function lowerRisk(context: Lowering, node: ast.Risk, within: Within): Risk {
  const element = elementOf(context, node, 'risk', within);
  let probability: Located<number | string> | null = null;
  let correlates: Text | null = null;
  const mitigations: Mitigation[] = [];
  for (const member of node.members) {
    if (member.$type === 'Probability') probability ??= percent(member, 'value', member.value) ?? text(member, 'level', member.level);
    else if (member.$type === 'Mitigation') mitigations.push(mitigationOf(context, member));
    else if (member.$type === 'WordLine' && member.word === 'correlates') correlates ??= textsOf(member)[0] ?? null;
  }
  const risk: Risk = {
    ...element, probability, mitigations, correlates,
    impacts: impactsOf(node.members),
    triggers: textsNamed(node.members, 'trigger'),
    contingency: textsNamed(node.members, 'contingency'),
    subjects: subjectsOf(node.members, 'for', 'on', 'affects'),
  };
  context.lists.risks.push(risk);
  return risk;
}

function mitigationOf(context: Lowering, node: ast.Mitigation): Mitigation {
  const { owner, due, marks } = commonOf(context, node.members);
  return { ref: null, text: text(node, 'title', node.title), owner, due, marks, span: spanOf(node) };
}

/** The actions that a body names or declares; a declared one stands in `plan.actions` and is referred to. */
export function actionsOf(members: readonly AstNode[]): Mitigation[] {
  const refs: Ref[] = [];
  for (const member of members as readonly ast.RecordMember[]) {
    if (member.$type === 'ActionUse') addAll(refs, refsOf(member.actions));
    else if (member.$type === 'Action' && member.name) refs.push({ key: keyOf(member), text: member.name, span: valueSpanOf(member, 'name') });
  }
  return refs.map(ref => ({ ref, text: null, owner: null, due: null, marks: [], span: ref.span }));
}

export function lowerAssumption(context: Lowering, node: ast.Assumption, within: Within): Assumption {
  const element = elementOf(context, node, 'assumption', within);
  const assumption: Assumption = { ...element, validateBy: firstDate(element.marks, 'validate'), subjects: subjectsOf(node.members, 'for', 'on', 'affects') };
  context.lists.assumptions.push(assumption);
  return assumption;
}

export function lowerIssue(context: Lowering, node: ast.Issue, within: Within): IssueRecord {
  const issue: IssueRecord = {
    ...elementOf(context, node, 'issue', within),
    severity: textsNamed(node.members, 'severity')[0] ?? null,
    blocks: subjectsOf(node.members, 'blocks'),
    subjects: subjectsOf(node.members, 'for', 'on', 'affects'),
  };
  context.lists.issues.push(issue);
  return issue;
}

export function lowerAction(context: Lowering, node: ast.Action, within: Within): ActionRecord {
  const action: ActionRecord = { ...elementOf(context, node, 'action', within), subjects: subjectsOf(node.members, 'for', 'on', 'affects') };
  context.lists.actions.push(action);
  return action;
}

export function optionsOf(context: Lowering, members: readonly AstNode[]): Option[] {
  const options: Option[] = [];
  for (const member of members as readonly ast.RecordMember[]) {
    if (member.$type !== 'Option' || !member.name) continue;
    options.push({
      name: member.name,
      nameSpan: valueSpanOf(member, 'name'),
      title: text(member, 'title', member.title),
      pros: textsNamed(member.members, 'pro'),
      cons: textsNamed(member.members, 'con'),
      impacts: impactsOf(member.members),
      cost: commonOf(context, member.members).cost,
      span: spanOf(member),
    });
  }
  return options;
}
