/**
 * The yardstick: the same grammar under Langium's own services, set up as its documentation does it, with
 * qualified names exported. The grammar's tokens need two hints to Langium's lexer, which the recipes give as well: plain names
 * before dotted ones, and names before the keywords that begin them.
 */
import { AstUtils, DefaultScopeComputation, DefaultTokenBuilder, inject } from 'langium';
import type { AstNode, AstNodeDescription, Grammar, LangiumDocument } from 'langium';
import { createDefaultModule, createDefaultSharedModule } from 'langium/lsp';
import type { LangiumServices, LangiumSharedServices } from 'langium/lsp';
import { ProgramGeneratedSharedModule, ProgramLanguageGeneratedModule } from '../../language/syntax/generated/module.ts';

type Tokens = ReturnType<DefaultTokenBuilder['buildTokens']>;

class NamesBeforeKeywords extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar): Tokens {
    const built = super.buildTokens(grammar);
    if (!Array.isArray(built)) return built;
    const type = (name: string) => built.find(one => one.name === name);
    const [dotted, plain, fresh] = [type('QNAME'), type('ID'), type('NEW_NAME')];
    if (!dotted || !plain || !fresh) throw new Error('The grammar has lost its names.');
    plain.CATEGORIES = [dotted];
    plain.LONGER_ALT = dotted;
    fresh.CATEGORIES = [plain, dotted];
    for (const keyword of built) if (/^[a-z]/.test(keyword.name)) keyword.LONGER_ALT = [fresh, plain];
    const names = [fresh, plain, dotted];
    const others = built.filter(one => !names.includes(one));
    const at = others.findIndex(one => one.name === 'STRAY');
    return [...others.slice(0, at), ...names, ...others.slice(at)];
  }
}

/** The recipe "qualified names" of Langium's documentation: everything with a name is exported, with the names around it before its own. */
class QualifiedNames extends DefaultScopeComputation {
  override async collectExportedSymbols(document: LangiumDocument): Promise<AstNodeDescription[]> {
    const exported: AstNodeDescription[] = [];
    for (const node of AstUtils.streamAllContents(document.parseResult.value)) {
      const name = this.nameProvider.getName(node);
      if (name) exported.push(this.descriptions.createDescription(node, qualified(node, name), document));
    }
    return exported;
  }
}

function qualified(node: AstNode, name: string): string {
  let full = name;
  for (let at = node.$container; at; at = at.$container) if ('name' in at && typeof at.name === 'string' && at.$type !== 'Program') full = `${at.name}.${full}`;
  return full;
}

/** Langium's services for the grammar, with an editor where the context has a connection. */
export function createDefaultServices(context: Parameters<typeof createDefaultSharedModule>[0]): { readonly shared: LangiumSharedServices; readonly services: LangiumServices } {
  const shared: LangiumSharedServices = inject(createDefaultSharedModule(context), ProgramGeneratedSharedModule);
  const services: LangiumServices = inject(createDefaultModule({ shared }), ProgramLanguageGeneratedModule, {
    parser: { TokenBuilder: () => new NamesBeforeKeywords() },
    references: { ScopeComputation: (own: LangiumServices) => new QualifiedNames(own) },
  });
  shared.ServiceRegistry.register(services);
  return { shared, services };
}
