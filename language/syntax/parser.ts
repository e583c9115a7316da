/** The parser of programs: Langium's, with its own way on after a mistake, and with an end to what a hostile file can cost. */
import { AbstractParserErrorMessageProvider, createParser, LangiumParser } from 'langium';
import type { AstNode, AsyncParser, LangiumCoreServices, ParseResult, ParserOptions } from 'langium';
import { fileTooLong, limits, tooManyErrors } from './limits.ts';
import { expectedMessage } from './messages.ts';
import type { ProgramLinker } from './references.ts';
import type { Token, TokenType } from './tokens.ts';

/** The two methods of chevrotain 13.2 that decide how parsing goes on after a missing token. */
interface Recovery {
  getTokenToInsert(type: TokenType): Token;
  /** Called with the error already recorded. It returns the token to go on with, or throws the error. */
  consumeInternalRecovery(type: TokenType, index: number, error: unknown): Token;
  readonly errors: readonly unknown[];
}

class TooManyErrors extends Error {}

/**
 * What is missing is thought to be there, and the line is read on: `estimate` without a value stays an `estimate` line. Tokens that cannot be
 * used become `Unexpected` nodes of the body around. Chevrotain's own search for a token to go on with is quadratic, and gives up whole blocks.
 */
class ProgramParser extends LangiumParser {
  private readonly references: ProgramLinker;

  constructor(services: LangiumCoreServices, references: ProgramLinker) {
    super(services);
    this.references = references;
    const recovery = this.wrapper as unknown as Recovery;
    let count = 0;
    recovery.consumeInternalRecovery = (type, _index, error) => {
      // Reading all errors copies them, so they are counted only now and then.
      if (++count % limits.syntaxErrors === 0 && recovery.errors.length >= limits.syntaxErrors) throw new TooManyErrors();
      if (this.isRecording()) throw error;
      return recovery.getTokenToInsert(type);
    };
  }

  /** Never throws: what cannot be read at all becomes an empty document with one error. */
  override parse<T extends AstNode = AstNode>(input: string, options: ParserOptions = {}): ParseResult<T> {
    if (input.length > limits.fileLength) return this.refuse(fileTooLong(input.length), options);
    try {
      return this.keep(super.parse<T>(input, options));
    } catch (error) {
      return this.refuse(error instanceof TooManyErrors ? tooManyErrors() : `This file cannot be read: ${error instanceof Error ? error.message : String(error)}`, options);
    }
  }

  private keep<T extends AstNode>(result: ParseResult<T>): ParseResult<T> {
    this.references.keepReferences(result.value);
    return result;
  }

  private refuse<T extends AstNode>(message: string, options: ParserOptions): ParseResult<T> {
    // A parse that was broken off leaves its stack behind.
    Object.assign(this, { stack: [] });
    const empty = this.keep(super.parse<T>('', options));
    return { ...empty, lexerErrors: [{ offset: 0, length: 1, line: 1, column: 1, message }] };
  }
}

export function createProgramParser(services: LangiumCoreServices, references: ProgramLinker): LangiumParser {
  const parser = createParser(services.Grammar, new ProgramParser(services, references), services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}

/** Parsing in one go, behind the interface that the document factory asks for. */
export class ProgramAsyncParser implements AsyncParser {
  private readonly parser: LangiumParser;
  constructor(services: LangiumCoreServices) { this.parser = services.parser.LangiumParser; }

  async parse<T extends AstNode>(text: string): Promise<ParseResult<T>> { return this.parser.parse<T>(text); }
}

interface Mismatch { readonly expected: TokenType; readonly actual: Token; readonly previous?: Token; readonly ruleName: string }

export class ProgramParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: Mismatch): string {
    const named = /^(?:program|calendar|team|person|policy|workstream|task|milestone|gate|release|check|step|option|announce|outcome|dependency|risk|assumption|issue|decision|change|action|escalation|cadence|scenario|baseline|review)$/;
    const after = previous?.image ?? '';
    return expectedMessage(expected.name, actual.image, after, ruleName.replace(/\u200B$/, ''), named.test(after));
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: Token }): string {
    return `\`${firstRedundant.image}\` is not expected here.`;
  }

  override buildNoViableAltMessage({ actual, previous, ruleName }: { actual: Token[]; previous: Token; ruleName: string }): string {
    return expectedMessage('VALUE', actual[0]?.image ?? '', previous.image, ruleName, false);
  }

  override buildEarlyExitMessage({ actual, previous, ruleName }: { actual: Token[]; previous: Token; ruleName: string }): string {
    return expectedMessage('VALUE', actual[0]?.image ?? '', previous.image, ruleName, false);
  }
}
