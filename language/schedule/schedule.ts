/** The schedule of a plan (language.md section 3), with every answer computed when it is first asked for. */
import type { Plan, WallMinutes } from '../plan/model.ts';
import { minutesOf } from '../plan/units.ts';
import { DONE, edgeOf, LEAF } from './activities.ts';
import { dayEdge, dayOf, EARLIEST, LATEST, position, startAt } from './calendar.ts';
import { ELAPSED_CALENDAR } from './calendars.ts';
import { findConflicts } from './conflicts.ts';
import { computeDates } from './dates.ts';
import type { Dates } from './dates.ts';
import { driverChains, driversOf, stepsOf } from './drivers.ts';
import { linkAt } from './links.ts';
import type {
  ConstraintConflict, Cycle, NetworkLink, ProgramSchedule, ProgressStatus, Schedule, ScheduledActivity, ScheduleNote,
  ScheduleOptions, TargetSchedule,
} from './model.ts';
import { buildNetwork } from './network.ts';
import type { Network } from './network.ts';
import { statusNotes } from './notes.ts';
import { reach } from './reach.ts';
import { once } from './once.ts';
import { printedDates } from './reasons.ts';
import type { Printed } from './reasons.ts';
import { rollUp } from './rollup.ts';
import type { Rollup } from './rollup.ts';
import { compressRows } from './cpm.ts';
import type { Rows } from './cpm.ts';
import { slackTo } from './target.ts';

const STATUS: readonly ProgressStatus[] = ['not-started', 'in-progress', 'in-progress', 'done'];

/** Schedules a plan. Never throws for what a plan says; the passes run at once, all else when it is asked for. */
export function schedule(plan: Plan, options: ScheduleOptions): Schedule {
  // A schedule must not keep the one before it, which would keep the one before that.
  const { before, ...own } = options;
  const network = buildNetwork(plan, (before && networks.get(before)) ?? null);
  const result = scheduleOf(computeDates(network, own), own);
  networks.set(result, network);
  return result;
}

/** The network of each schedule, for the one after it. */
const networks = new WeakMap<Schedule, Network>();

/** The answers about computed dates, so that a network that was built once can be scheduled again. */
export function scheduleOf(dates: Dates, options: ScheduleOptions): Schedule {
  const { network } = dates;
  const { plan, facts, calendars, links } = network;
  const printed = once((): Printed => printedDates(dates));
  const chainTo = once(() => driverChains(dates, printed()));
  const rollup = once((): Rollup => rollUp(dates, printed()));
  const thresholds = once(() => facts.programs.map(program => thresholdMinutes(program, options)));
  const programs = once(() => programSchedules(dates, rollup()));
  const linkCache: (NetworkLink | undefined)[] = [];
  const outRows = once((): Rows => compressRows(facts.role.length, links.from, links.to));
  const inRows = once((): Rows => compressRows(facts.role.length, links.to, links.from));
  const hardDates = once(() => findConflicts(dates, printed()));
  // Those of the calendars come last to hand: a calendar is compiled, and may be found too many, when it is first used.
  const notes = once(() => sortNotes(network, [...calendars.notes, ...facts.notes, ...statusNotes(dates), ...hardDates().notes]));
  const cache: (ScheduledActivity | undefined)[] = [];

  function link(index: number): NetworkLink {
    return (linkCache[index] ??= linkAt(links, index, dates.lag[index]!));
  }
  function linksOf(rows: Rows, index: number): NetworkLink[] {
    const found: NetworkLink[] = [];
    for (let slot = rows.offsets[index]!; slot < rows.offsets[index + 1]!; slot++) found.push(link(rows.edges[slot]!));
    return found;
  }
  function at(index: number): ScheduledActivity {
    return (cache[index] ??= activityAt(dates, rollup(), thresholds()[facts.program[index]!]!, index));
  }
  function drivingChain(index: number, most: number): { members: number[]; length: number } {
    const end = facts.role[index] !== LEAF && Number.isNaN(rollup().start[index]!) ? null : chainTo()(index);
    return { members: stepsOf(end, most).map(step => step.index).reverse(), length: end?.length ?? 0 };
  }

  return {
    plan,
    asOf: options.asOf ?? latestStatus(dates) ?? dayOf(options.today) * 1440,
    get programs() { return programs(); },
    size: facts.role.length,
    at,
    drivers: index => (hasDates(index) ? driversOf(dates, printed(), index) : []),
    why: index => (hasDates(index) ? stepsOf(chainTo()(index)) : []),
    incoming: index => linksOf(inRows(), index),
    outgoing: index => linksOf(outRows(), index),
    reachable: (index, direction, inside = false) => reach(facts.parent, direction === 'forward' ? outRows() : inRows(), index, inside),
    linkEnds: links,
    cycles: network.loops.map((loop): Cycle => ({ members: loop.members, component: loop.component, links: loop.links.map(link) })),
    get conflicts(): readonly ConstraintConflict[] { return hardDates().conflicts; },
    get notes(): readonly ScheduleNote[] { return notes(); },
    criticalPath: index => drivingChain(index, Infinity).members,
    drivingChain,
    target,
    workingMinutes(index, from, to) {
      const calendar = calendars.compiled[facts.calendar[index]!]!;
      return position(calendar, to) - position(calendar, from);
    },
    dayEdge: (index, day, edge) => dayEdge(calendars.compiled[facts.calendar[index]!]!, dayOf(day), edge),
  };

  function hasDates(index: number): boolean {
    return !Number.isNaN(rollup().start[index]!);
  }

  function target(index: number): TargetSchedule {
    if (!hasDates(index)) return { target: index, slack: () => null, path: [] };
    const certain = rollup().uncertain[index] === 0;
    const slack = slackTo(dates, printed(), index);
    const rank = network.rank();
    const path: number[] = [];
    for (let leaf = 0; leaf < slack.length; leaf++) {
      const critical = slack[leaf]! <= thresholds()[facts.program[leaf]!]!.critical && facts.state[leaf] !== DONE;
      if (leaf === index || (certain && critical && !network.uncertain[leaf])) path.push(leaf);
    }
    path.sort((a, b) => rollup().start[a]! - rollup().start[b]! || rank[a]! - rank[b]!);
    return {
      target: index,
      slack: other => (certain && slack[other] !== undefined && !Number.isNaN(slack[other]) && !network.uncertain[other] ? slack[other] : null),
      path,
    };
  }
}

/** The latest status date of the programs, or null without any. */
function latestStatus(dates: Dates): WallMinutes | null {
  return dates.programs.status.reduce<WallMinutes | null>((latest, each) => (latest === null || each > latest ? each : latest), null);
}

interface Minutes { readonly critical: number; readonly near: number }

function thresholdMinutes(program: Network['facts']['programs'][number], options: ScheduleOptions): Minutes {
  const policy = options.thresholds?.(program.name);
  const critical = policy ? minutesOf(policy.criticalSlack, program.units) : 0;
  return { critical, near: critical + (policy ? minutesOf(policy.nearCritical, program.units) : 3 * program.units.dayMinutes) };
}

/** Dates beyond the calendar of the language's dates are shown at its ends. */
function shown(wall: WallMinutes): WallMinutes | null {
  return Number.isNaN(wall) ? null : Math.min(LATEST, Math.max(EARLIEST, wall));
}

function activityAt(dates: Dates, rollup: Rollup, threshold: Minutes, index: number): ScheduledActivity {
  const { network } = dates;
  const { facts, calendars, plan } = network;
  const leaf = facts.role[index] === LEAF;
  const uncertain = rollup.uncertain[index] === 1;
  const certain = (value: number): number | null => (uncertain || Number.isNaN(value) ? null : value);
  const clock = calendars.compiled[facts.clock[index]!]!;
  const finish = rollup.finish[index]!;
  const dated = !Number.isNaN(finish);
  const slack = rollup.slack[index]!;
  const open = !uncertain && rollup.begun[index] !== DONE && dated;
  const activity = plan.activities[index]!;
  const by = activity.by ? edgeOf(calendars.compiled[facts.calendar[index]!]!, activity.by.date, 'finish') : null;
  const span = dated ? position(clock, finish) - position(clock, rollup.start[index]!) : 0;
  return {
    index, activity,
    duration: leaf ? facts.duration[index]! : span,
    durationElapsed: facts.clock[index] === ELAPSED_CALENDAR,
    start: shown(rollup.start[index]!), finish: shown(finish),
    lateStart: uncertain ? null : shown(rollup.lateStart[index]!), lateFinish: uncertain ? null : shown(rollup.lateFinish[index]!),
    totalSlack: certain(rollup.begun[index] === DONE ? 0 : slack), freeSlack: certain(rollup.begun[index] === DONE ? 0 : rollup.free[index]!),
    critical: open && slack <= threshold.critical,
    nearCritical: open && slack > threshold.critical && slack <= threshold.near,
    uncertain,
    status: STATUS[leaf ? facts.state[index]! : rollup.begun[index]!]!,
    progress: rollup.progress[index]!,
    commitment: by === null ? null : { by, margin: uncertain || !dated ? null : position(clock, by) - position(clock, finish) },
  };
}

function programSchedules(dates: Dates, rollup: Rollup): ProgramSchedule[] {
  const { facts, plan, calendars, rank } = dates.network;
  const ranks = once(rank);
  const members: number[][] = facts.programs.map(() => []);
  const finish = new Float64Array(facts.programs.length).fill(-Infinity);
  for (let index = 0; index < plan.activities.length; index++) {
    const program = facts.program[index]!;
    members[program]!.push(index);
    if (rollup.finish[index]! > finish[program]!) finish[program] = rollup.finish[index]!;
  }
  return facts.programs.map((program, index): ProgramSchedule => {
    const calendar = calendars.compiled[program.calendar]!;
    const given = dates.programs.startOn(index, program.calendar);
    const status = dates.programs.status[index]!;
    return {
      name: program.name,
      start: Number.isNaN(given) ? startAt(calendar, position(calendar, status)) : given,
      finish: finish[index] === -Infinity ? null : shown(finish[index]!),
      statusDate: status,
      ...program.units,
      activities: members[index]!.sort((a, b) => ranks()[a]! - ranks()[b]!),
    };
  }).sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function sortNotes(network: Network, notes: readonly ScheduleNote[]): ScheduleNote[] {
  if (notes.length < 2) return [...notes];
  const rank = network.rank();
  const place = (index: number): number => (index < 0 ? -1 : rank[index]!);
  return [...notes].sort((a, b) => place(a.activity) - place(b.activity)
    || (a.place.uri < b.place.uri ? -1 : a.place.uri > b.place.uri ? 1 : 0) || a.place.start - b.place.start
    || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

