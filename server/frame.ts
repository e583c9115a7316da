/** What the server can do besides its features: constants in a file of their own, because `initialize` is answered before anything else is loaded. */
import { TextDocumentSyncKind } from 'vscode-languageserver';
import type { ServerCapabilities } from 'vscode-languageserver';

/** Folders are told by these, because the file watcher asks for plans only. */
const folderOperations = { filters: [{ scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } }] };

export const frameCapabilities: ServerCapabilities = {
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { didDelete: folderOperations, didRename: folderOperations },
  },
};
