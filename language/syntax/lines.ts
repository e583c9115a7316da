/**
 * From scanned tokens to lines: which word is a keyword, which line cannot be understood, which brace is missing.
 *
 * The parser behind sees only lines that start with a keyword of their block, and braces that are opened by a header and closed again.
 * What does not fit becomes a hidden token with an issue, so a half-typed line never hides the lines after it. Linear in the tokens.
 */
import type { Block, Blocks, Statement } from './blocks.ts';
import { asNewName, tidyHeader } from './headers.ts';
import type { Header } from './headers.ts';
import { limits, nestedTooDeep, tooManyOperands } from './limits.ts';
import { extraBrace, misplacedKeyword, missingBrace, nothingOpened, strayText, unknownWord } from './messages.ts';
import { nearest } from './nearest.ts';
import { tidyTokens } from './tidy-tokens.ts';
import type { LineIssue } from './tidy-tokens.ts';
import { columnOf, endOf, lineOf, setType, virtual } from './tokens.ts';
import type { Token, TokenType, TokenTypes } from './tokens.ts';

export type { LineIssue } from './tidy-tokens.ts';

export interface Lines {
  readonly tokens: Token[];
  readonly hidden: Token[];
  readonly issues: LineIssue[];
  /** Every brace has its partner, every text and comment is closed: then blocks can be read one by one. */
  readonly balanced: boolean;
}

/** Where a text stands that is read alone: the body around it, and how deep that is. */
export interface Surroundings { readonly block: Block; readonly depth: number }

/** A block that is open. `block` is null inside braces that nothing opened: all of it is skipped. */
interface Frame {
  readonly block: Block | null;
  readonly keyword: string;
  readonly name: string;
  readonly line: number;
  /** Column of the first token on the header's line. */
  readonly indent: number;
  readonly opener: Token;
}

const operators = new Set([',', '(', '+', '-']);
const conditionWords = new Set(['and', 'or', 'not', '(', 'requires']);

/** @param partial true for a text that ends at the cursor: nothing is skipped, closed or put right then. */
export function readLines(scanned: Token[], hidden: Token[], types: TokenTypes, blocks: Blocks, partial = false, around: Surroundings | null = null): Lines {
  return new LineReader(types, blocks, partial, around).read(scanned, hidden);
}

class LineReader {
  private readonly out: Token[] = [];
  private readonly strays: Token[] = [];
  private readonly issues: LineIssue[] = [];
  private readonly frames: Frame[] = [];
  private root: Block;
  private header: Header | null = null;
  /** The line whose remaining tokens are skipped; `resume` is true where a keyword on the same line ends that. */
  private skipping: { readonly line: number; readonly resume: boolean } | null = null;
  private readonly skipped = new Set<number>();
  /** By line, the place of a `#`: what stands behind one at the start of a line was meant as a comment. */
  private comments: ReadonlyMap<number, number> = new Map();
  private lineIndent = 1;
  /** Opening braces without a closing one (positive), or the other way round (negative). */
  private missing = 0;
  private indented = false;
  /** A brace has no partner, or nothing that it opens or closes. */
  private uneven = false;
  private previous: Token | undefined;
  /** The keyword of the last line. */
  private line = '';
  /** The place of the last keyword that is taken for a name. */
  private valueAt = -1;
  /** Of the condition that is being read: open parentheses, `not` in a row, operators. Past a limit the rest of it is skipped. */
  private condition = { parentheses: 0, negations: 0, operators: 0, skipped: false };
  private readonly types: TokenTypes;
  private readonly blocks: Blocks;
  private readonly partial: boolean;
  private readonly around: Surroundings | null;

  constructor(types: TokenTypes, blocks: Blocks, partial: boolean, around: Surroundings | null) {
    this.types = types;
    this.blocks = blocks;
    this.partial = partial;
    this.around = around;
    this.root = around?.block ?? blocks.document;
  }

  read(scanned: Token[], hidden: Token[]): Lines {
    const { tokens, missing, indented, comments, issues, open } = tidyTokens(scanned, hidden, this.types, this.partial);
    this.missing = missing;
    this.indented = indented;
    this.comments = comments;
    for (const issue of issues) this.issues.push(issue);
    if (!this.around && tokens[0]?.image === 'part') this.root = this.blocks.part;
    for (let i = 0; i < tokens.length; i++) this.take(tokens, i);
    while (!this.partial && this.frames.length > 0) this.closeMissing();
    this.reportStrays(hidden);
    return { tokens: this.out, hidden: this.strays.length === 0 ? hidden : merge(hidden, this.strays), issues: this.issues, balanced: missing === 0 && !open && !this.uneven };
  }

  /** Characters that nothing begins with: one issue for a run of them, none on a line that is skipped anyway. */
  private reportStrays(hidden: readonly Token[]): void {
    for (let i = 0; i < hidden.length; i++) {
      const first = hidden[i]!;
      if (first.tokenType !== this.types.stray) continue;
      while (hidden[i + 1]?.tokenType === first.tokenType && hidden[i + 1]?.startOffset === endOf(hidden[i]!)) i++;
      if (!this.skipped.has(lineOf(first))) this.issues.push({ message: strayText(first.image), start: first.startOffset, end: endOf(hidden[i]!) });
    }
  }

  private take(tokens: Token[], i: number): void {
    const token = tokens[i]!;
    const before = this.previous;
    const startsLine = before === undefined || lineOf(token) > (before.endLine ?? lineOf(before));
    if (startsLine) {
      this.skipping = null;
      this.lineIndent = columnOf(token);
      if (this.missing > 0 && this.indented && !this.partial) this.closeByIndent(token);
    }
    this.previous = token;
    const type = token.tokenType;
    if (type === this.types.open) return this.open(token);
    if (type === this.types.close) return this.close(token, tokens[i + 1]);
    if (this.inStray() || this.tooDeep(token)) return this.stray(token);
    const afterBrace = before === undefined || before.tokenType === this.types.open || before.tokenType === this.types.close;
    if (this.skipping && !(this.skipping.resume && this.block.statements.has(token.image))) return this.stray(token);
    if (afterBrace || this.skipping || (startsLine && (!this.continues(before) || (before.image === ',' && this.startsAnyway(tokens, i))))) {
      this.skipping = null;
      this.start(tokens, i, startsLine);
    } else {
      this.within(tokens, i, before, startsLine);
    }
  }

  /** Conditions nest and chain by what a file says, and the parser behind is recursive. */
  private tooDeep(token: Token): boolean {
    const { condition } = this;
    const word = token.image;
    if (word === '(') condition.parentheses++;
    else if (word === ')') condition.parentheses = Math.max(0, condition.parentheses - 1);
    else if (word === 'and' || word === 'or') condition.operators++;
    condition.negations = word === 'not' ? condition.negations + 1 : 0;
    const nested = condition.parentheses > limits.nesting || condition.negations > limits.nesting;
    if (!condition.skipped && (nested || condition.operators >= limits.operands)) {
      condition.skipped = true;
      this.issues.push({ message: nested ? nestedTooDeep() : tooManyOperands(), start: token.startOffset, end: endOf(token) });
    }
    return condition.skipped && !this.block.statements.has(word);
  }

  /** A token where a line starts. */
  private start(tokens: Token[], i: number, startsLine: boolean): void {
    const token = tokens[i]!;
    const { block, types } = this;
    const type = token.tokenType;
    const after = this.out.at(-1);
    if (type === types.text || operators.has(token.image) || token.image === ')') return this.emit(token, type);
    this.header = null;
    if (startsLine && (this.comments.get(lineOf(token)) ?? Infinity) < token.startOffset) return this.skip(token, true, null);
    if (block.rows) return type === types.reference ? this.emit(token, nameType(token, types)) : this.skip(token, startsLine, strayText(token.image));
    const keyword = token.image;
    const statement = block.statements.get(keyword);
    // With a name behind it, `by` goes on with the dated word above; with a date it is a line of its own.
    if (statement && keyword === 'by' && after && tokens[i + 1]?.tokenType === types.reference) return this.emit(token, types.loose.get(keyword) ?? types.name);
    if (statement) return this.begin(token, keyword, statement);
    if (i === 0 && keyword === 'part') return this.emit(token, types.strict.get('part') ?? types.name);
    if (type !== types.reference) return this.skip(token, startsLine, strayText(keyword));
    if (block.free) {
      if (after && after.tokenType !== types.open && after.tokenType !== types.close) this.breakBefore(token);
      if (block.free.body) this.header = { statement: block.free, at: this.out.length, line: lineOf(token), indent: this.lineIndent };
      return this.emit(token, nameType(token, types));
    }
    if (this.partial) return this.emit(token, nameType(token, types));
    // On a line of its own, such a word goes on with the line above: `because "…"`, `and closed x`.
    if (startsLine && after && this.blocks.continuations.has(keyword)) return this.emit(token, types.loose.get(keyword) ?? types.name);
    // So many mistakes are no plan: from here on, lines are not compared with keywords.
    if (this.issues.length > limits.syntaxErrors) return this.skip(token, startsLine, null);
    const known = this.blocks.words.has(keyword);
    const next = tokens[i + 1];
    const alone = next === undefined || next.tokenType === types.close || lineOf(next) !== lineOf(token);
    // A word that somebody is still typing: the keywords that it begins come before those that it resembles.
    const begun = alone ? [...block.statements.keys()].filter(name => name.startsWith(keyword)) : [];
    const guesses = begun.length > 0 ? begun.slice(0, 3) : known || keyword.includes('.') ? [] : nearest(keyword, block.statements.keys()).slice(0, 1);
    const [guess] = guesses;
    const meant = guess === undefined ? undefined : block.statements.get(guess);
    if (guess !== undefined && meant) {
      this.issues.push({ message: unknownWord(keyword, this.frames.at(-1), guess), start: token.startOffset, end: endOf(token), replacements: guesses });
      if (!alone) return this.begin(token, guess, meant);
      // Nothing stands behind it yet, and what it would need is no second mistake.
      this.skipped.add(lineOf(token));
      return this.skip(token, startsLine, null);
    }
    const message = known ? misplacedKeyword(keyword, this.frames.at(-1), this.blocks) : unknownWord(keyword, this.frames.at(-1), undefined);
    this.skip(token, startsLine, message);
  }

  /** A line begins here with a keyword of its block. */
  private begin(token: Token, keyword: string, statement: Statement): void {
    const after = this.out.at(-1);
    this.condition = { parentheses: 0, negations: 0, operators: 0, skipped: false };
    this.line = keyword;
    // The line above might swallow it: `as` after `signed D by P`, `for` after `ask "…"`.
    if (after && this.blocks.continuations.has(keyword) && after.tokenType !== this.types.open && after.tokenType !== this.types.close) this.breakBefore(token);
    this.header = statement.body || statement.entry ? { statement, at: this.out.length, line: lineOf(token), indent: this.lineIndent } : null;
    this.emit(token, this.types.strict.get(keyword) ?? this.types.name);
  }

  /** A token inside a line, or on a line that goes on with the one above. */
  private within(tokens: Token[], i: number, before: Token, startsLine: boolean): void {
    const token = tokens[i]!;
    const { types, block } = this;
    const type = token.tokenType;
    if (type === types.text && this.header?.statement.entry && before === this.out.at(-1) && this.header.at === this.out.length - 2) asNewName(before, types);
    if (type !== types.reference) return this.emit(token, type);
    const word = token.image;
    const loose = types.loose.get(word);
    const statement = block.statements.get(word);
    if (!loose || block.rows) return this.emit(token, nameType(token, types));
    const next = tokens[i + 1];
    if (word === 'start' && (before.image === 'after' || before.image === ',')) {
      const following = tokens[i + 2];
      const startOf = next?.image === 'of' && following?.tokenType === types.reference && following.startLine === token.startLine;
      return this.emit(token, startOf ? types.strict.get('start') ?? loose : types.name);
    }
    if (before.image === ',') return this.emit(token, types.name);
    // Right behind a keyword that takes a name, a keyword is that name (or a word that belongs there: `impact cost 40k`).
    if (!startsLine && this.valueAt !== this.out.length - 1 && isKeyword(before, types) && this.blocks.takesName.has(before.image)) {
      this.valueAt = this.out.length;
      return this.emit(token, loose);
    }
    // `done 2026-03-20 by 2026-05-01`: with a date it is the commitment, with a name it belongs to the word before it.
    if (word === 'by' && statement && next?.tokenType === types.value && before.image !== 'needed' && before.image !== 'validate') {
      this.breakBefore(token);
      return this.emit(token, types.strict.get('by') ?? loose);
    }
    // A condition goes on below: `closed a and`, then `passed b`.
    if (startsLine && this.line === 'requires' && conditionWords.has(before.image) && this.valueAt !== this.out.length - 1 && next?.tokenType === types.reference) return this.emit(token, loose);
    if (statement) {
      const afterValue = before.tokenType === types.value || before.tokenType === types.text;
      if (startsLine || block.free || (afterValue && !this.blocks.continuations.has(word))) return this.begin(token, word, statement);
      if (statement.body || statement.entry) this.header = { statement, at: this.out.length, line: lineOf(token), indent: this.lineIndent };
    }
    this.emit(token, loose);
  }

  /** True where a line goes on with the one above: after a comma, an operator, or a line that is a keyword without its value. */
  private continues(before: Token | undefined): boolean {
    const last = this.out.at(-1);
    if (!before || last !== before) return false;
    if (operators.has(before.image)) return true;
    return isKeyword(before, this.types) && this.valueAt !== this.out.length - 1;
  }

  /** Below a comma a keyword may be a name; not if what stands behind it would make no sense then: `after a,` above `task b {`. */
  private startsAnyway(tokens: Token[], i: number): boolean {
    const token = tokens[i]!;
    const next = tokens[i + 1];
    if (!this.block.statements.has(token.image) || !next || lineOf(next) > lineOf(token)) return false;
    if (token.image === 'start' && next.image === 'of') return false;
    if (next.tokenType === this.types.value) return !/^[+-]/.test(next.image) && this.line !== 'needs';
    return next.tokenType === this.types.reference || next.tokenType === this.types.text || next.tokenType === this.types.open;
  }

  private open(token: Token): void {
    const header = this.header;
    this.header = null;
    const body = this.inStray() ? null : header?.statement.body ?? null;
    const deep = this.frames.length + (this.around?.depth ?? 0) >= limits.nesting;
    if (!header || !body || deep || (this.skipping && !this.partial)) {
      this.uneven = true;
      if (deep && !this.inStray()) this.issues.push({ message: nestedTooDeep(), start: token.startOffset, end: endOf(token) });
      else if (!this.inStray() && !this.skipping) this.issues.push({ message: nothingOpened(), start: token.startOffset, end: endOf(token) });
      this.frames.push({ block: null, keyword: '', name: '', line: lineOf(token), indent: this.lineIndent, opener: token });
      this.skipping = null;
      return this.stray(token);
    }
    const { name, junk, issues } = tidyHeader(this.out, header, this.types);
    for (const issue of issues) this.issues.push(issue);
    for (const found of junk) this.stray(found);
    const opener = this.out[header.at] ?? token;
    this.frames.push({ block: body, keyword: header.statement.keyword || opener.image, name, line: header.line, indent: header.indent, opener });
    this.emit(token, this.types.open);
  }

  private close(token: Token, next: Token | undefined): void {
    const frame = this.frames.at(-1);
    this.header = null;
    const surplus = frame && this.missing < 0 && this.indented && next !== undefined && next.tokenType !== this.types.close
      && lineOf(next) > lineOf(token) && columnOf(next) > frame.indent && frame.line < lineOf(next);
    if (!frame || (surplus && !this.partial)) {
      this.uneven = true;
      this.missing++;
      if (!this.skipping) this.issues.push({ message: extraBrace(frame), start: token.startOffset, end: endOf(token) });
      return this.stray(token);
    }
    this.frames.pop();
    if (frame.block === null) return this.stray(token);
    this.skipping = null;
    this.emit(token, this.types.close);
  }

  /** Closes blocks that the indentation of this line says are over. Only where the file lacks closing braces. */
  private closeByIndent(token: Token): void {
    const column = columnOf(token);
    const closing = token.tokenType === this.types.close;
    for (let top = this.frames.at(-1); top && this.missing > 0 && top.line < lineOf(token); top = this.frames.at(-1)) {
      if (closing ? column >= top.indent || this.frames.length === 1 : column > top.indent) return;
      this.closeMissing();
    }
  }

  private closeMissing(): void {
    this.uneven = true;
    const frame = this.frames.pop();
    const last = this.previous;
    if (!frame || !last) return;
    this.missing--;
    if (frame.block === null) return;
    this.header = null;
    const { opener } = frame;
    this.issues.push({
      message: missingBrace(frame.keyword, frame.name, frame.line), start: last.startOffset, end: endOf(last),
      related: { message: 'opened here', start: opener.startOffset, end: endOf(opener) },
    });
    this.out.push(virtual(this.types.close, '}', last));
  }

  private breakBefore(token: Token): void { this.out.push(virtual(this.types.lineBreak, '', token)); }

  private emit(token: Token, type: TokenType): void {
    if (token.tokenType !== type) setType(token, type);
    this.out.push(token);
  }

  private stray(token: Token): void {
    if (this.partial) return this.emit(token, token.tokenType === this.types.reference ? nameType(token, this.types) : token.tokenType);
    setType(token, this.types.stray);
    this.strays.push(token);
  }

  /** Skips the rest of a line that cannot be understood; after a brace on the same line, up to the next keyword. */
  private skip(token: Token, startsLine: boolean, message: string | null): void {
    if (message !== null) {
      this.issues.push({ message, start: token.startOffset, end: endOf(token) });
      this.skipped.add(lineOf(token));
    }
    this.skipping = { line: lineOf(token), resume: !startsLine };
    this.stray(token);
  }

  private inStray(): boolean { return this.frames.at(-1)?.block === null; }
  private get block(): Block { return this.frames.at(-1)?.block ?? this.root; }
}

const isKeyword = ({ image, tokenType }: Token, types: TokenTypes): boolean => tokenType === types.strict.get(image) || tokenType === types.loose.get(image);

const nameType = (token: Token, types: TokenTypes): TokenType => token.image.includes('.') ? types.reference : types.name;

/** Two lists in the order of the text, as one. */
function merge(a: Token[], b: Token[]): Token[] {
  return [...a, ...b].sort((x, y) => x.startOffset - y.startOffset);
}
