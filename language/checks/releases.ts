/** Releases: freezes, rollback and the arithmetic of a cutover, which is elapsed time. */
import { dayOf, MINUTES_PER_DAY } from '../plan/dates.ts';
import type { Activity, Cutover, CutoverStep, DateRange } from '../plan/model.ts';
import { ownerOfPart } from '../plan/owners.ts';
import { minutesOf, NOMINAL_UNITS } from '../plan/units.ts';
import type { ScheduledActivity } from '../schedule/model.ts';
import { calendarChain } from './context.ts';
import { addRollback } from './fixes/placeholders.ts';
import { observe, within } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { date, list, named, wallTime } from './words.ts';

/** Releases that are still to come, with their facts. */
function openReleases(context: CheckContext): readonly ScheduledActivity[] {
  return context.releases.filter(at => at.status !== 'done');
}

/** A step's minutes: cutover times are elapsed, so that `1d` is 24 hours. */
function stepMinutes(step: CutoverStep): number {
  return step.takes === null ? 0 : minutesOf({ ...step.takes, elapsed: true }, NOMINAL_UNITS);
}

interface Stretch { readonly from: number; readonly to: number }

/** A range of dates as wall minutes, its last day included. */
function stretch(range: DateRange): Stretch {
  return { from: range.from.at, to: range.to.day ? dayOf(range.to.at) + MINUTES_PER_DAY : range.to.at };
}

function checkFreeze(context: CheckContext): readonly Observation[] {
  return openReleases(context).flatMap(({ activity, start, finish, uncertain }) => {
    const window = activity.release?.cutover?.window ?? null;
    const times: readonly { readonly what: string; readonly time: Stretch; readonly span: { start: number; end: number } }[] = [
      ...(start === null || finish === null || uncertain ? [] : [{
        what: 'is planned for', time: { from: start, to: Math.max(finish, start + 1) },
        span: activity.constraints.find(({ relation }) => relation === 'on')?.date.span ?? activity.nameSpan,
      }]),
      ...(window === null ? [] : [{ what: 'has its cutover on', time: stretch(window), span: window.span }]),
    ];
    for (const calendar of calendarChain(context.plan, context.calendarOf(activity))) {
      for (const freeze of calendar.freezes) {
        const frozen = stretch(freeze.days);
        const hit = times.find(({ time }) => time.from < frozen.to && frozen.from < time.to);
        if (hit === undefined) continue;
        const title = freeze.text === null ? 'a freeze' : `the freeze “${freeze.text.value}”`;
        return [observe(activity, hit.span,
          `${named(activity)} ${hit.what} ${date(hit.time.from)}, inside ${title} from ${date(frozen.from)} to ${date(frozen.to - 1)}. Move it before ${date(frozen.from)} or after ${date(frozen.to - 1)}.`,
          { related: [{ message: 'The freeze', place: within(calendar, freeze.span) }] })];
      }
    }
    return [];
  });
}

function checkWindow(context: CheckContext): readonly Observation[] {
  return openReleases(context).flatMap(({ activity, start, uncertain }) => {
    const window = activity.release?.cutover?.window ?? null;
    if (window === null || start === null || uncertain) return [];
    // A release that slipped off its fixed day is another finding; its window was right.
    const day = dayOf(fixedStart(activity) ?? start);
    const from = window.from.at;
    // The night before begins at noon: a cutover from 22:00 to 06:00 belongs to the day on which it ends.
    if (from >= day - MINUTES_PER_DAY / 2 && from < day + MINUTES_PER_DAY) return [];
    return [observe(activity, window.span,
      `The cutover window of ${named(activity)} is on ${date(from)}, but the release starts on ${date(day)}. Put the window on that day or the night before, or move the release.`)];
  });
}

function fixedStart(activity: Activity): number | null {
  return activity.constraints.find(({ edge, relation }) => edge === 'start' && relation === 'on')?.date.at ?? null;
}

function checkRollback(context: CheckContext): readonly Observation[] {
  return openReleases(context).flatMap(({ activity }) => {
    if ((activity.release?.rollbackWhen.length ?? 0) > 0 || activity.release?.cutover?.steps.some(step => step.undo !== null) === true) return [];
    return [observe(activity, activity.nameSpan,
      `${named(activity)} does not say when it would be rolled back. Add e.g. \`rollback when "error rate above 2% for 10 minutes"\`.`)];
  });
}

/** The cutovers that are still to come and have steps. */
function cutovers(context: CheckContext): readonly { readonly activity: Activity; readonly cutover: Cutover }[] {
  return openReleases(context).flatMap(({ activity }) => {
    const cutover = activity.release?.cutover ?? null;
    return cutover === null || cutover.steps.length === 0 ? [] : [{ activity, cutover }];
  });
}

function stepName(step: CutoverStep): string {
  return step.title === null ? `“${step.name}”` : `“${step.title.value}” (${step.name})`;
}

function checkSteps(context: CheckContext): readonly Observation[] {
  return cutovers(context).flatMap(({ activity, cutover }) => cutover.steps.flatMap(step => {
    const missing = [
      ...(ownerOfPart(context.plan, activity, step.owner) === null ? ['owner'] : []),
      ...(step.takes === null ? ['takes'] : []),
      ...(step.verify === null ? ['verify'] : []),
    ];
    return missing.length === 0 ? [] : [observe(activity, step.nameSpan,
      `The cutover step ${stepName(step)} does not say ${list(missing.map(word => stepQuestions[word as keyof typeof stepQuestions]), 'nor')}. Add ${list(missing.map(word => `\`${word}\``))}.`)];
  }));
}
const stepQuestions = { owner: 'who does it', takes: 'how long it takes', verify: 'how to see that it worked' };

/** Minutes of the longest chain of steps, with its steps in order; null where steps wait for each other in a loop. */
function longestChain(steps: readonly CutoverStep[]): { readonly minutes: number; readonly chain: readonly CutoverStep[] } | null {
  const byName = new Map(steps.map(step => [step.name, step]));
  const ends = new Map<CutoverStep, { readonly minutes: number; readonly before: CutoverStep | null }>();
  const visiting = new Set<CutoverStep>();
  // Depth is the number of steps of one cutover; an explicit stack keeps a hostile file from ending the process.
  for (const root of steps) {
    const stack = [root];
    while (stack.length > 0) {
      const step = stack[stack.length - 1]!;
      if (ends.has(step)) { stack.pop(); continue; }
      const before = step.after.flatMap(ref => byName.get(ref.text) ?? []);
      const waiting = before.find(other => !ends.has(other));
      if (waiting !== undefined) {
        visiting.add(step);
        if (visiting.has(waiting)) return null;
        stack.push(waiting);
        continue;
      }
      let latest: CutoverStep | null = null;
      for (const other of before) if (latest === null || ends.get(other)!.minutes > ends.get(latest)!.minutes) latest = other;
      ends.set(step, { minutes: (latest === null ? 0 : ends.get(latest)!.minutes) + stepMinutes(step), before: latest });
      visiting.delete(step);
      stack.pop();
    }
  }
  let last: CutoverStep | null = null;
  for (const step of steps) if (last === null || ends.get(step)!.minutes > ends.get(last)!.minutes) last = step;
  const chain: CutoverStep[] = [];
  for (let at = last; at !== null; at = ends.get(at)!.before) chain.unshift(at);
  return last === null ? null : { minutes: ends.get(last)!.minutes, chain };
}

function checkOverrun(context: CheckContext): readonly Observation[] {
  return cutovers(context).flatMap(({ activity, cutover }) => {
    if (cutover.window === null) return [];
    const window = stretch(cutover.window);
    const longest = longestChain(cutover.steps);
    const over = longest === null ? 0 : longest.minutes - (window.to - window.from);
    if (longest === null || over <= 0) return [];
    const chain = longest.chain.slice(-30);
    return [observe(activity, cutover.window.span,
      `The cutover of ${named(activity)} takes ${wallTime(longest.minutes)}, ${wallTime(over)} more than its window of ${wallTime(window.to - window.from)}: ${chain.map(step => step.name).join(' → ')}. Widen the window, or shorten or split these steps.`,
      { related: chain.map((step, order) => ({ message: `${order + 1}. ${stepName(step)}, ${wallTime(stepMinutes(step))}`, place: within(activity, step.nameSpan) })) })];
  });
}

function checkBackout(context: CheckContext): readonly Observation[] {
  return cutovers(context).flatMap(({ activity, cutover }) => {
    // After the point of no return there is nothing to undo; before it, each step that changes something needs a way back.
    const turning = cutover.steps.findIndex(step => step.noReturn);
    const before = turning < 0 ? cutover.steps : cutover.steps.slice(0, turning);
    if (before.length === 0 || before.some(step => step.undo !== null)) return [];
    return [observe(activity, cutover.steps[0]!.nameSpan,
      `No step of the cutover of ${named(activity)} says how it is undone. Add \`undo "…"\` to the steps that change something, or mark one with \`no-return\`.`)];
  });
}

const release = (lines: string, head = '', before = ''): string => `${before}program atlas {
  start 2026-01-12${head}
  release launch "Launch" {
    ${lines}
  }
}
person ana "Ana Ruiz"`;
const rollback = 'rollback when "errors above 2%"';
const steps = (window: string, second = 'undo "drop the delta"'): string => `on 2026-01-20  owner ana
    ${rollback}
    cutover {
      window ${window}
      step freeze  "Freeze writes" { takes 10min  verify "no writes" }
      step migrate "Final sync"    { takes 45min  after freeze  verify "counts match"  ${second} }
    }`;
const morning = '2026-01-20T05:00 .. 2026-01-20T08:00';
const frozen = `calendar eu { freeze 2026-01-19..2026-01-23 "Winter freeze" }
`;

export const releaseInFreeze: CheckedRule = {
  code: 'release-in-freeze',
  theme: 'Releases',
  severity: 'error',
  title: 'A release falls into a freeze',
  explanation: 'The dates of a release, or the window of its cutover, touch a `freeze` of the calendar that it runs on (or of one that this extends). Other work goes on in a freeze.',
  reason: 'Either the release will be refused on the day, or the freeze is not meant.',
  example: release(`on 2026-01-20  ${rollback}`, '\n  calendar eu', frozen),
  fixed: release(`on 2026-01-26  ${rollback}`, '\n  calendar eu', frozen),
  check: checkFreeze,
};

export const releaseOutsideChangeWindow: CheckedRule = {
  code: 'release-outside-change-window',
  theme: 'Releases',
  severity: 'error',
  title: 'A cutover\'s window is not on the day of its release',
  explanation: 'The window lies neither on the day on which the release starts nor in the night before (from noon).',
  reason: 'The room, the people and the announcement are booked for another day than the release.',
  example: release(steps('2026-01-22T05:00 .. 2026-01-22T08:00')),
  fixed: release(steps(morning)),
  check: checkWindow,
};

export const releaseWithoutRollback: CheckedRule = {
  code: 'release-without-rollback',
  theme: 'Releases',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'A release has no way back',
  explanation: 'A release that is still to come has neither `rollback when` nor a cutover step with `undo`.',
  reason: 'The decision to go back is taken in minutes, under stress. It has to be made before.',
  example: release('on 2026-01-20'),
  fixed: release(`on 2026-01-20  ${rollback}`),
  check: checkRollback,
  fix: addRollback,
};

export const cutoverStepIncomplete: CheckedRule = {
  code: 'cutover-step-incomplete',
  theme: 'Releases',
  severity: 'warning',
  title: 'A cutover step lacks its owner, its length or its check',
  explanation: 'A step has no `takes`, no `verify`, or neither it nor its release (or the workstream around it) has an owner.',
  reason: 'In the night of a cutover there is no time to ask.',
  example: release(steps(morning).replace('takes 45min  ', '')),
  fixed: release(steps(morning)),
  check: checkSteps,
};

export const cutoverOverrunsWindow: CheckedRule = {
  code: 'cutover-overruns-window',
  theme: 'Releases',
  severity: 'error',
  title: 'A cutover does not fit into its window',
  explanation: 'The longest chain of its steps, each with its `takes` as elapsed time, is longer than the window. Steps without `after` start at the beginning.',
  reason: 'The steps at the end, usually the checks, are those that get dropped.',
  example: release(steps('2026-01-20T05:00 .. 2026-01-20T05:30')),
  fixed: release(steps(morning)),
  check: checkOverrun,
};

export const cutoverWithoutBackout: CheckedRule = {
  code: 'cutover-without-backout',
  theme: 'Releases',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'A cutover cannot be undone',
  explanation: 'No step before the one marked `no-return` (or none at all) has an `undo`.',
  reason: 'Half a cutover without a way back is an outage.',
  example: release(steps(morning, '')),
  fixed: release(steps(morning)),
  check: checkBackout,
};
