/**
 * Places of what is lowered, each noted down when it is made: where text was put in before them, all places of a document move at once, and
 * nothing else of its plan has to be made again.
 */
import type { AstNode } from 'langium';
import * as places from '../../syntax/places.ts';
import { moved } from '../../syntax/places.ts';
import type { Change, Span } from '../../syntax/places.ts';

/** The list of the lowering that is running. */
let noted: Span[] = [];

/** Runs a lowering; all places that it makes are in `spans` afterwards. */
export function noting<T>(spans: Span[], work: () => T): T {
  const outer = noted;
  noted = spans;
  try {
    return work();
  } finally {
    noted = outer;
  }
}

/** Notes a place. */
export function place(span: Span): Span {
  noted.push(span);
  return span;
}

/** As in `syntax/places.ts`. */
export const spanOf = (node: AstNode): Span => place(places.spanOf(node));
export const firstWordOf = (node: AstNode): Span => place(places.firstWordOf(node));
export const valueSpanOf = (node: AstNode, property: string, index = 0): Span => place(places.valueSpanOf(node, property, index));

/** Moves every place that a change moved; those of the block that changed are left out of the list, in place. */
export function moveSpans(spans: Span[], change: Change): void {
  const { start, end, delta } = change;
  let kept = 0;
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i]! as { start: number; end: number };
    if (span.start >= start && span.end <= end) continue;
    if (span.end >= end && delta !== 0) {
      span.start = moved(span.start, change);
      span.end = moved(span.end, change);
    }
    spans[kept++] = span;
  }
  spans.length = kept;
}
