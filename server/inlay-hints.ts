/** Computed facts beside the text: dates and slack of activities, margins of commitments, forecasts of contracts. */
import type { Connection, InlayHint, InlayHintParams } from 'vscode-languageserver';
import { contractState, words } from '../language/index.ts';
import type { Contract, Plan, Schedule } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { dealOf } from './deals.ts';
import { safely } from './safely.ts';
import type { Settings } from './settings.ts';
import { shortDate, shortDates, shortMargin, shortSlack } from './short-words.ts';
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
    if (kinds.margins && date !== undefined && isShown(date)) add(date, shortMargin(schedule, schedule.at(index)));
  });
  for (const contract of kinds.contracts ? plan.contracts : []) {
    const name = contract.nameSpan.end;
    if (contract.name !== '' && isShown(name) && contract.uri === uri) add(name, forecastOf(plan, schedule, contract));
  }
  return hints;
}

/** When the provider is forecast to deliver, and how far that is from the day of need. */
function forecastOf(plan: Plan, schedule: Schedule, contract: Contract): string | null {
  const state = contractState(contract);
  if (state === 'delivered' || state === 'accepted' || state === 'broken' || state === 'withdrawn') return null;
  const { provider, need, forecast } = dealOf(plan, schedule, contract);
  if (provider === null || forecast === null) return null;
  const now = statusDate(schedule, provider.index);
  if (provider.status === 'done') return `finished ${shortDate(forecast, now)}`;
  const day = `forecast ${shortDate(forecast, now)}`;
  if (need === null) return day;
  if (need === forecast) return `${day}, the day of need`;
  return `${day}, ${words.wallTime(need - forecast)} ${need > forecast ? 'before need' : 'late'}`;
}
