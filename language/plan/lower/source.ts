/** Where things are written: spans of nodes and of single values, read off the concrete syntax tree. */
import type { AstNode, CompositeCstNode, CstNode } from 'langium';
import type { Span } from '../model.ts';

/** The property that a grammar element assigns, by that element; grammars do not change while a program runs. */
const assigned = new WeakMap<object, string | null>();

/** What of the grammar's own syntax tree is needed here. */
interface GrammarElement { readonly $type: string; readonly feature?: string; readonly $container?: GrammarElement }

function propertyOf(source: GrammarElement): string | null {
  const known = assigned.get(source);
  if (known !== undefined) return known;
  let at: GrammarElement | undefined = source;
  while (at && at.$type !== 'Assignment' && at.$type !== 'Action' && at.$type !== 'ParserRule') at = at.$container;
  const property = at?.$type === 'Assignment' ? at.feature ?? null : null;
  assigned.set(source, property);
  return property;
}

function isComposite(node: CstNode): node is CompositeCstNode {
  return 'content' in node;
}

/** The whole node, from its first word to the end of its body; of a node that recovery made up, the place it should stand at. */
export function spanOf(node: AstNode): Span {
  const cst = node.$cstNode;
  if (cst) return { start: cst.offset, end: cst.end };
  return node.$container ? spanOf(node.$container) : { start: 0, end: 0 };
}

/** Where the value (the `index`-th of a list) of a property is written; the node's first word where it is not. */
export function valueSpan(node: AstNode, property: string, index = 0): Span {
  const cst = node.$cstNode;
  const found = cst && isComposite(cst) ? nth(cst, property, index) : undefined;
  return found ? { start: found.offset, end: found.end } : firstWord(node);
}

/** Where the last search ended: the values of a list are asked for one after the other, and a list may be long. */
let last: { readonly cst: CompositeCstNode; readonly property: string; readonly index: number; readonly position: number } | null = null;

function nth(cst: CompositeCstNode, property: string, index: number): CstNode | undefined {
  const resumed = last && last.cst === cst && last.property === property && last.index < index ? last : null;
  let seen = resumed ? resumed.index + 1 : 0;
  const { content } = cst;
  for (let position = resumed ? resumed.position + 1 : 0; position < content.length; position++) {
    const child = content[position]!;
    const source = child.grammarSource;
    if (!source || propertyOf(source) !== property || seen++ !== index) continue;
    if (index > 0) last = { cst, property, index, position };
    return child;
  }
  return undefined;
}

/** The word that a line starts with. */
export function firstWord(node: AstNode): Span {
  let cst: CstNode | undefined = node.$cstNode;
  while (cst && isComposite(cst)) {
    const visible: CstNode | undefined = cst.content.find(child => isComposite(child) || !child.hidden);
    if (!visible) break;
    cst = visible;
  }
  return cst ? { start: cst.offset, end: cst.end } : spanOf(node);
}
