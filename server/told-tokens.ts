/** The colours that the client has of each document, so that the next answer need only say what changed. */
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';

export interface ToldTokens {
  full(uri: string, data: number[]): SemanticTokens;
  /** What changed since the answer of that id; everything where that is no longer known. */
  delta(uri: string, data: number[], previous: string): SemanticTokens | SemanticTokensDelta;
}

/** Remembers the last answer of each document, of the `most` documents that were asked for last. */
export function createToldTokens(most: number): ToldTokens {
  const told = new Map<string, { readonly id: string; readonly data: number[] }>();
  let answers = 0;

  function remember(uri: string, data: number[]): string {
    const id = String(++answers);
    told.delete(uri);
    told.set(uri, { id, data });
    const [oldest] = told.keys();
    if (told.size > most && oldest !== undefined) told.delete(oldest);
    return id;
  }

  return {
    full: (uri, data) => ({ resultId: remember(uri, data), data }),
    delta(uri, data, previous) {
      const before = told.get(uri);
      const resultId = remember(uri, data);
      return before?.id === previous ? { resultId, edits: editsBetween(before.data, data) } : { resultId, data };
    },
  };
}

/** One edit for everything between the first and the last difference; an edit of a text changes the numbers of one place. */
function editsBetween(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  const deleteCount = before.length - start - same;
  const data = after.slice(start, after.length - same);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
