/** What a hover says about an activity or a summary: its dates, its room, and why it is there. */
import { accountable, criterionState, gateVerdict, ownerOf, words } from '../language/index.ts';
import type { Activity, Plan, Schedule, ScheduledActivity } from '../language/index.ts';
import { bullets, code, escaped, lines, paragraphs } from './markdown.ts';
import { dateWords, driverWords, drivingChain, lengthWords, statusDate } from './why.ts';

export function describeActivity(plan: Plan, schedule: Schedule, activity: Activity): string {
  const index = plan.activityIndex.get(activity.key);
  if (index === undefined) return '';
  const at = schedule.at(index);
  return paragraphs(
    lines(datesLine(schedule, at), roomLine(schedule, at), commitmentLine(schedule, at), progressLine(schedule, at)),
    whyLines(schedule, at),
    gateLines(schedule, at),
    lines(ownerLine(plan, activity), needsLine(activity), calendarLine(activity)),
  );
}

function datesLine(schedule: Schedule, { index, activity, start, finish, duration, durationElapsed }: ScheduledActivity): string {
  if (start === null || finish === null) return 'No dates: nothing stands inside it.';
  const from = dateWords(schedule, index, start, 'start');
  const to = dateWords(schedule, index, finish, 'finish');
  if (duration === 0) return `On **${to}**`;
  const length = durationElapsed ? words.wallTime(duration) : lengthWords(schedule, index, duration);
  const spans = activity.summary ? 'spans ' : '';
  return from === to ? `On **${from}**, ${spans}${length}` : `**${from}** to **${to}**, ${spans}${length}`;
}

function roomLine(schedule: Schedule, { index, totalSlack, freeSlack, critical, nearCritical, uncertain, status, lateFinish }: ScheduledActivity): string | null {
  if (uncertain) return 'Uncertain: it is part of a dependency cycle, or behind one.';
  if (status === 'done' || totalSlack === null) return null;
  if (totalSlack < 0) return `**Critical**: ${lengthWords(schedule, index, totalSlack)} too late for the dates behind it.`;
  const total = lengthWords(schedule, index, totalSlack);
  if (critical) return totalSlack === 0 ? '**Critical**: any delay moves the finish of the program.' : `**Critical**: slack ${total}.`;
  const latest = lateFinish === null ? '' : ` It can finish as late as ${dateWords(schedule, index, lateFinish, 'finish')}.`;
  const free = freeSlack !== null && freeSlack < totalSlack
    ? `, ${freeSlack === 0 ? 'none' : lengthWords(schedule, index, freeSlack)} of it before it moves what follows` : '';
  return `${nearCritical ? '**Near-critical**: slack' : 'Slack'} ${total}${free}.${latest}`;
}

function commitmentLine(schedule: Schedule, { index, activity, commitment }: ScheduledActivity): string | null {
  if (!commitment) return null;
  const audience = activity.by?.audience ? ` for ${escaped(activity.by.audience.value)}` : '';
  const by = `Committed${audience} by ${dateWords(schedule, index, commitment.by, 'finish')}`;
  if (commitment.margin === null) return `${by}.`;
  if (commitment.margin === 0) return `${by}: exactly in time.`;
  const margin = lengthWords(schedule, index, commitment.margin);
  return commitment.margin > 0 ? `${by}: margin ${margin}.` : `${by}: **${margin} late**.`;
}

function progressLine(schedule: Schedule, { index, activity, status, progress, finish }: ScheduledActivity): string | null {
  if (status === 'done') return finish === null ? 'Done.' : `Done on ${dateWords(schedule, index, finish, 'finish')}.`;
  if (status === 'not-started') return null;
  const started = activity.started ? `, started ${words.date(activity.started.at)}` : '';
  return `${Math.round(progress)}% done${started}, as of ${words.date(statusDate(schedule, index))}.`;
}

/** Why it starts when it does: all that fixes it, what would drive next, and the chain that leads there. */
function whyLines(schedule: Schedule, { index, start, finish, duration, uncertain, activity }: ScheduledActivity): string | null {
  if (start === null || finish === null || uncertain || activity.summary) return null;
  const drivers = schedule.drivers(index);
  if (drivers.length === 0) return null;
  const when = duration === 0 ? dateWords(schedule, index, finish, 'finish') : dateWords(schedule, index, start, 'start');
  const because = drivers.length === 1 && drivers[0]
    ? `Why ${when}: ${driverWords(schedule, index, drivers[0])}.`
    : `Why ${when}:\n\n${bullets(drivers.map(driver => driverWords(schedule, index, driver)))}`;
  const next = schedule.why(index).find(step => step.index === index)?.next;
  const chain = drivingChain(schedule, index);
  return paragraphs(
    because,
    lines(
      next && next.kind !== 'actual' ? `Otherwise: ${driverWords(schedule, index, next)}.` : null,
      chain.length > 1 ? `Driven by ${chain.slice(-8).map(code).join(' → ')}.` : null,
    ),
  );
}

function gateLines(schedule: Schedule, { activity, index }: ScheduledActivity): string | null {
  if (!activity.gate) return null;
  const verdict = gateVerdict(activity);
  const open = activity.gate.checks.filter(check => criterionState(check) === 'open' && check.requires === null).length;
  return paragraphs(
    verdict?.value ? `Verdict: **${escaped(verdict.value.value)}**${verdict.on ? ` on ${words.date(verdict.on.at)}` : ''}` : null,
    activity.gate.checks.length === 0 ? null
      : lines(`${words.sentence(words.count(activity.gate.checks.length, 'check'))}, ${open} open`),
    bullets(activity.gate.checks.map(check => `${check.requires ? 'evaluates itself' : criterionState(check)}: ${escaped(check.text?.value ?? check.name ?? '')}`)),
    activity.gate.before.length === 0 ? null : `Holds ${activity.gate.before.map(ref => code(ref.text)).join(', ')} until ${lastDay(schedule, index)}`,
  );
}

function lastDay(schedule: Schedule, index: number): string {
  const { finish } = schedule.at(index);
  return finish === null ? 'it is held' : dateWords(schedule, index, finish, 'finish');
}

/** The owner in words, `Ana Ruiz (payments)`; Markdown. Null where nobody is named. */
export function ownerLine(plan: Plan, element: Parameters<typeof ownerOf>[1]): string | null {
  const ownership = ownerOf(plan, element);
  if (!ownership) return null;
  const { team, person } = accountable(plan, ownership.ref);
  const who = person?.title?.value ?? person?.name;
  const whose = team?.title?.value ?? team?.name;
  const name = who !== undefined && whose !== undefined ? `${escaped(whose)}, led by ${escaped(who)}` : escaped(who ?? whose ?? ownership.ref.text);
  const inherited = ownership.from === element ? '' : ` (owner of ${code(ownership.from.name)})`;
  return `Owner: ${name}${inherited}`;
}

function needsLine({ needs }: Activity): string | null {
  return needs.length === 0 ? null : `Needs ${words.list(needs.map(need => `${need.count} of ${code(need.team.text)}`))}`;
}

function calendarLine({ calendar }: Activity): string | null {
  return calendar ? `Calendar: ${code(calendar.text)}` : null;
}
