/** Workstreams, tasks and milestones with everything that moves or describes them. */
import { formatInstant } from '../../plan/dates.ts';
import type { MsConstraint, MsLink, MsTask } from './model.ts';
import { reference, related } from './outline.ts';
import type { Outline, OutlineNode } from './outline.ts';
import { block, decimal, durationText, finishText, notes, quote, startText } from './text.ts';
import type { Units } from './text.ts';
import { timingOf } from './timing.ts';
import type { Timing, TimingContext } from './timing.ts';

export interface TaskContext extends TimingContext {
  readonly outline: Outline;
  readonly units: Units;
}

export function nodeBlock(node: OutlineNode, context: TaskContext): readonly string[] {
  const { task } = node;
  const summary = node.children.length > 0;
  const title = task.name === node.name ? '' : ` ${quote(task.name === '' ? '(without a name)' : task.name)}`;
  const body = summary ? summaryLines(node, context) : leafLines(node, context);
  const inner = node.children.map(child => nodeBlock(child, context));
  return block(`${node.kind} ${node.name}${title}`, [...body, ...body.length > 0 && inner.length > 0 ? [''] : [], ...inner.flat()]);
}

function summaryLines(node: OutlineNode, context: TaskContext): readonly string[] {
  const { task } = node;
  const { clock } = context.plan;
  if (task.manual) context.tally.add('manual-summary', task.name);
  const bounded = task.constraint === 'start-no-earlier-than' && task.constraintDate !== null;
  return [
    ...linkLines(node, context),
    ...bounded && task.constraintDate !== null ? [`start not before ${startText(task.constraintDate, clock)}`] : constraintNote(task, context),
    ...task.deadline === null ? [] : [`by ${finishText(task.deadline, clock)}`],
    ...commonLines(node, context),
  ];
}

function leafLines(node: OutlineNode, context: TaskContext): readonly string[] {
  const { task } = node;
  const timing = timingOf(task, context);
  const crew = context.crew.taskLines(task.uid, node.kind === 'milestone');
  const done = task.actualFinish !== null || task.percentComplete >= 100;
  const started = done || task.actualStart !== null || task.percentComplete > 0;
  const estimated = task.duration?.estimated ?? false;
  const lengthy = node.kind === 'task' && task.milestone;
  if (lengthy) context.tally.add('milestone-with-duration', task.name);
  const tags = [...estimated && !done ? ['estimated'] : [], ...lengthy ? ['milestone'] : []];
  return [
    ...node.kind === 'task' ? estimateLines(task, timing, context.units) : [],
    ...timing.calendar === null ? [] : [`calendar ${timing.calendar}`],
    ...crew.lines,
    ...linkLines(node, context),
    ...placementLines(task, timing, started, context),
    ...task.deadline === null ? [] : [`by ${finishText(task.deadline, timing.clock)}`],
    ...started ? progressLines(task, timing, done, context) : [],
    ...tags.length === 0 ? [] : [`tags ${tags.join(', ')}`],
    ...crew.notes,
    ...commonLines(node, context),
  ];
}

function estimateLines(task: MsTask, timing: Timing, units: Units): readonly string[] {
  if (timing.minutes === null || task.duration === null) return [];
  const text = (minutes: number): string => durationText(minutes, task.duration?.unit ?? 'd', task.duration?.elapsed ?? false, units);
  const split = timing.stored === null ? [] : [`note ${quote(`Work in Microsoft Project: ${text(timing.stored)} within this time`)}`];
  return [`estimate ${text(timing.minutes)}`, ...split];
}

const linkWords = { FS: 'after ', SS: 'after start of ', FF: 'finish after ', SF: 'finish after start of ' } as const;

function linkLines(node: OutlineNode, context: TaskContext): readonly string[] {
  return node.task.links.flatMap(link => {
    const label = `"${node.task.name}"`;
    const from = context.outline.byUid.get(link.from);
    const lag = link.lag === null ? '' : lagText(link, from?.task ?? null, context.units);
    if (link.project !== null) {
      context.tally.add('cross-project-link', node.task.name);
      return [`note ${quote(`Linked in Microsoft Project: ${linkWords[link.kind]}task ${link.from} of ${link.project}${lag}`)}`];
    }
    if (!from) {
      context.tally.add('missing-predecessor', node.task.name);
      return [];
    }
    if (related(from, node) || (node.children.length > 0 && (link.kind === 'FF' || link.kind === 'SF'))) {
      context.tally.add('link-not-expressible', node.task.name);
      return [`note ${quote(`Linked in Microsoft Project: ${label} ${linkWords[link.kind]}"${from.task.name}"${lag}`)}`];
    }
    return [`${linkWords[link.kind]}${reference(context.outline, node, from)}${lag}`];
  });
}

function lagText(link: MsLink, from: MsTask | null, units: Units): string {
  const lag = link.lag;
  if (!lag) return '';
  if (lag.percent === null) return `${lag.minutes < 0 ? ' - ' : ' + '}${durationText(Math.abs(lag.minutes), lag.unit, lag.elapsed, units)}`;
  const sign = lag.percent < 0 ? ' - ' : ' + ';
  // The language knows a share of the predecessor's working time only; an elapsed share becomes its minutes.
  return lag.elapsed ? `${sign}${durationText(Math.round((from?.duration?.minutes ?? 0) * Math.abs(lag.percent) / 100), 'min', true, units)}` : `${sign}${decimal(Math.abs(lag.percent))}%`;
}

/** What holds a task in its place: constraints, manual dates, levelling, or another plan's schedule. */
function placementLines(task: MsTask, timing: Timing, started: boolean, context: TaskContext): readonly string[] {
  const held = task.external ? 'external-task' : task.subproject !== null ? 'subproject' : task.manual ? 'manual-task' : null;
  if (held && !started) {
    const reasons = { 'external-task': `Task of another plan${task.subproject === null ? '' : `: ${task.subproject}`}`, 'subproject': `Inserted plan: ${task.subproject ?? ''}`, 'manual-task': 'Manually scheduled in Microsoft Project' };
    context.tally.add(held, task.name);
    return [...task.start === null ? [] : [`start on ${startText(task.start, timing.clock)}`], `note ${quote(reasons[held])}`, ...constraintNote(task, context)];
  }
  const delayed = !started && task.levelingDelay > 0 && task.start !== null;
  if (delayed) context.tally.add('leveling-delay', task.name);
  return [
    ...constraintLines(task, timing, started, context),
    ...delayed && task.start !== null ? [`start not before ${startText(task.start, timing.clock)}`, `note ${quote(`Delayed by levelling: ${durationText(task.levelingDelay, 'd', true, context.units)}`)}`] : [],
  ];
}

function constraintLines(task: MsTask, timing: Timing, started: boolean, context: TaskContext): readonly string[] {
  if (task.constraint === 'as-soon-as-possible') return [];
  if (task.constraint === 'as-late-as-possible') return started ? [] : ['as late as possible'];
  const done = task.actualFinish !== null || task.percentComplete >= 100;
  if (task.constraintDate === null) return [];
  const onStart = task.constraint === 'must-start-on' || task.constraint.startsWith('start-');
  // What has happened is fixed; a hard date beside it could only contradict it.
  if (done || (started && onStart)) return constraintNote(task, context);
  const date = onStart ? startText(task.constraintDate, timing.clock) : finishText(task.constraintDate, timing.clock);
  const words: Partial<Record<MsConstraint, string>> = {
    'must-start-on': 'start on', 'must-finish-on': 'finish on',
    'start-no-earlier-than': 'start not before', 'start-no-later-than': 'start not after',
    'finish-no-earlier-than': 'finish not before', 'finish-no-later-than': 'finish not after',
  };
  return [`${words[task.constraint] ?? 'start not before'} ${date}`];
}

function constraintNote(task: MsTask, context: TaskContext): readonly string[] {
  if (task.constraint === 'as-soon-as-possible' || (task.constraint !== 'as-late-as-possible' && task.constraintDate === null)) return [];
  context.tally.add('constraint-moved', task.name);
  const date = task.constraintDate === null ? '' : ` ${formatInstant(task.constraintDate)}`;
  return [`note ${quote(`Constraint in Microsoft Project: ${task.constraint.replaceAll('-', ' ')}${date}`)}`];
}

function progressLines(task: MsTask, timing: Timing, done: boolean, context: TaskContext): readonly string[] {
  const start = task.actualStart ?? task.start;
  if (task.actualStart === null) context.tally.add('progress', task.name);
  const startedAt = start === null || task.duration?.minutes === 0 ? [] : [`started ${startText(start, timing.clock)}`];
  const finish = task.actualFinish ?? task.finish;
  if (done) return [...startedAt, ...finish === null ? [] : [`done ${finishText(finish, timing.clock)}`]];
  const total = task.duration?.minutes ?? 0;
  const worked = task.actualDuration ?? Math.round(total * task.percentComplete / 100);
  const remains = task.remainingDuration;
  const odd = remains !== null && total > 0 && worked + remains !== total;
  return [
    ...startedAt,
    ...worked > 0 && total > 0 ? [`progress ${share(Math.min(worked, total), total)}%`] : [],
    ...odd ? [`remaining ${durationText(remains, task.duration?.unit ?? 'd', task.duration?.elapsed ?? false, context.units)}`] : [],
  ];
}

/** The shortest percentage that gives the minutes back. */
function share(part: number, whole: number): string {
  for (let digits = 0; digits < 6; digits++) {
    const percent = Number((part / whole * 100).toFixed(digits));
    if (Math.round(whole * percent / 100) === part) return String(percent);
  }
  return (part / whole * 100).toFixed(6);
}

function commonLines(node: OutlineNode, context: TaskContext): readonly string[] {
  const { task } = node;
  if (task.priority === 0) context.tally.add('priority', task.name);
  if (task.fields.length > 0) context.tally.add('custom-field', task.name);
  const undated = task.baselines.filter(baseline => baseline.others.length > 0);
  if (undated.length > 0) context.tally.add('baseline', task.name);
  return [
    ...task.priority === 500 || node.children.length > 0 ? [] : [`priority ${Math.min(1000, Math.max(1, task.priority))}`],
    ...task.cost > 0 && node.children.length === 0 ? [`cost ${decimal(task.cost)}`] : [],
    ...task.hyperlink === null ? [] : [`link ${quote(task.hyperlink)}`],
    ...notes(task.notes),
    ...task.wbs === null ? [] : notes(task.wbs, 'WBS: '),
    ...task.fields.flatMap(field => notes(field.value, `${field.name}: `)),
    ...undated.map(baseline => `note ${quote(`Baseline ${baseline.number}: ${baseline.others.map(other => `${other.name} ${other.value}`).join(', ')}`)}`),
    ...inactiveNotes(node, context),
  ];
}

/** Tasks that are switched off, as notes of the block that held them; null is the program. */
export function inactiveNotes(node: OutlineNode | null, context: TaskContext): readonly string[] {
  return (context.outline.inactive.get(node) ?? []).map(task => {
    context.tally.add('inactive-task', task.name);
    const length = task.duration === null ? '' : `, ${durationText(task.duration.minutes, task.duration.unit, task.duration.elapsed, context.units)}`;
    const dates = task.start === null || task.finish === null ? '' : `, ${formatInstant(task.start)} to ${formatInstant(task.finish)}`;
    return `note ${quote(`Inactive in Microsoft Project: ${task.name}${length}${dates}`)}`;
  });
}
