/** Titles are texts that nothing refers to: a new one changes its own line and nothing else. */
import { CstUtils, GrammarUtils } from 'langium';
import type { LangiumDocument } from 'langium';
import { limits } from '../language/index.ts';
import type { Span } from '../language/index.ts';

export interface Title {
  /** What a new title replaces: the letters between the quotes, or all of a text over several lines, which a title has no need to be. */
  readonly span: Span;
  readonly value: string;
  /** What stands around the new letters. */
  readonly quote: '' | '"';
}

/** The title at an offset; null where something else stands there. */
export function titleAt(document: LangiumDocument, offset: number): Title | null {
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, offset);
  if (!leaf) return null;
  const node = leaf.astNode;
  if (!('title' in node) || typeof node.title !== 'string') return null;
  const own = GrammarUtils.findNodeForProperty(node.$cstNode, 'title');
  if (!own || own.offset !== leaf.offset) return null;
  const { offset: start, end, text } = own;
  if (!text.startsWith('"')) return null;
  if (text.startsWith('"""')) return { span: { start, end }, value: node.title, quote: '"' };
  const closed = text.length >= 2 && text.endsWith('"');
  return { span: { start: start + 1, end: closed ? end - 1 : end }, value: node.title, quote: '' };
}

/** What is wrong with a new title, in a sentence; null where nothing is. */
export function titleProblem(title: string): string | null {
  if (title === '') return 'A title needs at least one letter. To go without a title, delete it with its quotes.';
  if (written(title).length + 2 > limits.textLength) return `A title may have ${limits.textLength} letters; this one has ${title.length}.`;
  return null;
}

/** A title on one line, as it stands between quotes. */
export function written(title: string): string {
  return title.replace(/[\\"]/g, character => '\\' + character);
}

/** One line without white space around it, whatever was pasted. */
export function oneLine(title: string): string {
  return title.replace(/\s*[\r\n]\s*/g, ' ').trim();
}
