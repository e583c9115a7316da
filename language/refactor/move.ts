/** An activity in another workstream: its lines move, and every name goes on meaning what it meant. */
import { eolOf, innerIndent } from '../checks/edits.ts';
import { headEndOf } from '../checks/fixes/elements.ts';
import type { TextEdit } from '../checks/finding.ts';
import type { Activity, Plan } from '../plan/model.ts';
import { blockOf, indented, putInBody, takeOut } from './blocks.ts';
import { afterMove } from './names.ts';
import type { Change, Here, RefactorContext, Refactoring } from './refactoring.ts';
import { declarationAt } from './tree.ts';

/** Workstreams that are offered. */
const MOST_TARGETS = 8;

const known = new WeakMap<Plan, readonly Activity[]>();

/** The workstreams of a plan, looked for once: they are few among many activities. */
function workstreamsOf(plan: Plan): readonly Activity[] {
  let workstreams = known.get(plan);
  if (!workstreams) known.set(plan, workstreams = plan.activities.filter(({ kind }) => kind === 'workstream'));
  return workstreams;
}

export function moveActivity({ context, text, activity: holder, onHead }: Here): readonly Refactoring[] {
  if (holder === null || !onHead || holder.activity.kind === 'workstream') return [];
  const { activity } = holder;
  if (blockOf(text, activity.span) === null) return [];
  // Names are unique within one block and kind, and make keys.
  const targets = workstreamsOf(context.plan).filter(({ id, key, program }) =>
    program === activity.program && key !== activity.parent && !context.plan.byKey.has(`${activity.kind}:${id}.${activity.name}`));
  return targets.slice(0, MOST_TARGETS).map(target => ({
    id: `move-to:${target.key}`, kind: 'move' as const, costly: true, title: `Move ${activity.name} to the workstream ${target.title?.value ?? target.name} (${target.name})`,
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
