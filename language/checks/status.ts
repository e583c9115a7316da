/** What happened, against the status date and against itself. */
import { dayOf } from '../plan/dates.ts';
import { gateVerdict } from '../plan/states.ts';
import { formatDuration } from '../plan/units.ts';
import type { DateValue, Span } from '../plan/model.ts';
import type { ScheduledActivity, ScheduleNote } from '../schedule/model.ts';
import { constraintWords, furthest } from './constraints.ts';
import { addProperty, replace } from './edits.ts';
import type { Finding, Fix } from './finding.ts';
import { correctFutureActual, softenLink, swapStartAndEnd, writeDone, writeRemaining, writeStart, writeStarted } from './fixes/status.ts';
import { isPast } from './marks.ts';
import { nameOf, observe } from './rule.ts';
import type { CheckContext, CheckedRule, FixContext, Observation } from './rule.ts';
import { date, dates, named, sentence, workingTime } from './words.ts';

/** One observation for each note of the scheduler with a code, at the place that the note names. */
export function fromNotes(
  context: CheckContext, code: ScheduleNote['code'],
  message: (at: ScheduledActivity, note: ScheduleNote) => string | null, data?: (at: ScheduledActivity) => unknown,
): readonly Observation[] {
  return context.notes(code).flatMap(note => {
    const at = context.scheduled[note.activity];
    const text = at === undefined ? null : message(at, note);
    if (at === undefined || text === null) return [];
    const { uri, start, end } = note.place;
    return [{ message: text, uri, span: { start, end }, program: at.activity.program, ...(data ? { data: data(at) } : {}) }];
  });
}

interface PastData { readonly date: number }

function checkStartInPast(context: CheckContext): readonly Observation[] {
  const found: Observation[] = [];
  const hard = new Set<number>();
  const reach = new Map(furthest(context.schedule.conflicts).map(conflict => [`${conflict.activity}:${conflict.constraint}`, conflict]));
  for (const { activity: index, constraint: position, reason } of context.schedule.conflicts) {
    const at = context.scheduled[index];
    const constraint = at?.activity.constraints[position];
    const furthestReach = reach.get(`${index}:${position}`);
    if (reason !== 'status-date' || at?.status !== 'not-started' || at.uncertain || constraint === undefined || furthestReach === undefined) continue;
    const { logic } = furthestReach;
    // A date that is still to come is contradicted most by what pushes it furthest, and that is said once.
    if (furthestReach.reason !== 'status-date' && !isPast(constraint.date, context.statusDate(at.activity.program))) continue;
    hard.add(index);
    const statusDate = date(context.statusDate(at.activity.program));
    const [forecast, fixed] = dates(logic, constraint.date.at);
    const late = isPast(constraint.date, context.statusDate(at.activity.program))
      ? `but it has not started and the status date is ${statusDate}`
      : `but it would have had to start before the status date, ${statusDate}, and has not`;
    found.push(observe(at.activity, constraint.date.span,
      `${named(at.activity)} is ${constraintWords(constraint)} ${fixed}, ${late}. It can ${constraint.edge} on ${forecast} at the earliest. Write \`started\` with the day if work has begun, or choose a new date.`,
      { data: { date: logic } satisfies PastData }));
  }
  for (const at of context.scheduled) {
    const { activity } = at;
    if (at.status !== 'not-started' || activity.summary || at.uncertain || at.start === null || hard.has(at.index)) continue;
    const statusDate = context.statusDate(activity.program);
    const since = waitingSince(context, at, statusDate);
    if (since === null) continue;
    const point = activity.kind === 'milestone' || activity.kind === 'gate';
    found.push(observe(activity, activity.nameSpan,
      `${named(activity)} ${point ? 'has not been reached' : 'has not started'}, although ${since}. Its dates move with the status date, ${date(statusDate)}. `
        + (point ? 'Write `done` with the day if it was reached.' : 'Write `started` with the day if work has begun, or `start not before` if it begins later on purpose.'),
      { severity: 'information' }));
  }
  return found;
}

/** Since when only the status date holds an activity, and what held it last; null where something else does. */
function waitingSince(context: CheckContext, at: ScheduledActivity, statusDate: number): string | null {
  // Drivers are dear to ask for: only what starts with the first working minute after the status date can be held by it.
  if (at.start === null || at.start < statusDate || context.schedule.workingMinutes(at.index, statusDate, at.start) > 0) return null;
  const drivers = context.schedule.drivers(at.index);
  if (drivers.length === 0 || drivers.some(driver => driver.kind !== 'status-date')) return null;
  let latest = -Infinity;
  let reason = '';
  const program = context.schedule.programs.find(candidate => candidate.name === at.activity.program);
  const declared = context.plan.programs.find(candidate => candidate.name === at.activity.program);
  if (declared?.start != null) {
    latest = declared.start.at;
    reason = `the program began on ${date(declared.start.at)} and nothing else holds it`;
  } else if (program?.start != null && program.start < statusDate) {
    latest = program.start;
    reason = `work of the program began on ${date(program.start)} and nothing else holds it`;
  }
  for (const constraint of at.activity.constraints) {
    if (constraint.relation !== 'not-before' || constraint.date.at <= latest) continue;
    latest = constraint.date.at;
    reason = `it may begin from ${date(constraint.date.at)} and nothing else holds it`;
  }
  for (const link of context.schedule.incoming(at.index)) {
    const from = context.scheduled[link.from];
    if (link.ignored || from === undefined) continue;
    const starts = link.kind === 'SS' || link.kind === 'SF';
    const when = starts ? from.start : from.finish;
    if (when === null || when < latest) continue;
    latest = when;
    reason = `nothing holds it since ${named(from.activity)} ${starts ? 'started' : 'finished'} on ${date(when)}`;
  }
  // A weekend between the two is no time lost.
  const lost = latest > -Infinity && dayOf(latest) < dayOf(statusDate) && context.schedule.workingMinutes(at.index, latest, statusDate) > 0;
  return lost ? reason : null;
}

/** Under a fixed date, another one; else the news that it began. */
function moveOrStart(finding: Finding, context: FixContext): readonly Fix[] {
  const data = finding.data as PastData | undefined;
  return data === undefined ? writeStarted(finding, context)
    : [{ title: `Change to ${date(data.date)}, the earliest that is left`, edits: [replace(finding.uri, finding.span, date(data.date))] }];
}

function spanHolds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function checkActualInFuture(context: CheckContext): readonly Observation[] {
  return fromNotes(context, 'actual-in-future', ({ activity }, note) => {
    const end = activity.done ?? gateVerdict(activity);
    const done = end !== null && spanHolds(end.span, note.place);
    const actual: DateValue | null = done ? end.on : activity.started;
    const when = actual === null ? '' : ` on ${date(actual.at)}`;
    return `${named(activity)} is said to have ${done ? 'been done' : 'started'}${when}, after the status date ${date(context.statusDate(activity.program))}. `
      + 'Correct the date, or move the status date (`as of`) on. The schedule takes it as written.';
  });
}

function checkDoneBeforeStarted(context: CheckContext): readonly Observation[] {
  return fromNotes(context, 'done-before-started', ({ activity }) =>
    `${named(activity)} is done${on(activity.done?.on)} before it started${on(activity.started)}. Correct one of the two dates.`);
}

function on(value: DateValue | null | undefined): string {
  return value == null ? '' : ` on ${date(value.at)}`;
}

function checkCompleteWithoutDone(context: CheckContext): readonly Observation[] {
  return fromNotes(context, 'complete-without-done', at =>
    `${named(at.activity)} is at 100% and says no day on which it was done. The schedule lets it end${at.finish === null ? '' : ` on ${date(at.finish)}`}. Write \`done\` with the day.`);
}

function checkProgressWithoutStart(context: CheckContext): readonly Observation[] {
  return fromNotes(context, 'progress-without-start', at =>
    `${named(at.activity)} has progress and says no day on which it started. It counts as started${at.start === null ? '' : ` on ${date(at.start)}`}, where the links let it start. Write \`started\` with the day.`);
}

function checkProgressAhead(context: CheckContext): readonly Observation[] {
  return fromNotes(context, 'progress-ahead', at => {
    const { activity } = at;
    if (activity.remaining !== null) return null;
    const estimate = activity.estimate === null ? '' : ` of ${formatDuration(activity.estimate.likely)}`;
    return `${named(activity)} is ahead of time: ${at.progress}%${estimate} by ${date(context.statusDate(activity.program))}. Progress alone does not pull its finish in. `
      + 'If it will end early, say what is left, e.g. `remaining 2d`.';
  });
}

function checkStartsBeforePredecessor(context: CheckContext): readonly Observation[] {
  const found: Observation[] = [];
  for (const at of context.scheduled) {
    const { activity } = at;
    if (activity.started === null || activity.summary || at.uncertain) continue;
    const started = activity.started.at;
    for (const link of context.schedule.incoming(at.index)) {
      const from = context.scheduled[link.from];
      if (link.ignored || link.kind !== 'FS' || from === undefined || from.status === 'done' || from.finish === null) continue;
      const early = context.schedule.workingMinutes(at.index, started, from.finish);
      if (dayOf(from.finish) <= dayOf(started) || early <= Math.max(0, -link.lag)) continue;
      const rest = at.status === 'done' ? '' : ' What remains of it waits until then.';
      found.push(observe(activity, activity.started.span,
        `${named(activity)} started on ${date(started)}, but it comes after ${named(from.activity)}, which is not done (forecast ${date(from.finish)}).${rest} `
          + 'If it does not have to wait, remove or soften the link, e.g. `after start of`.',
        { related: [{ message: `The link after ${named(from.activity)}`, place: link.place }, { message: sentence(named(from.activity)), place: nameOf(from.activity) }] }));
    }
  }
  return found;
}

function checkMissingEstimate(context: CheckContext): readonly Observation[] {
  return fromNotes(context, 'missing-estimate', at =>
    at.status === 'done' ? null
      : `${named(at.activity)} has no estimate, so the schedule takes ${workingTime(at.duration, context.dayMinutes(at.activity.program))} for it. Write one, e.g. \`estimate 3d\`.`,
    at => at.activity.key);
}

function writeEstimate(finding: Finding, context: FixContext): readonly Fix[] {
  const activity = typeof finding.data === 'string' ? context.plan.byKey.get(finding.data) : undefined;
  const text = activity === undefined ? null : context.text(activity.uri);
  if (activity === undefined || text === null) return [];
  const headEnd = activity.title?.span.end ?? activity.nameSpan.end;
  return [{ title: 'Write the assumed estimate of 1d', edits: [addProperty(activity.uri, text, activity.span, headEnd, 'estimate 1d')] }];
}

const task = (lines: string, asOf = '2026-01-26'): string => `program atlas {
  start 2026-01-12
  as of ${asOf}
  task build "Build" { ${lines} }
}`;

export const startInPast: CheckedRule = {
  code: 'start-in-past',
  theme: 'Dates and status',
  severity: 'warning',
  title: 'Work that has not started should have',
  explanation: 'A fixed date (`on`, `not after`) of unstarted work lies before the status date; or nothing but the status date holds it any more, because everything before it is over. '
    + 'What has not started cannot start before the status date, not even under a fixed date, so its forecast moves on with every day. Without a fixed date it is an information.',
  reason: 'Either the plan lacks the news that work began, or time is being lost without anybody having decided it.',
  example: task('estimate 5d  start on 2026-01-14'),
  fixed: task('estimate 5d  start on 2026-01-28'),
  check: checkStartInPast,
  fix: moveOrStart,
};

export const actualInFuture: CheckedRule = {
  code: 'actual-in-future',
  theme: 'Dates and status',
  severity: 'error',
  title: 'Something is said to have happened after the status date',
  explanation: 'A `started` or `done` lies after the status date (`as of`, or today). The schedule still honours it.',
  reason: 'A plan that reports the future as a fact cannot be trusted on the rest.',
  example: task('estimate 5d  started 2026-02-02'),
  fixed: task('estimate 5d  started 2026-01-19'),
  check: checkActualInFuture,
  fix: correctFutureActual,
};

export const doneBeforeStarted: CheckedRule = {
  code: 'done-before-started',
  theme: 'Dates and status',
  severity: 'error',
  title: 'Work ended before it began',
  explanation: 'The date of `done` lies before the date of `started`.',
  reason: 'One of the two dates is wrong, and both count in durations and history.',
  example: task('estimate 5d  started 2026-01-19  done 2026-01-16'),
  fixed: task('estimate 5d  started 2026-01-12  done 2026-01-16'),
  check: checkDoneBeforeStarted,
  fix: swapStartAndEnd,
};

export const completeWithoutDone: CheckedRule = {
  code: 'complete-without-done',
  theme: 'Dates and status',
  severity: 'warning',
  title: 'Work is at 100% without a day on which it was done',
  explanation: '`progress 100%` (or `remaining 0d`) stands without `done`. The schedule lets the work end there.',
  reason: 'Without the day, nobody can say whether it was on time.',
  example: task('estimate 5d  started 2026-01-12  progress 100%'),
  fixed: task('estimate 5d  started 2026-01-12  done 2026-01-20'),
  check: checkCompleteWithoutDone,
  fix: writeDone,
};

export const progressWithoutStart: CheckedRule = {
  code: 'progress-without-start',
  theme: 'Dates and status',
  severity: 'warning',
  title: 'Work has progress without a day on which it started',
  explanation: '`progress` or `remaining` stands without `started`. The work counts as started where its links let it start, at most at the status date.',
  reason: 'What remains is counted from the start, so a guessed start is a guessed finish.',
  example: task('estimate 10d  progress 40%'),
  fixed: task('estimate 10d  started 2026-01-19  progress 40%'),
  check: checkProgressWithoutStart,
  fix: writeStart,
};

export const progressAhead: CheckedRule = {
  code: 'progress-ahead',
  theme: 'Dates and status',
  severity: 'hint',
  title: 'Work is ahead of time',
  explanation: 'More of the work is done than the time since its start accounts for. What remains continues where that much progress was planned, so the finish does not move in by itself; `remaining` says that it will.',
  reason: 'An early finish helps only when those who wait for it know.',
  example: task('estimate 20d  started 2026-01-19  progress 80%'),
  fixed: task('estimate 20d  started 2026-01-19  remaining 4d'),
  check: checkProgressAhead,
  fix: writeRemaining,
};

export const startsBeforePredecessor: CheckedRule = {
  code: 'starts-before-predecessor',
  theme: 'Dates and status',
  severity: { startup: 'information', enterprise: 'warning', regulated: 'warning' },
  title: 'Work began before what it comes after is done',
  explanation: 'An activity has `started`, and the predecessor of one of its finish-to-start links is not done by then. What remains of it waits for that predecessor; a lead (`- 2d`) on the link is respected.',
  reason: 'Either the link is not a real wait and makes the plan longer than it is, or work goes on without its input.',
  example: `program atlas {
  start 2026-01-12
  as of 2026-01-20
  task design "Design" { estimate 10d  started 2026-01-12  progress 40% }
  task build  "Build"  { estimate 5d  after design  started 2026-01-19 }
}`,
  fixed: `program atlas {
  start 2026-01-12
  as of 2026-01-20
  task design "Design" { estimate 10d  started 2026-01-12  progress 40% }
  task build  "Build"  { estimate 5d  after start of design  started 2026-01-19 }
}`,
  check: checkStartsBeforePredecessor,
  fix: softenLink,
};

export const missingEstimate: CheckedRule = {
  code: 'missing-estimate',
  theme: 'Dates and status',
  severity: { startup: 'information', enterprise: 'warning', regulated: 'warning' },
  title: 'A task has no estimate',
  explanation: 'A task without `estimate` counts as one working day. Milestones and gates have no duration, a release lasts a day by itself, and finished work needs no estimate.',
  reason: 'A day that nobody estimated is the most common reason why a plan looks shorter than it is.',
  example: `program atlas {
  start 2026-01-12
  task build "Build"
}`,
  fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
}`,
  check: checkMissingEstimate,
  fix: writeEstimate,
};
