/** Declarations, their kinds and their ids. */
import type { AstNode } from 'langium';
import type { Declaration, Document } from './generated/ast.ts';

/** A node that others may refer to by its name. */
export type Declared = AstNode & { name: string; title?: string };

interface Body extends AstNode { readonly members?: readonly AstNode[] }

/** Blocks without a name of their own; what is declared inside belongs to the block around, except the steps of a cutover. */
const anonymous = new Set(['Lesson', 'Mitigation', 'Criterion', 'Accept']);
/** Nodes whose name nobody refers to. */
const unreferenced = new Set(['Mitigation']);

export function isDeclared(node: AstNode): node is Declared {
  return typeof (node as Partial<Declaration>).name === 'string' && !unreferenced.has(node.$type);
}

/** `task`, `risk`, `vendor`: the keyword that declared it. */
export function kindOf(node: AstNode): string {
  if (node.$type === 'FreeRecord') return (node as AstNode & { readonly word: string }).word;
  if (node.$type === 'Announcement') return 'announce';
  return node.$type.toLowerCase();
}

/** The lines of a body. */
export const membersOf = (node: AstNode): readonly AstNode[] => (node as Body).members ?? [];

/** True for a body whose declarations are named from outside as its own: `rollout.canary`. */
export const opensScope = (node: AstNode): boolean => !anonymous.has(node.$type);

/** The program that a document's lines belong to: by `part of`, else null. */
export function partOf(root: Document): string | null {
  const text = root.part?.program?.$refText;
  return text === undefined || text === '' ? null : text;
}

/**
 * The id of a declaration: the names of the blocks around it and its own, joined by dots, the program's first (`atlas.api.extract`).
 * Declarations outside programs have their plain name.
 */
export function idOf(node: AstNode): string {
  const path: string[] = [];
  for (let at: AstNode | undefined = node; at; at = at.$container) {
    if (isDeclared(at)) path.push(at.name);
    else if (!at.$container && at.$type === 'Document') {
      const part = partOf(at as Document);
      if (part !== null) path.push(part);
    }
  }
  return path.reverse().join('.');
}
