/** Where a completion happens: the word that is typed, the blocks around it, and what the grammar allows there. */
import type { Grammar } from 'langium';
import type { Span } from '../../language/index.ts';
import { expectationsAfter } from './expect.ts';
import type { Expectation } from './expect.ts';
import { endOfBlock } from './outline.ts';
import type { Surroundings } from './outline.ts';
import { tokenFrom, tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

export interface Place {
  readonly uri: string;
  readonly expectations: readonly Expectation[];
  /** The word before the cursor, which a completion replaces; empty between words. */
  readonly word: string;
  readonly span: Span;
  /** Names of the blocks around, the program's first. */
  readonly path: readonly string[];
  /** Words that start lines of the innermost block. */
  readonly started: ReadonlySet<string>;
  /** The tokens of the line before the word. */
  readonly line: readonly Token[];
  /** True where the line could end here, so that nothing need follow. */
  readonly mayEnd: boolean;
}

const wordBefore = /[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.:+/-]*$/u;
const wordBehind = /^[\p{L}\p{M}\p{N}_-]*/u;

/** Letters of a word that are looked at: longer than any name. */
const longestWord = 300;

/** The place of an offset in a text; null in strings and comments, where nothing is completed. */
export function placeOf(uri: string, text: string, offset: number, around: Surroundings, grammar: Grammar): Place | null {
  if (around.inside !== 'code') return null;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const word = wordBefore.exec(text.slice(Math.max(lineStart, around.statement, offset - longestWord), offset))?.[0] ?? '';
  const span = { start: offset - word.length, end: offset + (wordBehind.exec(text.slice(offset, offset + longestWord))?.[0].length ?? 0) };
  const line = tokensOf(text, around.statement, span.start);
  const headers = headersOf(text, around);
  const { before, expectations } = expectationsIn(headers, line, grammar);
  return {
    uri, expectations, word, span, line,
    path: before.flatMap(nameOfHeader),
    started: startedIn(text, around, span),
    mayEnd: expectations.some(one => one.taken.length === 0),
  };
}

/** A place inside of a text or a comment, where only a word of our own can be completed. */
export interface PlaceInText {
  /** `{api.extract.start}` in a text, or the code of a rule in `// allow code: why`. */
  readonly kind: 'live-date' | 'allowance';
  readonly place: Place;
}

const liveDate = /\{([\p{L}\p{M}\p{N}_.-]*)$/u;
const allowance = /\/\/\s*allow\s+([a-z-]*)$/;

/** The place of an offset inside of a text or a comment; null where nothing of ours is begun. */
export function placeInText(uri: string, text: string, offset: number, around: Surroundings): PlaceInText | null {
  if (around.inside === 'code') return null;
  const kind = around.inside === 'string' ? 'live-date' : 'allowance';
  const before = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - longestWord), offset);
  const word = (kind === 'live-date' ? liveDate : allowance).exec(before)?.[1];
  if (word === undefined) return null;
  const span = { start: offset - word.length, end: offset };
  const path = headersOf(text, around).flatMap(nameOfHeader);
  return { kind, place: { uri, expectations: [], word, span, path, started: new Set(), line: [], mayEnd: false } };
}

/** The tokens of each header, its brace included; `part of x` counts as a header without a brace. */
function headersOf(text: string, around: Surroundings): Token[][] {
  const headers = around.blocks.map(({ header, brace }) => tokensOf(text, header, brace + 1));
  const first = tokensOf(text, 0, text.length, 3);
  const isPart = first[0]?.image === 'part' && first[1]?.image === 'of' && first[2]?.kind === 'name';
  if (isPart && (first[2]?.end ?? 0) <= (around.blocks[0]?.header ?? around.statement)) headers.unshift(first);
  return headers;
}

/** Blocks inside of each other beyond which nothing is offered. */
const deepest = 100;

/**
 * What may follow the headers and the line. Where the text before is broken, headers that the grammar refuses are read
 * as plain ones, and blocks that cannot hold the next one count as closed: somebody forgot a brace.
 */
function expectationsIn(headers: readonly Token[][], line: readonly Token[], grammar: Grammar): { before: readonly Token[][]; expectations: readonly Expectation[] } {
  if (headers.length > deepest) return { before: [], expectations: [] };
  const direct = expectationsAfter(grammar, [...headers.flat(), ...line]);
  if (direct.length > 0) return { before: headers, expectations: direct };
  let before: Token[][] = [];
  const accepts = (next: readonly Token[]): boolean => expectationsAfter(grammar, [...before.flat(), ...next]).length > 0;
  for (const header of headers) {
    const plain = plainHeader(header);
    for (;;) {
      const fitting = [header, plain].find(accepts);
      if (fitting) {
        before = [...before, fitting];
        break;
      }
      if (before.length === 0) break;
      before = before.slice(0, -1);
    }
  }
  return { before, expectations: expectationsAfter(grammar, [...before.flat(), ...line]) };
}

/** A header without what stands around its keyword and its name, and with a name if it has none. */
function plainHeader(header: readonly Token[]): Token[] {
  const brace = header.at(-1);
  const at = placeOfName(header);
  const [keyword, second] = at === null ? header : header.slice(at - 1);
  if (!keyword || !brace) return [...header];
  const name: Token = second?.kind === 'name' ? second : { kind: 'name', image: 'unnamed', start: keyword.end, end: keyword.end };
  return [keyword, name, brace];
}

/** The name that a header declares. */
function nameOfHeader(header: readonly Token[]): string[] {
  const isPart = header[0]?.image === 'part' && header[1]?.image === 'of';
  if (isPart) return header[2] ? [header[2].image] : [];
  const at = placeOfName(header);
  return at === null ? [] : [header[at]!.image.normalize('NFC')];
}

/** Where the first name behind the keyword stands. Further members may stand before the keyword, so the last fit counts. */
function placeOfName(header: readonly Token[]): number | null {
  for (let at = header.length - 2; at >= 1; at--) {
    const behind = header[at + 1];
    const closes = behind?.kind === 'string' || behind?.image === '{' || behind?.kind === 'value' || behind?.image === 'extends';
    if (header[at]?.kind === 'name' && header[at - 1]?.kind === 'name' && closes) return at;
  }
  return null;
}

/** How many letters lines of the block are looked for in, from its start, and on each side of the cursor: single things stand near these. */
const reach = 16_000;

/** First words of the lines of the innermost block, before and behind the cursor. */
function startedIn(text: string, around: Surroundings, word: Span): ReadonlySet<string> {
  const inner = (around.blocks.at(-1)?.brace ?? -1) + 1;
  const head = Math.min(word.start, inner + reach);
  const near = Math.max(head, text.indexOf('\n', word.start - reach) + 1);
  return new Set([
    ...startsIn(text, inner, head, false),
    ...near < word.start ? startsIn(text, near, word.start, false) : [],
    ...startsIn(text, word.end, Math.min(text.length, word.end + reach), true),
  ]);
}

/** Words that start lines at the outermost depth; where a brace closes that nothing opened, it ends there, or only starts there. */
function startsIn(text: string, from: number, to: number, endsAtBrace: boolean): string[] {
  const piece = text.slice(0, to);
  let starts: string[] = [];
  let previous: Token | null = null;
  for (let token = tokenFrom(piece, from); token; token = tokenFrom(piece, previous.end)) {
    // What stands in a block is not looked at.
    if (token.image === '{') token = { ...token, end: endOfBlock(piece, token.start, to) };
    else if (token.image === '}' && endsAtBrace) return starts;
    else if (token.image === '}') starts = [];
    else if (token.kind === 'name' && startsLine(text, previous, token)) starts.push(token.image);
    previous = token;
  }
  return starts;
}

/** On a line of several, a word behind a value or a text starts the next one; behind a name or a comma it may belong to it. */
function startsLine(text: string, previous: Token | null, token: Token): boolean {
  if (previous === null) return true;
  return previous.image !== ',' && (previous.kind !== 'name' || text.slice(previous.end, token.start).includes('\n'));
}
