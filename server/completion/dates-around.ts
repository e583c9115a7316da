/** The dates that the plan has for a place: those of the activity around, of its predecessors, contracts and program. */
import { MINUTES_PER_DAY, weekdayOf, words } from '../../language/index.ts';
import type { Contract, Plan, Ref, Schedule, WallMinutes } from '../../language/index.ts';
import type { Analysis } from '../context.ts';
import { elementsById } from '../plan-index.ts';
import { statusDate } from '../why.ts';
import type { DateUse, Meant, WorksOn } from './dates.ts';
import type { Expectation } from './expect.ts';
import { activityAt } from './nearby.ts';
import type { Place } from './place.ts';

export interface DatesAround {
  readonly status: WallMinutes;
  /** Of the element around. */
  readonly own: readonly Meant[];
  readonly program: readonly Meant[];
  readonly worksOn: WorksOn;
}

const predecessorsAtMost = 3;
const mondayToFriday: WorksOn = day => weekdayOf(day) % 6 !== 0;

export function datesAround(place: Place, one: Expectation, use: DateUse, analysis: Analysis | null, today: WallMinutes): DatesAround {
  if (!analysis) return { status: today, own: [], program: [], worksOn: mondayToFriday };
  const { plan, schedule } = analysis;
  const index = innermost(place, plan);
  const program = schedule.programs.find(each => each.name === place.path[0]) ?? schedule.programs[0];
  const clock = index ?? program?.activities[0];
  const status = index === undefined ? program?.statusDate ?? schedule.asOf : statusDate(schedule, index);
  const contract = elementsById(plan, place.path.join('.'), ['dependency']).find(element => element.kind === 'dependency') as Contract | undefined;
  return {
    status,
    own: contract ? datesOfContract(contract, one, plan, schedule) : index === undefined ? [] : datesOfActivity(index, use, plan, schedule, status),
    program: [
      [program?.start, 'start of the program'],
      [program?.finish == null ? null : program.finish - 1, 'finish of the program'],
    ],
    worksOn: clock === undefined ? mondayToFriday : day => schedule.workingMinutes(clock, day, day + MINUTES_PER_DAY) > 0,
  };
}

/** The activity that the place stands in, directly or with blocks between. */
function innermost({ path }: Place, plan: Plan): number | undefined {
  for (let length = path.length; length > 1; length--) {
    const index = activityAt(plan, path.slice(0, length));
    if (index !== undefined) return index;
  }
  return undefined;
}

const lastDayOf = (finish: WallMinutes | null): WallMinutes | null => (finish === null ? null : finish - 1);

function datesOfActivity(index: number, use: DateUse, plan: Plan, schedule: Schedule, status: WallMinutes): Meant[] {
  const { start, finish, commitment, activity } = schedule.at(index);
  const forecast: Meant = [lastDayOf(finish), 'forecast finish'];
  if (use === 'fact') return ([[start, 'forecast start'], forecast] as const).filter(([at]) => at != null && at <= status + MINUTES_PER_DAY);
  const before = schedule.incoming(index).map(link => schedule.at(link.from)).filter(one => one.finish !== null)
    .sort((a, b) => (b.finish ?? 0) - (a.finish ?? 0)).slice(0, predecessorsAtMost);
  if (use === 'start') {
    // What follows a finish starts with the next working day.
    const next = before.map((one): Meant => [schedule.dayEdge(index, (one.finish ?? 0) - 1 + MINUTES_PER_DAY, 'start'), `after ${words.localId(one.activity)}`]);
    return [...next, [start, 'forecast start']];
  }
  const promises = plan.contracts.filter(contract => contract.from?.key === activity.key && contract.neededBy !== null);
  return [
    ...promises.map((contract): Meant => [contract.neededBy?.at, `needed by, ${contract.name}`]),
    forecast,
    [commitment ? lastDayOf(commitment.by) : null, 'commitment'],
    ...before.map((one): Meant => [lastDayOf(one.finish), `finish of ${words.localId(one.activity)}`]),
  ];
}

/** What is needed follows from the consumers, what is promised from the supplier. */
function datesOfContract(contract: Contract, one: Expectation, plan: Plan, schedule: Schedule): Meant[] {
  const at = (ref: Ref | null): number | undefined => (ref?.key == null ? undefined : plan.activityIndex.get(ref.key));
  const starts = contract.to.flatMap((ref): Meant[] => {
    const index = at(ref);
    return index === undefined ? [] : [[schedule.at(index).start, `start of ${words.localId(schedule.at(index).activity)}`]];
  }).sort(([a], [b]) => (a ?? Infinity) - (b ?? Infinity));
  const supplier = at(contract.from);
  const finish: Meant[] = supplier === undefined ? [] : [[lastDayOf(schedule.at(supplier).finish), `forecast of ${words.localId(schedule.at(supplier).activity)}`]];
  const needed: Meant = [contract.neededBy?.at, 'needed by'];
  const promised: Meant = [contract.promised?.at, 'promised'];
  if (one.rule === 'NeededBy') return [...starts, promised, ...finish];
  return one.taken[0]?.image === 'promised' ? [needed, ...finish, ...starts] : [];
}
