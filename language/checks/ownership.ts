/** Who answers for what, and when it counts as done. */
import type { Activity, Criterion, ElementKind } from '../plan/model.ts';
import { ownerOf } from '../plan/owners.ts';
import { criterionState } from '../plan/states.ts';
import { addOwner } from './fixes/owners.ts';
import { addAcceptance } from './fixes/placeholders.ts';
import { observe, within } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { named, shortList } from './words.ts';

const kindNames: Partial<Record<ElementKind, string>> = { task: 'task', milestone: 'milestone', gate: 'gate', release: 'release' };

/** Activities that are still to be done and that nobody owns, on the critical path or off it. */
function unowned(context: CheckContext, critical: boolean): readonly Observation[] {
  return context.scheduled.flatMap(({ activity, critical: isCritical, status }) => {
    if (activity.summary || status === 'done' || isCritical !== critical || ownerOf(context.plan, activity) !== null) return [];
    const kind = kindNames[activity.kind] ?? 'activity';
    return [observe(activity, activity.nameSpan, critical
      ? `Nobody owns ${named(activity)}, a ${kind} on the critical path. Give it or its workstream an \`owner\`.`
      : `Nobody owns the ${kind} ${named(activity)}. Give it or its workstream an \`owner\`.`)];
  });
}

function checkAcceptance(context: CheckContext): readonly Observation[] {
  return context.scheduled.flatMap(({ activity, status }) => activity.kind !== 'milestone' || status === 'done' || activity.accept.length > 0 ? []
    : [observe(activity, activity.nameSpan, `Nothing says when ${named(activity)} is reached. Add \`accept "…"\` with something that can be checked.`)]);
}

function checkDoneWithOpen(context: CheckContext): readonly Observation[] {
  const failed = new Map<Activity, Criterion[]>();
  for (const { holder, criterion } of context.criteria) {
    if (holder.kind === 'dependency' || holder.done === null || criterionState(criterion) !== 'failed') continue;
    failed.set(holder, [...(failed.get(holder) ?? []), criterion]);
  }
  return [...failed].map(([activity, criteria]) => observe(activity, activity.done?.span ?? activity.nameSpan,
    `${named(activity)} is done, but ${shortList(criteria.map(criterion => `“${criterion.text?.value ?? ''}”`), 3)} failed. Take \`done\` back, or pass or waive the criterion.`,
    { related: criteria.map(criterion => ({ message: 'It failed here', place: within(activity, criterion.span) })) }));
}

const work = (owner: string): string => `program atlas {
  start 2026-01-12
  policy enterprise
  workstream api "API" {${owner}
    task build "Build" { estimate 10d }
    task guide "Write the guide" { estimate 2d }
  }
}
person ana "Ana Ruiz"`;

export const missingOwner: CheckedRule = {
  code: 'missing-owner',
  theme: 'Ownership and acceptance',
  severity: { startup: 'off', enterprise: 'error', regulated: 'error' },
  title: 'Nobody owns an activity',
  explanation: 'An activity that is still to be done has no `owner`, and neither has a block around it, up to its workstream. On the critical path it is `critical-path-unowned`.',
  reason: 'Work without a name is nobody\'s.',
  example: work(''),
  fixed: work('  owner ana'),
  check: context => unowned(context, false),
  fix: addOwner,
};

export const criticalPathUnowned: CheckedRule = {
  code: 'critical-path-unowned',
  theme: 'Ownership and acceptance',
  severity: { startup: 'off', enterprise: 'error', regulated: 'error' },
  title: 'Nobody owns an activity of the critical path',
  explanation: 'A critical activity has no `owner`, and neither has a block around it, up to its workstream.',
  reason: 'Each day lost here is a day of the program.',
  example: work(''),
  fixed: work('  owner ana'),
  check: context => unowned(context, true),
  fix: addOwner,
};

const point = (lines: string): string => `program atlas {
  start 2026-01-12
  as of 2026-01-26
  policy enterprise
  task build "Build" { estimate 5d  owner ana  started 2026-01-12  done 2026-01-16 }
  milestone ready "Ready" { after build  owner ana  ${lines} }
}
person ana "Ana Ruiz"
person mo "Mo Haddad"`;

export const milestoneWithoutAcceptance: CheckedRule = {
  code: 'milestone-without-acceptance',
  theme: 'Ownership and acceptance',
  severity: { startup: 'off', enterprise: 'warning', regulated: 'warning' },
  title: 'Nothing says when a milestone is reached',
  explanation: 'A milestone that is still to come has no `accept` line.',
  reason: 'Without it, reached is an opinion.',
  example: point(''),
  fixed: point('accept "p95 below 300 ms"'),
  check: checkAcceptance,
  fix: addAcceptance,
};

export const doneWithOpenCriteria: CheckedRule = {
  code: 'done-with-open-criteria',
  theme: 'Ownership and acceptance',
  severity: 'error',
  title: 'Something is done although its acceptance failed',
  explanation: 'An activity has `done`, and the judgement that counts on one of its `accept` lines is `failed`.',
  reason: 'Both cannot be true.',
  example: point('accept "p95 below 300 ms" { failed 2026-01-19 by mo }  done 2026-01-19'),
  fixed: point('accept "p95 below 300 ms" { passed 2026-01-19 by mo }  done 2026-01-19'),
  check: checkDoneWithOpen,
};
