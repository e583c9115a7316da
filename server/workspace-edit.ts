/** From changes of the language to edits of the workspace, as much of them as the client can take. */
import type {
  AnnotatedTextEdit, ClientCapabilities, CreateFile, DeleteFile, TextDocumentEdit, TextEdit, WorkspaceEdit,
} from 'vscode-languageserver';
import type { Change } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { toRange } from './to-lsp.ts';

/** A change of more lines than this, or of more than one file, is shown before it is made. */
const LINES_WITHOUT_A_LOOK = 12;
const ANNOTATION = 'planwright';

const capabilitiesOf = (client: ClientCapabilities) => client.workspace?.workspaceEdit;

/** Whether the client can make and remove files as a part of an edit. */
export function canChangeFiles(client: ClientCapabilities): boolean {
  const operations = capabilitiesOf(client)?.resourceOperations ?? [];
  return capabilitiesOf(client)?.documentChanges === true && operations.includes('create') && operations.includes('delete');
}

/** With the versions that the offsets count in, so that the editor refuses an edit that came too late. `title` names it in a preview, unless nobody `looks`. */
export function toWorkspaceEdit(change: Change, title: string, context: ServerContext, looks = true): WorkspaceEdit {
  const edits = new Map<string, TextEdit[]>();
  let lines = 0;
  for (const { uri, span, newText } of change.edits) {
    const text = context.textOf(uri);
    if (!text) continue;
    const range = toRange(text, span);
    lines += range.end.line - range.start.line + newText.split('\n').length - 1;
    const own = edits.get(uri) ?? [];
    own.push({ range, newText });
    edits.set(uri, own);
  }
  const { creates = [], deletes = [] } = change;
  if (capabilitiesOf(context.client)?.documentChanges !== true) return { changes: Object.fromEntries(edits) };
  const large = edits.size + creates.length + deletes.length > 1 || lines > LINES_WITHOUT_A_LOOK;
  const annotated = looks && large && capabilitiesOf(context.client)?.changeAnnotationSupport !== undefined;
  const annotation = annotated ? { annotationId: ANNOTATION } : {};
  const editOf = (uri: string, version: number | null, own: readonly TextEdit[]): TextDocumentEdit =>
    ({ textDocument: { uri, version }, edits: own.map((edit): TextEdit | AnnotatedTextEdit => ({ ...edit, ...annotation })) });
  const start = { line: 0, character: 0 };
  const documentChanges: (TextDocumentEdit | CreateFile | DeleteFile)[] = [
    ...creates.flatMap(({ uri, text }): (CreateFile | TextDocumentEdit)[] => [
      { kind: 'create', uri, options: { overwrite: false }, ...annotation },
      editOf(uri, null, [{ range: { start, end: start }, newText: text }]),
    ]),
    ...[...edits].map(([uri, own]) => editOf(uri, context.versionOf(uri) ?? null, own)),
    ...deletes.map((uri): DeleteFile => ({ kind: 'delete', uri, ...annotation })),
  ];
  return annotated ? { documentChanges, changeAnnotations: { [ANNOTATION]: { label: title, needsConfirmation: true } } } : { documentChanges };
}
