/**
 * From text to tokens by the terminals of the grammar. One pass, one attempt per token: each character says which terminal may begin there,
 * and every terminal ends at the end of its line or of the file, so that the time is linear in the text, whatever the text.
 */
import { ProgramTerminals } from './generated/ast.ts';
import type { Token, TokenType, TokenTypes } from './tokens.ts';

const sticky = (pattern: RegExp): RegExp => new RegExp(pattern.source, `${pattern.flags}y`);
const patterns = {
  space: sticky(ProgramTerminals.WS), blockComment: sticky(ProgramTerminals.ML_COMMENT), lineComment: sticky(ProgramTerminals.SL_COMMENT),
  text: sticky(ProgramTerminals.STRING), value: sticky(ProgramTerminals.VALUE), reference: sticky(ProgramTerminals.QNAME),
} as const;

/** The end of what a pattern matches at an offset; the offset itself where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const begins = { other: 0, space: 1, letter: 2, digit: 3, quote: 4, slash: 5, sign: 6, newline: 7 } as const;
/** What an ASCII character may begin. */
const kinds = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const char = String.fromCharCode(code);
  kinds[code] = char === '\n' || char === '\r' ? begins.newline : /[ \t\f\v]/.test(char) ? begins.space : /[A-Z_]/i.test(char) ? begins.letter : /\d/.test(char) ? begins.digit
    : char === '"' ? begins.quote : char === '/' ? begins.slash : /[{}(),+$-]/.test(char) ? begins.sign : begins.other;
}
const isPart = (code: number): boolean => code < 128 && (kinds[code] === begins.letter || kinds[code] === begins.digit);

/** The end of a name or dotted name of ASCII letters; -1 where other letters need the whole pattern. The same language as the terminal QNAME. */
function endOfName(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const code = text.charCodeAt(at);
    if (isPart(code)) at++;
    else if (code >= 128) return -1;
    else if (code === 45) {
      const next = text.charCodeAt(at + 1);
      if (next >= 128) return -1;
      if (!isPart(next)) return at;
      at += 2;
    } else if (code === 46) {
      const next = text.charCodeAt(at + 1);
      if (next >= 128) return -1;
      if (next < 128 && kinds[next] === begins.letter) at += 2;
      else return next === 46 ? at : at + 1;
    } else return at;
  }
}

export interface Scanned { readonly tokens: Token[]; readonly hidden: Token[] }

export function scan(text: string, types: TokenTypes): Scanned {
  const tokens: Token[] = [];
  const hidden: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;

  /** Lines that end inside a token or white space. */
  const passLines = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      const code = text.charCodeAt(i);
      if (code !== 10 && code !== 13) continue;
      if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
      line++;
      lineStart = i + 1;
    }
  };
  const add = (list: Token[], type: TokenType, end: number, mayBreak: boolean): void => {
    const token: Token = {
      image: text.slice(at, end), startOffset: at, endOffset: end - 1, startLine: line, endLine: line, startColumn: at - lineStart + 1, endColumn: end - lineStart,
      tokenTypeIdx: type.tokenTypeIdx ?? 0, tokenType: type,
    };
    if (mayBreak) {
      passLines(at, end);
      token.endLine = line;
      token.endColumn = end - lineStart;
    }
    list.push(token);
    at = end;
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? kinds[code] : begins.other;
    if (kind === begins.space) at++;
    else if (kind === begins.newline) {
      passLines(at, at + 1);
      at = Math.max(at + 1, lineStart);
    } else if (kind === begins.letter) {
      const end = endOfName(text, at);
      add(tokens, types.reference, end < 0 ? endOf(patterns.reference, text, at) : end, false);
    } else if (kind === begins.digit) add(tokens, types.value, endOf(patterns.value, text, at), false);
    else if (kind === begins.quote) add(tokens, types.text, endOf(patterns.text, text, at), text.startsWith('"""', at));
    else if (kind === begins.slash) {
      const next = text.charCodeAt(at + 1);
      if (next === 47) add(hidden, types.lineComment, endOf(patterns.lineComment, text, at), false);
      else if (next === 42) add(hidden, types.blockComment, endOf(patterns.blockComment, text, at), true);
      else add(hidden, types.stray, at + 1, false);
    } else {
      // Signs, currencies and everything beyond ASCII: a value first, then a name, then white space, else a stray character.
      let end = endOf(patterns.value, text, at);
      const sign = end === at ? types.signs.get(text[at]!) : undefined;
      if (end > at) add(tokens, types.value, end, false);
      else if (sign) add(tokens, sign, at + 1, false);
      else if ((end = code < 128 ? at : endOf(patterns.reference, text, at)) > at) add(tokens, types.reference, end, false);
      else if ((end = endOf(patterns.space, text, at)) > at) { passLines(at, end); at = end; }
      else add(hidden, types.stray, at + 1, false);
    }
  }
  return { tokens, hidden };
}
