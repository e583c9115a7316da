/**
 * The timeline: one panel, which shows the programs of the plan in the active editor and comes back after a reload. Its commands are
 * `planwright.preview.open` and `planwright.preview.openToSide`, each with an optional URI.
 */
import * as vscode from 'vscode';
import type { ExtensionContext, Uri, WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { State } from 'vscode-languageclient';
import { planChangedMethod, timelineViewType } from '../../../protocol/preview.ts';
import { connectPanel } from './panel.ts';
import type { TimelinePanel } from './panel.ts';

/** Where the workspace remembers which document a panel shows; the webview knows only the token. */
const documentsKey = 'planwright.preview.documents';
/** Milliseconds after which a moving cursor is followed. */
const cursorDelay = 80;

export function activatePreview(context: ExtensionContext, client: BaseLanguageClient): void {
  let current: { readonly timeline: TimelinePanel; readonly token: string } | null = null;
  let cursorTimer: ReturnType<typeof setTimeout> | undefined;

  function adopt(panel: WebviewPanel, uri: Uri, token: string): void {
    current?.timeline.panel.dispose();
    const timeline = connectPanel({ context, client, panel, uri, token });
    const mine = current = { timeline, token };
    remember(context, token, uri);
    panel.onDidDispose(() => {
      if (current === mine) current = null;
    });
  }

  function bind(uri: Uri): void {
    if (!current || current.timeline.uri().toString() === uri.toString()) return;
    current.timeline.bind(uri);
    remember(context, current.token, uri);
  }

  function open(argument: unknown, column: vscode.ViewColumn): void {
    const uri = argument instanceof vscode.Uri ? argument : planInSight();
    if (!uri) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a .program file to see its timeline.'));
      return;
    }
    if (current) {
      bind(uri);
      current.timeline.panel.reveal(undefined, column === vscode.ViewColumn.Beside);
      return;
    }
    const panel = vscode.window.createWebviewPanel(timelineViewType, vscode.l10n.t('Timeline'), { viewColumn: column, preserveFocus: column === vscode.ViewColumn.Beside });
    adopt(panel, uri, crypto.randomUUID());
  }

  context.subscriptions.push(
    vscode.commands.registerCommand('planwright.preview.open', (uri: unknown) => open(uri, vscode.ViewColumn.Active)),
    vscode.commands.registerCommand('planwright.preview.openToSide', (uri: unknown) => open(uri, vscode.ViewColumn.Beside)),
    vscode.window.registerWebviewPanelSerializer(timelineViewType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        const token = tokenOf(state) ?? crypto.randomUUID();
        const uri = recall(context, token) ?? planInSight();
        if (uri) adopt(panel, uri, token);
        else panel.dispose();
      },
    }),
    client.onNotification(planChangedMethod, () => current?.timeline.planChanged()),
    client.onDidChangeState(change => {
      if (change.newState === State.Running) current?.timeline.planChanged();
    }),
    vscode.window.onDidChangeActiveTextEditor(editor => {
      // The sides of a comparison are old texts of a plan, not plans.
      const compared = vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff;
      if (editor?.document.languageId === 'program' && !compared) bind(editor.document.uri);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      clearTimeout(cursorTimer);
      if (current && textEditor.document.languageId === 'program') cursorTimer = setTimeout(() => void current?.timeline.followCursor(textEditor), cursorDelay);
    }),
    { dispose: () => clearTimeout(cursorTimer) },
  );
}

/** The plan in the active editor, else in one that can be seen, else in any tab: while a window opens, tabs come before editors. */
function planInSight(): Uri | undefined {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const shown = editors.find(editor => editor?.document.languageId === 'program')?.document.uri;
  if (shown) return shown;
  const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs.map(tab => tab.input));
  return tabs.flatMap(input => (input instanceof vscode.TabInputText && input.uri.path.endsWith('.program') ? [input.uri] : []))[0];
}

function remember(context: ExtensionContext, token: string, uri: Uri): void {
  void context.workspaceState.update(documentsKey, { [token]: uri.toString() });
}

function recall(context: ExtensionContext, token: string): Uri | undefined {
  const documents = context.workspaceState.get<unknown>(documentsKey);
  if (typeof documents !== 'object' || documents === null) return undefined;
  const address = Object.entries(documents).find(([known]) => known === token)?.[1];
  return typeof address === 'string' ? vscode.Uri.parse(address) : undefined;
}

/** The token in the state that the webview saved, which anything may have written. */
function tokenOf(state: unknown): string | undefined {
  return typeof state === 'object' && state !== null && 'token' in state && typeof state.token === 'string' && state.token.length <= 100 ? state.token : undefined;
}
