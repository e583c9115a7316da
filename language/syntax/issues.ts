/** Everything that is wrong with the text of one document: all of it, in the order of the text. */
import { AstUtils } from 'langium';
import type { AstNode, LangiumDocument, ParseResult } from 'langium';
import type { Blocks } from './blocks.ts';
import { nameIssues, propertyIssues } from './duplicate-issues.ts';
import type * as ast from './generated/ast.ts';
import { issueOf, spanOf } from './issue.ts';
import type { Span, SyntaxIssue } from './issue.ts';
import type { LineReport } from './lexer.ts';
import { limits, tooManyErrors } from './limits.ts';
import { literalIssues } from './literal-issues.ts';
import { misplacedKeyword, unexpected } from './messages.ts';
import { isDeclared, kindOf } from './names.ts';
import { referenceIssues } from './reference-issues.ts';
import { linkerOf } from './references.ts';
import { revisionOf, spliceSince } from './reparse.ts';
import type { Splice } from './reparse.ts';
import { countBefore, moved } from './places.ts';

export type { IssueCode, SyntaxIssue } from './issue.ts';

/** What the text alone says, by its tree: it stays as long as the text does, and of a text in which one block was read again, outside of that. */
interface Textual {
  readonly revision: number;
  readonly values: readonly SyntaxIssue[];
  readonly properties: readonly SyntaxIssue[];
  /** What bodies could not use, in the order of the text. */
  readonly strange: readonly ast.Unexpected[];
  readonly all: readonly SyntaxIssue[];
}
const ofText = new WeakMap<AstNode, Textual>();

function textualOf(document: LangiumDocument, uri: string): Textual {
  const root = document.parseResult.value;
  const revision = revisionOf(root);
  const known = ofText.get(root);
  if (known?.revision === revision) return known;
  const splice = known ? spliceSince(root, known.revision) : null;
  const { values, properties, strange } = known && splice ? spliced(known, splice, uri) : whole(root, uri);
  const textual = { revision, values, properties, strange, all: [...parseIssues(document.parseResult, strange, uri), ...values, ...properties] };
  ofText.set(root, textual);
  return textual;
}

function whole(root: AstNode, uri: string): Pick<Textual, 'values' | 'properties' | 'strange'> {
  const strange: ast.Unexpected[] = [];
  return { values: literalIssues([root], uri, strange), properties: propertyIssues(root, uri), strange };
}

/** Everything outside of the block stays, where it stands now. */
function spliced(known: Textual, splice: Splice, uri: string): Pick<Textual, 'values' | 'properties' | 'strange'> {
  const { start, end, fresh } = splice;
  const inFresh: ast.Unexpected[] = [];
  const outside = (issues: readonly SyntaxIssue[]): SyntaxIssue[] => issues.filter(({ span }) => span.start < start || span.start >= end)
    .map(issue => movedIssue(issue, splice));
  const isBefore = (node: AstNode): boolean => (node.$cstNode?.offset ?? 0) < start;
  const values = [...outside(known.values), ...literalIssues([fresh], uri, inFresh)];
  const properties = [...outside(known.properties), ...propertyIssues(fresh, uri)];
  // Nodes of the old block have no place in the tree any more.
  const old = new Set<AstNode>(known.strange.length > 0 ? AstUtils.streamAst(splice.old) : []);
  const others = known.strange.filter(node => !old.has(node));
  return { values, properties, strange: [...others.filter(isBefore), ...inFresh, ...others.filter(node => !isBefore(node))] };
}

function movedIssue(issue: SyntaxIssue, change: Splice): SyntaxIssue {
  const place = <T extends Span>(span: T): T => ({ ...span, start: moved(span.start, change), end: moved(span.end, change) });
  if (issue.span.end < change.end && issue.related.every(({ place: { end } }) => end < change.end)) return issue;
  return { ...issue, span: place(issue.span), related: issue.related.map(related => ({ ...related, place: place(related.place) })) };
}

/**
 * Issues of a parsed and linked document: mistakes of syntax, names that resolve to nothing or to several things, names and properties that
 * stand twice, values that cannot be. They are not capped.
 */
export function syntaxIssues(document: LangiumDocument): SyntaxIssue[] {
  const root = document.parseResult.value;
  const uri = document.uri.toString();
  const textual = textualOf(document, uri).all;
  const linker = linkerOf(root);
  const found = linker ? [...textual, ...nameIssues(linker.names, uri), ...referenceIssues(document, linker)] : [...textual];
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : 1));
}

function parseIssues(result: ParseResult, strange: readonly ast.Unexpected[], uri: string): SyntaxIssue[] {
  const report = result.lexerReport as Partial<LineReport> | undefined;
  const issues = result.lexerErrors.map(({ message, offset, length }) => issueOf('syntax', uri, { start: offset, end: offset + length }, message));
  for (const { message, start, end, related, replacements } of report?.issues ?? []) {
    const places = related ? [{ message: related.message, place: { uri, start: related.start, end: related.end } }] : [];
    issues.push(issueOf('syntax', uri, { start, end }, message, replacements, places));
  }
  const places = new Set<number>();
  for (const { message, token, previousToken } of result.parserErrors as readonly ParserError[]) {
    const span = placeOf(previousToken) ?? placeOf(token) ?? { start: 0, end: 0 };
    if (!places.has(span.start)) issues.push(issueOf('syntax', uri, span, message));
    places.add(span.start);
  }
  if (report?.blocks) for (const issue of unexpectedIssues(strange, issues, uri, report.blocks)) issues.push(issue);
  if (issues.length <= limits.syntaxErrors) return issues;
  const rest = issues[limits.syntaxErrors]!;
  return [...issues.slice(0, limits.syntaxErrors), issueOf('syntax', uri, rest.span, tooManyErrors())];
}

interface Place { readonly startOffset: number; readonly endOffset?: number }
interface ParserError { readonly message: string; readonly token: Place; readonly previousToken?: Place }

/** None for a token that is not in the text: the end of the file, or a brace that was put in. */
function placeOf(token: Place | undefined): Span | null {
  if (!token || !(token.startOffset >= 0)) return null;
  return { start: token.startOffset, end: (token.endOffset ?? token.startOffset) + 1 };
}

/** Tokens that a body could not use: one issue for those that stand in a row, and none after another mistake of the same line. */
function unexpectedIssues(found: readonly ast.Unexpected[], known: readonly SyntaxIssue[], uri: string, blocks: Blocks): SyntaxIssue[] {
  if (!found[0]) return [];
  const lineOf = lineNumbers(AstUtils.findRootNode(found[0]).$cstNode?.root.fullText ?? '');
  const spoilt = new Map<number, number>();
  for (const { span } of known) {
    const line = lineOf(span.start);
    spoilt.set(line, Math.min(span.start, spoilt.get(line) ?? Infinity));
  }
  const issues: SyntaxIssue[] = [];
  for (const node of found) {
    const span = spanOf(node);
    const line = lineOf(span.start);
    if ((spoilt.get(line) ?? Infinity) <= span.start) continue;
    spoilt.set(line, span.start);
    const { text: image, $container: body } = node;
    const where = body && isDeclared(body) ? { keyword: kindOf(body), name: body.name } : undefined;
    issues.push(issueOf('syntax', uri, span, blocks.words.has(image) ? misplacedKeyword(image, where, blocks) : unexpected(image)));
  }
  return issues;
}

/** The line of an offset, by bisection. */
function lineNumbers(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return offset => countBefore(starts.length, line => starts[line]! <= offset) - 1;
}
