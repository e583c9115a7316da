/** What lenses say, in the few words of one line. Plain text: whatever a plan has in its titles stays text. */
import { contractState, dayOf, gateVerdict, latestMark, ownerOf, words } from '../language/index.ts';
import type { Contract, Mark, Plan, Ref, Schedule, ScheduledActivity, WallMinutes } from '../language/index.ts';
import type { LensKind } from '../protocol/lens.ts';
import type { Analysis } from './context.ts';
import { dealOf } from './deals.ts';
import { neighboursOf } from './dependency-links.ts';
import { joined } from './hierarchy-items.ts';
import { plainText } from './plain-text.ts';
import { checkName, readinessOf } from './readiness.ts';
import { shortDate, shortFinish, shortMargin, shortSlack } from './short-words.ts';
import { statusDate } from './why.ts';

/** Names of what is missing that a title lists. */
const mostNames = 3;

/** The title of a lens; null where its subject is gone. */
export function lensTitle(analysis: Analysis, kind: LensKind, key: string): string | null {
  const { plan, schedule } = analysis;
  if (kind === 'contract') {
    const contract = plan.byKey.get(key);
    return contract?.kind === 'dependency' ? contractTitle(plan, schedule, contract as Contract) : null;
  }
  const index = plan.activityIndex.get(key);
  if (index === undefined) return null;
  const at = schedule.at(index);
  switch (kind) {
    case 'after': return waitingTitle(neighboursOf(analysis, index, 'outgoing').length);
    case 'before': return `waits for ${neighboursOf(analysis, index, 'incoming').length}`;
    case 'why': return joined(`why ${shortFinish(schedule, at) ?? ''}`, shortMargin(schedule, at) ?? shortSlack(schedule, at));
    case 'gate': return gateTitle(plan, schedule, at);
  }
}

function waitingTitle(count: number): string {
  return count === 1 ? '1 waits for it' : `${count} wait for it`;
}

function counted(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function person(plan: Plan, ref: Ref): string {
  const target = ref.key === null ? undefined : plan.byKey.get(ref.key);
  return plainText(target?.title?.value ?? ref.text, 40);
}

/** ` 2 Feb by Ana Ruiz and Lee Wong`, with the space, as far as the mark says. */
function whenAndWho(plan: Plan, { on, by }: Mark, now: WallMinutes): string {
  return `${on ? ` ${shortDate(on.at, now)}` : ''}${by.length > 0 ? ` by ${words.shortList(by.map(ref => person(plan, ref)), mostNames)}` : ''}`;
}

function programNow(schedule: Schedule, program: string): WallMinutes {
  return schedule.programs.find(one => one.name === program)?.statusDate ?? schedule.asOf;
}

function contractTitle(plan: Plan, schedule: Schedule, contract: Contract): string {
  const now = programNow(schedule, contract.program);
  const state = contractState(contract);
  const told = (word: string): string => {
    const mark = latestMark(contract.marks, word);
    return mark ? `${word}${whenAndWho(plan, mark, now)}` : '';
  };
  switch (state) {
    case 'withdrawn': return 'withdrawn';
    case 'accepted': return told('accepted');
    case 'delivered': return joined(told('delivered'), 'not accepted yet');
    case 'broken': return joined('broken', contract.fallback ? null : 'lacks a fallback');
    case 'at-risk': return joined('at risk', told('agreed'), datesOf(plan, schedule, contract, now), lackOf(plan, schedule, contract));
    case 'agreed': return joined(told('agreed'), datesOf(plan, schedule, contract, now), lackOf(plan, schedule, contract));
    case 'proposed': return joined(`not agreed yet${whoAgrees(plan, schedule, contract)}`, datesOf(plan, schedule, contract, now), lackOf(plan, schedule, contract));
  }
}

/** ` by Lee Wong and Ana Ruiz`, with the space: who answers for the two sides; empty where nobody does. */
function whoAgrees(plan: Plan, schedule: Schedule, contract: Contract): string {
  const { provider, consumers } = dealOf(plan, schedule, contract);
  const names = [provider, ...consumers].flatMap(side => {
    const ownership = side && ownerOf(plan, side.activity);
    const who = ownership?.person ?? ownership?.team;
    return ownership ? [plainText(who?.title?.value ?? who?.name ?? ownership.ref.text, 40)] : [];
  });
  return names.length === 0 ? '' : ` by ${words.shortList([...new Set(names)], mostNames)}`;
}

/** `needed 1 Apr, promised 31 Mar, forecast 3 Apr (2 days late)`. */
function datesOf(plan: Plan, schedule: Schedule, contract: Contract, now: WallMinutes): string {
  const { provider, need, forecast } = dealOf(plan, schedule, contract);
  const late = (day: WallMinutes): string => (need !== null && day > need ? ` (${words.wallTime(day - need)} late)` : '');
  const promised = contract.promised === null ? null : dayOf(contract.promised.at);
  return [
    need === null ? '' : `needed ${shortDate(need, now)}`,
    promised === null ? '' : `promised ${shortDate(promised, now)}${late(promised)}`,
    forecast === null ? '' : `${provider?.status === 'done' ? 'finished' : 'forecast'} ${shortDate(forecast, now)}${late(forecast)}`,
  ].filter(part => part !== '').join(', ');
}

function lackOf(plan: Plan, schedule: Schedule, contract: Contract): string | null {
  const missing = [
    contract.from === null && 'who delivers',
    contract.to.length === 0 && 'who waits for it',
    contract.status?.value === 'at-risk' && latestMark(contract.marks, 'agreed') === null && 'an agreement',
    contract.promised === null && 'a promised day',
    contract.accept.length === 0 && 'what makes it acceptable',
    contract.fallback === null && dealOf(plan, schedule, contract).provider?.critical === true && 'a fallback',
  ].filter(part => part !== false);
  return missing.length === 0 ? null : `lacks ${words.list(missing)}`;
}

function gateTitle(plan: Plan, schedule: Schedule, { activity, index }: ScheduledActivity): string {
  const now = statusDate(schedule, index);
  const { checks, passed, waived, proven, openChecks, openRoles } = readinessOf(activity, now);
  const roles = activity.gate?.signOff.length ?? 0;
  const own = (activity.gate?.checks.length ?? 0) - checks.length;
  const verdict = gateVerdict(activity);
  const missing = [...openChecks.map(checkName), ...openRoles.map(role => plainText(role.value, 40))];
  return joined(
    verdict?.value && `${plainText(verdict.value.value, 20)}${whenAndWho(plan, verdict, now)}`,
    checks.length > 0 && `${passed.length + waived.length} of ${counted(checks.length, 'check')} passed${waived.length > 0 ? ' or waived' : ''}`,
    passed.length > 0 && `evidence for ${proven.length} of ${passed.length}`,
    roles > 0 && `${roles - openRoles.length} of ${counted(roles, 'signature')}`,
    own > 0 && `${counted(own, 'check')} ${own === 1 ? 'evaluates itself' : 'evaluate themselves'}`,
    missing.length > 0 && `missing: ${words.shortList(missing, mostNames)}`,
    checks.length + roles + own === 0 && 'no checks',
    missing.length === 0 && checks.length + roles > 0 && verdict === null && activity.done === null && 'ready for a verdict',
  );
}
