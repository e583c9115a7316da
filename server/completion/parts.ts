/** Options of the decision or escalation around, steps of the cutover around: parts of an element, named inside of it only. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { CutoverStep, Plan } from '../../language/index.ts';
import type { Place } from './place.ts';

export function partItems(place: Place, type: 'Option' | 'Step', plan: Plan): CompletionItem[] {
  const ids = new Set(place.path.map((_, at) => place.path.slice(0, at + 1).join('.')));
  const parts = type === 'Option'
    ? [...plan.decisions, ...plan.escalations].filter(record => ids.has(record.id)).flatMap(record => record.options)
    : plan.activities.filter(activity => ids.has(activity.id)).flatMap(activity => stepsBefore(activity.release?.cutover?.steps ?? [], place.path.at(-1)));
  return parts.map(({ name, title }, rank) => ({
    label: name, kind: CompletionItemKind.EnumMember, sortText: `0${String(rank).padStart(3, '0')}`,
    ...(title ? { labelDetails: { description: title.value }, filterText: `${name} ${title.value}` } : {}),
  }));
}

/** The steps that do not wait for a step, those right before it first: the last written comes next most often. */
function stepsBefore(steps: readonly CutoverStep[], self: string | undefined): CutoverStep[] {
  const waiting = new Set([self]);
  for (let size = 0; size !== waiting.size;) {
    size = waiting.size;
    for (const step of steps) if (step.after.some(({ text }) => waiting.has(text))) waiting.add(step.name);
  }
  const own = steps.findIndex(step => step.name === self);
  const before = own < 0 ? steps : steps.slice(0, own);
  return [...before.toReversed(), ...own < 0 ? [] : steps.slice(own + 1)].filter(step => !waiting.has(step.name));
}
