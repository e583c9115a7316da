/** What keeps the server's view of the workspace true: open documents, watched files, folders and settings. */
import {
  DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType, WatchKind,
} from 'vscode-languageserver';
import type { Connection, FileSystemWatcher, InitializeParams } from 'vscode-languageserver';
import { excludedBy } from './globs.ts';
import { isOtherVersion } from './plan-files.ts';
import { quietly } from './safely.ts';
import type { Log } from './safely.ts';
import type { Session } from './session.ts';
import { settingsOf } from './settings.ts';

/** Of a folder that comes or goes as a whole, editors tell the folder alone. */
const watchers: readonly FileSystemWatcher[] = [{ globPattern: '**/*.program' }, { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete }];

export function registerSync(connection: Connection, session: Session, params: InitializeParams, log: Log): void {
  let folders = foldersOf(params);
  const { workspace } = params.capabilities;
  const reload = (): void => session.reload(folders);

  connection.onDidOpenTextDocument(quietly(log, 'open', ({ textDocument }) => {
    if (isOtherVersion(textDocument.uri)) return;
    session.opened(textDocument.uri, textDocument.version, textDocument.text);
  }));
  connection.onDidChangeTextDocument(quietly(log, 'change', ({ textDocument, contentChanges }) => {
    session.edited(textDocument.uri, textDocument.version, contentChanges);
  }));
  connection.onDidCloseTextDocument(quietly(log, 'close', ({ textDocument }) => session.closed(textDocument.uri)));

  connection.onDidChangeWatchedFiles(quietly(log, 'watched files', ({ changes }) => {
    // Some tools save by deleting and creating: what came last counts.
    const last = new Map(changes.map(({ uri, type }) => [uri, type]));
    const of = (isDeleted: boolean): string[] => [...last].filter(([, type]) => (type === FileChangeType.Deleted) === isDeleted).map(([uri]) => uri);
    session.filesChanged(of(false), of(true));
  }));
  connection.workspace.onDidDeleteFiles(quietly(log, 'deleted folders', reload));
  connection.workspace.onDidRenameFiles(quietly(log, 'renamed folders', reload));

  const configure = async (): Promise<void> => {
    if (workspace?.configuration !== true) return;
    const answer: unknown = await connection.workspace.getConfiguration([{ section: 'planwright' }, { section: 'files.exclude' }]);
    const [own, exclude]: readonly unknown[] = Array.isArray(answer) ? answer : [];
    session.exclude(excludedBy(exclude));
    session.configure(settingsOf(own));
  };
  connection.onDidChangeConfiguration(quietly(log, 'settings', configure));

  connection.onInitialized(quietly(log, 'start', async () => {
    if (workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(folder => folder.uri));
        folders = [...folders.filter(uri => !gone.has(uri)), ...added.map(folder => folder.uri)];
        reload();
      });
    }
    const settled = await Promise.allSettled([
      configure(),
      workspace?.didChangeConfiguration?.dynamicRegistration === true
        ? connection.client.register(DidChangeConfigurationNotification.type, { section: ['planwright', 'files.exclude'] }) : null,
      workspace?.didChangeWatchedFiles?.dynamicRegistration === true
        ? connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] }) : null,
    ]);
    for (const one of settled) if (one.status === 'rejected') log.error('start: the client refused a registration.');
  }));

  // The folders are read at once: waiting for `initialized` would show the first open file without the rest of its plan.
  reload();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(folder => folder.uri);
  return rootUri ? [rootUri] : [];
}
