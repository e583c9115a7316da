/** What a hover says about an activity or a summary: its dates, its room, and why it is there. */
import { accountable, criterionState, gateVerdict, ownerOf, words } from '../language/index.ts';
import type { Activity, Driver, Plan, Ref, Schedule, ScheduledActivity } from '../language/index.ts';
import { bullets, code, escaped, lines, paragraphs } from './markdown.ts';
import { placeOfName } from './place-links.ts';
import type { LinkTo } from './place-links.ts';
import { readinessOf } from './readiness.ts';
import { causePlace, dateWords, driverWords, lengthWords, statusDate } from './why.ts';

export function describeActivity(plan: Plan, schedule: Schedule, activity: Activity, link: LinkTo): string {
  const index = plan.activityIndex.get(activity.key);
  if (index === undefined) return '';
  const at = schedule.at(index);
  return paragraphs(
    lines(datesLine(schedule, at), roomLine(schedule, at), commitmentLine(schedule, at), progressLine(schedule, at)),
    whyLines(schedule, at, link),
    gateLines(plan, schedule, at, link),
    lines(ownerLine(plan, activity), needsLine(activity), calendarLine(activity)),
  );
}

export function datesLine(schedule: Schedule, { index, activity, start, finish, duration, durationElapsed }: ScheduledActivity): string {
  if (start === null || finish === null) return 'No dates: nothing stands inside it.';
  const from = dateWords(schedule, index, start, 'start');
  const to = dateWords(schedule, index, finish, 'finish');
  if (duration === 0) return `On **${to}**`;
  const length = durationElapsed ? words.wallTime(duration) : lengthWords(schedule, index, duration);
  const spans = activity.summary ? 'spans ' : '';
  return from === to ? `On **${from}**, ${spans}${length}` : `**${from}** to **${to}**, ${spans}${length}`;
}

export function roomLine(schedule: Schedule, { index, totalSlack, freeSlack, critical, nearCritical, uncertain, status, lateFinish }: ScheduledActivity): string | null {
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

export function commitmentLine(schedule: Schedule, { index, activity, commitment }: ScheduledActivity): string | null {
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

/** Why it starts when it does: all that fixes it, the chain that leads there, and what would drive next. Null where it has no reason to tell. */
export function whyLines(schedule: Schedule, { index, start, finish, duration, durationElapsed, uncertain, activity }: ScheduledActivity, link: LinkTo): string | null {
  if (start === null || finish === null || uncertain || activity.summary) return null;
  const drivers = schedule.drivers(index);
  if (drivers.length === 0) return null;
  const named = (one: Activity): string => link(placeOfName(one), code(words.localId(one)));
  const said = (of: number, driver: Driver): string => (driver.from >= 0
    ? driverWords(schedule, of, driver, named)
    : link(causePlace(schedule, of, driver), driverWords(schedule, of, driver)));
  const when = duration === 0 ? dateWords(schedule, index, finish, 'finish') : dateWords(schedule, index, start, 'start');
  const because = drivers.length === 1 && drivers[0]
    ? `Why ${when}: ${said(index, drivers[0])}.`
    : `Why ${when}:\n\n${bullets(drivers.map(driver => said(index, driver)))}`;
  const steps = schedule.why(index);
  const chain = steps.filter(step => step.index !== index).map(step => schedule.at(step.index).activity).reverse();
  const first = steps.at(-1);
  const { next = null, room = null } = steps.find(step => step.index === index) ?? {};
  const length = room === null ? '' : durationElapsed ? words.wallTime(room) : lengthWords(schedule, index, room);
  return paragraphs(
    because,
    lines(
      chain.length > 1 && `Driven by ${chainLinks(chain.map(named))}.`,
      chain.length > 0 && first && first.driver.from < 0 && `First cause, at ${named(schedule.at(first.index).activity)}: ${said(first.index, first.driver)}.`,
      next && next.kind !== 'actual' && nextWords(said(index, next), next.from >= 0, room, length, drivers.length),
    ),
  );
}

/** Of a chain, so many are named: the first, which everything hangs on, and the last before the activity. */
const mostOfChain = 8;

function chainLinks(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined || names.length <= mostOfChain) return names.join(' → ');
  return [first, `… ${names.length - mostOfChain} more …`, ...names.slice(1 - mostOfChain)].join(' → ');
}

/** What would drive next, and by how much it would have to slip; `room` in minutes, and the same in words. */
function nextWords(said: string, isLink: boolean, room: number | null, length: string, drivers: number): string {
  if (room === null || room <= 0) return `Otherwise: ${said}.`;
  if (isLink) return `Next would be: ${said}. That drives it only after a slip of more than ${length}.`;
  return `Without ${drivers > 1 ? 'these' : 'that'} it could be ${length} earlier, and then ${said}.`;
}

function gateLines(plan: Plan, schedule: Schedule, { activity, index }: ScheduledActivity, link: LinkTo): string | null {
  if (!activity.gate) return null;
  const verdict = gateVerdict(activity);
  const open = activity.gate.checks.filter(check => criterionState(check) === 'open' && check.requires === null).length;
  const roles = activity.gate.signOff.length;
  const { openRoles } = readinessOf(activity, statusDate(schedule, index));
  const held = (ref: Ref): string => {
    const target = ref.key === null ? undefined : plan.byKey.get(ref.key);
    return link(target ? placeOfName(target) : null, code(ref.text));
  };
  return paragraphs(
    verdict?.value ? `Verdict: **${escaped(verdict.value.value)}**${verdict.on ? ` on ${words.date(verdict.on.at)}` : ''}` : null,
    activity.gate.checks.length === 0 ? null
      : lines(`${words.sentence(words.count(activity.gate.checks.length, 'check'))}, ${open} open`),
    bullets(activity.gate.checks.map(check => `${check.requires ? 'evaluates itself' : criterionState(check)}: ${escaped(check.text?.value ?? check.name ?? '')}`)),
    roles > 0 && `${roles - openRoles.length} of ${roles} ${roles === 1 ? 'signature' : 'signatures'}${openRoles.length > 0 ? `, missing: ${openRoles.map(role => escaped(role.value)).join(', ')}` : ''}`,
    activity.gate.before.length > 0 && `Holds ${activity.gate.before.map(held).join(', ')} until ${lastDay(schedule, index)}`,
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
