/**
 * What the timeline shows: the view model that the server computes and the webview draws.
 *
 * Invariants
 * - Elements are known by the key of the plan (`task:atlas.api.extract`); no path, no range, no offset is in here.
 * - Instants are wall minutes (minutes since 1970-01-01T00:00 of the program's local time); durations, lags, slacks and margins are
 *   minutes of working time unless a flag says elapsed.
 * - Rows stand in the order of the picture, children behind their parent, one level deeper.
 * - A property that says nothing is left out: ten thousand rows are one message.
 */
import { finite, integer, list, nullable, oneOf, optional, record, text, whenTrue } from './shape.ts';
import type { Check } from './shape.ts';

/** Sizes that a message may reach; the view model stays below them and the validation refuses what is above. */
export const timelineLimits = {
  rows: 100_000, linksOfRow: 2_000, problems: 50, programs: 500, gaps: 4_000, title: 200, name: 4_000, message: 500,
} as const;

export type RowKind = 'program' | 'workstream' | 'task' | 'milestone' | 'gate' | 'release' | 'contracts' | 'contract';
export type TimelineLinkKind = 'FS' | 'SS' | 'FF' | 'SF';
/** Why an early start is where it is, where no link is the reason. */
export type Reason = 'start' | 'finish' | 'status-date' | 'program-start' | 'actual';

/** A link into the row that holds it. */
export interface TimelineLink {
  /** Id of the predecessor's row. */
  readonly from: string;
  readonly kind: TimelineLinkKind;
  /** Signed minutes; a lead is negative. */
  readonly lag?: number;
  readonly lagElapsed?: true;
  /** It fixes the early start of the row. */
  readonly driving?: true;
  /** It drives, and both ends are critical. */
  readonly critical?: true;
  /** Left out of the calculation, because it is part of a dependency cycle. */
  readonly ignored?: true;
  /** The contract or the gate that makes the link; without it, a line of the activity. */
  readonly origin?: 'contract' | 'gate';
}

export interface Commitment {
  readonly at: number;
  /** Commitment less forecast; null where the forecast is uncertain. */
  readonly margin: number | null;
  readonly audience?: string;
}

export interface GateState {
  readonly verdict: 'go' | 'no-go' | 'conditional' | 'open';
  readonly passed: number;
  readonly waived: number;
  readonly failed: number;
  readonly open: number;
}

export interface ContractState {
  readonly status: 'proposed' | 'agreed' | 'delivered' | 'accepted' | 'at-risk' | 'broken' | 'withdrawn';
  /** When the consumer needs it, as written, else the consumer's start. */
  readonly needed?: number;
  readonly promised?: number;
  /** Forecast finish of the activity that delivers. */
  readonly forecast?: number;
  /** Minutes between need and forecast on the supplier's calendar; negative is too late. */
  readonly margin?: number;
  readonly to: readonly string[];
  readonly from?: string;
}

/** Errors and warnings that point into an element itself, not into what it holds. */
export interface RowProblem { readonly severity: 'error' | 'warning'; readonly count: number; readonly message: string }

export interface TimelineRow {
  /** The key: the kind, a colon and the dotted name. */
  readonly id: string;
  readonly kind: RowKind;
  /** From 1. */
  readonly level: number;
  readonly title: string;
  readonly start?: number;
  readonly finish?: number;
  readonly duration?: number;
  readonly elapsed?: true;
  /** It spans its children. */
  readonly summary?: true;
  readonly status?: 'in-progress' | 'done';
  /** Percent, 0 to 100. */
  readonly progress?: number;
  /** Late finish: where the total slack ends. Left out without slack. */
  readonly late?: number;
  /** Total slack; left out where uncertain. */
  readonly slack?: number;
  /** Free slack; left out where it is the total slack. */
  readonly free?: number;
  readonly path?: 'critical' | 'near';
  readonly uncertain?: true;
  readonly by?: Commitment;
  readonly owner?: string;
  readonly gate?: GateState;
  readonly contract?: ContractState;
  readonly reasons?: readonly Reason[];
  readonly links?: readonly TimelineLink[];
  readonly problem?: RowProblem;
}

export interface TimelineProgram {
  readonly name: string;
  readonly title: string;
  readonly start?: number;
  readonly finish?: number;
  readonly statusDate: number;
  /** Working minutes of one `d` and one `w`. */
  readonly dayMinutes: number;
  readonly weekMinutes: number;
  /** Pairs of wall minutes, from and to, in which the program's calendar has no work; ascending. */
  readonly gaps: readonly number[];
}

export interface TimelineProblem {
  /** What a reveal request names to go to the place. */
  readonly id: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Line from 1, for the reader. */
  readonly line: number;
}

/** What is wrong with the text behind the picture. */
export interface Trouble {
  readonly errors: number;
  readonly warnings: number;
  /** The first ones, errors first. */
  readonly problems: readonly TimelineProblem[];
  /** Set while the text is broken: what to say about the age or the completeness of the picture. */
  readonly stale?: string;
}

/** Everything but the rows. */
export interface TimelineHead {
  readonly title: string;
  readonly programs: readonly TimelineProgram[];
  /** The span of the picture. */
  readonly from: number;
  readonly to: number;
  readonly today: number;
  readonly trouble: Trouble;
}
export interface TimelinePicture extends TimelineHead { readonly rows: readonly TimelineRow[] }
export interface TimelineModel extends TimelinePicture { readonly revision: number }

/**
 * From revision `base` to `revision`: first the splice on the list of rows, then the updates by id. Parts that did not change are
 * left out.
 */
export interface TimelinePatch {
  readonly base: number;
  readonly revision: number;
  readonly head?: Partial<TimelineHead>;
  readonly splice?: { readonly at: number; readonly remove: number; readonly insert: readonly TimelineRow[] };
  readonly update?: readonly TimelineRow[];
}

const limits = timelineLimits;
// Two thousand years around 1970: dates of a plan are bounded far inside.
const instant = integer(-1_100_000_000, 1_100_000_000);
// Calendars of hostile plans give odd numbers, never infinite ones.
const minutes = finite(-1e12, 1e12);
const count = integer(0, 1e9);
export const isElementId: Check<string> = text(limits.name);
export const isRevision: Check<number> = integer(0, Number.MAX_SAFE_INTEGER);
const title = text(limits.title);
const message = text(limits.message);

const isLink = record<TimelineLink>({
  from: isElementId, kind: oneOf('FS', 'SS', 'FF', 'SF'), lag: optional(minutes), lagElapsed: optional(whenTrue), driving: optional(whenTrue),
  critical: optional(whenTrue), ignored: optional(whenTrue), origin: optional(oneOf('contract', 'gate')),
});

const isRow: Check<TimelineRow> = record<TimelineRow>({
  id: isElementId,
  kind: oneOf('program', 'workstream', 'task', 'milestone', 'gate', 'release', 'contracts', 'contract'),
  level: integer(1, 1_000),
  title,
  start: optional(instant),
  finish: optional(instant),
  duration: optional(minutes),
  elapsed: optional(whenTrue),
  summary: optional(whenTrue),
  status: optional(oneOf('in-progress', 'done')),
  progress: optional(finite(0, 100)),
  late: optional(instant),
  slack: optional(minutes),
  free: optional(minutes),
  path: optional(oneOf('critical', 'near')),
  uncertain: optional(whenTrue),
  by: optional(record<Commitment>({ at: instant, margin: nullable(minutes), audience: optional(title) })),
  owner: optional(title),
  gate: optional(record<GateState>({ verdict: oneOf('go', 'no-go', 'conditional', 'open'), passed: count, waived: count, failed: count, open: count })),
  contract: optional(record<ContractState>({
    status: oneOf('proposed', 'agreed', 'delivered', 'accepted', 'at-risk', 'broken', 'withdrawn'), needed: optional(instant), promised: optional(instant),
    forecast: optional(instant), margin: optional(minutes), to: list(isElementId, limits.linksOfRow), from: optional(isElementId),
  })),
  reasons: optional(list(oneOf('start', 'finish', 'status-date', 'program-start', 'actual'), 10)),
  links: optional(list(isLink, limits.linksOfRow)),
  problem: optional(record<RowProblem>({ severity: oneOf('error', 'warning'), count, message })),
});

const isProgram = record<TimelineProgram>({
  name: isElementId, title, start: optional(instant), finish: optional(instant), statusDate: instant, dayMinutes: finite(0, 1e9), weekMinutes: finite(0, 1e9),
  gaps: list(instant, 2 * limits.gaps),
});

const isTrouble = record<Trouble>({
  errors: count, warnings: count,
  problems: list(record<TimelineProblem>({ id: isElementId, severity: oneOf('error', 'warning'), message, line: count }), limits.problems),
  stale: optional(message),
});

const isPrograms = list(isProgram, limits.programs);
const isRows = list(isRow, limits.rows);

export const isTimelineModel: Check<TimelineModel> = record<TimelineModel>({
  title, programs: isPrograms, from: instant, to: instant, today: instant, trouble: isTrouble, rows: isRows, revision: isRevision,
});
export const isTimelinePatch: Check<TimelinePatch> = record<TimelinePatch>({
  base: isRevision, revision: isRevision, head: optional(record<Partial<TimelineHead>>({
    title: optional(title), programs: optional(isPrograms), from: optional(instant), to: optional(instant), today: optional(instant), trouble: optional(isTrouble),
  })),
  splice: optional(record<NonNullable<TimelinePatch['splice']>>({ at: count, remove: count, insert: isRows })),
  update: optional(isRows),
});
