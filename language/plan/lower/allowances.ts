/** `// allow code: reason` comments: for their own line or, alone on a line, for the next statement. */
import type { AstNode, CstNode } from 'langium';
import { readInstant } from '../dates.ts';
import type { Allowance, DateValue, Span } from '../model.ts';
import type { Lowering } from './context.ts';
import { spanOf } from './source.ts';

interface Block extends AstNode { readonly members?: readonly AstNode[]; readonly rows?: readonly AstNode[]; readonly part?: AstNode }

const comment = /\/\/[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::([^\r\n]*))?/y;

export function allowancesOf(context: Lowering, root: AstNode): Allowance[] {
  const { text, uri } = context;
  const allowances: Allowance[] = [];
  for (let at = text.indexOf('//'); at >= 0; at = text.indexOf('//', at + 2)) {
    comment.lastIndex = at;
    const match = comment.exec(text);
    if (!match || !isComment(root.$cstNode, at)) continue;
    const [written, code = '', rest = ''] = match;
    const span = { start: at, end: at + written.trimEnd().length };
    allowances.push({ code, ...reasonOf(rest, span), uri, span, ...covered(text, root, span) });
  }
  return allowances;
}

/** Whether a comment starts at the offset: the same characters may stand in a text or in another comment. */
function isComment(cst: CstNode | undefined, at: number): boolean {
  let node = cst;
  while (node && 'content' in node) node = (node.content as readonly CstNode[]).find(child => child.offset <= at && at < child.end);
  return node !== undefined && node.hidden && node.offset === at;
}

/** `reason until 2026-05-01` */
function reasonOf(rest: string, span: Span): { readonly reason: string; readonly until: DateValue | null } {
  const reason = rest.trim();
  const word = reason.lastIndexOf(' until ');
  const until = word < 0 ? null : readInstant(reason.slice(word + ' until '.length).trim());
  return until ? { reason: reason.slice(0, word).trim(), until: { ...until, span } } : { reason, until: null };
}

function covered(text: string, root: AstNode, span: Span): { readonly from: number; readonly to: number } {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const lineEnd = text.indexOf('\n', span.end);
  const ownLine = { from: lineStart, to: lineEnd < 0 ? text.length : lineEnd };
  if (text.slice(lineStart, span.start).trim() !== '') return ownLine;
  const next = statementAfter(root, span.end);
  return next ? { from: next.start, to: next.end } : ownLine;
}

/** The first statement after an offset, in the innermost block that holds the offset. */
function statementAfter(block: Block, offset: number): Span | null {
  for (const member of [...(block.part ? [block.part] : []), ...(block.members ?? []), ...(block.rows ?? [])]) {
    const span = spanOf(member);
    if (span.start >= offset) return span;
    if (offset < span.end) return statementAfter(member, offset);
  }
  return null;
}
