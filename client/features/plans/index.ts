/** The view that lists the plans of the workspace; in a folder without one its welcome text offers to create the first. */
import * as vscode from 'vscode';
import type { ExtensionContext, TreeDataProvider, Uri } from 'vscode';

/** More plans than this are not listed; a person finds them with Go to File. */
const limit = 500;

export function activatePlans(context: ExtensionContext): void {
  const changed = new vscode.EventEmitter<undefined>();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.program', false, true, false);
  const provider: TreeDataProvider<Uri> = {
    onDidChangeTreeData: changed.event,
    getChildren: parent => (parent ? [] : findPlans()),
    getTreeItem: uri => planItem(context, uri),
  };
  const refresh = () => changed.fire(undefined);
  context.subscriptions.push(
    changed,
    watcher,
    watcher.onDidCreate(refresh),
    watcher.onDidDelete(refresh),
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
    vscode.window.registerTreeDataProvider('planwright.plans', provider),
  );
}

async function findPlans(): Promise<Uri[]> {
  const found = await vscode.workspace.findFiles('**/*.program', '**/node_modules/**', limit);
  return found.sort((a, b) => a.path.localeCompare(b.path));
}

function planItem(context: ExtensionContext, uri: Uri): vscode.TreeItem {
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.None);
  const icon = (theme: string) => vscode.Uri.joinPath(context.extensionUri, 'media', `program-${theme}.svg`);
  item.iconPath = { light: icon('light'), dark: icon('dark') };
  item.contextValue = 'plan';
  item.description = vscode.workspace.asRelativePath(uri, false).split('/').slice(0, -1).join('/');
  item.command = { title: vscode.l10n.t('Open'), command: 'vscode.open', arguments: [uri] };
  return item;
}
