/** Scanning, then reading of lines: the one lexer of parser and completion. */
import type { LangiumCoreServices, Lexer, LexerResult, TokenizeOptions } from 'langium';
import { blocksOf } from './blocks.ts';
import type { Blocks } from './blocks.ts';
import { readLines } from './lines.ts';
import type { LineIssue } from './lines.ts';
import { scan } from './scanner.ts';
import { tokenTypesOf } from './tokens.ts';
import type { TokenType, TokenTypes } from './tokens.ts';

/** What the lexer leaves for `syntaxIssues`; Langium's own list of lexer errors stays empty. */
export interface LineReport { readonly diagnostics: []; readonly issues: readonly LineIssue[]; readonly blocks: Blocks }

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
  tokenize(text: string, options: TokenizeOptions = {}): LexerResult {
    const scanned = scan(text, this.types);
    const lines = readLines(scanned.tokens, scanned.hidden, this.types, this.blocks, options.mode === 'partial');
    const report: LineReport = { diagnostics: [], issues: lines.issues, blocks: this.blocks };
    return { tokens: lines.tokens, hidden: lines.hidden, errors: [], report };
  }
}
