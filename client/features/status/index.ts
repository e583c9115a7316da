/** The language status of `.program` files: whether the server lives, with a way out when it does not. */
import * as vscode from 'vscode';
import type { ExtensionContext } from 'vscode';
import { State } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';

export function activateStatus(context: ExtensionContext, client: BaseLanguageClient): void {
  const item = vscode.languages.createLanguageStatusItem('planwright.server', { language: 'program' });
  item.name = vscode.l10n.t('Planwright language server');
  show(item, client.state);
  context.subscriptions.push(
    item,
    client.onDidChangeState(change => show(item, change.newState)),
    vscode.commands.registerCommand('planwright.restartServer', () => restart(client)),
  );
}

function show(item: vscode.LanguageStatusItem, state: State): void {
  item.busy = state === State.Starting;
  if (state === State.Stopped) {
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.text = vscode.l10n.t('Planwright has stopped');
    item.detail = vscode.l10n.t('Plans are not checked or scheduled.');
    item.command = { title: vscode.l10n.t('Restart'), command: 'planwright.restartServer' };
    return;
  }
  item.severity = vscode.LanguageStatusSeverity.Information;
  item.text = state === State.Starting ? vscode.l10n.t('Planwright is starting') : vscode.l10n.t('Planwright');
  item.detail = state === State.Starting ? undefined : vscode.l10n.t('Plans are checked and scheduled as you type.');
  item.command = { title: vscode.l10n.t('Show log'), command: 'planwright.showLog' };
}

async function restart(client: BaseLanguageClient): Promise<void> {
  // A client that never ran, or that gave up after too many crashes, cannot be stopped, only started.
  if (client.isRunning()) await client.stop();
  await client.start();
}
