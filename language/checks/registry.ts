/** Every rule, theme by theme. This file only lists; a new rule is a function in its theme and one line here. */
import { teamOvercommitted } from './capacity.ts';
import { externalCommitmentUnapproved, forecastAfterCommitment, nonWorkingDate } from './commitments.ts';
import { constraintConflict } from './constraints.ts';
import {
  criticalDependencyWithoutContingency, dependencyNotAgreed, dependencyOverdue, dependencyWithoutAcceptance, dependencyWithoutConsumerOwner,
  dependencyWithoutProviderOwner, forecastAfterNeed, needAfterConsumerStart, promiseAfterNeed,
} from './contracts.ts';
import { criticalActivity, criticalPath } from './critical-path.ts';
import { dependencyCycle } from './cycles.ts';
import { changeWithoutApproval, changeWithoutImpact, decisionOverdue, decisionWithoutDecider, decisionWithoutOptions } from './decisions.ts';
import {
  conditionIncomplete, criterionWithoutOwner, gateAfterLaunch, gatePassedWithOpenCriteria, gateWithoutCriteria, noGoNoGo, releaseWithoutGate,
  signoffMissingFunction,
} from './gates.ts';
import { languageRules } from './language.ts';
import { criticalPathUnowned, doneWithOpenCriteria, milestoneWithoutAcceptance, missingOwner } from './ownership.ts';
import {
  acceptedRiskWithoutApprover, actionIncomplete, actionOverdue, assumptionUnvalidated, escalationOverdue, highRiskUnowned, issueUnassigned,
  mitigationOverdue, riskAcceptanceExpired, riskWithoutMitigation, riskWithoutOwner,
} from './raid.ts';
import {
  cutoverOverrunsWindow, cutoverStepIncomplete, cutoverWithoutBackout, releaseInFreeze, releaseOutsideChangeWindow, releaseWithoutRollback,
} from './releases.ts';
import type { Rule } from './rule.ts';
import { criterionPassWithoutEvidence, selfSignedGate, staleEvidence, waiverExpired, waiverWithoutApprover } from './sign-offs.ts';
import {
  actualInFuture, completeWithoutDone, doneBeforeStarted, missingEstimate, progressAhead, progressWithoutStart, startInPast, startsBeforePredecessor,
} from './status.ts';
import {
  beyondHorizon, calendarCycle, calendarWithoutWork, constraintOnSummary, estimateOnSummary, linkKindIntoSummary, linkToEmptySummary, linkToRelative,
} from './structure.ts';

/**
 * Rules that compare a plan with its own past (silent date moves, scope changes without a record) need two plans and belong
 * to a list of their own beside this one: their `check` takes the earlier plan as a second argument.
 */
export const rules: readonly Rule[] = [
  ...languageRules,
  // Schedule
  dependencyCycle, criticalPath, criticalActivity, constraintConflict,
  linkKindIntoSummary, linkToRelative, linkToEmptySummary, constraintOnSummary, estimateOnSummary,
  calendarWithoutWork, calendarCycle, beyondHorizon,
  // Dates and status
  missingEstimate, startInPast, actualInFuture, doneBeforeStarted, completeWithoutDone, progressWithoutStart, progressAhead, startsBeforePredecessor,
  // Commitments
  forecastAfterCommitment, externalCommitmentUnapproved, nonWorkingDate,
  // Dependency contracts
  promiseAfterNeed, forecastAfterNeed, needAfterConsumerStart, dependencyOverdue,
  dependencyWithoutProviderOwner, dependencyWithoutConsumerOwner, dependencyNotAgreed, dependencyWithoutAcceptance, criticalDependencyWithoutContingency,
  // Capacity
  teamOvercommitted,
  // Ownership and acceptance
  missingOwner, criticalPathUnowned, milestoneWithoutAcceptance, doneWithOpenCriteria,
  // Gates
  gateWithoutCriteria, criterionWithoutOwner, criterionPassWithoutEvidence, staleEvidence, waiverWithoutApprover, waiverExpired,
  gatePassedWithOpenCriteria, conditionIncomplete, signoffMissingFunction, selfSignedGate, gateAfterLaunch, noGoNoGo, releaseWithoutGate,
  // Releases
  releaseInFreeze, releaseOutsideChangeWindow, releaseWithoutRollback, cutoverStepIncomplete, cutoverOverrunsWindow, cutoverWithoutBackout,
  // Risks, issues and actions
  riskWithoutOwner, highRiskUnowned, riskWithoutMitigation, mitigationOverdue, acceptedRiskWithoutApprover, riskAcceptanceExpired,
  assumptionUnvalidated, issueUnassigned, actionIncomplete, actionOverdue, escalationOverdue,
  // Decisions and changes
  decisionOverdue, decisionWithoutDecider, decisionWithoutOptions, changeWithoutApproval, changeWithoutImpact,
];

const byCode = new Map(rules.map(rule => [rule.code, rule]));

/** The rule with a code, or undefined where there is none. */
export function ruleOf(code: string): Rule | undefined {
  return byCode.get(code);
}
