/** From a contract to the activity that delivers it: what the one promises, the other does. */
import type { Connection, ImplementationParams, Location, LocationLink } from 'vscode-languageserver';
import type { ServerContext } from './context.ts';
import { occurrenceAt } from './occurrences.ts';
import { elementOf } from './plan-index.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  const links = context.client.textDocument?.implementation?.linkSupport === true;
  connection.onImplementation(safely<ImplementationParams, Location[] | LocationLink[] | null>(context.log, 'implementation', null, async (params, token) => {
    const cursor = await context.cursor(params, token);
    const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
    if (!cursor || !occurrence) return null;
    const { plan } = cursor.analysis;
    const key = elementOf(plan, occurrence.declaration)?.key;
    const contract = key === undefined ? undefined : plan.contracts.find(one => one.key === key);
    const provider = contract?.from?.key == null ? undefined : plan.byKey.get(contract.from.key);
    const text = provider && context.textOf(provider.uri);
    if (!provider || !text) return null;
    const range = toRange(text, provider.nameSpan);
    if (!links) return [{ uri: provider.uri, range }];
    return [{
      originSelectionRange: toRange(cursor.text, occurrence.span),
      targetUri: provider.uri,
      targetRange: toRange(text, provider.span),
      targetSelectionRange: range,
    }];
  }));
}
