/**
 * One document as plain data. The only file of this room, with its folder, that knows the syntax tree.
 *
 * Invariants
 * - It looks at one document alone: references are keys, and owners are not inherited here.
 * - It never fails: what recovery left of a half-typed line is skipped, the rest of the file is there. A program whose name is
 *   not written yet is called ''.
 */
import type { LangiumDocument } from 'langium';
import type * as ast from '../syntax/generated/ast.ts';
import { allowancesOf } from './lower/allowances.ts';
import type { Lowering } from './lower/context.ts';
import { lowerMembers } from './lower/declarations.ts';
import { lowerPart } from './lower/programs.ts';
import { partName } from './lower/references.ts';
import { checkVocabulary } from './lower/vocabulary.ts';
import { emptyLists } from './merge.ts';
import type { DocumentPlan, PlanIssue } from './model.ts';

/**
 * Lowers a parsed and linked document. Instants keep their offset from UTC until `merge`.
 * Issues: `unknown-timezone`, `unknown-weekday`, `inconsistent-taxonomy`; what a value alone tells (a date that does
 * not exist, a range that ends before it begins) the syntax room says.
 */
export function lower(document: LangiumDocument): { readonly plan: DocumentPlan; readonly issues: readonly PlanIssue[] } {
  const root = document.parseResult.value as ast.Document;
  const context: Lowering = {
    uri: document.uri.toString(), text: document.textDocument.getText(),
    lists: emptyLists(), issues: [], keys: new Map(), zoned: [], offsets: 0,
  };
  if (root.part) {
    const name = partName(root);
    const program = lowerPart(context, root, root.part, name);
    lowerMembers(context, root.members, { program: name, parent: program.key });
  } else {
    lowerMembers(context, root.members, { program: null, parent: null });
  }
  checkVocabulary(context);
  const plan: DocumentPlan = { ...context.lists, uri: context.uri, allowances: allowancesOf(context, root), zoned: context.zoned };
  return { plan, issues: context.issues };
}
