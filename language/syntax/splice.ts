/** Puts the tree of a block that was read again into the tree of its document, in place of the old one. */
import type { AstNode, CstNode, RootCstNode } from 'langium';
import { Rule } from './cst.ts';
import type { Entries, Leaf } from './cst.ts';
import type { Change } from './places.ts';
import type { NameReference } from './references.ts';

/**
 * Replaces the entries of `old` by those of `fresh`, whose offsets count from the start of the block. `references` are those behind the block.
 * The nodes of both trees stay valid where they are still in the document.
 */
export function spliceTree(old: Rule, fresh: RootCstNode & { astNode: AstNode }, text: string, change: Change, freshReferences: readonly NameReference[], behind: readonly NameReference[]): void {
  const target = old.entries;
  const source = (fresh as unknown as Rule).entries;
  const at = old.index;
  const end = target.behind[at]!;
  const grown = source.count - (end - at);
  target.replaced += nodesIn(target, at, end);
  if (grown !== 0) makeRoom(target, at, end, grown);
  moveBehind(target, at, end + grown, change.delta);
  copyInto(target, source, at, change.start);
  // The root of the block becomes a rule of the document.
  const block = fresh.astNode;
  (block as { $cstNode?: CstNode }).$cstNode = new Rule(target, at);
  for (const { $refNode } of freshReferences) rebind($refNode, target, ($refNode as Leaf).index + at);
  if (grown !== 0) {
    renumber(target, end + grown);
    for (const { $refNode } of behind) (($refNode as Leaf).index) += grown;
  }
  target.changed(text);
}

function nodesIn(entries: Entries, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) if (entries.isRule(index) && entries.content[index]! >= 0) count++;
  return count;
}

/** Moves all entries behind the block at `at`, which ended at `from`, by `by` places. */
function makeRoom(entries: Entries, at: number, from: number, by: number): void {
  if (by > 0) entries.reserve(by);
  const { count, parent, behind } = entries;
  for (const list of [entries.start, entries.end, parent, behind, entries.content, entries.source]) list.copyWithin(from + by, from, count);
  for (let index = from + by; index < count + by; index++) {
    if (parent[index]! >= from) parent[index]! += by;
    if (behind[index]! > 0) behind[index]! += by;
  }
  for (let around = parent[at]!; around > 0; around = parent[around]!) behind[around]! += by;
  entries.count += by;
}

function moveBehind(entries: Entries, at: number, from: number, delta: number): void {
  const { start, end, parent } = entries;
  if (delta === 0) return;
  for (let index = from; index < entries.count; index++) {
    start[index]! += delta;
    end[index]! += delta;
  }
  for (let index = parent[at]!; index >= 0; index = index === 0 ? -1 : parent[index]!) end[index]! += delta;
}

function copyInto(target: Entries, source: Entries, at: number, base: number): void {
  const firstNode = target.nodes.length;
  for (const node of source.nodes) target.nodes.push(node);
  const sources = source.sources.map(element => element === undefined ? 0 : target.sourceNumber(element));
  const types = source.types.map(type => target.typeOf(type));
  target.start[at] = source.start[0]! + base;
  target.end[at] = source.end[0]! + base;
  target.behind[at] = at + source.count;
  target.content[at] = source.content[0]! + firstNode;
  for (let index = 1; index < source.count; index++) {
    const to = at + index;
    const isRule = source.isRule(index);
    const content = source.content[index]!;
    target.start[to] = source.start[index]! + base;
    target.end[to] = source.end[index]! + base;
    target.parent[to] = source.parent[index]! + at;
    target.behind[to] = isRule ? source.behind[index]! + at : 0;
    target.content[to] = isRule ? content < 0 ? content : content + firstNode : types[content]!;
    target.source[to] = sources[source.source[index]!]!;
    if (isRule && content >= 0) rebind(source.nodes[content]!.$cstNode, target, to);
  }
}

function rebind(node: CstNode | undefined, entries: Entries, index: number): void {
  if (node) Object.assign(node, { entries, index });
}

/** The nodes that syntax nodes hold learn where their entries are now. */
function renumber(entries: Entries, from: number): void {
  for (let index = from; index < entries.count; index++) {
    if (!entries.isRule(index)) continue;
    const node = entries.nodes[entries.content[index]!];
    if (node?.$cstNode) (node.$cstNode as Rule).index = index;
  }
}
