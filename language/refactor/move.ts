/** An activity in another workstream: its lines move, and every name goes on meaning what it meant. */
import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import { eolOf } from '../checks/edits.ts';
import { headEndOf } from '../checks/fixes/elements.ts';
import type { TextEdit } from '../checks/finding.ts';
import type { Activity } from '../plan/model.ts';
import { isDeclared } from '../syntax/names.ts';
import type { Declared } from '../syntax/names.ts';
import { blockOf, indented, innerIndent, putInBody, takeOut } from './blocks.ts';
import { afterMove } from './names.ts';
import type { Change, Here, RefactorContext, Refactoring } from './refactoring.ts';

/** Workstreams that are offered. */
const MOST_TARGETS = 8;

export function moveActivity({ context, text, activity: holder, onHead }: Here): readonly Refactoring[] {
  if (holder === null || !onHead || holder.activity.kind === 'workstream') return [];
  const { activity } = holder;
  if (blockOf(text, activity.span) === null) return [];
  // Names are unique within one block and kind.
  const taken = new Set(context.plan.activities.flatMap(other => (other.name === activity.name && other.kind === activity.kind ? other.parent ?? [] : [])));
  const targets = context.plan.activities.filter(({ kind, program, key }) => kind === 'workstream' && program === activity.program && !taken.has(key));
  return targets.slice(0, MOST_TARGETS).map(target => ({
    id: `move-to:${target.key}`, kind: 'move' as const, title: `Move ${activity.name} to the workstream ${target.title?.value ?? target.name} (${target.name})`,
    change: () => moved(context, text, activity, target),
  }));
}

function moved(context: RefactorContext, text: string, activity: Activity, target: Activity): Change | null {
  const [node, into] = [declarationAt(context, activity), declarationAt(context, target)];
  const targetText = context.text(target.uri);
  const block = blockOf(text, activity.span);
  if (node === null || into === null || targetText === null || block === null) return null;
  const requalified = afterMove(context.documents(), node, into);
  if (requalified === null) return null;
  const isInside = ({ uri, span }: TextEdit): boolean => uri === activity.uri && block.start <= span.start && span.end <= block.end;
  const inside = requalified.edits.filter(isInside).sort((a, b) => b.span.start - a.span.start);
  const lines = inside.reduce((whole, { span, newText }) => whole.slice(0, span.start - block.start) + newText + whole.slice(span.end - block.start), text.slice(block.start, block.end));
  const headEnd = headEndOf(target);
  return {
    edits: [
      takeOut(activity.uri, text, block),
      ...putInBody(target.uri, targetText, target.span, headEnd, indented(lines, block.indent, innerIndent(targetText, target.span, headEnd), eolOf(targetText))),
      ...requalified.edits.filter(edit => !isInside(edit)),
    ],
  };
}

/** The node of an element in the tree. */
export function declarationAt(context: RefactorContext, element: { readonly uri: string; readonly span: { readonly start: number }; readonly name: string }): Declared | null {
  const document: LangiumDocument | undefined = context.documents().find(({ uri }) => uri.toString() === element.uri);
  if (document === undefined) return null;
  for (const node of AstUtils.streamAllContents(document.parseResult.value) as Iterable<AstNode>) {
    if (node.$cstNode?.offset === element.span.start && isDeclared(node) && node.name === element.name) return node;
  }
  return null;
}
