import { Message } from 'vscode-languageserver';
import type { MessageStrategy } from 'vscode-languageserver';

/**
 * Holds messages back while the language loads, so that `initialize` is answered before the parser exists and no
 * message after it is lost. `exit` always passes; so do answers to the server's own requests.
 */
export interface Gate {
  readonly strategy: MessageStrategy;
  /** Holds what arrives from now on until the promise is settled, in the order of arrival. */
  hold(until: Promise<unknown>): void;
}

export function createGate(): Gate {
  let held: Promise<unknown> | null = null;
  return {
    strategy: {
      async handleMessage(message, next) {
        const passes = Message.isResponse(message) || (Message.isNotification(message) && message.method === 'exit');
        if (held && !passes) await held;
        await next(message);
      },
    },
    hold(until) {
      const settled: Promise<void> = until.then(() => undefined, () => undefined).then(() => {
        if (held === settled) held = null;
      });
      held = settled;
    },
  };
}
