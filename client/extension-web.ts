/** The extension in a browser without a machine behind it: the language server is a web worker. */
import * as vscode from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './start.ts';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'main-browser.js').toString(true);
  // A function, so that a restart gets a fresh worker.
  const server = async () => new Worker(script, { name: 'Planwright language server' });
  await start(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
