/** A first look at scanned tokens: texts, names and comments that are not right in themselves, and how the braces stand. */
import { limits, nameTooLong, textTooLong } from './limits.ts';
import { unclosedComment, unclosedText, unusableName } from './messages.ts';
import { columnOf, endOf, lineOf } from './tokens.ts';
import type { Token, TokenType, TokenTypes } from './tokens.ts';

/** A mistake that is known before parsing. Offsets are UTF-16 units; `end` is exclusive. */
export interface LineIssue {
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly related?: { readonly message: string; readonly start: number; readonly end: number };
  /** What should stand there instead, best first. */
  readonly replacements?: readonly string[];
}

export interface Tidied {
  readonly tokens: Token[];
  /** Opening braces without a closing one (positive), or the other way round (negative). */
  readonly missing: number;
  /** Braces are unbalanced, and most blocks are indented: then indentation tells where a block ends. */
  readonly indented: boolean;
  /** By line, the place of a `#`: what stands behind one at the start of a line was meant as a comment. */
  readonly comments: ReadonlyMap<number, number>;
  readonly issues: readonly LineIssue[];
  /** A text or a comment is not closed: where it ends depends on what stands behind. */
  readonly open: boolean;
}

const unicodeName = /^\p{L}[\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*(?:\.\p{L}[\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*)*\.?$/u;

/** A text that is not closed gives back the braces at its end: they were meant as braces. Not in a `partial` text, which ends at the cursor. */
export function tidyTokens(scanned: Token[], hidden: readonly Token[], types: TokenTypes, partial: boolean): Tidied {
  const issues: LineIssue[] = [];
  let missing = 0;
  let open = false;
  let tokens = scanned;
  for (let i = 0; i < scanned.length; i++) {
    const token = scanned[i]!;
    const type = token.tokenType;
    let braces: readonly Token[] | null = null;
    if (type === types.open) missing++;
    else if (type === types.close) missing--;
    else if (type === types.reference) checkName(token, issues);
    else if (type === types.text) {
      checkText(token, issues);
      if (!isClosed(token.image)) {
        open = true;
        if (!partial) braces = takeBraces(token, types);
      }
    }
    if (braces !== null && braces.length > 0) {
      for (const brace of braces) missing += brace.tokenType === types.open ? 1 : -1;
      if (tokens === scanned) tokens = scanned.slice(0, i);
    }
    if (tokens !== scanned) tokens.push(token, ...braces ?? []);
  }
  const comments = new Map<number, number>();
  for (const token of hidden) if (token.image === '#' && !comments.has(lineOf(token))) comments.set(lineOf(token), token.startOffset);
  const last = hidden.at(-1);
  if (last?.image.startsWith('/*') && !(last.image.length >= 4 && last.image.endsWith('*/'))) {
    open = true;
    issues.push({ message: unclosedComment(), start: last.startOffset, end: last.startOffset + 2 });
  }
  return { tokens, missing, indented: missing !== 0 && isIndented(tokens, types.open), comments, issues, open };
}

function checkName(token: Token, issues: LineIssue[]): void {
  const { image } = token;
  if (image.length > limits.nameLength) issues.push({ message: nameTooLong(image.length), start: token.startOffset, end: endOf(token) });
  else if ((image.startsWith('_') || !isAscii(image)) && !unicodeName.test(image.normalize('NFC'))) {
    issues.push({ message: unusableName(image), start: token.startOffset, end: endOf(token) });
  }
}

function checkText(token: Token, issues: LineIssue[]): void {
  const { image } = token;
  if (image.length > limits.textLength) issues.push({ message: textTooLong(image.length), start: token.startOffset, end: endOf(token) });
  if (!isClosed(image)) issues.push({ message: unclosedText(), start: token.startOffset, end: endOf(token) });
}

function isClosed(image: string): boolean {
  if (image.startsWith('"""')) return image.length >= 6 && image.endsWith('"""');
  if (image.length < 2 || !image.endsWith('"')) return false;
  let slashes = 0;
  while (image[image.length - 2 - slashes] === '\\') slashes++;
  return slashes % 2 === 0;
}

/** Cuts braces off the end of a text that its line ended. */
function takeBraces(token: Token, types: TokenTypes): Token[] {
  const { image } = token;
  const braces = image.startsWith('"""') ? '' : /[{}\s]*$/.exec(image.slice(-limits.nesting))?.[0].trimStart() ?? '';
  const kept = image.length - braces.length;
  const found: Token[] = [];
  for (let i = 0; i < braces.length; i++) {
    const type = braces[i] === '{' ? types.open : braces[i] === '}' ? types.close : null;
    if (!type) continue;
    const at = token.startOffset + kept + i;
    const column = columnOf(token) + kept + i;
    found.push({ ...token, image: type.name, startOffset: at, endOffset: at, startColumn: column, endColumn: column, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 });
  }
  token.image = image.slice(0, kept);
  token.endOffset = token.startOffset + kept - 1;
  token.endColumn = columnOf(token) + kept - 1;
  return found;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** True where more blocks indent their first line than do not. */
function isIndented(tokens: readonly Token[], open: TokenType): boolean {
  let deeper = 0;
  let flat = 0;
  let indent = 1;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const before = tokens[i - 1];
    if (before && lineOf(token) === (before.endLine ?? lineOf(before))) continue;
    if (before?.tokenType === open) { if (columnOf(token) > indent) deeper++; else flat++; }
    indent = columnOf(token);
  }
  return deeper > flat;
}
