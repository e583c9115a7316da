/**
 * The concrete syntax tree of a document in a few arrays of numbers: one entry for each token and each rule, in the order of the text.
 *
 * Nodes are made when somebody asks for them and forgotten again; only the syntax tree and its references hold some. Langium's own nodes are
 * objects for good, most of what an editor's server keeps in memory. To readers, the nodes here are the same (`engine.test.ts` compares them).
 */
import type { AstNode, CompositeCstNode, CstNode, GrammarAST, LeafCstNode, RootCstNode } from 'langium';
import type { Token } from './tokens.ts';

type TokenType = LeafCstNode['tokenType'];
type Range = CstNode['range'];

/** No token and no syntax node stands behind an entry. */
const none = -1;

/** The arrays themselves: only the builder and `splice.ts` write them. */
export class Entries {
  text: string;
  count = 0;
  /** Offsets of the first and behind the last token that is not hidden. */
  start = new Int32Array(1024);
  end = new Int32Array(1024);
  /** The entry of the rule around. */
  parent = new Int32Array(1024);
  /** Of a rule, the first entry behind everything inside of it; 0 for a token. */
  behind = new Int32Array(1024);
  /** Of a token, its type; of a rule, its syntax node. */
  content = new Int32Array(1024);
  /** The piece of the grammar that it was read by; 0 for hidden tokens. */
  source = new Uint16Array(1024);

  readonly types: TokenType[] = [];
  readonly nodes: AstNode[] = [];
  readonly sources: (GrammarAST.AbstractElement | undefined)[] = [undefined];
  private readonly typeIndex = new Map<TokenType, number>();
  private readonly sourceIndex = new Map<GrammarAST.AbstractElement, number>();
  private lines: number[] | null = null;
  /** By number of a piece of the grammar, the property that it assigns; empty for none. */
  private readonly properties: (string | undefined)[] = [];
  /** Syntax nodes in `nodes` that are in no tree any more, since their block was read again. */
  replaced = 0;
  /** Where the last search in a list ended: its values are asked for one after the other, and a list may be long. */
  private found: { readonly rule: number; readonly property: string; readonly index: number; readonly at: number } | null = null;
  /** The rule whose children were asked for last, and they: loops ask again and again. */
  private listed: { readonly index: number; readonly children: readonly CstNode[] } | null = null;

  constructor(text: string) { this.text = text; }

  add(index: number, start: number, end: number, parent: number, behind: number, content: number, source: GrammarAST.AbstractElement | undefined): void {
    this.start[index] = start;
    this.end[index] = end;
    this.parent[index] = parent;
    this.behind[index] = behind;
    this.content[index] = content;
    this.source[index] = source === undefined ? 0 : this.sourceNumber(source);
  }

  /** Forgets what was remembered about the text and the tree, after a change. */
  changed(text: string): void {
    this.text = text;
    this.lines = null;
    this.found = null;
    this.listed = null;
  }

  sourceNumber(source: GrammarAST.AbstractElement): number { return numberOf(source, this.sources, this.sourceIndex); }

  typeOf(type: TokenType): number { return numberOf(type, this.types, this.typeIndex); }

  /** Makes room for so many entries more. */
  reserve(more: number): void {
    if (this.count + more > this.start.length) this.resize(Math.max(this.start.length * 2, this.count + more));
  }

  /** Gives back the room that nothing uses. */
  trim(): void { this.resize(this.count); }

  private resize(length: number): void {
    const resized = <T extends Int32Array | Uint16Array>(old: T, fresh: T): T => {
      fresh.set(old.subarray(0, Math.min(this.count, length)));
      return fresh;
    };
    this.start = resized(this.start, new Int32Array(length));
    this.end = resized(this.end, new Int32Array(length));
    this.parent = resized(this.parent, new Int32Array(length));
    this.behind = resized(this.behind, new Int32Array(length));
    this.content = resized(this.content, new Int32Array(length));
    this.source = resized(this.source, new Uint16Array(length));
  }

  isRule(index: number): boolean { return index === 0 || this.behind[index]! > 0; }

  node(index: number): CstNode {
    return index === 0 ? new Root(this) : this.isRule(index) ? new Rule(this, index) : new Leaf(this, index);
  }

  children(index: number): readonly CstNode[] {
    if (this.listed?.index === index) return this.listed.children;
    const children: CstNode[] = [];
    const stop = index === 0 ? this.count : this.behind[index]!;
    for (let at = index + 1; at < stop; at = this.isRule(at) ? this.behind[at]! : at + 1) children.push(this.node(at));
    this.listed = { index, children };
    return children;
  }

  /** The `index`-th piece of a rule that was read into a property, without making nodes for the others; -1 for none. */
  assigned(rule: number, property: string, index: number): number {
    const after = this.found?.rule === rule && this.found.property === property && this.found.index < index ? this.found : null;
    const stop = rule === 0 ? this.count : this.behind[rule]!;
    let seen = after ? after.index + 1 : 0;
    let at = after ? this.next(after.at) : rule + 1;
    for (; at < stop; at = this.next(at)) {
      if (this.propertyOf(this.source[at]!) !== property || seen++ !== index) continue;
      if (index > 0) this.found = { rule, property, index, at };
      return at;
    }
    return none;
  }

  private next(at: number): number { return this.isRule(at) ? this.behind[at]! : at + 1; }

  private propertyOf(source: number): string {
    return this.properties[source] ??= assignedProperty(this.sources[source]) ?? '';
  }

  position(offset: number): Range['start'] {
    if (!this.lines) {
      this.lines = [0];
      for (const match of this.text.matchAll(/\r\n|\r|\n/g)) this.lines.push(match.index + match[0].length);
    }
    let [low, high] = [0, this.lines.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.lines[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.lines[low]! };
  }
}

function assignedProperty(element: GrammarAST.AbstractElement | undefined): string | undefined {
  let at: GrammarElement | undefined = element;
  while (at && at.$type !== 'Assignment') at = at.$container;
  return at?.feature;
}

interface GrammarElement { readonly $type: string; readonly feature?: string; readonly $container?: GrammarElement }

function numberOf<T>(item: T, list: T[], numbers: Map<T, number>): number {
  let number = numbers.get(item);
  if (number === undefined) numbers.set(item, number = list.push(item) - 1);
  return number;
}

abstract class Node {
  /** Another one's, once the block that it was read with has its place in that tree. */
  entries: Entries;
  /** -1 for a rule that turned out empty and is in no tree. */
  index: number;

  constructor(entries: Entries, index: number) {
    this.entries = entries;
    this.index = index;
  }

  get offset(): number { return this.index < 0 ? 0 : Math.max(0, this.entries.start[this.index]!); }
  get end(): number { return this.index < 0 ? 0 : this.entries.end[this.index]!; }
  get length(): number { return this.end - this.offset; }
  get text(): string { return this.entries.text.substring(this.offset, this.end); }
  get range(): Range { return { start: this.entries.position(this.offset), end: this.entries.position(this.end) }; }
  get root(): RootCstNode { return new Root(this.entries); }
  get grammarSource(): GrammarAST.AbstractElement | undefined { return this.index < 0 ? undefined : this.entries.sources[this.entries.source[this.index]!]; }
  get container(): CompositeCstNode | undefined {
    if (this.index <= 0) return undefined;
    const parent = this.entries.parent[this.index]!;
    return parent === 0 ? new Root(this.entries) : new Rule(this.entries, parent);
  }

  /** The syntax node of the innermost rule that has one. */
  get astNode(): AstNode {
    for (let at = this.index; at >= 0; at = at === 0 ? none : this.entries.parent[at]!) {
      const found = this.entries.isRule(at) ? this.entries.nodes[this.entries.content[at]!] : undefined;
      if (found) return found;
    }
    throw new Error('This node has no associated AST element');
  }
}

export class Leaf extends Node implements LeafCstNode {
  get tokenType(): TokenType { return this.entries.types[this.entries.content[this.index]!]!; }
  get hidden(): boolean { return this.entries.source[this.index] === 0; }
}

export class Rule extends Node implements CompositeCstNode {
  get hidden(): boolean { return false; }
  /** Where the value of a property is written, the `index`-th of a list. */
  placeOf(property: string, index: number): { readonly start: number; readonly end: number } | null {
    const at = this.index < 0 ? none : this.entries.assigned(this.index, property, index);
    return at < 0 ? null : { start: this.entries.start[at]!, end: this.entries.end[at]! };
  }
  get content(): readonly CstNode[] { return this.index < 0 ? [] : this.entries.children(this.index); }
  override get astNode(): AstNode { return super.astNode; }
  override set astNode(node: AstNode) { if (this.index >= 0) this.entries.content[this.index] = this.entries.nodes.push(node) - 1; }
}

class Root extends Rule implements RootCstNode {
  constructor(entries: Entries) { super(entries, 0); }
  get fullText(): string { return this.entries.text; }
}

/** Builds the tree while the engine reads: the same calls as Langium's builder, and `finish` at the end. */
export class TreeBuilder {
  private readonly entries: Entries;
  /** The rules that are open, outermost first. */
  private readonly open: Rule[];

  constructor(text: string) {
    this.entries = new Entries(text);
    this.entries.add(0, none, 0, none, 0, none, undefined);
    this.entries.count = 1;
    this.open = [new Root(this.entries)];
  }

  get root(): RootCstNode & { astNode: AstNode } { return new Root(this.entries); }

  buildCompositeNode(feature: GrammarAST.AbstractElement): CompositeCstNode {
    const { entries } = this;
    entries.reserve(1);
    const index = entries.count++;
    entries.add(index, none, 0, this.innermost(), index + 1, none, feature);
    const rule = new Rule(entries, index);
    this.open.push(rule);
    return rule;
  }

  buildLeafNode(token: Token, feature: GrammarAST.AbstractElement): LeafCstNode {
    const { entries } = this;
    entries.reserve(1);
    const index = entries.count++;
    this.addLeaf(index, token, this.innermost(), feature);
    this.extend(this.innermost(), token.startOffset, token.startOffset + token.image.length);
    return new Leaf(entries, index);
  }

  private addLeaf(index: number, token: Token, parent: number, feature: GrammarAST.AbstractElement | undefined): void {
    this.entries.add(index, token.startOffset, token.startOffset + token.image.length, parent, 0, this.entries.typeOf(token.tokenType), feature);
  }

  private innermost(): number { return this.open.at(-1)?.index ?? 0; }

  /** What a rule holds reaches to here. */
  private extend(rule: number, start: number, end: number): void {
    if (this.entries.start[rule]! < 0) this.entries.start[rule] = start;
    this.entries.end[rule] = end;
  }

  /** Hidden tokens go behind what stands before them: if rules have just begun there, in front of the outermost of these. */
  addHiddenNodes(tokens: readonly Token[]): void {
    const { entries, open } = this;
    let begun = open.length;
    while (begun > 1 && open[begun - 1]!.index === entries.count - (open.length - begun) - 1) begun--;
    const at = entries.count - (open.length - begun);
    const parent = open[begun - 1]?.index ?? 0;
    entries.reserve(tokens.length);
    for (let from = entries.count - 1; from >= at; from--) {
      const to = from + tokens.length;
      for (const list of [entries.start, entries.end, entries.content, entries.source]) list[to] = list[from]!;
      entries.parent[to] = from === at ? parent : entries.parent[from]! + tokens.length;
      entries.behind[to] = to + 1;
    }
    for (let i = begun; i < open.length; i++) open[i]!.index += tokens.length;
    tokens.forEach((token, i) => this.addLeaf(at + i, token, parent, undefined));
    entries.count += tokens.length;
  }

  /** Closes the innermost rule for a syntax node. One that holds nothing leaves the tree again. */
  construct(item: { $cstNode?: CstNode }): void {
    const { entries } = this;
    const rule = this.open.pop() ?? new Root(entries);
    item.$cstNode = rule;
    const { index } = rule;
    if (index === 0) return;
    if (entries.count === index + 1) {
      entries.count--;
      rule.index = none;
      return;
    }
    entries.behind[index] = entries.count;
    if (entries.start[index]! < 0) this.extend(index, entries.start[index + 1]!, entries.end[entries.count - 1]!);
    this.extend(entries.parent[index]!, entries.start[index]!, entries.end[index]!);
  }

  finish(): void { this.entries.trim(); }
}
