/** Edits of text for quick fixes: taking out a line or one item of a list without leaving its comma or an empty line. */
import type { Span } from '../plan/model.ts';
import type { TextEdit } from './finding.ts';

/** Replaces a span. */
export function replace(uri: string, span: Span, newText: string): TextEdit {
  return { uri, span: { start: span.start, end: span.end }, newText };
}

/**
 * Takes a whole property out: its line where it stands alone on it, else the property and the blanks before it.
 */
export function removeProperty(uri: string, text: string, span: Span): TextEdit {
  let { start, end } = span;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  let lineEnd = text.indexOf('\n', end);
  if (lineEnd < 0) lineEnd = text.length;
  const after = text.slice(end, lineEnd).trim();
  if (before.trim() === '' && (after === '' || after.startsWith('//'))) {
    return { uri, span: { start: lineStart, end: Math.min(lineEnd + 1, text.length) }, newText: '' };
  }
  // The blanks after it go where it is the first of its line or body, else the blanks before it.
  if (before.trim() === '' || (before.trimEnd().endsWith('{') && after !== '' && !after.startsWith('}'))) end += /^[ \t]*/.exec(text.slice(end, lineEnd))?.[0].length ?? 0;
  else start -= /[ \t]*$/.exec(before)?.[0].length ?? 0;
  return { uri, span: { start, end }, newText: '' };
}

/**
 * Takes one item out of a list with commas (`after a, b`), or the whole property where the item is its only one.
 * `words` are the keywords that may introduce the list, so that they go with its last item.
 */
export function removeItem(uri: string, text: string, item: Span, words: readonly string[]): TextEdit {
  const nextComma = /^\s*,\s*/.exec(text.slice(item.end, item.end + 400));
  if (nextComma) return { uri, span: { start: item.start, end: item.end + nextComma[0].length }, newText: '' };
  const head = text.slice(Math.max(0, item.start - 400), item.start);
  const lastComma = /,\s*$/.exec(head);
  if (lastComma) return { uri, span: { start: item.start - lastComma[0].length, end: item.end }, newText: '' };
  let start = item.start;
  for (let found = true; found;) {
    found = false;
    const trimmed = text.slice(0, start).trimEnd();
    for (const word of words) {
      if (trimmed.endsWith(word) && !/[\w-]/.test(trimmed.charAt(trimmed.length - word.length - 1))) {
        start = trimmed.length - word.length;
        found = true;
        break;
      }
    }
  }
  return removeProperty(uri, text, { start, end: item.end });
}

/**
 * Adds a property as the first of a declaration's body, or a body where there is none. `span` is the declaration's;
 * `headEnd` is the end of its name or title, after which only the body can follow.
 */
export function addProperty(uri: string, text: string, span: Span, headEnd: number, property: string): TextEdit {
  const head = /^\s*\{/.exec(text.slice(headEnd, span.end));
  if (head === null) return { uri, span: { start: span.end, end: span.end }, newText: ` { ${property} }` };
  const open = headEnd + head[0].length;
  const rest = text.slice(open, span.end);
  const restOfLine = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n)/.exec(rest);
  if (restOfLine === null) {
    const next = /^\s*(\S?)/.exec(rest);
    const gap = next?.[1] === '}' || next?.[1] === '' ? '' : ' ';
    return { uri, span: { start: open, end: open }, newText: ` ${property}${/^\s/.test(rest) ? gap : next?.[1] === '}' ? ' ' : '  '}` };
  }
  const at = open + restOfLine[0].length;
  const indent = indentAt(text, span.start);
  const next = /^\r?\n([ \t]*)([^\r\n]*)/.exec(text.slice(at, span.end));
  const own = next?.[2] === '}' || next?.[2] === '' ? `${indent}${indent.startsWith('\t') ? '\t' : '  '}` : next?.[1] ?? '';
  return { uri, span: { start: at, end: at }, newText: `${eolOf(text)}${own}${aligned(property, text, at + 1)}` };
}

/** Adds a property as the last of a declaration's body, or a body where there is none. */
export function appendProperty(uri: string, text: string, span: Span, headEnd: number, property: string): TextEdit {
  const close = span.end - 1;
  const head = /^\s*\{/.exec(text.slice(headEnd, span.end));
  if (head === null || text[close] !== '}') return addProperty(uri, text, span, headEnd, property);
  const end = headEnd + text.slice(headEnd, close).trimEnd().length;
  if (end === headEnd + head[0].length) return addProperty(uri, text, span, headEnd, property);
  const opened = text.slice(end, close).includes('\n');
  if (!opened) return { uri, span: { start: end, end }, newText: `  ${property}${end === close ? ' ' : ''}` };
  return { uri, span: { start: end, end }, newText: `${eolOf(text)}${innerIndent(text, span, headEnd)}${aligned(property, text, end)}` };
}

/** The indentation of the lines in a body: as they have it, else one step more than the declaration's. */
export function innerIndent(text: string, span: Span, headEnd: number): string {
  const own = indentAt(text, span.start);
  const inner = /^\s*\{[^\n]*\n(?:[ \t]*\r?\n)*([ \t]+)\S/.exec(text.slice(headEnd, span.end))?.[1];
  return inner !== undefined && inner.length > own.length ? inner : `${own}${own.startsWith('\t') ? '\t' : '  '}`;
}

/** Adds a property after the one whose value ends at `value.end`: on a line of its own where that one has one. */
export function addAfter(uri: string, text: string, value: Span, property: string): TextEdit {
  const lineStart = text.lastIndexOf('\n', value.start - 1) + 1;
  const before = text.slice(lineStart, value.start);
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(value.end));
  const line = /^([ \t]*)[a-z-]+(?: by)?[ \t]+$/.exec(before) ?? (before.trim() === '' ? /^([ \t]*)$/.exec(before) : null);
  if (line === null || rest === null) return { uri, span: { start: value.end, end: value.end }, newText: `  ${property}` };
  const at = value.end + rest[0].length;
  return { uri, span: { start: at, end: at }, newText: `${eolOf(text)}${line[1]}${aligned(property, text, value.start)}` };
}

/**
 * Adds a statement, perhaps of several lines, after the line on which another one ends, with its indentation; null where
 * that one shares its lines with what is around it.
 */
export function statementAfter(uri: string, text: string, { span }: { readonly span: Span }, statement: string): TextEdit | null {
  const indent = indentAt(text, span.start);
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(span.end));
  if (rest === null || lineStart + indent.length !== span.start) return null;
  const at = span.end + rest[0].length;
  const eol = eolOf(text);
  return { uri, span: { start: at, end: at }, newText: statement.split('\n').map(line => `${eol}${indent}${line}`).join('') };
}

/** Adds a statement at the end of a document, with an empty line before it where `apart`. */
export function addAtEnd(uri: string, text: string, statement: string, apart = false): TextEdit {
  const eol = eolOf(text);
  const { length } = text;
  return { uri, span: { start: length, end: length }, newText: `${text === '' || text.endsWith('\n') ? '' : eol}${apart && text !== '' ? eol : ''}${statement}${eol}` };
}

export function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The blanks before the first word of the line that holds an offset. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** Sets the value of a property into the column in which the values of the lines around an offset stand, where they are aligned. */
export function aligned(property: string, text: string, offset: number): string {
  const column = columnAround(text, offset);
  const word = /^((?:needed |validate )?[a-z-]+)[ \t]+(\S.*)$/s.exec(property);
  return word === null ? property : word[1]!.length >= column ? `${word[1]} ${word[2]}` : `${word[1]!.padEnd(column)}${word[2]}`;
}

/** The column behind the indentation in which values stand: of the line itself, else of the next or the one before. 0 where there is none. */
function columnAround(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const lines = [
    text.slice(start, end < 0 ? text.length : end),
    end < 0 ? '' : text.slice(end + 1, (text.indexOf('\n', end + 1) + 1 || text.length + 1) - 1),
    start === 0 ? '' : text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1),
  ];
  for (const line of lines) {
    const found = /^[ \t]*([a-z-]+(?: by)?[ \t]{2,})(?=[^\s{])/.exec(line);
    if (found && !/^[ \t]*(?:task|milestone|gate|release|check|step|person|team)\b/.test(line)) return found[1]!.length;
  }
  return 0;
}
