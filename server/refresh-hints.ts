/** Asks the editor for hints again where they have changed without an edit: dates in one file follow edits in others, the day and the settings. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { Analysis } from './context.ts';
import type { Settings } from './settings.ts';

export interface HintRefresh {
  /** After an analysis: `open` are the documents that the editor shows, with their versions. */
  analysed(analysis: Analysis, open: ReadonlyMap<string, number>, settings: Settings): void;
}

/** A document as it was analysed last; the digest is null where nothing asked for it. */
interface Seen { readonly version: number; readonly digest: number | null }

export function createHintRefresh(connection: Connection, client: ClientCapabilities): HintRefresh {
  const supported = client.workspace?.inlayHint?.refreshSupport === true;
  let before: ReadonlyMap<string, Seen> = new Map();
  let shownBefore = '';
  return {
    analysed(analysis, open, settings) {
      if (!supported) return;
      const shown = JSON.stringify(settings.hints);
      const switched = shownBefore !== '' && shownBefore !== shown;
      shownBefore = shown;
      // The document that is edited asks by itself; while it is the only one there is nothing to compare.
      const untouched = [...open].filter(([uri, version]) => before.get(uri)?.version === version);
      const digests = untouched.length > 0 || open.size > 1 ? digestsOf(analysis, open) : null;
      const changed = untouched.some(([uri]) => before.get(uri)?.digest !== digests?.get(uri));
      before = new Map([...open].map(([uri, version]) => [uri, { version, digest: digests?.get(uri) ?? null }]));
      if (open.size > 0 && (switched || changed)) void connection.languages.inlayHint.refresh();
    },
  };
}

/** Per open document, a number that changes with what its hints say, as good as certainly. */
function digestsOf({ plan, schedule }: Analysis, open: ReadonlyMap<string, number>): Map<string, number> {
  const digests = new Map([...open.keys()].map(uri => [uri, 0]));
  const add = (uri: string, ...facts: readonly number[]): void => {
    let digest = digests.get(uri);
    if (digest === undefined) return;
    for (const fact of facts) digest = Math.imul(digest ^ fact, 0x01000193) + 1 | 0;
    digests.set(uri, digest);
  };
  plan.activities.forEach((activity, index) => {
    if (!open.has(activity.uri)) return;
    const { start, finish, totalSlack, commitment, critical, uncertain, status } = schedule.at(index);
    add(activity.uri, start ?? -1, finish ?? -1, totalSlack ?? -1, commitment?.margin ?? -1, (critical ? 1 : 0) + (uncertain ? 2 : 0) + (status === 'done' ? 4 : 0));
  });
  for (const contract of plan.contracts) {
    if (!open.has(contract.uri)) continue;
    for (const ref of [contract.from, ...contract.to]) {
      const index = ref?.key == null ? undefined : plan.activityIndex.get(ref.key);
      if (index === undefined) continue;
      const { start, finish, status } = schedule.at(index);
      add(contract.uri, start ?? -1, finish ?? -1, status === 'done' ? 1 : 0);
    }
  }
  return digests;
}
