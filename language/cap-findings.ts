/** An editor shows what a person can read: at most so many findings of one code in one file. */
import type { Finding, Severity } from './checks/finding.ts';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/**
 * Errors first, then by severity, each in the order given; of each code in each file at most `perCode`, then one finding that
 * counts the others, at the first of them. The command line never caps.
 */
export function capFindings(findings: readonly Finding[], perCode: number): Finding[] {
  const ranked = findings.map((finding, index) => ({ finding, index }))
    .sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity] || a.index - b.index);
  const shown: Finding[] = [];
  const counts = new Map<string, number>();
  const firstHidden = new Map<string, { readonly finding: Finding; readonly position: number }>();
  for (const { finding } of ranked) {
    const group = `${finding.uri}\n${finding.code}`;
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    if (count <= perCode) shown.push(finding);
    else if (count === perCode + 1) {
      firstHidden.set(group, { finding, position: shown.length });
      shown.push(finding);
    }
  }
  for (const [group, { finding, position }] of firstHidden) {
    const hidden = counts.get(group)! - perCode;
    shown[position] = {
      code: finding.code, severity: finding.severity, uri: finding.uri, span: finding.span, related: [],
      message: hidden === 1 ? `And one more '${finding.code}' in this file.` : `And ${hidden} more '${finding.code}' in this file.`,
      data: { hidden },
    };
  }
  return shown;
}
