/** Whole declarations as lines of text: with the comments above them, moved and indented as one. */
import { eolOf, indentAt } from '../checks/edits.ts';
import type { TextEdit } from '../checks/finding.ts';
import type { Span } from '../plan/model.ts';

export interface Block {
  /** From the first letter of its first line, comments included, to behind the break of its last. */
  readonly start: number;
  readonly end: number;
  readonly indent: string;
}

/** The line before the one that holds an offset, without its break; null before the first. */
export function lineAbove(text: string, offset: number): { readonly start: number; readonly text: string } | null {
  const end = text.lastIndexOf('\n', offset - 1);
  if (end < 0 || offset === 0) return null;
  const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
  return { start, text: text.slice(start, end).replace(/\r$/, '') };
}

/** The lines of a declaration, with the comments directly above and on its last line; null where it shares its lines with others. */
export function blockOf(text: string, span: Span): Block | null {
  const indent = indentAt(text, span.start);
  let start = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?:\r?\n|$)/.exec(text.slice(span.end));
  if (start + indent.length !== span.start || rest === null) return null;
  for (let above = lineAbove(text, start); above; above = lineAbove(text, start)) {
    const line = above.text.trim();
    if (line.startsWith('//')) start = above.start;
    else if (line.endsWith('*/')) {
      const open = text.lastIndexOf('/*', start);
      const openLine = text.lastIndexOf('\n', open - 1) + 1;
      const comment = text.slice(Math.max(open, 0), start);
      if (open < 0 || text.slice(openLine, open).trim() !== '' || comment.indexOf('*/') + 2 !== comment.trimEnd().length) break;
      start = openLine;
    } else break;
  }
  return { start, end: span.end + rest[0].length, indent };
}

/** Whether a declaration shares none of its lines, so that something can be put behind it. */
export function standsAlone(text: string, { span }: { readonly span: Span }): boolean {
  return blockOf(text, span) !== null;
}

/** Its lines from the outermost indentation `from` to `to`, ending in a line break. Texts between three quotes keep theirs. */
export function indented(lines: string, from: string, to: string, eol: string): string {
  let inText = false;
  const moved = lines.replace(/\r?\n$/, '').split(/\r?\n/).map(line => {
    const keep = inText;
    if ((line.split('"""').length - 1) % 2 === 1) inText = !inText;
    if (keep || line.trim() === '') return line;
    return line.startsWith(from) ? to + line.slice(from.length) : to + line.trimStart();
  });
  return moved.join(eol) + eol;
}

/** Takes a block out, with one of two empty lines that would then meet. */
export function takeOut(uri: string, text: string, { start, end }: Block): TextEdit {
  const above = lineAbove(text, start);
  const isEmpty = above !== null && above.text.trim() === '';
  const opens = above !== null && /\{[ \t]*(?:\/\/.*)?$/.test(above.text);
  const emptyAfter = /^[ \t]*\r?\n/.exec(text.slice(end, end + 1000));
  const closes = /^[ \t]*\}/.test(text.slice(end, end + 1000));
  if (emptyAfter && (isEmpty || opens)) return { uri, span: { start, end: end + emptyAfter[0].length }, newText: '' };
  return { uri, span: { start: isEmpty && closes ? above.start : start, end }, newText: '' };
}

/** Puts lines at the end of a declaration's body, which is opened or made where needed. `lines` are indented for `indent` and end in a break. */
export function putInBody(uri: string, text: string, span: Span, headEnd: number, lines: string): readonly TextEdit[] {
  const eol = eolOf(text);
  const content = lines.replace(/\r?\n$/, '');
  const indent = indentAt(text, span.start);
  if (!/^\s*\{/.test(text.slice(headEnd, span.end))) return [{ uri, span: { start: span.end, end: span.end }, newText: ` {${eol}${content}${eol}${indent}}` }];
  const close = span.end - 1;
  const before = text.slice(0, close);
  const end = before.trimEnd().length;
  const opened = text.slice(end, close).includes('\n');
  return opened ? [{ uri, span: { start: end, end }, newText: `${eol}${content}` }]
    : [{ uri, span: { start: end, end: close }, newText: `${eol}${content}${eol}${indent}` }];
}
