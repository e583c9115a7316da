/** Lines that the schedule leaves out because of where they stand: on summaries, between relatives, in calendars. */
import { calendarChain } from './context.ts';
import type { Calendar } from '../plan/model.ts';
import { removeItem } from './edits.ts';
import type { Finding, Fix } from './finding.ts';
import { nameOf, observe } from './rule.ts';
import type { CheckContext, CheckedRule, FixContext, Observation } from './rule.ts';
import { fromNotes } from './status.ts';
import { named, shortList } from './words.ts';
import type { ScheduledActivity, ScheduleNote } from '../schedule/model.ts';

function other(context: CheckContext, note: ScheduleNote): string {
  const at = context.scheduled[note.other];
  return at === undefined ? 'another activity' : named(at.activity);
}

function removeLine(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  return text === null ? [] : [{ title: 'Remove this line', edits: [removeItem(finding.uri, text, finding.span, ['estimate', 'remaining'])], preferred: true }];
}

function removeLink(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  return text === null ? [] : [{ title: 'Remove this link', edits: [removeItem(finding.uri, text, finding.span, ['after', 'start of', 'finish', 'before'])], preferred: true }];
}

function stopInheriting(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  return text === null ? [] : [{ title: 'Remove this `extends`', edits: [removeItem(finding.uri, text, finding.span, ['extends'])], preferred: true }];
}

/** The calendars that notes of a code are about: such notes stand on the calendar's name and on no activity. */
function calendarNotes(context: CheckContext, code: ScheduleNote['code']): readonly Calendar[] {
  return context.notes(code).flatMap(({ place }) =>
    context.plan.calendars.find(calendar => calendar.uri === place.uri && calendar.nameSpan.start === place.start) ?? []);
}

/** Each loop of `extends` once, on the calendar with the smallest id of it. */
function checkCalendarLoops(context: CheckContext): readonly Observation[] {
  const reported = new Set<string>();
  return calendarNotes(context, 'calendar-cycle').flatMap(start => {
    const chain = calendarChain(context.plan, start.key);
    const back = chain.findIndex(calendar => calendar.key === chain.at(-1)?.base?.key);
    const loop = back < 0 ? [] : [...chain.slice(back)].sort((a, b) => (a.id < b.id ? -1 : 1));
    const first = loop[0];
    if (first === undefined || reported.has(first.key)) return [];
    reported.add(first.key);
    return [observe(first, first.base?.span ?? first.nameSpan,
      `The calendar ${named(first)} inherits from itself${loop.length === 1 ? '' : `, through ${shortList(loop.slice(1).map(named))}`}. Remove one \`extends\` of the loop.`,
      { related: loop.slice(1).map(calendar => ({ message: `${named(calendar)} is part of the loop`, place: nameOf(calendar) })) })];
  });
}

/** The first of a chain only: what follows something beyond the horizon is beyond it too. */
function checkHorizon(context: CheckContext): readonly Observation[] {
  const beyond = new Set(context.notes('beyond-horizon').map(note => note.activity));
  return fromNotes(context, 'beyond-horizon', at =>
    context.schedule.incoming(at.index).some(link => beyond.has(link.from)) ? null
      : `The dates of ${named(at.activity)} lie too far away to be scheduled. Check its estimate, lags and dates for a slip of the pen.`);
}

const noteRule = (code: ScheduleNote['code'], message: (context: CheckContext, at: ScheduledActivity, note: ScheduleNote) => string) =>
  (context: CheckContext): readonly Observation[] => fromNotes(context, code, (at, note) => message(context, at, note));

const stream = (lines: string): string => `program atlas {
  start 2026-01-12
  task design "Design" { estimate 5d }
  workstream api "API" {
    ${lines}
    task build "Build" { estimate 5d }
  }
}`;

export const linkKindIntoSummary: CheckedRule = {
  code: 'link-kind-into-summary',
  theme: 'Schedule',
  severity: 'error',
  title: 'A link of this kind cannot lead into a summary',
  explanation: 'A workstream, or a task with tasks inside, takes only `after x` and `after start of x`; they bind every activity in it. `finish after …` has no meaning there and is left out.',
  reason: 'The plan would say a wait that the schedule does not keep.',
  example: stream('finish after design'),
  fixed: stream('after design'),
  check: noteRule('link-kind-into-summary', (context, at, note) =>
    `${named(at.activity)} is a summary: only \`after\` and \`after start of\` can lead into it, so this link from ${other(context, note)} is left out. Put it on the activity inside that really waits.`),
  fix: removeLink,
};

export const linkToRelative: CheckedRule = {
  code: 'link-to-relative',
  theme: 'Schedule',
  severity: 'error',
  title: 'A link joins a summary and something inside it',
  explanation: 'A summary spans what is inside it, so it can neither wait for its own parts nor they for it. The link is left out.',
  reason: 'Such a link is a loop in disguise.',
  example: `program atlas {
  start 2026-01-12
  workstream api "API" {
    task build "Build" { estimate 5d  after api }
  }
}`,
  fixed: `program atlas {
  start 2026-01-12
  workstream api "API" {
    task build "Build" { estimate 5d }
  }
}`,
  check: noteRule('link-to-relative', (context, at, note) =>
    `${named(at.activity)} and ${other(context, note)} stand one inside the other, so neither can wait for the other. The link is left out; remove it, or link to an activity inside.`),
  fix: removeLink,
};

export const linkToEmptySummary: CheckedRule = {
  code: 'link-to-empty-summary',
  theme: 'Schedule',
  severity: 'warning',
  title: 'A link leads to or from a summary with nothing in it',
  explanation: 'A workstream without activities has no dates, so links to it and from it are left out until it has some.',
  reason: 'A wait that is written down and not scheduled looks safe and is not.',
  example: `program atlas {
  start 2026-01-12
  workstream api "API"
  task test "Test" { estimate 3d  after api }
}`,
  fixed: `program atlas {
  start 2026-01-12
  workstream api "API" { task build "Build" { estimate 5d } }
  task test "Test" { estimate 3d  after api }
}`,
  check: noteRule('link-to-empty-summary', (context, at, note) => {
    const empty = context.scheduled[note.other];
    const holder = empty?.start === null ? empty : at;
    return `${named(holder.activity)} has nothing in it, so it has no dates and this link is left out. Add its tasks, or link to another activity.`;
  }),
  fix: removeLink,
};

export const constraintOnSummary: CheckedRule = {
  code: 'constraint-on-summary',
  theme: 'Schedule',
  severity: 'error',
  title: 'A summary cannot hold this date',
  explanation: 'A summary takes its dates from what is inside it. Of constraints it takes `not before` and `by`; others are left out.',
  reason: 'A date that does nothing is read as one that holds.',
  example: stream('finish on 2026-02-06'),
  fixed: stream('by 2026-02-06'),
  check: noteRule('constraint-on-summary', (_context, at) =>
    `${named(at.activity)} is a summary and takes its dates from what is inside it, so this line is left out. Use \`by\` for a commitment, \`not before\` for an earliest start, or put the date on an activity inside.`),
  fix: removeLine,
};

export const estimateOnSummary: CheckedRule = {
  code: 'estimate-on-summary',
  theme: 'Schedule',
  severity: 'warning',
  title: 'A summary has an estimate of its own',
  explanation: 'A workstream, or a task with tasks inside, spans its children; an estimate (or what remains) on it is left out.',
  reason: 'Two answers to one question: the estimate says one length, the parts another.',
  example: `program atlas {
  start 2026-01-12
  task api "API" {
    estimate 20d
    task build "Build" { estimate 5d }
  }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task api "API" {
    task build "Build" { estimate 5d }
  }
}`,
  check: noteRule('estimate-on-summary', (_context, at) =>
    `${named(at.activity)} has activities inside and spans them, so its own estimate is left out. Estimate the activities inside instead.`),
  fix: removeLine,
};

export const calendarWithoutWork: CheckedRule = {
  code: 'calendar-without-work',
  theme: 'Schedule',
  severity: 'error',
  title: 'A calendar has no working time',
  explanation: 'The calendar that an activity runs on never works, so nothing on it can be scheduled. The built-in calendar (Monday to Friday, 09:00-17:00) takes its place.',
  reason: 'Every date of those activities would be invented.',
  example: `calendar night { week mon-sun }
program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d  calendar night }
}`,
  fixed: `calendar night { week mon-fri 22:00-30:00 }
program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d  calendar night }
}`,
  check: context => [
    ...calendarNotes(context, 'calendar-without-work').map(calendar =>
      observe(calendar, calendar.nameSpan, `The calendar ${named(calendar)} has no working time, so Monday to Friday, 09:00-17:00, is used in its place. Give it a week, e.g. \`week mon-fri 09:00-17:00\`.`)),
    ...calendarNotes(context, 'calendar-limit').map(calendar =>
      observe(calendar, calendar.nameSpan, `There are more calendars and holidays than can be reckoned with, so Monday to Friday, 09:00-17:00, is used in place of ${named(calendar)}. Share calendars, or shorten their holidays.`)),
  ],
};

export const calendarCycle: CheckedRule = {
  code: 'calendar-cycle',
  theme: 'Schedule',
  severity: 'error',
  title: 'Calendars inherit from each other in a loop',
  explanation: '`extends` leads from a calendar back to itself. The loop is cut, so that what a calendar says itself still counts.',
  reason: 'Nobody can say what the working time is.',
  example: `calendar a extends b { holidays 2026-01-19 }
calendar b extends a { week mon-fri 09:00-17:00 }
program atlas { start 2026-01-12  calendar a  task build "Build" { estimate 5d } }`,
  fixed: `calendar a extends b { holidays 2026-01-19 }
calendar b { week mon-fri 09:00-17:00 }
program atlas { start 2026-01-12  calendar a  task build "Build" { estimate 5d } }`,
  check: checkCalendarLoops,
  fix: stopInheriting,
};

export const beyondHorizon: CheckedRule = {
  code: 'beyond-horizon',
  theme: 'Schedule',
  severity: 'error',
  title: 'A date lies too far away to be scheduled',
  explanation: 'The dates of an activity would lie outside the years that the schedule reckons with. They stop at its edge. Reported where it begins, not on what follows.',
  reason: 'A typing slip in a year or a unit is the usual cause; every later date would be wrong.',
  example: `program atlas {
  start 2026-01-12
  task design "Design" { estimate 900000d }
  task build  "Build"  { estimate 900000d  after design }
  task test   "Test"   { estimate 900000d  after build }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task design "Design" { estimate 9d }
  task build  "Build"  { estimate 9d  after design }
  task test   "Test"   { estimate 9d  after build }
}`,
  check: checkHorizon,
};
