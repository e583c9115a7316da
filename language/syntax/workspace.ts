/** Documents of a workspace: read with care, indexed by name, and linked again only where a change can be seen. */
import {
  AstUtils, DefaultDocumentBuilder, DefaultIndexManager, DefaultLangiumDocumentFactory, DocumentState, stream, UriUtils,
} from 'langium';
import type {
  AstNode, AstNodeDescription, BuildOptions, Cancellation, LangiumDocument, LangiumSharedCoreServices, ReferenceDescription, ScopeComputation, Stream,
  TextDocument, URI,
} from 'langium';
import { CstUtils, MultiMap } from 'langium';
import { Description, NameReference, pathOf } from './references.ts';
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

  override async updateContent(document: LangiumDocument, token?: Cancellation.CancellationToken): Promise<void> {
    this.names.add(document);
    await super.updateContent(document, token);
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

  constructor(services: LangiumSharedCoreServices, names: NameIndex) {
    super(services);
    this.names = names;
  }

  /** Too early to say: what a changed document declares is known only after it was read. See `buildDocuments`. */
  protected override shouldRelink(): boolean { return false; }

  protected override async buildDocuments(documents: LangiumDocument[], options: BuildOptions, token: Cancellation.CancellationToken): Promise<void> {
    this.prepareBuild(documents, options);
    await this.runCancelable(documents, DocumentState.Parsed, token, document => this.langiumDocumentFactory.update(document, token));
    await this.runCancelable(documents, DocumentState.IndexedContent, token, document => this.indexManager.updateContent(document, token));
    const concerned = this.relink();
    await super.buildDocuments(concerned.length > 0 ? [...new Set([...documents, ...concerned])] : documents, options, token);
  }

  /**
   * Every document that is not validated is built, and without validation that is every document; so the state, not the build, tells which
   * ones keep their links.
   * @returns the further documents that have to be linked again
   */
  private relink(): LangiumDocument[] {
    const others = this.langiumDocuments.all.filter(document => document.state >= DocumentState.Linked).toArray();
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
