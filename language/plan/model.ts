/**
 * The plan as plain, serialisable data: what a program says, without syntax and without dates computed.
 *
 * Invariants
 * - No Langium type, no function, no cycle: a `DocumentPlan` survives JSON.
 * - Elements refer to each other by `key`, never by object, so that one document can be lowered again alone.
 * - Every value that a finding may point at carries its `span` in the document that declares it.
 */
import type {
  ActionRecord, Assumption, Baseline, Cadence, ChangeRecord, Decision, Escalation, FreeRecord, IssueRecord, Outcome,
  Report, Review, Risk, Scenario,
} from './records.ts';

/** Minutes of wall time since 1970-01-01T00:00. It has no zone: scheduling knows none. */
export type WallMinutes = number;

/** UTF-16 offsets into one document; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** Only where a value stands in another document than its element: what `part of x` adds to a program. */
  readonly uri?: string;
}

/** A span together with its document. */
export interface Place extends Span { readonly uri: string }

/** A value and where it is written. */
export interface Located<T> { readonly value: T; readonly span: Span }
export type Text = Located<string>;

/** A date or an instant. What a bare date means (first or last working minute) depends on the property that holds it. */
export interface DateValue {
  readonly at: WallMinutes;
  /** True for `2026-04-10`, false for `2026-04-10T09:00`. */
  readonly day: boolean;
  /** Offset from UTC in minutes, where one is written. `merge` converts it to the program's wall time and removes it. */
  readonly utcOffset?: number;
  readonly span: Span;
}
export interface DateRange { readonly from: DateValue; readonly to: DateValue; readonly span: Span }

export type DurationUnit = 'min' | 'h' | 'd' | 'w';
/** As written. How many minutes a `d` or `w` is, the program's calendar says; elapsed time runs round the clock. */
export interface Duration { readonly amount: number; readonly unit: DurationUnit; readonly elapsed: boolean }

/** `optimistic .. likely .. pessimistic`; a single estimate has only `likely`. */
export interface Estimate {
  readonly likely: Duration;
  readonly optimistic: Duration | null;
  readonly pessimistic: Duration | null;
  readonly span: Span;
}

/** A reference as written, with the key of its target, or null where it did not resolve (the finding is the linker's). */
export interface Ref { readonly key: string | null; readonly text: string; readonly span: Span }

/** Proof, by address or in words; it may expire. */
export interface Evidence extends Text { readonly until: DateValue | null }

/** A dated word with its people: `passed 2026-03-02 by dana because "…" evidence "…" until 2026-05-15`. */
export interface Mark {
  readonly word: string;
  readonly on: DateValue | null;
  readonly by: readonly Ref[];
  readonly because: Text | null;
  readonly evidence: readonly Evidence[];
  readonly until: DateValue | null;
  /** The role that is signed for: `signed D by kim as security`. */
  readonly as: Text | null;
  /** Digest of the terms that an agreement covered. */
  readonly terms: Text | null;
  /** The judgement of a verdict: `verdict go D by dana`. */
  readonly value: Text | null;
  readonly span: Span;
}

export type ActivityKind = 'task' | 'milestone' | 'gate' | 'release' | 'workstream';
export type RecordKind =
  | 'outcome' | 'dependency' | 'risk' | 'assumption' | 'issue' | 'decision' | 'change' | 'action' | 'escalation'
  | 'cadence' | 'scenario' | 'report' | 'baseline' | 'review' | 'record';
export type ElementKind = ActivityKind | RecordKind | 'program' | 'calendar' | 'team' | 'person' | 'policy';

/** What every declaration has. Lists that are not written are empty, values that are not written are null. */
export interface Element {
  /** Unique in the merged plan: `kind:id`, with `#2`, `#3` … where a name is (wrongly) declared again. */
  readonly key: string;
  readonly kind: ElementKind;
  /** Dotted path, the program's name first: `atlas.api.extract`. Top-level declarations have their plain name. */
  readonly id: string;
  readonly name: string;
  readonly title: Text | null;
  /** Markdown of the `/** … *\/` before the declaration. */
  readonly doc: string | null;
  /** Name of the program that holds it, or null at the top level. */
  readonly program: string | null;
  /** Key of the enclosing workstream, task, gate or program. */
  readonly parent: string | null;
  readonly uri: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly owner: Ref | null;
  readonly deputy: Ref | null;
  readonly status: Text | null;
  readonly raised: DateValue | null;
  readonly reviewed: DateValue | null;
  readonly due: DateValue | null;
  readonly cost: Located<number> | null;
  readonly notes: readonly Text[];
  readonly refs: readonly Text[];
  readonly links: readonly Text[];
  readonly tags: readonly Text[];
  /** Declared actions, risks and decisions that are named inside it. */
  readonly mentions: readonly Ref[];
  /** Every dated word in the order written: done, closed, approved, signed, … The last of a word is the latest written. */
  readonly marks: readonly Mark[];
}

export type LinkKind = 'FS' | 'SS' | 'FF' | 'SF';
/** Lag (positive) or lead (negative): a signed duration, or a share of the predecessor's duration (50 for `+ 50%`). */
export type Lag = { readonly duration: Duration; readonly percent: null } | { readonly duration: null; readonly percent: number };

/** A line `after …` or `finish after …`, seen from the successor that holds it. */
export interface AfterLine { readonly from: Ref; readonly kind: LinkKind; readonly lag: Lag | null; readonly span: Span }

export interface Constraint {
  readonly edge: 'start' | 'finish';
  readonly relation: 'not-before' | 'not-after' | 'on';
  readonly date: DateValue;
  readonly span: Span;
}

/** `by D`, `by D for customers approved D by P`: a promise to somebody; it bounds late dates and never moves early ones. */
export interface Commitment {
  readonly date: DateValue;
  readonly audience: Text | null;
  readonly approved: Mark | null;
  readonly span: Span;
}

/** `needs payments 3`: people of a team, full time, for the whole duration. */
export interface Need { readonly team: Ref; readonly count: number; readonly span: Span }

/** A statement of what must hold: `accept "…" { … }`, or `check name "…" { … }` of a gate. */
export interface Criterion {
  readonly name: string | null;
  readonly nameSpan: Span | null;
  readonly text: Text | null;
  readonly owner: Ref | null;
  readonly due: DateValue | null;
  readonly marks: readonly Mark[];
  readonly evidence: readonly Evidence[];
  readonly requires: Requirement | null;
  readonly notes: readonly Text[];
  /** Declared actions, risks and decisions that are named inside it. */
  readonly mentions: readonly Ref[];
  readonly span: Span;
}

/** The expression after `requires`. */
export type Requirement =
  | { readonly type: 'and' | 'or'; readonly left: Requirement; readonly right: Requirement; readonly span: Span }
  | { readonly type: 'not'; readonly operand: Requirement; readonly span: Span }
  | { readonly type: 'state'; readonly state: string; readonly target: Ref; readonly span: Span }
  | { readonly type: 'no-open'; readonly level: string | null; readonly records: string; readonly target: Ref | null; readonly span: Span };

export interface GateBody {
  readonly before: readonly Ref[];
  readonly signOff: readonly Text[];
  readonly checks: readonly Criterion[];
}

export interface CutoverStep {
  readonly name: string;
  readonly title: Text | null;
  readonly takes: Duration | null;
  readonly owner: Ref | null;
  /** Names of steps of the same cutover. */
  readonly after: readonly Ref[];
  readonly verify: Text | null;
  readonly undo: Text | null;
  readonly noReturn: boolean;
  readonly span: Span;
  readonly nameSpan: Span;
}
export interface Cutover { readonly window: DateRange | null; readonly steps: readonly CutoverStep[]; readonly span: Span }
export interface Announcement {
  readonly name: string;
  readonly title: Text | null;
  readonly owner: Ref | null;
  readonly due: DateValue | null;
  readonly marks: readonly Mark[];
  readonly span: Span;
  readonly nameSpan: Span;
}
export interface RolloutStage { readonly percent: number; readonly duration: Duration | null; readonly span: Span }
export interface ReleaseBody {
  readonly rollout: readonly RolloutStage[];
  readonly rollbackWhen: readonly Text[];
  readonly cutover: Cutover | null;
  readonly announcements: readonly Announcement[];
}

/** Everything that has dates. Workstreams, and tasks with tasks inside, are summaries. */
export interface Activity extends Element {
  readonly kind: ActivityKind;
  readonly program: string;
  /** A workstream, or a task that holds activities: it spans its children and has no work of its own. */
  readonly summary: boolean;
  readonly estimate: Estimate | null;
  readonly remaining: Located<Duration> | null;
  /** Percent, 0 to 100. */
  readonly progress: Located<number> | null;
  readonly started: DateValue | null;
  readonly done: Mark | null;
  readonly constraints: readonly Constraint[];
  readonly asLateAsPossible: Span | null;
  readonly by: Commitment | null;
  readonly calendar: Ref | null;
  readonly after: readonly AfterLine[];
  readonly needs: readonly Need[];
  readonly accept: readonly Criterion[];
  readonly priority: Located<number> | null;
  readonly optional: boolean;
  readonly correlates: Text | null;
  readonly gate: GateBody | null;
  readonly release: ReleaseBody | null;
}

/** A dependency contract: it links `from` to each `to`, finish to start, unless it is withdrawn. */
export interface Contract extends Element {
  readonly kind: 'dependency';
  readonly program: string;
  readonly from: Ref | null;
  readonly to: readonly Ref[];
  readonly deliver: Text | null;
  readonly accept: readonly Criterion[];
  readonly interfaces: readonly Text[];
  readonly neededBy: DateValue | null;
  readonly promised: DateValue | null;
  readonly fallback: Text | null;
}

export interface CharterLine { readonly word: string; readonly text: Text; readonly span: Span }
export interface Program extends Element {
  readonly kind: 'program';
  readonly charter: readonly CharterLine[];
  readonly sponsor: Ref | null;
  readonly start: DateValue | null;
  readonly asOf: DateValue | null;
  readonly calendar: Ref | null;
  readonly timezone: Text | null;
  readonly currency: Text | null;
  readonly policy: Ref | null;
  /** False for what only `part of name` mentions: the program itself is declared in another document. */
  readonly declared: boolean;
}

/** Minutes of a day; hours past midnight end after 1440. */
export interface HourSpan { readonly from: number; readonly to: number }
export interface WeekRule { /** 0 Sunday … 6 Saturday. */ readonly days: readonly number[]; readonly hours: readonly HourSpan[]; readonly span: Span }
export interface WorkException { readonly days: DateRange; readonly hours: readonly HourSpan[]; readonly span: Span }
export interface Freeze { readonly days: DateRange; readonly text: Text | null; readonly span: Span }
export interface Calendar extends Element {
  readonly kind: 'calendar';
  readonly base: Ref | null;
  readonly week: readonly WeekRule[];
  readonly works: readonly WorkException[];
  readonly holidays: readonly DateRange[];
  readonly freezes: readonly Freeze[];
  readonly dayLength: Duration | null;
  readonly weekLength: Duration | null;
}

export interface CapacityLine { readonly people: number; readonly from: DateValue | null; readonly span: Span }
export interface Team extends Element {
  readonly kind: 'team';
  readonly lead: Ref | null;
  readonly size: Located<number> | null;
  readonly capacity: readonly CapacityLine[];
  /** Percent of the team's time that interrupts take. */
  readonly interrupts: Located<number> | null;
  readonly calendar: Ref | null;
}
export interface Person extends Element {
  readonly kind: 'person';
  readonly team: Ref | null;
  readonly role: Text | null;
  readonly email: Text | null;
  readonly away: readonly DateRange[];
  readonly calendar: Ref | null;
}

/** One line of a policy block: its words, its values, untyped here; `policy.ts` gives them their meaning. */
export interface PolicyLine {
  readonly words: readonly string[];
  readonly durations: readonly Duration[];
  readonly numbers: readonly number[];
  readonly percents: readonly number[];
  readonly refs: readonly Ref[];
  readonly span: Span;
}
export interface Policy extends Element { readonly kind: 'policy'; readonly base: Ref | null; readonly lines: readonly PolicyLine[] }

/** A finding of lowering: a value that is well-formed and cannot be meant. Codes are those of the checks registry. */
export interface PlanIssue {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  readonly related: readonly { readonly message: string; readonly place: Place }[];
  readonly data?: unknown;
}

/** `// allow code: reason`. It silences findings of the code that start inside `from` … `to`. */
export interface Allowance {
  readonly code: string;
  readonly reason: string;
  readonly until: DateValue | null;
  readonly uri: string;
  readonly span: Span;
  readonly from: number;
  readonly to: number;
}

/** All elements, each kind in its list, in document order. */
export interface PlanParts {
  readonly programs: readonly Program[];
  readonly activities: readonly Activity[];
  readonly contracts: readonly Contract[];
  readonly calendars: readonly Calendar[];
  readonly teams: readonly Team[];
  readonly people: readonly Person[];
  readonly policies: readonly Policy[];
  readonly outcomes: readonly Outcome[];
  readonly risks: readonly Risk[];
  readonly assumptions: readonly Assumption[];
  readonly issues: readonly IssueRecord[];
  readonly decisions: readonly Decision[];
  readonly changes: readonly ChangeRecord[];
  readonly actions: readonly ActionRecord[];
  readonly escalations: readonly Escalation[];
  readonly cadences: readonly Cadence[];
  readonly scenarios: readonly Scenario[];
  readonly reports: readonly Report[];
  readonly baselines: readonly Baseline[];
  readonly reviews: readonly Review[];
  readonly records: readonly FreeRecord[];
}

/** What one document contributes. */
export interface DocumentPlan extends PlanParts {
  readonly uri: string;
  readonly allowances: readonly Allowance[];
  /** Keys of the elements that hold an instant with an offset, so that `merge` looks at no others. */
  readonly zoned: readonly string[];
}

/** All documents of a workspace as one plan. Instants are wall time of their program. */
export interface Plan extends PlanParts {
  readonly allowances: readonly Allowance[];
  readonly uris: readonly string[];
  /** Every element by its key. */
  readonly byKey: ReadonlyMap<string, Element>;
  /** Position in `activities` by key. */
  readonly activityIndex: ReadonlyMap<string, number>;
}
