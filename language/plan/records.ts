/** The records around the schedule: RAID, decisions, changes, reports. They never move a date. */
import type {
  Criterion, DateRange, DateValue, Duration, Element, Estimate, Located, Mark, Ref, Span, Text,
} from './model.ts';

/** `impact 5d..10d..20d on launch`, `impact cost 40k`, `impact high`. Exactly one of level, effect, cost is set. */
export interface Impact {
  readonly level: Text | null;
  /** Signed; a single duration has only `likely`. */
  readonly effect: Estimate | null;
  readonly cost: Located<number> | null;
  readonly on: Ref | null;
  readonly span: Span;
}

/** An action declared inside a record (a mitigation), or a reference to a declared one (`ref` set, the rest empty). */
export interface Mitigation {
  readonly ref: Ref | null;
  readonly text: Text | null;
  readonly owner: Ref | null;
  readonly due: DateValue | null;
  readonly marks: readonly Mark[];
  readonly span: Span;
}

export interface Option {
  readonly name: string;
  readonly nameSpan: Span;
  readonly title: Text | null;
  readonly pros: readonly Text[];
  readonly cons: readonly Text[];
  readonly impacts: readonly Impact[];
  readonly cost: Located<number> | null;
  readonly span: Span;
}

/** A number with its unit as written: `480 ms`, `99.95 %`, `3d`. */
export interface Measure { readonly amount: number; readonly unit: string; readonly span: Span }
export interface Outcome extends Element {
  readonly kind: 'outcome';
  readonly was: Measure | null;
  readonly target: Measure | null;
  readonly actual: Measure | null;
  readonly measured: DateValue | null;
  readonly source: Text | null;
}

export interface Risk extends Element {
  readonly kind: 'risk';
  /** Percent 0 to 100, or a level. */
  readonly probability: Located<number | string> | null;
  readonly impacts: readonly Impact[];
  readonly triggers: readonly Text[];
  readonly mitigations: readonly Mitigation[];
  readonly contingency: readonly Text[];
  readonly correlates: Text | null;
  /** What it concerns: `for x`, `on x`. */
  readonly subjects: readonly Ref[];
}
export interface Assumption extends Element { readonly kind: 'assumption'; readonly validateBy: DateValue | null; readonly subjects: readonly Ref[] }
export interface IssueRecord extends Element {
  readonly kind: 'issue';
  readonly severity: Text | null;
  readonly blocks: readonly Ref[];
  readonly subjects: readonly Ref[];
}
export interface Decision extends Element {
  readonly kind: 'decision';
  readonly asked: Mark | null;
  readonly neededBy: DateValue | null;
  readonly options: readonly Option[];
  readonly recommend: Ref | null;
  readonly choose: Ref | null;
  readonly because: Text | null;
  readonly affects: readonly Ref[];
}
export interface ChangeRecord extends Element {
  readonly kind: 'change';
  readonly asked: Mark | null;
  readonly impacts: readonly Impact[];
  readonly affects: readonly Ref[];
}
export interface ActionRecord extends Element { readonly kind: 'action'; readonly subjects: readonly Ref[] }
export interface Escalation extends Element {
  readonly kind: 'escalation';
  readonly to: readonly Ref[];
  readonly subjects: readonly Ref[];
  readonly neededBy: DateValue | null;
  readonly options: readonly Option[];
  readonly recommend: Ref | null;
  readonly ask: readonly Text[];
}
export interface Cadence extends Element {
  readonly kind: 'cadence';
  /** `week`, `day`, `month`, … as written. */
  readonly every: Text | null;
  readonly weekday: Text | null;
  readonly covers: readonly Text[];
}

/** One line of a scenario, e.g. `slip identity.tokens 3w`. */
export interface ScenarioLine {
  readonly word: string;
  readonly target: Ref | null;
  readonly after: Ref | null;
  readonly duration: Duration | null;
  readonly estimate: Estimate | null;
  readonly date: DateValue | null;
  readonly amount: number | null;
  readonly span: Span;
}
export interface Scenario extends Element { readonly kind: 'scenario'; readonly lines: readonly ScenarioLine[] }

/** One line of a report: `health amber "…" for x`, `achieved "…"`, `confidence 70%`. */
export interface ReportLine {
  readonly word: string;
  readonly value: Text | null;
  readonly percent: number | null;
  readonly text: Text | null;
  readonly subject: Ref | null;
  readonly span: Span;
}
export interface Report extends Element { readonly kind: 'report'; readonly on: DateValue | null; readonly lines: readonly ReportLine[] }

export interface BaselineRow { readonly target: Ref; readonly start: DateValue | null; readonly finish: DateValue; readonly span: Span }
export interface Baseline extends Element {
  readonly kind: 'baseline';
  readonly on: DateValue | null;
  readonly by: readonly Ref[];
  readonly because: Text | null;
  readonly rows: readonly BaselineRow[];
}
export interface Lesson { readonly text: Text; readonly actions: readonly Mitigation[]; readonly span: Span }
export interface Review extends Element { readonly kind: 'review'; readonly on: DateValue | null; readonly lessons: readonly Lesson[] }

/** A record of language.md section 7: its word and its fields as written. */
export interface Field {
  readonly word: string;
  readonly texts: readonly Text[];
  readonly words: readonly Text[];
  readonly dates: readonly DateValue[];
  readonly ranges: readonly DateRange[];
  readonly durations: readonly Located<Duration>[];
  readonly numbers: readonly Located<number>[];
  readonly criteria: readonly Criterion[];
  readonly span: Span;
}
export interface FreeRecord extends Element { readonly kind: 'record'; /** `stakeholder`, `vendor`, … */ readonly word: string; readonly fields: readonly Field[] }
