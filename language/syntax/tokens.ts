/**
 * The types of tokens. Terminals and punctuation are scanned; words become keywords afterwards, by their place (`lines.ts`).
 * A keyword has two types: one that is nothing else, for the start of a line, and one that is a name as well, for all other places.
 */
import type { GrammarAST } from 'langium';
import { isTerminalRule } from './grammar.ts';
import type { LexerResult } from 'langium';
import { keywordsOf } from './blocks.ts';

export type Token = LexerResult['tokens'][number] & { tokenType: TokenType };

/** Langium's type of a token, with what the parser here asks of it. */
export type TokenType = LexerResult['tokens'][number]['tokenType'] & {
  /** Dense, from 0: its place in the parser's tables. */
  readonly id: number;
  /** Itself, and the types that it counts as: a keyword inside a line counts as a name. */
  readonly countsAs: readonly TokenType[];
};

export interface TokenTypes {
  readonly name: TokenType;
  readonly reference: TokenType;
  readonly newName: TokenType;
  readonly value: TokenType;
  readonly text: TokenType;
  readonly lineBreak: TokenType;
  readonly stray: TokenType;
  readonly blockComment: TokenType;
  readonly lineComment: TokenType;
  readonly open: TokenType;
  readonly close: TokenType;
  /** `{ } ( ) , + -` by their character. */
  readonly signs: ReadonlyMap<string, TokenType>;
  /** By keyword: the type of its token where it can be nothing else. */
  readonly strict: ReadonlyMap<string, TokenType>;
  /** By keyword: the type of its token where it may also be a name. */
  readonly loose: ReadonlyMap<string, TokenType>;
  readonly end: TokenType;
  readonly all: readonly TokenType[];
}

/** The types of a grammar. @throws where the grammar lacks a terminal that the lexer makes */
export function tokenTypesOf(grammar: GrammarAST.Grammar): TokenTypes {
  const all: TokenType[] = [];
  const make = (name: string, categories: readonly TokenType[] = [], hidden = false): TokenType => {
    const countsAs: TokenType[] = [];
    const type: TokenType = { name, CATEGORIES: [...categories], id: all.length, countsAs, ...(hidden ? { GROUP: 'hidden' } : {}) };
    countsAs.push(type, ...new Set(categories.flatMap(category => category.countsAs)));
    all.push(type);
    return type;
  };
  const terminals = new Map<string, TokenType>();
  const terminal = (name: string, ...categories: TokenType[]): TokenType => {
    const rule = grammar.rules.find(candidate => candidate.name === name);
    if (!isTerminalRule(rule)) throw new Error(`The grammar has no terminal ${name}.`);
    const type = make(name, categories, rule.hidden);
    terminals.set(name, type);
    return type;
  };
  const end = make('end of file');
  const reference = terminal('QNAME');
  const name = terminal('ID', reference);
  const newName = terminal('NEW_NAME', name);
  const keyword = terminal('KEYWORD');
  const types = {
    end, reference, name, newName,
    value: terminal('VALUE'), text: terminal('STRING'), lineBreak: terminal('BREAK'), stray: terminal('STRAY'),
    blockComment: terminal('ML_COMMENT'), lineComment: terminal('SL_COMMENT'),
  };
  const strict = new Map<string, TokenType>();
  const loose = new Map<string, TokenType>();
  const signs = new Map<string, TokenType>();
  for (const value of keywordsOf(grammar)) {
    if (!/^\w/.test(value)) signs.set(value, make(value));
    else {
      const only = make(value, [keyword]);
      strict.set(value, only);
      loose.set(value, make(`${value} or a name`, [only, name]));
    }
  }
  const [open, close] = [signs.get('{'), signs.get('}')];
  if (!open || !close) throw new Error('The grammar has no braces.');
  return { ...types, signs, strict, loose, open, close, all };
}

export function setType(token: Token, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx ?? 0;
}

/** Column and line of its first character, from 1. */
export const columnOf = (token: Token): number => token.startColumn ?? 1;
export const lineOf = (token: Token): number => token.startLine ?? 1;
/** The offset behind its last character. */
export const endOf = (token: Token): number => (token.endOffset ?? token.startOffset) + 1;

/** A token without a place in the text: the syntax tree does not see it. */
export function virtual(type: TokenType, image: string, near: Token): Token {
  return { ...near, image, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0, startOffset: NaN, endOffset: NaN };
}
