/** What is wrong with a plan, or worth knowing: one shape for the editor, the command line and SARIF. */
import type { Place, Span } from '../plan/model.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface RelatedPlace { readonly message: string; readonly place: Place }

/** A replacement of text; several of one fix may stand in several documents. */
export interface TextEdit { readonly uri: string; readonly span: Span; readonly newText: string }

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one that a careful author would take; at most one per finding. */
  readonly preferred?: boolean;
  /** Right whatever was meant: it may be made together with all others of its kind, without a look. */
  readonly safe?: boolean;
}

export interface Finding {
  /** Stable, kebab-case; its page stands in docs/checks.md. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  readonly related: readonly RelatedPlace[];
  /** Facts for the fix of this finding; plain JSON. */
  readonly data?: unknown;
}
