/** Plans that Microsoft Project saved, decoded to JSON (../shared/inputs/msproject), in the form that the import works on. */
import { readFileSync, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readInstant } from '../../language/index.ts';
import type { MsCalendar, MsConstraint, MsDuration, MsLink, MsProject, MsTask, MsUnit } from '../../language/interchange/mspdi/model.ts';

/** Where real plans lie beside a checkout, or null. */
export function inputs(folder: string): string | null {
  const found = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../shared/inputs', folder);
  return existsSync(found) ? found : null;
}

export function filesIn(folder: string | null, extension: string): readonly string[] {
  return folder === null ? [] : readdirSync(folder).filter(name => name.endsWith(extension)).sort().map(name => path.join(folder, name));
}

interface JsonTask {
  readonly uid: number; readonly id: number; readonly name: string; readonly outline: number; readonly summary: boolean; readonly milestone: boolean;
  readonly duration: string; readonly start: string; readonly finish: string; readonly totalSlack: string; readonly freeSlack: string; readonly lateFinish: string | null; readonly critical: boolean;
  readonly pct: number; readonly constraint: string; readonly constraintDate: string | null; readonly deadline: string | null;
  readonly actualStart: string | null; readonly actualFinish: string | null; readonly calendar: string | null; readonly mode: string; readonly active: boolean;
  readonly preds: readonly { readonly uid: number; readonly type: 'FS' | 'SS' | 'FF' | 'SF'; readonly lag: string }[];
}
interface JsonDay { readonly type: string; readonly hours: string | null }
interface JsonCalendar {
  readonly uid: number; readonly name: string; readonly parent: string | null; readonly days: Readonly<Record<string, JsonDay>>;
  readonly exceptions: readonly { readonly from: string; readonly to: string; readonly working: boolean }[];
}
interface JsonProject {
  readonly source: string; readonly start: string; readonly finish: string; readonly statusDate: string | null; readonly minutesPerDay: number;
  readonly calendar: string; readonly calendars: readonly JsonCalendar[]; readonly tasks: readonly JsonTask[];
}

export interface Stored { readonly uid: number; readonly start: number; readonly finish: number; readonly totalSlack: number; readonly freeSlack: number; readonly critical: boolean; readonly manual: boolean; readonly summary: boolean; readonly name: string }

/** The project, and what Microsoft Project computed for each task. */
export function readJsonProject(file: string): { readonly project: MsProject; readonly stored: readonly Stored[] } {
  const source = JSON.parse(readFileSync(file, 'utf8')) as JsonProject;
  const perDay = source.minutesPerDay;
  const base = new Set(source.calendars.flatMap(calendar => calendar.parent ?? []));
  const calendarOf = (name: string | null): number | null => source.calendars.find(calendar => calendar.name === name)?.uid ?? null;
  const project: MsProject = {
    title: source.source.replace(/\.mpp$/, ''),
    properties: [],
    start: at(source.start),
    finish: at(source.finish),
    statusDate: source.statusDate === null ? null : at(source.statusDate),
    scheduleFrom: 'start',
    minutesPerDay: perDay,
    minutesPerWeek: perDay * 5,
    daysPerMonth: 20,
    criticalSlackLimit: 0,
    currency: null,
    calendar: calendarOf(source.calendar),
    calendars: source.calendars.map(calendar => toCalendar(calendar, calendarOf, base.has(calendar.name) || calendar.parent === null)),
    tasks: source.tasks.map(task => toTask(task, perDay, calendarOf)),
    resources: [],
    assignments: [],
  };
  const stored = source.tasks.map(task => ({
    uid: task.uid, name: task.name, start: at(task.start), finish: at(task.finish), totalSlack: length(task.totalSlack, perDay).minutes, freeSlack: length(task.freeSlack, perDay).minutes,
    critical: task.critical, manual: task.mode === 'MANUALLY_SCHEDULED', summary: task.summary,
  }));
  return { project, stored };
}

function at(text: string): number {
  const read = readInstant(text);
  if (!read) throw new Error(`${text} is no instant.`);
  return read.at;
}

function length(text: string, perDay: number): MsDuration {
  const [amount = '0', written = 'd'] = text.split(' ');
  const elapsed = written.startsWith('e');
  const unit = (elapsed ? written.slice(1) : written) as MsUnit | 'm';
  const day = elapsed ? 1440 : perDay;
  const sizes = { m: 1, min: 1, h: 60, d: day, w: elapsed ? 10_080 : perDay * 5, mo: perDay * 20 };
  return { minutes: Math.round(Number(amount) * sizes[unit]), unit: unit === 'm' ? 'min' : unit, elapsed, estimated: false };
}

const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

function toCalendar(calendar: JsonCalendar, calendarOf: (name: string | null) => number | null, isBase: boolean): MsCalendar {
  const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
  return {
    uid: calendar.uid,
    name: calendar.name,
    base: calendarOf(calendar.parent),
    isBase,
    week: weekdays.map(name => {
      const day = calendar.days[name];
      if (!day || day.type === 'DEFAULT') return null;
      return [...(day.hours ?? '').matchAll(/start=(\d\d:\d\d) end=(\d\d:\d\d)/g)].map(([, from = '', to = '']) => ({ from: clock(from), to: clock(to) || 1440 }));
    }),
    exceptions: calendar.exceptions.map(exception => {
      if (exception.working) throw new Error('Working exceptions have no hours in these files.');
      return { name: null, from: at(exception.from), to: at(exception.to), hours: [] };
    }),
  };
}

const constraints: Readonly<Record<string, MsConstraint>> = {
  AS_SOON_AS_POSSIBLE: 'as-soon-as-possible', AS_LATE_AS_POSSIBLE: 'as-late-as-possible', MUST_START_ON: 'must-start-on', MUST_FINISH_ON: 'must-finish-on',
  START_NO_EARLIER_THAN: 'start-no-earlier-than', START_NO_LATER_THAN: 'start-no-later-than', FINISH_NO_EARLIER_THAN: 'finish-no-earlier-than', FINISH_NO_LATER_THAN: 'finish-no-later-than',
};

function toTask(task: JsonTask, perDay: number, calendarOf: (name: string | null) => number | null): MsTask {
  const duration = length(task.duration, perDay);
  return {
    uid: task.uid, name: task.name, level: task.outline, active: task.active, manual: task.mode === 'MANUALLY_SCHEDULED', milestone: task.milestone,
    external: false, subproject: null, start: at(task.start), finish: at(task.finish), duration, percentComplete: task.pct,
    actualStart: task.actualStart === null ? null : at(task.actualStart), actualFinish: task.actualFinish === null ? null : at(task.actualFinish),
    actualDuration: null, remainingDuration: null, resume: null,
    constraint: constraints[task.constraint] ?? 'as-soon-as-possible', constraintDate: task.constraintDate === null ? null : at(task.constraintDate),
    deadline: task.deadline === null ? null : at(task.deadline), calendar: calendarOf(task.calendar), ignoreResourceCalendar: false, priority: 500, levelingDelay: 0, notes: null,
    links: task.preds.map((link): MsLink => {
      const lag = length(link.lag, perDay);
      return { from: link.uid, kind: link.type, lag: lag.minutes === 0 ? null : { minutes: lag.minutes, percent: null, unit: lag.unit, elapsed: lag.elapsed }, project: null };
    }),
    hyperlink: null, cost: 0, wbs: null, baselines: [], fields: [], totalSlack: length(task.totalSlack, perDay).minutes, lateFinish: task.lateFinish === null ? null : at(task.lateFinish), critical: task.critical,
  };
}
