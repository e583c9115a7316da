/** How the server is doing, for the language status item: a notification from the server to the client. */
import { integer, list, oneOf, record, text } from './shape.ts';
import type { Check } from './shape.ts';

export const statusMethod = 'planwright/status';

/** `loading` until the workspace is read, `limited` where a limit left something out, `failed` where the last analysis threw. */
export type ServerState = 'loading' | 'ready' | 'limited' | 'failed';

export interface ServerStatus {
  readonly state: ServerState;
  /** One sentence for each limit that was hit. */
  readonly limits: readonly string[];
  readonly documents: number;
  readonly activities: number;
}

const count = integer(0, Number.MAX_SAFE_INTEGER);

export const isServerStatus: Check<ServerStatus> = record<ServerStatus>({
  state: oneOf('loading', 'ready', 'limited', 'failed'), limits: list(text(500), 20), documents: count, activities: count,
});
