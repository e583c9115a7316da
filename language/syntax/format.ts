/**
 * The formatter: white space only, line by line, so that it also works around syntax errors.
 *
 * Invariants
 * - No token is changed, added, removed or moved: the plan before and after is the same.
 * - Lines are never joined; they are split only before a statement, whose first word is a keyword there anyway.
 * - `formatting twice is formatting once`.
 * - One statement a line and no alignment in columns, so that a change of one line is a diff of one line.
 */

import { blocks, pieces } from './layout.ts';
import type { Piece } from './layout.ts';

export interface TextChange { readonly start: number; readonly end: number; readonly newText: string }

/** What the syntax tree knows; empty where there is none. Offsets into the text. */
export interface Layout {
  /** First offsets of statements (members of blocks), ascending. */
  readonly statements: readonly number[];
}

export interface FormatOptions {
  readonly indent: string;
  /** One-line bodies longer than this are opened, one statement a line. */
  readonly width: number;
}

export const defaultFormat: FormatOptions = { indent: '  ', width: 120 };

/** The changes that bring a text into its form, ascending and without overlap; none where it already has it. */
export function formatText(text: string, layout: Layout, options: FormatOptions = defaultFormat): TextChange[] {
  const all = pieces(text);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const statements = new Set(layout.statements);
  const { closeOf, opened } = blocks(all);
  const changes: TextChange[] = [];
  const replace = (start: number, end: number, newText: string) => {
    if (text.slice(start, end) !== newText) changes.push({ start, end, newText });
  };

  const isBroken = !balanced(all);
  // An indented text then tells the reader of lines by its indentation which brace is missing or too many (`lines.ts`): it stays as it is.
  const keepsMargins = isBroken && /^[ \t]+\S/m.test(text);
  const stack: number[] = [];
  let last = -1;
  let newlines = 0;
  for (let i = 0; i < all.length; i++) {
    const piece = all[i]!;
    if (piece.kind === 'newline') {
      newlines++;
      continue;
    }
    const block = stack.at(-1);
    if (piece.kind === 'close') stack.pop();
    let gap = '';
    let startsLine = last < 0;
    if (last >= 0) {
      const before = all[last]!;
      // What hangs over from a line that ended in a comma is indented twice, so that it does not look like a statement.
      const margin = () => eol + options.indent.repeat(stack.length + (before.kind === 'comma' && piece.kind !== 'close' ? 2 : 0));
      const inOpened = block === undefined || opened.has(block);
      const splits = !isBroken && piece.kind !== 'comment' && inOpened && (
        (piece.kind === 'close' && block !== undefined) || (before.kind === 'open' && last === block) || statements.has(piece.start));
      startsLine = newlines > 0 || splits;
      if (keepsMargins && newlines > 0) gap = text.slice(before.end, piece.start);
      else if (newlines > 1 && before.kind !== 'open' && piece.kind !== 'close') gap = eol + margin();
      else if (startsLine) gap = margin();
      else gap = gapInLine(before, piece);
    }
    replace(last < 0 ? 0 : all[last]!.end, piece.start, gap);
    if (piece.kind === 'block-comment') alignComment(piece);
    if (startsLine && !isBroken) openWhereTooLong(i);
    if (piece.kind === 'open') stack.push(i);
    last = i;
    newlines = 0;
  }
  const end = last < 0 ? 0 : all[last]!.end;
  if (last < 0 || !isUnclosed(all[last]!, text)) replace(end, text.length, end === 0 ? '' : eol);
  return changes;

  function gapInLine(before: Piece, piece: Piece): string {
    if (piece.kind === 'comment') return '  ';
    if (piece.kind === 'comma') return '';
    if (before.kind === 'comma') return isThousands(before, piece) ? '' : ' ';
    if (before.kind === 'open') return piece.kind === 'close' ? '' : ' ';
    if (piece.kind === 'open' || piece.kind === 'close') return ' ';
    if (statements.has(piece.start)) return '  ';
    return piece.spaced || before.kind === 'close' || before.kind === 'block-comment' ? ' ' : '';
  }

  /** `40,000` is one number, tolerated by the lexer; a space would make it two. */
  function isThousands(before: Piece, piece: Piece): boolean {
    return !piece.spaced && /\d,$/.test(text.slice(before.end - 2, before.end)) && /^\d{3}(?![\d-])/.test(text.slice(piece.start, piece.start + 5));
  }

  /** Opens the first one-line body of the line that starts at piece `first`, where the line as formatted is longer than the width. */
  function openWhereTooLong(first: number): void {
    let length = options.indent.length * stack.length;
    let level = 0;
    let body = -1;
    for (let j = first; j < all.length && (length <= options.width || body < 0); j++) {
      const piece = all[j]!;
      if (piece.kind === 'newline' || piece.kind === 'comment') break;
      if (level === 0 && j > first && (piece.kind === 'close' || statements.has(piece.start))) break;
      if (j > first) length += gapInLine(all[j - 1]!, piece).length;
      length += piece.end - piece.start;
      if (piece.kind === 'open' && level++ === 0 && body < 0) body = j;
      if (piece.kind === 'close') level--;
    }
    if (length > options.width && body >= 0 && closeOf.has(body) && closeOf.get(body) !== body + 1) opened.add(body);
  }

  /** The inner lines of a comment move with its first; a line that starts with a star stands one column in. */
  function alignComment(piece: Piece): void {
    const pad = options.indent.repeat(stack.length);
    const body = text.slice(piece.start, piece.end);
    const line = /(\r?\n)[ \t]*(?=\*)/g;
    for (let match = line.exec(body); match; match = line.exec(body)) {
      const start = piece.start + match.index;
      replace(start, start + match[0].length, match[1] + pad + ' ');
    }
  }
}

/** A text or a comment that nobody closed reaches to the end of the file: white space there is a part of it. */
function isUnclosed({ kind, start, end }: Piece, text: string): boolean {
  if (kind === 'block-comment') return end < start + 4 || !text.startsWith('*/', end - 2);
  return kind === 'text' && text.startsWith('"""', start) && (end < start + 6 || !text.startsWith('"""', end - 3));
}

/** Where a brace is missing or too many, the lines say which one: none is split then. */
function balanced(all: readonly Piece[]): boolean {
  let open = 0;
  for (const { kind } of all) {
    if (kind === 'open') open++;
    else if (kind === 'close' && --open < 0) return false;
  }
  return open === 0;
}
