/**
 * What all documents of a workspace say together: plan, schedule and findings. The server, the command line and the tests
 * ask here, so that an editor and a build say the same.
 *
 * Invariants
 * - The same documents, dates and settings give the same answer, whatever the order in which the documents were opened.
 * - A failure of one stage is one finding (`internal-error`); what the other stages found stays.
 */
import { DocumentState } from 'langium';
import type { AstNode, LangiumDocument, LangiumDocuments } from 'langium';
import { check } from './checks/check.ts';
import type { Finding } from './checks/finding.ts';
import { lower, relower } from './plan/lower.ts';
import type { Relowered } from './plan/lower.ts';
import { merge, remerge } from './plan/merge.ts';
import type { Replaced } from './plan/merge.ts';
import type { DocumentPlan, Plan, PlanIssue, WallMinutes } from './plan/model.ts';
import { policyOf } from './plan/policy.ts';
import type { PolicySeverity } from './plan/policy.ts';
import type { Schedule, Thresholds } from './schedule/model.ts';
import { schedule } from './schedule/schedule.ts';
import { applyAllowances, applySeverities } from './suppression.ts';
import { syntaxIssues } from './syntax/issues.ts';
import { linkingsOf } from './syntax/references.ts';
import { revisionOf, spliceSince } from './syntax/reparse.ts';
import { unscheduled } from './unscheduled.ts';

export interface AnalysisOptions {
  /** Wall time now: the status date of a program that has none. */
  readonly today: WallMinutes;
  /** Beats every `as of` of a program. */
  readonly asOf?: WallMinutes;
  /** Severities of a user's settings, by code; they beat those of a policy. */
  readonly severities?: ReadonlyMap<string, PolicySeverity>;
}

export interface Analysis {
  readonly plan: Plan;
  readonly schedule: Schedule;
  /** By document, place and code; not capped. */
  readonly findings: readonly Finding[];
  /** The status date of what stands outside every program, and of a program without `as of`. */
  readonly asOf: WallMinutes;
}

export interface Analyzer {
  /** Analyses all documents as they are now. Asked again without a change, it answers with the same object. */
  analyse(options: AnalysisOptions): Analysis;
}

/** The stages of an analysis; a test replaces one to see what happens when it fails. */
export interface Stages {
  readonly syntaxIssues: (document: LangiumDocument) => readonly Finding[];
  readonly lower: typeof lower;
  readonly merge: typeof merge;
  readonly schedule: typeof schedule;
  readonly check: typeof check;
}

/** What of the language services an analysis needs. */
export interface AnalysedWorkspace {
  readonly shared: { readonly workspace: { readonly LangiumDocuments: Pick<LangiumDocuments, 'all'> } };
}

/** What was lowered from a document, and the state of the document that it was taken from. */
interface Contribution {
  readonly document: LangiumDocument;
  readonly root: AstNode;
  /** How often its names had been looked up, and blocks of the tree read again. */
  readonly linkings: number;
  readonly revision: number;
  readonly plan: DocumentPlan | null;
  readonly issues: readonly Finding[];
  /** Where one block was lowered again: the plan before, and what is new. */
  readonly since: { readonly plan: DocumentPlan; readonly replaced: readonly Replaced[] } | null;
}

interface OptionallyLowered { readonly plan: DocumentPlan | null; readonly issues: readonly PlanIssue[] }

/**
 * An analyzer over the documents of a workspace. A document is lowered again only after it was parsed or linked again.
 * `onFailure` hears of stages that failed, with the error that the finding does not show.
 */
export function createAnalyzer(
  services: AnalysedWorkspace, stages: Partial<Stages> = {}, onFailure: FailureListener = () => {},
): Analyzer {
  const run: Stages = { syntaxIssues, lower, merge, schedule, check, ...stages };
  const contributions = new WeakMap<LangiumDocument, Contribution>();
  let last: Last | null = null;

  function contributionOf(document: LangiumDocument): Contribution {
    const root = document.parseResult.value;
    const known = contributions.get(document);
    const [linkings, revision] = [linkingsOf(root), revisionOf(root)];
    const same = known?.root === root && known.linkings === linkings;
    if (same && known.revision === revision) return known;
    const guard = guarded(document.uri.toString(), onFailure);
    const splice = same && known.plan ? spliceSince(root, known.revision) : null;
    const again = splice && known?.plan && run.lower === lower ? guard<Relowered | null>('lowering', () => relower(document, known.plan!, splice), null) : null;
    const { plan, issues } = again ?? guard<OptionallyLowered>('lowering', () => run.lower(document), { plan: null, issues: [] });
    const contribution = { document, root, linkings, revision, plan, issues: [...issues, ...guard.failures], since: again && { plan: known!.plan!, replaced: again.replaced } };
    if (document.state >= DocumentState.Linked) contributions.set(document, contribution);
    return contribution;
  }

  return {
    analyse(options) {
      const parts = services.shared.workspace.LangiumDocuments.all.toArray()
        .sort((a, b) => compare(a.uri.toString(), b.uri.toString())).map(contributionOf);
      if (last && sameParts(last.parts, parts) && sameOptions(last.options, options)) return last.analysis;
      const merged = last && run.merge === merge ? mergedAgain(last, parts) : null;
      const { analysis, issues } = analyse(run, parts, options, onFailure, merged, last?.analysis.schedule);
      last = { parts, options, analysis, issues };
      return analysis;
    },
  };
}

/** The analysis before, and what it was made of. */
interface Last {
  readonly parts: readonly Contribution[];
  readonly options: AnalysisOptions;
  readonly analysis: Analysis;
  /** Of the merging. */
  readonly issues: readonly PlanIssue[];
}

/** The plan of the analysis before with the blocks that were lowered again since; null where documents changed in other ways. */
function mergedAgain({ parts: before, analysis, issues }: Last, parts: readonly Contribution[]): Plan | null {
  if (issues.length > 0 || before.length !== parts.length) return null;
  const replaced: Replaced[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === before[index]) continue;
    if (part.since === null || part.since.plan !== before[index]!.plan) return null;
    replaced.push(...part.since.replaced);
  }
  return remerge(analysis.plan, parts.map(part => part.plan).filter(plan => plan !== null), replaced);
}

function analyse(
  run: Stages, parts: readonly Contribution[], options: AnalysisOptions, onFailure: FailureListener, merged: Plan | null, before: Schedule | undefined,
): { readonly analysis: Analysis; readonly issues: readonly PlanIssue[] } {
  const documents = parts.map(part => part.plan).filter(plan => plan !== null);
  const guard = guarded(documents[0]?.uri ?? '', onFailure);
  const { plan, issues } = merged ? { plan: merged, issues: [] } : guard('merging', () => run.merge(documents), merge([]));
  const asOf = options.asOf ?? options.today;
  const scheduled = guard<Schedule | null>('scheduling', () => run.schedule(plan, {
    today: options.today, ...(before === undefined ? {} : { before }), ...(options.asOf === undefined ? {} : { asOf: options.asOf }), thresholds: thresholdsOf(plan),
  }), null) ?? unscheduled(plan, asOf);
  const checked = guard('checking', () => run.check(plan, scheduled, options.severities ? { severities: options.severities } : {}), []);

  const programAt = programsByPlace(documents);
  const severityOf = ({ code, uri, span }: Finding): PolicySeverity | undefined =>
    options.severities?.get(code) ?? policyOf(plan, programAt(uri, span.start)).severities.get(code);
  const statusDates = new Map(scheduled.programs.map(({ name, statusDate }) => [name, statusDate]));
  const raised = applySeverities([...parts.flatMap(part => textFindings(run, part, onFailure)), ...issues], severityOf);
  const { findings, about } = applyAllowances(
    [...raised, ...checked].map(inItsDocument), plan.allowances,
    ({ uri, from }) => statusDates.get(programAt(uri, from) ?? '') ?? asOf,
  );
  const all = [...findings, ...applySeverities(about, severityOf), ...guard.failures];
  return { analysis: { plan, schedule: scheduled, findings: sortedOnce(all), asOf }, issues };
}

/** A function of its own, because the schedule keeps it: made in `analyse`, it would keep everything there, the schedule before included. */
function thresholdsOf(plan: Plan): (program: string) => Thresholds { return program => policyOf(plan, program); }

/** What is wrong with the text of one document. Names depend on the other documents too, so this is asked in every analysis. */
function textFindings(run: Stages, { document, issues }: Contribution, onFailure: FailureListener): Finding[] {
  const guard = guarded(document.uri.toString(), onFailure);
  const raised = guard('syntax', () => run.syntaxIssues(document), []);
  return [...raised, ...withoutRepeats(issues, raised), ...guard.failures];
}

/** A finding on a value that `part of` adds to a program stands where the value is written. */
function inItsDocument(finding: Finding): Finding {
  const { uri, start, end } = finding.span;
  return uri === undefined ? finding : { ...finding, uri, span: { start, end } };
}

/** The issues of the lowering that the syntax did not raise already at the same place. */
function withoutRepeats(issues: readonly Finding[], raised: readonly Finding[]): Finding[] {
  const known = new Set(raised.map(({ code, span }) => `${code} ${span.start}`));
  return issues.filter(({ code, span }) => !known.has(`${code} ${span.start}`));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.uri, b.uri) || a.span.start - b.span.start || compare(a.code, b.code) || a.span.end - b.span.end || compare(a.message, b.message);
}

/** By document, place and code; what two stages say in the same words stands once. */
function sortedOnce(findings: readonly Finding[]): Finding[] {
  const sorted = [...findings].sort(byPlace);
  return sorted.filter((finding, index) => index === 0 || byPlace(sorted[index - 1]!, finding) !== 0);
}

/** Says in which program an offset of a document stands; null outside every program. */
function programsByPlace(documents: readonly DocumentPlan[]): (uri: string, offset: number) => string | null {
  const byUri = new Map(documents.map(({ uri, programs }) => [uri, programs]));
  return (uri, offset) => byUri.get(uri)?.find(({ declared, span }) => !declared || (span.start <= offset && offset < span.end))?.name ?? null;
}

type FailureListener = (stage: string, error: unknown) => void;

interface Guard {
  /** The result of a stage, or `otherwise` where it failed. */
  <T>(stage: string, work: () => T, otherwise: T): T;
  /** One `internal-error` for each stage that failed. Its message never quotes the plan. */
  readonly failures: readonly Finding[];
}

function guarded(uri: string, onFailure: FailureListener): Guard {
  const failures: Finding[] = [];
  const guard = <T>(stage: string, work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      onFailure(stage, error);
      const kind = error instanceof Error ? error.name : typeof error;
      failures.push({
        code: 'internal-error', severity: 'error', uri, span: { start: 0, end: 0 }, related: [],
        message: `The ${stage} failed (${kind}) and was left out; what the other parts of the analysis found is complete. Please report it.`,
      });
      return otherwise;
    }
  };
  return Object.assign(guard, { failures });
}

function sameParts(a: readonly Contribution[], b: readonly Contribution[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

function sameOptions(a: AnalysisOptions, b: AnalysisOptions): boolean {
  if (a.today !== b.today || a.asOf !== b.asOf || a.severities?.size !== b.severities?.size) return false;
  return [...(a.severities ?? [])].every(([code, severity]) => b.severities?.get(code) === severity);
}
