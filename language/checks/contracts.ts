/** Dependency contracts: when they are needed, promised and forecast. All of these dates compare by day (language.md 3b). */
import { dayOf } from '../plan/dates.ts';
import type { Contract } from '../plan/model.ts';
import { ownerOf } from '../plan/owners.ts';
import { contractState } from '../plan/states.ts';
import type { ScheduledActivity } from '../schedule/model.ts';
import { chainInto, chainPlaces, chainWords } from './chains.ts';
import { replace } from './edits.ts';
import type { Finding, Fix } from './finding.ts';
import { alignNeedWithForecast, alignPromise, recordDelivery } from './fixes/contracts.ts';
import { addProviderOwner } from './fixes/owners.ts';
import { addAcceptance, addFallback } from './fixes/placeholders.ts';
import { isPast } from './marks.ts';
import { nameOf, observe, within } from './rule.ts';
import type { CheckContext, CheckedRule, FixContext, Observation } from './rule.ts';
import { date, list, named, wallTime } from './words.ts';

interface Deal {
  readonly contract: Contract;
  readonly provider: ScheduledActivity | null;
  readonly consumers: readonly ScheduledActivity[];
  /** The consumer that starts first, of those that are not finished. */
  readonly first: ScheduledActivity | null;
  /** The day of `needed by`, else of the first consumer's start. */
  readonly need: number | null;
}

/** Contracts that are still to be delivered. */
function openDeals(context: CheckContext): readonly Deal[] {
  const deals: Deal[] = [];
  for (const contract of context.contracts) {
    const state = contractState(contract);
    if (state === 'delivered' || state === 'accepted' || state === 'broken') continue;
    const provider = context.activity(contract.from);
    const consumers = contract.to.flatMap(ref => context.activity(ref) ?? []);
    let first: ScheduledActivity | null = null;
    for (const consumer of consumers) {
      if (consumer.status === 'done' || consumer.start === null || consumer.uncertain) continue;
      if (first?.start == null || consumer.start < first.start) first = consumer;
    }
    if (consumers.length > 0 && consumers.every(consumer => consumer.status === 'done')) continue;
    const need = contract.neededBy !== null ? dayOf(contract.neededBy.at) : first?.start == null ? null : dayOf(first.start);
    deals.push({ contract, provider, consumers, first, need });
  }
  return deals;
}

function needWords(deal: Deal): string {
  if (deal.contract.neededBy !== null) return `needed by ${date(deal.need ?? 0)}`;
  return `needed on ${date(deal.need ?? 0)}, when ${deal.first === null ? 'its consumer' : named(deal.first.activity)} starts`;
}

function days(from: number, to: number): string {
  return wallTime(dayOf(to) - dayOf(from));
}

function checkPromise(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(deal => {
    const { contract, need } = deal;
    if (contract.promised === null || need === null || dayOf(contract.promised.at) <= need) return [];
    const related = contract.neededBy !== null ? [{ message: 'The date by which it is needed', place: within(contract, contract.neededBy.span) }]
      : deal.first !== null ? [{ message: 'The consumer that starts first', place: nameOf(deal.first.activity) }] : [];
    return [observe(contract, contract.promised.span,
      `${named(contract)} is promised for ${date(contract.promised.at)}, ${days(need, contract.promised.at)} after it is ${needWords(deal)}. Agree an earlier delivery, or move what waits for it.`,
      { related })];
  });
}

function checkForecast(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(deal => {
    const { contract, provider, need } = deal;
    if (provider?.finish == null || provider.uncertain || provider.status === 'done' || need === null || dayOf(provider.finish) <= need) return [];
    const chain = chainInto(context, provider.index);
    const length = chain.members.length + chain.more;
    return [observe(contract, (contract.neededBy ?? contract.from)?.span ?? contract.nameSpan,
      `${named(contract)} is ${needWords(deal)}, but ${named(provider.activity)} is forecast to deliver on ${date(provider.finish)}, ${days(need, provider.finish)} late. `
        + `${length > 1 ? `Driven by ${chainWords(context, chain)}. ` : ''}Pull that work in, use the fallback, or agree a later need.`,
      { related: length > 1 ? chainPlaces(context, chain) : [{ message: `${named(provider.activity)} delivers`, place: nameOf(provider.activity) }] })];
  });
}

interface NeedData { readonly start: number }

function checkNeed(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(deal => {
    const { contract, first } = deal;
    if (contract.neededBy === null || first?.start == null || dayOf(contract.neededBy.at) <= dayOf(first.start)) return [];
    const begun = first.status === 'in-progress' ? 'started' : 'starts';
    return [observe(contract, contract.neededBy.span,
      `${named(contract)} is needed by ${date(contract.neededBy.at)}, but ${named(first.activity)}, which consumes it, ${begun} ${days(first.start, contract.neededBy.at)} earlier, on ${date(first.start)}. `
        + 'Ask for it by then, or let the consumer wait.',
      { related: [{ message: `${named(first.activity)} ${begun} on ${date(first.start)}`, place: nameOf(first.activity) }], data: { start: first.start } satisfies NeedData })];
  });
}

function alignNeed(finding: Finding, _context: FixContext): readonly Fix[] {
  const data = finding.data as NeedData | undefined;
  return data === undefined ? [] : [{ title: `Change to ${date(data.start)}, the consumer's start`, edits: [replace(finding.uri, finding.span, date(data.start))] }];
}

function checkOverdue(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(deal => {
    const { contract, provider } = deal;
    const statusDate = context.statusDate(contract.program);
    // While the providing work is unfinished, its forecast lies after the need and `forecast-after-need` says more.
    if (contract.neededBy === null || !isPast(contract.neededBy, statusDate) || (provider !== null && provider.status !== 'done')) return [];
    const done = provider === null ? '' : ` ${named(provider.activity)} is done, so it may be there already.`;
    return [observe(contract, contract.neededBy.span,
      `${named(contract)} was needed by ${date(contract.neededBy.at)} and no delivery is recorded.${done} Write \`delivered\` with the day, or ask the provider.`)];
  });
}

function checkProviderOwner(context: CheckContext): readonly Observation[] {
  return context.contracts.flatMap(contract => {
    const state = contractState(contract);
    if (state === 'delivered' || state === 'accepted') return [];
    if (contract.from === null) return [observe(contract, contract.nameSpan, `${named(contract)} does not say who delivers. Add \`from\` with the activity that does.`)];
    const provider = context.element(contract.from);
    if (provider === null || ownerOf(context.plan, contract) !== null || ownerOf(context.plan, provider) !== null) return [];
    return [observe(contract, contract.from.span,
      `Nobody owns ${named(provider)}, which delivers ${named(contract)}. Give it or its workstream an \`owner\`.`,
      { related: [{ message: `${named(provider)} has no owner`, place: nameOf(provider) }] })];
  });
}

function checkConsumer(context: CheckContext): readonly Observation[] {
  return context.contracts.flatMap(contract => contract.to.length > 0 ? []
    : [observe(contract, contract.nameSpan, `${named(contract)} does not say who waits for it, so it links nothing. Add \`to\` with the activity that consumes it.`)]);
}

function checkAgreement(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(({ contract }) => contract.marks.some(mark => mark.word === 'agreed') ? []
    : [observe(contract, contract.nameSpan, `${named(contract)} is not agreed yet. Once both sides have, write \`agreed\` with the day and who agreed.`)]);
}

function checkAcceptance(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(({ contract }) => contract.accept.length > 0 ? []
    : [observe(contract, contract.nameSpan, `${named(contract)} does not say when the delivery is good. Add \`accept\` with what the consumer will check.`)]);
}

function checkFallback(context: CheckContext): readonly Observation[] {
  return openDeals(context).flatMap(({ contract, consumers, provider }) => {
    if (contract.fallback !== null || provider?.critical !== true) return [];
    return [observe(contract, contract.nameSpan,
      `${named(contract)} stands on the critical path and has no fallback. Add \`fallback\` with what ${consumers.length === 0 ? 'its consumer' : list(consumers.slice(0, 3).map(at => named(at.activity)))} would do without it.`)];
  });
}

const deal = (lines: string, more = ''): string => `program atlas {
  start 2026-01-12${more}
  workstream identity "Identity" { owner lee  task tokens "Token service" { estimate 5d } }
  workstream api "API" {
    owner ana
    task load-test "Load test" { estimate 3d  start not before 2026-01-26 }
  }
  dependency exchange "Token exchange" { from identity.tokens  to api.load-test  ${lines} }
}
person ana "Ana Ruiz"
person lee "Lee Wong"`;
const full = 'needed by 2026-01-26  promised 2026-01-23  agreed 2026-01-12 by ana, lee  accept "Consumer tests green"  fallback "Keep v1 tokens"';
const strict = '\n  policy enterprise';

export const promiseAfterNeed: CheckedRule = {
  code: 'promise-after-need',
  theme: 'Dependency contracts',
  severity: 'error',
  title: 'A delivery is promised later than it is needed',
  explanation: 'The day of `promised` lies after the day of `needed by`, or, without one, after the day on which the first consumer starts. The same day is in time. Delivered and withdrawn contracts are left alone.',
  reason: 'Both sides signed different dates. One of them will be surprised.',
  example: deal('needed by 2026-01-20  promised 2026-01-23'),
  fixed: deal('needed by 2026-01-23  promised 2026-01-23'),
  check: checkPromise,
  fix: alignPromise,
};

export const forecastAfterNeed: CheckedRule = {
  code: 'forecast-after-need',
  theme: 'Dependency contracts',
  severity: 'error',
  title: 'A delivery is forecast later than it is needed',
  explanation: 'The computed finish of the providing activity lies after the day of `needed by`, or, without one, after the day on which the first consumer starts (which happens only where a fixed date holds the consumer). The same day is in time.',
  reason: 'Whatever was promised, the work as planned does not deliver in time.',
  example: deal('needed by 2026-01-14'),
  fixed: deal('needed by 2026-01-16'),
  check: checkForecast,
  fix: alignNeedWithForecast,
};

export const needAfterConsumerStart: CheckedRule = {
  code: 'need-after-consumer-start',
  theme: 'Dependency contracts',
  severity: 'error',
  title: 'A delivery is asked for after its consumer starts',
  explanation: 'The day of `needed by` lies after the day on which the first unfinished consumer starts. The same day is in time.',
  reason: 'The consumer would start without what it needs, and the provider would still be on time.',
  example: deal('needed by 2026-01-30'),
  fixed: deal('needed by 2026-01-26'),
  check: checkNeed,
  fix: alignNeed,
};

export const dependencyOverdue: CheckedRule = {
  code: 'dependency-overdue',
  theme: 'Dependency contracts',
  severity: 'error',
  title: 'A delivery was due and is not recorded',
  explanation: 'The status date is past `needed by`, the providing work is done (or not part of the plan), and the contract has neither `delivered` nor `accepted`. While the providing work is unfinished, `forecast-after-need` reports it.',
  reason: 'The consumer does not know whether to go on.',
  example: `program atlas {
  start 2026-01-12
  as of 2026-01-30
  task tokens "Token service" { estimate 5d  owner lee  started 2026-01-12  done 2026-01-16 }
  task load-test "Load test" { estimate 3d }
  dependency exchange "Token exchange" { from tokens  to load-test  needed by 2026-01-20 }
}
person lee "Lee Wong"`,
  fixed: `program atlas {
  start 2026-01-12
  as of 2026-01-30
  task tokens "Token service" { estimate 5d  owner lee  started 2026-01-12  done 2026-01-16 }
  task load-test "Load test" { estimate 3d }
  dependency exchange "Token exchange" { from tokens  to load-test  needed by 2026-01-20  delivered 2026-01-19 by lee }
}
person lee "Lee Wong"`,
  check: checkOverdue,
  fix: recordDelivery,
};

const unowned = (owner: string): string => `program atlas {
  start 2026-01-12
  task tokens "Token service" { estimate 5d${owner} }
  task load-test "Load test" { estimate 3d }
  dependency exchange "Token exchange" { from tokens  to load-test }
}
person lee "Lee Wong"`;

export const dependencyWithoutProviderOwner: CheckedRule = {
  code: 'dependency-without-provider-owner',
  theme: 'Dependency contracts',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'Nobody answers for a delivery',
  explanation: 'A contract has no `from`, or neither it nor the activity that delivers (with the blocks around it) has an owner.',
  reason: 'A dependency without a name on the other side is a hope.',
  example: unowned(''),
  fixed: unowned('  owner lee'),
  check: checkProviderOwner,
  fix: addProviderOwner,
};

export const dependencyWithoutConsumerOwner: CheckedRule = {
  code: 'dependency-without-consumer-owner',
  theme: 'Dependency contracts',
  severity: 'warning',
  title: 'A contract does not say who waits for it',
  explanation: 'A `dependency` has no `to`, so that it links nothing and no date can be late for it.',
  reason: 'What nobody waits for is either not a dependency, or somebody was forgotten.',
  example: `program atlas {
  start 2026-01-12
  task tokens "Token service" { estimate 5d  owner lee }
  dependency exchange "Token exchange" { from tokens }
}
person lee "Lee Wong"`,
  fixed: unowned('  owner lee'),
  check: checkConsumer,
};

export const dependencyNotAgreed: CheckedRule = {
  code: 'dependency-not-agreed',
  theme: 'Dependency contracts',
  severity: { startup: 'off', enterprise: 'warning', regulated: 'warning' },
  title: 'A contract is not agreed',
  explanation: 'An open contract has no `agreed` line.',
  reason: 'Until both sides said yes, its dates are the wish of one.',
  example: deal(full.replace('agreed 2026-01-12 by ana, lee  ', ''), strict),
  fixed: deal(full, strict),
  check: checkAgreement,
};

export const dependencyWithoutAcceptance: CheckedRule = {
  code: 'dependency-without-acceptance',
  theme: 'Dependency contracts',
  severity: { startup: 'off', enterprise: 'warning', regulated: 'warning' },
  title: 'A contract does not say when its delivery is good',
  explanation: 'An open contract has no `accept` line.',
  reason: 'Without it, delivered means two things to two teams.',
  example: deal(full.replace('accept "Consumer tests green"  ', ''), strict),
  fixed: deal(full, strict),
  check: checkAcceptance,
  fix: addAcceptance,
};

export const criticalDependencyWithoutContingency: CheckedRule = {
  code: 'critical-dependency-without-contingency',
  theme: 'Dependency contracts',
  severity: { startup: 'off', enterprise: 'warning', regulated: 'warning' },
  title: 'A critical delivery has no fallback',
  explanation: 'The activity that delivers an open contract is critical, and the contract has no `fallback`.',
  reason: 'When it is late, there is no time left to think of one.',
  example: `program atlas {
  start 2026-01-12
  policy enterprise
  workstream identity "Identity" { owner lee  task tokens "Token service" { estimate 5d } }
  workstream api "API" { owner lee  task load-test "Load test" { estimate 3d } }
  dependency exchange "Token exchange" { from identity.tokens  to api.load-test  agreed 2026-01-12 by lee  accept "Tests green" }
}
person lee "Lee Wong"`,
  fixed: `program atlas {
  start 2026-01-12
  policy enterprise
  workstream identity "Identity" { owner lee  task tokens "Token service" { estimate 5d } }
  workstream api "API" { owner lee  task load-test "Load test" { estimate 3d } }
  dependency exchange "Token exchange" { from identity.tokens  to api.load-test  agreed 2026-01-12 by lee  accept "Tests green"  fallback "Keep v1 tokens" }
}
person lee "Lee Wong"`,
  check: checkFallback,
  fix: addFallback,
};
