import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';

/** Where failures go; never with text of a document in them. */
export interface Log {
  error(message: string): void;
  info(message: string): void;
}

/** What went wrong in one line and the place in our code; the message of an engine error may quote a document, so it is cut. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 200);
  const where = (error.stack ?? '').split('\n').filter(line => line.trimStart().startsWith('at ')).slice(0, 4).map(line => line.trim());
  return [`${error.name}: ${error.message.slice(0, 200)}`, ...where].join('\n  ');
}

/** Thrown by a handler whose question lost its meaning; answered as cancelled, not logged. */
export class Cancelled extends Error {}

export function isCancellation(error: unknown): boolean {
  return error instanceof Cancelled
    || (typeof error === 'symbol' && error.description === 'OperationCancelled');
}

/** Throws `Cancelled` where the client no longer wants the answer. */
export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

/**
 * Wraps a request handler: it answers with `neutral` where the handler throws, logs the feature's name, and says
 * "cancelled" once the client has cancelled. A handler that wants to tell the user something returns a `ResponseError`.
 */
export function safely<P, R>(
  log: Log, feature: string, neutral: R, handler: (params: P, token: CancellationToken) => R | ResponseError | Promise<R | ResponseError>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError> {
  return async (params, token) => {
    try {
      if (!token.isCancellationRequested) {
        const answer = await handler(params, token);
        if (!token.isCancellationRequested) return answer;
      }
    } catch (error) {
      if (!token.isCancellationRequested && !isCancellation(error)) {
        log.error(`${feature}: ${describeFailure(error)}`);
        return neutral;
      }
    }
    return new ResponseError(LSPErrorCodes.RequestCancelled, `${feature} was cancelled`);
  };
}

/** Wraps a notification handler: a failure is logged with the feature's name and goes no further. */
export function quietly<P>(log: Log, feature: string, handler: (params: P) => void | Promise<void>): (params: P) => Promise<void> {
  return async params => {
    try {
      await handler(params);
    } catch (error) {
      if (!isCancellation(error)) log.error(`${feature}: ${describeFailure(error)}`);
    }
  };
}
