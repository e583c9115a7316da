/** `// allow code: reason` comments and severities of policies, applied to the findings of a workspace. */
import type { Finding } from './checks/finding.ts';
import type { Allowance, WallMinutes } from './plan/model.ts';
import { MINUTES_PER_DAY } from './plan/dates.ts';
import type { PolicySeverity } from './plan/policy.ts';

/** What nobody may silence or change: without these a reader cannot trust the rest. */
const fixedCodes: ReadonlySet<string> = new Set(['syntax', 'internal-error']);

export interface Suppression {
  /** The findings that no allowance covers, in the order given. */
  readonly findings: readonly Finding[];
  /** What is wrong with the allowances themselves. */
  readonly about: readonly Finding[];
}

/**
 * Leaves out what an allowance silences. An allowance without a reason or past its date silences nothing; those, and one
 * that had nothing to silence, are findings: `suppression-without-reason`, `expired-suppression`, `unused-suppression`.
 * `statusDate` says which day it is where an allowance stands.
 */
export function applyAllowances(
  findings: readonly Finding[], allowances: readonly Allowance[], statusDate: (allowance: Allowance) => WallMinutes,
): Suppression {
  if (allowances.length === 0) return { findings, about: [] };
  const about: Finding[] = [];
  const byPlace = new Map<string, Allowance[]>();
  for (const allowance of allowances) {
    if (allowance.reason === '') {
      about.push(findingOn(allowance, 'suppression-without-reason', `Say why '${allowance.code}' is allowed here: // allow ${allowance.code}: reason.`));
    } else if (isExpired(allowance, statusDate(allowance))) {
      about.push(findingOn(allowance, 'expired-suppression', `'${allowance.code}' was allowed here until a date that has passed.`));
    } else {
      const place = `${allowance.uri}\n${allowance.code}`;
      const same = byPlace.get(place);
      if (same) same.push(allowance);
      else byPlace.set(place, [allowance]);
    }
  }
  const used = new Set<Allowance>();
  const searches = new Map([...byPlace].map(([place, candidates]) => [place, coveringAt(candidates)]));
  const kept = findings.filter(finding => {
    const search = fixedCodes.has(finding.code) ? undefined : searches.get(`${finding.uri}\n${finding.code}`);
    const covering = search?.(finding.span.start) ?? [];
    for (const allowance of covering) used.add(allowance);
    return covering.length === 0;
  });
  for (const allowance of [...byPlace.values()].flat()) {
    if (!used.has(allowance)) about.push(findingOn(allowance, 'unused-suppression', `Nothing here is '${allowance.code}': the comment can go.`));
  }
  return { findings: kept, about };
}

/** Finds the allowances that cover an offset, by bisection: a file may have thousands, and as many findings. */
function coveringAt(allowances: readonly Allowance[]): (offset: number) => Allowance[] {
  const sorted = [...allowances].sort((a, b) => a.from - b.from);
  // How far those up to here reach, so that a search backwards knows when to stop.
  const reach: number[] = [];
  for (const { from, to } of sorted) reach.push(Math.max(reach.at(-1) ?? 0, to, from + 1));
  return offset => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    const covering: Allowance[] = [];
    for (let index = low - 1; index >= 0 && reach[index]! > offset; index--) {
      const { from, to } = sorted[index]!;
      if (offset < Math.max(to, from + 1)) covering.push(sorted[index]!);
    }
    return covering;
  };
}

function isExpired({ until }: Allowance, asOf: WallMinutes): boolean {
  return until !== null && (until.day ? until.at + MINUTES_PER_DAY <= asOf : until.at < asOf);
}

function findingOn({ uri, span, code }: Allowance, finding: string, message: string): Finding {
  return { code: finding, severity: 'warning', message, uri, span, related: [], data: { code } };
}

/** The findings with the severity that `severityOf` gives them, if it gives one; `off` leaves a finding out. */
export function applySeverities(findings: readonly Finding[], severityOf: (finding: Finding) => PolicySeverity | undefined): Finding[] {
  const result: Finding[] = [];
  for (const finding of findings) {
    const severity = fixedCodes.has(finding.code) ? undefined : severityOf(finding);
    if (severity === 'off') continue;
    result.push(severity === undefined || severity === finding.severity ? finding : { ...finding, severity });
  }
  return result;
}
