/** Computed facts beside the text: dates and slack of activities, margins of commitments, forecasts of contracts. */
import { MarkupKind } from 'vscode-languageserver';
import type { Connection, InlayHint, InlayHintParams, Position } from 'vscode-languageserver';
import { contractState, words } from '../language/index.ts';
import type { Contract, Plan, Schedule } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { dealOf } from './deals.ts';
import { commitmentLine, datesLine, roomLine, whyLines } from './describe-activity.ts';
import { describeDeal } from './describe-record.ts';
import { lines, paragraphs } from './markdown.ts';
import { linksTo } from './place-links.ts';
import { safely } from './safely.ts';
import type { Settings } from './settings.ts';
import { shortDate, shortDates, shortMargin, shortSlack } from './short-words.ts';
import type { TextOf } from './to-lsp.ts';
import { statusDate } from './why.ts';

/** What a hint is about, kept small, because a plan has thousands: a name or a commitment of an activity, or a contract, by its position in the plan. */
type Subject = readonly [kind: typeof NAME | typeof COMMITMENT | typeof CONTRACT, position: number];
const NAME = 0;
const COMMITMENT = 1;
const CONTRACT = 2;

interface Hint { readonly offset: number; readonly label: string; readonly subject: Subject }

export function register(connection: Connection, context: ServerContext): void {
  const withTooltips = context.client.textDocument?.inlayHint?.resolveSupport?.properties.includes('tooltip') === true;
  connection.languages.inlayHint.on(safely<InlayHintParams, InlayHint[]>(context.log, 'hints', [], async ({ textDocument, range }, token) => {
    const analysis = await context.current(token);
    const document = context.document(textDocument.uri);
    if (!analysis || !document) return [];
    const text = document.textDocument;
    const shown = { uri: document.uri.toString(), from: text.offsetAt(range.start), to: text.offsetAt(range.end) };
    return hintsIn(analysis, shown, context.settings().hints)
      .sort((a, b) => a.offset - b.offset)
      .map(({ offset, label, subject }) => ({ position: text.positionAt(offset), label, paddingLeft: true, ...(withTooltips ? { data: subject } : {}) }));
  }));
  connection.languages.inlayHint.resolve((hint, token) => safely<InlayHint, InlayHint>(context.log, 'hints', hint, async () => {
    const analysis = isSubject(hint.data) ? await context.current(token) : null;
    const value = analysis && isSubject(hint.data) ? tooltipOf(analysis, hint.data, hint.position, context.textOf) : null;
    return value ? { ...hint, tooltip: { kind: MarkupKind.Markdown, value } } : hint;
  })(hint, token));
}

function isSubject(data: unknown): data is Subject {
  return Array.isArray(data) && data.length === 2 && (data[0] === NAME || data[0] === COMMITMENT || data[0] === CONTRACT) && Number.isInteger(data[1]);
}

/** Why a hint says what it says; null where an edit has put something else in its place. */
function tooltipOf({ plan, schedule }: Analysis, [kind, position]: Subject, shownAt: Position, textOf: TextOf): string | null {
  const element = kind === CONTRACT ? plan.contracts[position] : plan.activities[position];
  const text = element && textOf(element.uri);
  const activity = kind === CONTRACT ? undefined : plan.activities[position];
  const offset = kind === COMMITMENT ? activity?.by?.date.span.end : element?.nameSpan.end;
  if (!element || !text || offset === undefined) return null;
  const { line, character } = text.positionAt(offset);
  if (line !== shownAt.line || character !== shownAt.character) return null;
  const link = linksTo(textOf);
  if (!activity) return describeDeal(plan, schedule, element as Contract, link);
  const at = schedule.at(position);
  return paragraphs(
    kind === COMMITMENT ? lines(commitmentLine(schedule, at), datesLine(schedule, at)) : lines(datesLine(schedule, at), roomLine(schedule, at)),
    whyLines(schedule, at, link),
  );
}

interface Shown { readonly uri: string; readonly from: number; readonly to: number }

function hintsIn({ plan, schedule }: Analysis, { uri, from, to }: Shown, kinds: Settings['hints']): Hint[] {
  const hints: Hint[] = [];
  const isShown = (offset: number): boolean => from <= offset && offset <= to;
  const add = (subject: Subject, offset: number, ...parts: readonly (string | false | null)[]): void => {
    const label = parts.filter(part => part).join(' · ');
    if (label !== '') hints.push({ offset, label, subject });
  };
  plan.activities.forEach((activity, index) => {
    if (activity.span.end < from || activity.span.start > to || activity.uri !== uri) return;
    const name = activity.nameSpan.end;
    if (activity.name !== '' && isShown(name)) {
      const at = schedule.at(index);
      add([NAME, index], name, kinds.dates && shortDates(schedule, at), kinds.slack && shortSlack(schedule, at));
    }
    const date = activity.by?.date.span.end;
    if (kinds.margins && date !== undefined && isShown(date)) add([COMMITMENT, index], date, shortMargin(schedule, schedule.at(index)));
  });
  if (kinds.contracts) {
    plan.contracts.forEach((contract, index) => {
      const name = contract.nameSpan.end;
      if (contract.name !== '' && isShown(name) && contract.uri === uri) add([CONTRACT, index], name, forecastOf(plan, schedule, contract));
    });
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
