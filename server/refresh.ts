/** Asks the editor to colour again what an edit elsewhere has changed: the schedule decides on colours, and runs over all files. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Analysis } from './context.ts';

export interface Refresh {
  /** After an analysis: `open` are the documents that the editor shows. */
  analysed(analysis: Analysis, open: ReadonlySet<string>): void;
}

export function createRefresh(connection: Connection, client: ClientCapabilities): Refresh {
  const supported = client.workspace?.semanticTokens?.refreshSupport === true;
  let before: ReadonlyMap<string, string> = new Map();
  return {
    analysed(analysis, open) {
      // The document that is edited asks by itself; with one document there is no other.
      if (!supported || open.size < 2) return;
      const now = statesOf(analysis, open);
      const changed = [...now].filter(([uri, states]) => before.has(uri) && before.get(uri) !== states);
      before = now;
      if (changed.length > 0) connection.languages.semanticTokens.refresh();
    },
  };
}

/** Per open document, the facts about its activities that colours show. */
function statesOf({ plan, schedule }: Analysis, open: ReadonlySet<string>): Map<string, string> {
  const states = new Map<string, string>();
  plan.activities.forEach(({ uri, key }, index) => {
    if (!open.has(uri)) return;
    const { critical, status, commitment } = schedule.at(index);
    const late = commitment?.margin != null && commitment.margin < 0;
    if (critical || late || status === 'done') states.set(uri, `${states.get(uri) ?? ''}${key}${critical ? '!' : ''}${late ? '>' : ''}${status === 'done' ? '.' : ''} `);
  });
  for (const uri of open) if (!states.has(uri)) states.set(uri, '');
  return states;
}
