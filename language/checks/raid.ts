/** Risks, assumptions, issues and actions: what is open, whose it is, and what is past its day. */
import type { DateValue, Element, Text } from '../plan/model.ts';
import { ownerOf, ownerOfPart } from '../plan/owners.ts';
import type { Risk } from '../plan/records.ts';
import { assumptionState, isOver, latestMark, riskState } from '../plan/states.ts';
import { addOwner, addOwnerAndDay } from './fixes/owners.ts';
import { addMitigation } from './fixes/placeholders.ts';
import { markOver } from './fixes/status.ts';
import { missingFromAcceptance } from './sign-offs.ts';
import { has, isOpen, isPast } from './marks.ts';
import { observe } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { date, list, named, wallTime } from './words.ts';

function openRisks(context: CheckContext): readonly Risk[] {
  return context.plan.risks.filter(risk => riskState(risk) === 'open' || riskState(risk) === 'mitigating');
}

/** High by what is written: a level, or a probability of half and more. */
export function isHigh(risk: Risk): boolean {
  const probability = risk.probability?.value;
  return probability === 'high' || (typeof probability === 'number' && probability >= 50) || risk.impacts.some(impact => impact.level?.value === 'high');
}

const checkRiskOwner = (high: boolean) => (context: CheckContext): readonly Observation[] =>
  openRisks(context).flatMap(risk => isHigh(risk) !== high || ownerOf(context.plan, risk) !== null ? []
    : [observe(risk, risk.nameSpan, `Nobody owns the ${high ? 'high ' : ''}risk ${named(risk)}. Give it an \`owner\`.`)]);

function checkMitigation(context: CheckContext): readonly Observation[] {
  return openRisks(context).flatMap(risk => risk.mitigations.length > 0 || risk.contingency.length > 0 || risk.mentions.length > 0 ? []
    : [observe(risk, risk.nameSpan, `Nothing is planned against the risk ${named(risk)}. Add a \`mitigation\` or a \`contingency\`, or accept it: \`accepted D by P because "…" until D\`.`)]);
}

function checkAcceptance(context: CheckContext): readonly Observation[] {
  return context.plan.risks.flatMap(risk => {
    if (riskState(risk) !== 'accepted') return [];
    const mark = latestMark(risk.marks, 'accepted');
    if (mark === null) {
      return [observe(risk, risk.status?.span ?? risk.nameSpan, `The risk ${named(risk)} is accepted by nobody. Write \`accepted D by P because "…" until D\`.`)];
    }
    const missing = missingFromAcceptance(mark);
    return missing.length === 0 ? [] : [observe(risk, mark.span,
      `The risk ${named(risk)} is accepted without ${list(missing.map(({ noun }) => noun), 'or')}. Write \`accepted D by P because "…" until D\`.`)];
  });
}

function checkAcceptanceEnd(context: CheckContext): readonly Observation[] {
  return context.plan.risks.flatMap(risk => {
    const until = riskState(risk) === 'accepted' ? latestMark(risk.marks, 'accepted')?.until ?? null : null;
    if (until === null || !isPast(until, context.statusDate(risk.program))) return [];
    return [observe(risk, until.span, `The risk ${named(risk)} was accepted until ${date(until.at)}. Have the acceptance renewed, or open the risk again.`)];
  });
}

/** Due on a day that has passed, in words. */
function overdue(context: CheckContext, holder: Element, due: DateValue, what: string, next: string): Observation {
  const statusDate = context.statusDate(holder.program);
  return observe(holder, due.span, `${what} was due on ${date(due.at)}, ${wallTime(Math.max(1440, statusDate - due.at - (statusDate - due.at) % 1440))} ago. ${next}`);
}

const quoted = (text: Text | null, otherwise: string): string => (text === null ? otherwise : `“${text.value}”`);

function checkMitigationDue(context: CheckContext): readonly Observation[] {
  return openRisks(context).flatMap(risk => risk.mitigations.flatMap(mitigation => {
    if (mitigation.due === null || has(mitigation, 'done') || !isPast(mitigation.due, context.statusDate(risk.program))) return [];
    return [overdue(context, risk, mitigation.due, `The mitigation ${quoted(mitigation.text, 'of it')} of ${named(risk)}`, 'Write `done` with the day, or agree a new one.')];
  }));
}

function checkActions(context: CheckContext): readonly Observation[] {
  const next = 'Write `done` with the day, or agree a new one.';
  return [
    ...context.plan.actions.flatMap(action => action.due === null || isOver(action) || !isPast(action.due, context.statusDate(action.program)) ? []
      : [overdue(context, action, action.due, `The action ${named(action)}`, next)]),
    ...context.plan.issues.flatMap(issue => issue.due === null || isOver(issue) || !isPast(issue.due, context.statusDate(issue.program)) ? []
      : [overdue(context, issue, issue.due, `The issue ${named(issue)}`, 'Write `closed` with the day, or agree a new one.')]),
    ...context.releases.flatMap(({ activity }) => (activity.release?.announcements ?? []).flatMap(notice =>
      notice.due === null || has(notice, 'done') || !isPast(notice.due, context.statusDate(activity.program)) ? []
        : [overdue(context, activity, notice.due, `The announcement ${quoted(notice.title, `“${notice.name}”`)} of ${named(activity)}`, next)])),
    ...context.criteria.flatMap(({ holder, criterion }) => criterion.due === null || !isOpen(criterion) || !isPast(criterion.due, context.statusDate(holder.program)) ? []
      : [overdue(context, holder, criterion.due, `The check ${quoted(criterion.text, `“${criterion.name ?? ''}”`)} of ${named(holder)}`, 'Write `passed`, `failed` or `waived` with the day, or agree a new one.')]),
  ];
}

function checkActionComplete(context: CheckContext): readonly Observation[] {
  return context.plan.actions.flatMap(action => {
    if (isOver(action)) return [];
    const missing = [...(ownerOf(context.plan, action) === null ? ['owner'] : []), ...(action.due === null ? ['due'] : [])];
    return missing.length === 0 ? [] : [observe(action, action.nameSpan,
      `The action ${named(action)} has no ${list(missing.map(word => (word === 'due' ? 'due date' : word)), 'and no')}. Add ${list(missing.map(word => `\`${word}\``))}.`)];
  });
}

function checkAssumptions(context: CheckContext): readonly Observation[] {
  return context.plan.assumptions.flatMap(assumption => {
    if (assumptionState(assumption) !== 'open') return [];
    if (assumption.validateBy !== null && isPast(assumption.validateBy, context.statusDate(assumption.program))) {
      return [observe(assumption, assumption.validateBy.span,
        `The assumption ${named(assumption)} was to be validated by ${date(assumption.validateBy.at)}. Write \`confirmed\` or \`refuted\` with the day, or agree a new one.`)];
    }
    const missing = [...(ownerOfPart(context.plan, assumption, null) === null ? ['owner'] : []), ...(assumption.validateBy === null ? ['validate by'] : [])];
    return missing.length === 0 ? [] : [observe(assumption, assumption.nameSpan,
      `Nothing says ${list(missing.map(word => (word === 'owner' ? 'who' : 'by when')), 'and')} to validate the assumption ${named(assumption)}. Add ${list(missing.map(word => `\`${word}\``))}.`)];
  });
}

function checkIssues(context: CheckContext): readonly Observation[] {
  return context.plan.issues.flatMap(issue => isOver(issue) || ownerOf(context.plan, issue) !== null ? []
    : [observe(issue, issue.nameSpan, `Nobody owns the issue ${named(issue)}. Give it an \`owner\`.`)]);
}

function checkEscalations(context: CheckContext): readonly Observation[] {
  return context.plan.escalations.flatMap(escalation => {
    if (escalation.neededBy === null || isOver(escalation) || !isPast(escalation.neededBy, context.statusDate(escalation.program))) return [];
    return [observe(escalation, escalation.neededBy.span,
      `The escalation ${named(escalation)} needed an answer by ${date(escalation.neededBy.at)} and has none. Write \`resolved\` with the day, or take it a level higher.`)];
  });
}

const record = (lines: string, head = ''): string => `program atlas {
  start 2026-01-12${head}
  task build "Build" { estimate 20d  started 2026-01-12 }
  ${lines}
}
person ana "Ana Ruiz"
person dana "Dana Levi"`;
const february = '\n  as of 2026-02-02';
const plan = 'owner ana  mitigation "Nightly reconciliation"';

export const riskWithoutOwner: CheckedRule = {
  code: 'risk-without-owner',
  theme: 'Risks, issues and actions',
  severity: 'warning',
  title: 'Nobody owns a risk',
  explanation: 'An open risk has no `owner`. A high one is `high-risk-unowned`.',
  reason: 'A risk that nobody watches is noticed when it has happened.',
  example: record('risk drift "Data diverges" { probability 20%  mitigation "Nightly reconciliation" }'),
  fixed: record(`risk drift "Data diverges" { probability 20%  ${plan} }`),
  check: checkRiskOwner(false),
  fix: addOwner,
};

export const highRiskUnowned: CheckedRule = {
  code: 'high-risk-unowned',
  theme: 'Risks, issues and actions',
  severity: 'error',
  title: 'Nobody owns a high risk',
  explanation: 'An open risk whose probability is `high` (or at least 50%) or whose impact is `high` has no `owner`.',
  reason: 'The risks that can sink the program need a name.',
  example: record('risk drift "Data diverges" { probability high  mitigation "Nightly reconciliation" }'),
  fixed: record(`risk drift "Data diverges" { probability high  ${plan} }`),
  check: checkRiskOwner(true),
  fix: addOwner,
};

export const riskWithoutMitigation: CheckedRule = {
  code: 'risk-without-mitigation',
  theme: 'Risks, issues and actions',
  severity: { startup: 'information', enterprise: 'warning', regulated: 'warning' },
  title: 'Nothing is planned against a risk',
  explanation: 'An open risk has neither a `mitigation`, nor a `contingency`, nor an action named in it, and is not accepted.',
  reason: 'Listing a risk does not make it smaller.',
  example: record('risk drift "Data diverges" { probability 20%  owner ana }'),
  fixed: record(`risk drift "Data diverges" { probability 20%  ${plan} }`),
  check: checkMitigation,
  fix: addMitigation,
};

export const mitigationOverdue: CheckedRule = {
  code: 'mitigation-overdue',
  theme: 'Risks, issues and actions',
  severity: 'warning',
  title: 'A mitigation is past its day',
  explanation: 'The `due` of a mitigation of an open risk lies before the status date, and it is not `done`.',
  reason: 'The plan counts on a protection that is not there.',
  example: record(`risk drift "Data diverges" { ${plan} { due 2026-01-30 } }`, february),
  fixed: record(`risk drift "Data diverges" { ${plan} { due 2026-01-30  done 2026-01-29 } }`, february),
  check: checkMitigationDue,
  fix: markOver,
};

export const acceptedRiskWithoutApprover: CheckedRule = {
  code: 'accepted-risk-without-approver',
  theme: 'Risks, issues and actions',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'A risk acceptance lacks a name, a reason or an end',
  explanation: 'A risk is accepted without `by`, `because` or `until`, or by its status alone.',
  reason: 'Accepting a risk is a decision, and decisions have an author.',
  example: record('risk drift "Data diverges" { owner ana  accepted 2026-01-12 by dana }'),
  fixed: record('risk drift "Data diverges" { owner ana  accepted 2026-01-12 by dana because "Small volume" until 2026-06-30 }'),
  check: checkAcceptance,
};

export const riskAcceptanceExpired: CheckedRule = {
  code: 'risk-acceptance-expired',
  theme: 'Risks, issues and actions',
  severity: 'error',
  title: 'The acceptance of a risk has ended',
  explanation: 'The acceptance that counts has an `until` before the status date.',
  reason: 'The risk was accepted for a time, and that time is over.',
  example: record('risk drift "Data diverges" { owner ana  accepted 2026-01-12 by dana because "Small volume" until 2026-01-30 }', february),
  fixed: record('risk drift "Data diverges" { owner ana  accepted 2026-01-12 by dana because "Small volume" until 2026-06-30 }', february),
  check: checkAcceptanceEnd,
};

export const assumptionUnvalidated: CheckedRule = {
  code: 'assumption-unvalidated',
  theme: 'Risks, issues and actions',
  severity: 'warning',
  title: 'An assumption is not validated',
  explanation: 'An open assumption is past its `validate by`, or does not say who validates it and by when.',
  reason: 'What the plan takes for granted is a risk until somebody looks.',
  example: record('assumption traffic "Peak under 3x" { owner ana  validate by 2026-01-30 }', february),
  fixed: record('assumption traffic "Peak under 3x" { owner ana  validate by 2026-02-13 }', february),
  check: checkAssumptions,
  fix: addOwnerAndDay('validate by'),
};

export const issueUnassigned: CheckedRule = {
  code: 'issue-unassigned',
  theme: 'Risks, issues and actions',
  severity: 'warning',
  title: 'Nobody owns an issue',
  explanation: 'An open issue has no `owner`.',
  reason: 'A problem without a name stays.',
  example: record('issue staging "Staging loses its database" { severity high }'),
  fixed: record('issue staging "Staging loses its database" { severity high  owner ana }'),
  check: checkIssues,
  fix: addOwner,
};

export const actionIncomplete: CheckedRule = {
  code: 'action-incomplete',
  theme: 'Risks, issues and actions',
  severity: 'warning',
  title: 'An action has no owner or no day',
  explanation: 'An open action has no `owner` or no `due`.',
  reason: 'Who and when is what makes it an action.',
  example: record('action spec "Write the reconciliation spec" { owner ana }'),
  fixed: record('action spec "Write the reconciliation spec" { owner ana  due 2026-01-30 }'),
  check: checkActionComplete,
  fix: addOwnerAndDay('due'),
};

export const actionOverdue: CheckedRule = {
  code: 'action-overdue',
  theme: 'Risks, issues and actions',
  severity: 'warning',
  title: 'An action, issue, announcement or check is past its day',
  explanation: 'A `due` lies before the status date and what it stands on is not over: an action, an issue, an announcement of a release, a check of a gate or an acceptance criterion. What is due on the status date itself is in time.',
  reason: 'What is late without anybody saying so is usually forgotten.',
  example: record('action spec "Write the reconciliation spec" { owner ana  due 2026-01-30 }', february),
  fixed: record('action spec "Write the reconciliation spec" { owner ana  due 2026-01-30  done 2026-01-29 }', february),
  check: checkActions,
  fix: markOver,
};

export const escalationOverdue: CheckedRule = {
  code: 'escalation-overdue',
  theme: 'Risks, issues and actions',
  severity: 'error',
  title: 'An escalation has no answer in time',
  explanation: 'The status date is past the `needed by` of an escalation that is not `resolved`.',
  reason: 'It was escalated because it could not wait.',
  example: record('escalation db "Staging fails nightly" { raised 2026-01-19  to dana  needed by 2026-01-30 }', february),
  fixed: record('escalation db "Staging fails nightly" { raised 2026-01-19  to dana  needed by 2026-01-30  resolved 2026-01-28 because "Borrowed the performance environment" }', february),
  check: checkEscalations,
};
