/** Microsoft Project's XML interchange format (MSPDI, 2003 and later) as neutral data. */
import type { LinkKind } from '../../plan/model.ts';
import { duration, flag, instant, integer, isoMinutes, number, unitOf } from './fields.ts';
import { constraintTypes } from './model.ts';
import type {
  ImportIssue, MsAssignment, MsBaseline, MsLink, MsProject, MsResource, MsTask,
} from './model.ts';
import { readCalendars } from './read-calendars.ts';
import { child, children, parseXml, text } from './xml.ts';
import type { XmlElement } from './xml.ts';

/** A reader of plans never needs more, and one file cannot exhaust the memory of a continuous integration job. */
export const MAX_TASKS = 200_000;

/** Stored money and slack are integers of a tenth of a minute, or of a hundredth of the currency. */
const SLACK_PER_MINUTE = 10;
const CENTS = 100;

/** Reads the text of a file. Null with an issue where it is not a plan of Microsoft Project; never throws. */
export function readMspdi(xml: string): { readonly value: MsProject | null; readonly issues: readonly ImportIssue[] } {
  const issues: ImportIssue[] = [];
  const { value: root, error } = parseXml(xml);
  const fail = (message: string): { value: null; issues: ImportIssue[] } => ({ value: null, issues: [...issues, { code: 'not-readable', severity: 'error', message }] });
  if (error !== null) return fail(`The file is not XML that can be read: ${error}.`);
  const project = child(root, 'Project');
  if (!project) return fail('The file has no <Project> element: it is not Microsoft Project\'s XML format ("Save as" › XML in Microsoft Project).');
  const taskElements = children(child(project, 'Tasks'), 'Task');
  if (taskElements.length > MAX_TASKS) return fail(`The file has ${taskElements.length} tasks, and the limit is ${MAX_TASKS}.`);
  const fieldNames = customFields(project);
  const tasks: MsTask[] = [];
  let blank = 0;
  for (const element of taskElements) {
    if (flag(element, 'IsNull')) blank++;
    else tasks.push(readTask(element, fieldNames));
  }
  if (blank > 0) issues.push({ code: 'blank-task', severity: 'information', message: `${blank} blank ${blank === 1 ? 'row is' : 'rows are'} left out.` });
  const calendar = integer(project, 'CalendarUID') ?? -1;
  return {
    value: {
      title: text(project, 'Title') ?? withoutExtension(text(project, 'Name')) ?? tasks.find(task => task.level === 0)?.name ?? 'Imported plan',
      properties: properties(project),
      start: instant(project, 'StartDate'),
      finish: instant(project, 'FinishDate'),
      statusDate: instant(project, 'StatusDate'),
      scheduleFrom: text(project, 'ScheduleFromStart') === '0' ? 'finish' : 'start',
      minutesPerDay: positive(number(project, 'MinutesPerDay')) ?? 480,
      minutesPerWeek: positive(number(project, 'MinutesPerWeek')) ?? 2400,
      daysPerMonth: positive(number(project, 'DaysPerMonth')) ?? 20,
      criticalSlackLimit: number(project, 'CriticalSlackLimit') ?? 0,
      currency: text(project, 'CurrencyCode'),
      calendar: calendar > 0 ? calendar : null,
      calendars: readCalendars(project, issues),
      tasks,
      resources: children(child(project, 'Resources'), 'Resource').flatMap(readResource),
      assignments: children(child(project, 'Assignments'), 'Assignment').flatMap(readAssignment),
    },
    issues,
  };
}

function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

function withoutExtension(name: string | null): string | null {
  return name === null ? null : name.replace(/\.(?:xml|mpp|mpt|pod)$/i, '');
}

function properties(project: XmlElement): readonly { readonly name: string; readonly value: string }[] {
  return ['Subject', 'Category', 'Company', 'Manager', 'Author', 'Keywords', 'Comments']
    .flatMap(name => {
      const value = text(project, name);
      return value === null ? [] : [{ name, value }];
    });
}

function customFields(project: XmlElement): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const field of children(child(project, 'ExtendedAttributes'), 'ExtendedAttribute')) {
    const id = text(field, 'FieldID');
    if (id !== null) names.set(id, text(field, 'Alias') ?? text(field, 'FieldName') ?? id);
  }
  return names;
}

function readTask(element: XmlElement, fieldNames: ReadonlyMap<string, string>): MsTask {
  const calendar = integer(element, 'CalendarUID') ?? -1;
  const wbs = text(element, 'WBS');
  const manual = flag(element, 'Manual');
  const outline = text(element, 'OutlineNumber');
  const subproject = text(element, 'SubprojectName');
  const slack = number(element, 'TotalSlack');
  const address = text(element, 'HyperlinkAddress');
  const anchor = text(element, 'HyperlinkSubAddress');
  return {
    uid: integer(element, 'UID') ?? -1,
    name: text(element, 'Name') ?? '',
    level: Math.max(0, integer(element, 'OutlineLevel') ?? 1),
    active: text(element, 'Active') !== '0',
    manual,
    milestone: flag(element, 'Milestone'),
    external: flag(element, 'ExternalTask'),
    subproject: flag(element, 'IsSubproject') ? subproject ?? 'another plan' : subproject,
    start: instant(element, 'Start') ?? (manual ? instant(element, 'ManualStart') : null),
    finish: instant(element, 'Finish') ?? (manual ? instant(element, 'ManualFinish') : null),
    duration: duration(element, 'Duration', 'DurationFormat') ?? (manual ? duration(element, 'ManualDuration', 'DurationFormat') : null),
    percentComplete: Math.min(100, Math.max(0, number(element, 'PercentComplete') ?? 0)),
    actualStart: instant(element, 'ActualStart'),
    actualFinish: instant(element, 'ActualFinish'),
    actualDuration: isoMinutes(text(element, 'ActualDuration')),
    remainingDuration: isoMinutes(text(element, 'RemainingDuration')),
    resume: instant(element, 'Resume'),
    constraint: constraintTypes[integer(element, 'ConstraintType') ?? 0] ?? 'as-soon-as-possible',
    constraintDate: instant(element, 'ConstraintDate'),
    deadline: instant(element, 'Deadline'),
    calendar: calendar > 0 ? calendar : null,
    ignoreResourceCalendar: flag(element, 'IgnoreResourceCalendar'),
    priority: integer(element, 'Priority') ?? 500,
    levelingDelay: Math.round((number(element, 'LevelingDelay') ?? 0) / SLACK_PER_MINUTE),
    notes: text(element, 'Notes'),
    links: children(element, 'PredecessorLink').flatMap(readLink),
    hyperlink: address === null ? null : anchor === null ? address : `${address}#${anchor}`,
    cost: (number(element, 'Cost') ?? 0) / CENTS,
    wbs: wbs !== null && wbs !== outline ? wbs : null,
    baselines: children(element, 'Baseline').map(readBaseline),
    fields: taskFields(element, fieldNames),
    totalSlack: slack === null ? null : Math.round(slack / SLACK_PER_MINUTE),
    lateFinish: instant(element, 'LateFinish'),
    critical: text(element, 'Critical') === null ? null : flag(element, 'Critical'),
  };
}

const linkKinds: readonly LinkKind[] = ['FF', 'FS', 'SF', 'SS'];

function readLink(element: XmlElement): readonly MsLink[] {
  const from = integer(element, 'PredecessorUID');
  if (from === null) return [];
  const value = number(element, 'LinkLag') ?? 0;
  const { unit, elapsed, percent } = unitOf(integer(element, 'LagFormat'));
  return [{
    from,
    kind: linkKinds[integer(element, 'Type') ?? 1] ?? 'FS',
    // A percentage stands as it is; everything else in tenths of a minute.
    lag: value === 0 ? null : { minutes: percent ? 0 : Math.round(value / SLACK_PER_MINUTE), percent: percent ? value : null, unit, elapsed },
    project: flag(element, 'CrossProject') ? text(element, 'CrossProjectName') ?? 'another plan' : null,
  }];
}

function readBaseline(element: XmlElement): MsBaseline {
  const finish = instant(element, 'Finish');
  return {
    number: integer(element, 'Number') ?? 0,
    start: instant(element, 'Start'),
    finish,
    // A row of a baseline needs a finish; a start alone is kept beside the values that have no dates.
    others: [...finish === null ? ['Start'] : [], 'Duration', 'Work', 'Cost'].flatMap(name => {
      const value = text(element, name);
      return value === null || /^(?:0|PT0H0M0S)$/.test(value) ? [] : [{ name: name.toLowerCase(), value: name === 'Cost' ? String(Number(value) / CENTS) : value }];
    }),
  };
}

function taskFields(element: XmlElement, fieldNames: ReadonlyMap<string, string>): readonly { readonly name: string; readonly value: string }[] {
  const custom = children(element, 'ExtendedAttribute').flatMap(attribute => {
    const id = text(attribute, 'FieldID');
    const value = text(attribute, 'Value');
    return id === null || value === null ? [] : [{ name: fieldNames.get(id) ?? `field ${id}`, value }];
  });
  const contact = text(element, 'Contact');
  return contact === null ? custom : [...custom, { name: 'Contact', value: contact }];
}

function readResource(element: XmlElement): readonly MsResource[] {
  const uid = integer(element, 'UID') ?? -1;
  const name = text(element, 'Name');
  if (flag(element, 'IsNull') || uid < 0 || name === null) return [];
  const calendar = integer(element, 'CalendarUID') ?? -1;
  const type = integer(element, 'Type') ?? 1;
  return [{
    uid,
    name,
    type: flag(element, 'IsCostResource') ? 'cost' : type === 0 ? 'material' : 'work',
    maxUnits: number(element, 'MaxUnits') ?? 1,
    calendar: calendar > 0 ? calendar : null,
    email: text(element, 'EmailAddress'),
    group: text(element, 'Group'),
    notes: text(element, 'Notes'),
  }];
}

function readAssignment(element: XmlElement): readonly MsAssignment[] {
  const task = integer(element, 'TaskUID');
  const resource = integer(element, 'ResourceUID');
  if (task === null || resource === null || resource < 0) return [];
  return [{ task, resource, units: number(element, 'Units') ?? 1, work: isoMinutes(text(element, 'Work')) ?? 0 }];
}
