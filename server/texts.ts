import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextSnapshot } from './text-snapshot.ts';

/** Texts of the documents that are open in the editor, with every edit received so far. A text never changes: the next version is another one. */
export interface OpenTexts {
  open(uri: string, version: number, text: string): void;
  /** False where the document is not open, which a well-behaved client never causes. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): boolean;
  close(uri: string): boolean;
  has(uri: string): boolean;
  live(uri: string): TextSnapshot | undefined;
  uris(): readonly string[];
}

const languageId = 'program';

export function createOpenTexts(): OpenTexts {
  const texts = new Map<string, TextSnapshot>();
  return {
    open(uri, version, text) { texts.set(uri, new TextSnapshot(uri, languageId, version, text)); },
    change(uri, version, changes) {
      const text = texts.get(uri);
      if (text) texts.set(uri, text.changed(changes, version));
      return text !== undefined;
    },
    close: uri => texts.delete(uri),
    has: uri => texts.has(uri),
    live: uri => texts.get(uri),
    uris: () => [...texts.keys()],
  };
}
