/** The language status of `.program` files: whether the server lives and what it left out, with a way on. */
import * as vscode from 'vscode';
import type { ExtensionContext, LanguageStatusItem } from 'vscode';
import { State } from 'vscode-languageclient';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { isServerStatus, statusMethod } from '../../../protocol/status.ts';
import type { ServerStatus } from '../../../protocol/status.ts';

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

function showStatus(item: LanguageStatusItem, { state, limits, documents, activities }: ServerStatus): void {
  item.busy = state === 'loading';
  item.severity = state === 'failed' ? vscode.LanguageStatusSeverity.Error
    : state === 'limited' ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.text = state === 'failed' ? vscode.l10n.t('The last analysis failed') : state === 'limited' ? vscode.l10n.t('Planwright is limited') : 'Planwright';
  item.detail = limits.length > 0 ? limits.join(' ') : vscode.l10n.t('Plans: {0}. Activities: {1}.', documents, activities);
}

async function restart(client: BaseLanguageClient): Promise<void> {
  // A client that never ran, or that gave up after too many crashes, cannot be stopped, only started.
  if (client.isRunning()) await client.stop();
  await client.start();
}
