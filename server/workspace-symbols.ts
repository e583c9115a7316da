import type { Connection, WorkspaceSymbol, WorkspaceSymbolParams } from 'vscode-languageserver';
import type { Element } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { limits } from './limits.ts';
import { safely } from './safely.ts';
import { symbolKind } from './symbol-kinds.ts';
import { toLocation } from './to-lsp.ts';

/** Everything with a name, found by its full name or its title. */
export function register(connection: Connection, context: ServerContext): void {
  connection.onWorkspaceSymbol(safely<WorkspaceSymbolParams, WorkspaceSymbol[]>(context.log, 'workspace symbols', [], async ({ query }, token) => {
    const analysis = await context.current(token);
    if (!analysis) return [];
    const found: { readonly element: Element; readonly score: number }[] = [];
    for (const element of analysis.plan.byKey.values()) {
      const score = element.kind === 'program' && 'declared' in element && element.declared === false ? 0 : scoreOf(query, element);
      if (score > 0) found.push({ element, score });
    }
    found.sort((a, b) => b.score - a.score || (a.element.id < b.element.id ? -1 : 1));
    return found.slice(0, limits.workspaceSymbols).flatMap(({ element }): WorkspaceSymbol[] => {
      const location = toLocation(context.textOf, { uri: element.nameSpan.uri ?? element.uri, start: element.nameSpan.start, end: element.nameSpan.end });
      const name = element.title ? `${element.name} — ${element.title.value}` : element.name;
      return location ? [{ name, kind: symbolKind(element.kind), location, containerName: element.id.slice(0, -element.name.length - 1) }] : [];
    });
  }));
}

/** 4 for a name that starts with the query, 3 for a part of the full name, 2 of the title, 1 for its letters in order; 0 for none. */
export function scoreOf(query: string, { name, id, title }: Pick<Element, 'name' | 'id' | 'title'>): number {
  const wanted = query.toLowerCase();
  if (name.toLowerCase().startsWith(wanted)) return 4;
  if (id.toLowerCase().includes(wanted)) return 3;
  if (title?.value.toLowerCase().includes(wanted)) return 2;
  return holdsInOrder(`${id} ${title?.value ?? ''}`.toLowerCase(), wanted) ? 1 : 0;
}

function holdsInOrder(text: string, letters: string): boolean {
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
