/** The critical path: named once on every end of the plan, hinted at on each of its activities. */
import type { DriverKind, ScheduledActivity } from '../schedule/model.ts';
import { chainInto, chainPlaces, chainWords } from './chains.ts';
import { observe, observeLater } from './rule.ts';
import type { CheckContext, CheckedRule, Observation, Words } from './rule.ts';
import { count, date, named, slackTime } from './words.ts';

/** Milestones, gates and releases without successors, and the program's last activity where it is none of them. */
function ends(context: CheckContext): readonly ScheduledActivity[] {
  const found: ScheduledActivity[] = [];
  for (const program of context.schedule.programs) {
    const last: ScheduledActivity[] = [];
    let lastIsEnd = false;
    for (const index of program.activities) {
      const at = context.scheduled[index];
      if (at === undefined || at.activity.summary || at.status === 'done' || at.uncertain || at.finish === null) continue;
      const isEnd = at.activity.kind !== 'task' && !context.schedule.outgoing(index).some(link => !link.ignored);
      if (isEnd) found.push(at);
      if (at.finish !== program.finish) continue;
      last.push(at);
      lastIsEnd ||= isEnd;
    }
    const end = lastIsEnd ? undefined : lastOf(context, last);
    if (end !== undefined) found.push(end);
  }
  return found;
}

/** Of activities that finish together, the first that none of the others follows. */
function lastOf(context: CheckContext, together: readonly ScheduledActivity[]): ScheduledActivity | undefined {
  const indices = new Set(together.map(at => at.index));
  return together.find(at => !context.schedule.outgoing(at.index).some(link => indices.has(link.to))) ?? together[0];
}

const reasons: Partial<Record<DriverKind, string>> = {
  'start': 'a date of its own fixes it', 'finish': 'a date of its own fixes it', 'actual': 'it is under way',
  'status-date': 'it can start on the status date', 'program-start': 'it can start with the program',
};

/** Why an activity is where it is that no other one drives. */
function ownReason(context: CheckContext, index: number): string {
  return reasons[context.schedule.drivers(index)[0]?.kind ?? 'program-start'] ?? 'it can start with the program';
}

function checkPath(context: CheckContext): readonly Observation[] {
  return ends(context).map(end => observeLater(end.activity, end.activity.nameSpan, () => pathWords(context, end)));
}

function pathWords(context: CheckContext, end: ScheduledActivity): Words {
  const chain = chainInto(context, end.index);
  const finish = date(end.finish ?? 0);
  const length = chain.members.length + chain.more;
  const slack = end.totalSlack ?? 0;
  const days = context.dayMinutes(end.activity.program);
  const room = slack > 0 ? `; it has ${slackTime(end, slack, days)} of slack` : '';
  const message = length <= 1
    ? `${named(end.activity)} ends on ${finish}${room}. No other activity drives it: ${ownReason(context, end.index)}.`
    : `What drives ${named(end.activity)}, ${finish}${room}: ${chainWords(context, chain)} (${count(length, 'activity', 'activities')}). To pull it in, shorten one of these.`;
  return { message, related: length <= 1 ? [] : chainPlaces(context, chain) };
}

function checkActivities(context: CheckContext): readonly Observation[] {
  const finishes = new Map(context.schedule.programs.map(program => [program.name, program.finish === null ? '' : `; the program ends on ${date(program.finish)}`]));
  const found: Observation[] = [];
  for (const at of context.scheduled) {
    if (!at.critical || at.uncertain || at.activity.summary || at.status === 'done') continue;
    const { activity } = at;
    const slack = at.totalSlack ?? 0;
    const time = slack === 0 ? '' : slackTime(at, slack, context.dayMinutes(activity.program));
    const message = `${named(activity)} is critical: ${slack < 0 ? `it is ${time} late for a date that it leads to.`
      : `${slack > 0 ? `it has ${time} of slack` : 'it has no slack, so a day lost here is a day lost for what it leads to'}${finishes.get(activity.program) ?? ''}.`}`;
    found.push(observe(activity, activity.nameSpan, message));
  }
  return found;
}

const example = `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  task test  "Test"  { estimate 3d  after build }
  milestone ready "Ready" { after test }
}`;
const finished = `program atlas {
  start 2026-01-12  as of 2026-01-26
  task build "Build" { estimate 5d  started 2026-01-12  done 2026-01-16 }
  task test  "Test"  { estimate 3d  after build  started 2026-01-19  done 2026-01-21 }
  milestone ready "Ready" { after test  done 2026-01-21 }
}`;

export const criticalPath: CheckedRule = {
  code: 'critical-path',
  theme: 'Schedule',
  severity: 'information',
  title: 'The chain of activities that drives an end of the plan',
  explanation: 'Stands on each milestone, gate or release that nothing follows, and on the last activity of the program. It names the whole driving chain, each link as a related place (the last 30 of a longer one). Finished ends, and ends behind a cycle, have none.',
  reason: 'Only work on this chain moves the date. Everything else has room.',
  example,
  fixed: finished,
  check: checkPath,
};

export const criticalActivity: CheckedRule = {
  code: 'critical-activity',
  theme: 'Schedule',
  severity: 'hint',
  title: 'An activity is critical',
  explanation: 'Its total slack is at or below the threshold of the policy (`critical slack 0d` by default). Finished work is never critical.',
  reason: 'A slip here is a slip of the program, or of a commitment that it leads to.',
  example,
  fixed: finished,
  check: checkActivities,
};
