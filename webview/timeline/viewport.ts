/** Which part of the picture is in sight, and which part to draw so that small movements need no drawing. Pure. */
import { rowHeight } from './bars.ts';
import type { TimeScale } from './scale.ts';

/** Pixels. */
export interface Frame {
  readonly scrollLeft: number;
  readonly scrollTop: number;
  /** Size of what shows rows and bars, without names and axis. */
  readonly width: number;
  readonly height: number;
}

/** The drawn part: pixels across, places of rows down (`last` is the first that is not drawn). */
export interface Drawn {
  readonly left: number;
  readonly right: number;
  readonly first: number;
  readonly last: number;
  /** As `last`, but down to the end of the frame where the rows end before it: how far the axis and the shading go. */
  readonly bottom: number;
}

/** Rows drawn above and below those in sight. */
const overscanRows = 8;
/** Share of the frame's width drawn at each side of it. */
const overscanWidth = 0.5;

export function placesInSight({ scrollTop, height }: Frame, rows: number): { readonly first: number; readonly last: number } {
  return { first: clamp(Math.floor(scrollTop / rowHeight), 0, rows), last: clamp(Math.ceil((scrollTop + height) / rowHeight), 0, rows) };
}

export function partToDraw(frame: Frame, scale: TimeScale, rows: number): Drawn {
  const { scrollTop, height } = frame;
  const { first, last } = placesInSight(frame, rows);
  const margin = frame.width * overscanWidth;
  return {
    left: clamp(Math.floor(frame.scrollLeft - margin), 0, scale.width),
    right: clamp(Math.ceil(frame.scrollLeft + frame.width + margin), 0, scale.width),
    first: clamp(first - overscanRows, 0, rows),
    last: clamp(last + overscanRows, 0, rows),
    bottom: Math.max(clamp(last + overscanRows, 0, rows), Math.ceil((scrollTop + height) / rowHeight)),
  };
}

/** Whether what is drawn still covers what is in sight. */
export function covers(drawn: Drawn, frame: Frame, scale: TimeScale, rows: number): { readonly across: boolean; readonly down: boolean } {
  const { first, last } = placesInSight(frame, rows);
  return {
    across: drawn.left <= Math.max(0, frame.scrollLeft) && drawn.right >= Math.min(scale.width, frame.scrollLeft + frame.width) - 1,
    down: drawn.first <= first && drawn.last >= last,
  };
}

/** Where to scroll so that a piece is in sight, with a margin; unchanged where it is. */
export function scrollToShow(start: number, end: number, scroll: number, size: number, margin: number): number {
  const room = Math.min(margin, size / 4);
  if (start >= scroll + room && end <= scroll + size - room) return scroll;
  // What does not fit is shown from its start.
  if (end - start > size - 2 * room || start < scroll + room) return Math.max(0, start - room);
  return Math.max(0, end - size + room);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
