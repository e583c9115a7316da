/** What is wrong with the text itself, in the shape of a finding. */
import type { Span } from './places.ts';

export { firstWordOf, spanOf, valueSpanOf } from './places.ts';
export type { Span } from './places.ts';

export type IssueCode =
  | 'syntax' | 'unresolved-reference' | 'ambiguous-reference' | 'duplicate-name' | 'duplicate-property' | 'impossible-date' | 'impossible-range';

export interface SyntaxIssue {
  readonly code: IssueCode;
  readonly severity: 'error';
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  readonly related: readonly { readonly message: string; readonly place: Span & { readonly uri: string } }[];
  /** What should stand in the place of the span, best first; and what kind of thing a name that leads nowhere should lead to. */
  readonly data?: { readonly suggestions: readonly string[]; readonly wanted?: string };
}

export function issueOf(code: IssueCode, uri: string, span: Span, message: string, suggestions: readonly string[] = [], related: SyntaxIssue['related'] = []): SyntaxIssue {
  return { code, severity: 'error', message, uri, span, related, ...(suggestions.length > 0 ? { data: { suggestions } } : {}) };
}
