import type { AstNode, LangiumDocument } from 'langium';
import type { Connection, DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver';
import { words } from '../language/index.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import type { Analysis, ServerContext } from './context.ts';
import { nameNodeOf } from './occurrences.ts';
import { elementOf } from './plan-index.ts';
import { safely } from './safely.ts';
import { symbolKind } from './symbol-kinds.ts';
import { toRange } from './to-lsp.ts';
import { dateWords } from './why.ts';

/** The outline: every declaration in its block, with its dates beside it. */
export function register(connection: Connection, context: ServerContext): void {
  // Editors ask again after every edit, often several times: one analysis answers all of them from one walk.
  const known = new WeakMap<Analysis, Map<string, DocumentSymbol[]>>();
  connection.onDocumentSymbol(safely<DocumentSymbolParams, DocumentSymbol[]>(context.log, 'outline', [], async ({ textDocument }, token) => {
    const analysis = await context.current(token);
    const document = context.document(textDocument.uri);
    if (!analysis || !document) return [];
    const byUri = known.get(analysis) ?? new Map<string, DocumentSymbol[]>();
    known.set(analysis, byUri);
    const before = byUri.get(textDocument.uri);
    if (before) return before;
    const symbols = symbolsIn(document.parseResult.value, document, analysis);
    byUri.set(textDocument.uri, symbols);
    return symbols;
  }));
}

function membersOf(node: AstNode): readonly AstNode[] {
  return 'members' in node && Array.isArray(node.members) ? node.members : [];
}

/** A declaration, or the body of one that is half typed and has no name yet. */
function isDeclaration(node: AstNode): node is Declaration {
  return 'members' in node && ('name' in node || 'title' in node || node.$type === 'Report');
}

function symbolsIn(block: AstNode, document: LangiumDocument, analysis: Analysis): DocumentSymbol[] {
  return membersOf(block).flatMap(member => {
    const children = symbolsIn(member, document, analysis);
    if (!isDeclaration(member)) return children;
    const symbol = symbolOf(member, document, analysis);
    if (!symbol) return children;
    if (children.length > 0) symbol.children = children;
    return [symbol];
  });
}

function symbolOf(declaration: Declaration, document: LangiumDocument, analysis: Analysis): DocumentSymbol | null {
  const whole = declaration.$cstNode;
  if (!whole) return null;
  const text = document.textDocument;
  const name = nameNodeOf(declaration);
  const range = toRange(text, { start: whole.offset, end: whole.end });
  const element = elementOf(analysis.plan, declaration);
  const kind = element && element.kind !== 'record' ? element.kind : declaration.$type.toLowerCase();
  const date = 'date' in declaration && typeof declaration.date === 'string' ? declaration.date : null;
  return {
    name: declaration.name || date || declaration.title || kind,
    detail: [declaration.name || date ? declaration.title : null, datesOf(analysis, element?.key)].filter(part => part).join(' · '),
    kind: symbolKind(kind),
    range,
    selectionRange: name ? toRange(text, { start: name.offset, end: name.end }) : { start: range.start, end: range.start },
  };
}

/** `2026-03-02 to 2026-03-27`, or the day of what has no duration. */
export function datesOf({ plan, schedule }: Analysis, key: string | undefined): string | null {
  const index = key === undefined ? undefined : plan.activityIndex.get(key);
  if (index === undefined) return null;
  const { start, finish } = schedule.at(index);
  if (start === null || finish === null) return null;
  const from = dateWords(schedule, index, start, 'start');
  const to = dateWords(schedule, index, finish, 'finish');
  return from === to || start === finish ? to : words.list([from, to], 'to');
}
