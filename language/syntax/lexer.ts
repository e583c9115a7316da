/** Scanning, then reading of lines: the one lexer of parser and completion. */
import type { LangiumCoreServices, Lexer, LexerResult, TokenizeOptions } from 'langium';
import { blocksOf } from './blocks.ts';
import type { Blocks } from './blocks.ts';
import { readLines } from './lines.ts';
import type { LineIssue, Surroundings } from './lines.ts';
import { scan } from './scanner.ts';
import { tokenTypesOf } from './tokens.ts';
import type { TokenType, TokenTypes } from './tokens.ts';

/** What the lexer leaves for `syntaxIssues`; Langium's own list of lexer errors stays empty. */
export interface LineReport {
  readonly diagnostics: [];
  readonly issues: readonly LineIssue[];
  readonly blocks: Blocks;
  /** Every brace has its partner, every text and comment is closed. */
  readonly balanced: boolean;
}

export class ProgramLexer implements Lexer {
  readonly blocks: Blocks;
  readonly types: TokenTypes;
  readonly definition: Record<string, TokenType>;

  constructor(services: LangiumCoreServices) {
    this.types = tokenTypesOf(services.Grammar);
    this.blocks = blocksOf(services.Grammar);
    this.definition = Object.fromEntries(this.types.all.map(type => [type.name, type]));
  }

  /** Never throws, and never reports a text as unreadable: every character belongs to some token. */
  tokenize(text: string, options: TokenizeOptions = {}): LexerResult & { readonly report: LineReport } {
    return this.read(text, options.mode === 'partial', null);
  }

  /** The same for one block of a document, which stands in the body given. */
  tokenizeBlock(text: string, around: Surroundings): LexerResult & { readonly report: LineReport } {
    return this.read(text, false, around);
  }

  private read(text: string, partial: boolean, around: Surroundings | null): LexerResult & { readonly report: LineReport } {
    const scanned = scan(text, this.types);
    const { tokens, hidden, issues, balanced } = readLines(scanned.tokens, scanned.hidden, this.types, this.blocks, partial, around);
    return { tokens, hidden, errors: [], report: { diagnostics: [], issues, blocks: this.blocks, balanced } };
  }
}
