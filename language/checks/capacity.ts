/** Teams asked for more people than they have: a sweep over the starts and finishes of what needs them. */
import type { Need, Team } from '../plan/model.ts';
import type { ScheduledActivity } from '../schedule/model.ts';
import type { RelatedPlace } from './finding.ts';
import { observe, within } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { date, named, shortList } from './words.ts';

/** People of a team that an activity takes from `from` to `to` (wall minutes). */
interface Load { readonly at: ScheduledActivity; readonly need: Need; readonly from: number; readonly to: number; readonly calendar: string }

/** Most activities that one finding names. */
const MOST_NAMED = 12;
const ROUNDING = 1e-9;

function loadsByTeam(context: CheckContext): ReadonlyMap<string, Load[]> {
  const byTeam = new Map<string, Load[]>();
  for (const at of context.scheduled) {
    const { activity, start, finish } = at;
    if (activity.needs.length === 0 || at.status === 'done' || at.uncertain || start === null || finish === null) continue;
    // What lies before the status date has happened, whoever did it.
    const from = Math.max(start, context.statusDate(activity.program));
    if (finish <= from) continue;
    const calendar = context.calendarOf(activity) ?? '';
    for (const need of activity.needs) {
      if (need.team.key === null || need.count <= 0) continue;
      const load: Load = { at, need, from, to: finish, calendar };
      const known = byTeam.get(need.team.key);
      if (known) known.push(load);
      else byTeam.set(need.team.key, [load]);
    }
  }
  return byTeam;
}

/** A step of capacity: so many people from an instant on, interrupts taken off. */
interface CapacityStep { readonly from: number; readonly people: number }

/** The capacity of a team over time: its `capacity` lines, else its size; without both it is never overloaded. */
function capacitySteps(team: Team): readonly CapacityStep[] {
  const share = 1 - (team.interrupts?.value ?? 0) / 100;
  const base = team.capacity.filter(line => line.from === null).at(-1)?.people ?? team.size?.value;
  const dated = team.capacity
    .flatMap(line => (line.from === null ? [] : [{ from: line.from.at, people: line.people * share }]))
    .sort((a, b) => a.from - b.from);
  return [{ from: -Infinity, people: base === undefined ? Infinity : base * share }, ...dated];
}

interface Overload {
  readonly from: number;
  to: number;
  /** Where the demand exceeds the capacity most. */
  needed: number;
  available: number;
  readonly tipping: Load;
  readonly loads: Load[];
  /** Loads beyond those that are named. */
  more: number;
}

/**
 * Stretches of working time in which the people needed exceed the capacity. Nights and weekends between two such
 * stretches do not part them. Costs a sort of the loads and, per step, one look at each calendar in use.
 */
function overloads(context: CheckContext, team: Team, loads: readonly Load[]): readonly Overload[] {
  const steps = capacitySteps(team);
  if (steps.every(step => step.people === Infinity)) return [];
  const starts = [...loads].sort((a, b) => a.from - b.from || a.at.index - b.at.index);
  const ends = [...loads].sort((a, b) => a.to - b.to);
  const times = [...new Set([...loads.flatMap(load => [load.from, load.to]), ...steps.map(step => step.from).filter(Number.isFinite)])].sort((a, b) => a - b);
  const active = new Set<Load>();
  const byCalendar = new Map<string, { people: number; index: number; count: number }>();
  const found: Overload[] = [];
  let open: Overload | null = null;
  let [nextStart, nextEnd, step] = [0, 0, 0];
  let latest: Load | null = null;
  for (let at = 0; at + 1 < times.length; at++) {
    const [from, to] = [times[at]!, times[at + 1]!];
    const added: Load[] = [];
    for (; nextEnd < ends.length && ends[nextEnd]!.to <= from; nextEnd++) {
      const load = ends[nextEnd]!;
      active.delete(load);
      const group = byCalendar.get(load.calendar)!;
      group.people -= load.need.count;
      if (--group.count === 0) byCalendar.delete(load.calendar);
    }
    for (; nextStart < starts.length && starts[nextStart]!.from <= from; nextStart++) {
      const load = starts[nextStart]!;
      active.add(load);
      latest = load;
      const group = byCalendar.get(load.calendar);
      if (group) { group.people += load.need.count; group.count++; }
      else byCalendar.set(load.calendar, { people: load.need.count, index: load.at.index, count: 1 });
      added.push(load);
    }
    while (step + 1 < steps.length && steps[step + 1]!.from <= from) step++;
    const available = steps[step]!.people;
    let needed = 0;
    for (const group of byCalendar.values()) {
      if (context.schedule.workingMinutes(group.index, from, to) > 0) needed += group.people;
    }
    if (needed > available + ROUNDING) {
      if (open === null) {
        const tipping: Load = latest !== null && active.has(latest) ? latest : [...active].at(-1)!;
        open = { from, to, needed, available, tipping, loads: [], more: 0 };
        for (const load of active) name(open, load);
        found.push(open);
      } else {
        for (const load of added) name(open, load);
      }
      open.to = to;
      if (needed - available > open.needed - open.available) [open.needed, open.available] = [needed, available];
    } else if (open !== null && (needed > 0 || (active.size === 0 && context.schedule.workingMinutes(open.tipping.at.index, from, to) > 0))) {
      open = null;
    }
  }
  return found;
}

function name(overload: Overload, load: Load): void {
  if (overload.loads.length < MOST_NAMED) overload.loads.push(load);
  else overload.more++;
}

function people(amount: number): string {
  const rounded = Math.round(amount * 100) / 100;
  return `${rounded} ${rounded === 1 ? 'person' : 'people'}`;
}

function checkTeams(context: CheckContext): readonly Observation[] {
  const found: Observation[] = [];
  for (const [key, loads] of loadsByTeam(context)) {
    const team = context.plan.byKey.get(key);
    if (team?.kind !== 'team') continue;
    for (const overload of overloads(context, team as Team, loads)) found.push(describe(team as Team, overload));
  }
  return found;
}

function describe(team: Team, { from, to, needed, available, tipping, loads, more }: Overload): Observation {
  // An end at midnight belongs to the day before it.
  const [first, last] = [date(from), date(to - 1)];
  const when = first === last ? `on ${first}` : `from ${first} to ${last}`;
  const names = [...loads.map(load => `${named(load.at.activity)} (${people(load.need.count)})`)];
  const list = more > 0 ? `${names.slice(0, 5).join(', ')} and ${names.length + more - 5} more` : shortList(names);
  const related: RelatedPlace[] = loads.filter(load => load !== tipping)
    .map(load => ({ message: `${named(load.at.activity)} needs ${people(load.need.count)}, ${date(load.from)} to ${date(load.to - 1)}`, place: within(load.at.activity, load.need.span) }));
  const limit = team.capacity.at(-1)?.span ?? team.size?.span ?? team.nameSpan;
  related.push({ message: `${named(team)} has ${people(available)} available`, place: within(team, limit) });
  return observe(tipping.at.activity, tipping.need.span,
    `${named(team)} is asked for ${people(needed)} and has ${people(available)} ${when}: ${list}. Move one of them, ask for fewer people, or raise the capacity.`,
    { related, data: { team: team.key, from, to } });
}

const shared = (second: string): string => `team payments "Payments" { size 4 }
program atlas {
  start 2026-01-12
  task extract "Extract" { estimate 10d  needs payments 3 }
  task wallets "Wallets" { estimate 5d  needs payments 2${second} }
}`;

export const teamOvercommitted: CheckedRule = {
  code: 'team-overcommitted',
  theme: 'Capacity',
  severity: 'warning',
  title: 'A team is asked for more people than it has',
  explanation: 'Over working time, the people of all `needs` lines on a team add up to more than its `capacity` (`capacity 4 from 2026-05-01` changes it, `interrupts 20%` is taken off; without one, its `size`; without both it has no limit). '
    + 'One finding for each contiguous stretch, on the line that tips it over, with the dates and the activities. Work that is done, and time before the status date, do not count.',
  reason: 'The dates assume people who are not there. It is better to choose now which of the activities waits.',
  example: shared(''),
  fixed: shared('  after extract'),
  check: checkTeams,
};
