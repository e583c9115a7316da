/** Elements of the plan as items of a hierarchy, and back: the item that the client sends later carries the element's key. */
import type { CallHierarchyItem, TypeHierarchyItem } from 'vscode-languageserver';
import type { Element, Plan } from '../language/index.ts';
import type { Cursor } from './context.ts';
import { occurrenceAt } from './occurrences.ts';
import { elementOf } from './plan-index.ts';
import { symbolKind } from './symbol-kinds.ts';
import { toRange } from './to-lsp.ts';
import type { TextOf } from './to-lsp.ts';

/** Null for an element whose document is gone. */
export function itemOf(textOf: TextOf, element: Element, detail: string): (CallHierarchyItem & TypeHierarchyItem) | null {
  const text = textOf(element.uri);
  return text ? {
    name: element.name,
    kind: symbolKind(element.kind),
    detail,
    uri: element.uri,
    range: toRange(text, element.span),
    selectionRange: toRange(text, element.nameSpan),
    data: { key: element.key },
  } : null;
}

/** The element of an item as the plan is now, whatever was edited since; null where its name is gone, or the item is not ours. */
export function elementOfItem(plan: Plan, { data }: { readonly data?: unknown }): Element | null {
  const key = typeof data === 'object' && data !== null && 'key' in data ? data.key : null;
  return typeof key === 'string' ? plan.byKey.get(key) ?? null : null;
}

/** The element whose name, or a reference to it, stands at a place. */
export function elementAt(cursor: Cursor | null): Element | null {
  const occurrence = cursor && occurrenceAt(cursor.document, cursor.offset);
  return cursor && occurrence ? elementOf(cursor.analysis.plan, occurrence.declaration) : null;
}

/** Facts beside a name, without those that there are none of. */
export function joined(...facts: readonly (string | null | undefined | false)[]): string {
  return facts.filter(fact => fact).join(' · ');
}
