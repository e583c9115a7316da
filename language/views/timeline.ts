/** The timeline of a plan: rows by workstream with everything that a picture of it shows, as plain data. */
import type { Finding } from '../checks/finding.ts';
import type { Contract, Element, Plan, Place, Program, WallMinutes } from '../plan/model.ts';
import { planCalendars } from '../schedule/calendars.ts';
import type { ProgramSchedule, Schedule } from '../schedule/model.ts';
import type { TimelinePicture, TimelineProgram, TimelineRow } from '../../protocol/timeline.ts';
import { contractsRow } from './locate.ts';
import { nonWorkingGaps } from './non-working.ts';
import { activityRow, contractRow, linksDrivenInside, titleOf, viewLimits } from './timeline-rows.ts';
import type { RowContext } from './timeline-rows.ts';
import { isBroken, problemsByElement, troubleOf } from './timeline-trouble.ts';
import type { LineOf } from './timeline-trouble.ts';

/** What `analyse` says; the view adds nothing to it. */
export interface Analysis { readonly plan: Plan; readonly schedule: Schedule; readonly findings: readonly Finding[] }

export interface TimelineOptions {
  /** The document that the picture is of: its programs are shown; of all documents where it has none. */
  readonly uri: string;
  readonly today: WallMinutes;
  readonly lineOf: LineOf;
  /** The last picture of the same document, to keep while the text is broken. */
  readonly lastGood?: TimelinePicture;
}

export interface TimelineView {
  readonly picture: TimelinePicture;
  /** True where nothing is broken, so that the picture may be kept for later. */
  readonly good: boolean;
  /** Where the problems of the picture are written, by their id. */
  readonly places: ReadonlyMap<string, Place>;
}

/**
 * The picture of a plan. While the text is broken it is the last good one, if there is one, under a message about its age.
 * Linear in the number of activities, links and findings.
 */
export function timelineView(analysis: Analysis, options: TimelineOptions): TimelineView {
  const { plan } = analysis;
  const { uri, lineOf, lastGood } = options;
  const scope = programsOf(plan, uri);
  const findings = findingsInScope(plan, analysis.findings, scope);
  const broken = isBroken(findings);
  const kept = broken && lastGood !== undefined && lastGood.rows.length > 0 ? lastGood : null;
  const { trouble, places } = troubleOf(findings, uri, lineOf, kept !== null);
  const picture = kept ? { ...kept, today: options.today, trouble } : { ...draw(analysis, findings, scope, options), trouble };
  return { picture, good: !broken, places };
}

/** Names of the programs that a document declares or continues; all names where it does neither. */
export function programsOf(plan: Plan, uri: string): ReadonlySet<string> {
  const inDocument = (elements: readonly (Element & { program: string | null })[]) => elements.filter(element => element.uri === uri).map(element => element.program ?? element.name);
  const named = new Set([...inDocument(plan.programs), ...inDocument(plan.activities), ...inDocument(plan.contracts)]);
  return named.size > 0 ? named : new Set(plan.programs.map(program => program.name));
}

/** Leaves out what is found in documents of other programs only. */
function findingsInScope(plan: Plan, findings: readonly Finding[], scope: ReadonlySet<string>): readonly Finding[] {
  const other = new Set<string>();
  const own = new Set<string>();
  for (const program of plan.programs) (scope.has(program.name) ? own : other).add(program.uri);
  for (const activity of plan.activities) (scope.has(activity.program) ? own : other).add(activity.uri);
  return findings.filter(finding => own.has(finding.uri) || !other.has(finding.uri));
}

function draw(analysis: Analysis, findings: readonly Finding[], scope: ReadonlySet<string>, { today }: TimelineOptions): Omit<TimelinePicture, 'trouble'> {
  const { plan, schedule } = analysis;
  const programs = plan.programs.filter(program => scope.has(program.name)).filter(firstOfItsName()).slice(0, viewLimits.programs);
  const schedules = new Map(schedule.programs.map(program => [program.name, program]));
  const scheduled = Array.from({ length: schedule.size }, (_, index) => schedule.at(index));
  const drivers = scheduled.map(({ activity }, index) => (activity.summary ? [] : schedule.drivers(index)));
  const incoming = scheduled.map((_, index) => schedule.incoming(index));
  const context: RowContext = {
    plan, schedule, scheduled, drivers, incoming, drivenInside: linksDrivenInside({ plan, scheduled, drivers, incoming }),
    problems: problemsByElement(plan, findings), owners: new Map(),
  };
  const rows = outline(context, programs, schedules);
  const [from, to] = extentOf(rows, programs.map(program => schedules.get(program.name)?.statusDate).filter(date => date !== undefined), today);
  return {
    title: programs.length === 1 ? titleOf(programs[0]!) : programs.length === 0 ? '' : `${programs.length} programs`,
    programs: programHeads(analysis, programs, schedules, from, to),
    from, to, today, rows,
  };
}

function firstOfItsName(): (element: Element) => boolean {
  const seen = new Set<string>();
  return element => !seen.has(element.name) && seen.add(element.name) !== undefined;
}

function outline(context: RowContext, programs: readonly Program[], schedules: ReadonlyMap<string, ProgramSchedule>): TimelineRow[] {
  const { plan } = context;
  const names = new Set(programs.map(program => program.name));
  const children = new Map<string, number[]>();
  plan.activities.forEach((activity, index) => {
    if (!names.has(activity.program)) return;
    const parent = activity.parent !== null && plan.activityIndex.has(activity.parent) ? activity.parent : rootOf(activity.program);
    const known = children.get(parent);
    if (known) known.push(index);
    else children.set(parent, [index]);
  });
  const contracts = new Map<string, Contract[]>();
  for (const contract of plan.contracts) contracts.set(contract.program, [...contracts.get(contract.program) ?? [], contract]);

  const rows: TimelineRow[] = [];
  const add = (parent: string, level: number) => {
    for (const index of children.get(parent) ?? []) {
      if (rows.length >= viewLimits.rows) return;
      rows.push(activityRow(context, index, level));
      add(plan.activities[index]!.key, level + 1);
    }
  };
  for (const program of programs) {
    // A single program is the title of the picture; several are rows.
    const level = programs.length === 1 ? 1 : 2;
    if (level === 2) rows.push(programRow(context, program, schedules.get(program.name)));
    add(rootOf(program.name), level);
    const own = contracts.get(program.name) ?? [];
    if (own.length === 0) continue;
    rows.push({ id: contractsRow(program.name), kind: 'contracts', level, title: 'Contracts' });
    for (const contract of own) rows.push(contractRow(context, contract, level + 1));
  }
  return rows.length > viewLimits.rows ? rows.slice(0, viewLimits.rows) : rows;
}

/** Where activities without a parent among the activities belong; no key looks like this. */
function rootOf(program: string): string {
  return ` ${program}`;
}

function programRow(context: RowContext, program: Program, facts: ProgramSchedule | undefined): TimelineRow {
  const problem = context.problems.get(program.key);
  return {
    id: program.key, kind: 'program', level: 1, title: titleOf(program), summary: true,
    ...(facts?.start == null ? {} : { start: facts.start }),
    ...(facts?.finish == null ? {} : { finish: facts.finish }),
    ...(problem ? { problem } : {}),
  };
}

/** First and last instant that the picture holds; a day where it holds none. */
function extentOf(rows: readonly TimelineRow[], statusDates: readonly WallMinutes[], today: WallMinutes): readonly [WallMinutes, WallMinutes] {
  let from = Infinity;
  let to = -Infinity;
  const hold = (at: number | undefined) => {
    if (at === undefined) return;
    if (at < from) from = at;
    if (at > to) to = at;
  };
  for (const row of rows) {
    hold(row.start);
    hold(row.finish);
    hold(row.late);
    hold(row.by?.at);
  }
  if (from > to) return [today, today + 1440];
  statusDates.forEach(hold);
  return [from, to];
}

/** Shading is needed a little beyond the picture's ends, by this share of its span and at least so many minutes. */
const marginShare = 0.25;
const marginMinutes = 45 * 1440;

function programHeads(
  { plan, schedule }: Analysis, programs: readonly Program[], schedules: ReadonlyMap<string, ProgramSchedule>, from: WallMinutes, to: WallMinutes,
): TimelineProgram[] {
  const margin = Math.max(marginMinutes, (to - from) * marginShare);
  // In steps, so that a date that moves by days does not send all gaps again.
  const cover = { from: Math.floor((from - margin) / marginMinutes) * marginMinutes, to: Math.ceil((to + margin) / marginMinutes) * marginMinutes };
  const calendars = planCalendars(plan, cover);
  // Programs share calendars.
  const gaps = new Map<number, number[]>();
  const gapsOf = (program: Program) => {
    const index = calendars.indexOf(program.calendar?.key ?? null);
    let known = gaps.get(index);
    if (!known) gaps.set(index, known = nonWorkingGaps(calendars.compiled[index]!.rules, cover.from, cover.to, viewLimits.gaps));
    return known;
  };
  return programs.map(program => {
    const facts = schedules.get(program.name);
    return {
      name: program.name,
      title: titleOf(program),
      ...(facts?.start == null ? {} : { start: facts.start }),
      ...(facts?.finish == null ? {} : { finish: facts.finish }),
      statusDate: facts?.statusDate ?? schedule.asOf,
      dayMinutes: facts?.dayMinutes ?? 480,
      weekMinutes: facts?.weekMinutes ?? 2400,
      gaps: gapsOf(program),
    };
  });
}
