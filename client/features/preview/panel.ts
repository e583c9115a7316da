/** One panel with the timeline: forwards between the webview and the server, and knows nothing of the plan itself. */
import * as vscode from 'vscode';
import type { ExtensionContext, Uri, WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  cursorMethod, isCursorAnswer, isFromWebview, isRevealAnswer, isTimelineAnswer, revealMethod, timelineMethod,
} from '../../../protocol/preview.ts';
import type { CursorParams, FromWebview, RevealParams, TextLocation, TimelineAnswer, TimelineParams, ToWebview } from '../../../protocol/preview.ts';
import { previewPage } from './page.ts';

export interface TimelinePanel {
  readonly panel: WebviewPanel;
  /** The document whose programs are shown. */
  uri(): Uri;
  /** Shows the programs of another document. */
  bind(uri: Uri): void;
  /** Some plan changed, or the server came back. */
  planChanged(): void;
  /** Shows the row for the cursor of an editor. */
  followCursor(editor: vscode.TextEditor): Promise<void>;
}

export interface PanelParts {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly panel: WebviewPanel;
  readonly uri: Uri;
  /** By which the webview remembers the document. */
  readonly token: string;
}

export function connectPanel({ context, client, panel, uri, token }: PanelParts): TimelinePanel {
  let document = uri;
  /** Where the last click led: moving the cursor there must not come back as a movement of the reader's. */
  let revealed: TextLocation | null = null;
  const folder = vscode.Uri.joinPath(context.extensionUri, 'dist', 'webview');
  const { webview } = panel;
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  panel.iconPath = {
    light: vscode.Uri.joinPath(context.extensionUri, 'media', 'timeline-light.svg'),
    dark: vscode.Uri.joinPath(context.extensionUri, 'media', 'timeline-dark.svg'),
  };

  const post = (message: ToWebview) => webview.postMessage(message);

  async function update(revision: number | null): Promise<void> {
    const params: TimelineParams = { uri: document.toString(), revision };
    await post({ type: 'answer', answer: await answerTo(params) });
    const editor = vscode.window.activeTextEditor;
    if (revision === null && editor) await followCursor(editor);
  }

  async function answerTo(params: TimelineParams): Promise<TimelineAnswer> {
    try {
      const answer: unknown = await client.sendRequest(timelineMethod, params);
      if (isTimelineAnswer(answer)) return answer;
    } catch {
      // Said below; the client has logged why.
    }
    return { type: 'failed', message: vscode.l10n.t('The language server gave no picture.') };
  }

  async function reveal(id: string, focus: boolean): Promise<void> {
    const params: RevealParams = { uri: document.toString(), id };
    const answer: unknown = await client.sendRequest(revealMethod, params);
    if (!isRevealAnswer(answer) || answer.location === null) return;
    revealed = answer.location;
    const { start, end } = answer.location;
    const target = vscode.Uri.parse(answer.location.uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(target), {
      viewColumn: columnFor(target, panel), preserveFocus: !focus, selection: new vscode.Range(start.line, start.character, end.line, end.character),
    });
  }

  async function followCursor(editor: vscode.TextEditor): Promise<void> {
    const { document: text, selections } = editor;
    const at = selections[0];
    // Several cursors stand for no single row.
    if (!panel.visible || text.languageId !== 'program' || !at || selections.length > 1 || isRevealed(text.uri, at)) return;
    const params: CursorParams = { uri: text.uri.toString(), line: at.active.line, character: at.active.character };
    const answer: unknown = await client.sendRequest(cursorMethod, params);
    if (isCursorAnswer(answer)) await post({ type: 'cursor', id: answer.id });
  }

  function isRevealed(target: Uri, { start, end }: vscode.Selection): boolean {
    return revealed !== null && revealed.uri === target.toString()
      && start.line === revealed.start.line && start.character === revealed.start.character
      && end.line === revealed.end.line && end.character === revealed.end.character;
  }

  function receive(message: FromWebview): Promise<void> | undefined {
    switch (message.type) {
      case 'ready': return undefined;
      case 'update': return update(message.revision);
      case 'reveal': return reveal(message.id, message.focus);
    }
  }

  function setTitle(): void {
    panel.title = vscode.l10n.t('Timeline: {0}', document.path.slice(document.path.lastIndexOf('/') + 1));
  }

  webview.onDidReceiveMessage((message: unknown) => {
    if (!isFromWebview(message)) return;
    // A request that fails changes nothing: the picture stays, and the next click asks again.
    receive(message)?.then(undefined, () => undefined);
  });
  setTitle();
  webview.html = previewPage({
    cspSource: webview.cspSource, nonce: nonce(), styleNonce: nonce(), token,
    script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'timeline.js')).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'timeline.css')).toString(),
    controls: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'controls.js')).toString(),
  });

  return {
    panel,
    uri: () => document,
    bind(next) {
      document = next;
      revealed = null;
      setTitle();
      void post({ type: 'changed' });
    },
    planChanged: () => void post({ type: 'changed' }),
    followCursor: editor => followCursor(editor).catch(() => undefined),
  };
}

/** The editor group in which a document is shown already, else one beside the timeline. */
function columnFor(uri: Uri, panel: WebviewPanel): vscode.ViewColumn {
  const address = uri.toString();
  for (const group of vscode.window.tabGroups.all) {
    const shown = group.tabs.some(tab => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === address);
    if (shown) return group.viewColumn;
  }
  const other = vscode.window.visibleTextEditors.find(editor => editor.viewColumn !== undefined && editor.viewColumn !== panel.viewColumn);
  if (other?.viewColumn !== undefined) return other.viewColumn;
  return panel.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
}

function nonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(18)), byte => byte.toString(16).padStart(2, '0')).join('');
}
