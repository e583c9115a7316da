/** Findings for people: place, severity, message, and the line that it is about. */
import type { LocatedFinding, Severity } from '../language/index.ts';
import type { Paint, Style } from './io.ts';

/** Related places beyond these are counted; every output for programs has all of them. */
const RELATED_SHOWN = 12;
const FRAME_WIDTH = 120;

const styles: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', information: 'blue', hint: 'dim' };

/** Takes control characters out of what a plan says, which would otherwise steer the terminal. Tabs become a space. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}

/** All findings, one paragraph each, and a count at the end. `textOf` gives the lines of a file for the excerpts. */
export function prettyFindings(findings: readonly LocatedFinding[], linesOf: (file: string) => readonly string[], files: number, paint: Paint): string {
  const parts = findings.map(finding => prettyFinding(finding, linesOf, paint));
  return `${parts.join('')}${parts.length > 0 ? '\n' : ''}${summary(findings, files, paint)}\n`;
}

function prettyFinding(finding: LocatedFinding, linesOf: (file: string) => readonly string[], paint: Paint): string {
  const place = paint('bold', `${printable(finding.file)}:${finding.line}:${finding.column}`);
  const lines = [`${place} ${paint(styles[finding.severity], finding.severity)} ${printable(finding.message)} ${paint('dim', finding.code)}`];
  if (finding.severity === 'error' || finding.severity === 'warning') lines.push(...frame(finding, linesOf(finding.file)[finding.line - 1] ?? '', paint));
  for (const related of finding.related.slice(0, RELATED_SHOWN)) {
    lines.push(paint('dim', `    ${printable(related.file)}:${related.line}:${related.column} ${printable(related.message)}`));
  }
  const rest = finding.related.length - RELATED_SHOWN;
  if (rest > 0) lines.push(paint('dim', `    and ${rest} more`));
  return `${lines.join('\n')}\n`;
}

/** The line with the place underlined; of a very long line the part around the place. */
function frame(finding: LocatedFinding, line: string, paint: Paint): readonly string[] {
  if (line.trim() === '') return [];
  const from = Math.max(0, finding.column - 1 - FRAME_WIDTH / 2);
  const shown = printable(line.slice(from, from + FRAME_WIDTH));
  const offset = finding.column - 1 - from;
  const end = finding.endLine === finding.line ? finding.endColumn - 1 - from : shown.length;
  const marks = `${' '.repeat(offset)}${'~'.repeat(Math.max(1, Math.min(end, shown.length) - offset))}`;
  const number = String(finding.line);
  return [
    `${paint('dim', `${number.padStart(6)} |`)} ${shown}`,
    `${paint('dim', '       |')} ${paint(styles[finding.severity], marks)}`,
  ];
}

function summary(findings: readonly LocatedFinding[], files: number, paint: Paint): string {
  const count = (severity: Severity): number => findings.filter(finding => finding.severity === severity).length;
  const counted = ([['error', 'error', 'errors'], ['warning', 'warning', 'warnings'], ['information', 'note', 'notes'], ['hint', 'hint', 'hints']] as const)
    .map(([severity, one, many]) => [severity, count(severity), one, many] as const)
    .filter(([, number]) => number > 0)
    .map(([severity, number, one, many]) => paint(styles[severity], `${number} ${number === 1 ? one : many}`));
  const where = `in ${files} ${files === 1 ? 'file' : 'files'}`;
  return counted.length === 0 ? `${paint('green', 'Nothing to report')} ${where}.` : `${counted.join(', ')} ${where}.`;
}
