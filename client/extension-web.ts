/** The extension in a browser without a machine behind it: the language server is a web worker. */
import * as vscode from 'vscode';
import type { ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient/browser';
import { start } from './start.ts';

export async function activate(context: ExtensionContext): Promise<void> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server', 'main-browser.js');
  let worker: Worker | undefined;
  // The client makes transports anew for a restart; the worker before it would run on without anybody to talk to.
  const connect = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = await startWorker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  await start(context, (id, name, options) => new LanguageClient(id, name, connect, options));
}

async function startWorker(script: Uri): Promise<Worker> {
  const options = { name: 'Planwright language server' };
  if (script.scheme !== 'vscode-remote') return new Worker(script.toString(true), options);
  // VS Code makes no worker from a file of a remote, but from what stands in it.
  const code = await vscode.workspace.fs.readFile(script);
  return new Worker(URL.createObjectURL(new Blob([Uint8Array.from(code)], { type: 'text/javascript' })), options);
}
