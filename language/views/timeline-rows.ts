/** Rows of the timeline: one for each activity and each contract, with the facts that the picture shows. */
import type { Activity, Contract, DateValue, Element, Plan } from '../plan/model.ts';
import { ownerOf } from '../plan/owners.ts';
import { contractState, criterionState, gateVerdict } from '../plan/states.ts';
import type { Driver, NetworkLink, Schedule, ScheduledActivity } from '../schedule/model.ts';
import type { Commitment, ContractState, GateState, Reason, RowProblem, TimelineLink, TimelineRow } from '../../protocol/timeline.ts';

/** As in `timelineLimits` of the protocol; a test holds them equal. */
export const viewLimits = { title: 200, linksOfRow: 2_000, rows: 100_000, problems: 50, programs: 500, gaps: 4_000, message: 500 } as const;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What a row needs besides its activity. */
export interface RowContext {
  readonly plan: Plan;
  readonly schedule: Schedule;
  /** Every activity once, by position; `schedule.at` may build its answer. */
  readonly scheduled: readonly ScheduledActivity[];
  /** By position, as `scheduled`; none for summaries, whose dates are those of their parts. */
  readonly drivers: readonly (readonly Driver[])[];
  readonly incoming: readonly (readonly NetworkLink[])[];
  /** Links into summaries that drive a leaf inside, by `linkKey`; true where that leaf is critical. */
  readonly drivenInside: ReadonlyMap<string, boolean>;
  readonly problems: ReadonlyMap<string, RowProblem>;
  /** Names of owners by the key of the element that states them, kept from row to row. */
  readonly owners: Map<string, string | undefined>;
}

/** Cuts what people wrote to the length that a picture can show. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length - 1) + '…';
}

export function titleOf(element: Element): string {
  return clip(element.title?.value || element.name, viewLimits.title);
}

function linkKey(to: number, from: number, kind: Driver['kind']): string {
  return `${to} ${from} ${kind}`;
}

/** Which links into summaries hold the start of something inside: the leaf names the driver, the summary has the link. */
export function linksDrivenInside({ plan, scheduled, drivers, incoming }: Pick<RowContext, 'plan' | 'scheduled' | 'drivers' | 'incoming'>): ReadonlyMap<string, boolean> {
  const driven = new Map<string, boolean>();
  const has = (index: number, { from, kind }: Driver) => incoming[index]!.some(link => link.from === from && link.kind === kind);
  scheduled.forEach(({ activity, critical }, index) => {
    if (activity.summary) return;
    for (const driver of drivers[index]!) {
      if (driver.from < 0 || has(index, driver)) continue;
      for (let above = parentOf(plan, activity); above !== undefined; above = parentOf(plan, plan.activities[above]!)) {
        if (!has(above, driver)) continue;
        const key = linkKey(above, driver.from, driver.kind);
        driven.set(key, critical || (driven.get(key) ?? false));
        break;
      }
    }
  });
  return driven;
}

function parentOf(plan: Plan, { parent }: Element): number | undefined {
  return parent === null ? undefined : plan.activityIndex.get(parent);
}

/** The row of an activity, with the links that lead into it. */
export function activityRow(context: RowContext, index: number, level: number): TimelineRow {
  const facts = context.scheduled[index]!;
  const activity = facts.activity;
  const row: Writable<TimelineRow> = { id: activity.key, kind: activity.kind, level, title: titleOf(activity) };
  if (facts.start !== null) row.start = facts.start;
  if (facts.finish !== null) row.finish = facts.finish;
  if (facts.duration !== 0) row.duration = facts.duration;
  if (facts.durationElapsed) row.elapsed = true;
  if (activity.summary) row.summary = true;
  if (facts.status !== 'not-started') row.status = facts.status;
  const progress = Math.max(0, Math.min(100, Math.round(facts.progress)));
  if (progress > 0 && facts.status !== 'done') row.progress = progress;
  if (facts.totalSlack !== null) {
    row.slack = facts.totalSlack;
    if (facts.totalSlack !== 0 && facts.lateFinish !== null) row.late = facts.lateFinish;
    if (facts.freeSlack !== null && facts.freeSlack !== facts.totalSlack) row.free = facts.freeSlack;
  }
  if (facts.critical) row.path = 'critical';
  else if (facts.nearCritical) row.path = 'near';
  if (facts.uncertain) row.uncertain = true;
  if (facts.commitment) row.by = commitment(activity, facts.commitment);
  const owner = ownerName(context, activity);
  if (owner !== undefined) row.owner = owner;
  if (activity.gate) row.gate = gateState(activity);
  const problem = context.problems.get(activity.key);
  if (problem) row.problem = problem;
  addDependencies(context, index, row);
  return row;
}

function addDependencies(context: RowContext, index: number, row: Writable<TimelineRow>): void {
  const drivers = context.drivers[index]!;
  if (drivers.some(driver => driver.from < 0)) {
    const reasons = drivers.filter(driver => driver.from < 0).map(driver => driver.kind).filter(isReason);
    row.reasons = [...new Set(reasons)];
  }
  const incoming = context.incoming[index]!;
  if (incoming.length === 0) return;
  row.links = incoming.slice(0, viewLimits.linksOfRow).map(link => linkInto(context, link, drivers));
}

function isReason(kind: Driver['kind']): kind is Reason {
  return kind === 'start' || kind === 'finish' || kind === 'status-date' || kind === 'program-start' || kind === 'actual';
}

function linkInto(context: RowContext, link: NetworkLink, drivers: readonly Driver[]): TimelineLink {
  const from = context.scheduled[link.from]!;
  const shown: Writable<TimelineLink> = { from: from.activity.key, kind: link.kind };
  if (link.lag !== 0) shown.lag = link.lag;
  if (link.lag !== 0 && link.lagElapsed) shown.lagElapsed = true;
  if (link.ignored) shown.ignored = true;
  else {
    const inside = context.drivenInside.get(linkKey(link.to, link.from, link.kind));
    if (inside !== undefined || drivers.some(driver => driver.from === link.from && driver.kind === link.kind)) shown.driving = true;
    if (shown.driving && from.critical && (inside ?? context.scheduled[link.to]!.critical)) shown.critical = true;
  }
  if (link.origin !== 'after') shown.origin = link.origin;
  return shown;
}

function commitment(activity: Activity, facts: NonNullable<ScheduledActivity['commitment']>): Commitment {
  const audience = activity.by?.audience?.value;
  return { at: facts.by, margin: facts.margin, ...(audience ? { audience: clip(audience, viewLimits.title) } : {}) };
}

function ownerName({ plan, owners }: RowContext, element: Element): string | undefined {
  // What stands in one block has one owner; the walk up is made once for each block.
  if (element.owner === null && element.parent !== null) {
    const parent = plan.byKey.get(element.parent);
    if (parent === undefined || parent.kind === 'program') return undefined;
    return ownerName({ plan, owners } as RowContext, parent);
  }
  if (owners.has(element.key)) return owners.get(element.key);
  const owner = ownerOf(plan, element);
  const named = owner === null || owner.ref.key === null ? undefined : plan.byKey.get(owner.ref.key);
  const name = owner === null ? undefined : clip(named ? titleOf(named) : owner.ref.text, viewLimits.title);
  owners.set(element.key, name);
  return name;
}

function gateState(gate: Activity): GateState {
  const verdict = gateVerdict(gate)?.value?.value;
  const count = { passed: 0, waived: 0, failed: 0, open: 0 };
  for (const check of gate.gate?.checks ?? []) count[criterionState(check)]++;
  return { verdict: verdict === 'go' || verdict === 'no-go' || verdict === 'conditional' ? verdict : 'open', ...count };
}

/** The row of a dependency contract: what was promised, what is needed, what is forecast. */
export function contractRow(context: RowContext, contract: Contract, level: number): TimelineRow {
  const { plan, schedule, scheduled } = context;
  const position = (key: string | null | undefined) => (key == null ? undefined : plan.activityIndex.get(key));
  const supplier = position(contract.from?.key);
  const consumers = contract.to.map(ref => position(ref.key)).filter(index => index !== undefined);
  const day = (date: DateValue | null, index: number | undefined) =>
    date === null ? undefined : date.day && index !== undefined ? schedule.dayEdge(index, date.at, 'finish') : date.at;

  const starts = consumers.map(index => scheduled[index]!.start).filter(start => start !== null);
  const needed = day(contract.neededBy, supplier ?? consumers[0]) ?? (starts.length > 0 ? Math.min(...starts) : undefined);
  const promised = day(contract.promised, supplier ?? consumers[0]);
  const forecast = supplier === undefined ? undefined : scheduled[supplier]!.finish ?? undefined;
  const state: Writable<ContractState> = { status: contractState(contract), to: consumers.slice(0, viewLimits.linksOfRow).map(index => scheduled[index]!.activity.key) };
  if (needed !== undefined) state.needed = needed;
  if (promised !== undefined) state.promised = promised;
  if (forecast !== undefined) state.forecast = forecast;
  if (supplier !== undefined) state.from = scheduled[supplier]!.activity.key;
  if (supplier !== undefined && forecast !== undefined && needed !== undefined) state.margin = schedule.workingMinutes(supplier, forecast, needed);

  const dates = [needed, promised, forecast].filter(date => date !== undefined);
  const owner = ownerName(context, contract);
  const problem = context.problems.get(contract.key);
  return {
    id: contract.key, kind: 'contract', level, title: titleOf(contract),
    ...(dates.length > 0 ? { start: Math.min(...dates), finish: Math.max(...dates) } : {}),
    ...(supplier !== undefined && scheduled[supplier]!.uncertain ? { uncertain: true as const } : {}),
    ...(owner === undefined ? {} : { owner }),
    contract: state,
    ...(problem ? { problem } : {}),
  };
}
