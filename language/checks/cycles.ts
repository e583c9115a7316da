/** Dependency cycles: links that wait for each other in a loop, and the removal of one of them. */
import type { Activity, Contract, Plan } from '../plan/model.ts';
import type { Cycle, NetworkLink, Schedule } from '../schedule/model.ts';
import { replace, removeItem } from './edits.ts';
import type { Finding, Fix, TextEdit } from './finding.ts';
import { within } from './rule.ts';
import type { CheckContext, CheckedRule, FixContext, Observation } from './rule.ts';
import { CHAIN_LIMIT } from './chains.ts';
import { count, date, idsOf, named, workingTime } from './words.ts';

/** Loops up to this length are scheduled once for each link, to say what its removal would do. */
const MOST_TRIALS = 12;

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

/** One fix for each link of the loop; the one whose removal leaves the plan's finish where it is comes first. */
function fixCycle(finding: Finding, context: FixContext): readonly Fix[] {
  const keys = (finding.data as CycleData | undefined)?.cycle;
  const cycle = context.schedule.cycles.find(candidate => keys !== undefined && sameMembers(context, candidate, keys));
  if (cycle === undefined) return [];
  const trials = cycle.links.length <= MOST_TRIALS;
  const offers = cycle.links.flatMap((link, order) => {
    const edit = removeLink(context, link);
    if (edit === null) return [];
    const after = trials ? context.reschedule(planWithout(context.plan, link)) : null;
    return [{ link, edit, order, effect: after === null ? null : effectOf(context, link, after), finish: after === null ? null : finishOf(after, context, link) }];
  });
  offers.sort((a, b) => (a.effect ?? 0) - (b.effect ?? 0) || b.order - a.order);
  return offers.map(({ link, edit, effect, finish }, rank) => ({
    title: `Remove the link ${idsOf([context.scheduled[link.from]!.activity, context.scheduled[link.to]!.activity]).join(' → ')}${effectWords(context, link, effect, finish)}`,
    edits: [edit],
    ...(rank === 0 ? { preferred: true } : {}),
  }));
}

function sameMembers(context: CheckContext, cycle: Cycle, keys: readonly string[]): boolean {
  return cycle.members.length === keys.length && cycle.members.every((index, at) => context.scheduled[index]?.activity.key === keys[at]);
}

function effectWords(context: FixContext, link: NetworkLink, effect: number | null, finish: number | null): string {
  if (effect === null || finish === null) return '';
  const days = context.dayMinutes(context.scheduled[link.to]!.activity.program);
  return effect <= 0 ? ` (the finish stays ${date(finish)})` : ` (the finish moves by ${workingTime(effect, days)} to ${date(finish)})`;
}

function finishOf(schedule: Schedule, context: FixContext, link: NetworkLink): number | null {
  const program = context.scheduled[link.to]!.activity.program;
  return schedule.programs.find(candidate => candidate.name === program)?.finish ?? null;
}

/** Working minutes by which the program ends later than it does now, with all links of the loop left out. */
function effectOf(context: FixContext, link: NetworkLink, after: Schedule): number | null {
  const [was, is] = [finishOf(context.schedule, context, link), finishOf(after, context, link)];
  return was === null || is === null ? null : context.schedule.workingMinutes(link.to, was, is);
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
  return { uri: at.uri, span: { start: lineStart, end: lineStart }, newText: `${indent}  status withdrawn\n` };
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
