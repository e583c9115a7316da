/** The server in a web worker: the client is its only file system. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { createGate } from './gate.ts';
import { describeFailure } from './safely.ts';
import { startServer } from './start.ts';

const gate = createGate();
const connection = createConnection(
  ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self), { messageStrategy: gate.strategy },
);

self.addEventListener('unhandledrejection', event => {
  event.preventDefault();
  connection.console.error(`unhandled: ${describeFailure(event.reason)}`);
});

/** Posting to a channel of our own takes a place behind the messages that already wait, without the delay of timers. */
const channel = new MessageChannel();
const turns: (() => void)[] = [];
channel.port1.onmessage = () => turns.shift()?.();

startServer(connection, gate, {
  disk: null,
  now: () => new Date(),
  turn: () => new Promise(resolve => {
    turns.push(resolve);
    channel.port2.postMessage(null);
  }),
  delay(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return { dispose: () => clearTimeout(timer) };
  },
});
