/**
 * What the critical path method says about a plan: plain results, asked for by the position of an activity in
 * `plan.activities`. All instants are wall minutes, all slacks and durations working minutes (language.md section 3).
 */
import type { Activity, Duration, LinkKind, Place, Plan, WallMinutes } from '../plan/model.ts';

export interface ScheduleOptions {
  /** Wall time now; the status date of a program that has none. */
  readonly today: WallMinutes;
  /** The command line's `--as-of`: it beats every `as of`. */
  readonly asOf?: WallMinutes;
  /** What the policy of a program says: critical at or below the first, near-critical within the next; 0 and 3d by default. */
  readonly thresholds?: (program: string) => Thresholds;
  /** A schedule of the plan as it was before an edit: what of its network still holds is taken over. The answers are the same without. */
  readonly before?: Schedule;
}

export interface Thresholds { readonly criticalSlack: Duration; readonly nearCritical: Duration }

export type DriverKind = LinkKind | 'start' | 'finish' | 'status-date' | 'program-start' | 'actual';

/** One reason why an early start is where it is. */
export interface Driver {
  readonly kind: DriverKind;
  /** Position of the predecessor, or -1 where no activity drives. */
  readonly from: number;
  /** Lag of the driving link in working minutes of the successor (elapsed minutes where the lag is elapsed), else 0. */
  readonly lag: number;
}

/** A link of the network, whatever line it comes from. */
export interface NetworkLink {
  readonly from: number;
  readonly to: number;
  readonly kind: LinkKind;
  /** Signed minutes; a percentage is already a share of the predecessor's duration. */
  readonly lag: number;
  readonly lagElapsed: boolean;
  readonly origin: 'after' | 'contract' | 'gate';
  /** The line that says so. */
  readonly place: Place;
  /** Part of a cycle, so left out of the calculation. */
  readonly ignored: boolean;
}

export type ProgressStatus = 'not-started' | 'in-progress' | 'done';

export interface ScheduledActivity {
  readonly index: number;
  readonly activity: Activity;
  /** Working minutes of its own calendar; elapsed minutes for an elapsed estimate; of a summary the span's working minutes. */
  readonly duration: number;
  readonly durationElapsed: boolean;
  /** Early dates (actual where they happened), as they print; null only for an empty summary. */
  readonly start: WallMinutes | null;
  readonly finish: WallMinutes | null;
  /** Null where uncertain, and for an empty summary. */
  readonly lateStart: WallMinutes | null;
  readonly lateFinish: WallMinutes | null;
  readonly totalSlack: number | null;
  readonly freeSlack: number | null;
  readonly critical: boolean;
  readonly nearCritical: boolean;
  /** In, or downstream of, a dependency cycle. */
  readonly uncertain: boolean;
  readonly status: ProgressStatus;
  /** Percent done, rolled up by duration for summaries. */
  readonly progress: number;
  /** Margin in working minutes of its calendar: commitment less forecast; null where uncertain. */
  readonly commitment: { readonly by: WallMinutes; readonly margin: number | null } | null;
}

export interface ProgramSchedule {
  readonly name: string;
  readonly start: WallMinutes | null;
  readonly finish: WallMinutes | null;
  readonly statusDate: WallMinutes;
  /** Minutes of one `d` and one `w`. */
  readonly dayMinutes: number;
  readonly weekMinutes: number;
  /** Positions of its activities, sorted by id. */
  readonly activities: readonly number[];
}

/** The shortest loop of one strongly connected set, from the smallest id, predecessor to successor. */
export interface Cycle {
  readonly members: readonly number[];
  /** All activities of the set. */
  readonly component: readonly number[];
  /** The links along `members`, in order, the last one closing the loop. */
  readonly links: readonly NetworkLink[];
}

/** A hard date that the network contradicts. */
export interface ConstraintConflict {
  readonly activity: number;
  /** Position in `activity.constraints`. */
  readonly constraint: number;
  /** What the links or other constraints would have said, as wall time. */
  readonly logic: WallMinutes;
  /** Predecessors that push against it; empty where another constraint or the status date does. */
  readonly against: readonly number[];
  readonly reason: 'links' | 'constraints' | 'status-date' | 'calendar';
}

/** A note of the scheduler on what it had to leave out or repair; checks turn these into findings. */
export interface ScheduleNote {
  readonly code:
    | 'link-to-empty-summary' | 'link-kind-into-summary' | 'link-to-relative' | 'constraint-on-summary' | 'estimate-on-summary'
    | 'missing-estimate' | 'progress-without-start' | 'complete-without-done' | 'progress-ahead' | 'actual-in-future'
    | 'done-before-started' | 'calendar-without-work' | 'calendar-cycle' | 'calendar-limit' | 'beyond-horizon' | 'before-status-date';
  readonly activity: number;
  /** The other activity, where the note is about a link. */
  readonly other: number;
  readonly place: Place;
}

/** One step of the answer to "why is this date here". */
export interface WhyStep {
  readonly index: number;
  readonly driver: Driver;
  /** What would drive next, were all present drivers lifted. */
  readonly next: Driver | null;
  /**
   * How much earlier the start would then be, and so how far `next` would have to slip to drive it: working minutes of the activity
   * (elapsed ones for an elapsed estimate). Null without a next; 0 or less where a hard date holds the start against it.
   */
  readonly room: number | null;
}

export interface TargetSchedule {
  readonly target: number;
  /** Slack to the target in working minutes by position; null where the activity does not lead to it, or is uncertain. */
  slack(index: number): number | null;
  /** Activities from the first driver to the target whose slack to it is at most the critical threshold, by early start then id. */
  readonly path: readonly number[];
}

export interface Schedule {
  readonly plan: Plan;
  readonly asOf: WallMinutes;
  readonly programs: readonly ProgramSchedule[];
  readonly size: number;
  at(index: number): ScheduledActivity;
  /** What fixes the early start, all ties, sorted by kind and id. */
  drivers(index: number): readonly Driver[];
  /** The chain of drivers from this activity back to a constraint, an actual, the status date or the program's start. */
  why(index: number): readonly WhyStep[];
  incoming(index: number): readonly NetworkLink[];
  outgoing(index: number): readonly NetworkLink[];
  /**
   * Marks (not 0) the positions that an activity leads to, or that lead to it: it and the summaries around it included, links in
   * a cycle too. With `inside`, those of something new in the summary `index`.
   */
  reachable(index: number, direction: 'forward' | 'backward', inside?: boolean): Uint8Array;
  /** Both ends of every link as positions, for questions about all of them at once. */
  readonly linkEnds: { readonly from: Int32Array; readonly to: Int32Array };
  readonly cycles: readonly Cycle[];
  readonly conflicts: readonly ConstraintConflict[];
  readonly notes: readonly ScheduleNote[];
  /** The driving chain into an activity, first to last: the critical path where the activity ends its program. */
  criticalPath(index: number): readonly number[];
  /** The last `most` members of that chain, and how long all of it is: cheap for many activities, however long their chains. */
  drivingChain(index: number, most: number): { readonly members: readonly number[]; readonly length: number };
  target(index: number): TargetSchedule;
  /** Signed working minutes from a to b on the calendar of an activity. */
  workingMinutes(index: number, from: WallMinutes, to: WallMinutes): number;
  /** The wall minute of a bare date on the activity's calendar: its first or last working minute. */
  dayEdge(index: number, day: WallMinutes, edge: 'start' | 'finish'): WallMinutes;
}
