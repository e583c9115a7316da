/**
 * Which blocks are open at an offset. One pass over the characters before it, without a parser: a half-typed line must
 * not hide the block around it, and 1.5 MB take a few milliseconds.
 */

/** An open block: where its header starts, and where its brace stands. */
export interface OpenBlock { readonly header: number; readonly brace: number }

export interface Surroundings {
  /** From the outermost inwards. */
  readonly blocks: readonly OpenBlock[];
  /** Where the statement at the offset starts: behind a brace, or at the start of a line that a comma does not continue. */
  readonly statement: number;
  /** Inside of what the offset lies, if not among tokens. */
  readonly inside: 'code' | 'string' | 'comment';
}

const quote = 34, slash = 47, star = 42, backslash = 92, newline = 10, open = 123, close = 125, comma = 44, space = 32;

/** The offset behind the string that starts at `at`: its closing quote, else the end of its line (of the text for `"""`). */
function endOfString(text: string, at: number): number {
  if (text.startsWith('"""', at)) {
    const end = text.indexOf('"""', at + 3);
    return end < 0 ? text.length : end + 3;
  }
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === newline) return i;
    if (code === backslash) i++;
    else if (code === quote) return i + 1;
  }
  return text.length;
}

export function surroundings(text: string, offset: number): Surroundings {
  const blocks: OpenBlock[] = [];
  let statement = 0;
  let lastCode = 0;
  let inside: Surroundings['inside'] = 'code';
  let at = 0;
  while (at < offset) {
    const code = text.charCodeAt(at);
    let end = at + 1;
    if (code === quote) {
      end = endOfString(text, at);
      inside = end > offset || (end === offset && text.charCodeAt(end - 1) !== quote) ? 'string' : 'code';
      lastCode = quote;
    } else if (code === slash && text.charCodeAt(at + 1) === slash) {
      const newlineAt = text.indexOf('\n', at);
      end = newlineAt < 0 ? text.length : newlineAt;
      if (end >= offset) inside = 'comment';
    } else if (code === slash && text.charCodeAt(at + 1) === star) {
      const closed = text.indexOf('*/', at + 2);
      end = closed < 0 ? text.length : closed + 2;
      if (end > offset || closed < 0) inside = 'comment';
    } else if (code === newline) {
      // A header may stand a line above its brace, so a blank statement keeps the start of the one before it.
      if (lastCode !== comma) statement = nextStatement(text, end, statement);
    } else if (code === open) {
      blocks.push({ header: statement, brace: at });
      statement = end;
      lastCode = open;
    } else if (code === close) {
      blocks.pop();
      statement = end;
      lastCode = close;
    } else if (code > space) {
      lastCode = code;
    }
    at = end;
  }
  return { blocks, statement, inside };
}

/** A line that starts with a brace belongs to the statement above it. */
function nextStatement(text: string, lineStart: number, statement: number): number {
  for (let i = lineStart; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > space) return code === open ? statement : lineStart;
    if (code === newline) return lineStart;
  }
  return lineStart;
}
