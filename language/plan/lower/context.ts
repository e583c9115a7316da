/** What the lowering of one document carries along. */
import type { emptyLists } from '../merge.ts';
import type { PlanIssue, Span } from '../model.ts';

export interface Lowering {
  readonly uri: string;
  readonly text: string;
  readonly lists: ReturnType<typeof emptyLists>;
  readonly issues: PlanIssue[];
  /** How many elements have a key, its number left off. */
  readonly keys: Map<string, number>;
  /** Keys of the elements that hold an instant with an offset. */
  readonly zoned: string[];
  /** How many instants with an offset have been read. */
  offsets: number;
}

/** The block that a declaration stands in. */
export interface Within {
  readonly program: string | null;
  /** Key of the enclosing element. */
  readonly parent: string | null;
}

export function report(
  context: Lowering, code: string, severity: PlanIssue['severity'], span: Span, message: string, data?: unknown,
): void {
  context.issues.push({ code, severity, message, uri: context.uri, span, related: [], ...(data === undefined ? {} : { data }) });
}
