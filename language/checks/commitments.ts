/** Commitments against the forecast and the calendar. */
import { minutesOf } from '../plan/units.ts';
import { chainInto, chainPlaces, chainWords } from './chains.ts';
import { replace } from './edits.ts';
import type { Finding, Fix } from './finding.ts';
import { observe } from './rule.ts';
import type { CheckContext, CheckedRule, FixContext, Observation } from './rule.ts';
import { dayOf, MINUTES_PER_DAY } from '../plan/dates.ts';
import { date, dates, instant, named, slackTime } from './words.ts';

function checkForecast(context: CheckContext): readonly Observation[] {
  const found: Observation[] = [];
  for (const at of context.scheduled) {
    const { activity, commitment, finish } = at;
    if (commitment?.margin == null || activity.by === null || finish === null || at.status === 'done') continue;
    const days = context.dayMinutes(activity.program);
    const { tolerance } = context.policy(activity.program);
    const allowed = minutesOf(tolerance, { dayMinutes: days, weekMinutes: weekMinutes(context, activity.program) });
    if (commitment.margin >= 0 || -commitment.margin <= allowed) continue;
    const [forecast, by] = dates(finish, commitment.by);
    const audience = activity.by.audience === null ? '' : ` for ${activity.by.audience.value}`;
    const chain = chainInto(context, at.index);
    const length = chain.members.length + chain.more;
    const driven = length <= 1 ? 'Nothing before it drives the date; its own length or constraint does.' : `Driven by ${chainWords(context, chain)}.`;
    found.push(observe(activity, activity.by.span,
      `${named(activity)} is forecast for ${forecast}, ${slackTime(at, commitment.margin, days)} after its commitment${audience} of ${by}. ${driven} `
        + 'Shorten or re-plan that work, or agree a new date.',
      { related: length <= 1 ? [] : chainPlaces(context, chain) }));
  }
  return found;
}

function weekMinutes(context: CheckContext, program: string): number {
  return context.schedule.programs.find(candidate => candidate.name === program)?.weekMinutes ?? 5 * context.dayMinutes(program);
}

function checkApproval(context: CheckContext): readonly Observation[] {
  return context.scheduled.flatMap(({ activity, status }) => {
    const { by } = activity;
    if (by?.audience == null || by.approved !== null || status === 'done') return [];
    return [observe(activity, by.span,
      `${named(activity)} is committed to ${by.audience.value} for ${date(by.date.at)}, and nobody is named who approved that. Write \`approved D by P\` after it, or leave out \`for\`.`)];
  });
}

interface MoveData { readonly day: number; readonly before: number | null; readonly after: number | null }

function checkWorkingDay(context: CheckContext): readonly Observation[] {
  const found: Observation[] = [];
  for (const { activity, index, status } of context.scheduled) {
    if (status === 'done') continue;
    const day = activity.by?.date.day === true ? activity.by.date.at : null;
    if (activity.by !== null && day !== null && !works(context, index, day)) {
      const [before, after] = [nearestWorkingDay(context, index, day, -1), nearestWorkingDay(context, index, day, 1)];
      const effect = before === null ? '' : ` It counts as the end of ${date(before)}, the working day before.`;
      found.push(observe(activity, activity.by.date.span,
        `${named(activity)} is committed for ${date(day)}, which is not a working day on its calendar.${effect} Commit to a working day, or add \`works ${date(day)} 09:00-17:00\` to the calendar.`,
        { data: { day, before, after } satisfies MoveData }));
    }
  }
  for (const { activity: index, constraint: position, reason } of context.schedule.conflicts) {
    const at = context.scheduled[index];
    const constraint = at?.activity.constraints[position];
    if (reason !== 'calendar' || at === undefined || constraint === undefined) continue;
    const { date: fixed } = constraint;
    if (fixed.day) {
      const [before, after] = [nearestWorkingDay(context, index, fixed.at, -1), nearestWorkingDay(context, index, fixed.at, 1)];
      found.push(observe(at.activity, fixed.span,
        `${named(at.activity)} is fixed on ${date(fixed.at)}, which is not a working day on its calendar. Choose a working day, or add \`works ${date(fixed.at)} 09:00-17:00\` to the calendar.`,
        { data: { day: fixed.at, before, after } satisfies MoveData }));
    } else {
      found.push(observe(at.activity, fixed.span,
        `${named(at.activity)} is fixed at ${instant(fixed.at)}, which is not working time on its calendar. Choose another time, or add it to the calendar with \`works\`.`));
    }
  }
  return found;
}

function works(context: CheckContext, index: number, day: number): boolean {
  return context.schedule.workingMinutes(index, dayOf(day), dayOf(day) + MINUTES_PER_DAY) > 0;
}

function nearestWorkingDay(context: CheckContext, index: number, day: number, step: 1 | -1): number | null {
  for (let days = 1; days <= 60; days++) {
    const at = dayOf(day) + step * days * MINUTES_PER_DAY;
    if (works(context, index, at)) return at;
  }
  return null;
}

function moveToWorkingDay(finding: Finding): readonly Fix[] {
  const data = finding.data as MoveData | undefined;
  if (data === undefined) return [];
  const moves: Fix[] = [];
  if (data.before !== null) moves.push({ title: `Change to ${date(data.before)}, the working day before`, edits: [replace(finding.uri, finding.span, date(data.before))], preferred: true });
  if (data.after !== null) moves.push({ title: `Change to ${date(data.after)}, the working day after`, edits: [replace(finding.uri, finding.span, date(data.after))] });
  return moves;
}

/** A commitment that cannot be kept is agreed anew; whether that is recorded as a change is another action. */
function moveCommitment(finding: Finding, context: FixContext): readonly Fix[] {
  const at = context.scheduled.find(({ activity }) => activity.uri === finding.uri && activity.by?.span.start === finding.span.start);
  const by = at?.activity.by ?? null;
  if (by === null || at?.finish == null) return [];
  return [{ title: `Change the commitment to ${date(at.finish)}, the forecast`, edits: [replace(finding.uri, by.date.span, date(at.finish))] }];
}

function makeInternal(finding: Finding, context: FixContext): readonly Fix[] {
  const by = context.plan.activities.find(activity => activity.uri === finding.uri && activity.by?.span.start === finding.span.start)?.by;
  return by?.audience == null ? [] : [{
    title: `Remove \`for ${by.audience.value}\`: the commitment is internal`,
    edits: [{ uri: finding.uri, span: { start: by.date.span.end, end: by.audience.span.end }, newText: '' }],
  }];
}

export const forecastAfterCommitment: CheckedRule = {
  code: 'forecast-after-commitment',
  theme: 'Commitments',
  severity: 'warning',
  title: 'The forecast misses a commitment',
  explanation: 'The computed finish lies after the date of `by`, by more than the tolerance of the policy (`tolerance 2d`; none by default). The message says by how many working days, and which chain of activities drives the date. '
    + 'A commitment never moves the schedule, so the forecast stays honest.',
  reason: 'A date that somebody relies on will not be met as things stand: the earlier this is known, the more can be done.',
  example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 10d }
  milestone ready "Ready" { after build  by 2026-01-16 }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 10d }
  milestone ready "Ready" { after build  by 2026-01-23 }
}`,
  check: checkForecast,
  fix: moveCommitment,
};

export const nonWorkingDate: CheckedRule = {
  code: 'non-working-date',
  theme: 'Commitments',
  severity: 'information',
  title: 'A commitment or a fixed date falls on a day off',
  explanation: 'A `by` or an `on` names a weekend day or a holiday of the calendar that the activity runs on. A fixed time may also lie outside the working hours of its day. Finished work is left alone.',
  reason: 'Nobody is at work to keep it. Usually the date is a slip of the pen, or the calendar lacks an exception.',
  example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  milestone ready "Ready" { after build  by 2026-01-25 }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  milestone ready "Ready" { after build  by 2026-01-23 }
}`,
  check: checkWorkingDay,
  fix: moveToWorkingDay,
};

export const externalCommitmentUnapproved: CheckedRule = {
  code: 'external-commitment-unapproved',
  theme: 'Commitments',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'A commitment to somebody outside is not approved',
  explanation: 'A `by D for …` has no `approved D by P`. Without `for` a commitment is internal and needs none.',
  reason: 'A date that customers hear of cannot be taken back by the team that wrote it down.',
  example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  milestone ready "Ready" { after build  by 2026-01-23 for customers }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  milestone ready "Ready" { after build  by 2026-01-23 for customers approved 2026-01-09 by dana }
}
person dana "Dana Levi"`,
  check: checkApproval,
  fix: makeInternal,
};
