/** Words that are names to the grammar and have a fixed list of values: status, severity, probability, health, verdict, … */
import type { Mark, Policy, Requirement, Span, Text } from '../model.ts';
import { isPolicySeverity, policyWords, setsSomething } from '../policy.ts';
import type { Impact } from '../records.ts';
import type { Lowering } from './context.ts';
import { report } from './context.ts';

/** The words of each list; completion offers the same. */
export const vocabulary = {
  'contract status': ['at-risk', 'broken', 'withdrawn'],
  'risk status': ['open', 'mitigating', 'accepted', 'occurred', 'closed'],
  severity: ['low', 'medium', 'high', 'critical'],
  probability: ['low', 'medium', 'high'],
  impact: ['low', 'medium', 'high'],
  health: ['green', 'amber', 'red', 'grey'],
  verdict: ['go', 'no-go', 'conditional'],
  'way to read estimates': ['pert', 'triangular'],
  'rule on evidence': ['required', 'optional'],
  'severity of a finding': ['error', 'warning', 'information', 'hint', 'off'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Term = keyof typeof vocabulary;

/** Reports the words of a lowered document that are none of their list: `inconsistent-taxonomy`. */
export function checkVocabulary(context: Lowering): void {
  const { lists } = context;
  for (const contract of lists.contracts) {
    if (contract.status && isDerived(contract.status.value)) reportDerived(context, contract.status);
    else checkTerm(context, 'contract status', contract.status);
  }
  for (const risk of lists.risks) {
    checkTerm(context, 'risk status', risk.status);
    if (risk.probability && typeof risk.probability.value === 'string') checkTerm(context, 'probability', { value: risk.probability.value, span: risk.probability.span });
    checkImpacts(context, risk.impacts);
  }
  for (const issue of lists.issues) checkTerm(context, 'severity', issue.severity);
  for (const { options } of [...lists.decisions, ...lists.escalations]) for (const option of options) checkImpacts(context, option.impacts);
  for (const change of lists.changes) checkImpacts(context, change.impacts);
  for (const { lines } of lists.reports) for (const line of lines) if (line.word === 'health') checkTerm(context, 'health', line.value);
  for (const activity of lists.activities) {
    checkVerdicts(context, activity.marks);
    for (const check of activity.gate?.checks ?? []) if (check.requires) checkRequirement(context, check.requires);
  }
  for (const policy of lists.policies) checkPolicy(context, policy);
}

/** What follows from the lines of a contract and is not written as its status. */
function isDerived(status: string): boolean {
  return ['proposed', 'agreed', 'delivered', 'accepted'].includes(status);
}

function reportDerived(context: Lowering, status: Text): void {
  reportTerm(context, status.span, `'${status.value}' follows from the contract's lines (agreed, delivered, accepted) and is not written as its status.`);
}

function checkTerm(context: Lowering, term: Term, word: Text | null): void {
  if (!word) return;
  const allowed: readonly string[] = vocabulary[term];
  if (allowed.includes(word.value)) return;
  // A suggestion replaces the span, so there is none where the span is more than the word.
  const alone = word.span.end - word.span.start === word.value.length;
  reportTerm(context, word.span, `'${word.value}' is no ${term}: write ${alternatives(allowed)}.`, alone ? { suggestions: allowed } : undefined);
}

function reportTerm(context: Lowering, span: Span, message: string, data?: { readonly suggestions: readonly string[] }): void {
  report(context, 'inconsistent-taxonomy', 'warning', span, message, data);
}

function checkImpacts(context: Lowering, impacts: readonly Impact[]): void {
  for (const impact of impacts) checkTerm(context, 'impact', impact.level);
}

function checkVerdicts(context: Lowering, marks: readonly Mark[]): void {
  for (const mark of marks) if (mark.word === 'verdict') checkTerm(context, 'verdict', mark.value);
}

function checkRequirement(context: Lowering, requirement: Requirement): void {
  switch (requirement.type) {
    case 'and': case 'or':
      checkRequirement(context, requirement.left);
      checkRequirement(context, requirement.right);
      break;
    case 'not': checkRequirement(context, requirement.operand); break;
    case 'no-open':
      if (requirement.level !== null) checkTerm(context, 'severity', { value: requirement.level, span: requirement.span });
      break;
  }
}

function checkPolicy(context: Lowering, policy: Policy): void {
  for (const line of policy.lines) {
    const [first, second, third] = line.words;
    if (first === 'severity' && third !== undefined) {
      if (!isPolicySeverity(third)) reportTerm(context, line.span, `'${third}' is no severity of a finding: write ${alternatives(vocabulary['severity of a finding'])}.`);
    } else if (first === 'estimates' && second !== undefined) checkTerm(context, 'way to read estimates', { value: second, span: line.span });
    else if (first === 'evidence' && second !== undefined) checkTerm(context, 'rule on evidence', { value: second, span: line.span });
    else if (first !== 'approver' && !setsSomething(line)) reportTerm(context, line.span, `This line sets nothing. A policy may say ${alternatives(policyWords)}.`);
  }
}

/** `a, b or c` */
export function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
