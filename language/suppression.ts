/** `// allow code: reason` comments and severities of policies, applied to the findings of a workspace. */
import type { Finding, Severity } from './checks/finding.ts';
import type { Allowance, WallMinutes } from './plan/model.ts';
import { MINUTES_PER_DAY } from './plan/dates.ts';
import type { PolicySeverity } from './plan/policy.ts';

/** What nobody may silence or change: without these a reader cannot trust the rest. */
const fixedCodes: ReadonlySet<string> = new Set(['syntax', 'internal-error', 'unused-suppression', 'expired-suppression', 'suppression-without-reason']);

/**
 * Leaves out what an allowance silences. An allowance without a reason or past its date silences nothing; those, and one
 * that had nothing to silence, are findings: `suppression-without-reason`, `expired-suppression`, `unused-suppression`.
 */
export function applyAllowances(findings: readonly Finding[], allowances: readonly Allowance[], asOf: WallMinutes): Finding[] {
  if (allowances.length === 0) return [...findings];
  const byPlace = new Map<string, Allowance[]>();
  const kept: Finding[] = [];
  for (const allowance of allowances) {
    if (allowance.reason === '') kept.push(about(allowance, 'suppression-without-reason', 'warning', `Say why '${allowance.code}' is allowed here: // allow ${allowance.code}: reason.`));
    else if (isExpired(allowance, asOf)) kept.push(about(allowance, 'expired-suppression', 'warning', `'${allowance.code}' was allowed here until a date that has passed.`));
    else {
      const place = `${allowance.uri}\n${allowance.code}`;
      const same = byPlace.get(place);
      if (same) same.push(allowance);
      else byPlace.set(place, [allowance]);
    }
  }
  const used = new Set<Allowance>();
  for (const finding of findings) {
    const candidates = fixedCodes.has(finding.code) ? undefined : byPlace.get(`${finding.uri}\n${finding.code}`);
    const covering = candidates?.filter(({ from, to }) => finding.span.start >= from && finding.span.start < Math.max(to, from + 1)) ?? [];
    for (const allowance of covering) used.add(allowance);
    if (covering.length === 0) kept.push(finding);
  }
  for (const allowance of [...byPlace.values()].flat()) {
    if (!used.has(allowance)) kept.push(about(allowance, 'unused-suppression', 'warning', `Nothing here is '${allowance.code}': the comment can go.`));
  }
  return kept;
}

function isExpired({ until }: Allowance, asOf: WallMinutes): boolean {
  return until !== null && (until.day ? until.at + MINUTES_PER_DAY <= asOf : until.at < asOf);
}

function about({ uri, span, code }: Allowance, finding: string, severity: Severity, message: string): Finding {
  return { code: finding, severity, message, uri, span, related: [], data: { code } };
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
