/** Where things are written. Pure functions over the tree: the lowering of plans uses them too. */
import type { AstNode, CstNode } from 'langium';

/** UTF-16 offsets; `end` is exclusive. */
export interface Span { readonly start: number; readonly end: number }

interface Placing { placeOf(property: string, index: number): Span | null }

const places = (node: CstNode): node is CstNode & Placing => 'placeOf' in node;
const childrenOf = (node: CstNode): readonly CstNode[] => 'content' in node ? node.content as readonly CstNode[] : [];

/** The whole node; of one that recovery made up, its container. */
export function spanOf(node: AstNode): Span {
  for (let at: AstNode | undefined = node; at; at = at.$container) if (at.$cstNode) return { start: at.$cstNode.offset, end: at.$cstNode.end };
  return { start: 0, end: 0 };
}

/** The first word of a line. */
export function firstWordOf(node: AstNode): Span {
  let at = node.$cstNode;
  while (at && 'content' in at) {
    const first: CstNode | undefined = childrenOf(at).find(child => 'content' in child || !child.hidden);
    if (!first) break;
    at = first;
  }
  return at ? { start: at.offset, end: at.end } : spanOf(node);
}

/** Where the value of a property stands, the `index`-th of a list; the first word of the line where it does not. */
export function valueSpanOf(node: AstNode, property: string, index = 0): Span {
  const cst = node.$cstNode;
  return (cst && places(cst) ? cst.placeOf(property, index) : null) ?? firstWordOf(node);
}

/** What happened to the text of a document: `[start, end)` of the text before became `delta` units longer. */
export interface Change { readonly start: number; readonly end: number; readonly delta: number }

/** Where an offset behind a change stands now; one inside of it has no place of its own any more. */
export function moved(offset: number, { end, delta }: Change): number { return offset >= end ? offset + delta : offset; }

/** How many of `count` things in the order of the text stand before a place: `isBefore` is true of the first ones and of no other. */
export function countBefore(count: number, isBefore: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
