/** The server on Node: over stdio, or over the channel that the editor names on the command line. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createDisk } from './disk.ts';
import { createGate } from './gate.ts';
import { describeFailure } from './safely.ts';
import { startServer } from './start.ts';

if (process.argv.length <= 2) process.argv.push('--stdio');

const gate = createGate();
const connection = createConnection(ProposedFeatures.all, { messageStrategy: gate.strategy });

// A failure that nobody awaited must not end the server: the next edit deserves an answer.
process.on('unhandledRejection', error => connection.console.error(`unhandled: ${describeFailure(error)}`));
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  // Nobody listens any more: telling them so would fail in the same way, for ever.
  if (error.code === 'EPIPE') process.exit(1);
  connection.console.error(`uncaught: ${describeFailure(error)}`);
});

startServer(connection, gate, {
  disk: createDisk(),
  now: () => new Date(),
  turn: () => new Promise(resolve => setImmediate(resolve)),
  delay(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return { dispose: () => clearTimeout(timer) };
  },
});
