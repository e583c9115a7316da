/** `// allow code: reason` comments: for their own line or, alone on a line, for the next statement. */
import type { AstNode } from 'langium';
import { readInstant } from '../dates.ts';
import type { Allowance, DateValue, Span } from '../model.ts';
import type { Lowering } from './context.ts';
import { countBefore, spanOf } from '../../syntax/places.ts';

interface Block extends AstNode { readonly members?: readonly AstNode[]; readonly rows?: readonly AstNode[]; readonly part?: AstNode }

/** Texts and comments as `terminals.langium` has them, in the order in which they are tried: what one holds begins no other. */
const quotedOrComment = /"""[^"]*(?:"(?!"")[^"]*)*(?:""")?|"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*\\?"?|\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?|\/\/[^\r\n]*/g;
const allowance = /^\/\/[ \t]*allow[ \t]+([\w-]+)[ \t]*(?::(.*))?/;

export function allowancesOf(context: Lowering, root: AstNode): Allowance[] {
  const { text, uri } = context;
  const allowances: Allowance[] = [];
  // Most files have none, and need no second look at every letter.
  if (!/\/\/[ \t]*allow/.test(text)) return allowances;
  for (const { 0: written, index } of text.matchAll(quotedOrComment)) {
    const match = allowance.exec(written);
    if (!match) continue;
    const [whole, code = '', rest = ''] = match;
    const span = { start: index, end: index + whole.trimEnd().length };
    allowances.push({ code, ...reasonOf(rest, span), uri, span, ...covered(text, root, span) });
  }
  return allowances;
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

/** The first statement after an offset, in the innermost block that holds the offset. Statements stand in the order of the text. */
function statementAfter(block: Block, offset: number): Span | null {
  if (block.part && spanOf(block.part).start >= offset) return spanOf(block.part);
  const statements = block.rows ?? block.members ?? [];
  const next = statements[countBefore(statements.length, index => spanOf(statements[index]!).end <= offset)];
  if (!next) return null;
  const span = spanOf(next);
  return span.start >= offset ? span : statementAfter(next, offset);
}
