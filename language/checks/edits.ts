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
  return { uri, span: { start: at, end: at }, newText: `${eolOf(text)}${own}${aligned(property, next?.[2] ?? '')}` };
}

/** Adds a property after the one whose value ends at `value.end`: on a line of its own where that one has one. */
export function addAfter(uri: string, text: string, value: Span, property: string): TextEdit {
  const lineStart = text.lastIndexOf('\n', value.start - 1) + 1;
  const before = text.slice(lineStart, value.start);
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(value.end));
  const line = /^([ \t]*)[a-z-]+(?: by)?[ \t]+$/.exec(before) ?? (before.trim() === '' ? /^([ \t]*)$/.exec(before) : null);
  if (line === null || rest === null) return { uri, span: { start: value.end, end: value.end }, newText: `  ${property}` };
  const at = value.end + rest[0].length;
  return { uri, span: { start: at, end: at }, newText: `${eolOf(text)}${line[1]}${aligned(property, text.slice(lineStart + line[1]!.length, value.end))}` };
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

/** Sets the value of a property into the column that the neighbour's value stands in, where that one is aligned. */
function aligned(property: string, neighbour: string): string {
  const column = /^[a-z-]+(?: by)?[ \t]{2,}(?=\S)/.exec(neighbour)?.[0].length ?? 0;
  const word = /^((?:needed |validate )?[a-z-]+) (.*)$/s.exec(property);
  return word === null || word[1]!.length >= column ? property : `${word[1]!.padEnd(column)}${word[2]}`;
}
