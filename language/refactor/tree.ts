/** From places and elements to nodes of the tree, and back: from the root down, since the lines of a body stand in the order of the text. */
import type { AstNode } from 'langium';
import { elementAround } from '../checks/fixes/elements.ts';
import type { Element } from '../plan/model.ts';
import { idOf, isDeclared, kindOf, membersOf } from '../syntax/names.ts';
import type { Declared } from '../syntax/names.ts';
import { spanOf } from '../syntax/places.ts';
import type { RefactorContext, Selection } from './refactoring.ts';

function rootOf(context: RefactorContext, uri: string): AstNode | undefined {
  return context.documents().find(document => document.uri.toString() === uri)?.parseResult.value;
}

/** The line of a body that holds an offset, or the first one behind it. */
function lineAt(body: AstNode, offset: number): AstNode | undefined {
  const lines = membersOf(body);
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spanOf(lines[middle]!).end < offset) low = middle + 1;
    else high = middle;
  }
  return lines[low];
}

/** The node of an element. */
export function declarationAt(context: RefactorContext, element: { readonly uri: string; readonly span: { readonly start: number }; readonly name: string }): Declared | null {
  const { start } = element.span;
  let body = rootOf(context, element.uri);
  while (body) {
    body = lineAt(body, start + 1);
    if (body && isDeclared(body) && spanOf(body).start === start && body.name === element.name) return body;
  }
  return null;
}

/** The innermost element around the start of a selection. */
export function elementAt(context: RefactorContext, at: Selection): Element | null {
  let innermost: Declared | null = null;
  for (let body = rootOf(context, at.uri); body;) {
    body = lineAt(body, at.start);
    if (!body || spanOf(body).start > at.start) break;
    if (isDeclared(body)) innermost = body;
  }
  if (innermost === null) return null;
  const element = context.plan.byKey.get(`${kindOf(innermost)}:${idOf(innermost)}`);
  // A name that stands twice has another key, and what is inside of an element (a check, a step) has none.
  return element?.uri === at.uri && element.span.start === spanOf(innermost).start ? element : elementAround(context.plan, at.uri, at.start);
}
