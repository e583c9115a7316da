/** How the server is doing, for the language status item: a notification from the server to the client. */
import { integer, list, oneOf, record, text } from './shape.ts';
import type { Check } from './shape.ts';

export const statusMethod = 'planwright/status';

/**
 * `loading` while the workspace is read, `computing` while plans are scheduled and checked, where that takes long enough to be noticed,
 * `limited` where a limit left plans out, `failed` where the last analysis threw.
 */
export type ServerState = 'loading' | 'computing' | 'ready' | 'limited' | 'failed';

export interface ServerStatus {
  readonly state: ServerState;
  /** One sentence for each limit that was hit, also for those that only shorten what is shown. */
  readonly limits: readonly string[];
  /** As far as they are read by now. */
  readonly documents: number;
  /** Of the last analysis. */
  readonly activities: number;
}

const count = integer(0, Number.MAX_SAFE_INTEGER);

export const isServerStatus: Check<ServerStatus> = record<ServerStatus>({
  state: oneOf('loading', 'computing', 'ready', 'limited', 'failed'), limits: list(text(500), 20), documents: count, activities: count,
});
