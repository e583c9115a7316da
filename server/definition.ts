import type { Connection, DefinitionParams, Location, LocationLink } from 'vscode-languageserver';
import { toRange } from './to-lsp.ts';
import type { ServerContext } from './context.ts';
import { declarationOf, occurrenceAt } from './occurrences.ts';
import { safely } from './safely.ts';

/** Each step of a dotted path leads to its own declaration: `api` in `api.extract` to the workstream. */
export function register(connection: Connection, context: ServerContext): void {
  const links = context.client.textDocument?.definition?.linkSupport === true;
  connection.onDefinition(safely<DefinitionParams, Location[] | LocationLink[] | null>(context.log, 'definition', null, async (params, token) => {
    const cursor = await context.cursor(params, token);
    const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
    const declared = occurrence && declarationOf(occurrence.declaration);
    const text = declared && context.textOf(declared.uri);
    if (!cursor || !occurrence || !declared || !text) return null;
    const range = toRange(text, declared.span);
    if (!links) return [{ uri: declared.uri, range }];
    const whole = occurrence.declaration.$cstNode;
    return [{
      originSelectionRange: toRange(cursor.text, occurrence.span),
      targetUri: declared.uri,
      targetRange: whole ? toRange(text, { start: whole.offset, end: whole.end }) : range,
      targetSelectionRange: range,
    }];
  }));
}
