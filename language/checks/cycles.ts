/** Dependency cycles: links that wait for each other in a loop, and the removal of one of them. */
import type { Activity, Contract, Plan } from '../plan/model.ts';
import type { Cycle, NetworkLink, Schedule } from '../schedule/model.ts';
import { eolOf, replace, removeItem } from './edits.ts';
import type { Finding, Fix, TextEdit } from './finding.ts';
import { within } from './rule.ts';
import type { CheckContext, CheckedRule, FixContext, Observation } from './rule.ts';
import { CHAIN_LIMIT } from './chains.ts';
import { count, date, idsOf, named, workingTime } from './words.ts';

/** Loops up to this length are scheduled once for each link, to say what its removal would do. */
const MOST_TRIALS = 12;
/** Links times activities: beyond this, a light bulb would take longer than a reader waits for it. */
const MOST_WORK = 150_000;

interface CycleData { readonly cycle: readonly string[] }

function checkCycles(context: CheckContext): readonly Observation[] {
  return context.schedule.cycles.flatMap(cycle => {
    const members = cycle.members.map(index => context.scheduled[index]!.activity);
    const first = members[0];
    const closing = cycle.links[cycle.links.length - 1];
    if (first === undefined || closing === undefined) return [];
    const ids = idsOf(members);
    const more = Math.max(0, ids.length - CHAIN_LIMIT);
    const loop = [...ids.slice(0, CHAIN_LIMIT), ...(more > 0 ? [`(${more} more)`] : []), ids[0]].join(' → ');
    const others = cycle.component.length - members.length;
    const message = members.length === 1
      ? `${named(first)} waits for itself: ${loop}. Remove this link.`
      : `These activities wait for each other in a loop: ${loop}. None of them can start first, so the links of the loop are left out and dates downstream are uncertain. `
        + `Remove the link that is not a real wait.${others > 0 ? ` ${count(others, 'further activity is', 'further activities are')} caught in the same knot.` : ''}`;
    const data: CycleData = { cycle: members.map(member => member.key) };
    return [{
      message, data,
      uri: closing.place.uri,
      span: { start: closing.place.start, end: closing.place.end },
      program: context.scheduled[closing.to]?.activity.program ?? null,
      related: cycle.links.slice(0, CHAIN_LIMIT).map(link => ({ message: linkWords(context, link), place: link.place })),
    }];
  });
}

const kindWords = { FS: 'starts after the finish of', SS: 'starts after the start of', FF: 'finishes after the finish of', SF: 'finishes after the start of' };

function linkWords(context: CheckContext, link: NetworkLink): string {
  const from = context.scheduled[link.from]!.activity;
  const to = context.scheduled[link.to]!.activity;
  const by = link.origin === 'contract' ? ' (by a dependency contract)' : link.origin === 'gate' ? ' (the gate holds it)' : '';
  return `${named(to)} ${kindWords[link.kind]} ${named(from)}${by}`;
}

interface Effect { readonly finish: number | null; /** Working minutes by which the program ends later than now, with all links of the loop left out. */ readonly later: number; readonly missed: number }

/** One fix for each link of the loop; the one whose removal moves the plan's finish least comes first. */
function fixCycle(finding: Finding, context: FixContext): readonly Fix[] {
  const keys = (finding.data as CycleData | undefined)?.cycle;
  const cycle = context.schedule.cycles.find(candidate => keys !== undefined && sameMembers(context, candidate, keys));
  if (cycle === undefined) return [];
  const trials = cycle.links.length <= MOST_TRIALS && cycle.links.length * context.schedule.size <= MOST_WORK;
  const offers = cycle.links.flatMap((link, order) => {
    const edit = removeLink(context, link);
    return edit === null ? [] : [{ link, edit, order, effect: trials ? effectOf(context, link) : null }];
  });
  offers.sort((a, b) => (a.effect?.later ?? 0) - (b.effect?.later ?? 0) || (a.effect?.missed ?? 0) - (b.effect?.missed ?? 0) || b.order - a.order);
  return offers.map(({ link, edit, effect }, rank) => ({
    title: `${removalWords(context, link)}${effectWords(context, link, effect)}`,
    edits: [edit],
    ...(rank === 0 ? { preferred: true } : {}),
  }));
}

function sameMembers(context: CheckContext, cycle: Cycle, keys: readonly string[]): boolean {
  return cycle.members.length === keys.length && cycle.members.every((index, at) => context.scheduled[index]?.activity.key === keys[at]);
}

const lineWords = { FS: 'after', SS: 'after start of', FF: 'finish after', SF: 'finish after start of' };

/** `Remove `after b` from a`: the line as it is written, and where. */
function removalWords(context: FixContext, link: NetworkLink): string {
  const [from, to] = idsOf([context.scheduled[link.from]!.activity, context.scheduled[link.to]!.activity]);
  if (link.origin === 'gate') return `Remove \`before ${to}\` from ${from}`;
  if (link.origin === 'after') return `Remove \`${lineWords[link.kind]} ${from}\` from ${to}`;
  const contract = context.plan.contracts.find(candidate => candidate.to.some(ref => contractLink(context.plan, candidate, link, ref.key)));
  return contract === undefined || contract.to.length === 1 ? `Withdraw the contract ${contract?.name ?? ''} from ${from} to ${to}` : `Remove \`to ${to}\` from ${contract.name}`;
}

function effectWords(context: FixContext, link: NetworkLink, effect: Effect | null): string {
  if (effect === null || effect.finish === null) return '';
  const days = context.dayMinutes(context.scheduled[link.to]!.activity.program);
  const later = effect.later <= 0 ? '' : `, ${workingTime(effect.later, days)} later than shown now`;
  const missed = effect.missed === 0 ? '' : `, ${count(effect.missed, 'commitment')} missed`;
  return `: finish ${date(effect.finish)}${later}${missed}`;
}

/** What the program's finish and commitments would be without one link, computed by scheduling the plan without it. */
function effectOf(context: FixContext, link: NetworkLink): Effect {
  const after = context.reschedule(planWithout(context.plan, link));
  const { program } = context.scheduled[link.to]!.activity;
  const finishOf = (schedule: Schedule): number | null => schedule.programs.find(candidate => candidate.name === program)?.finish ?? null;
  const [was, finish] = [finishOf(context.schedule), finishOf(after)];
  let missed = 0;
  for (const index of after.programs.find(({ name }) => name === program)?.activities ?? []) if ((after.at(index).commitment?.margin ?? 0) < 0) missed++;
  return { finish, later: was === null || finish === null ? 0 : context.schedule.workingMinutes(link.to, was, finish), missed };
}

/** The plan without one line of one link. */
function planWithout(plan: Plan, link: NetworkLink): Plan {
  const matches = (place: { start: number; end: number; uri?: string }, uri: string): boolean =>
    place.start === link.place.start && place.end === link.place.end && (place.uri ?? uri) === link.place.uri;
  if (link.origin === 'contract') {
    const contracts = plan.contracts.map(contract => ({ ...contract, to: contract.to.filter(ref => !contractLink(plan, contract, link, ref.key)) }));
    return { ...plan, contracts };
  }
  const activities = plan.activities.map((activity): Activity => {
    if (activity.uri !== link.place.uri) return activity;
    if (link.origin === 'gate' && activity.gate !== null) {
      return { ...activity, gate: { ...activity.gate, before: activity.gate.before.filter(ref => !matches(ref.span, activity.uri)) } };
    }
    const after = activity.after.filter(line => !matches(line.span, activity.uri));
    return after.length === activity.after.length ? activity : { ...activity, after };
  });
  return { ...plan, activities, byKey: new Map([...plan.byKey, ...activities.map(activity => [activity.key, activity] as const)]) };
}

function contractLink(plan: Plan, contract: Contract, link: NetworkLink, to: string | null): boolean {
  return contract.uri === link.place.uri && contract.span.start <= link.place.start && link.place.end <= contract.span.end
    && contract.from?.key != null && plan.activityIndex.get(contract.from.key) === link.from && to !== null && plan.activityIndex.get(to) === link.to;
}

function removeLink(context: FixContext, link: NetworkLink): TextEdit | null {
  const text = context.text(link.place.uri);
  if (text === null) return null;
  if (link.origin === 'after') return removeItem(link.place.uri, text, link.place, ['after', 'start of', 'finish']);
  if (link.origin === 'gate') return removeItem(link.place.uri, text, link.place, ['before']);
  for (const contract of context.plan.contracts) {
    const to = contract.to.find(ref => contractLink(context.plan, contract, link, ref.key));
    if (to === undefined) continue;
    if (contract.to.length > 1) return removeItem(contract.uri, text, to.span, ['to']);
    return withdraw(contract, text);
  }
  return null;
}

/** A contract with a single consumer is withdrawn rather than deleted: what was agreed stays on record. */
function withdraw(contract: Contract, text: string): TextEdit {
  if (contract.status !== null) return replace(contract.uri, contract.status.span, 'withdrawn');
  const close = text.lastIndexOf('}', contract.span.end);
  const at = within(contract, { start: close, end: close });
  const multiline = text.slice(text.lastIndexOf('\n', close - 1) + 1, close).trim() === '';
  if (!multiline) return { uri: at.uri, span: at, newText: `${/\s$/.test(text.slice(0, close)) ? '' : ' '}status withdrawn ` };
  const lineStart = text.lastIndexOf('\n', close - 1) + 1;
  const indent = text.slice(lineStart, close);
  return { uri: at.uri, span: { start: lineStart, end: lineStart }, newText: `${indent}  status withdrawn${eolOf(text)}` };
}

export const dependencyCycle: CheckedRule = {
  code: 'dependency-cycle',
  theme: 'Schedule',
  severity: 'error',
  title: 'Activities wait for each other in a loop',
  explanation: 'Links run in a circle, so that no activity of it can be first. The shortest loop of every knot is reported once, on one of its links, with all of them as related places. '
    + 'The links of the knot are left out of the schedule; its members and everything after them keep dates, marked uncertain. The rest of the plan is exact.',
  reason: 'Dates behind a loop mean nothing, and a plan with one cannot be followed.',
  example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d  after test }
  task test  "Test"  { estimate 3d  after build }
}`,
  fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  task test  "Test"  { estimate 3d  after build }
}`,
  check: checkCycles,
  fix: fixCycle,
};
