/** What is worth knowing of one item of a list, once it is looked at: the facts that a hover says. */
import { MarkupKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { ServerContext } from '../context.ts';
import { describePlanned } from '../hover.ts';
import { helpFor } from '../keyword-help.ts';
import { linksTo } from '../place-links.ts';

/** The item with its documentation. What it was made from may be gone by now; then it stays as it is. */
export function resolved(item: CompletionItem, context: ServerContext): CompletionItem {
  const value = documentationOf(item.data, context);
  return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
}

/** `data` comes back from the client, so it is not trusted to be what was sent. */
function documentationOf(data: unknown, context: ServerContext): string | null {
  if (typeof data !== 'object' || data === null) return null;
  if ('keyword' in data && typeof data.keyword === 'string' && 'block' in data && typeof data.block === 'string') return helpFor(data.keyword, data.block) ?? null;
  const analysis = context.latest();
  const element = 'element' in data && typeof data.element === 'string' ? analysis?.plan.byKey.get(data.element) : undefined;
  return analysis && element ? describePlanned(analysis, element, linksTo(context.textOf)) : null;
}
