/** The workspace of a run: files through VS Code's file system, which is the only one in a worker. */
import * as vscode from 'vscode';
import type { TextDocument, Uri } from 'vscode';

export function fileInWorkspace(name: string): Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('The run has no workspace.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a plan of the workspace in an editor. */
export async function openPlan(name: string): Promise<TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileInWorkspace(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Writes a plan into the workspace and opens it. */
export async function writePlan(name: string, text: string): Promise<TextDocument> {
  await vscode.workspace.fs.writeFile(fileInWorkspace(name), new TextEncoder().encode(text));
  return openPlan(name);
}
