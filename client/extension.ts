/** The extension on the desktop and in a remote: the language server is a Node process. */
import * as vscode from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { ServerOptions } from 'vscode-languageclient/node';
import { start } from './start.ts';

/** MB of heap for the server: a plan of 50,000 activities needs about a fifth of it. */
const serverHeap = 3072;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'main-node.cjs').fsPath;
  const heap = `--max-old-space-size=${serverHeap}`;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { execArgv: [heap] } },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: [heap, '--nolazy', '--inspect=6009'] } },
  };
  await start(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
