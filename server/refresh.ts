/**
 * Asks the editor to colour again what an edit elsewhere, the day or a setting has changed: the schedule decides on colours, and runs over all
 * files. What was edited itself the editor asks for by itself, and what it never asked for has no colours to be wrong.
 */
import type { Connection } from 'vscode-languageserver';
import type { ServerContext } from './context.ts';
import { digestOf, statesIn } from './token-states.ts';

export interface ColourRefresh {
  /** The client was told the colours of a document, which say this about its activities. */
  told(uri: string, colours: string): void;
}

export function createColourRefresh(connection: Connection, context: ServerContext): ColourRefresh {
  if (context.client.workspace?.semanticTokens?.refreshSupport !== true) return { told() { /* nobody would be asked */ } };
  const told = new Map<string, { readonly version: number; readonly colours: string }>();
  context.onAnalysed(analysis => {
    for (const [uri, { version }] of told) if (context.versionOf(uri) !== version) told.delete(uri);
    if (told.size === 0) return;
    let changed = false;
    for (const [uri, states] of statesIn(analysis, new Set(told.keys()))) {
      const known = told.get(uri);
      const colours = digestOf(states);
      if (!known || known.colours === colours) continue;
      // Until the editor has asked again, another analysis with these colours is no news.
      told.set(uri, { ...known, colours });
      changed = true;
    }
    if (changed) void connection.languages.semanticTokens.refresh();
  });
  return {
    told(uri, colours) {
      const version = context.versionOf(uri);
      if (version !== undefined) told.set(uri, { version, colours });
    },
  };
}
