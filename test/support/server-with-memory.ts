/** The server over stdio, with one question more: `test/memory`, the bytes of the heap after everything unused was collected. Needs `--expose-gc`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createGate } from '../../server/gate.ts';
import { startServer } from '../../server/start.ts';

const gate = createGate();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: gate.strategy });
connection.onRequest('test/memory', async () => {
  // Some things are let go only when the turn of the event loop is over.
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return process.memoryUsage().heapUsed;
});
startServer(connection, gate, {
  disk: null,
  now: () => new Date(2026, 0, 14, 12),
  turn: () => new Promise(resolve => setImmediate(resolve)),
  delay(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return { dispose: () => clearTimeout(timer) };
  },
});
