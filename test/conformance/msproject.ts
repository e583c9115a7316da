/** Plans that Microsoft Project saved, as our plans: for tests only. */
import type { Plan } from '../../language/plan/model.ts';
import { planOf, shown, wall } from '../schedule/plan.ts';
import type { ActivityText, CalendarText, PlanText } from '../schedule/plan.ts';

export interface StoredTask {
  uid: number; id: number; name: string; parent: number | null; summary: boolean; milestone: boolean;
  duration: string; start: string; finish: string; lateStart: string | null; lateFinish: string | null;
  totalSlack: string; freeSlack: string; critical: boolean; pct: number;
  constraint: string; constraintDate: string | null; deadline: string | null;
  actualStart: string | null; actualFinish: string | null; calendar: string | null; mode: string; active: boolean;
  preds: { uid: number; type: 'FS' | 'SS' | 'FF' | 'SF'; lag: string }[];
  /** `Name:100.0`; `?` where nobody is assigned. */
  resources: string[];
}
interface StoredCalendar {
  uid: number; name: string; parent: string | null;
  days: Record<string, { type: string; hours: string | null } | null>;
  exceptions: { from: string; to: string; working: boolean; hours?: string | null }[];
}
export interface StoredProject {
  start: string; finish: string; minutesPerDay: number; calendar: string; calendars: StoredCalendar[]; tasks: StoredTask[];
}

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const CONSTRAINTS: Record<string, string> = {
  START_NO_EARLIER_THAN: 'start not-before', START_NO_LATER_THAN: 'start not-after', MUST_START_ON: 'start on',
  FINISH_NO_EARLIER_THAN: 'finish not-before', FINISH_NO_LATER_THAN: 'finish not-after', MUST_FINISH_ON: 'finish on',
};

/** `[ProjectCalendarHours [LocalTimeRange start=08:00 end=12:00]…]`; an end of 00:00 is midnight. */
function hours(text: string | null | undefined): [number, number][] {
  const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  return [...(text ?? '').matchAll(/start=(\d\d:\d\d) end=(\d\d:\d\d)/g)]
    .map(([, from, to]) => [minutes(from!), minutes(to!) || 1440]);
}

/**
 * A task with a calendar of its own and people on it is worked on where both work, its calendar and theirs. (Its total
 * slack Microsoft Project then counts on the task's calendar alone.)
 */
export function sharedCalendar(task: StoredTask, project: StoredProject): { key: string; text: CalendarText } | null {
  const people = task.resources.map(each => each.slice(0, each.lastIndexOf(':'))).filter(name => name !== '?');
  const names = [...new Set(people)].filter(name => project.calendars.some(calendar => calendar.name === name)).sort();
  if (!task.calendar || names.length === 0) return null;
  const parts = [task.calendar, ...names].map(name => resolved(name, project));
  const week = parts.map(part => part.week).reduce((all, one) => all.map((spans, day) => common(spans, one[day]!)));
  const days = new Set(parts.flatMap(part => [...part.exceptions.keys()]));
  const works = [...days].map((day): [string, string, [number, number][]] => {
    const weekday = new Date(`${day}T00:00Z`).getUTCDay();
    return [day, day, parts.map(part => part.exceptions.get(day) ?? part.week[weekday]!).reduce(common)];
  });
  return {
    key: `shared-${[task.calendar, ...names].map(name => project.calendars.find(calendar => calendar.name === name)!.uid).join('-')}`,
    text: { week: week.map((spans, day) => [[day], spans]), works },
  };
}

/** What two calendars have in common on a day. */
function common(a: [number, number][], b: [number, number][]): [number, number][] {
  return a.flatMap(([from, to]) => b.map(([start, end]): [number, number] => [Math.max(from, start), Math.min(to, end)]))
    .filter(([from, to]) => from < to);
}

/** A stored calendar over its parent, day by day. */
function resolved(name: string, project: StoredProject): { week: [number, number][][]; exceptions: Map<string, [number, number][]> } {
  const calendar = project.calendars.find(each => each.name === name)!;
  const base = calendar.parent && calendar.parent !== name ? resolved(calendar.parent, project) : null;
  const week = WEEKDAYS.map((weekday, day) => {
    const stored = calendar.days[weekday];
    if (!stored || stored.type === 'DEFAULT') return base?.week[day] ?? [];
    return stored.type === 'WORKING' ? hours(stored.hours) : [];
  });
  const exceptions = new Map(base?.exceptions);
  for (const each of calendar.exceptions) {
    for (let day = wall(each.from); day <= wall(each.to); day += 1440) exceptions.set(shown(day)!.slice(0, 10), each.working ? hours(each.hours) : []);
  }
  return { week, exceptions };
}

function calendarText(calendar: StoredCalendar, names: Map<string, string>): CalendarText {
  const week = WEEKDAYS.flatMap((name, day): [number[], [number, number][]][] => {
    const stored = calendar.days[name];
    return !stored || stored.type === 'DEFAULT' ? [] : [[[day], stored.type === 'WORKING' ? hours(stored.hours) : []]];
  });
  return {
    base: calendar.parent ? names.get(calendar.parent) : undefined, week,
    holidays: calendar.exceptions.filter(each => !each.working).map(each => [each.from, each.to]),
    works: calendar.exceptions.filter(each => each.working).map(each => [each.from, each.to, hours(each.hours)]),
  };
}

/** Microsoft Project's `12.5 d`, `3 ew`, `50 %`. */
function amount(text: string): string {
  const [number, unit = 'd'] = text.split(' ');
  const units: Record<string, string> = { m: 'min', em: 'emin', mo: 'mo' };
  const known = units[unit] ?? unit;
  if (known === 'mo') return `${Number(number) * 20}d`;
  return `${number}${known}`;
}

/** Working minutes of `1.6 w` with the project's day length, five days a week. */
export function minutes(text: string, project: StoredProject): number {
  const [number, unit] = text.split(' ');
  const each: Record<string, number> = { m: 1, min: 1, h: 60, d: project.minutesPerDay, w: 5 * project.minutesPerDay, ed: 1440, ew: 10_080, eh: 60 };
  return Math.round(Number(number) * each[unit!]!);
}

/** The name that `planOfProject` gives a stored calendar. */
export function calendarName(name: string, project: StoredProject): string {
  return `c${project.calendars.find(calendar => calendar.name === name)!.uid}`;
}

/** Manually scheduled tasks do not start before the date that their author gave them. */
export function planOfProject(project: StoredProject): Plan {
  const used = project.tasks.filter(task => task.uid !== 0 && task.active !== false);
  const names = new Map(project.calendars.map(calendar => [calendar.name, `c${calendar.uid}`]));
  const ids = new Map<number, string>();
  const byUid = new Map(used.map(task => [task.uid, task]));
  for (const task of used) ids.set(task.uid, `p.t${task.uid}`);
  const activities: PlanText['activities'] = {};
  const shared: Record<string, CalendarText> = {};
  for (const task of used) {
    const above = task.parent !== null && byUid.has(task.parent) ? ids.get(task.parent) : undefined;
    const manual = task.mode === 'MANUALLY_SCHEDULED' && !task.summary;
    const text: ActivityText = {
      in: above, calendar: calendarOf(task),
      after: task.preds.filter(pred => byUid.has(pred.uid)).map(pred => link(pred)),
    };
    if (!task.summary) text.estimate = amount(task.duration);
    if (task.actualFinish) Object.assign(text, { started: task.actualStart ?? task.start, done: task.actualFinish });
    else if (task.actualStart) Object.assign(text, { started: task.actualStart, progress: task.pct });
    if (task.constraint === 'AS_LATE_AS_POSSIBLE') text.late = true;
    const relation = CONSTRAINTS[task.constraint];
    if (relation && task.constraintDate) text.dates = [`${relation} ${task.constraintDate}`];
    if (manual) text.dates = [`start not-before ${task.start}`];
    if (task.deadline) text.by = task.deadline;
    activities[ids.get(task.uid)!] = text;
  }
  return planOf({
    programs: { p: { start: project.start, asOf: project.start, calendar: names.get(project.calendar) } },
    calendars: { ...Object.fromEntries(project.calendars.map(calendar => [names.get(calendar.name)!, calendarText(calendar, names)])), ...shared },
    activities,
  });

  function calendarOf(task: StoredTask): string | undefined {
    const both = sharedCalendar(task, project);
    if (!both) return task.calendar ? names.get(task.calendar) : undefined;
    shared[both.key] = both.text;
    return both.key;
  }

  function link(pred: StoredTask['preds'][number]): string {
    const source = ids.get(pred.uid)!.slice(2);
    const prefix = { FS: '', SS: 'start of ', FF: 'finish ', SF: 'finish start of ' }[pred.type];
    const lag = pred.lag && Number(pred.lag.split(' ')[0]) !== 0 ? amount(pred.lag) : '';
    return `${prefix}${source}${lag ? (lag.startsWith('-') ? ` - ${lag.slice(1)}` : ` + ${lag}`) : ''}`;
  }
}

