/** Dates of contracts, set to what is computed. */
import { dayOf } from '../../plan/dates.ts';
import { replace } from '../edits.ts';
import type { Finding, Fix } from '../finding.ts';
import type { FixContext } from '../rule.ts';
import { date } from '../words.ts';
import { elementAround, write } from './elements.ts';
import type { Contract } from '../../plan/model.ts';

function contractAt(context: FixContext, finding: Finding): Contract | null {
  const element = elementAround(context.plan, finding.uri, finding.span.start);
  return element?.kind === 'dependency' ? element as Contract : null;
}

/** The day on which the first consumer starts that is not done; null where none has dates. */
export function firstNeed(context: Pick<FixContext, 'activity'>, contract: Contract): number | null {
  let first: number | null = null;
  for (const ref of contract.to) {
    const at = context.activity(ref);
    if (at === null || at.status === 'done' || at.uncertain || at.start === null) continue;
    first = Math.min(first ?? Infinity, dayOf(at.start));
  }
  return first;
}

/** Promised too late: promise it for the need, or need it when it is promised, where its consumer starts no earlier. */
export function alignPromise(finding: Finding, context: FixContext): readonly Fix[] {
  const contract = contractAt(context, finding);
  if (contract?.promised == null) return [];
  const { neededBy, promised } = contract;
  const consumer = firstNeed(context, contract);
  const need = neededBy === null ? consumer : dayOf(neededBy.at);
  const fixes: Fix[] = [];
  if (need !== null) fixes.push({ title: `Change the promise to ${date(need)}, when it is needed`, edits: [replace(contract.uri, promised.span, date(need))] });
  if (neededBy !== null && consumer !== null && consumer >= dayOf(promised.at)) {
    fixes.push({ title: `Change \`needed by\` to ${date(promised.at)}, when it is promised`, edits: [replace(contract.uri, neededBy.span, date(promised.at))] });
  }
  return fixes;
}

/** Forecast too late: need it when it is forecast, where its consumer starts no earlier. */
export function alignNeedWithForecast(finding: Finding, context: FixContext): readonly Fix[] {
  const contract = contractAt(context, finding);
  const finish = contract === null ? null : context.activity(contract.from)?.finish ?? null;
  if (contract?.neededBy == null || finish === null) return [];
  const consumer = firstNeed(context, contract);
  if (consumer === null || consumer < dayOf(finish)) return [];
  return [{ title: `Change \`needed by\` to ${date(finish)}, when it is forecast`, edits: [replace(contract.uri, contract.neededBy.span, date(finish))] }];
}

/** Overdue with the work done: record the delivery on the day on which the work ended, else on the status date. */
export function recordDelivery(finding: Finding, context: FixContext): readonly Fix[] {
  const contract = contractAt(context, finding);
  if (contract === null) return [];
  const provider = context.activity(contract.from);
  const day = date(provider?.status === 'done' && provider.finish !== null ? provider.finish : context.statusDate(contract.program));
  const edit = write(context, contract, `delivered ${day}`);
  return edit === null ? [] : [{ title: `Record the delivery: \`delivered ${day}\``, edits: [edit] }];
}
