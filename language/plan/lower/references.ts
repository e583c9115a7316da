/** Keys of declarations, and references as keys. */
import type { AstNode, Reference } from 'langium';
import type { Ref } from '../model.ts';
import { place } from './spans.ts';

/** The prefix of a key by the type of the syntax node; a further record has its own word. */
const kinds: Readonly<Record<string, string>> = {
  Program: 'program', Calendar: 'calendar', Team: 'team', Person: 'person', Policy: 'policy',
  Workstream: 'workstream', Task: 'task', Milestone: 'milestone', Gate: 'gate', Release: 'release',
  Outcome: 'outcome', Dependency: 'dependency', Risk: 'risk', Assumption: 'assumption', Issue: 'issue', Decision: 'decision',
  Change: 'change', Action: 'action', Escalation: 'escalation', Cadence: 'cadence', Scenario: 'scenario', Report: 'report',
  Baseline: 'baseline', Review: 'review', Check: 'check', Option: 'option', Step: 'step', Announcement: 'announcement',
};

interface Named extends AstNode { readonly name?: string; readonly date?: string; readonly word?: string; readonly part?: { readonly program?: Reference } }

/** The name of a declaration, a report without one being called by its date; undefined where it is not written yet. */
export function nameOf(node: Named): string | undefined {
  return node.name || (node.$type === 'Report' ? node.date : undefined) || undefined;
}

/** The name of the program that a file adds to by `part of`; empty where it is not written. */
export function partName(document: Named): string {
  return document.part?.program?.$refText.normalize('NFC') ?? '';
}

/** The dotted path of a declaration, the program's name first; blocks without a name leave no trace in it. */
export function pathOf(node: AstNode): string {
  const outer = node.$container ? pathOf(node.$container) : partName(node);
  const name = kinds[node.$type] || isFreeRecord(node) ? nameOf(node) : undefined;
  return name === undefined ? outer : outer === '' ? name : `${outer}.${name}`;
}

function isFreeRecord(node: Named): node is Named & { readonly word: string } {
  return node.$type === 'FreeRecord' && node.word !== undefined;
}

const ownKey = Symbol('key');

/**
 * `kind:id`, the key of the first declaration of that kind and path. It stays with the node, whose path cannot change: to look up the very
 * same string is quicker than an equal one, and a plan has three references to each of its declarations.
 */
export function keyOf(node: AstNode): string | null {
  const keyed = node as AstNode & { [ownKey]?: string };
  const known = keyed[ownKey];
  if (known !== undefined) return known;
  const kind = kinds[node.$type] ?? (isFreeRecord(node) ? node.word : undefined);
  return kind === undefined || nameOf(node) === undefined ? null : keyed[ownKey] = `${kind}:${pathOf(node)}`;
}

/** A reference as data; null for one that is not written yet. */
export function refOf(reference: Reference | undefined): Ref | null {
  if (!reference || reference.$refText === '') return null;
  const target = reference.ref;
  const cst = reference.$refNode;
  return {
    key: target ? keyOf(target) : null,
    text: reference.$refText,
    span: place({ start: cst?.offset ?? 0, end: cst?.end ?? 0 }),
  };
}

const noRefs: readonly Ref[] = [];

/** The references of a list that are written. */
export function refsOf(references: readonly Reference[]): readonly Ref[] {
  if (references.length === 0) return noRefs;
  const refs: Ref[] = [];
  for (const reference of references) {
    const ref = refOf(reference);
    if (ref) refs.push(ref);
  }
  return refs;
}
