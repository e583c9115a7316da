/**
 * Resources: a crew of several becomes a team, and what its tasks take of it a `needs`; a single person becomes a person, who
 * owns the tasks that only they work on. Neither moves a date. Material and cost stand as notes on their tasks.
 */
import { minutesIn, sameWithin } from './calendar.ts';
import type { FlatCalendar } from './calendar.ts';
import type { ImportIssue, MsAssignment, MsProject, MsResource } from './model.ts';
import { slug, unique } from './names.ts';
import { block, decimal, durationText, notes, quote } from './text.ts';
import type { Units } from './text.ts';
import type { CalendarBook } from './write-calendars.ts';

export interface Crew {
  readonly lines: readonly string[];
  /** `owner` and `needs` lines of a task, and the notes of what they cannot say. A moment needs nobody: its crews stand in the note. */
  taskLines(task: number, moment: boolean): { readonly lines: readonly string[]; readonly notes: readonly string[] };
  /** Work resources of a task, for whose calendars its dates may stand. */
  workers(task: number): readonly MsResource[];
}

export function crewOf(project: MsProject, calendars: ReadonlyMap<number, FlatCalendar>, planCalendar: FlatCalendar, book: CalendarBook, span: { readonly from: number; readonly to: number }, units: Units, taken: Set<string>, issues: ImportIssue[]): Crew {
  const resources = new Map(project.resources.map(resource => [resource.uid, resource]));
  const byTask = new Map<number, MsProject['assignments'][number][]>();
  for (const assignment of project.assignments) {
    if (!resources.has(assignment.resource)) continue;
    const known = byTask.get(assignment.task);
    if (known) known.push(assignment);
    else byTask.set(assignment.task, [assignment]);
  }
  const names = new Map<number, string>();
  const groups = new Map<string, string>();
  const lines: string[] = [];

  const isTeam = (resource: MsResource): boolean => resource.maxUnits > 1;
  const work = project.resources.filter(resource => resource.type === 'work');
  for (const group of new Set(work.filter(resource => !isTeam(resource)).map(resource => resource.group))) {
    if (group === null) continue;
    const name = unique(slug(group, 'team'), 1, taken);
    groups.set(group, name);
    lines.push(...block(`team ${name}${titled(group, name)}`, []));
  }
  for (const resource of work) {
    const name = unique(slug(resource.name, isTeam(resource) ? 'team' : 'person'), resource.uid, taken);
    names.set(resource.uid, name);
    const group = isTeam(resource) || resource.group === null ? undefined : groups.get(resource.group);
    const own = resource.calendar === null ? undefined : calendars.get(resource.calendar);
    const calendar = own && own.week.some(hours => minutesIn(hours) > 0) && !sameWithin(own, planCalendar, span.from, span.to) ? book.request(own, resource.name).name : null;
    lines.push(...oneLine(block(`${isTeam(resource) ? 'team' : 'person'} ${name}${titled(resource.name, name)}`, [
      ...isTeam(resource) ? [`size ${decimal(resource.maxUnits)}`] : [],
      ...group === undefined ? [] : [`team ${group}`],
      ...resource.email === null ? [] : [`email ${quote(resource.email)}`],
      ...calendar === null ? [] : [`calendar ${calendar}`],
      ...isTeam(resource) && resource.group !== null ? notes(resource.group, 'Group: ') : [],
      ...notes(resource.notes),
    ])));
  }

  const others = project.resources.length - work.length;
  if (others > 0) issues.push({ code: 'resource', severity: 'information', message: `${others} material or cost ${others === 1 ? 'resource is' : 'resources are'} kept as notes on their tasks.` });
  const shared = [...byTask.values()].filter(assignments => assignments.filter(assignment => resources.get(assignment.resource)?.type === 'work').length > 1).length;
  if (shared > 0) issues.push({ code: 'assignment', severity: 'information', message: `${shared} ${shared === 1 ? 'task has' : 'tasks have'} several people: the first owns it, all of them stand in a note. Load is counted for teams only.` });

  return {
    lines,
    workers: task => (byTask.get(task) ?? []).flatMap(assignment => { const resource = resources.get(assignment.resource); return resource?.type === 'work' ? [resource] : []; }),
    taskLines: (task, moment) => {
      const assignments = byTask.get(task) ?? [];
      const people = assignments.filter(assignment => { const resource = resources.get(assignment.resource); return resource?.type === 'work' && !isTeam(resource); });
      const owner = people.map(assignment => names.get(assignment.resource)).find(name => name !== undefined);
      const needs = moment ? [] : assignments.flatMap(assignment => {
        const resource = resources.get(assignment.resource);
        const name = names.get(assignment.resource);
        return resource && name !== undefined && isTeam(resource) && assignment.units > 0 ? [`needs ${name} ${decimal(assignment.units)}`] : [];
      });
      const plain = assignments.length === 1 && people.length === 1 && people[0]?.units === 1;
      const noted = plain ? [] : assignments.filter(assignment => moment || !isNeeds(assignment, resources, isTeam)).map(assignment => describe(assignment, resources, units));
      return { lines: [...owner === undefined ? [] : [`owner ${owner}`], ...needs], notes: noted.length === 0 ? [] : [`note ${quote(`Assigned: ${noted.join('; ')}`)}`] };
    },
  };
}

function isNeeds(assignment: MsAssignment, resources: ReadonlyMap<number, MsResource>, isTeam: (resource: MsResource) => boolean): boolean {
  const resource = resources.get(assignment.resource);
  return resource?.type === 'work' && isTeam(resource) && assignment.units > 0;
}

function describe(assignment: MsAssignment, resources: ReadonlyMap<number, MsResource>, units: Units): string {
  const resource = resources.get(assignment.resource);
  const name = resource?.name ?? 'somebody';
  if (resource?.type === 'cost') return `${name} (cost)`;
  if (resource?.type === 'material') return `${name} (material) ${decimal(assignment.units)}`;
  const work = assignment.work > 0 ? `, ${durationText(assignment.work, 'h', false, units)} of work` : '';
  return `${name} ${decimal(assignment.units * 100)}%${work}`;
}

function titled(title: string, name: string): string {
  return title === name ? '' : ` ${quote(title)}`;
}

/** Short blocks read better on one line. */
function oneLine(lines: readonly string[]): readonly string[] {
  const joined = lines.map(line => line.trim()).join(' ');
  return joined.length <= 110 && lines.length <= 5 ? [joined] : lines;
}
