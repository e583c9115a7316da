/** Estimates: one value and three points. */
import { replace } from '../checks/edits.ts';
import type { Duration } from '../plan/model.ts';
import { formatDuration } from '../plan/units.ts';
import { holds } from './refactoring.ts';
import type { Here, Refactoring } from './refactoring.ts';

/** A share of a duration in its unit: halves where it has whole units, so that nobody reads more precision than there is. */
function share({ amount, unit, elapsed }: Duration, percent: number): Duration {
  const part = amount * percent / 100;
  return { amount: unit === 'min' ? Math.round(part) : amount >= 4 ? Math.round(part * 2) / 2 : Math.round(part * 10) / 10, unit, elapsed };
}

/** The middle value stays, so the schedule does too. */
export function toThreePoints({ at, context, activity: holder, onHead }: Here): readonly Refactoring[] {
  const estimate = holder?.activity.estimate ?? null;
  if (holder === null || estimate === null || estimate.optimistic !== null || !(onHead || holds(estimate.span, at)) || estimate.likely.amount <= 0) return [];
  const { spread, name } = context.policy(holder.activity.program);
  const low = share(estimate.likely, Math.min(spread.optimistic, 100));
  const high = share(estimate.likely, Math.max(spread.pessimistic, 100));
  const points = [low, estimate.likely, high].map(formatDuration).join('..');
  return [{
    id: 'estimate-to-three-points', kind: 'rewrite', title: `Spread the estimate over three points: ${points} (the spread of the policy ${name})`,
    change: () => ({ edits: [replace(holder.activity.uri, estimate.span, points)] }),
  }];
}

export function toOneValue({ at, activity: holder, onHead }: Here): readonly Refactoring[] {
  const estimate = holder?.activity.estimate ?? null;
  if (holder === null || estimate === null || estimate.optimistic === null || !(onHead || holds(estimate.span, at))) return [];
  const likely = formatDuration(estimate.likely);
  return [{
    id: 'estimate-to-one-value', kind: 'rewrite', title: `Keep only the most likely value: ${likely}`,
    change: () => ({ edits: [replace(holder.activity.uri, estimate.span, likely)] }),
  }];
}
