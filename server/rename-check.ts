/** Whether a new name changes what any reference means: the rename is tried on the names before it is made in the text. */
import { AstUtils, isReference } from 'langium';
import type { LangiumDocument, Reference, ReferenceInfo } from 'langium';
import { reflection } from '../language/syntax/generated/ast.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import { createNames } from './names.ts';
import type { Names } from './names.ts';
import type { Occurrence } from './occurrences.ts';

/** Why a declaration cannot have a name, in a sentence; null where it can. */
export function renameConflict(
  declaration: Declaration, name: string, occurrences: readonly Occurrence[], documents: readonly LangiumDocument[],
): string | null {
  const before = createNames(documents);
  const same = before.siblings(declaration).find(one => one.name?.normalize('NFC') === name && one.$type === declaration.$type);
  if (same) return `A ${declaration.$type.toLowerCase()} "${name}" stands in the same block already.`;
  const after = createNames(documents, one => (one === declaration ? name : one.name ?? ''));
  const renamed = new Map<Reference, Occurrence>();
  for (const occurrence of occurrences) if (occurrence.reference) renamed.set(occurrence.reference, occurrence);
  for (const document of documents) {
    for (const reference of document.references) {
      if (!isReference(reference)) continue;
      const occurrence = renamed.get(reference);
      if (!occurrence && !mentions(reference, name)) continue;
      const meant = meaningChanged(reference, occurrence ?? null, name, before, after);
      if (meant) return meant;
    }
  }
  return null;
}

function mentions(reference: Reference, name: string): boolean {
  return reference.$refText.normalize('NFC').split('.').includes(name);
}

function meaningChanged(reference: Reference, occurrence: Occurrence | null, name: string, before: Names, after: Names): string | null {
  const node = reference.$refNode;
  const info = node && infoOf(reference);
  if (!node || !info || !reference.ref) return null;
  const type = reflection.getReferenceType(info);
  const fits = (one: { readonly $type: string }): boolean => reflection.isSubtype(one.$type, type);
  const path = node.text.split('.');
  const [now, second] = before.resolve(info.container, path, fits);
  // Where this rule and the linker differ today, tomorrow's answer says nothing.
  if (now !== reference.ref || second) return null;
  const step = occurrence ? node.text.slice(0, occurrence.span.start - node.offset).split('.').length - 1 : -1;
  const [next, other] = after.resolve(info.container, path.map((one, i) => (i === step ? name : one)), fits);
  if (next === reference.ref && !other) return null;
  return other
    ? `The reference "${node.text}" would then fit two declarations.`
    : `The reference "${node.text}" would then mean another ${(next ?? reference.ref).$type.toLowerCase()}.`;
}

function infoOf(reference: Reference): ReferenceInfo | null {
  let container = reference.$refNode?.astNode;
  for (let levels = 0; container && levels < 2; container = container.$container, levels++) {
    const found = AstUtils.streamReferences(container).find(info => info.reference === reference);
    if (found) return found;
  }
  return null;
}
