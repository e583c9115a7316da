/** The extension's log: one output channel for the client and the server, at the level that the person chose in VS Code. */
import * as vscode from 'vscode';
import type { ExtensionContext, LogOutputChannel } from 'vscode';

export function activateLog(context: ExtensionContext): LogOutputChannel {
  const log = vscode.window.createOutputChannel('Planwright', { log: true });
  context.subscriptions.push(log, vscode.commands.registerCommand('planwright.showLog', () => log.show()));
  return log;
}
