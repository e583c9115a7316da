/** The requests of the preview (protocol/preview.ts): pictures and their patches, places of rows, rows of places. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { placeOfRow, rowAt, timelinePatch, timelineView } from '../language/index.ts';
import type { Place } from '../language/index.ts';
import {
  cursorMethod, isCursorParams, isRevealParams, isTimelineParams, planChangedMethod, revealMethod, timelineMethod,
} from '../protocol/preview.ts';
import type { CursorAnswer, RevealAnswer, TimelineAnswer } from '../protocol/preview.ts';
import type { TimelineModel, TimelinePicture } from '../protocol/timeline.ts';
import type { Analysis, ServerContext } from './context.ts';
import { safely } from './safely.ts';
import { toLocation } from './to-lsp.ts';

/** What was last sent about a document. */
interface Sent {
  readonly analysis: Analysis;
  readonly model: TimelineModel;
  readonly lastGood: TimelinePicture | undefined;
  /** Of the problems in the model. */
  readonly places: ReadonlyMap<string, Place>;
}

/** Documents whose last picture is kept to send patches; a picture beyond is sent whole. */
const mostKept = 8;

export function register(connection: Connection, context: ServerContext): void {
  const { log } = context;
  const kept = new Map<string, Sent>();
  // A webview may outlive a server: revisions of two servers must not meet.
  let revision = Date.now();
  // A client that never asks for a picture does not hear about them.
  let asked = false;

  function keep(uri: string, sent: Sent): void {
    kept.delete(uri);
    kept.set(uri, sent);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  }

  async function timeline(params: unknown, token: CancellationToken): Promise<TimelineAnswer> {
    if (!isTimelineParams(params)) return failed('The request for the timeline was not understood.');
    asked = true;
    const analysis = await context.current(token);
    if (!analysis) return failed('The plans are not read yet.');
    const { uri } = params;
    const before = kept.get(uri);
    const known = before && before.model.revision === params.revision ? before : undefined;
    if (known && known.analysis === analysis) return { type: 'unchanged', revision: known.model.revision };

    const view = timelineView(analysis, {
      uri, today: wallMinutes(new Date()), lastGood: before?.lastGood, lineOf: (document, offset) => (context.textOf(document)?.positionAt(offset).line ?? 0) + 1,
    });
    const lastGood = view.good ? view.picture : before?.lastGood;
    const model: TimelineModel = { ...view.picture, revision: ++revision };
    const patch = known ? timelinePatch(known.model, model) : undefined;
    if (known && patch === null) {
      keep(uri, { analysis, model: known.model, lastGood, places: view.places });
      return { type: 'unchanged', revision: known.model.revision };
    }
    keep(uri, { analysis, model, lastGood, places: view.places });
    return patch ? { type: 'patch', patch } : { type: 'model', model };
  }

  async function reveal(params: unknown, token: CancellationToken): Promise<RevealAnswer> {
    if (!isRevealParams(params)) return { location: null };
    const analysis = await context.current(token);
    const place = kept.get(params.uri)?.places.get(params.id) ?? (analysis ? placeOfRow(analysis.plan, params.id) : null);
    const location = place ? toLocation(context.textOf, place) : null;
    return { location: location ? { uri: location.uri, start: location.range.start, end: location.range.end } : null };
  }

  async function cursor(params: unknown, token: CancellationToken): Promise<CursorAnswer> {
    if (!isCursorParams(params)) return { id: null };
    const at = await context.cursor({ textDocument: params, position: params }, token);
    return { id: at ? rowAt(at.analysis.plan, at.uri, at.offset) : null };
  }

  connection.onRequest(timelineMethod, safely<unknown, TimelineAnswer>(log, 'timeline', failed('The timeline could not be computed.'), timeline));
  connection.onRequest(revealMethod, safely<unknown, RevealAnswer>(log, 'timeline', { location: null }, reveal));
  connection.onRequest(cursorMethod, safely<unknown, CursorAnswer>(log, 'timeline', { id: null }, cursor));
  context.onAnalysed(() => {
    if (asked) void connection.sendNotification(planChangedMethod);
  });
}

function failed(message: string): TimelineAnswer {
  return { type: 'failed', message };
}

/** The local clock as wall minutes. */
function wallMinutes(now: Date): number {
  return Math.floor(now.getTime() / 60_000) - now.getTimezoneOffset();
}
