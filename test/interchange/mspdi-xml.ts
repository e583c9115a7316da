/** Small Microsoft Project files, written as a test needs them. */

type Value = string | number | boolean | null | undefined | readonly Fields[] | Fields;
export interface Fields { readonly [tag: string]: Value }

/** `<tag>…</tag>` for every field; arrays repeat the tag, booleans are 1 and 0. */
export function xml(fields: Fields): string {
  return Object.entries(fields).map(([tag, value]) => {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value)) return value.map((item: Fields) => `<${tag}>${xml(item)}</${tag}>`).join('');
    if (typeof value === 'object') return `<${tag}>${xml(value as Fields)}</${tag}>`;
    const text = typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
    return `<${tag}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${tag}>`;
  }).join('');
}

const day = { WorkingTimes: { WorkingTime: [{ FromTime: '08:00:00', ToTime: '12:00:00' }, { FromTime: '13:00:00', ToTime: '17:00:00' }] } };

/** Monday to Friday, 8 to 12 and 13 to 17: day types 1 Sunday … 7 Saturday. */
export const standardWeek: readonly Fields[] = [1, 2, 3, 4, 5, 6, 7].map(type => ({ DayType: type, DayWorking: type > 1 && type < 7, ...type > 1 && type < 7 ? day : {} }));

export const standardCalendar: Fields = { UID: 1, Name: 'Standard', IsBaseCalendar: true, BaseCalendarUID: -1, WeekDays: { WeekDay: standardWeek } };

/** A task of one outline level with what Microsoft Project always writes; 3 March 2025 is a Monday. */
export function task(uid: number, name: string, fields: Fields = {}): Fields {
  return {
    UID: uid, ID: uid, Name: name, OutlineLevel: 1, OutlineNumber: uid, WBS: uid, Duration: 'PT8H0M0S', DurationFormat: 7,
    ConstraintType: 0, CalendarUID: -1, Priority: 500, PercentComplete: 0, ...fields,
  };
}

/** A link to a predecessor. Types: 0 FF, 1 FS, 2 SF, 3 SS. Lag in tenths of a minute, or percent with format 19. */
export function link(from: number, type = 1, lag = 0, format = 7): Fields {
  return { PredecessorLink: { PredecessorUID: from, Type: type, LinkLag: lag, LagFormat: format } };
}

export interface Parts {
  readonly head?: Fields;
  readonly calendars?: readonly Fields[];
  readonly tasks: readonly Fields[];
  readonly resources?: readonly Fields[];
  readonly assignments?: readonly Fields[];
}

/** A whole file. */
export function projectXml({ head = {}, calendars = [standardCalendar], tasks, resources = [], assignments = [] }: Parts): string {
  const project = {
    Title: 'Plan', ScheduleFromStart: true, StartDate: '2025-03-03T08:00:00', MinutesPerDay: 480, MinutesPerWeek: 2400, DaysPerMonth: 20, CalendarUID: 1, ...head,
    Calendars: { Calendar: calendars }, Tasks: { Task: tasks }, Resources: { Resource: resources }, Assignments: { Assignment: assignments },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">${xml(project)}</Project>`;
}
