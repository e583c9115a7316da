/** The language as the server holds it: documents that are rebuilt one edit at a time, and one analysis of them all. */
import { DocumentState, URI, createDefaultCoreModule, createDefaultSharedCoreModule, inject } from 'langium';
import type { FileSystemProvider, LangiumDocument, LangiumCoreServices, LangiumSharedCoreServices } from 'langium';
import { ProgramLanguageGeneratedModule, ProgramGeneratedSharedModule } from '../language/syntax/generated/module.ts';
import type { ScheduleOptions } from '../language/index.ts';
import type { Analysis } from './context.ts';
import type { OpenTexts } from './texts.ts';

export interface Language {

  /** Parses, indexes and links what changed and what depends on it. */
  update(changed: readonly string[], deleted: readonly string[]): Promise<void>;
  /** Lowers, schedules and checks the workspace as the last update left it. */
  analyse(options: ScheduleOptions): Analysis;
  document(uri: string): LangiumDocument | undefined;
  documents(): readonly LangiumDocument[];
}

export function createLanguage(texts: OpenTexts, files: FileSystemProvider): Language {
  const shared: LangiumSharedCoreServices = inject(createDefaultSharedCoreModule({ fileSystemProvider: () => files }), ProgramGeneratedSharedModule, {
    workspace: { TextDocuments: () => ({ get: (uri: string | URI) => texts.snapshot(uri.toString()) }) },
  });
  const services: LangiumCoreServices = inject(createDefaultCoreModule({ shared }), ProgramLanguageGeneratedModule);
  shared.ServiceRegistry.register(services);
  const { DocumentBuilder, LangiumDocuments } = shared.workspace;
  DocumentBuilder.updateBuildOptions = { validation: false };
  return {
    update: (changed, deleted) => DocumentBuilder.update(changed.map(uri => URI.parse(uri)), deleted.map(uri => URI.parse(uri))),
    analyse: () => { throw new Error('not yet ' + DocumentState.Linked); },
    document: uri => LangiumDocuments.getDocument(URI.parse(uri)),
    documents: () => LangiumDocuments.all.toArray(),
  };
}
