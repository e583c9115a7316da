/** Tokens of a piece of a plan, for what happens at a cursor: tolerant, and without the parser. */
import { ProgramTerminals } from '../../language/syntax/generated/ast.ts';

export type TokenKind = 'name' | 'string' | 'value' | 'sign';
export interface Token { readonly kind: TokenKind; readonly image: string; readonly start: number; readonly end: number }

const sticky = (pattern: RegExp): RegExp => new RegExp(pattern.source, 'y');
const space = sticky(ProgramTerminals.WS);
const comments = [ProgramTerminals.ML_COMMENT, ProgramTerminals.SL_COMMENT].map(sticky);
const string = sticky(ProgramTerminals.STRING);
const others: readonly (readonly [TokenKind, RegExp])[] = [['value', sticky(ProgramTerminals.VALUE)], ['name', sticky(ProgramTerminals.QNAME)]];

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}

/** Blanks and comments at an offset. */
function hiddenAt(text: string, at: number): number {
  if (text.charCodeAt(at) === 47) return Math.max(...comments.map(pattern => lengthAt(pattern, text, at)));
  return lengthAt(space, text, at);
}

/** The first token at or behind an offset; any other character is a sign of its own. */
export function tokenFrom(text: string, from: number): Token | null {
  for (let at = from; at < text.length;) {
    const skipped = hiddenAt(text, at);
    if (skipped === 0) {
      const [kind, length] = tokenAt(text, at);
      return { kind, image: text.slice(at, at + length), start: at, end: at + length };
    }
    at += skipped;
  }
  return null;
}

/** The first `most` tokens of `text` from `from` to `to`. */
export function tokensOf(text: string, from = 0, to = text.length, most = Infinity): Token[] {
  const piece = to < text.length ? text.slice(0, to) : text;
  const tokens: Token[] = [];
  for (let token = tokenFrom(piece, from); token && tokens.length < most; token = tokenFrom(piece, token.end)) tokens.push(token);
  return tokens;
}

function tokenAt(text: string, at: number): readonly [TokenKind, number] {
  if (text.charCodeAt(at) === 34) return ['string', lengthAt(string, text, at)];
  for (const [kind, pattern] of others) {
    const length = lengthAt(pattern, text, at);
    if (length > 0) return [kind, length];
  }
  return ['sign', 1];
}
