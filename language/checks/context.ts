/** Builds what the rules see: one pass over the plan, then look-ups. */
import type { Activity, Calendar, Contract, Criterion, Element, Plan, Program, Ref } from '../plan/model.ts';
import { policyOf } from '../plan/policy.ts';
import { contractState } from '../plan/states.ts';
import type { Schedule, ScheduledActivity, ScheduleNote } from '../schedule/model.ts';
import type { RelatedPlace } from './finding.ts';
import { nameOf } from './rule.ts';
import type { CheckContext } from './rule.ts';
import { date, named } from './words.ts';

/** The context of one run of the rules over a plan and its schedule. */
export function checkContext(plan: Plan, schedule: Schedule): CheckContext {
  const scheduled: ScheduledActivity[] = [];
  const gates: ScheduledActivity[] = [];
  const releases: ScheduledActivity[] = [];
  const criteria: { holder: Activity | Contract; criterion: Criterion }[] = [];
  const places: (RelatedPlace | undefined)[] = [];
  for (let index = 0; index < schedule.size; index++) {
    const at = schedule.at(index);
    const { activity } = at;
    scheduled.push(at);
    if (activity.kind === 'gate') gates.push(at);
    if (activity.kind === 'release') releases.push(at);
    for (const criterion of activity.accept) criteria.push({ holder: activity, criterion });
    for (const criterion of activity.gate?.checks ?? []) criteria.push({ holder: activity, criterion });
  }
  for (const contract of plan.contracts) for (const criterion of contract.accept) criteria.push({ holder: contract, criterion });

  const notes = new Map<ScheduleNote['code'], ScheduleNote[]>();
  for (const note of schedule.notes) {
    const known = notes.get(note.code);
    if (known) known.push(note);
    else notes.set(note.code, [note]);
  }

  const programs = new Map<string, Program>();
  for (const program of plan.programs) {
    if (program.declared || !programs.has(program.name)) programs.set(program.name, program);
  }
  const schedules = new Map(schedule.programs.map(program => [program.name, program]));
  const element = (ref: Ref | null): Element | null => (ref?.key == null ? null : plan.byKey.get(ref.key) ?? null);

  return {
    plan,
    schedule,
    scheduled,
    gates,
    releases,
    criteria,
    placeOf: index => (places[index] ??= placeOf(scheduled[index]!)),
    element,
    contracts: plan.contracts.filter(contract => contractState(contract) !== 'withdrawn'),
    notes: (...codes) => codes.flatMap(code => notes.get(code) ?? []),
    policy: program => policyOf(plan, program),
    statusDate: program => (program === null ? undefined : schedules.get(program)?.statusDate) ?? schedule.asOf,
    dayMinutes: program => (program === null ? undefined : schedules.get(program)?.dayMinutes) ?? 480,
    activity(ref) {
      const index = ref?.key == null ? undefined : plan.activityIndex.get(ref.key);
      return index === undefined ? null : scheduled[index] ?? null;
    },
    calendarOf: activity => calendarOf(plan, programs, activity),
  };
}

function placeOf({ activity, start, finish }: ScheduledActivity): RelatedPlace {
  const [from, to] = start === null || finish === null ? ['', ''] : [date(start), date(finish)];
  return { message: `${named(activity)}${from === '' ? '' : from === to ? `, on ${from}` : `, ${from} to ${to}`}`, place: nameOf(activity) };
}

function calendarOf(plan: Plan, programs: ReadonlyMap<string, Program>, activity: Activity): string | null {
  for (let at: Element | undefined = activity; at !== undefined;) {
    if (at.kind === 'program') break;
    const own = (at as Activity).calendar;
    if (own?.key != null) return own.key;
    at = at.parent === null ? undefined : plan.byKey.get(at.parent);
  }
  return programs.get(activity.program)?.calendar?.key ?? null;
}

/** A calendar and those that it inherits from, the nearest first; a loop of calendars ends where it closes. */
export function calendarChain(plan: Plan, key: string | null): readonly Calendar[] {
  const chain: Calendar[] = [];
  for (let at = key; at !== null;) {
    const calendar = plan.byKey.get(at);
    if (calendar?.kind !== 'calendar' || chain.includes(calendar as Calendar)) break;
    chain.push(calendar as Calendar);
    at = (calendar as Calendar).base?.key ?? null;
  }
  return chain;
}
