/** Documents of a workspace: read with care, indexed by name, and linked again only where a change can be seen. */
import {
  AstUtils, DefaultDocumentBuilder, DefaultIndexManager, DefaultLangiumDocumentFactory, DocumentState, stream, UriUtils,
} from 'langium';
import type {
  AstNode, AstNodeDescription, BuildOptions, Cancellation, LangiumDocument, LangiumSharedCoreServices, ReferenceDescription, ScopeComputation, Stream,
  TextDocument, URI,
} from 'langium';
import { CstUtils, MultiMap } from 'langium';
import { ProgramParser } from './parser.ts';
import type { Declared } from './names.ts';
import { Description, NameReference, pathOf } from './references.ts';
import type { Splice } from './reparse.ts';
import type { NameIndex } from './scopes.ts';

/** Exported is everything that has a name, by its id; there are no local symbols, `NameIndex` has them all. */
export class ProgramScopeComputation implements ScopeComputation {
  private readonly names: NameIndex;
  constructor(names: NameIndex) { this.names = names; }

  async collectExportedSymbols(document: LangiumDocument): Promise<AstNodeDescription[]> {
    return this.names.declaredIn(document.uri.toString()).map(node => new Description(node));
  }

  async collectLocalSymbols(): Promise<MultiMap<AstNode, AstNodeDescription>> { return new MultiMap(); }
}

/** The references between documents are those that the documents hold; nothing is copied into an index. */
export class ProgramIndexManager extends DefaultIndexManager {
  private readonly names: NameIndex;
  constructor(services: LangiumSharedCoreServices, names: NameIndex) {
    super(services);
    this.names = names;
  }

  override async updateContent(document: LangiumDocument): Promise<void> { this.names.add(document); }

  /** Of all documents or of some, what is declared there: made when asked for, so that nothing of a tree is kept that is read again. */
  override allElements(nodeType?: string, uris?: Set<string>): Stream<AstNodeDescription> {
    return this.documents.all.map(document => document.uri.toString()).filter(uri => uris?.has(uri) ?? true)
      .flatMap(uri => this.names.declaredIn(uri))
      .filter(node => nodeType === undefined || this.astReflection.isSubtype(node.$type, nodeType))
      .map(node => new Description(node));
  }

  override removeContent(uri: URI): void {
    this.names.remove(uri.toString());
    super.removeContent(uri);
  }

  override async updateReferences(): Promise<void> { /* `findAllReferences` asks the documents. */ }

  override findAllReferences(target: AstNode): Stream<ReferenceDescription> {
    const found: ReferenceDescription[] = [];
    const targetUri = AstUtils.getDocument(target).uri;
    const targetPath = pathOf(target);
    for (const document of this.documents.all) {
      for (const reference of document.references) {
        const { $refNode } = reference;
        if (!(reference instanceof NameReference) || reference.ref !== target || !$refNode) continue;
        found.push({
          sourceUri: document.uri, sourcePath: pathOf(reference.container), targetUri, targetPath,
          segment: CstUtils.toDocumentSegment($refNode), local: UriUtils.equals(document.uri, targetUri),
        });
      }
    }
    return stream(found);
  }

  override isAffected(document: LangiumDocument, changed: Set<string>): boolean { return refersTo(document, changed); }
}

const targetUriOf = (reference: NameReference): string | undefined => {
  const target = reference.ref;
  return target && AstUtils.findRootNode(target).$document?.uri.toString();
};

const refersTo = (document: LangiumDocument, uris: ReadonlySet<string>): boolean => document.references.some(reference => {
  if (!(reference instanceof NameReference)) return false;
  const uri = targetUriOf(reference);
  return uri !== undefined && uris.has(uri);
});

/**
 * A change in one document concerns another only through names: the other is linked again if it uses a name that came, went or changed its
 * kind or place. Where the names stayed, its references are pointed at the new tree, and it keeps its state. Langium's default links every
 * document that has any unresolved reference again, on every change anywhere.
 */
export class ProgramDocumentBuilder extends DefaultDocumentBuilder {
  private readonly names: NameIndex;
  private readonly words = new WeakMap<AstNode, Set<string>>();
  /** Changed documents whose names and links are still those of the text before. */
  private readonly whole = new WeakSet<LangiumDocument>();
  /** Documents that were read and kept their names and links. */
  private readonly named = new WeakSet<LangiumDocument>();

  constructor(services: LangiumSharedCoreServices, names: NameIndex) {
    super(services);
    this.names = names;
  }

  /** Too early to say: what a changed document declares is known only after it was read. See `buildDocuments`. */
  protected override shouldRelink(): boolean { return false; }

  /** Of a document that was whole, names and links stay until it is known how much of it changed. */
  override resetToState<T extends AstNode>(document: LangiumDocument<T>, state: DocumentState): void {
    if (state !== DocumentState.Changed || document.state !== DocumentState.Validated || !(this.langiumDocumentFactory instanceof ProgramDocumentFactory)) {
      super.resetToState(document, state);
      return;
    }
    this.whole.add(document);
    super.resetToState(document, DocumentState.IndexedReferences);
    document.state = DocumentState.Changed;
  }

  /** Reads a changed document: one block of it where that is enough, and then its names and links are kept as far as they hold. */
  private async read(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<void> {
    const factory = this.langiumDocumentFactory;
    const outcome = this.whole.delete(document) && factory instanceof ProgramDocumentFactory ? await factory.reread(document, token) : null;
    if (outcome === 'same' || (outcome !== null && this.takeNames(document, outcome))) {
      this.named.add(document);
      return;
    }
    super.resetToState(document, DocumentState.Changed);
    if (outcome === null) await factory.update(document, token);
  }

  /** The names of a block that was read again; true where they are the same as before. */
  private takeNames(document: LangiumDocument, { old, fresh }: Splice): boolean {
    this.words.delete(document.parseResult.value);
    const successors = new Map<AstNode, Declared>();
    if (!this.names.replace(document, old, fresh, successors)) return false;
    for (const other of this.langiumDocuments.all) for (const reference of other.references) if (reference instanceof NameReference) reference.follow(successors);
    return true;
  }

  protected override async buildDocuments(documents: LangiumDocument[], options: BuildOptions, token: Cancellation.CancellationToken): Promise<void> {
    this.prepareBuild(documents, options);
    await this.runCancelable(documents, DocumentState.Parsed, token, document => this.read(document, token));
    await this.runCancelable(documents, DocumentState.IndexedContent, token, async document => {
      if (!this.named.has(document)) await this.indexManager.updateContent(document, token);
    });
    const concerned = this.relink();
    await super.buildDocuments(concerned.length > 0 ? [...new Set([...documents, ...concerned])] : documents, options, token);
  }

  /**
   * Every document that is not validated is built, and without validation that is every document; so the state, not the build, tells which
   * ones keep their links.
   * @returns the further documents that have to be linked again
   */
  private relink(): LangiumDocument[] {
    const others = this.langiumDocuments.all.filter(document => this.named.delete(document) || document.state >= DocumentState.Linked).toArray();
    const { uris, words } = this.names.takeChanges(others.length > 0);
    if (uris.size === 0) return [];
    const concerned: LangiumDocument[] = [];
    for (const document of others) {
      if (words.size > 0 && intersects(this.wordsOf(document), words)) {
        this.resetToState(document, DocumentState.ComputedScopes);
        concerned.push(document);
      } else {
        for (const reference of document.references) {
          if (reference instanceof NameReference && uris.has(targetUriOf(reference) ?? '')) reference.unlink();
        }
      }
    }
    return concerned;
  }

  /** Every name that a document uses, the parts of dotted ones too, or declares: a name that another takes as well is an issue of one of them. */
  private wordsOf(document: LangiumDocument): ReadonlySet<string> {
    const root = document.parseResult.value;
    let words = this.words.get(root);
    if (!words) {
      words = new Set(document.references.flatMap(reference => reference.$refText.split('.')));
      for (const { name } of this.names.declaredIn(document.uri.toString())) words.add(name);
      this.words.set(root, words);
    }
    return words;
  }
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const item of small) if (large.has(item)) return true;
  return false;
}

/** A file that cannot be read is an empty document, and the workspace lives on. */
export class ProgramDocumentFactory extends DefaultLangiumDocumentFactory {
  /** Brings a document up to its text by reading one block; null where all of it has to be read, and nothing has changed then. */
  async reread(document: LangiumDocument, token: Cancellation.CancellationToken): Promise<Splice | 'same' | null> {
    const { parser: { LangiumParser } } = this.serviceRegistry.getServices(document.uri);
    const textDocument = this.textDocuments?.get(document.uri.toString());
    if (!textDocument || !(LangiumParser instanceof ProgramParser)) return null;
    const text = await this.getUpdatedText(document, textDocument, token);
    const same = document.parseResult.value.$cstNode?.root.fullText === text;
    const outcome = same ? 'same' : LangiumParser.reread(document.parseResult, text);
    if (outcome !== null) Object.defineProperty(document, 'textDocument', { value: textDocument });
    return outcome;
  }

  protected override async getInitialText(uri: URI, token: Cancellation.CancellationToken): Promise<string> {
    try {
      return await super.getInitialText(uri, token);
    } catch {
      return '';
    }
  }

  protected override async getUpdatedText(document: LangiumDocument, textDocument: TextDocument | undefined, token: Cancellation.CancellationToken): Promise<string> {
    try {
      return await super.getUpdatedText(document, textDocument, token);
    } catch {
      return '';
    }
  }
}
