/** Lenses: what waits, why a date is where it is, and how contracts and gates stand, above their lines. The editor asks for titles only of what it shows. */
import type { CancellationToken, CodeLens, CodeLensParams, Connection } from 'vscode-languageserver';
import { isLensSubject, lensPlacesMethod, showLocationsCommand } from '../protocol/lens.ts';
import type { LensPlaces, LensSubject } from '../protocol/lens.ts';
import type { ServerContext } from './context.ts';
import { lensPlaces } from './lens-places.ts';
import { lensesIn } from './lens-list.ts';
import { lensTitle } from './lens-titles.ts';
import { createLensRefresh } from './refresh-lenses.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

const nothing: LensPlaces = { title: '', anchor: { line: 0, character: 0 }, ordered: false, places: [], more: 0 };

export function register(connection: Connection, context: ServerContext): void {
  const { log } = context;
  const refresh = createLensRefresh(connection, context);
  // A client without our command would offer a click that fails; to it a lens is text.
  const command = hasCommand(context.client.experimental) ? showLocationsCommand : '';

  connection.onCodeLens(safely<CodeLensParams, CodeLens[]>(log, 'lenses', [], async ({ textDocument }, token) => {
    const analysis = await context.current(token);
    const document = context.document(textDocument.uri);
    if (!analysis || !document) return [];
    const uri = document.uri.toString();
    const lenses = lensesIn(analysis, uri, context.settings().lens);
    refresh.answered(analysis, uri, lenses);
    return lenses.map(({ kind, key, start, end }) => {
      const data: LensSubject = { uri, kind, key };
      return { range: toRange(document.textDocument, { start, end }), data };
    });
  }));

  const resolve = async (lens: CodeLens, token: CancellationToken): Promise<CodeLens> => {
    const subject: unknown = lens.data;
    if (!isLensSubject(subject)) return untitled(lens);
    const analysis = await context.current(token);
    const title = analysis && lensTitle(analysis, subject.kind, subject.key);
    return title ? { ...lens, command: { title, command, arguments: [subject] } } : untitled(lens);
  };
  connection.onCodeLensResolve((lens, token) => safely<CodeLens, CodeLens>(log, 'lenses', untitled(lens), resolve)(lens, token));

  connection.onRequest(lensPlacesMethod, safely<unknown, LensPlaces>(log, 'lenses', nothing, async (params, token) => {
    if (!isLensSubject(params)) return nothing;
    const analysis = await context.current(token);
    const element = analysis?.plan.byKey.get(params.key);
    const text = element && context.textOf(element.uri);
    if (!analysis || !element || !text) return nothing;
    return { ...lensPlaces(analysis, params.kind, element, context.textOf), anchor: text.positionAt(element.nameSpan.start) };
  }));
}

/** What is shown of a lens whose subject is gone: the editor asks for all of them again as soon as the edit is through. */
function untitled(lens: CodeLens): CodeLens {
  return { ...lens, command: { title: '', command: '' } };
}

/** Whether a client says, by the custom of `experimental.commands`, that it has our command. */
function hasCommand(experimental: unknown): boolean {
  if (typeof experimental !== 'object' || experimental === null || !('commands' in experimental)) return false;
  const { commands } = experimental;
  if (typeof commands !== 'object' || commands === null || !('commands' in commands)) return false;
  return Array.isArray(commands.commands) && commands.commands.includes(showLocationsCommand);
}
