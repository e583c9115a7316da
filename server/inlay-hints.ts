/** Computed facts beside the text: dates and slack of activities, margins of commitments, forecasts of contracts. */
import type { Connection, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { contractState, dayOf, words } from '../language/index.ts';
import type { Contract, Plan, Ref, Schedule, ScheduledActivity } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { safely } from './safely.ts';
import type { Settings } from './settings.ts';
import { shortDate, shortDates, shortSlack, shortTime } from './short-words.ts';
import { statusDate } from './why.ts';

interface Hint { readonly offset: number; readonly label: string }

export function register(connection: Connection, context: ServerContext): void {
  connection.languages.inlayHint.on(safely<InlayHintParams, InlayHint[]>(context.log, 'hints', [], async ({ textDocument, range }, token) => {
    const analysis = await context.current(token);
    const document = context.document(textDocument.uri);
    if (!analysis || !document) return [];
    const text = document.textDocument;
    const shown = { uri: document.uri.toString(), from: text.offsetAt(range.start), to: text.offsetAt(range.end) };
    return hintsIn(analysis, shown, context.settings().hints)
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, label }) => ({ position: text.positionAt(offset), label, paddingLeft: true }));
  }));
}

interface Shown { readonly uri: string; readonly from: number; readonly to: number }

function hintsIn({ plan, schedule }: Analysis, { uri, from, to }: Shown, kinds: Settings['hints']): Hint[] {
  const hints: Hint[] = [];
  const isShown = (offset: number): boolean => from <= offset && offset <= to;
  const add = (offset: number, ...parts: readonly (string | false | null)[]): void => {
    const label = parts.filter(part => part).join(' · ');
    if (label !== '') hints.push({ offset, label });
  };
  plan.activities.forEach((activity, index) => {
    if (activity.span.end < from || activity.span.start > to || activity.uri !== uri) return;
    const name = activity.nameSpan.end;
    if (activity.name !== '' && isShown(name)) {
      const at = schedule.at(index);
      add(name, kinds.dates && shortDates(schedule, at), kinds.slack && shortSlack(schedule, at));
    }
    const date = activity.by?.date.span.end;
    if (kinds.margins && date !== undefined && isShown(date)) add(date, marginOf(schedule, schedule.at(index)));
  });
  for (const contract of kinds.contracts ? plan.contracts : []) {
    const name = contract.nameSpan.end;
    if (contract.name !== '' && isShown(name) && contract.uri === uri) add(name, forecastOf(plan, schedule, contract));
  }
  return hints;
}

/** What a commitment leaves: `2d margin`, `no margin`, `1d late`. */
function marginOf(schedule: Schedule, at: ScheduledActivity): string | null {
  const margin = at.commitment?.margin ?? null;
  if (margin === null) return null;
  if (margin === 0) return 'no margin';
  return `${shortTime(schedule, at, margin)} ${margin > 0 ? 'margin' : 'late'}`;
}

/**
 * When the provider is forecast to deliver, and how far that is from the day of need: the one that is written, else the
 * day on which the first consumer starts. By day, as the findings about contracts count.
 */
function forecastOf(plan: Plan, schedule: Schedule, contract: Contract): string | null {
  const activityOf = (ref: Ref | null): ScheduledActivity | null => {
    const index = ref?.key == null ? undefined : plan.activityIndex.get(ref.key);
    return index === undefined ? null : schedule.at(index);
  };
  const state = contractState(contract);
  const provider = activityOf(contract.from);
  if (state === 'delivered' || state === 'accepted' || state === 'broken' || state === 'withdrawn') return null;
  if (provider?.finish == null || provider.uncertain) return null;
  const now = statusDate(schedule, provider.index);
  const day = dayOf(provider.finish);
  if (provider.status === 'done') return `finished ${shortDate(day, now)}`;
  const starts = contract.to.flatMap(ref => {
    const consumer = activityOf(ref);
    return consumer?.start != null && consumer.status !== 'done' && !consumer.uncertain ? [consumer.start] : [];
  });
  const needed = contract.neededBy?.at ?? (starts.length > 0 ? Math.min(...starts) : null);
  const forecast = `forecast ${shortDate(day, now)}`;
  if (needed === null) return forecast;
  const distance = dayOf(needed) - day;
  if (distance === 0) return `${forecast}, the day of need`;
  return `${forecast}, ${words.wallTime(distance)} ${distance > 0 ? 'before need' : 'late'}`;
}
