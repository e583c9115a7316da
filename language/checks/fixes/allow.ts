/** `// allow code: reason`: keeps a finding quiet where it is right and known. */
import { eolOf, indentAt } from '../edits.ts';
import type { Finding, Fix } from '../finding.ts';
import { NO_REASON_YET } from './text.ts';

/** Findings that no comment silences, that are about such comments, or that are no complaint. */
const never: ReadonlySet<string> = new Set([
  'syntax', 'internal-error', 'unused-suppression', 'expired-suppression', 'suppression-without-reason', 'critical-path', 'critical-activity',
]);
const LONGEST_LINE = 140;

/** The comment at the end of the finding's line, or on a line of its own before it where that line has no room. */
export function allowFinding(finding: Finding, text: string | null): Fix | null {
  if (text === null || never.has(finding.code) || finding.severity === 'hint') return null;
  const { start } = finding.span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = lineStart + /^[^\r\n]*/.exec(text.slice(lineStart))![0].length;
  // Between three quotes a comment is text.
  if ((text.slice(0, lineEnd).split('"""').length - 1) % 2 === 1) return null;
  const line = text.slice(lineStart, lineEnd);
  const comment = `// allow ${finding.code}: ${NO_REASON_YET}`;
  const title = `Allow ${finding.code} here, with a reason to fill in`;
  const withoutTexts = line.replace(/"(?:[^"\\]|\\.)*"?/g, '');
  if (!withoutTexts.includes('//') && !withoutTexts.includes('/*') && !withoutTexts.includes('*/') && line.trimEnd().length + comment.length < LONGEST_LINE) {
    const at = lineStart + line.trimEnd().length;
    return { title, edits: [{ uri: finding.uri, span: { start: at, end: at }, newText: `  ${comment}` }] };
  }
  const indent = indentAt(text, start);
  // Alone on a line it is about the next statement, so the line has to begin with one.
  if (!/^[\p{L}"]/u.test(line.slice(indent.length))) return null;
  return { title, edits: [{ uri: finding.uri, span: { start: lineStart, end: lineStart }, newText: `${indent}${comment}${eolOf(text)}` }] };
}
