import type { FileText } from '../protocol/workspace.ts';

/** Reads plans from where they lie; every failure is an answer, never an exception. */
export interface PlanFiles {
  /** `.program` files below the folders, at most `limit`. */
  list(folders: readonly string[], limit: number): Promise<{ readonly uris: readonly string[]; readonly truncated: boolean }>;
  /** Texts in the order asked for; null where a file is missing, unreadable or larger than `maxBytes`. */
  read(uris: readonly string[], maxBytes: number): Promise<readonly FileText[]>;
}

/** What differs between Node and a browser worker. The rest of the server knows neither. */
export interface Runtime {
  /** Files of `file:` folders; null where the server sees no disk. */
  readonly disk: PlanFiles | null;
  /** The local clock. */
  now(): Date;
  /** Resolves after the event loop has handed on one round of waiting messages. */
  turn(): Promise<void>;
  /** Calls back once after so many milliseconds; it never keeps the process alive. */
  delay(milliseconds: number, callback: () => void): { dispose(): void };
}
