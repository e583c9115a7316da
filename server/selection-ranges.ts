/** Selections that grow: the word, the value, the line, the body, the declaration, and so on outwards to the whole file. */
import { isCompositeCstNode, isLeafCstNode } from 'langium';
import type { CompositeCstNode, CstNode, LangiumDocument, LeafCstNode } from 'langium';
import type { Connection, SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onSelectionRanges(safely<SelectionRangeParams, SelectionRange[] | null>(context.log, 'selections', null, async ({ textDocument, positions }, token) => {
    await context.current(token);
    const document = context.document(textDocument.uri);
    if (!document) return null;
    const text = document.textDocument;
    // One answer for each position: the protocol counts them.
    return positions.map(position => nested(text, selectionsAt(document, text.offsetAt(position))) ?? { range: { start: position, end: position } });
  }));
}

function nested(text: TextDocument, spans: readonly Span[]): SelectionRange | null {
  let around: SelectionRange | null = null;
  for (const span of [...spans].reverse()) around = around ? { range: toRange(text, span), parent: around } : { range: toRange(text, span) };
  return around;
}

/** The selections around an offset, innermost first; each holds the one before it and more. Only an empty file has none. */
export function selectionsAt(document: LangiumDocument, offset: number): Span[] {
  const text = document.textDocument.getText();
  const spans: Span[] = [];
  const add = (start: number, end: number): void => {
    const last = spans.at(-1);
    const holds = start < end && start <= offset && offset <= end;
    const grows = !last || (start <= last.start && last.end <= end && end - start > last.end - last.start);
    if (holds && grows) spans.push({ start, end });
  };
  const root = document.parseResult.value.$cstNode;
  for (const { node, before, after } of root ? pathTo(root, touched(text, offset)).reverse() : []) {
    if (isCompositeCstNode(node)) addBody(node, text, add);
    else addToken(node as LeafCstNode, offset, add);
    if (node !== root) add(node.offset, node.end);
    // A documentation belongs to the declaration behind it.
    if (isDocumentation(before)) add(before.offset, node.end);
    if (isDocumentation(node) && after) add(node.offset, after.end);
  }
  add(0, text.length);
  return spans;
}

/** The letter that a cursor at an offset means: the one behind it, unless only the one before it belongs to a word or to anything at all. */
function touched(text: string, offset: number): number {
  const [behind = '', before = ''] = [text[offset], text[offset - 1]];
  const inWord = /[\p{L}\p{N}_]/u;
  const left = (!inWord.test(behind) && inWord.test(before)) || (/^\s?$/.test(behind) && /\S/.test(before));
  return left ? offset - 1 : offset;
}

interface Step { readonly node: CstNode; readonly before: CstNode | undefined; readonly after: CstNode | undefined }

/** The nodes that hold an offset, outermost first, each with its neighbours. */
function pathTo(root: CstNode, at: number): Step[] {
  const path: Step[] = [{ node: root, before: undefined, after: undefined }];
  for (let node: CstNode | undefined = root; node && isCompositeCstNode(node);) {
    const children: readonly CstNode[] = node.content;
    const index = children.findIndex(child => child.offset <= at && at < child.end);
    node = children[index];
    if (node) path.push({ node, before: children[index - 1], after: children[index + 1] });
  }
  return path;
}

function isDocumentation(node: CstNode | undefined): node is CstNode {
  return node !== undefined && isLeafCstNode(node) && node.tokenType.name === 'ML_COMMENT' && node.text.startsWith('/**');
}

type Add = (start: number, end: number) => void;

/** The parts of a token around an offset. */
function addToken({ tokenType, text, offset: start }: LeafCstNode, offset: number, add: Add): void {
  const addRun = (letters: RegExp, { start: from, end: to }: Span): void => {
    const run = runAround(text, offset - start, letters, from, to);
    const trimmed = text.slice(run.start, run.end);
    add(start + run.start + trimmed.length - trimmed.trimStart().length, start + run.start + trimmed.trimEnd().length);
  };
  const whole = { start: 0, end: text.length };
  if (tokenType.name === 'VALUE') {
    // One end of `2026-03-02..2026-03-27`, one point of `15d..20d..35d`.
    for (const part of text.matchAll(/[^.\s]+(?:[.\s][^.\s]+)*/g)) add(start + part.index, start + part.index + part[0].length);
    return;
  }
  addRun(/[\p{L}\p{N}_-]/u, whole);
  if (tokenType.name === 'ML_COMMENT') addRun(/[^\r\n]/, whole);
  if (tokenType.name !== 'STRING') return;
  const quotes = text.startsWith('"""') ? 3 : 1;
  const inner = { start: quotes, end: text.length - (text.length >= 2 * quotes && text.endsWith('"') ? quotes : 0) };
  addRun(/[^\r\n]/, inner);
  add(start + inner.start, start + inner.end);
}

/** From where to where all letters around a place are of a kind. */
function runAround(text: string, at: number, letters: RegExp, least: number, most: number): Span {
  let [start, end] = [at, at];
  while (start > least && letters.test(text[start - 1] ?? '')) start--;
  while (end < most && letters.test(text[end] ?? '')) end++;
  return { start, end };
}

/** Of a node with braces: the words before them, what stands in them, and that with the braces. */
function addBody(node: CompositeCstNode, text: string, add: Add): void {
  const open = node.content.find(child => isLeafCstNode(child) && child.text === '{');
  if (!open) return;
  add(node.offset, node.offset + text.slice(node.offset, open.offset).trimEnd().length);
  const close = node.content.findLast(child => isLeafCstNode(child) && child.text === '}');
  if (!close || close.offset < open.end) return;
  const inner = text.slice(open.end, close.offset);
  add(open.end + inner.length - inner.trimStart().length, open.end + inner.trimEnd().length);
  add(open.offset, close.end);
}
