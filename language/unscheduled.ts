/** What stands in for a schedule that could not be computed: every date unknown, so that outline, hover and picture go on. */
import type { Plan, WallMinutes } from './plan/model.ts';
import type { Schedule } from './schedule/model.ts';

/** A schedule without dates: every activity is uncertain. */
export function unscheduled(plan: Plan, asOf: WallMinutes): Schedule {
  return {
    plan,
    asOf,
    programs: plan.programs.map(({ name }) => ({
      name, start: null, finish: null, statusDate: asOf, dayMinutes: 480, weekMinutes: 2400,
      activities: [...plan.activities.keys()].filter(index => plan.activities[index]!.program === name)
        .sort((a, b) => (plan.activities[a]!.id < plan.activities[b]!.id ? -1 : 1)),
    })),
    size: plan.activities.length,
    at: index => ({
      index, activity: plan.activities[index]!, duration: 0, durationElapsed: false, start: null, finish: null, lateStart: null,
      lateFinish: null, totalSlack: null, freeSlack: null, critical: false, nearCritical: false, uncertain: true,
      status: 'not-started', progress: 0, commitment: null,
    }),
    drivers: () => [],
    why: () => [],
    incoming: () => [],
    outgoing: () => [],
    reachable: () => new Uint8Array(plan.activities.length),
    linkEnds: { from: new Int32Array(0), to: new Int32Array(0) },
    cycles: [],
    conflicts: [],
    notes: [],
    criticalPath: () => [],
    drivingChain: () => ({ members: [], length: 0 }),
    target: index => ({ target: index, slack: () => null, path: [] }),
    workingMinutes: () => 0,
    dayEdge: (_index, day) => day,
  };
}
