import { DocumentHighlightKind } from 'vscode-languageserver';
import type { Connection, DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import type { ServerContext } from './context.ts';
import { declarationOf, occurrenceAt, referencesTo } from './occurrences.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onDocumentHighlight(safely<DocumentHighlightParams, DocumentHighlight[]>(context.log, 'highlight', [], async (params, token) => {
    const cursor = await context.cursor(params, token);
    const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
    if (!cursor || !occurrence) return [];
    const declared = declarationOf(occurrence.declaration);
    const highlights = referencesTo(occurrence.declaration, [cursor.document])
      .map(({ span }): DocumentHighlight => ({ range: toRange(cursor.text, span), kind: DocumentHighlightKind.Read }));
    if (declared?.uri === cursor.uri) highlights.unshift({ range: toRange(cursor.text, declared.span), kind: DocumentHighlightKind.Write });
    return highlights;
  }));
}
