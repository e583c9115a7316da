/** What is wrong with the text behind a picture, and how the picture says so. */
import type { Finding } from '../checks/finding.ts';
import type { Place, Plan } from '../plan/model.ts';
import type { RowProblem, TimelineProblem, Trouble } from '../../protocol/timeline.ts';
import { createElementFinder } from './locate.ts';
import { clip, viewLimits } from './timeline-rows.ts';

/** Line from 1 of an offset in a document. */
export type LineOf = (uri: string, offset: number) => number;

/** The trouble to show, and the place of each of its problems by id. */
export interface TroubleView { readonly trouble: Trouble; readonly places: ReadonlyMap<string, Place> }

type Problem = Finding & { readonly severity: 'error' | 'warning' };

function isProblem(finding: Finding): finding is Problem {
  return finding.severity === 'error' || finding.severity === 'warning';
}

/** True where the parser could not read a part of the text, so that what is drawn from it may lack something. */
export function isBroken(findings: readonly Finding[]): boolean {
  return findings.some(isSyntaxError);
}

function isSyntaxError(finding: Finding): boolean {
  return finding.code === 'syntax' && finding.severity === 'error';
}

/** Errors and warnings as a reader meets them: errors first, each document in its order, `uri` before the others. */
export function troubleOf(findings: readonly Finding[], uri: string, lineOf: LineOf, keptPicture: boolean): TroubleView {
  const problems = findings.filter(isProblem).sort((a, b) =>
    Number(a.severity === 'warning') - Number(b.severity === 'warning') || Number(a.uri !== uri) - Number(b.uri !== uri)
    || (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.span.start - b.span.start));
  const errors = problems.filter(problem => problem.severity === 'error').length;
  const places = new Map<string, Place>();
  const shown = problems.slice(0, viewLimits.problems).map((problem, index): TimelineProblem => {
    const id = `problem:${index + 1}`;
    places.set(id, { uri: problem.uri, start: problem.span.start, end: problem.span.end });
    return { id, severity: problem.severity, message: clip(problem.message, viewLimits.message), line: lineOf(problem.uri, problem.span.start) };
  });
  const first = problems.find(isSyntaxError);
  const stale = first ? { stale: staleness(errors, lineOf(first.uri, first.span.start), first.uri === uri, keptPicture) } : {};
  return { trouble: { errors, warnings: problems.length - errors, problems: shown, ...stale }, places };
}

function staleness(errors: number, line: number, here: boolean, keptPicture: boolean): string {
  const count = errors === 1 ? '1 error' : `${errors} errors`;
  const where = here ? `line ${line}` : `line ${line} of another file`;
  return keptPicture ? `${count}: this picture is from before ${where} was broken` : `${count}: what ${where} breaks may be missing from this picture`;
}

/** For each element the worst problem that points into it and not into one of its parts. */
export function problemsByElement(plan: Plan, findings: readonly Finding[]): ReadonlyMap<string, RowProblem> {
  const problems = findings.filter(isProblem);
  if (problems.length === 0) return new Map();
  const elementOf = createElementFinder(plan);
  const worst = new Map<string, RowProblem>();
  for (const problem of problems) {
    const element = elementOf(problem);
    if (!element) continue;
    const known = worst.get(element.key);
    const message = clip(problem.message, viewLimits.message);
    if (!known) worst.set(element.key, { severity: problem.severity, count: 1, message });
    else if (known.severity === 'warning' && problem.severity === 'error') worst.set(element.key, { severity: 'error', count: known.count + 1, message });
    else worst.set(element.key, { ...known, count: known.count + 1 });
  }
  return worst;
}
