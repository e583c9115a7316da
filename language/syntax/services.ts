/** The services of the language without an editor: parser, names, references, documents. Wiring only. */
import { DefaultDocumentValidator } from 'langium';
import type { DeepPartial, LangiumCoreServices, LangiumSharedCoreServices, Module } from 'langium';
import { ProgramLexer } from './lexer.ts';
import { ProgramAsyncParser, ProgramParser } from './parser.ts';
import { ProgramLinker, ProgramScopeProvider } from './references.ts';
import { NameIndex } from './scopes.ts';
import { ProgramValueConverter } from './values.ts';
import { ProgramDocumentBuilder, ProgramDocumentFactory, ProgramIndexManager, ProgramScopeComputation } from './workspace.ts';

export interface ProgramSharedAddedServices { workspace: { Names: NameIndex } }
export type ProgramSharedServices = LangiumSharedCoreServices & ProgramSharedAddedServices;
export type ProgramServices = LangiumCoreServices & { shared: ProgramSharedServices; references: { Linker: ProgramLinker }; parser: { Lexer: ProgramLexer } };

/** Findings come from the analysis of the whole workspace, not from a validator of single documents. */
class NoDiagnostics extends DefaultDocumentValidator {
  override async validateDocument(): Promise<[]> { return []; }
}

export const programSharedModule: Module<ProgramSharedServices, DeepPartial<LangiumSharedCoreServices> & ProgramSharedAddedServices> = {
  workspace: {
    Names: () => new NameIndex(),
    DocumentBuilder: services => new ProgramDocumentBuilder(services, services.workspace.Names),
    IndexManager: services => new ProgramIndexManager(services, services.workspace.Names),
    LangiumDocumentFactory: services => new ProgramDocumentFactory(services),
  },
};

export const programModule: Module<ProgramServices, DeepPartial<LangiumCoreServices>> = {
  parser: {
    Lexer: services => new ProgramLexer(services),
    LangiumParser: services => new ProgramParser(services),
    AsyncParser: services => new ProgramAsyncParser(services),
    ValueConverter: () => new ProgramValueConverter(),
  },
  references: {
    Linker: services => new ProgramLinker(services, services.shared.workspace.Names),
    ScopeProvider: services => new ProgramScopeProvider(() => services.references.Linker, services.shared.workspace.Names),
    ScopeComputation: services => new ProgramScopeComputation(services.shared.workspace.Names),
  },
  validation: { DocumentValidator: services => new NoDiagnostics(services) },
};
