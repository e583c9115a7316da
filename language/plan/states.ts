/** The state of a record as its dated words say it (language.md sections 1 and 3b). */
import type { Activity, Contract, Criterion, Element, Mark } from './model.ts';
import type { Assumption, ChangeRecord, Decision, Risk } from './records.ts';

/** The mark that counts among those with one of the words: the latest date, of equal dates the last written. */
export function latestMark(marks: readonly Mark[], ...words: readonly string[]): Mark | null {
  let latest: Mark | null = null;
  for (const mark of marks) {
    if (!words.includes(mark.word)) continue;
    if (latest === null || (mark.on?.at ?? -Infinity) >= (latest.on?.at ?? -Infinity)) latest = mark;
  }
  return latest;
}

export type ContractState = 'proposed' | 'agreed' | 'delivered' | 'accepted' | 'at-risk' | 'broken' | 'withdrawn';

/**
 * Withdrawn and broken are written and final. Otherwise what happened counts (accepted, then delivered), then a written
 * at-risk, then the agreement. Whether both sides agreed is a check's question.
 */
export function contractState(contract: Contract): ContractState {
  const written = contract.status?.value;
  if (written === 'withdrawn' || written === 'broken') return written;
  for (const word of ['accepted', 'delivered'] as const) if (latestMark(contract.marks, word)) return word;
  if (written === 'at-risk') return 'at-risk';
  return latestMark(contract.marks, 'agreed') ? 'agreed' : 'proposed';
}

export type CriterionState = 'open' | 'passed' | 'failed' | 'waived';

/** The latest judgement of a check or an acceptance criterion. What `requires` says is for the health room to evaluate. */
export function criterionState(criterion: Criterion): CriterionState {
  const word = latestMark(criterion.marks, 'passed', 'failed', 'waived')?.word;
  return word === 'passed' || word === 'failed' || word === 'waived' ? word : 'open';
}

/** The verdict of a gate that counts (`go`, `no-go` or `conditional` in its `value`), or null before it is held. */
export function gateVerdict(gate: Activity): Mark | null {
  return latestMark(gate.marks, 'verdict');
}

export type RiskState = 'open' | 'mitigating' | 'accepted' | 'occurred' | 'closed';

/** A dated word beats the written status. */
export function riskState(risk: Risk): RiskState {
  const word = latestMark(risk.marks, 'closed', 'occurred', 'accepted')?.word ?? risk.status?.value;
  return word === 'closed' || word === 'occurred' || word === 'accepted' || word === 'mitigating' ? word : 'open';
}

export type AssumptionState = 'open' | 'confirmed' | 'refuted';

export function assumptionState(assumption: Assumption): AssumptionState {
  const word = latestMark(assumption.marks, 'confirmed', 'refuted')?.word;
  return word === 'confirmed' || word === 'refuted' ? word : 'open';
}

export type ChangeState = 'proposed' | 'approved' | 'rejected' | 'deferred' | 'applied';

export function changeState(change: ChangeRecord): ChangeState {
  if (latestMark(change.marks, 'applied')) return 'applied';
  const word = latestMark(change.marks, 'approved', 'rejected', 'deferred')?.word;
  return word === 'approved' || word === 'rejected' || word === 'deferred' ? word : 'proposed';
}

/** The mark `decided`, or null while the decision is pending. */
export function decisionMade(decision: Decision): Mark | null {
  return latestMark(decision.marks, 'decided');
}

/** The words that end a record, by its kind. */
const overWords: Partial<Record<Element['kind'], readonly string[]>> = {
  action: ['done', 'closed'],
  risk: ['closed', 'occurred'],
  issue: ['closed'],
  assumption: ['confirmed', 'refuted'],
  escalation: ['resolved'],
  decision: ['decided'],
  change: ['applied', 'rejected'],
};

/** Whether a record is over: done, closed, confirmed or refuted, resolved, decided; false for kinds that never end. */
export function isOver(record: Element): boolean {
  const words = overWords[record.kind];
  if (!words) return false;
  if (latestMark(record.marks, ...words)) return true;
  return record.kind === 'risk' && (record.status?.value === 'closed' || record.status?.value === 'occurred');
}

/** `closed x` of a requirement: over, except for an assumption that was refuted. */
export function isClosed(record: Element): boolean {
  return isOver(record) && !(record.kind === 'assumption' && latestMark(record.marks, 'confirmed', 'refuted')?.word === 'refuted');
}
