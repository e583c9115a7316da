/**
 * Lists and reads plans for a server that has no disk: in a web worker, and for folders of a virtual workspace. Everything goes
 * through VS Code's own file system, which knows them all.
 */
import * as vscode from 'vscode';
import type { ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { isListFilesParams, isReadFilesParams, listFilesMethod, readFilesMethod } from '../../../protocol/workspace.ts';
import type { FileText, ListFilesResult, ReadFilesResult, ServerOptions } from '../../../protocol/workspace.ts';

/** What the server has to know: it may ask. */
export const fileOptions: ServerOptions = { readsFiles: true };

const ignored = '**/{node_modules,out,dist,.*}/**';
/** A file system that cannot be searched is walked, but never further than this. */
const walk = { folders: 2_000, depth: 32 };

export function activateFiles(context: ExtensionContext, client: BaseLanguageClient): void {
  context.subscriptions.push(
    client.onRequest(listFilesMethod, async (params: unknown): Promise<ListFilesResult> => {
      if (!isListFilesParams(params)) return { uris: [], truncated: false };
      return listPlans(params.folders.map(folder => vscode.Uri.parse(folder)), params.limit);
    }),
    client.onRequest(readFilesMethod, async (params: unknown): Promise<ReadFilesResult> => {
      if (!isReadFilesParams(params)) return { files: [] };
      return { files: await Promise.all(params.uris.map(uri => readPlan(uri, params.maxBytes))) };
    }),
  );
}

async function listPlans(folders: readonly Uri[], limit: number): Promise<ListFilesResult> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const uri of await findPlans(folder, limit + 1)) found.add(uri.toString());
  }
  const uris = [...found].sort();
  return { uris: uris.slice(0, limit), truncated: uris.length > limit };
}

async function findPlans(folder: Uri, limit: number): Promise<readonly Uri[]> {
  const searched = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, '**/*.program'), ignored, limit).then(uris => uris, () => []);
  // Without a search provider VS Code finds nothing, and does not say so.
  return searched.length > 0 ? searched : walkFolder(folder, limit);
}

async function walkFolder(root: Uri, limit: number): Promise<Uri[]> {
  const plans: Uri[] = [];
  const waiting = [{ folder: root, depth: 0 }];
  for (let visited = 0; visited < walk.folders && plans.length < limit; visited++) {
    const next = waiting.shift();
    if (!next) break;
    for (const [name, type] of await readFolder(next.folder)) {
      const uri = vscode.Uri.joinPath(next.folder, name);
      if (type === vscode.FileType.File && name.endsWith('.program')) plans.push(uri);
      else if (type === vscode.FileType.Directory && next.depth < walk.depth && !/^(?:\..*|node_modules|out|dist)$/.test(name)) {
        waiting.push({ folder: uri, depth: next.depth + 1 });
      }
    }
  }
  return plans;
}

async function readFolder(folder: Uri): Promise<readonly [string, vscode.FileType][]> {
  return vscode.workspace.fs.readDirectory(folder).then(entries => entries, () => []);
}

/** Plans only, whatever is asked for: the server never needs another file. */
async function readPlan(uri: string, maxBytes: number): Promise<FileText> {
  const file = vscode.Uri.parse(uri);
  if (!file.path.endsWith('.program')) return { uri, text: null };
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return { uri, text: size > maxBytes ? null : new TextDecoder().decode(await vscode.workspace.fs.readFile(file)) };
  } catch {
    return { uri, text: null };
  }
}
