/** Asks the editor for lenses again where what they say has changed without an edit of their document: by other files, the day or a setting. */
import { CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import type { Analysis, ServerContext } from './context.ts';
import { lensesIn } from './lens-list.ts';
import type { Lens } from './lens-list.ts';
import { lensTitle } from './lens-titles.ts';

export interface LensRefresh {
  /** The client was given these lenses of a document. */
  answered(analysis: Analysis, uri: string, lenses: readonly Lens[]): void;
}

/** A document whose lenses the client asked for, as it was then or when it was analysed last. */
interface Shown { readonly version: number | undefined; readonly digest: number }

export function createLensRefresh(connection: Connection, context: ServerContext): LensRefresh {
  const shown = new Map<string, Shown>();
  if (context.client.workspace?.codeLens?.refreshSupport !== true) return { answered: () => undefined };
  context.onAnalysed(analysis => {
    const kinds = context.settings().lens;
    let changed = false;
    for (const [uri, before] of shown) {
      const version = context.versionOf(uri);
      if (version === undefined) {
        shown.delete(uri);
        continue;
      }
      // A document that is edited asks by itself, so there is nothing to tell.
      if (before.version !== version) continue;
      const digest = digestOf(analysis, lensesIn(analysis, uri, kinds));
      if (digest === before.digest) continue;
      changed = true;
      shown.set(uri, { version, digest });
    }
    if (changed) void connection.sendRequest(CodeLensRefreshRequest.type);
  });
  return {
    answered(analysis, uri, lenses) {
      shown.set(uri, { version: context.versionOf(uri), digest: digestOf(analysis, lenses) });
    },
  };
}

/** A number that changes with what lenses say, as good as certainly. Dates stand in it as numbers, as titles for thousands take time. */
function digestOf(analysis: Analysis, lenses: readonly Lens[]): number {
  const { plan, schedule } = analysis;
  const { from, to } = schedule.linkEnds;
  const waiting = new Int32Array(plan.activities.length);
  const awaited = new Int32Array(plan.activities.length);
  for (let link = 0; link < from.length; link++) {
    awaited[from[link]!]!++;
    waiting[to[link]!]!++;
  }
  let digest = lenses.length;
  const add = (fact: number): void => void (digest = Math.imul(digest ^ fact, 0x01000193) + 1 | 0);
  for (const { kind, key, index } of lenses) {
    switch (kind) {
      case 'after': add(awaited[index]!); break;
      case 'before': add(waiting[index]! + 0x10000); break;
      case 'why': {
        const { finish, totalSlack, commitment, critical } = schedule.at(index);
        for (const fact of [finish ?? -1, totalSlack ?? -1, commitment?.margin ?? -1, critical ? 1 : 0]) add(fact);
        break;
      }
      default: for (const letter of lensTitle(analysis, kind, key) ?? '') add(letter.codePointAt(0) ?? 0);
    }
  }
  return digest;
}
