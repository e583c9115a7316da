/**
 * Files that the server cannot read itself: in a browser, and in virtual workspaces, it asks the client, which reads
 * through the editor's file system. Both requests go from the server to the client.
 */
import { isArrayOf, isBoolean, isNullableString, isRecord, isString } from './validate.ts';

/** What a client says in `initializationOptions`; a client that says nothing is asked nothing. */
export interface ServerOptions {
  /** The client answers `planwright/listFiles` and `planwright/readFiles`. */
  readonly readsFiles: boolean;
}

export function serverOptions(value: unknown): ServerOptions {
  return { readsFiles: isRecord(value) && value['readsFiles'] === true };
}

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

export function isListFilesParams(value: unknown): value is ListFilesParams {
  return isRecord(value) && isArrayOf(value['folders'], isString) && typeof value['limit'] === 'number';
}

export function isListFilesResult(value: unknown): value is ListFilesResult {
  return isRecord(value) && isArrayOf(value['uris'], isString) && isBoolean(value['truncated']);
}

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

export function isReadFilesParams(value: unknown): value is ReadFilesParams {
  return isRecord(value) && isArrayOf(value['uris'], isString) && typeof value['maxBytes'] === 'number';
}

function isFileText(value: unknown): value is FileText {
  return isRecord(value) && isString(value['uri']) && isNullableString(value['text']);
}

export function isReadFilesResult(value: unknown): value is ReadFilesResult {
  return isRecord(value) && isArrayOf(value['files'], isFileText);
}
