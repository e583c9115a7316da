/** Scanning by the grammar's terminals, then reading of lines: the one lexer of parser and completion. */
import { DefaultLexer } from 'langium';
import type { LangiumCoreServices, LexerResult, TokenizeOptions } from 'langium';
import { blocksOf } from './blocks.ts';
import type { Blocks } from './blocks.ts';
import { readLines } from './lines.ts';
import type { LineIssue } from './lines.ts';
import { ProgramTokenBuilder } from './tokens.ts';
import type { TokenTypes } from './tokens.ts';

/** What the lexer leaves for `syntaxIssues`; Langium's own list of lexer errors stays empty. */
export interface LineReport { readonly diagnostics: []; readonly issues: readonly LineIssue[]; readonly blocks: Blocks }

export class ProgramLexer extends DefaultLexer {
  readonly blocks: Blocks;
  readonly types: TokenTypes;

  constructor(services: LangiumCoreServices) {
    super(services);
    const builder = services.parser.TokenBuilder;
    if (!(builder instanceof ProgramTokenBuilder)) throw new Error('The lexer of programs needs the token builder of programs.');
    this.types = builder.types;
    this.blocks = blocksOf(services.Grammar);
    // The base class knows only the types that scan; the parser meets all of them.
    this.tokenTypes = Object.fromEntries(builder.vocabulary.map(type => [type.name, type]));
  }

  /** Never throws, and never reports a text as unreadable: every character belongs to some token. */
  override tokenize(text: string, options: TokenizeOptions = {}): LexerResult {
    const scanned = this.chevrotainLexer.tokenize(text);
    const lines = readLines(scanned.tokens, scanned.groups['hidden'] ?? [], this.types, this.blocks, options.mode === 'partial');
    const report: LineReport = { diagnostics: [], issues: lines.issues, blocks: this.blocks };
    return { tokens: lines.tokens, hidden: lines.hidden, errors: [], report };
  }
}
