/** What a click on a lens does: places open in a peek view, or, where their order tells something, in a list that shows each as it is walked through. */
import * as vscode from 'vscode';
import type { ExtensionContext, QuickPickItem } from 'vscode';
import type { BaseLanguageClient, StaticFeature } from 'vscode-languageclient';
import { isLensPlaces, isLensSubject, lensPlacesMethod, showLocationsCommand } from '../../../protocol/lens.ts';
import type { LensPlaces } from '../../../protocol/lens.ts';
import type { TextLocation } from '../../../protocol/preview.ts';

export function activateLens(context: ExtensionContext, client: BaseLanguageClient): void {
  client.registerFeature(ourCommand);
  context.subscriptions.push(vscode.commands.registerCommand('planwright.showLocations', async (subject: unknown) => {
    if (!isLensSubject(subject) || !client.isRunning()) return;
    const places: unknown = await client.sendRequest(lensPlacesMethod, subject);
    if (!isLensPlaces(places)) return;
    if (places.places.length === 0) void vscode.window.showInformationMessage(vscode.l10n.t('There is nothing to show here any more.'));
    else if (places.ordered) await walk(places);
    else await peek(subject.uri, places);
  }));
}

/** Tells the server that lenses may use our command: without it they are text. */
const ourCommand: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const known: unknown = capabilities.experimental;
    capabilities.experimental = { ...(typeof known === 'object' ? known : {}), commands: { commands: [showLocationsCommand] } };
  },
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

async function peek(uri: string, { anchor, places }: LensPlaces): Promise<void> {
  await vscode.commands.executeCommand(
    'editor.action.showReferences', vscode.Uri.parse(uri), new vscode.Position(anchor.line, anchor.character),
    places.map(({ location }) => new vscode.Location(vscode.Uri.parse(location.uri), rangeOf(location))),
  );
}

interface Step extends QuickPickItem { readonly location: TextLocation }

/** A peek view sorts by file and line, which would lose the order of a chain. */
async function walk({ title, places, more }: LensPlaces): Promise<void> {
  const before = vscode.window.activeTextEditor;
  const selection = before?.selection;
  const list = vscode.window.createQuickPick<Step>();
  list.title = title;
  list.placeholder = more > 0 ? vscode.l10n.t('{0} more before these', more) : vscode.l10n.t('Choose a step to go to it');
  list.matchOnDetail = true;
  list.items = places.map(({ name, detail, location }) => ({ label: name, detail, location }));
  const last = list.items.at(-1);
  if (last) list.activeItems = [last];
  let shown: Step | undefined = last;
  let chosen = false;
  list.onDidChangeActive(([step]) => {
    if (!step || step === shown) return;
    shown = step;
    void show(step.location, true);
  });
  list.onDidAccept(() => {
    const [step] = list.selectedItems;
    chosen = step !== undefined;
    list.hide();
    if (step) void show(step.location, false);
  });
  list.onDidHide(() => {
    list.dispose();
    if (!chosen && shown !== last && before && selection) void vscode.window.showTextDocument(before.document, { viewColumn: before.viewColumn, selection });
  });
  list.show();
}

/** A file that is gone meanwhile is not shown. */
async function show(location: TextLocation, preserveFocus: boolean): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(location.uri), { preview: true, preserveFocus, selection: rangeOf(location) }).then(undefined, () => undefined);
}

function rangeOf({ start, end }: TextLocation): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
