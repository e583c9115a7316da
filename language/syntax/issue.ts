/** What is wrong with the text itself, in the shape of a finding; and where things are written. */
import { AstUtils } from 'langium';
import type { AstNode, CstNode } from 'langium';

export type IssueCode =
  | 'syntax' | 'unresolved-reference' | 'ambiguous-reference' | 'duplicate-name' | 'duplicate-property' | 'impossible-date' | 'impossible-range';

/** UTF-16 offsets; `end` is exclusive. */
export interface Span { readonly start: number; readonly end: number }

export interface SyntaxIssue {
  readonly code: IssueCode;
  readonly severity: 'error';
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  readonly related: readonly { readonly message: string; readonly place: Span & { readonly uri: string } }[];
  /** What should stand in the place of the span, best first. */
  readonly data?: { readonly suggestions: readonly string[] };
}

export function issueOf(code: IssueCode, uri: string, span: Span, message: string, suggestions: readonly string[] = [], related: SyntaxIssue['related'] = []): SyntaxIssue {
  return { code, severity: 'error', message, uri, span, related, ...(suggestions.length > 0 ? { data: { suggestions } } : {}) };
}

const childrenOf = (node: CstNode): readonly CstNode[] => 'content' in node ? node.content as readonly CstNode[] : [];

/** The whole node; of one that recovery made up, its container. */
export function spanOf(node: AstNode): Span {
  for (let at: AstNode | undefined = node; at; at = at.$container) if (at.$cstNode) return { start: at.$cstNode.offset, end: at.$cstNode.end };
  return { start: 0, end: 0 };
}

/** The first word of a line. */
export function firstWordOf(node: AstNode): Span {
  let at = node.$cstNode;
  while (at && 'content' in at) {
    const first: CstNode | undefined = childrenOf(at).find(child => 'content' in child || !child.hidden);
    if (!first) break;
    at = first;
  }
  return at ? { start: at.offset, end: at.end } : spanOf(node);
}

/** Where the value of a property stands, the `index`-th of a list; the first word of the line where it does not. */
export function valueSpanOf(node: AstNode, property: string, index = 0): Span {
  let seen = 0;
  for (const child of node.$cstNode ? childrenOf(node.$cstNode) : []) {
    if (assignedBy(child) === property && seen++ === index) return { start: child.offset, end: child.end };
  }
  return firstWordOf(node);
}

/** The property that a piece of the text went into. */
function assignedBy(node: CstNode): string | undefined {
  const source = node.grammarSource;
  const assignment = source && AstUtils.getContainerOfType(source, isAssignment);
  return assignment?.feature;
}

const isAssignment = (node: AstNode): node is AstNode & { readonly feature: string } => node.$type === 'Assignment';
