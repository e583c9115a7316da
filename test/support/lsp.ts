/** A client for the language server, over a real process or in memory: what an editor does, in a test's words. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createConnection, createMessageConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import type { Diagnostic, InitializeParams, InitializeResult, MessageConnection, Position, PublishDiagnosticsParams, Range, WorkspaceEdit } from 'vscode-languageserver/node';
import { statusMethod } from '../../protocol/status.ts';
import type { ServerStatus } from '../../protocol/status.ts';
import { createGate } from '../../server/gate.ts';
import type { PlanFiles, Runtime } from '../../server/runtime.ts';
import { startServer } from '../../server/start.ts';

/** The folder of tests in memory. */
export const workspaceUri = 'file:///workspace';

export interface LspClient {
  readonly initialized: InitializeResult;
  readonly connection: MessageConnection;
  /** Everything published, in order. */
  readonly published: PublishDiagnosticsParams[];
  readonly statuses: ServerStatus[];
  /** What the server logged as errors. */
  readonly errors: string[];
  /** Requests of the server to ask for something again, by method. */
  readonly refreshes: string[];
  uri(path: string): string;
  text(path: string): string;
  open(path: string, text: string): void;
  /** Replaces the whole text, as one edit. */
  change(path: string, text: string): void;
  /** Replaces the characters from `start` to `end`. */
  edit(path: string, start: number, end: number, text: string): void;
  close(path: string): void;
  /** The diagnostics of the newest version of an open document, or of a file as soon as some are published. */
  diagnostics(path: string): Promise<Diagnostic[]>;
  /** Resolves when everything sent so far is analysed and published. */
  settled(): Promise<void>;
  position(path: string, offset: number): Position;
  offsets(path: string, range: Range): [number, number];
  request<R>(method: string, params: unknown): Promise<R>;
  /** A request about a position. */
  ask<R>(method: string, path: string, offset: number, more?: object): Promise<R>;
  /** The texts of the open documents after an edit. */
  applied(edit: WorkspaceEdit): Map<string, string>;
  stop(): Promise<void>;
}

const capabilities: InitializeParams['capabilities'] = {
  workspace: {
    semanticTokens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] } },
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
    rename: { prepareSupport: true },
    inlayHint: { resolveSupport: { properties: ['tooltip'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

export interface ClientOptions {
  readonly folder?: string | null;
  readonly initializationOptions?: unknown;
  /** What the client can do beyond the protocol: by default what ours can. */
  readonly experimental?: object;
  /** Settings of the section `planwright`. */
  readonly settings?: object;
  /** What the client can do, in the place of what an ordinary one of these tests can. */
  readonly capabilities?: InitializeParams['capabilities'];
  /** Answers of the client to requests of the server. */
  readonly answers?: Readonly<Record<string, (params: unknown) => unknown>>;
  /** Milliseconds until a wait for diagnostics fails. */
  readonly patience?: number;
}

async function connectClient(connection: MessageConnection, options: ClientOptions, stop: () => Promise<void>): Promise<LspClient> {
  const folder = options.folder === undefined ? workspaceUri : options.folder;
  const documents = new Map<string, TextDocument>();
  const published: PublishDiagnosticsParams[] = [];
  const newest = new Map<string, PublishDiagnosticsParams>();
  const statuses: ServerStatus[] = [];
  const errors: string[] = [];
  const refreshes: string[] = [];
  const waiting = new Set<() => void>();

  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    newest.set(params.uri, params);
    for (const look of waiting) look();
  });
  connection.onNotification(statusMethod, (status: ServerStatus) => void statuses.push(status));
  connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) errors.push(message);
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/semanticTokens/refresh', () => {
    refreshes.push('semanticTokens');
    return null;
  });
  connection.onRequest('workspace/inlayHint/refresh', () => {
    refreshes.push('inlayHint');
    return null;
  });
  connection.onRequest('workspace/codeLens/refresh', () => {
    refreshes.push('codeLens');
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => options.settings ?? null));
  for (const [method, answer] of Object.entries(options.answers ?? {})) connection.onRequest(method, (params: unknown) => answer(params));
  connection.listen();

  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folder,
    workspaceFolders: folder === null ? null : [{ uri: folder, name: 'workspace' }],
    capabilities: { ...(options.capabilities ?? capabilities), experimental: options.experimental ?? { commands: { commands: ['planwright.showLocations'] } } },
    initializationOptions: options.initializationOptions ?? null,
  });
  void connection.sendNotification('initialized', {});

  const uri = (path: string): string => (path.includes(':') ? path : `${folder ?? workspaceUri}${path}`);
  const documentOf = (path: string): TextDocument => {
    const document = documents.get(uri(path));
    if (!document) throw new Error(`${path} is not open.`);
    return document;
  };
  const send = (document: TextDocument, contentChanges: object[]): void => {
    void connection.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges });
  };

  const client: LspClient = {
    initialized, connection, published, statuses, errors, refreshes, uri,
    text: path => documentOf(path).getText(),
    open(path, text) {
      const document = TextDocument.create(uri(path), 'program', 1, text);
      documents.set(document.uri, document);
      void connection.sendNotification('textDocument/didOpen', { textDocument: { uri: document.uri, languageId: 'program', version: 1, text } });
    },
    change(path, text) {
      client.edit(path, 0, documentOf(path).getText().length, text);
    },
    edit(path, start, end, text) {
      const document = documentOf(path);
      const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
      documents.set(document.uri, TextDocument.update(document, [change], document.version + 1));
      send(document, [change]);
    },
    close(path) {
      documents.delete(uri(path));
      void connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } });
    },
    diagnostics(path) {
      const version = documents.get(uri(path))?.version;
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const latest = newest.get(uri(path));
          if (!latest || (version !== undefined && (latest.version ?? 0) < version)) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(latest.diagnostics);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No diagnostics of ${path} version ${version}. Logged: ${errors.join('; ')}`));
        }, options.patience ?? 10_000);
        waiting.add(look);
        look();
      });
    },
    settled: async () => void await connection.sendRequest('workspace/symbol', { query: '' }),
    position: (path, offset) => documentOf(path).positionAt(offset),
    offsets: (path, range) => [documentOf(path).offsetAt(range.start), documentOf(path).offsetAt(range.end)],
    request: (method, params) => connection.sendRequest(method, params),
    ask: (method, path, offset, more) => connection.sendRequest(method, {
      textDocument: { uri: uri(path) }, position: client.position(path, offset), ...more,
    }),
    applied(edit) {
      const texts = new Map<string, string>();
      for (const [of, edits] of Object.entries(edit.changes ?? {})) texts.set(of, TextDocument.applyEdits(documentOf(of), edits));
      for (const change of edit.documentChanges ?? []) {
        if (!('edits' in change)) continue;
        const edits = change.edits.flatMap(one => ('newText' in one ? [one] : []));
        texts.set(change.textDocument.uri, TextDocument.applyEdits(documentOf(change.textDocument.uri), edits));
      }
      return texts;
    },
    stop,
  };
  return client;
}

export interface MemoryOptions extends ClientOptions {
  /** Files below the workspace, path to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** The clock of the server; a fixed noon where none is given, so that no test depends on its day. */
  readonly now?: () => Date;
  readonly delay?: Runtime['delay'];
}

/** Plans in a map instead of on a disk. */
export function filesInMemory(files: Map<string, string>): PlanFiles {
  return {
    list: (folders, limit) => {
      const uris = [...files.keys()].filter(uri => folders.some(folder => uri.startsWith(folder + '/')));
      return Promise.resolve({ uris: uris.slice(0, limit), truncated: uris.length > limit });
    },
    read: (uris, maxBytes) => Promise.resolve(uris.map(uri => {
      const text = files.get(uri) ?? null;
      return { uri, text: text !== null && text.length <= maxBytes ? text : null };
    })),
  };
}

/** A server in this process, with a workspace in memory. */
export async function startInMemory(options: MemoryOptions = {}): Promise<LspClient & { readonly disk: Map<string, string> }> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const gate = createGate();
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient), { messageStrategy: gate.strategy });
  const disk = new Map(Object.entries(options.files ?? {}).map(([path, text]) => [workspaceUri + path, text]));
  startServer(server, gate, {
    disk: filesInMemory(disk),
    now: options.now ?? (() => new Date(2026, 0, 5, 12)),
    turn: () => new Promise(resolve => setImmediate(resolve)),
    delay: options.delay ?? ((milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      timer.unref();
      return { dispose: () => clearTimeout(timer) };
    }),
  });
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const client = await connectClient(connection, options, async () => {
    await connection.sendRequest('shutdown');
    connection.dispose();
    server.dispose();
  });
  return Object.assign(client, { disk });
}

export interface ProcessOptions extends ClientOptions {
  /** A script for Node, and its arguments. */
  readonly script?: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  /** Opens Node's own channel to the process beside the protocol. */
  readonly channel?: boolean;
}

/** A server in a process of its own, over stdio: the sources, or a bundle. */
export async function startProcess(options: ProcessOptions = {}): Promise<LspClient & { readonly child: ChildProcess }> {
  const script = options.script ?? fileURLToPath(new URL('../../server/main-node.ts', import.meta.url));
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), script, ...(options.args ?? ['--stdio'])], {
    stdio: options.channel ? ['pipe', 'pipe', 'inherit', 'ipc'] : ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('The server has no pipes.');
  const connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const client = await connectClient(connection, options, async () => {
    if (child.exitCode === null && child.signalCode === null) {
      await Promise.race([connection.sendRequest('shutdown').then(() => connection.sendNotification('exit')), exited]).catch(() => undefined);
      const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
      await exited;
      clearTimeout(timer);
    }
    connection.dispose();
  });
  return Object.assign(client, { child });
}
