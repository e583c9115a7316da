/**
 * The chain of dependencies, shown as a hierarchy of calls: incoming is what an activity waits for, outgoing what waits for it, by whatever
 * line says so: `after`, a contract, or what a gate holds back.
 */
import type {
  CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams,
  CallHierarchyPrepareParams, Connection, Range,
} from 'vscode-languageserver';
import type { Activity, Plan } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { linkWords, neighboursOf } from './dependency-links.ts';
import type { Neighbour, Side } from './dependency-links.ts';
import { elementAt, elementOfItem, itemOf, joined } from './hierarchy-items.ts';
import { safely } from './safely.ts';
import { shortDates, shortSlack } from './short-words.ts';
import { toRange } from './to-lsp.ts';
import type { TextOf } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  const { log, textOf } = context;
  const { callHierarchy } = connection.languages;

  callHierarchy.onPrepare(safely<CallHierarchyPrepareParams, CallHierarchyItem[] | null>(log, 'dependencies', null, async (params, token) => {
    const cursor = await context.cursor(params, token);
    const index = cursor && indexOf(cursor.analysis.plan, elementAt(cursor)?.key);
    const item = cursor && index !== null && activityItem(textOf, cursor.analysis, index);
    return item ? [item] : null;
  }));

  async function neighbours(item: CallHierarchyItem, side: Side, analysis: Analysis | null): Promise<readonly Call[]> {
    const index = analysis && indexOf(analysis.plan, elementOfItem(analysis.plan, item)?.key);
    return analysis && index !== null ? neighboursOf(analysis, index, side).flatMap(neighbour => callOf(textOf, analysis, index, side, neighbour) ?? []) : [];
  }

  callHierarchy.onIncomingCalls(safely<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>(log, 'incoming dependencies', [], async ({ item }, token) =>
    (await neighbours(item, 'incoming', await context.current(token))).map(call => ({ from: call.item, fromRanges: call.ranges }))));

  callHierarchy.onOutgoingCalls(safely<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>(log, 'outgoing dependencies', [], async ({ item }, token) =>
    (await neighbours(item, 'outgoing', await context.current(token))).map(call => ({ to: call.item, fromRanges: call.ranges }))));
}

function indexOf(plan: Plan, key: string | undefined): number | null {
  return key === undefined ? null : plan.activityIndex.get(key) ?? null;
}

/** An activity with what there is to know about it: how it is linked, its slack, its dates and its title. */
function activityItem(textOf: TextOf, { schedule }: Analysis, index: number, links = ''): CallHierarchyItem | null {
  const at = schedule.at(index);
  const { activity, status } = at;
  return itemOf(textOf, activity, joined(links, status === 'done' ? 'done' : shortSlack(schedule, at), shortDates(schedule, at), activity.title?.value));
}

interface Call { readonly item: CallHierarchyItem; readonly ranges: Range[] }

function callOf(textOf: TextOf, analysis: Analysis, index: number, side: Side, neighbour: Neighbour): Call | null {
  const { plan } = analysis;
  const item = activityItem(textOf, analysis, neighbour.index, [...new Set(neighbour.links.map(link => linkWords(analysis, index, link)))].join(', '));
  const caller = plan.activities[side === 'incoming' ? neighbour.index : index];
  const ranges = caller && rangesIn(textOf, caller, neighbour);
  return item && ranges ? { item, ranges } : null;
}

/**
 * Where the links are written. The protocol counts these ranges in the document of the caller, which is the predecessor in both
 * directions; where the successor or a contract says so in another file, the name of the predecessor stands for it.
 */
function rangesIn(textOf: TextOf, caller: Activity, { links }: Neighbour): Range[] | null {
  const text = textOf(caller.uri);
  if (!text) return null;
  const places = new Map(links.filter(({ link }) => link.place.uri === caller.uri).map(({ link: { place } }) => [place.start, place]));
  const spans = places.size > 0 ? [...places.values()].sort((a, b) => a.start - b.start) : [caller.nameSpan];
  return spans.map(span => toRange(text, span));
}
