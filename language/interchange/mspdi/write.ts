/** A plan of Microsoft Project as the text of a `.program` file that schedules to the same dates. */
import { MINUTES_PER_DAY, dayOf, formatDay, formatInstant } from '../../plan/dates.ts';
import type { WallMinutes } from '../../plan/model.ts';
import { clockOf, flatten, standardCalendar } from './calendar.ts';
import type { Clock } from './calendar.ts';
import type { ImportIssue, MsProject } from './model.ts';
import { outlineOf } from './outline.ts';
import type { Outline, OutlineNode } from './outline.ts';
import { tally } from './tally.ts';
import { block, decimal, finishText, notes, quote, startText } from './text.ts';
import type { Units } from './text.ts';
import { calendarBlock, calendarBook } from './write-calendars.ts';
import { crewOf } from './write-resources.ts';
import { inactiveNotes, nodeBlock } from './write-tasks.ts';
import type { TaskContext } from './write-tasks.ts';

export interface ImportedPlan {
  readonly text: string;
  /** Full dotted id of each task of the source by its uid, for those that the plan holds. */
  readonly ids: ReadonlyMap<number, string>;
}

/** The whole file. Pure: the same project gives the same text. */
export function writeProgram(project: MsProject): { readonly value: ImportedPlan; readonly issues: readonly ImportIssue[] } {
  const issues: ImportIssue[] = [];
  const count = tally();
  const units: Units = { day: project.minutesPerDay, week: project.minutesPerWeek };
  const span = daysOf(project);
  const outline = outlineOf(project, issues);
  const flat = flatten(project.calendars);
  // Names repeat freely over kinds: where a calendar is asked for, no person is meant.
  const book = calendarBook(span.from, span.to, new Set([outline.program]));

  const planSource = project.calendars.find(calendar => calendar.uid === project.calendar);
  const plan = book.declare((planSource && flat.get(planSource.uid)) ?? standardCalendar, planSource?.name ?? 'Standard');
  for (const calendar of project.calendars) {
    const own = flat.get(calendar.uid);
    if (calendar.isBase && calendar !== planSource && own) book.declare(own, calendar.name);
  }
  const crew = crewOf(project, flat, plan.clock.calendar, book, span, units, new Set([outline.program]), issues);
  const context: TaskContext = { calendars: flat, plan, book, crew, span, tally: count, outline, units };

  const policy = project.criticalSlackLimit > 0 ? `${outline.program}-policy` : null;
  const body = [
    ...headLines(project, outline, plan.clock, plan.name, policy, issues),
    ...projectNotes(project, outline),
    ...inactiveNotes(null, context),
    ...outline.top.flatMap(node => ['', ...nodeBlock(node, context)]),
    ...baselineBlocks(outline, context),
  ];
  // Tasks may have asked for calendars of their own, so these are written last and stand first.
  const calendars = book.declared.map(entry => calendarBlock(entry, plan, entry === plan ? units : null));
  const parts = [
    calendars.flatMap((lines, index) => index === 0 ? lines : ['', ...lines]),
    policy === null ? [] : block(`policy ${policy} extends startup`, [`critical slack ${decimal(project.criticalSlackLimit)}d`]),
    crew.lines,
    block(`program ${outline.program} ${quote(outline.root?.name || project.title)}`, body),
  ];
  const text = `${parts.filter(lines => lines.length > 0).map(lines => lines.join('\n')).join('\n\n')}\n`;
  const ids = new Map(outline.nodes.map(node => [node.task.uid, [outline.program, ...node.path].join('.')]));
  return { value: { text, ids }, issues: [...issues, ...count.issues()] };
}

/** First and last day that the plan names, which is where its calendars have to agree. */
function daysOf(project: MsProject): { readonly from: WallMinutes; readonly to: WallMinutes } {
  let from = Infinity;
  let to = -Infinity;
  const dates = project.tasks.flatMap(task => [task.start, task.finish, task.actualStart, task.actualFinish, task.constraintDate, task.deadline]);
  for (const date of [project.start, project.finish, project.statusDate, ...dates]) {
    if (date === null) continue;
    from = Math.min(from, date);
    to = Math.max(to, date);
  }
  return from <= to ? { from: dayOf(from), to: dayOf(to) } : { from: 0, to: 0 };
}

function headLines(project: MsProject, outline: Outline, clock: Clock, calendar: string, policy: string | null, issues: ImportIssue[]): readonly string[] {
  const start = project.start ?? earliestStart(outline);
  const status = statusDate(project, outline, start);
  if (project.scheduleFrom === 'finish') {
    issues.push({ code: 'schedule-from-finish', severity: 'warning', message: 'The plan is scheduled from its finish; here it is scheduled from the start that came of it.' });
  }
  if (status !== null && project.statusDate === null) {
    issues.push({ code: 'status-date', severity: 'information', message: `The file has no status date: \`as of\` is ${asOfText(status)}, where its dates hold. Remove the line to schedule from today.` });
  } else if (status !== null && project.statusDate !== null && status < project.statusDate) {
    issues.push({ code: 'status-date', severity: 'warning', message: `Unfinished work lies before the status date ${formatInstant(project.statusDate)}: \`as of\` is ${asOfText(status)}, where the stored dates hold.` });
  }
  return [
    ...start === null ? [] : [`start ${startText(start, clock)}`],
    ...status === null ? [] : [`as of ${asOfText(status)}`],
    `calendar ${calendar}`,
    ...project.currency !== null && /^[A-Z]{3}$/.test(project.currency) ? [`currency ${project.currency}`] : [],
    ...policy === null ? [] : [`policy ${policy}`],
  ];
}

function asOfText(at: WallMinutes): string {
  return at % MINUTES_PER_DAY === 0 ? formatDay(at) : formatInstant(at);
}

function earliestStart(outline: Outline): WallMinutes | null {
  const starts = outline.nodes.map(node => node.task.start).filter(start => start !== null);
  return starts.length === 0 ? null : starts.reduce((a, b) => Math.min(a, b));
}

/**
 * Microsoft Project lets unfinished work lie before the status date; the language does not. So that the stored dates hold, the
 * status date is no later than the first work that is still to do. Without a stored one it is that day: the data date in effect.
 */
function statusDate(project: MsProject, outline: Outline, start: WallMinutes | null): WallMinutes | null {
  let open = Infinity;
  for (const { task, children } of outline.nodes) {
    if (children.length > 0 || task.actualFinish !== null || task.percentComplete >= 100) continue;
    const next = task.actualStart === null && task.percentComplete === 0 ? task.start : task.resume ?? task.start;
    if (next !== null) open = Math.min(open, next);
  }
  if (project.statusDate !== null && project.statusDate <= open) return project.statusDate;
  const anyProgress = outline.nodes.some(node => node.task.actualStart !== null || node.task.percentComplete > 0);
  const bound = open === Infinity ? (anyProgress ? project.statusDate ?? project.finish : start) : anyProgress || project.statusDate !== null || start === null ? open : Math.min(open, start);
  return bound === null ? null : dayOf(bound);
}

function projectNotes(project: MsProject, outline: Outline): readonly string[] {
  const root = outline.root;
  return [
    ...root?.hyperlink ? [`link ${quote(root.hyperlink)}`] : [],
    ...notes(root?.notes ?? null),
    ...project.properties.flatMap(property => notes(property.value, `${property.name}: `)),
    ...(root?.fields ?? []).flatMap(field => notes(field.value, `${field.name}: `)),
    ...root && project.title !== root.name && root.name !== '' ? notes(project.title, 'Title: ') : [],
    ...root?.deadline === null || root === null ? [] : notes(formatInstant(root.deadline), 'Deadline of the plan: '),
  ];
}

/** One block for each baseline that has dates. */
function baselineBlocks(outline: Outline, context: TaskContext): readonly string[] {
  const rows = new Map<number, string[]>();
  const clock = context.plan.clock;
  for (const node of outline.nodes) {
    for (const baseline of node.task.baselines) {
      if (baseline.finish === null) continue;
      const row = `${node.path.join('.')} ${baselineDates(node, baseline.start, baseline.finish, clock)}`;
      const known = rows.get(baseline.number);
      if (known) known.push(row);
      else rows.set(baseline.number, [row]);
    }
  }
  return [...rows].sort(([a], [b]) => a - b).flatMap(([number, lines]) => ['', ...block(`baseline ${number === 0 ? 'plan-of-record' : `baseline-${number}`}`, lines)]);
}

function baselineDates(node: OutlineNode, start: WallMinutes | null, finish: WallMinutes, plan: Clock): string {
  const clock = clockOf(plan.calendar, start ?? finish, finish);
  return start === null || node.kind === 'milestone' ? finishText(finish, clock) : `${startText(start, clock)}..${finishText(finish, clock)}`;
}
