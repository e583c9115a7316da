/**
 * The token types behind the parser. Only the terminals and the punctuation scan; words become keywords afterwards (`lines.ts`).
 * A keyword has two types: the one that the parser asks for, and its twin that is a name as well, for all places but the start of a line.
 */
import { DefaultTokenBuilder } from 'langium';
import type { GrammarAST, LexerResult, TokenBuilderOptions } from 'langium';

export type Token = LexerResult['tokens'][number];
export type TokenType = Token['tokenType'];

/** The types that lines are told by. */
export interface TokenTypes {
  readonly name: TokenType;
  readonly reference: TokenType;
  readonly newName: TokenType;
  readonly value: TokenType;
  readonly text: TokenType;
  readonly lineBreak: TokenType;
  readonly stray: TokenType;
  readonly open: TokenType;
  readonly close: TokenType;
  /** By keyword: the type of its token where it can be nothing else. */
  readonly strict: ReadonlyMap<string, TokenType>;
  /** By keyword: the type of its token where it may also be a name. */
  readonly loose: ReadonlyMap<string, TokenType>;
}

/** Terminals that never scan: the lexer makes their tokens from others. */
const madeFromOthers = new Set(['ID', 'NEW_NAME', 'BREAK']);

export class ProgramTokenBuilder extends DefaultTokenBuilder {
  private all: TokenType[] = [];
  private named: TokenTypes | undefined;

  /** The types that scan, in the order in which they are tried. `vocabulary` has the rest. */
  override buildTokens(grammar: GrammarAST.Grammar, options?: TokenBuilderOptions): TokenType[] {
    const built = super.buildTokens(grammar, options);
    if (!Array.isArray(built)) throw new Error('One list of tokens is expected: the grammar has one mode.');
    const terminals = new Map(grammar.rules.filter(rule => rule.$type === 'TerminalRule').map(rule => [rule.name, rule]));
    const type = (name: string): TokenType => {
      const found = built.find(candidate => candidate.name === name);
      if (!found) throw new Error(`The grammar has no token ${name}.`);
      return found;
    };
    const name = type('ID');
    const reference = type('QNAME');
    const newName = type('NEW_NAME');
    name.CATEGORIES = [reference];
    newName.CATEGORIES = [name, reference];

    const strict = new Map<string, TokenType>();
    const loose = new Map<string, TokenType>();
    for (const keyword of built) {
      if (terminals.has(keyword.name) || !/^\w/.test(keyword.name)) continue;
      strict.set(keyword.name, keyword);
      loose.set(keyword.name, { name: `${keyword.name} or a name`, CATEGORIES: [keyword, name, reference] });
    }
    this.named = {
      name, reference, newName, strict, loose,
      value: type('VALUE'), text: type('STRING'), lineBreak: type('BREAK'), stray: type('STRAY'), open: type('{'), close: type('}'),
    };
    this.all = [...built, ...loose.values()];
    const scanning = built.filter(candidate => !strict.has(candidate.name) && !madeFromOthers.has(candidate.name));
    // A value may begin with a sign, so terminals are tried before the signs that stand alone; what nothing else begins with comes last.
    const turn = (candidate: TokenType): number => candidate.name === 'STRAY' ? 2 : terminals.has(candidate.name) ? 0 : 1;
    return scanning.sort((a, b) => turn(a) - turn(b));
  }

  protected override buildKeywordToken(keyword: GrammarAST.Keyword, terminals: TokenType[], caseInsensitive: boolean): TokenType {
    const built = super.buildKeywordToken(keyword, terminals, caseInsensitive);
    return { name: built.name, PATTERN: built.PATTERN };
  }

  /** Every type that the parser may meet. Call `buildTokens` first. */
  get vocabulary(): readonly TokenType[] { return this.all; }

  get types(): TokenTypes {
    if (!this.named) throw new Error('buildTokens comes first.');
    return this.named;
  }
}
