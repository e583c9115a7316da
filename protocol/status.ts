/** How the server is doing, for the language status item: a notification from the server to the client. */
import { isArrayOf, isCount, isOneOf, isRecord, isString } from './validate.ts';

export const statusMethod = 'planwright/status';

/** `loading` until the workspace is read, `limited` where a limit left something out, `failed` where the last analysis threw. */
export const serverStates = ['loading', 'ready', 'limited', 'failed'] as const;
export type ServerState = typeof serverStates[number];

export interface ServerStatus {
  readonly state: ServerState;
  /** One sentence for each limit that was hit. */
  readonly limits: readonly string[];
  readonly documents: number;
  readonly activities: number;
}

export function isServerStatus(value: unknown): value is ServerStatus {
  return isRecord(value) && isOneOf(value['state'], serverStates) && isArrayOf(value['limits'], isString)
    && isCount(value['documents']) && isCount(value['activities']);
}
