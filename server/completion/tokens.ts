/** Tokens of a piece of a plan, for what happens at a cursor: tolerant, and without the parser. */
import { ProgramTerminals } from '../../language/syntax/generated/ast.ts';

export type TokenKind = 'name' | 'string' | 'value' | 'sign';
export interface Token { readonly kind: TokenKind; readonly image: string; readonly start: number; readonly end: number }

const sticky = (pattern: RegExp): RegExp => new RegExp(pattern.source, 'y');
const hidden = [ProgramTerminals.WS, ProgramTerminals.ML_COMMENT, ProgramTerminals.SL_COMMENT].map(sticky);
const visible: readonly (readonly [TokenKind, RegExp])[] = [
  ['string', sticky(ProgramTerminals.STRING)], ['value', sticky(ProgramTerminals.VALUE)], ['name', sticky(ProgramTerminals.QNAME)],
];

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The tokens of `text` from `from` to `to`; any other character is a sign of its own. */
export function tokensOf(text: string, from = 0, to = text.length): Token[] {
  const piece = text.slice(from, to);
  const tokens: Token[] = [];
  let at = 0;
  while (at < piece.length) {
    const skipped = Math.max(...hidden.map(pattern => lengthAt(pattern, piece, at)));
    if (skipped > 0) {
      at += skipped;
      continue;
    }
    let kind: TokenKind = 'sign';
    let length = 1;
    for (const [one, pattern] of visible) {
      const matched = lengthAt(pattern, piece, at);
      if (matched === 0) continue;
      kind = one;
      length = matched;
      break;
    }
    tokens.push({ kind, image: piece.slice(at, at + length), start: from + at, end: from + at + length });
    at += length;
  }
  return tokens;
}
