/** The command *New Program*: asks for a title, writes a first plan into the workspace and opens it with its timeline. */
import * as vscode from 'vscode';
import type { ExtensionContext, Uri } from 'vscode';
import { nameFromTitle, programTemplate } from './template.ts';

export function activateNewProgram(context: ExtensionContext): void {
  context.subscriptions.push(vscode.commands.registerCommand('planwright.newProgram', newProgram));
}

async function newProgram(): Promise<void> {
  const title = await vscode.window.showInputBox({
    title: vscode.l10n.t('New program'),
    prompt: vscode.l10n.t('What is the program called?'),
    placeHolder: vscode.l10n.t('Checkout off the monolith'),
    validateInput: value => (value.trim() ? undefined : vscode.l10n.t('A program needs a title.')),
  });
  if (title === undefined) return;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Where should the plan go?') }) : folders[0];
  if (!folder && folders.length > 1) return;
  const name = nameFromTitle(title);
  const text = programTemplate(name, title, new Date());
  // Without a workspace the plan stays unsaved until somebody saves it.
  const document = folder
    ? await vscode.workspace.openTextDocument(await writeNew(folder.uri, name, text))
    : await vscode.workspace.openTextDocument({ language: 'program', content: text });
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('planwright.preview.openToSide', document.uri);
}

/** Writes through VS Code's file system, so that virtual workspaces work too; never over a file that exists. */
async function writeNew(folder: Uri, name: string, text: string): Promise<Uri> {
  for (let attempt = 1; ; attempt++) {
    const uri = vscode.Uri.joinPath(folder, attempt === 1 ? `${name}.program` : `${name}-${attempt}.program`);
    if (await exists(uri)) continue;
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(() => true, () => false);
}
