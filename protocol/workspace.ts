/**
 * Files that the server cannot read itself: in a browser, and in virtual workspaces, it asks the client, which reads
 * through the editor's file system. Both requests go from the server to the client.
 */
import { flag, integer, list, nullable, record, text } from './shape.ts';
import type { Check } from './shape.ts';

/** What a client says in `initializationOptions`; a client that says nothing is asked nothing. */
export interface ServerOptions {
  /** The client answers `planwright/listFiles` and `planwright/readFiles`. */
  readonly readsFiles: boolean;
}

/** The options of a client; what is no such object counts as not said. */
export function serverOptions(value: unknown): ServerOptions {
  return { readsFiles: typeof value === 'object' && value !== null && 'readsFiles' in value && value.readsFiles === true };
}

/** Request, server to client: `ListFilesParams` -> `ListFilesResult`. */
export const listFilesMethod = 'planwright/listFiles';
export interface ListFilesParams {
  /** Folders to look into, as URIs. */
  readonly folders: readonly string[];
  /** At most so many files are wanted. */
  readonly limit: number;
}
export interface ListFilesResult {
  /** URIs of the `.program` files below the folders. */
  readonly uris: readonly string[];
  /** True where there are more than `limit`. */
  readonly truncated: boolean;
}

/** Request, server to client: `ReadFilesParams` -> `ReadFilesResult`. */
export const readFilesMethod = 'planwright/readFiles';
export interface ReadFilesParams {
  readonly uris: readonly string[];
  /** A larger file is answered with null. */
  readonly maxBytes: number;
}
export interface FileText {
  readonly uri: string;
  /** Null where the file is missing, unreadable or too large. */
  readonly text: string | null;
}
export interface ReadFilesResult { readonly files: readonly FileText[] }

const maxUris = 100_000;
/** Bytes of one file: three for each of the letters that the language reads at most. */
const maxText = 64 * 1024 * 1024;
const uri = text(4_000);
const uris = list(uri, maxUris);

export const isListFilesParams: Check<ListFilesParams> = record<ListFilesParams>({ folders: uris, limit: integer(0, maxUris) });
export const isListFilesResult: Check<ListFilesResult> = record<ListFilesResult>({ uris, truncated: flag });
export const isReadFilesParams: Check<ReadFilesParams> = record<ReadFilesParams>({ uris, maxBytes: integer(0, maxText) });
export const isReadFilesResult: Check<ReadFilesResult> = record<ReadFilesResult>({
  files: list(record<FileText>({ uri, text: nullable(text(maxText)) }), maxUris),
});
