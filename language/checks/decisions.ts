/** Decisions and changes: who decides, between what, by when, and what was applied without approval. */
import { changeState, decisionMade, latestMark } from '../plan/states.ts';
import type { Decision } from '../plan/records.ts';
import { addOwner } from './fixes/owners.ts';
import { addOptions } from './fixes/placeholders.ts';
import { isPast } from './marks.ts';
import { observe } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { date, named, shortList } from './words.ts';

function pending(context: CheckContext): readonly Decision[] {
  return context.plan.decisions.filter(decision => decisionMade(decision) === null);
}

function checkOverdue(context: CheckContext): readonly Observation[] {
  return pending(context).flatMap(decision => {
    if (decision.neededBy === null || !isPast(decision.neededBy, context.statusDate(decision.program))) return [];
    const affected = decision.affects.flatMap(ref => context.element(ref) ?? []).map(named);
    return [observe(decision, decision.neededBy.span,
      `${named(decision)} was to be decided by ${date(decision.neededBy.at)}${affected.length === 0 ? '' : `; it affects ${shortList(affected, 3)}`}. Get the decision, or escalate it.`)];
  });
}

function checkDecider(context: CheckContext): readonly Observation[] {
  return pending(context).flatMap(decision => decision.owner !== null ? []
    : [observe(decision, decision.nameSpan, `Nobody is named who decides ${named(decision)}. Add \`owner\`.`)]);
}

function checkOptions(context: CheckContext): readonly Observation[] {
  return pending(context).flatMap(decision => decision.options.length > 1 ? []
    : [observe(decision, decision.nameSpan, `${named(decision)} offers ${decision.options.length === 0 ? 'no options' : 'one option'} to choose from. Add at least two \`option\` lines.`)]);
}

function checkApproval(context: CheckContext): readonly Observation[] {
  return context.plan.changes.flatMap(change => {
    const applied = latestMark(change.marks, 'applied');
    if (applied === null || changeState(change) !== 'applied') return [];
    const judged = latestMark(change.marks, 'approved', 'rejected', 'deferred');
    if (judged?.word === 'approved' && judged.by.length > 0) return [];
    const how = judged === null ? 'without approval' : judged.word === 'approved' ? 'and nobody is named who approved it' : `although it was ${judged.word}`;
    return [observe(change, applied.span, `The change ${named(change)} was applied ${how}. Write \`approved D by P because "…"\`.`)];
  });
}

function checkImpact(context: CheckContext): readonly Observation[] {
  return context.plan.changes.flatMap(change => change.impacts.length > 0 || change.cost !== null || changeState(change) === 'rejected' ? []
    : [observe(change, change.nameSpan, `The change ${named(change)} does not say what it would cost in time or money. Add e.g. \`impact +3d on …\`.`)]);
}

const record = (lines: string): string => `program atlas {
  start 2026-01-12
  as of 2026-02-02
  task build "Build" { estimate 20d  started 2026-01-12 }
  ${lines}
}
person ana "Ana Ruiz"
person dana "Dana Levi"`;
const options = 'option canary "Canary"  option region "Region by region"';

export const decisionOverdue: CheckedRule = {
  code: 'decision-overdue',
  theme: 'Decisions and changes',
  severity: 'error',
  title: 'A decision is past its day',
  explanation: 'The status date is past the `needed by` of a decision that is not `decided`.',
  reason: 'Teams wait, or go on and guess.',
  example: record(`decision rollout "How do we shift traffic?" { owner dana  needed by 2026-01-30  ${options} }`),
  fixed: record(`decision rollout "How do we shift traffic?" { owner dana  needed by 2026-02-13  ${options} }`),
  check: checkOverdue,
};

export const decisionWithoutDecider: CheckedRule = {
  code: 'decision-without-decider',
  theme: 'Decisions and changes',
  severity: 'warning',
  title: 'Nobody is named who decides',
  explanation: 'A pending decision has no `owner`.',
  reason: 'A question without a decider is discussed for ever.',
  example: record(`decision rollout "How do we shift traffic?" { ${options} }`),
  fixed: record(`decision rollout "How do we shift traffic?" { owner dana  ${options} }`),
  check: checkDecider,
  fix: addOwner,
};

export const decisionWithoutOptions: CheckedRule = {
  code: 'decision-without-options',
  theme: 'Decisions and changes',
  severity: { startup: 'hint', enterprise: 'warning', regulated: 'warning' },
  title: 'A decision has nothing to choose between',
  explanation: 'A pending decision has fewer than two options.',
  reason: 'A decider can only say no to one option.',
  example: record('decision rollout "How do we shift traffic?" { owner dana  option canary "Canary" }'),
  fixed: record(`decision rollout "How do we shift traffic?" { owner dana  ${options} }`),
  check: checkOptions,
  fix: addOptions,
};

export const changeWithoutApproval: CheckedRule = {
  code: 'change-without-approval',
  theme: 'Decisions and changes',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'A change was applied without approval',
  explanation: 'A change has `applied`, and its latest judgement is not `approved … by` somebody.',
  reason: 'The plan moved, and nobody can say who agreed.',
  example: record('change wallets "Add wallet payments" { asked 2026-01-12 by ana  impact +8d on build  applied 2026-01-20 }'),
  fixed: record('change wallets "Add wallet payments" { asked 2026-01-12 by ana  impact +8d on build  approved 2026-01-16 by dana because "Contractual"  applied 2026-01-20 }'),
  check: checkApproval,
};

export const changeWithoutImpact: CheckedRule = {
  code: 'change-without-impact',
  theme: 'Decisions and changes',
  severity: { startup: 'information', enterprise: 'warning', regulated: 'warning' },
  title: 'A change does not say what it costs',
  explanation: 'A change that is not rejected has neither `impact` nor `cost`.',
  reason: 'Who approves it should know what they say yes to.',
  example: record('change wallets "Add wallet payments" { asked 2026-01-12 by ana }'),
  fixed: record('change wallets "Add wallet payments" { asked 2026-01-12 by ana  impact +8d on build }'),
  check: checkImpact,
};
