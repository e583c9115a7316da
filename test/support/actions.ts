/** Code actions over the protocol: what is offered at a mark, and the files after one was taken. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CreateFile, DeleteFile, Diagnostic, InitializeParams, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { withFixture } from './editor.ts';
import type { FixtureFile } from './fixture.ts';
import { workspaceUri } from './lsp.ts';

/** What an editor can do that takes everything. */
export const ableClient: InitializeParams['capabilities'] = {
  workspace: {
    configuration: true, workspaceFolders: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] }, isPreferredSupport: true },
  },
};

export interface Taken {
  readonly action: CodeAction;
  /** The files after it, in the order of the fixture, new ones last. */
  readonly files: readonly FixtureFile[];
}

export interface Offers {
  readonly actions: readonly CodeAction[];
  readonly files: readonly FixtureFile[];
  /** Takes the only action with such a title. */
  take(title: RegExp): Promise<Taken>;
}

export interface ActionOptions { readonly only?: readonly string[]; readonly capabilities?: InitializeParams['capabilities'] }

/** Asks at the first mark of a fixture, and gives what is offered there to `look`. */
export async function atMark<T>(source: string, look: (offers: Offers) => Promise<T>, { only, capabilities = ableClient }: ActionOptions = {}): Promise<T> {
  return withFixture(source, async ({ client, fixture, mark }) => {
    const range = { start: client.position(mark.path, mark.start), end: client.position(mark.path, mark.end) };
    await client.settled();
    const diagnostics: readonly Diagnostic[] = await client.diagnostics(mark.path);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri(mark.path) }, range, context: { diagnostics, ...(only ? { only } : {}) },
    });
    return look({
      actions, files: fixture.files,
      async take(title) {
        const found = actions.filter(action => title.test(action.title));
        const [action] = found;
        if (!action || found.length > 1) throw new Error(`${found.length} of these are ${title}: ${actions.map(one => one.title).join(' | ')}`);
        const resolved = action.edit ? action : await client.request<CodeAction>('codeAction/resolve', action);
        if (!resolved.edit) throw new Error(`No edit came with ${action.title}`);
        return { action: resolved, files: applied(fixture.files, resolved.edit) };
      },
    });
  }, { capabilities });
}

function applied(files: readonly FixtureFile[], edit: WorkspaceEdit): readonly FixtureFile[] {
  const texts = new Map(files.map(({ path, text }) => [workspaceUri + path, text]));
  const replace = (uri: string, edits: TextDocumentEdit['edits']): void => {
    const text = texts.get(uri);
    if (text === undefined) throw new Error(`The edit changes ${uri}, which does not exist.`);
    texts.set(uri, TextDocument.applyEdits(TextDocument.create(uri, 'program', 1, text), edits.flatMap(one => ('newText' in one ? [one] : []))));
  };
  for (const [uri, edits] of Object.entries(edit.changes ?? {})) replace(uri, edits);
  for (const change of (edit.documentChanges ?? []) as readonly (TextDocumentEdit | CreateFile | DeleteFile)[]) {
    if ('edits' in change) replace(change.textDocument.uri, change.edits);
    else if (change.kind === 'create') {
      if (texts.has(change.uri)) throw new Error(`The edit makes ${change.uri}, which exists.`);
      texts.set(change.uri, '');
    } else texts.delete(change.uri);
  }
  return [...texts].map(([uri, text]) => ({ path: uri.slice(workspaceUri.length), text }));
}
