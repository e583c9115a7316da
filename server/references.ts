import type { Connection, Location, ReferenceParams } from 'vscode-languageserver';
import type { ServerContext } from './context.ts';
import { declarationOf, occurrenceAt, referencesTo } from './occurrences.ts';
import { safely } from './safely.ts';
import { toLocation } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onReferences(safely<ReferenceParams, Location[]>(context.log, 'references', [], async (params, token) => {
    const cursor = await context.cursor(params, token);
    const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
    if (!occurrence) return [];
    const declared = params.context.includeDeclaration ? declarationOf(occurrence.declaration) : null;
    return [...(declared ? [declared] : []), ...referencesTo(occurrence.declaration, context.documents())]
      .flatMap(({ uri, span }) => toLocation(context.textOf, { uri, ...span }) ?? []);
  }));
}
