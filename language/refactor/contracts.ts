/** Contracts from links that cross teams, and their dates as computed. */
import { addAfter, removeItem, replace, statementAfter } from '../checks/edits.ts';
import { firstNeed } from '../checks/fixes/contracts.ts';
import { write } from '../checks/fixes/elements.ts';
import type { TextEdit } from '../checks/finding.ts';
import { date, idsOf } from '../checks/words.ts';
import { dayOf } from '../plan/dates.ts';
import type { Activity, Contract } from '../plan/model.ts';
import { ownerOf } from '../plan/owners.ts';
import { contractState } from '../plan/states.ts';
import { standsAlone } from './blocks.ts';
import { freeName, holds, topBlock } from './refactoring.ts';
import type { Here, RefactorContext, Refactoring } from './refactoring.ts';

/** The team that answers for an activity, that of its owner where a person owns it; a person without a team stands alone. */
function sideOf(context: RefactorContext, activity: Activity): string | null {
  const owner = ownerOf(context.plan, activity);
  return owner?.team?.key ?? owner?.person?.team?.key ?? owner?.ref.key ?? null;
}

function crosses(context: RefactorContext, from: Activity, to: Activity): boolean {
  const [a, b] = [sideOf(context, from), sideOf(context, to)];
  if (a !== null && b !== null) return a !== b;
  return topBlock(context, from).key !== topBlock(context, to).key;
}

/** `after x` to another team's work becomes a contract, which links as the line did. */
export function linkToContract({ at, context, text, activity: holder }: Here): readonly Refactoring[] {
  const line = holder?.activity.after.find(({ span }) => holds(span, at));
  const provider = line === undefined ? null : context.activity(line.from);
  if (holder === null || line === undefined || provider === null || provider.status === 'done' || line.kind !== 'FS' || line.lag !== null || !crosses(context, provider.activity, holder.activity)) return [];
  if (!standsAlone(text, topBlock(context, holder.activity))) return [];
  return [{
    id: 'link-to-contract', kind: 'extract',
    title: `Make a contract of the link after ${idsOf([provider.activity, holder.activity])[0]}`,
    change() {
      const to = holder.activity;
      const [fromId, toId] = idsOf([provider.activity, to]) as [string, string];
      const name = freeName(context, `${provider.activity.name}-for-${to.name}`);
      const title = `${provider.activity.title?.value ?? provider.activity.name} for ${to.title?.value ?? to.name}`.replace(/["\\]/g, '');
      const need = holder.start === null || holder.uncertain || holder.status === 'done' ? '' : `\n  needed by ${date(holder.start)}`;
      const contract = `dependency ${name} "${title}" {\n  from      ${fromId}\n  to        ${toId}${need}\n}`;
      const added = statementAfter(to.uri, text, topBlock(context, to), contract);
      return added === null ? null : { edits: [removeItem(to.uri, text, line.span, ['after', 'start of', 'finish']), added] };
    },
  }];
}

function openContract({ context, element }: Here): Contract | null {
  const contract = element?.kind === 'dependency' ? context.plan.contracts.find(({ key }) => key === element.key) : undefined;
  if (contract === undefined) return null;
  const state = contractState(contract);
  return state === 'delivered' || state === 'accepted' || state === 'withdrawn' ? null : contract;
}

/** A date of a contract as computed: written where it is missing, changed where it differs. */
function writeDate(here: Here, contract: Contract, word: 'needed by' | 'promised', day: number | null, what: string): readonly Refactoring[] {
  const { at, text, onHead, context } = here;
  const written = word === 'promised' ? contract.promised : contract.neededBy;
  if (day === null || (written === null ? !onHead : !onHead && !holds(written.span, at)) || (written !== null && dayOf(written.at) === dayOf(day))) return [];
  const change = (): { edits: readonly TextEdit[] } | null => {
    if (written !== null) return { edits: [replace(contract.uri, written.span, date(day))] };
    const last = contract.neededBy?.span ?? contract.to.at(-1)?.span;
    const first = contract.neededBy?.span ?? contract.to[0]?.span;
    const edit = last === undefined || first === undefined ? write(context, contract, `${word} ${date(day)}`)
      : addAfter(contract.uri, text, { start: first.start, end: last.end }, `${word} ${date(day)}`);
    return edit === null ? null : { edits: [edit] };
  };
  const id = word === 'promised' ? 'contract-promise' : 'contract-need';
  return [{ id, kind: 'rewrite', title: written === null ? `Write \`${word} ${date(day)}\`, ${what}` : `Change \`${word}\` to ${date(day)}, ${what}`, change }];
}

export function needAsComputed(here: Here): readonly Refactoring[] {
  const contract = openContract(here);
  return contract === null ? [] : writeDate(here, contract, 'needed by', firstNeed(here.context, contract), 'when its first consumer starts');
}

export function promiseAsForecast(here: Here): readonly Refactoring[] {
  const contract = openContract(here);
  const provider = contract === null ? null : here.context.activity(contract.from);
  return contract === null || provider?.finish == null || provider.uncertain ? []
    : writeDate(here, contract, 'promised', provider.finish, 'the forecast of its delivery');
}

