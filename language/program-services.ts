/** The one factory of the language: for the server, the worker, the command line and the tests. */
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject } from 'langium';
import type { DefaultSharedCoreModuleContext, Module } from 'langium';
import { ProgramGeneratedSharedModule, ProgramLanguageGeneratedModule } from './syntax/generated/module.ts';
import { programModule, programSharedModule } from './syntax/services.ts';
import type { ProgramServices, ProgramSharedServices } from './syntax/services.ts';

export interface ProgramServicesOptions {
  /** Modules of the caller, last, so that they win: the editor's services, another source of open texts. */
  readonly modules?: {
    readonly shared?: Module<ProgramSharedServices, object>;
    readonly language?: Module<ProgramServices, object>;
  };
}

export interface ProgramLanguage { readonly shared: ProgramSharedServices; readonly program: ProgramServices }

/** @param context where files come from; without one, documents exist only as texts handed over */
export function createProgramServices(context: DefaultSharedCoreModuleContext = EmptyFileSystem, options: ProgramServicesOptions = {}): ProgramLanguage {
  const shared: ProgramSharedServices = inject(
    createDefaultSharedCoreModule(context), ProgramGeneratedSharedModule, programSharedModule, options.modules?.shared ?? {},
  );
  const program: ProgramServices = inject(
    createDefaultCoreModule({ shared }), ProgramLanguageGeneratedModule, programModule, options.modules?.language ?? {},
  );
  shared.ServiceRegistry.register(program);
  // Validating costs nothing here, but only a validated document counts as built: others would be "rebuilt" in every update,
  // and what is rebuilt is not asked whether the names that it uses have changed.
  shared.workspace.DocumentBuilder.updateBuildOptions = { validation: true };
  return { shared, program };
}
