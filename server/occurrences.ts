/** Where names are written: their declarations, and every step of a dotted path that leads to or through them. */
import { AstUtils, CstUtils, GrammarUtils, isReference } from 'langium';
import type { AstNode, CstNode, LangiumDocument, Reference } from 'langium';
import type { Span } from '../language/index.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import { liveDatesOf, resolveLiveDate } from './live-dates.ts';
import { createNames, enclosing, isNamed } from './names.ts';

/** A name in a text and what it stands for. */
export interface Occurrence {
  readonly uri: string;
  /** The name alone: one step of a dotted path. */
  readonly span: Span;
  readonly declaration: Declaration;
  /** The reference that the name is a step of; null at the declaration itself and in a text. */
  readonly reference: Reference | null;
}

/** The nearest declaration around a node that has this name. */
function namedAround(node: AstNode, name: string): Declaration | null {
  for (let at = enclosing(node); at; at = enclosing(at)) if (isNamed(at) && at.name === name) return at;
  return null;
}

/** The steps of a path from left to right, known by where the last one leads; a step that stands for no declaration is left out. */
export function stepsOf(path: string, end: number, target: AstNode | undefined, uri: string, reference: Reference | null): Occurrence[] {
  if (!target || !isNamed(target)) return [];
  const names = path.split('.');
  const steps: Occurrence[] = [];
  let declaration: Declaration | null = target;
  let at = end;
  for (let i = names.length - 1; i >= 0 && declaration; i--) {
    const length = names[i]?.length ?? 0;
    steps.push({ uri, span: { start: at - length, end: at }, declaration, reference });
    at -= length + 1;
    declaration = namedAround(declaration, (names[i - 1] ?? '').normalize('NFC'));
  }
  return steps.reverse();
}

function stepsOfReference(reference: Reference, uri: string): Occurrence[] {
  const node = reference.$refNode;
  return node ? stepsOf(node.text, node.end, reference.ref, uri, reference) : [];
}

function referencesOf(node: AstNode): Reference[] {
  return AstUtils.streamReferences(node).toArray().flatMap(({ reference }) => (isReference(reference) ? [reference] : []));
}

/** The name node of a declaration; undefined where it has no name. */
export function nameNodeOf(declaration: AstNode): CstNode | undefined {
  return GrammarUtils.findNodeForProperty(declaration.$cstNode, 'name');
}

/** The occurrence of a declaration's own name. */
export function declarationOf(declaration: Declaration): Occurrence | null {
  const node = nameNodeOf(declaration);
  const document = AstUtils.getDocument(declaration);
  return node ? { uri: document.uri.toString(), span: { start: node.offset, end: node.end }, declaration, reference: null } : null;
}

/** The name at an offset, or just before it, as a cursor behind a word means that word. */
export function occurrenceAt(document: LangiumDocument, offset: number): Occurrence | null {
  const root = document.parseResult.value.$cstNode;
  if (!root) return null;
  for (const at of [offset, offset - 1]) {
    const leaf = at >= 0 ? CstUtils.findLeafNodeAtOffset(root, at) : undefined;
    const found = leaf ? occurrenceOfLeaf(leaf, document.uri.toString(), at) : null;
    if (found) return found;
  }
  return null;
}

function occurrenceOfLeaf(leaf: CstNode, uri: string, offset: number): Occurrence | null {
  const covers = (span: Span): boolean => span.start <= offset && offset < span.end;
  // The reference may be held by the node of the leaf, or by one above it where a rule only passes a name on.
  for (let node: AstNode | undefined = leaf.astNode, levels = 0; node && levels < 2; node = node.$container, levels++) {
    for (const reference of referencesOf(node)) {
      const at = reference.$refNode;
      if (at && at.offset <= offset && offset < at.end) return stepsOfReference(reference, uri).find(step => covers(step.span)) ?? null;
    }
    if (isNamed(node)) {
      const own = declarationOf(node);
      if (own && covers(own.span)) return own;
    }
  }
  return null;
}

/**
 * Every step of a path in the documents that stands for the declaration, in the order of documents and offsets: in
 * references, and in live dates inside of texts. Dates are looked up in the documents given.
 */
export function referencesTo(declaration: Declaration, documents: readonly LangiumDocument[]): Occurrence[] {
  const found: Occurrence[] = [];
  const name = declaration.name ?? '';
  const names = createNames(documents);
  for (const document of documents) {
    const uri = document.uri.toString();
    const own: Occurrence[] = [];
    for (const reference of document.references) {
      if (!isReference(reference) || !reference.$refText.includes(name)) continue;
      if (reference.ref !== declaration && !reference.$refText.includes('.')) continue;
      own.push(...stepsOfReference(reference, uri).filter(step => step.declaration === declaration));
    }
    for (const live of liveDatesOf(document, new Set([name.normalize('NFC')]))) {
      const target = resolveLiveDate(names, live) ?? undefined;
      own.push(...stepsOf(live.path.join('.'), live.span.end, target, uri, null).filter(step => step.declaration === declaration));
    }
    found.push(...own.sort((a, b) => a.span.start - b.span.start));
  }
  return found;
}
