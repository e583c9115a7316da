/** Opens the timeline beside a plan as the plan is opened, for those who ask for it in `planwright.timeline.openWithPlan`. */
import * as vscode from 'vscode';
import type { ExtensionContext, TextEditor } from 'vscode';

export function activateOpenBeside(context: ExtensionContext): void {
  // Once per document: a timeline that somebody closed stays closed until the plan is opened again.
  const shown = new Set<string>();
  const consider = (editor: TextEditor | undefined) => {
    const document = editor?.document;
    if (document?.languageId !== 'program' || shown.has(document.uri.toString())) return;
    if (!vscode.workspace.getConfiguration('planwright', document).get<boolean>('timeline.openWithPlan')) return;
    shown.add(document.uri.toString());
    void vscode.commands.executeCommand('planwright.preview.openToSide', document.uri);
  };
  context.subscriptions.push(
    vscode.window.onDidChangeActiveTextEditor(consider),
    vscode.workspace.onDidCloseTextDocument(document => shown.delete(document.uri.toString())),
  );
  consider(vscode.window.activeTextEditor);
}
