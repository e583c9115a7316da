/** The proof of an import: the new schedule beside the dates that the file stores. */
import { MINUTES_PER_DAY } from '../../plan/dates.ts';
import type { WallMinutes } from '../../plan/model.ts';
import type { Schedule } from '../../schedule/model.ts';
import { clockOf, flatten, standardCalendar } from './calendar.ts';
import type { MsProject } from './model.ts';

export interface DateDifference {
  readonly id: string;
  readonly edge: 'start' | 'finish';
  readonly stored: WallMinutes;
  readonly computed: WallMinutes | null;
}

/**
 * The tasks without tasks inside whose dates in the new schedule are not those that the file stores. The end of a working day
 * and the start of the next are one position in working time, so they agree.
 */
export function differences(project: MsProject, ids: ReadonlyMap<number, string>, schedule: Schedule): { readonly compared: number; readonly value: readonly DateDifference[] } {
  const index = new Map(schedule.plan.activities.map((activity, at) => [activity.id, at]));
  const flat = flatten(project.calendars);
  const calendar = (project.calendar === null ? undefined : flat.get(project.calendar)) ?? standardCalendar;
  const dates = project.tasks.flatMap(task => [task.start, task.finish]).filter(date => date !== null);
  const first = dates.reduce((a, b) => Math.min(a, b), dates[0] ?? 0);
  const last = dates.reduce((a, b) => Math.max(a, b), dates[0] ?? 0);
  const clock = clockOf(calendar, first - 31 * MINUTES_PER_DAY, last + 366 * MINUTES_PER_DAY);
  const agree = (stored: WallMinutes, computed: WallMinutes | null): boolean => computed !== null && (stored === computed || clock.between(stored, computed) === 0);
  const found: DateDifference[] = [];
  let compared = 0;
  for (const task of project.tasks) {
    const id = ids.get(task.uid);
    const at = id === undefined ? undefined : index.get(id);
    if (id === undefined || at === undefined || task.start === null || task.finish === null) continue;
    const scheduled = schedule.at(at);
    if (scheduled.activity.summary) continue;
    compared++;
    if (!agree(task.start, scheduled.start)) found.push({ id, edge: 'start', stored: task.start, computed: scheduled.start });
    if (!agree(task.finish, scheduled.finish)) found.push({ id, edge: 'finish', stored: task.finish, computed: scheduled.finish });
  }
  return { compared, value: found };
}
