/**
 * The start that Node and the browser share. `initialize` is answered from constants; the language, which is most of
 * the code, loads after the answer is on its way, while the gate holds what the client sends next.
 */

import type { Connection, InitializeParams, ServerCapabilities } from 'vscode-languageserver';
import { features } from './features.ts';
import { frameCapabilities } from './frame.ts';
import type { Gate } from './gate.ts';
import type { Runtime } from './runtime.ts';
import { describeFailure } from './safely.ts';
import type { Log } from './safely.ts';
import type { Session } from './session.ts';

/** Turns of the event loop until an answer is out; measured, with one to spare. */
const turnsOfAnAnswer = 5;

/** Starts serving on a connection; the entry point has made the transport, and the gate is part of it. */
export function startServer(connection: Connection, gate: Gate, runtime: Runtime): void {
  const log: Log = {
    error: message => connection.console.error(message),
    info: message => connection.console.info(message),
  };
  let session: Session | null = null;

  async function load(params: InitializeParams): Promise<void> {
    // The answer leaves before the engine is busy with our code: writing takes a turn of the event loop each for the lock, the
    // header and the content.
    for (let turn = 0; turn < turnsOfAnAnswer; turn++) await runtime.turn();
    const { openSession } = await import('./session.ts');
    const { registerSync } = await import('./sync.ts');
    session = openSession(connection, runtime, params, log);
    registerSync(connection, session, params, log);
    for (const feature of features) {
      try {
        (await feature.load()).register(connection, session.context);
      } catch (error) {
        log.error(`${feature.name} is not available: ${describeFailure(error)}`);
      }
    }
  }

  connection.onInitialize(params => {
    gate.hold(load(params).catch((error: unknown) => log.error(`start: ${describeFailure(error)}`)));
    return { capabilities: allCapabilities(), serverInfo: { name: 'Planwright' } };
  });
  connection.onShutdown(() => session?.dispose());
  connection.listen();
}

/** Everything the server can do: the frame's part and a part from each feature. */
export function allCapabilities(): ServerCapabilities {
  return Object.assign({}, frameCapabilities, ...features.map(feature => feature.capabilities));
}

