import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';

/**
 * Texts of the documents that are open in the editor. Two views of each: the *live* text holds every edit received so
 * far; a *snapshot* never changes, so that positions of a finished build stay true while the next edits arrive.
 */
export interface OpenTexts {
  open(uri: string, version: number, text: string): void;
  /** False where the document is not open, which a well-behaved client never causes. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean;
  close(uri: string): boolean;
  has(uri: string): boolean;
  live(uri: string): TextDocument | undefined;
  snapshot(uri: string): TextDocument | undefined;
  uris(): readonly string[];
}

const languageId = 'program';

export function createOpenTexts(): OpenTexts {
  const live = new Map<string, TextDocument>();
  const snapshots = new Map<string, TextDocument>();
  return {
    open(uri, version, text) {
      live.set(uri, TextDocument.create(uri, languageId, version, text));
      snapshots.delete(uri);
    },
    change(uri, version, changes) {
      const document = live.get(uri);
      if (!document) return false;
      live.set(uri, TextDocument.update(document, [...changes], version));
      snapshots.delete(uri);
      return true;
    },
    close(uri) {
      snapshots.delete(uri);
      return live.delete(uri);
    },
    has: uri => live.has(uri),
    live: uri => live.get(uri),
    snapshot(uri) {
      const known = snapshots.get(uri);
      if (known) return known;
      const document = live.get(uri);
      if (!document) return undefined;
      const snapshot = TextDocument.create(uri, languageId, document.version, document.getText());
      snapshots.set(uri, snapshot);
      return snapshot;
    },
    uris: () => [...live.keys()],
  };
}
