/**
 * Which names can be seen from where: one map per block, those of a program merged over its files, those of the top level over the workspace.
 * Looking a name up costs one map access per enclosing block. Langium's default filters all names of a block for every reference.
 */
import type { AstNode, LangiumDocument } from 'langium';
import type { Document } from './generated/ast.ts';
import { idOf, isDeclared, kindOf, membersOf, opensScope, partOf } from './names.ts';
import type { Declared } from './names.ts';

/** The declarations of one block by name; of one name, one declaration or several, in the order of the text. */
export type Names = ReadonlyMap<string, Declared | readonly Declared[]>;
type Writable = Map<string, Declared | Declared[]>;

/** What one document declares. */
interface DocumentNames {
  readonly top: Writable;
  /** By program: what stands in its braces, or in a file that is part of it. */
  readonly programs: ReadonlyMap<string, Writable>;
  /** The names of the blocks inside, in the order of the text. */
  readonly blocks: readonly Names[];
  readonly declared: Declared[];
  /** `kind id` of everything declared; computed when another document has to know. */
  signature: Set<string> | null;
}

/** What a block declares, at its node: looking it up in a table of nodes costs more than all the rest of resolving a name. */
const ownNames = Symbol('names');
type Scoped = AstNode & { [ownNames]?: Writable };

const nothing: readonly Declared[] = [];

export class NameIndex {
  private readonly documents = new Map<string, DocumentNames>();
  private readonly mergedPrograms = new Map<string, Names>();
  private mergedTop: Names | null = null;
  private levelsOfBlock = new WeakMap<AstNode, readonly Names[]>();
  /** How often names came or went: as long as it is the same, every name means the same. */
  version = 0;
  /** Names of the documents that changed or went since `takeChanges`, as they were before. */
  private before = new Map<string, DocumentNames | null>();

  /** Reads the declarations of a parsed document; they replace what it declared before. */
  add(document: LangiumDocument): void {
    const uri = document.uri.toString();
    this.remember(uri);
    this.documents.set(uri, namesOf(document.parseResult.value));
    this.forgetMerged();
  }

  /**
   * Takes the declarations of a block that was read again in place of those of the old one. False, and nothing is changed, where they are not
   * the same names in the same order.
   * @param successors takes what became of each declaration
   */
  replace(document: LangiumDocument, old: Declared, fresh: Declared, successors: Map<AstNode, Declared>): boolean {
    const names = this.documents.get(document.uri.toString());
    const [before, after] = [blocksFrom(old), blocksFrom(fresh)];
    let at = names?.declared.indexOf(old) ?? -1;
    if (!names || at < 0 || before.length !== after.length || !before.every((block, i) => isAlike(block, after[i]!))) return false;
    for (let i = 0; i < before.length; i++) {
      const [a, b] = [before[i]!.node, after[i]!.node];
      const inner = (a as Scoped)[ownNames];
      if (inner) (b as Scoped)[ownNames] = inner;
      if (!isDeclared(a) || !isDeclared(b)) continue;
      successors.set(a, b);
      names.declared[at++] = b;
    }
    for (const [a, b] of successors) exchange(this.ownerOf(names, a), a as Declared, b);
    if (this.documents.size > 1) this.forgetMerged();
    return true;
  }

  /** The map that a declaration stands in. */
  private ownerOf(names: DocumentNames, node: AstNode): Writable | undefined {
    let at = node.$container;
    while (at?.$container && !(at.$type === 'Program' && isDeclared(at)) && !opensScope(at)) at = at.$container;
    if (!at) return undefined;
    if (at.$type === 'Program' && isDeclared(at)) return names.programs.get(at.name) as Writable | undefined;
    if (at.$container) return (at as Scoped)[ownNames];
    const part = at.$type === 'Document' ? partOf(at as Document) : null;
    return part === null ? names.top : names.programs.get(part) as Writable | undefined;
  }

  remove(uri: string): void {
    this.remember(uri);
    this.documents.delete(uri);
    this.forgetMerged();
  }

  private remember(uri: string): void {
    this.version++;
    if (!this.before.has(uri)) this.before.set(uri, this.documents.get(uri) ?? null);
  }

  private forgetMerged(): void {
    this.mergedPrograms.clear();
    this.mergedTop = null;
    this.levelsOfBlock = new WeakMap();
  }

  /** Everything that a document declares, in the order of its text. */
  declaredIn(uri: string): readonly Declared[] { return this.documents.get(uri)?.declared ?? []; }

  /**
   * The simple names that were declared, removed or changed their place or kind since the last call, and the documents with any change.
   * Names are compared only if `compare`: with one document nobody else can be concerned.
   */
  takeChanges(compare: boolean): { readonly uris: ReadonlySet<string>; readonly words: ReadonlySet<string> } {
    const words = new Set<string>();
    for (const [uri, old] of this.before) {
      const now = this.documents.get(uri) ?? null;
      if (!compare) continue;
      const [a, b] = [signatureOf(old), signatureOf(now)];
      for (const entry of a) if (!b.has(entry)) words.add(entry.slice(entry.lastIndexOf('.') + 1));
      for (const entry of b) if (!a.has(entry)) words.add(entry.slice(entry.lastIndexOf('.') + 1));
    }
    const uris = new Set(this.before.keys());
    this.before = new Map();
    return { uris, words };
  }

  /** The names of a program over all its files. */
  program(name: string): Names {
    let merged = this.mergedPrograms.get(name);
    if (!merged) {
      merged = mergedOf(this.inOrder().map(names => names.programs.get(name)));
      this.mergedPrograms.set(name, merged);
    }
    return merged;
  }

  /** The names outside programs: programs, teams, people, calendars and policies of the workspace. */
  top(): Names { return this.mergedTop ??= mergedOf(this.inOrder().map(names => names.top)); }

  /** Every block to which a document adds names, over all documents that add to it. */
  *levelsOf(uri: string): Iterable<Names> {
    const names = this.documents.get(uri);
    if (!names) return;
    if (names.top.size > 0) yield this.top();
    for (const program of names.programs.keys()) yield this.program(program);
    yield* names.blocks;
  }

  private inOrder(): DocumentNames[] {
    return [...this.documents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, names]) => names);
  }

  /** What can be named from outside as this block's own. */
  private inside(node: Declared): Names | undefined { return node.$type === 'Program' ? this.program(node.name) : (node as Scoped)[ownNames]; }

  /** The maps in which a name is looked up, from the innermost block around a node outwards. */
  private levels(node: AstNode): readonly Names[] {
    let at = node;
    while (at.$container && at.$type !== 'Program' && !(at as Scoped)[ownNames]) at = at.$container;
    let levels = this.levelsOfBlock.get(at);
    if (levels) return levels;
    const own = at.$type === 'Program' && isDeclared(at) ? this.program(at.name) : (at as Scoped)[ownNames];
    const part = at.$type === 'Document' ? partOf(at as Document) : null;
    if (at.$container) levels = own ? [own, ...this.levels(at.$container)] : this.levels(at.$container);
    else levels = part === null ? [this.top()] : [this.program(part), this.top()];
    this.levelsOfBlock.set(at, levels);
    return levels;
  }

  /**
   * Resolves a name or dotted path from where `node` stands, among declarations of the accepted types. The innermost level where a whole path
   * exists decides. Two there of different kinds are given back both; of nothing, an empty list.
   */
  resolve(node: AstNode, text: string, accepts: (type: string) => boolean): Declared | readonly Declared[] {
    const path = text.includes('.') ? text.split('.') : null;
    for (const level of this.levels(node)) {
      const found = path ? this.follow(level, path) : level.get(text);
      if (!found) continue;
      if (!Array.isArray(found)) {
        if (accepts((found as Declared).$type)) return found;
        continue;
      }
      const accepted = (found as readonly Declared[]).filter(candidate => accepts(candidate.$type));
      const first = accepted[0];
      if (!first) continue;
      // The same kind twice is reported where it is declared; the first counts.
      const others = accepted.filter(candidate => kindOf(candidate) !== kindOf(first));
      return others.length === 0 ? first : [first, ...others];
    }
    return nothing;
  }

  /** What a dotted path leads to from one level: one declaration, or several. */
  private follow(level: Names, path: readonly string[]): Declared | readonly Declared[] | undefined {
    let reached = level.get(path[0]!);
    for (let i = 1; i < path.length && reached !== undefined; i++) {
      const step = path[i]!;
      if (Array.isArray(reached)) {
        const found: Declared[] = (reached as readonly Declared[]).flatMap(block => [...asList(this.inside(block)?.get(step))]);
        reached = [...new Set(found)];
      } else reached = this.inside(reached as Declared)?.get(step);
    }
    return reached;
  }

  /**
   * Every name that resolves from `node` to a declaration of an accepted type, with what it stands for: each declaration once, by its shortest
   * name, those of the innermost block first. It stops after `limit` of them, and where it has looked at as many names as it may: each lowers
   * `look.left` by one, whatever it stands for.
   */
  *visible(node: AstNode, accepts: (type: string) => boolean, limit = Infinity, look = { left: Infinity }): Iterable<{ readonly name: string; readonly target: Declared }> {
    const given = new Set<Declared>();
    const taken = new Set<string>();
    let count = 0;
    for (const level of this.levels(node)) {
      const rest: { readonly prefix: string; readonly names: Names; readonly depth: number }[] = [{ prefix: '', names: level, depth: 0 }];
      const here: string[] = [];
      for (let next = 0; next < rest.length; next++) {
        const at = rest[next]!;
        for (const [simple, found] of at.names) {
          if (look.left-- <= 0) return;
          const name = at.prefix + simple;
          if (taken.has(name)) continue;
          for (const target of asList(found)) {
            if (accepts(target.$type) && !given.has(target)) {
              given.add(target);
              here.push(name);
              yield { name, target };
              if (++count >= limit) return;
            }
            const inside = at.depth < 8 ? this.inside(target) : undefined;
            if (inside && inside !== level) rest.push({ prefix: `${name}.`, names: inside, depth: at.depth + 1 });
          }
        }
      }
      for (const name of here) taken.add(name);
    }
  }
}

/** Tells the candidates of a name, none or several, from the one declaration that it means. */
export const isSeveral = (found: Declared | readonly Declared[]): found is readonly Declared[] => Array.isArray(found);

const asList = (found: Declared | readonly Declared[] | undefined): readonly Declared[] =>
  found === undefined ? nothing : Array.isArray(found) ? found as readonly Declared[] : [found as Declared];

function put(names: Writable, node: Declared): void {
  const known = names.get(node.name);
  if (known === undefined) names.set(node.name, node);
  else if (Array.isArray(known)) known.push(node);
  else names.set(node.name, [known, node]);
}

function exchange(names: Writable | undefined, old: Declared, fresh: Declared): void {
  const known = names?.get(old.name);
  if (Array.isArray(known)) known[known.indexOf(old)] = fresh;
  else if (known === old) names?.set(old.name, fresh);
}

interface Block { readonly node: AstNode; readonly depth: number }

/** A block with everything inside that is declared or has lines of its own, in the order of `namesOf`, with how deep it stands. */
function blocksFrom(block: AstNode): readonly Block[] {
  const found: Block[] = [{ node: block, depth: 0 }];
  const collect = (body: AstNode, depth: number): void => {
    for (const member of membersOf(body)) {
      const hasLines = 'members' in member || 'criteria' in member;
      if (hasLines || isDeclared(member)) found.push({ node: member, depth });
      if (hasLines) collect(member, depth + 1);
    }
    for (const criterion of (body as { readonly criteria?: readonly AstNode[] }).criteria ?? []) {
      found.push({ node: criterion, depth });
      collect(criterion, depth + 1);
    }
  };
  collect(block, 1);
  return found;
}

function isAlike(a: Block, b: Block): boolean {
  return a.depth === b.depth && a.node.$type === b.node.$type && kindOf(a.node) === kindOf(b.node) && nameOf(a.node) === nameOf(b.node);
}

const nameOf = (node: AstNode): string | undefined => isDeclared(node) ? node.name : undefined;

function namesOf(root: AstNode): DocumentNames {
  const top: Writable = new Map();
  const programs = new Map<string, Writable>();
  const blocks = new Map<AstNode, Writable>();
  const declared: Declared[] = [];

  const collect = (body: AstNode, into: () => Writable): void => {
    for (const member of membersOf(body)) {
      const named = isDeclared(member);
      if (named) {
        declared.push(member);
        put(into(), member);
      }
      if (!('members' in member || 'criteria' in member)) continue;
      const inner = member.$type === 'Program' && named ? () => programOf(member.name) : opensScope(member) ? () => blockOf(member) : into;
      collect(member, inner);
    }
    for (const criterion of (body as { readonly criteria?: readonly AstNode[] }).criteria ?? []) collect(criterion, into);
  };
  const programOf = (name: string): Writable => {
    let names = programs.get(name);
    if (!names) programs.set(name, names = new Map());
    return names;
  };
  const blockOf = (node: AstNode): Writable => {
    let names = blocks.get(node);
    if (!names) {
      blocks.set(node, names = new Map());
      (node as Scoped)[ownNames] = names;
    }
    return names;
  };

  const part = root.$type === 'Document' ? partOf(root as Document) : null;
  collect(root, part === null ? () => top : () => programOf(part));
  return { top, programs, blocks: [...blocks.values()], declared, signature: null };
}

function signatureOf(names: DocumentNames | null): ReadonlySet<string> {
  if (!names) return new Set();
  return names.signature ??= new Set(names.declared.map(node => `${kindOf(node)} .${idOf(node)}`));
}

function mergedOf(maps: readonly (Writable | undefined)[]): Names {
  const present = maps.filter(map => map !== undefined);
  if (present.length === 1) return present[0]!;
  const merged: Writable = new Map();
  for (const map of present) for (const found of map.values()) for (const node of asList(found)) put(merged, node);
  return merged;
}
