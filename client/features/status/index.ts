/** The language status of `.program` files: whether the server lives, what it is doing and what it left out, with a way on. */
import * as vscode from 'vscode';
import type { ExtensionContext, LanguageStatusItem } from 'vscode';
import { State } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { isServerStatus, statusMethod } from '../../../protocol/status.ts';
import type { ServerStatus } from '../../../protocol/status.ts';
import { describeStatus } from './describe.ts';

export function activateStatus(context: ExtensionContext, client: BaseLanguageClient): void {
  const item = vscode.languages.createLanguageStatusItem('planwright.server', { language: 'program' });
  item.name = vscode.l10n.t('Planwright language server');
  showState(item, client.state);
  context.subscriptions.push(
    item,
    client.onDidChangeState(change => showState(item, change.newState)),
    client.onNotification(statusMethod, (status: unknown) => {
      if (isServerStatus(status)) showStatus(item, status);
    }),
    vscode.commands.registerCommand('planwright.restartServer', () => restart(client)),
  );
}

/** What the client knows by itself: a server that has died says nothing. */
function showState(item: LanguageStatusItem, state: State): void {
  item.busy = state === State.Starting;
  item.detail = undefined;
  if (state === State.Stopped) {
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.text = vscode.l10n.t('Planwright has stopped');
    item.detail = vscode.l10n.t('Plans are not checked or scheduled.');
    item.command = { title: vscode.l10n.t('Restart'), command: 'planwright.restartServer' };
    return;
  }
  item.severity = vscode.LanguageStatusSeverity.Information;
  item.text = state === State.Starting ? vscode.l10n.t('Planwright is starting') : 'Planwright';
  item.command = { title: vscode.l10n.t('Show log'), command: 'planwright.showLog' };
}

const severities = {
  information: vscode.LanguageStatusSeverity.Information, warning: vscode.LanguageStatusSeverity.Warning, error: vscode.LanguageStatusSeverity.Error,
} as const;

function showStatus(item: LanguageStatusItem, status: ServerStatus): void {
  const { text, detail, busy, severity } = describeStatus(status, vscode.l10n);
  item.text = text;
  item.detail = detail;
  item.busy = busy;
  item.severity = severities[severity];
}

async function restart(client: BaseLanguageClient): Promise<void> {
  // A client that never ran, or that gave up after too many crashes, cannot be stopped, only started.
  if (client.isRunning()) await client.stop();
  await client.start();
}
