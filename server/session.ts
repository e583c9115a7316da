/**
 * One workspace from `initialized` to `exit`: its documents, its analysis, and what is told about them. The frame
 * around the features; it knows no feature.
 */
import type { LangiumDocument } from 'langium';
import type { CancellationToken, Connection, InitializeParams, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { statusMethod } from '../protocol/status.ts';
import type { ServerStatus } from '../protocol/status.ts';
import { serverOptions } from '../protocol/workspace.ts';
import type { Analysis, ServerContext } from './context.ts';
import { createDiagnosticsPublisher } from './diagnostics.ts';
import { limits } from './limits.ts';
import { createLanguage } from './language.ts';
import type { Language } from './language.ts';
import { createPlanFolders } from './plan-folders.ts';
import type { PlanChanges } from './plan-folders.ts';
import { createRebuild } from './rebuild.ts';
import type { Batch } from './rebuild.ts';
import { createHintRefresh } from './refresh-hints.ts';
import type { Runtime } from './runtime.ts';
import { describeFailure, throwIfCancelled } from './safely.ts';
import type { Log } from './safely.ts';
import { defaultSettings, startOfDay } from './settings.ts';
import type { Settings } from './settings.ts';
import { createOpenTexts } from './texts.ts';
import { normalUri } from './uris.ts';
import { clientFiles, createWorkspaceFiles } from './workspace-files.ts';

export interface Session {
  readonly context: ServerContext;
  /** Opened in the editor, whose text wins over the file from now on. */
  opened(uri: string, version: number, text: string): void;
  edited(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void;
  /** Closed in the editor: from now on the file counts, if there is one. */
  closed(uri: string): void;
  /** Files and folders that were created, changed or deleted outside the editor. */
  filesChanged(changed: readonly string[], deleted: readonly string[]): void;
  /** Reads the folders again, after folders were added, removed or renamed. */
  reload(folders: readonly string[]): void;
  configure(settings: Settings): void;
  /** Leaves plans out that fit one of the patterns; what is open counts all the same. */
  exclude(globs: readonly string[]): void;
  dispose(): void;
}

/** Milliseconds of work that a person notices, and documents that take as long. */
const noticed = 400;
const manyDocuments = 100;

/** Milliseconds that a pass waits at most for a question; editors send theirs within ten after a letter. */
const longestMoment = 12;
/** Passes after a question before which the next one is expected. */
const passesAsked = 10;

export function openSession(connection: Connection, runtime: Runtime, params: InitializeParams, log: Log): Session {
  const texts = createOpenTexts();
  const files = createWorkspaceFiles(runtime, serverOptions(params.initializationOptions).readsFiles ? clientFiles(connection) : null, limits.fileBytes);
  const folders = createPlanFolders(files);
  const language: Language = createLanguage(texts, files.provider, log);
  const hintRefresh = createHintRefresh(connection, params.capabilities);
  const publisher = createDiagnosticsPublisher(connection);
  const listeners: ((analysis: Analysis) => void)[] = [];
  let settings = defaultSettings;
  let loading: Promise<void> = Promise.resolve();
  let latest: Analysis | null = null;
  let today = startOfDay(runtime.now());
  let lastStatus = '';
  /** Milliseconds that the last pass took, which is what the next one will take, about. */
  let lastPass = 0;
  let building = 0;
  /** Versions of the open documents as they were when the running build began. */
  let built: ReadonlyMap<string, number> = new Map();

  const time = (): number => runtime.now().getTime();

  function tell(state: ServerStatus['state']): void {
    const leftOut = files.limitsHit();
    const status: ServerStatus = {
      state: state === 'ready' && leftOut.length > 0 ? 'limited' : state,
      limits: [...leftOut, ...publisher.limitsHit()],
      documents: language.documents().length,
      activities: latest?.plan.activities.length ?? 0,
    };
    const content = JSON.stringify(status);
    if (content === lastStatus) return;
    lastStatus = content;
    void connection.sendNotification(statusMethod, status);
  }

  const textOf = (uri: string) => language.document(uri)?.textDocument;

  /** Says what is going on where it will be noticed; a message needs turns to get out before the work begins. */
  async function announce(documents: number): Promise<void> {
    if (lastPass < noticed && documents < manyDocuments) return;
    tell('computing');
    for (let turn = 0; turn < 3; turn++) await runtime.turn();
  }

  async function build({ changed, deleted }: Batch): Promise<void> {
    const began = time();
    await announce(changed.length);
    built = new Map(texts.uris().map(uri => [uri, texts.live(uri)?.version ?? 0]));
    await files.fetch(changed.filter(uri => !texts.has(uri)), deleted);
    await language.update(changed, deleted);
    files.forget();
    building = time() - began;
  }

  function analyse(): void {
    const began = time();
    latest = language.analyse({ today, asOf: settings.statusDate ?? undefined });
    publisher.publish(latest.findings, textOf, built);
    lastPass = building + time() - began;
    building = 0;
    tell('ready');
    hintRefresh.analysed(latest, built, settings);
    for (const listener of listeners) listener(latest);
  }

  /** Passes that leave room for a question before them. */
  let asking = 0;

  /** While somebody asks about what is typed, a pass leaves the question that follows an edit a moment to come first: it cannot be interrupted. */
  async function ready(): Promise<void> {
    await loading;
    const moment = asking > 0 ? Math.min(longestMoment, lastPass / 8) : 0;
    asking = Math.max(0, asking - 1);
    if (moment >= 1) await new Promise<void>(resolve => runtime.delay(moment, resolve));
  }

  const rebuild = createRebuild(runtime, { ready, build, analyse }, error => {
    log.error(`analysis: ${describeFailure(error)}`);
    tell('failed');
  });

  /** The editor's text of an open document wins over its file, also over a file that is gone. */
  function readClosed({ changed, deleted }: PlanChanges): void {
    const isClosed = (uri: string): boolean => !texts.has(uri);
    rebuild.request(changed.filter(isClosed), deleted.filter(isClosed));
  }

  /** Reads what is found; builds and answers wait for it, but not for ever. */
  function load(found: Promise<PlanChanges | null>): void {
    const before = loading;
    loading = atMost(found.then(changes => { if (changes) readClosed(changes); }), limits.loading).then(() => before);
  }

  function atMost(work: Promise<void>, milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = runtime.delay(milliseconds, resolve);
      void work.then(resolve, (error: unknown) => {
        log.error(`workspace: ${describeFailure(error)}`);
        resolve();
      }).finally(() => timer.dispose());
    });
  }

  const quarterOfAnHour = 15 * 60_000;
  let clock = runtime.delay(quarterOfAnHour, tick);

  /** A machine may sleep over midnight, so the day is looked at often and not waited for. */
  function tick(): void {
    const now = runtime.now();
    if (startOfDay(now) !== today) {
      today = startOfDay(now);
      rebuild.request([], []);
    }
    const untilMidnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - now.getTime();
    clock = runtime.delay(Math.min(quarterOfAnHour, untilMidnight + 1000), tick);
  }

  const context: ServerContext = {
    log,
    client: params.capabilities,
    grammar: language.grammar,
    codes: language.codes,
    settings: () => settings,
    today: () => today,
    async current(token: CancellationToken) {
      await loading;
      await rebuild.settled();
      throwIfCancelled(token);
      return latest;
    },
    latest: () => latest,
    liveQuestion: () => { asking = passesAsked; },
    async cursor({ textDocument, position }, token) {
      const analysis = await context.current(token);
      const document = context.document(textDocument.uri);
      if (!analysis || !document) return null;
      const text = document.textDocument;
      return { uri: document.uri.toString(), document, text, offset: text.offsetAt(position), analysis };
    },
    document: (uri: string): LangiumDocument | undefined => language.document(normalUri(uri)),
    documents: () => language.documents(),
    textOf: uri => textOf(normalUri(uri)),
    liveText: uri => texts.live(normalUri(uri)) ?? textOf(normalUri(uri)),
    versionOf: uri => built.get(normalUri(uri)),
    onAnalysed: listener => listeners.push(listener),
  };

  return {
    context,
    opened(uri, version, text) {
      texts.open(normalUri(uri), version, text);
      rebuild.request([normalUri(uri)], []);
    },
    edited(uri, version, changes) {
      if (texts.change(normalUri(uri), version, changes)) rebuild.request([normalUri(uri)], []);
    },
    closed(uri) {
      const normal = normalUri(uri);
      if (!texts.close(normal)) return;
      if (folders.has(normal)) rebuild.request([normal], []);
      else rebuild.request([], [normal]);
    },
    filesChanged(changed, deleted) {
      const { now, later } = folders.noticed(changed.map(normalUri), deleted.map(normalUri));
      const read = (found: PlanChanges): void => { if (found.changed.length + found.deleted.length > 0) readClosed(found); };
      read(now);
      // Nobody waits for a search in folders that came: typing goes on meanwhile.
      later?.then(read, (error: unknown) => log.error(`workspace: ${describeFailure(error)}`));
    },
    reload(now) {
      tell('loading');
      load(folders.list(now.map(normalUri)));
    },
    configure(now) {
      settings = now;
      if (latest) rebuild.request([], []);
    },
    exclude(globs) {
      if (folders.exclude(globs)) load(folders.listAgain());
    },
    dispose: () => clock.dispose(),
  };
}
