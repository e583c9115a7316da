/**
 * Which declaration a path means at a place, by the rule of the language: from the innermost block outwards, at the
 * first level where the whole path leads to something that fits. The linker answers for the text as it is; this answers
 * for names that are not written yet, so that a rename can be tried before it is made.
 */
import { isReference } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import type { Declaration } from '../language/syntax/generated/ast.ts';

/** The level above everything: top-level declarations of all documents. */
const workspace = Symbol('workspace');
export type Level = AstNode | typeof workspace;

export function isNamed(node: AstNode): node is Declaration {
  return 'name' in node && typeof node.name === 'string' && node.name !== '';
}

function programOfPart(document: AstNode): AstNode | undefined {
  const part = 'part' in document ? document.part : undefined;
  const program = typeof part === 'object' && part !== null && 'program' in part ? part.program : undefined;
  return isReference(program) ? program.ref : undefined;
}

/** The block around a node: around a file that is a part of a program, that program. */
export function enclosing(node: AstNode): AstNode | undefined {
  return node.$container ?? programOfPart(node);
}

/** The declarations of each level by name, as they would be if one of them had another name. */
export interface Names {
  /** What a path means for something inside of `from`; empty where it means nothing, several where it is ambiguous. */
  resolve(from: AstNode, path: readonly string[], fits: (node: AstNode) => boolean): readonly Declaration[];
  /** The declarations that stand in the same block. */
  siblings(declaration: Declaration): readonly Declaration[];
}

export function createNames(documents: readonly LangiumDocument[], nameOf: (declaration: Declaration) => string = declaration => declaration.name ?? ''): Names {
  const parts = new Map<AstNode, AstNode[]>();
  const roots: AstNode[] = [];
  for (const document of documents) {
    const root = document.parseResult.value;
    const program = programOfPart(root);
    if (program) parts.set(program, [...(parts.get(program) ?? []), root]);
    else roots.push(root);
  }

  const levels = new Map<Level, Map<string, Declaration[]>>();
  function namesAt(level: Level): Map<string, Declaration[]> {
    const known = levels.get(level);
    if (known) return known;
    const names = new Map<string, Declaration[]>();
    const blocks = level === workspace ? roots : [level, ...(parts.get(level) ?? [])];
    for (const block of blocks) for (const declaration of declarationsIn(block)) {
      const name = nameOf(declaration).normalize('NFC');
      names.set(name, [...(names.get(name) ?? []), declaration]);
    }
    levels.set(level, names);
    return names;
  }

  function follow(level: Level, path: readonly string[], fits: (node: AstNode) => boolean): Declaration[] {
    const [first = '', ...rest] = path;
    const found = namesAt(level).get(first.normalize('NFC')) ?? [];
    return rest.length === 0 ? found.filter(fits) : found.flatMap(declaration => follow(declaration, rest, fits));
  }

  return {
    resolve(from, path, fits) {
      for (let level: AstNode | undefined = from; level; level = enclosing(level)) {
        const found = follow(level, path, fits);
        if (found.length > 0) return found;
      }
      return follow(workspace, path, fits);
    },
    siblings(declaration) {
      const level = enclosing(declaration);
      const above = level?.$type === 'Document' ? workspace : level ?? workspace;
      return [...namesAt(above).values()].flat().filter(one => one !== declaration);
    },
  };
}

/** Declarations whose nearest named block, if any, is `block`: bodies without a name, such as a cutover, are looked through. */
function* declarationsIn(block: AstNode): Iterable<Declaration> {
  const members = 'members' in block && Array.isArray(block.members) ? block.members : [];
  for (const member of members) {
    if (isNamed(member)) yield member;
    else yield* declarationsIn(member);
  }
}
