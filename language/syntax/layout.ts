/**
 * A text as words, texts, comments and brackets: what formatting and folding need. It knows no grammar, so no syntax
 * error disturbs it, and it takes one pass.
 */

export type PieceKind = 'word' | 'text' | 'comment' | 'block-comment' | 'open' | 'close' | 'comma' | 'newline';
export interface Piece {
  readonly kind: PieceKind;
  readonly start: number;
  readonly end: number;
  /** Spaces or tabs stand before it on its line. */
  readonly spaced: boolean;
}

const wordEnd = /[\s"{},]/;

/** Splits a text into words, texts, comments and brackets; every character that is not white space is in one piece. Linear. */
export function pieces(text: string): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  let spaced = false;
  const push = (kind: PieceKind, end: number) => {
    result.push({ kind, start: at, end, spaced });
    at = end;
    spaced = false;
  };
  const lineEnd = (from: number) => {
    let end = from;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
    while (/[ \t]/.test(text[end - 1]!)) end--;
    return end;
  };
  while (at < text.length) {
    const char = text[at]!;
    if (char === '\r' || char === '\n') push('newline', char === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1);
    else if (/\s/.test(char) || char === '\uFEFF') {
      at++;
      spaced = true;
    } else if (char === '"') push('text', textEnd(text, at));
    else if (text.startsWith('//', at)) push('comment', lineEnd(at));
    else if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      push('block-comment', close < 0 ? text.length : close + 2);
    } else if (char === '{') push('open', at + 1);
    else if (char === '}') push('close', at + 1);
    else if (char === ',') push('comma', at + 1);
    else {
      let end = at + 1;
      while (end < text.length && !wordEnd.test(text[end]!) && !text.startsWith('//', end) && !text.startsWith('/*', end)) end++;
      push('word', end);
    }
  }
  return result;
}

function textEnd(text: string, start: number): number {
  if (text.startsWith('"""', start)) {
    const close = text.indexOf('"""', start + 3);
    return close < 0 ? text.length : close + 3;
  }
  let end = start + 1;
  while (end < text.length && text[end] !== '"' && text[end] !== '\n' && text[end] !== '\r') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end + (text[end] === '"' ? 1 : 0), text.length);
}

/** Matches braces; a body with a line break inside is an opened one. Braces without a partner match nothing. */
export function blocks(all: readonly Piece[]): { closeOf: Map<number, number>; opened: Set<number> } {
  const closeOf = new Map<number, number>();
  const opened = new Set<number>();
  const stack: number[] = [];
  let lastBreak = -1;
  for (let i = 0; i < all.length; i++) {
    const kind = all[i]!.kind;
    if (kind === 'newline') lastBreak = i;
    else if (kind === 'open') stack.push(i);
    else if (kind === 'close') {
      const open = stack.pop();
      if (open === undefined) continue;
      closeOf.set(open, i);
      if (lastBreak > open) opened.add(open);
    }
  }
  // A body that is still being typed has no end; its lines are lines.
  for (const open of stack) opened.add(open);
  return { closeOf, opened };
}
