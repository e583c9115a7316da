/** What a rule of the registry is, and what it sees. */
import type {
  Activity, Contract, Criterion, Element, Place, Plan, Ref, Span, WallMinutes,
} from '../plan/model.ts';
import type { BuiltInPolicy, PolicySettings } from '../plan/policy.ts';
import type { Schedule, ScheduledActivity, ScheduleNote } from '../schedule/model.ts';
import type { Finding, Fix, RelatedPlace, Severity } from './finding.ts';

export type RuleSeverity = Severity | 'off';

/** Groups of rules, as docs/checks.md shows them. */
export type Theme =
  | 'Language' | 'Schedule' | 'Dates and status' | 'Commitments' | 'Dependency contracts' | 'Capacity'
  | 'Ownership and acceptance' | 'Gates' | 'Releases' | 'Risks, issues and actions' | 'Decisions and changes';

/** What a finding says, and where else it points. */
export interface Words { readonly message: string; readonly related?: readonly RelatedPlace[] }

/** What a rule saw, before the policy gives it a severity. */
export interface Observation extends Words {
  readonly uri: string;
  readonly span: Span;
  /** The program whose policy decides on the severity; null where the place belongs to none. */
  readonly program: string | null;
  /** Where this one deserves another severity than its rule has; a policy or a setting still changes it. */
  readonly severity?: Severity;
  readonly data?: unknown;
  /** Where the words cost: they are made when somebody reads them, and an editor shows a few of a thousand findings. */
  readonly words?: () => Words;
}

/** What the fix of a finding may look at. */
export interface FixContext extends CheckContext {
  /** The text of a document, or null where it is not known. */
  text(uri: string): string | null;
  /** The plan scheduled again after a change, for a fix that says what it would do to the dates. */
  reschedule(plan: Plan): Schedule;
}

export interface RuleText {
  readonly code: string;
  readonly theme: Theme;
  /** The severity, or one for each built-in policy. A policy or a setting may change it. */
  readonly severity: RuleSeverity | Readonly<Record<BuiltInPolicy, RuleSeverity>>;
  /** One line: what the finding says. */
  readonly title: string;
  /** When it fires and when it does not. */
  readonly explanation: string;
  /** Why a program manager wants to know. */
  readonly reason: string;
  /** A program that has the finding. */
  readonly example: string;
  /** The same program without it. */
  readonly fixed: string;
  /** Offers repairs, the preferred one first. */
  readonly fix?: (finding: Finding, context: FixContext) => readonly Fix[];
}

/** A rule that looks at the plan and its schedule. */
export interface CheckedRule extends RuleText { readonly check: (context: CheckContext) => readonly Observation[] }

/** A rule whose findings another room raises: the parser, the linker, the lowering, or the analysis as a whole. */
export interface DocumentedRule extends RuleText { readonly raisedBy: 'syntax' | 'plan' | 'analysis' }

export type Rule = CheckedRule | DocumentedRule;

/** The plan with the look-ups that several rules need. Everything is computed at most once for a run. */
export interface CheckContext {
  readonly plan: Plan;
  readonly schedule: Schedule;
  /** The facts of every activity, by its position in `plan.activities`. */
  readonly scheduled: readonly ScheduledActivity[];
  notes(...codes: readonly ScheduleNote['code'][]): readonly ScheduleNote[];
  policy(program: string | null): PolicySettings;
  /** The status date of a program. */
  statusDate(program: string | null): WallMinutes;
  /** Working minutes of one `d`. */
  dayMinutes(program: string | null): number;
  element(ref: Ref | null): Element | null;
  /** The facts of the activity that a reference names, or null where it names none. */
  activity(ref: Ref | null): ScheduledActivity | null;
  /** The dependency contracts that are in force: not withdrawn. */
  readonly contracts: readonly Contract[];
  readonly gates: readonly ScheduledActivity[];
  readonly releases: readonly ScheduledActivity[];
  /** Acceptance criteria of activities and contracts, and the checks of gates. */
  readonly criteria: readonly { readonly holder: Activity | Contract; readonly criterion: Criterion }[];
  /** An activity with its dates as a related place. */
  readonly placeOf: (index: number) => RelatedPlace;
  /** Key of the calendar that an activity runs on, or null for the built-in one. */
  calendarOf(activity: Activity): string | null;
}

/** The place of an element's name. */
export function nameOf(element: Element): Place {
  return { uri: element.uri, start: element.nameSpan.start, end: element.nameSpan.end };
}

/** The place of a span that an element holds: in its document, unless the span names another (a part of a program). */
export function within(element: Element, span: Span): Place {
  return { uri: span.uri ?? element.uri, start: span.start, end: span.end };
}

/** Words that are made when they are read, as properties of the object that they belong to. */
export function wordsOnDemand(words: () => Words): { readonly message: string; readonly related: readonly RelatedPlace[] } {
  let known: Words | null = null;
  const read = (): Words => {
    if (known) return known;
    try {
      known = words();
    } catch {
      // Its rule ran long ago, and nobody who reads findings expects to fail.
      known = { message: 'What this finding says could not be put into words. Please report it.' };
    }
    return known;
  };
  return {
    get message() { return read().message; },
    get related() { return read().related ?? []; },
  };
}

/** An observation whose words are made when somebody reads them. */
export function observeLater(element: Element, span: Span, words: () => Words): Observation {
  return Object.assign(wordsOnDemand(words), {
    uri: span.uri ?? element.uri,
    span: span.uri === undefined ? span : { start: span.start, end: span.end },
    program: element.kind === 'program' ? element.name : element.program,
    words,
  });
}

/** An observation at a place that belongs to an element. Made by the thousand, so without copies of what is there. */
export function observe(element: Element, span: Span, message: string, more?: Pick<Observation, 'severity' | 'related' | 'data'>): Observation {
  return {
    message,
    uri: span.uri ?? element.uri,
    span: span.uri === undefined ? span : { start: span.start, end: span.end },
    program: element.kind === 'program' ? element.name : element.program,
    severity: more?.severity,
    related: more?.related,
    data: more?.data,
  };
}
