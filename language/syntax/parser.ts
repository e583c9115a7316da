/** The parser of programs: the grammar, run by `engine.ts` behind Langium's interface, with an end to what a hostile file can cost. */
import { LangiumParser } from 'langium';
import type { AstNode, AsyncParser, ParseResult, ParserOptions } from 'langium';
import { Engine, TooManyErrors } from './engine.ts';
import type { ParseError } from './engine.ts';
import { fileTooLong, limits, tooManyErrors, tooManyTokens } from './limits.ts';
import { expectedMessage } from './messages.ts';
import { reparse } from './reparse.ts';
import type { BlockReader, Reread, Splice } from './reparse.ts';
import type { ProgramServices } from './services.ts';
import type { Token } from './tokens.ts';
import { valueOf } from './values.ts';

const declares = /^(?:program|calendar|team|person|policy|workstream|task|milestone|gate|release|check|step|option|announce|outcome|dependency|risk|assumption|issue|decision|change|action|escalation|cadence|scenario|baseline|review)$/;

/** Never throws: what cannot be read at all becomes an empty document with one error. */
export class ProgramParser extends LangiumParser {
  private readonly engine: Engine;
  private readonly services: ProgramServices;

  constructor(services: ProgramServices) {
    // The base class is here for its type; its own machinery stays unused, and without rules it costs next to nothing.
    super(services);
    this.services = services;
    this.engine = new Engine({
      grammar: services.Grammar,
      types: services.parser.Lexer.types,
      reflection: services.shared.AstReflection,
      linker: services.references.Linker,
      convert: valueOf,
      message: (expected, found, before, rule) => {
        const after = before?.image ?? '';
        return expectedMessage(expected, found.image, after, rule, declares.test(after));
      },
      maxErrors: limits.syntaxErrors,
    });
  }

  override parse<T extends AstNode = AstNode>(input: string, options: ParserOptions = {}): ParseResult<T> {
    if (input.length > limits.fileLength) return this.refuse(fileTooLong(input.length), options);
    if (hasMoreTokens(input, limits.tokens)) return this.refuse(tooManyTokens(), options);
    try {
      return this.read(input, options);
    } catch (error) {
      return this.refuse(error instanceof TooManyErrors ? tooManyErrors() : `This file cannot be read: ${error instanceof Error ? error.message : String(error)}`, options);
    }
  }

  private read<T extends AstNode>(input: string, options: ParserOptions): ParseResult<T> {
    const { Lexer } = this.services.parser;
    const { Linker } = this.services.references;
    const { tokens, hidden, report } = Lexer.tokenize(input);
    const { value, errors } = this.engine.parse(input, tokens as Token[], hidden as Token[], options.rule);
    Linker.keepReferences(value, Linker.takeReferences(value));
    return { value: value as T, parserErrors: asExceptions(errors) as unknown as ParseResult['parserErrors'], lexerErrors: [], ...(report ? { lexerReport: report } : {}) };
  }

  /** Brings the tree of a document up to a text by reading one block again. Null where that is not enough; nothing has changed then. */
  reread(result: ParseResult, text: string): Splice | null { return reparse(result, text, this.blockReader()); }

  private blockReader(): BlockReader {
    const { Lexer } = this.services.parser;
    const { Linker } = this.services.references;
    return {
      blocks: Lexer.blocks,
      read: (text, around, rule): Reread | null => {
        const { tokens, hidden, report } = Lexer.tokenizeBlock(text, around);
        if (!report.balanced) return null;
        try {
          const { value, errors } = this.engine.parse(text, tokens as Token[], hidden as Token[], rule);
          return { value, errors: asExceptions(errors), references: Linker.takeReferences(value), report };
        } catch (error) {
          Linker.takeReferences(null);
          if (error instanceof TooManyErrors) return null;
          throw error;
        }
      },
      referencesOf: root => Linker.referencesIn(root),
      replaceReferences: (root, references) => Linker.keepReferences(root, references),
    };
  }

  private refuse<T extends AstNode>(message: string, options: ParserOptions): ParseResult<T> {
    return { ...this.read<T>('', options), lexerErrors: [{ offset: 0, length: 1, line: 1, column: 1, message }] };
  }
}

/** Langium's errors are those of chevrotain, with more of its own state than anybody reads. */
function asExceptions(errors: readonly ParseError[]): ParseError[] {
  return errors.map(error => ({ ...error, name: 'MismatchedTokenException', resyncedTokens: [], context: { ruleStack: [], ruleOccurrenceStack: [] } }));
}

/** Whether a text holds more words and signs than that, by a count that takes no memory; what stands in comments and texts counts too. */
function hasMoreTokens(text: string, most: number): boolean {
  if (text.length <= most) return false;
  let count = 0;
  let inWord = false;
  for (let i = 0; i < text.length && count <= most; i++) {
    const code = text.charCodeAt(i);
    const isWord = (code > 47 && code < 58) || (code > 64 && code < 91) || (code > 96 && code < 123) || code === 45 || code === 46 || code === 95 || code > 127;
    if (code > 32 && !(isWord && inWord)) count++;
    inWord = isWord;
  }
  return count > most;
}

/** Parsing in one go, behind the interface that the document factory asks for. */
export class ProgramAsyncParser implements AsyncParser {
  private readonly parser: LangiumParser;
  constructor(services: ProgramServices) { this.parser = services.parser.LangiumParser; }

  async parse<T extends AstNode>(text: string): Promise<ParseResult<T>> { return this.parser.parse<T>(text); }
}
