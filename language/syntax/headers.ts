/** What stands between a keyword and the brace that opens its body: a name, a title, and sometimes more. */
import type { Statement } from './blocks.ts';
import { headerJunk, nameMissing, unusableName } from './messages.ts';
import type { LineIssue } from './tidy-tokens.ts';
import { endOf, setType, virtual } from './tokens.ts';
import type { Token, TokenTypes } from './tokens.ts';

/** The line that a brace would belong to; `at` is the place of its keyword among the tokens. */
export interface Header { readonly statement: Statement; readonly at: number; readonly line: number; readonly indent: number }

/** What a header comes to: the name that its block goes by, and what cannot stand there and was taken out of the tokens. */
export interface TidyHeader { readonly name: string; readonly junk: readonly Token[]; readonly issues: readonly LineIssue[] }

const signs = new Set([',', '(', ')', '+', '-']);

/** Called at the brace: the header's tokens are the last ones. A misspelled header keeps its body. */
export function tidyHeader(tokens: Token[], { statement, at }: Header, types: TokenTypes): TidyHeader {
  const { header, entry, keyword } = statement;
  const first = tokens[at + 1];
  const named = first !== undefined && first.tokenType !== types.text && !signs.has(first.image);
  if (header.any || header.texts) return { name: '', junk: [], issues: [] };
  const issues: LineIssue[] = [];
  if (named && (first.tokenType === types.value ? !header.date : first.image.includes('.'))) {
    issues.push({ message: unusableName(first.image), start: first.startOffset, end: endOf(first) });
    setType(first, types.name);
  }
  if (named && entry) asNewName(first, types);
  // Without a name, only the brace says that it declares.
  if (!named && entry) {
    const opener = tokens[at]!;
    issues.push({ message: nameMissing(keyword), start: opener.startOffset, end: endOf(opener) });
    tokens.splice(at + 1, 0, virtual(types.newName, '', opener));
  }
  let end = at + (entry || (named && first.tokenType !== types.value) ? 2 : 1);
  if (header.date && tokens[end]?.tokenType === types.value) end++;

  let title = end;
  while (title < tokens.length && tokens[title]!.tokenType !== types.text) title++;
  const titled = title < tokens.length;
  let junk = title === end ? [] : tokens.splice(end, title - end);
  if (titled) end++;
  if (header.base && (titled ? tokens[end] : junk[0])?.image === 'extends') {
    if (!titled) tokens.push(...junk.splice(0, 2));
    end += 2;
  }
  if (end < tokens.length) junk = junk.concat(tokens.splice(end));
  const from = junk[0];
  const to = junk.at(-1);
  if (from && to) issues.push({ message: headerJunk(from.image, keyword), start: from.startOffset, end: endOf(to) });
  return { name: named ? first.image : '', junk, issues };
}

/** The name behind `action`, `risk`, … is a new one: a title or a body follows it. */
export function asNewName(name: Token, types: TokenTypes): void {
  if (name.tokenType !== types.value && name.tokenType !== types.text) setType(name, types.newName);
}
