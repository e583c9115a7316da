/** Hard dates that the network contradicts. */
import { dayOf } from '../plan/dates.ts';
import type { Constraint } from '../plan/model.ts';
import type { ConstraintConflict } from '../schedule/model.ts';
import { replace } from './edits.ts';
import type { Finding, Fix } from './finding.ts';
import { nameOf, observe } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { date, dates, named, sentence, shortList, workingTime } from './words.ts';

interface ConflictData { readonly logic: number; readonly word: string }

/** `fixed to start on`, `not to finish after`: the words of a constraint before its date. */
export function constraintWords(constraint: Constraint): string {
  if (constraint.relation === 'on') return `fixed to ${constraint.edge} on`;
  return constraint.relation === 'not-after' ? `to ${constraint.edge} not after` : `to ${constraint.edge} not before`;
}

/** Of the conflicts of one hard date, the one that pushes it furthest: moving the date there settles the others. */
export function furthest(conflicts: readonly ConstraintConflict[]): readonly ConstraintConflict[] {
  const byDate = new Map<string, ConstraintConflict>();
  for (const conflict of conflicts) {
    // A hard date on a day off is `non-working-date`.
    if (conflict.reason === 'calendar') continue;
    const key = `${conflict.activity}:${conflict.constraint}`;
    const known = byDate.get(key);
    if (known === undefined || conflict.logic > known.logic || (conflict.logic === known.logic && conflict.reason === 'status-date')) byDate.set(key, conflict);
  }
  return [...byDate.values()];
}

function checkConflicts(context: CheckContext): readonly Observation[] {
  return furthest(context.schedule.conflicts).flatMap(conflict => {
    const at = context.scheduled[conflict.activity];
    // What has not started and was to start before the status date is `start-in-past`.
    if (conflict.reason === 'status-date' && at?.status === 'not-started') return [];
    const constraint = at?.activity.constraints[conflict.constraint];
    if (at === undefined || at.uncertain || constraint === undefined) return [];
    const { activity } = at;
    const [logic, fixed] = dates(conflict.logic, constraint.date.at);
    const days = context.dayMinutes(activity.program);
    const gap = context.schedule.workingMinutes(at.index, context.schedule.dayEdge(at.index, dayOf(constraint.date.at), constraint.edge), conflict.logic);
    const short = Math.abs(gap) < 1 ? '' : `, ${workingTime(gap, days)} ${gap > 0 ? 'later' : 'earlier'}`;
    const data: ConflictData = { logic: conflict.logic, word: constraint.edge };
    return [observe(activity, constraint.date.span, `${named(activity)} is ${constraintWords(constraint)} ${fixed}, but ${cause(context, conflict)} ${logic}${short}. ${advice(conflict)}`, {
      data,
      related: conflict.against.flatMap(index => {
        const from = context.scheduled[index];
        return from === undefined ? [] : [{ message: `${sentence(named(from.activity))}${from.finish === null ? '' : `, forecast to finish ${date(from.finish)}`}`, place: nameOf(from.activity) }];
      }),
    })];
  });
}

function cause(context: CheckContext, conflict: ConstraintConflict): string {
  if (conflict.reason === 'constraints') return 'another of its dates says';
  if (conflict.reason === 'status-date') return `what remains of it after the status date, ${date(context.statusDate(context.scheduled[conflict.activity]!.activity.program))}, says`;
  const names = conflict.against.flatMap(index => {
    const from = context.scheduled[index];
    return from === undefined ? [] : [named(from.activity)];
  });
  return names.length === 0 ? 'the work before it says' : `what it waits for, ${shortList(names, 3)}, says`;
}

function advice(conflict: ConstraintConflict): string {
  return conflict.reason === 'constraints' ? 'Both cannot hold; remove or change one of them.'
    : conflict.reason === 'status-date' ? 'Choose a new date, or say what is left with `remaining`.'
    : 'The fixed date wins, so the work before it is late for it (negative slack). Move the date, shorten that work, or remove the link.';
}

function moveDate(finding: Finding): readonly Fix[] {
  const data = finding.data as ConflictData | undefined;
  return data === undefined ? [] : [{ title: `Change the date to ${date(data.logic)}, which the links allow`, edits: [replace(finding.uri, finding.span, date(data.logic))] }];
}

export const constraintConflict: CheckedRule = {
  code: 'constraint-conflict',
  theme: 'Schedule',
  severity: 'error',
  title: 'A fixed date contradicts the links or another date',
  explanation: '`on` and `not after` win over links, so an activity keeps its date even where the work before it ends later; that work then has negative slack. The message names it. '
    + 'Two dates of one activity that exclude each other are reported too. A fixed date before the status date is `start-in-past`.',
  reason: 'The plan shows a date that its own logic says cannot be met.',
  example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 10d }
  release launch "Launch" { after build  on 2026-01-20  rollback when "errors above 2%" }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 10d }
  release launch "Launch" { after build  on 2026-01-26  rollback when "errors above 2%" }
}`,
  check: checkConflicts,
  fix: moveDate,
};
