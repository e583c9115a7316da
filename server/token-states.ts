/**
 * What the colour of an activity's name says beyond its kind. Critical and done are the schedule's; late is a forecast after the commitment;
 * at risk is what is near-critical, or what an open risk of high probability or impact hits, is for, or is written in.
 */
import { isHighRisk, riskState } from '../language/index.ts';
import type { Plan } from '../language/index.ts';
import type { Analysis } from './context.ts';
import { tokenModifiers } from './token-legend.ts';

export const bit = (name: (typeof tokenModifiers)[number]): number => 1 << tokenModifiers.indexOf(name);

const endangered = new WeakMap<Plan, ReadonlySet<string>>();

/** The keys of what open high risks are about. */
function endangeredIn(plan: Plan): ReadonlySet<string> {
  const known = endangered.get(plan);
  if (known) return known;
  const keys = new Set<string>();
  for (const risk of plan.risks) {
    const state = riskState(risk);
    if ((state !== 'open' && state !== 'mitigating') || !isHighRisk(risk)) continue;
    for (const ref of [...risk.subjects, ...risk.impacts.map(impact => impact.on)]) if (ref?.key != null) keys.add(ref.key);
    if (risk.parent !== null) keys.add(risk.parent);
  }
  endangered.set(plan, keys);
  return keys;
}

function modifiersOf({ plan, schedule }: Analysis, index: number): number {
  const { activity, critical, nearCritical, status, commitment } = schedule.at(index);
  const done = status === 'done';
  const late = commitment?.margin != null && commitment.margin < 0;
  const atRisk = !done && (nearCritical || endangeredIn(plan).has(activity.key));
  return (critical ? bit('critical') : 0) | (done ? bit('done') : 0) | (late ? bit('late') : 0) | (atRisk ? bit('atRisk') : 0);
}

/** The modifiers of an activity's name, as a set of bits. */
export interface ActivityState { readonly offset: number; readonly modifiers: number }

/** What the plan says of the activities of some documents, in an order that only an edit of the document itself can change. */
export function statesIn(analysis: Analysis, uris: ReadonlySet<string>): Map<string, readonly ActivityState[]> {
  const states = new Map<string, ActivityState[]>([...uris].map(uri => [uri, []]));
  analysis.plan.activities.forEach(({ uri, nameSpan }, index) => {
    states.get(uri)?.push({ offset: nameSpan.start, modifiers: modifiersOf(analysis, index) });
  });
  return states;
}

/** A text that differs where the modifiers do. */
export function digestOf(states: readonly ActivityState[]): string {
  return states.map(({ modifiers }) => modifiers).join(' ');
}
