/** What the desktop and the web extension share: one client of the language server, and the features around it. */
import type { ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { activateFiles, fileOptions } from './features/files/index.ts';
import { activateLens } from './features/lens/index.ts';
import { activateLog } from './features/log/index.ts';
import { activateNewProgram } from './features/newProgram/index.ts';
import { activateOpenBeside } from './features/openBeside/index.ts';
import { activatePlans } from './features/plans/index.ts';
import { activatePreview } from './features/preview/index.ts';
import { activateStatus } from './features/status/index.ts';

/** Makes the client over the transport of the host: a process or a worker. */
export type ClientFactory = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/**
 * Registers the features and starts the server. Features come first, so that commands answer while the server is starting, and
 * also when it cannot start.
 */
export async function start(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  const log = activateLog(context);
  const client = createClient('planwright', 'Planwright', {
    documentSelector: [{ language: 'program' }],
    initializationOptions: fileOptions,
    outputChannel: log,
    connectionOptions: { maxRestartCount: 4 },
  });
  context.subscriptions.push(client);
  activateFiles(context, client);
  activateStatus(context, client);
  activateLens(context, client);
  activateNewProgram(context);
  activatePlans(context);
  activatePreview(context, client);
  activateOpenBeside(context);
  await client.start().catch((error: unknown) => log.error('The language server did not start.', error instanceof Error ? error : String(error)));
}
