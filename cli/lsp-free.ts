/**
 * Stands in for `vscode-languageserver-protocol` in the bundle of the command, where nobody speaks the protocol: of its 130 KB, which
 * would be read and run at every start, the core of Langium needs these names. Their behaviour is that of the protocol's own.
 */

export interface Disposable { dispose(): void }
export type Event<T> = (listener: (event: T) => unknown) => Disposable;

export class Emitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();
  readonly event: Event<T> = listener => {
    this.listeners.add(listener);
    return { dispose: () => { this.listeners.delete(listener); } };
  };
  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }
  dispose(): void { this.listeners.clear(); }
}

export interface CancellationToken { readonly isCancellationRequested: boolean; readonly onCancellationRequested: Event<unknown> }

const never: Event<unknown> = () => ({ dispose: () => {} });
export const CancellationToken = {
  None: Object.freeze<CancellationToken>({ isCancellationRequested: false, onCancellationRequested: never }),
  Cancelled: Object.freeze<CancellationToken>({ isCancellationRequested: true, onCancellationRequested: never }),
  is: (value: unknown): value is CancellationToken => typeof value === 'object' && value !== null && 'isCancellationRequested' in value,
};

export class CancellationTokenSource {
  private readonly emitter = new Emitter<unknown>();
  private cancelled = false;
  readonly token: CancellationToken;
  constructor() {
    const isCancelled = (): boolean => this.cancelled;
    this.token = { get isCancellationRequested() { return isCancelled(); }, onCancellationRequested: this.emitter.event };
  }
  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.emitter.fire(undefined);
  }
  dispose(): void { this.emitter.dispose(); }
}

/** Codes of the Language Server Protocol 3.17 that Langium throws with. */
export const LSPErrorCodes = { RequestFailed: -32803, ServerCancelled: -32802, ContentModified: -32801, RequestCancelled: -32800 } as const;

export class ResponseError extends Error {
  readonly code: number;
  readonly data: unknown;
  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
