/** The part of a formatting that lies on some lines, for a selection and for what is being typed: every other line stays as it is, also blank ones beside them. */
import type { TextChange } from './format.ts';

/**
 * @param changes of the whole text, ascending, as `formatText` gives them
 * @param from offset of the start of the first line
 * @param to offset of the end of the last line, before its line break
 */
export function changesOnLines(text: string, changes: readonly TextChange[], from: number, to: number): TextChange[] {
  const kept: TextChange[] = [];
  const keep = (start: number, end: number, newText: string): void => {
    if (text.slice(start, end) !== newText) kept.push({ start, end, newText });
  };
  for (const { start, end, newText } of changes) {
    if (end < from || start > to) continue;
    if (start >= from && end <= to) keep(start, end, newText);
    // The gap began on a line before: what is left of it on these lines is the indentation of its last one.
    else if (end <= to) keep(lineStart(text, end), end, newText.slice(newText.lastIndexOf('\n') + 1));
    // It ends on a line behind: what is left is white space at the end of a line.
    else if (start >= from) keep(start, lineEnd(text, start), newText.split(/\r?\n/, 1)[0] ?? '');
  }
  return kept;
}

function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}
