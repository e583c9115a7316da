/**
 * A plan of Microsoft Project as neutral data, whatever file it comes from. Instants are wall minutes since 1970,
 * days are wall minutes of their midnight, slacks and durations whole minutes (working time unless elapsed).
 */
import type { HourSpan, LinkKind, WallMinutes } from '../../plan/model.ts';

/** A calendar date that differs from the week: no hours is a day off. Recurrences are already single ranges here. */
export interface MsException { readonly name: string | null; /** Midnight of the first and of the last day. */ readonly from: WallMinutes; readonly to: WallMinutes; readonly hours: readonly HourSpan[] }

export interface MsCalendar {
  readonly uid: number;
  readonly name: string;
  /** The calendar that fills the gaps. */
  readonly base: number | null;
  /** False for the private calendar of a resource. */
  readonly isBase: boolean;
  /** 0 Sunday … 6 Saturday; null inherits from the base, or from Microsoft Project's standard week. */
  readonly week: readonly (readonly HourSpan[] | null)[];
  /** The first that names a day counts. */
  readonly exceptions: readonly MsException[];
}

export type MsUnit = 'min' | 'h' | 'd' | 'w' | 'mo';
/** Minutes of working time, or of wall time where elapsed; the unit is the one shown to its user. */
export interface MsDuration { readonly minutes: number; readonly unit: MsUnit; readonly elapsed: boolean; readonly estimated: boolean }

/** Lag of a link: minutes, or a share of the predecessor's duration. Negative is a lead. */
export interface MsLag { readonly minutes: number; readonly percent: number | null; readonly unit: MsUnit; readonly elapsed: boolean }
export interface MsLink { readonly from: number; readonly kind: LinkKind; readonly lag: MsLag | null; /** Path of the other plan of a link across plans. */ readonly project: string | null }

export const constraintTypes = [
  'as-soon-as-possible', 'as-late-as-possible', 'must-start-on', 'must-finish-on',
  'start-no-earlier-than', 'start-no-later-than', 'finish-no-earlier-than', 'finish-no-later-than',
] as const;
export type MsConstraint = (typeof constraintTypes)[number];

export interface MsBaseline {
  /** 0 is the baseline, 1 to 10 the numbered ones. */
  readonly number: number;
  readonly start: WallMinutes | null;
  readonly finish: WallMinutes | null;
  /** What else the file stores of it, as written: duration, work, cost. */
  readonly others: readonly { readonly name: string; readonly value: string }[];
}

export interface MsTask {
  readonly uid: number;
  readonly name: string;
  /** Outline level; 0 is the plan itself. */
  readonly level: number;
  readonly active: boolean;
  readonly manual: boolean;
  readonly milestone: boolean;
  /** A stand-in for a task of another plan. */
  readonly external: boolean;
  /** File of an inserted plan. */
  readonly subproject: string | null;
  readonly start: WallMinutes | null;
  readonly finish: WallMinutes | null;
  readonly duration: MsDuration | null;
  readonly percentComplete: number;
  readonly actualStart: WallMinutes | null;
  readonly actualFinish: WallMinutes | null;
  readonly actualDuration: number | null;
  readonly remainingDuration: number | null;
  /** Where what remains goes on. */
  readonly resume: WallMinutes | null;
  readonly constraint: MsConstraint;
  readonly constraintDate: WallMinutes | null;
  readonly deadline: WallMinutes | null;
  readonly calendar: number | null;
  readonly ignoreResourceCalendar: boolean;
  readonly priority: number;
  readonly levelingDelay: number;
  readonly notes: string | null;
  readonly links: readonly MsLink[];
  readonly hyperlink: string | null;
  readonly cost: number;
  /** Work breakdown code, where it is not the outline's number. */
  readonly wbs: string | null;
  readonly baselines: readonly MsBaseline[];
  /** Custom fields and others that only a note can hold. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** What Microsoft Project computed, where the file holds it; `import` compares the new schedule with it. */
  readonly totalSlack: number | null;
  readonly lateFinish: WallMinutes | null;
  readonly critical: boolean | null;
}

export interface MsResource {
  readonly uid: number;
  readonly name: string;
  readonly type: 'work' | 'material' | 'cost';
  /** 1 is one person, full time. */
  readonly maxUnits: number;
  readonly calendar: number | null;
  readonly email: string | null;
  readonly group: string | null;
  readonly notes: string | null;
}
export interface MsAssignment { readonly task: number; readonly resource: number; readonly units: number; /** Minutes of effort. */ readonly work: number }

export interface MsProject {
  readonly title: string;
  /** `name: value` lines of the file's properties: author, company, subject … */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly start: WallMinutes | null;
  readonly finish: WallMinutes | null;
  readonly statusDate: WallMinutes | null;
  readonly scheduleFrom: 'start' | 'finish';
  readonly minutesPerDay: number;
  readonly minutesPerWeek: number;
  readonly daysPerMonth: number;
  /** Days of total slack up to which a task is critical. */
  readonly criticalSlackLimit: number;
  readonly currency: string | null;
  readonly calendar: number | null;
  readonly calendars: readonly MsCalendar[];
  /** In the order of the outline. */
  readonly tasks: readonly MsTask[];
  readonly resources: readonly MsResource[];
  readonly assignments: readonly MsAssignment[];
}

/** Something of the source that changed its form, or could only be noted. */
export interface ImportIssue {
  readonly code:
    | 'not-readable' | 'too-large' | 'schedule-from-finish' | 'status-date' | 'calendar' | 'exception-limit' | 'manual-task' | 'inactive-task'
    | 'external-task' | 'subproject' | 'missing-predecessor' | 'cross-project-link' | 'link-not-expressible' | 'constraint-moved' | 'split-task'
    | 'resource-calendar' | 'leveling-delay' | 'resource' | 'assignment' | 'baseline' | 'priority' | 'custom-field' | 'milestone-with-duration'
    | 'empty-summary' | 'blank-task' | 'progress' | 'manual-summary' | 'outline';
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}
