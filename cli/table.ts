/** The schedule as a table for people. */
import { formatDay, formatInstant } from '../language/index.ts';
import type { Cycle, ProgramSchedule, Schedule, ScheduledActivity, TargetSchedule, WallMinutes } from '../language/index.ts';
import type { Paint, Style } from './io.ts';
import { printable } from './pretty.ts';

interface Cell { readonly text: string; readonly style?: Style }
interface Row { readonly cells: readonly Cell[] }

const heads = ['', 'Activity', 'Start', 'Finish', 'Duration', 'Slack', 'Commitment', 'Title'] as const;
const right = new Set([4, 5]);
const titleColumn = heads.length - 1;

/** One table a program, in the order of the plan. With a target, only what leads to it. `width` cuts the titles; 0 does not. */
export function scheduleTable(schedule: Schedule, target: TargetSchedule | null, width: number, paint: Paint): string {
  return schedule.programs
    .map(program => programTable(schedule, program, target, width, paint))
    .filter(text => text !== '')
    .join('\n');
}

function programTable(schedule: Schedule, program: ProgramSchedule, target: TargetSchedule | null, width: number, paint: Paint): string {
  const path = new Set(target?.path);
  const leads = (index: number): boolean => !target || index === target.target || target.slack(index) !== null;
  const shown = inPlanOrder(schedule, program).filter(({ index }) => leads(index));
  if (target && shown.length === 0) return '';
  const rows = shown.map(({ index, depth }) => {
    const scheduled = schedule.at(index);
    return row(schedule, program, scheduled, depth, target ? target.slack(index) : scheduled.totalSlack, target ? path.has(index) : scheduled.critical);
  });
  return [...head(schedule, program, target, paint), '', ...layout(rows, width, paint), ''].join('\n');
}

function head(schedule: Schedule, program: ProgramSchedule, target: TargetSchedule | null, paint: Paint): readonly string[] {
  const title = schedule.plan.programs.find(element => element.name === program.name)?.title?.value;
  const dates = program.start === null || program.finish === null ? 'no activities' : `${formatDay(program.start)} to ${formatDay(program.finish)}`;
  const goal = target ? schedule.at(target.target) : null;
  const critical = target ? target.path.length : program.activities.filter(index => schedule.at(index).critical && !schedule.at(index).activity.summary).length;
  const lines = [
    `${paint('bold', printable(program.name))}${title === undefined ? '' : `  ${printable(title)}`}`,
    `${dates}, as of ${formatInstant(program.statusDate).replace('T00:00', '')}, ${critical} ${goal ? `on the path to ${goal.activity.id}` : 'critical'}`,
  ];
  const cycles = schedule.cycles.filter(cycle => cycle.members.some(index => schedule.plan.activities[index]?.program === program.name));
  return [...lines, ...cycles.map(cycle => paint('red', cycleText(schedule, cycle)))];
}

/** `Cycle: p.a -> p.b -> p.a`, predecessor to successor. */
export function cycleText(schedule: Schedule, cycle: Cycle): string {
  const ids = [...cycle.members, ...cycle.members.slice(0, 1)].map(index => schedule.plan.activities[index]?.id ?? '');
  return `Cycle: ${ids.map(printable).join(' -> ')}`;
}

/** Depth first, children in the order in which the plan has them; what has no parent in this program stands at the top. */
function inPlanOrder(schedule: Schedule, program: ProgramSchedule): readonly { readonly index: number; readonly depth: number }[] {
  const children = new Map<string | null, number[]>();
  for (const index of program.activities.toSorted((a, b) => a - b)) {
    const parent = schedule.plan.activities[index]?.parent ?? null;
    const key = parent !== null && schedule.plan.activityIndex.has(parent) ? parent : null;
    const known = children.get(key);
    if (known) known.push(index);
    else children.set(key, [index]);
  }
  const ordered: { index: number; depth: number }[] = [];
  const open = (children.get(null) ?? []).toReversed().map(index => ({ index, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    ordered.push(next);
    const { depth } = next;
    for (const index of (children.get(schedule.plan.activities[next.index]?.key ?? '') ?? []).toReversed()) open.push({ index, depth: depth + 1 });
  }
  return ordered;
}

function row(schedule: Schedule, program: ProgramSchedule, scheduled: ScheduledActivity, depth: number, slack: number | null, critical: boolean): Row {
  const { activity, index } = scheduled;
  const length = (minutes: number, elapsed = false): string => lengthText(minutes, elapsed ? 1440 : program.dayMinutes, elapsed);
  const mark: Cell = scheduled.uncertain ? { text: '?', style: 'yellow' }
    : scheduled.status === 'done' ? { text: '✓', style: 'green' }
    : critical ? { text: '●', style: 'red' }
    : scheduled.nearCritical ? { text: '○', style: 'yellow' }
    : { text: ' ' };
  const { commitment } = scheduled;
  const late = commitment?.margin != null && commitment.margin < 0;
  return {
    cells: [
      mark,
      { text: `${'  '.repeat(depth)}${activity.name}`, ...activity.summary ? { style: 'bold' } : {} },
      // A moment has one date.
      { text: scheduled.start === scheduled.finish ? '' : dateText(schedule, index, scheduled.start, 'start') },
      { text: dateText(schedule, index, scheduled.finish, 'finish') },
      { text: activity.kind === 'milestone' || activity.kind === 'gate' ? '' : length(scheduled.duration, scheduled.durationElapsed) },
      { text: slack === null ? '' : length(slack, scheduled.durationElapsed), ...slack !== null && slack < 0 ? { style: 'red' } : {} },
      commitment ? { text: `${formatDay(commitment.by)}${commitment.margin === null ? '' : ` ${late ? '' : '+'}${length(commitment.margin)}`}`, ...late ? { style: 'red' } : {} } : { text: '' },
      { text: printable(activity.title?.value ?? ''), style: 'dim' },
    ],
  };
}

/** The day alone where the instant is that day's first (or last) working minute. */
function dateText(schedule: Schedule, index: number, at: WallMinutes | null, edge: 'start' | 'finish'): string {
  if (at === null) return '';
  const day = Math.floor(at / 1440) * 1440;
  return schedule.dayEdge(index, day, edge) === at || at === day ? formatDay(at) : formatInstant(at);
}

/** `3d`, `-2.5d`, `4h`, `45min`; elapsed time as `3ed`. */
export function lengthText(minutes: number, dayMinutes: number, elapsed = false): string {
  const mark = elapsed ? 'e' : '';
  const days = Math.round(minutes / dayMinutes * 100) / 100;
  if (minutes === 0) return `0${mark}d`;
  if (Math.abs(minutes) >= dayMinutes || Math.round(days * dayMinutes) === minutes) return `${days}${mark}d`;
  return minutes % 60 === 0 ? `${minutes / 60}${mark}h` : `${minutes}${mark}min`;
}

function layout(rows: readonly Row[], width: number, paint: Paint): readonly string[] {
  const all: readonly Row[] = [{ cells: heads.map(text => ({ text, style: 'dim' as const })) }, ...rows];
  const used = heads.map((_, column) => all.reduce((most, { cells }) => Math.max(most, columnsOf(cells[column]?.text ?? '')), 0));
  const drop = heads.map((_, column) => column > 0 && rows.every(({ cells }) => (cells[column]?.text ?? '') === ''));
  const taken = used.reduce((sum, size, column) => sum + (column === titleColumn || drop[column] ? 0 : size + 2), 0);
  const room = width > 0 ? width - taken : Infinity;
  if (room < 8) drop[titleColumn] = true;
  return all.map(({ cells }) => cells
    .flatMap(({ text, style }, column) => {
      if (drop[column]) return [];
      const size = used[column] ?? 0;
      const space = ' '.repeat(Math.max(0, size - columnsOf(text)));
      const padded = column === titleColumn ? cut(text, room) : right.has(column) ? space + text : text + space;
      return [style ? paint(style, padded) : padded];
    })
    .join('  ')
    .trimEnd());
}

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\p{Emoji_Presentation}]/u;

/** Columns of a terminal that a text takes: marks that combine take none, East Asian wide characters two. */
function columnsOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

function cut(text: string, room: number): string {
  if (columnsOf(text) <= room) return text;
  let kept = '';
  let columns = 0;
  for (const character of text) {
    columns += columnsOf(character);
    if (columns > room - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
