/** References from their text to what they name: collected while parsing, resolved through `NameIndex`, without a walk over the tree. */
import { AstUtils, CstUtils, DefaultLinker, DocumentState, EMPTY_SCOPE, interruptAndCheck, stream } from 'langium';
import type {
  AstNode, AstNodeDescription, Cancellation, CstNode, DocumentSegment, LangiumCoreServices, LangiumDocument, LinkingError, Reference, ReferenceInfo,
  Scope, ScopeProvider, Stream, URI,
} from 'langium';
import { idOf } from './names.ts';
import type { Declared } from './names.ts';
import { isSeveral } from './scopes.ts';
import type { NameIndex } from './scopes.ts';

/** Why a reference leads nowhere: nothing has its name, or two things have. */
export interface NameError extends LinkingError {
  readonly code: 'unresolved-reference' | 'ambiguous-reference';
  readonly candidates: readonly Declared[];
}

/** A reference of this language; `ref` resolves it at first use. */
export class NameReference implements Reference {
  readonly container: AstNode;
  readonly property: string;
  readonly $refNode: CstNode | undefined;
  readonly $refText: string;
  private readonly linker: ProgramLinker;
  private resolved: Declared | NameError | undefined = undefined;

  constructor(linker: ProgramLinker, container: AstNode, property: string, refNode: CstNode | undefined, text: string) {
    this.linker = linker;
    this.container = container;
    this.property = property;
    this.$refNode = refNode;
    this.$refText = text;
  }

  get ref(): Declared | undefined {
    const found = this.outcome();
    return found && '$type' in found ? found : undefined;
  }

  get error(): NameError | undefined {
    const found = this.outcome();
    return found && !('$type' in found) ? found : undefined;
  }

  get $nodeDescription(): AstNodeDescription | undefined {
    const target = this.ref;
    return target && new Description(target);
  }

  /** Looks its target up, if it has none. */
  link(): void { this.resolved ??= this.linker.findIndexed(this); }

  /** Forgets its target; the next use looks it up again. */
  unlink(): void { this.resolved = undefined; }

  /** Follows what it leads to into the block that was read again. */
  follow(successors: ReadonlyMap<AstNode, Declared>): void {
    if (!this.resolved) return;
    if ('$type' in this.resolved) this.resolved = successors.get(this.resolved) ?? this.resolved;
    else if (this.resolved.candidates.some(candidate => successors.has(candidate))) this.unlink();
  }

  private outcome(): Declared | NameError | undefined { return this.resolved ??= this.linker.find(this); }
}

/** A declaration as Langium's services hand it on; places are computed when they are asked for. */
export class Description implements AstNodeDescription {
  readonly node: Declared;
  private readonly given: string | undefined;

  /** @param name what it goes by; its id if not given */
  constructor(node: Declared, name?: string) {
    this.node = node;
    this.given = name;
  }

  get name(): string { return this.given ?? idOf(this.node); }
  get type(): string { return this.node.$type; }
  get documentUri(): URI { return AstUtils.getDocument(this.node).uri; }
  get path(): string { return pathOf(this.node); }
  get nameSegment(): DocumentSegment | undefined { return CstUtils.toDocumentSegment(nameNodeOf(this.node) ?? this.node.$cstNode); }
  get selectionSegment(): DocumentSegment | undefined { return CstUtils.toDocumentSegment(this.node.$cstNode); }
}

/** Where a node stands in its tree, as Langium's locator writes it. */
export function pathOf(node: AstNode): string {
  const { $container, $containerProperty, $containerIndex } = node;
  if (!$container || $containerProperty === undefined) return '';
  return `${pathOf($container)}/${$containerProperty}${$containerIndex === undefined ? '' : `@${$containerIndex}`}`;
}

/** The place where a declaration has its name: of its tokens the one that equals it, before its body. */
export function nameNodeOf(node: Declared): CstNode | undefined {
  const cst = node.$cstNode;
  if (!cst || !('content' in cst)) return undefined;
  return (cst.content as readonly CstNode[]).find(child => !('content' in child) && child.grammarSource?.$container?.$type === 'Assignment'
    && (child.grammarSource.$container as { readonly feature?: string }).feature === 'name');
}

/** States in a condition, and the types that can be in them. */
const stateTypes: Readonly<Record<string, ReadonlySet<string>>> = {
  done: new Set(['Task', 'Milestone', 'Gate', 'Release', 'Workstream', 'Action', 'Announcement']),
  accepted: new Set(['Dependency', 'Risk']),
  decided: new Set(['Decision']),
  closed: new Set(['Risk', 'Issue', 'Action', 'Assumption', 'Escalation']),
  met: new Set(['Outcome']),
  passed: new Set(['Gate', 'Check']),
};

const linkers = new WeakMap<AstNode, ProgramLinker>();
const unlinked = new WeakMap<AstNode, number>();

/** How often all names of a tree were looked up again: what they lead to may be something else since. */
export function linkingsOf(root: AstNode): number { return unlinked.get(root) ?? 0; }

/** The linker that resolves the names of a tree. */
export const linkerOf = (root: AstNode): ProgramLinker | undefined => linkers.get(root);

export class ProgramLinker extends DefaultLinker {
  readonly names: NameIndex;
  private readonly accepted = new Map<string, Map<string, (type: string) => boolean>>();
  private collected: NameReference[] = [];
  private readonly references = new WeakMap<AstNode, readonly NameReference[]>();

  constructor(services: LangiumCoreServices, names: NameIndex) {
    super(services);
    this.names = names;
  }

  override buildReference(node: AstNode, property: string, refNode: CstNode | undefined, refText: string): Reference {
    const reference = new NameReference(this, node, property, refNode, refText);
    this.collected.push(reference);
    return reference;
  }

  /** The references of the parse that just ended, in the order of the text: those of the tree that it gave, if it gave one. */
  takeReferences(root: AstNode | null): readonly NameReference[] {
    const { collected } = this;
    this.collected = [];
    // What error recovery threw away has no container.
    return collected.filter(({ container }) => container === root || container.$container !== undefined);
  }

  /** These are the references of a tree. */
  keepReferences(root: AstNode, references: readonly NameReference[]): void {
    this.references.set(root, references);
    linkers.set(root, this);
  }

  referencesIn(root: AstNode): readonly NameReference[] { return this.references.get(root) ?? []; }

  /** All references of a document in the order of its text. */
  referencesOf(document: LangiumDocument): readonly NameReference[] { return this.referencesIn(document.parseResult.value); }

  override async link(document: LangiumDocument, token?: Cancellation.CancellationToken): Promise<void> {
    const references = this.referencesOf(document);
    for (let i = 0; i < references.length; i++) {
      if (token && i % 2048 === 2047) await interruptAndCheck(token);
      references[i]!.link();
    }
    document.references = [...references];
  }

  override unlink(document: LangiumDocument): void {
    const root = document.parseResult.value;
    for (const reference of this.referencesIn(root)) reference.unlink();
    unlinked.set(root, linkingsOf(root) + 1);
    document.references = [];
  }

  /** Undefined as long as the names of the document are not known. */
  find(reference: NameReference): Declared | NameError | undefined {
    const document = AstUtils.findRootNode(reference.container).$document;
    return document && document.state >= DocumentState.IndexedContent ? this.findIndexed(reference) : undefined;
  }

  /** In a document whose names are known. */
  findIndexed(reference: NameReference): Declared | NameError {
    const { container, property, $refText } = reference;
    const found = this.names.resolve(container, $refText, this.accepts(container, property));
    if (!isSeveral(found)) return found;
    return {
      info: { reference, container, property },
      message: found.length > 0 ? `\`${$refText}\` may mean several things.` : `Nothing is called \`${$refText}\` here.`,
      code: found.length > 0 ? 'ambiguous-reference' : 'unresolved-reference',
      candidates: found,
    };
  }

  /** The declared type of what a reference names: `Activity`, `Party`, … */
  referenceType(reference: NameReference): string {
    return this.reflection.getReferenceType({ container: reference.container, property: reference.property, reference });
  }

  /** Which types of declarations a property takes. */
  accepts(container: AstNode, property: string): (type: string) => boolean {
    let ofType = this.accepted.get(container.$type);
    if (!ofType) this.accepted.set(container.$type, ofType = new Map());
    const state = container.$type === 'StateTest' ? (container as AstNode & { readonly state?: string }).state : undefined;
    const key = state ?? property;
    let accepts = ofType.get(key);
    if (!accepts) {
      const wanted = this.reflection.getReferenceType({ container, property, reference: { $refText: '', ref: undefined } });
      const types = new Set([wanted, ...this.reflection.getAllSubTypes(wanted)]);
      const inState = state === undefined ? undefined : stateTypes[state];
      accepts = type => types.has(type) && (!inState || inState.has(type));
      ofType.set(key, accepts);
    }
    return accepts;
  }
}

/** The same look-up behind the interface that Langium's own services use, completion among them. */
export class ProgramScopeProvider implements ScopeProvider {
  private readonly linker: () => ProgramLinker;
  private readonly names: NameIndex;
  constructor(linker: () => ProgramLinker, names: NameIndex) {
    this.linker = linker;
    this.names = names;
  }

  getScope({ container, property }: ReferenceInfo): Scope {
    const document = AstUtils.findRootNode(container).$document;
    if (!document) return EMPTY_SCOPE;
    const accepts = this.linker().accepts(container, property);
    const { names } = this;
    const element = (name: string): AstNodeDescription | undefined => {
      const found = names.resolve(container, name, accepts);
      return isSeveral(found) ? undefined : new Description(found, name);
    };
    return {
      getElement: element,
      getElements: name => stream([element(name)].filter(found => found !== undefined)),
      getAllElements: (): Stream<AstNodeDescription> => stream(function* () {
        for (const { name, target } of names.visible(container, accepts)) yield new Description(target, name);
      }()),
    };
  }
}
