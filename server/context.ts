import type { CancellationToken, ClientCapabilities, Connection, Position, ServerCapabilities } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Grammar, LangiumDocument } from 'langium';
import type { Analysis, WallMinutes } from '../language/index.ts';
import type { Log } from './safely.ts';
import type { Settings } from './settings.ts';

export type { Analysis };

/** A place in a document as the newest analysis sees it. */
export interface Cursor {
  readonly uri: string;
  readonly document: LangiumDocument;
  readonly text: TextDocument;
  readonly offset: number;
  readonly analysis: Analysis;
}

/** What a feature may ask the frame for. */
export interface ServerContext {
  readonly log: Log;
  /** What the client said that it can do. */
  readonly client: ClientCapabilities;
  /** The grammar, for what can stand at a place. */
  readonly grammar: Grammar;
  /** The codes of all rules. */
  readonly codes: readonly string[];
  /** The settings as the client told them last. */
  settings(): Settings;
  /** The first minute of this day on the local clock, in wall minutes. */
  today(): WallMinutes;
  /** The analysis that holds every edit received so far; null before the first. Throws `Cancelled` with the token. */
  current(token: CancellationToken): Promise<Analysis | null>;
  /** The newest finished analysis, without waiting: for what must answer while a build runs. */
  latest(): Analysis | null;
  /** Tells that a question about the text as it is typed was asked: the next ones are to be answered before a build begins. */
  liveQuestion(): void;
  /** The place of a request in the current analysis; null in a document that the server does not know. */
  cursor(params: { readonly textDocument: { readonly uri: string }; readonly position: Position }, token: CancellationToken): Promise<Cursor | null>;
  /** A document of the current analysis. */
  document(uri: string): LangiumDocument | undefined;
  /** All documents of the workspace. */
  documents(): readonly LangiumDocument[];
  /** The text that offsets of the current analysis count in. */
  textOf(uri: string): TextDocument | undefined;
  /** The text with every edit received so far, which may be ahead of the analysis. */
  liveText(uri: string): TextDocument | undefined;
  /** The version of an open document in the current analysis. */
  versionOf(uri: string): number | undefined;
  /** Calls back after every analysis. */
  onAnalysed(listener: (analysis: Analysis) => void): void;
}

/** One LSP feature, or one group of requests of ours: a line in `features.ts`, a file with `register`. */
export interface Feature {
  readonly name: string;
  readonly capabilities: ServerCapabilities;
  load(): Promise<{ register(connection: Connection, context: ServerContext): void }>;
}
