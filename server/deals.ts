/** A contract against the schedule: who delivers, who waits, and the day on which it is needed. By day, as the findings about contracts count. */
import { dayOf } from '../language/index.ts';
import type { Contract, Plan, Ref, Schedule, ScheduledActivity, WallMinutes } from '../language/index.ts';

export interface Deal {
  readonly provider: ScheduledActivity | null;
  readonly consumers: readonly ScheduledActivity[];
  /** The day of `needed by`, else of the first start of a consumer that is not finished; null where neither is known. */
  readonly need: WallMinutes | null;
  /** The day on which the provider is forecast to deliver, or did finish; null where no date is sure. */
  readonly forecast: WallMinutes | null;
}

export function dealOf(plan: Plan, schedule: Schedule, contract: Contract): Deal {
  const activityOf = (ref: Ref | null): ScheduledActivity | null => {
    const index = ref?.key == null ? undefined : plan.activityIndex.get(ref.key);
    return index === undefined ? null : schedule.at(index);
  };
  const provider = activityOf(contract.from);
  const consumers = contract.to.flatMap(ref => activityOf(ref) ?? []);
  const starts = consumers.flatMap(({ start, status, uncertain }) => (start !== null && status !== 'done' && !uncertain ? [start] : []));
  const need = contract.neededBy?.at ?? (starts.length > 0 ? Math.min(...starts) : null);
  return {
    provider, consumers,
    need: need === null ? null : dayOf(need),
    forecast: provider?.finish == null || provider.uncertain ? null : dayOf(provider.finish),
  };
}
