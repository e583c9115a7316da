/**
 * What every name of the workspace means once a declaration stands in another block: which references have to be written
 * differently so that they mean what they meant, and how.
 *
 * The look-up is that of the language (`syntax/scopes.ts`), over blocks that can be moved.
 */
import { CstUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import type { TextEdit } from '../checks/finding.ts';
import { isDeclared, kindOf, membersOf, opensScope, partOf } from '../syntax/names.ts';
import type { Declared } from '../syntax/names.ts';
import { linkerOf } from '../syntax/references.ts';
import type { Document } from '../syntax/generated/ast.ts';

interface Block {
  readonly node: AstNode | null;
  /** Empty where nobody refers to it by a name. */
  readonly name: string;
  parent: Block | null;
  readonly names: Map<string, Block[]>;
}

type Accepts = (type: string) => boolean;
const activities: ReadonlySet<string> = new Set(['Task', 'Milestone', 'Gate', 'Release', 'Workstream']);
const isActivity: Accepts = type => activities.has(type);

/** The blocks of all documents, those of a program joined. */
export function createBlocks(documents: readonly LangiumDocument[]) {
  const top: Block = { node: null, name: '', parent: null, names: new Map() };
  const programs = new Map<string, Block>();
  const ofNode = new Map<AstNode, Block>();

  const add = (into: Block, block: Block): void => {
    const known = into.names.get(block.name);
    if (known) known.push(block);
    else into.names.set(block.name, [block]);
  };
  const programOf = (name: string): Block => {
    let block = programs.get(name);
    if (!block) programs.set(name, block = { node: null, name, parent: top, names: new Map() });
    return block;
  };
  const collect = (body: AstNode, into: Block): void => {
    for (const member of membersOf(body)) {
      let inner = into;
      if (isDeclared(member) || ('members' in member && opensScope(member))) {
        const name = isDeclared(member) ? member.name : '';
        const own: Block = { node: member, name, parent: into, names: member.$type === 'Program' ? programOf(name).names : new Map() };
        ofNode.set(member, own);
        if (name !== '') add(into, own);
        inner = own;
      }
      collect(member, inner);
    }
    for (const criterion of (body as { readonly criteria?: readonly AstNode[] }).criteria ?? []) collect(criterion, into);
  };
  for (const document of documents) {
    const root = document.parseResult.value;
    const part = root.$type === 'Document' ? partOf(root as Document) : null;
    const block = part === null ? top : programOf(part);
    ofNode.set(root, block);
    collect(root, block);
  }

  const around = (node: AstNode): Block => {
    for (let at: AstNode | undefined = node; at; at = at.$container) {
      const block = ofNode.get(at);
      if (block) return block;
    }
    return top;
  };

  function resolve(from: Block, path: readonly string[], accepts: Accepts): Block | null {
    for (let level: Block | null = from; level; level = level.parent) {
      let found: readonly Block[] = level.names.get(path[0]!) ?? [];
      for (let i = 1; i < path.length && found.length > 0; i++) found = [...new Set(found.flatMap(block => block.names.get(path[i]!) ?? []))];
      const fitting = found.filter(block => block.node !== null && accepts(block.node.$type));
      const [first] = fitting;
      if (first) return fitting.every(other => kindOf(other.node!) === kindOf(first.node!)) ? first : null;
    }
    return null;
  }

  /** The shortest path that means the target, from the name alone outwards; null where none does. */
  function pathTo(from: Block, target: Block, accepts: Accepts): string | null {
    const path: string[] = [];
    for (let at: Block | null = target; at && at !== top; at = at.parent) {
      if (at.name !== '') path.unshift(at.name);
      if (resolve(from, path, accepts) === target) return path.join('.');
    }
    return null;
  }

  return {
    resolve, pathTo, around,
    blockOf: (node: AstNode): Block | undefined => ofNode.get(node),
    /** Puts a block into another one. */
    move(block: Block, into: Block): void {
      const siblings = block.parent?.names.get(block.name);
      siblings?.splice(siblings.indexOf(block), 1);
      block.parent = into;
      add(into, block);
    },
  };
}

export interface Requalified {
  readonly edits: readonly TextEdit[];
}

/** The references, in names and in live dates, that mean something else once `declaration` stands in `target`; null where one could not be written any more. */
export function afterMove(documents: readonly LangiumDocument[], declaration: Declared, target: AstNode): Requalified | null {
  const blocks = createBlocks(documents);
  const moved = blocks.blockOf(declaration);
  const into = blocks.blockOf(target);
  if (moved === undefined || into === undefined) return null;
  const meant = meanings(documents, blocks);
  blocks.move(moved, into);
  const edits: TextEdit[] = [];
  for (const { uri, start, text, from, target: target_, accepts } of meant) {
    if (blocks.resolve(from, text.split('.'), accepts) === target_) continue;
    const path = blocks.pathTo(from, target_, accepts);
    if (path === null) return null;
    edits.push({ uri, span: { start, end: start + text.length }, newText: path });
  }
  return { edits };
}

interface Meaning { readonly uri: string; readonly start: number; readonly text: string; readonly from: Block; readonly target: Block; readonly accepts: Accepts }

/** Every name that is written somewhere, and what it means now. */
function meanings(documents: readonly LangiumDocument[], blocks: ReturnType<typeof createBlocks>): readonly Meaning[] {
  const found: Meaning[] = [];
  for (const document of documents) {
    const uri = document.uri.toString();
    const linker = linkerOf(document.parseResult.value);
    for (const reference of linker?.referencesOf(document) ?? []) {
      const { container, property, $refNode, $refText: text, ref } = reference;
      const target = ref && blocks.blockOf(ref);
      if (!linker || !$refNode || !target || $refNode.text !== text) continue;
      found.push({ uri, start: $refNode.offset, text, from: blocks.around(container), target, accepts: linker.accepts(container, property) });
    }
    found.push(...liveDates(document, uri, blocks));
  }
  return found;
}

/** `{api.extract.start}` in texts. */
function liveDates(document: LangiumDocument, uri: string, blocks: ReturnType<typeof createBlocks>): readonly Meaning[] {
  const root = document.parseResult.value.$cstNode;
  if (!root) return [];
  return [...root.root.fullText.matchAll(/\{([^\s{}"]{1,500})\}/g)].flatMap(match => {
    const path = match[1]!.split('.');
    const bare = path.length > 1 && /^(?:start|finish|margin|p\d{1,2})$/.test(path.at(-1)!) ? path.slice(0, -1) : path;
    const leaf = CstUtils.findLeafNodeAtOffset(root, match.index + 1);
    if (leaf?.tokenType.name !== 'STRING') return [];
    const from = blocks.around(leaf.astNode);
    const target = blocks.resolve(from, bare, isActivity);
    return target === null ? [] : [{ uri, start: match.index + 1, text: bare.join('.'), from, target, accepts: isActivity }];
  });
}
