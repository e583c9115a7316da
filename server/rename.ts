import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  Connection, PrepareRenameParams, PrepareRenameResult, RenameParams, TextDocumentEdit, TextEdit, WorkspaceEdit,
} from 'vscode-languageserver';
import type { Span } from '../language/index.ts';
import { ProgramTerminals } from '../language/syntax/generated/ast.ts';
import type { ServerContext } from './context.ts';
import { limits } from './limits.ts';
import { declarationOf, occurrenceAt, referencesTo } from './occurrences.ts';
import { renameConflict } from './rename-check.ts';
import { oneLine, titleAt, titleProblem, written } from './rename-title.ts';
import type { Title } from './rename-title.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

const wholeName = new RegExp(`^(?:${ProgramTerminals.ID.source})$`);

/** What is wrong with a new name, in a sentence; null where nothing is. */
export function nameProblem(name: string): string | null {
  if (name.length > limits.nameLength) return `A name may have ${limits.nameLength} letters; this one has ${name.length}.`;
  if (wholeName.test(name)) return null;
  return `"${name}" is no name: a letter comes first, then letters, digits, "_" and single "-" between them.`;
}

function refuse(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** A new name at the declaration and in every path that leads to or through it, over all files; a path keeps its other steps. On a title, a new title. */
export function register(connection: Connection, context: ServerContext): void {
  connection.onPrepareRename(safely<PrepareRenameParams, PrepareRenameResult | null>(context.log, 'prepare rename', null, async (params, token) => {
    const cursor = await context.cursor(params, token);
    const title = cursor && titleAt(cursor.document, cursor.offset);
    if (title) return { range: toRange(cursor.text, title.span), placeholder: title.value };
    const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
    if (!cursor || !occurrence || !declarationOf(occurrence.declaration)) return null;
    return { range: toRange(cursor.text, occurrence.span), placeholder: occurrence.declaration.name ?? '' };
  }));

  connection.onRenameRequest(safely<RenameParams, WorkspaceEdit | null>(context.log, 'rename', null, async (params, token) => {
    const cursor = await context.cursor(params, token);
    const title = cursor && titleAt(cursor.document, cursor.offset);
    if (title) return retitled(cursor.uri, title, oneLine(params.newName), context);
    const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
    const declared = occurrence && declarationOf(occurrence.declaration);
    if (!occurrence || !declared) return refuse('There is no name or title here.');
    const name = params.newName.trim().normalize('NFC');
    const problem = nameProblem(name);
    if (problem !== null) return refuse(problem);
    if (name === occurrence.declaration.name) return null;
    const documents = context.documents();
    const references = referencesTo(occurrence.declaration, documents);
    const conflict = renameConflict(occurrence.declaration, name, references, documents);
    if (conflict !== null) return refuse(conflict);
    return editOf([declared, ...references].map(({ uri, span }) => ({ uri, span, newText: name })), context);
  }));
}

function retitled(uri: string, title: Title, value: string, context: ServerContext): WorkspaceEdit | ResponseError | null {
  const problem = titleProblem(value);
  if (problem !== null) return refuse(problem);
  if (value === title.value) return null;
  return editOf([{ uri, span: title.span, newText: title.quote + written(value) + title.quote }], context);
}

interface Replacement { readonly uri: string; readonly span: Span; readonly newText: string }

function editOf(replacements: readonly Replacement[], context: ServerContext): WorkspaceEdit {
  const changes = new Map<string, TextEdit[]>();
  for (const { uri, span, newText } of replacements) {
    const text = context.textOf(uri);
    if (!text) continue;
    const edits = changes.get(uri) ?? [];
    edits.push({ range: toRange(text, span), newText });
    changes.set(uri, edits);
  }
  if (context.client.workspace?.workspaceEdit?.documentChanges !== true) return { changes: Object.fromEntries(changes) };
  // With the version, the editor refuses the edit if the text moved on meanwhile.
  const documentChanges = [...changes].map(([uri, edits]): TextDocumentEdit => ({ textDocument: { uri, version: context.versionOf(uri) ?? null }, edits }));
  return { documentChanges };
}
