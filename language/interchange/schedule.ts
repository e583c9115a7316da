/** The schedule for programs: JSON, version 1, and CSV. Everything is sorted by id. */
import { formatInstant } from '../plan/dates.ts';
import type { WallMinutes } from '../plan/model.ts';
import type { ProgramSchedule, Schedule, ScheduledActivity, TargetSchedule } from '../schedule/model.ts';
import { compare } from './places.ts';

export interface ActivityRow {
  readonly id: string;
  readonly kind: 'task' | 'milestone' | 'gate' | 'release' | 'summary' | 'workstream';
  /** The title, or the name of what has none. */
  readonly title: string;
  /** Id of the block around it; of the program at its top level. */
  readonly parent: string;
  /** Minutes of working time (of wall time for an elapsed estimate), like every lag and slack here. */
  readonly duration: number;
  readonly start: string | null;
  readonly finish: string | null;
  readonly lateStart: string | null;
  readonly lateFinish: string | null;
  readonly totalSlack: number | null;
  readonly freeSlack: number | null;
  readonly critical: boolean;
  readonly nearCritical: boolean;
  readonly uncertain: boolean;
  readonly status: string;
  readonly commitment: { readonly by: string; readonly margin: number | null } | null;
  readonly drivers: readonly { readonly kind: string; readonly from: string | null }[];
  readonly links: readonly { readonly from: string; readonly kind: string; readonly lag: number }[];
}
export interface ProgramRow {
  readonly name: string;
  readonly start: string | null;
  readonly finish: string | null;
  readonly activities: readonly ActivityRow[];
  readonly cycles: readonly (readonly string[])[];
}
export interface ScheduleReport {
  readonly version: 1;
  readonly asOf: string;
  /** Only where a target was asked for: then slack and critical path are those to the target, and late dates are null. */
  readonly target?: { readonly id: string; readonly start: string | null; readonly finish: string | null; readonly path: readonly string[] };
  readonly programs: readonly ProgramRow[];
}

/** The schedule as rows; with a target, total slack and critical are those of the way to it. */
export function scheduleReport(schedule: Schedule, target: TargetSchedule | null = null): ScheduleReport {
  const idOf = (index: number): string => schedule.plan.activities[index]?.id ?? '';
  const path = new Set(target?.path);
  const instant = instants();
  const rowOf = (index: number): ActivityRow => {
    const row = activityRow(schedule, schedule.at(index), idOf, instant);
    return target ? { ...row, lateStart: null, lateFinish: null, totalSlack: target.slack(index), critical: path.has(index), nearCritical: false } : row;
  };
  const goal = target ? schedule.at(target.target) : null;
  return {
    version: 1,
    asOf: formatInstant(schedule.asOf),
    ...target && goal ? { target: { id: idOf(target.target), start: instant(goal.start), finish: instant(goal.finish), path: target.path.map(idOf) } } : {},
    programs: schedule.programs.map(program => ({
      name: program.name,
      start: instant(program.start),
      finish: instant(program.finish),
      activities: sorted(program.activities.map(rowOf), (a, b) => compare(a.id, b.id)),
      cycles: cyclesOf(schedule, program).map(members => members.map(idOf)),
    })).sort((a, b) => compare(a.name, b.name)),
  };
}

/** A cycle across programs stands in each of them. */
function cyclesOf(schedule: Schedule, program: ProgramSchedule): readonly (readonly number[])[] {
  return schedule.cycles
    .filter(cycle => cycle.members.some(index => schedule.plan.activities[index]?.program === program.name))
    .map(cycle => cycle.members);
}

type Instants = (at: WallMinutes | null) => string | null;

/** `formatInstant` with a memory: a plan names the same few days and hours over and over. */
function instants(): Instants {
  const known = new Map<number, string>();
  return at => {
    if (at === null) return null;
    let text = known.get(at);
    if (text === undefined) known.set(at, text = formatInstant(at));
    return text;
  };
}

/** What the outputs call an activity: a task that holds others is a summary. */
export function kindOf({ activity }: ScheduledActivity): ActivityRow['kind'] {
  return activity.summary && activity.kind === 'task' ? 'summary' : activity.kind;
}

function activityRow(schedule: Schedule, scheduled: ScheduledActivity, idOf: (index: number) => string, instant: Instants): ActivityRow {
  const { activity, index } = scheduled;
  return {
    id: activity.id,
    kind: kindOf(scheduled),
    title: activity.title?.value ?? activity.name,
    parent: activity.id.slice(0, -activity.name.length - 1) || activity.program,
    duration: scheduled.duration,
    start: instant(scheduled.start),
    finish: instant(scheduled.finish),
    lateStart: instant(scheduled.lateStart),
    lateFinish: instant(scheduled.lateFinish),
    totalSlack: scheduled.totalSlack,
    freeSlack: scheduled.freeSlack,
    critical: scheduled.critical,
    nearCritical: scheduled.nearCritical,
    uncertain: scheduled.uncertain,
    status: scheduled.status,
    commitment: scheduled.commitment && {
      by: instant(scheduled.commitment.by) ?? '',
      // Behind a loop slacks and late dates mean nothing, but the forecast stands there, and with it what it leaves.
      margin: scheduled.commitment.margin ?? (scheduled.finish === null ? null : schedule.workingMinutes(index, scheduled.finish, scheduled.commitment.by)),
    },
    drivers: driverRows(schedule, index, idOf),
    links: linkRows(schedule, index, idOf),
  };
}

function driverRows(schedule: Schedule, index: number, idOf: (index: number) => string): ActivityRow['drivers'] {
  const rows: ActivityRow['drivers'][number][] = [];
  for (const { kind, from } of schedule.drivers(index)) rows.push({ kind, from: from < 0 ? null : idOf(from) });
  return rows;
}

function linkRows(schedule: Schedule, index: number, idOf: (index: number) => string): ActivityRow['links'] {
  const rows: ActivityRow['links'][number][] = [];
  for (const { from, kind, lag } of schedule.incoming(index)) rows.push({ from: idOf(from), kind, lag });
  return sorted(rows, (a, b) => compare(a.from, b.from) || compare(a.kind, b.kind) || a.lag - b.lag);
}

/** Sorts in place. Most lists are in order as they were written, and to see that costs less than to sort. */
function sorted<T>(rows: T[], order: (a: T, b: T) => number): T[] {
  for (let i = 1; i < rows.length; i++) if (order(rows[i - 1]!, rows[i]!) > 0) return rows.sort(order);
  return rows;
}

const columns = [
  'program', 'id', 'kind', 'title', 'parent', 'duration', 'start', 'finish', 'lateStart', 'lateFinish', 'totalSlack', 'freeSlack',
  'critical', 'nearCritical', 'uncertain', 'status', 'commitmentBy', 'commitmentMargin', 'drivers', 'links',
] as const;

/**
 * RFC 4180, with a header. Several drivers or links stand in one field, separated by a space and a semicolon. Ids are names joined by
 * dots and instants are digits, so that only titles can need quotes.
 */
export function scheduleToCsv(report: ScheduleReport): string {
  let text = `${columns.join(',')}\r\n`;
  const value = (own: string | number | null): string => own === null ? '' : String(own);
  for (const { name, activities } of report.programs) {
    for (const row of activities) {
      const { commitment } = row;
      text += `${name},${row.id},${row.kind},${field(row.title)},${row.parent},${row.duration},${value(row.start)},${value(row.finish)},`
        + `${value(row.lateStart)},${value(row.lateFinish)},${value(row.totalSlack)},${value(row.freeSlack)},${row.critical},${row.nearCritical},`
        + `${row.uncertain},${row.status},${value(commitment?.by ?? null)},${value(commitment?.margin ?? null)},${driverList(row)},${linkList(row)}\r\n`;
    }
  }
  return text;
}

function driverList({ drivers }: ActivityRow): string {
  let text = '';
  for (const { kind, from } of drivers) text += `${text === '' ? '' : '; '}${from === null ? kind : `${kind} ${from}`}`;
  return text;
}

function linkList({ links }: ActivityRow): string {
  let text = '';
  for (const { kind, from, lag } of links) text += `${text === '' ? '' : '; '}${kind} ${from}${lag === 0 ? '' : lag > 0 ? ` +${lag}` : ` ${lag}`}`;
  return text;
}

function field(text: string): string {
  // A spreadsheet would run a text that begins like a formula; the apostrophe makes it a text there.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The report as JSON with one activity a line: small, quick, and kind to line-based tools. */
export function scheduleToJson(report: ScheduleReport): string {
  const { programs, ...head } = report;
  const parts = programs.map(({ activities, cycles, ...program }) =>
    `${JSON.stringify(program).slice(0, -1)},"activities":[${lines(activities)}],"cycles":${JSON.stringify(cycles)}}`);
  return `${JSON.stringify(head).slice(0, -1)},"programs":[${parts.map(part => `\n${part}`).join(',')}${parts.length > 0 ? '\n' : ''}]}\n`;
}

function lines(rows: readonly ActivityRow[]): string {
  return rows.length === 0 ? '' : `\n${rows.map(row => JSON.stringify(row)).join(',\n')}\n`;
}
