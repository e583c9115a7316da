/** Orthogonal routes of links between bars. Pure. */
import type { TimelineLinkKind } from '../../protocol/timeline.ts';

/** A bar or a symbol as a link sees it, in pixels. */
export interface Anchor {
  readonly left: number;
  readonly right: number;
  /** Middle of its row. */
  readonly y: number;
  /** Half the height of what is drawn there. */
  readonly half: number;
  /** Drawn as a symbol around its middle, not as a bar. */
  readonly symbol?: true;
}
export interface Point { readonly x: number; readonly y: number }

/** Length of the piece that leaves a bar before a link may turn. */
const stub = 9;
/** How far inside of a bar's end a link leaves or enters from above or below. */
const inset = 5;
const cornerRadius = 4;
/** Bends narrower than this are not drawn. */
const nearly = 6;

/**
 * Corners of the route from one bar to another, the arrow at the last one.
 * Finish to start leaves the end of a bar downwards (or upwards), runs between the rows, where no label stands, and comes down on the
 * start of the other. The other kinds leave and enter at the sides that they are named after.
 */
export function routeLink(from: Anchor, to: Anchor, kind: TimelineLinkKind, rowHeight: number): readonly Point[] {
  const down = to.y >= from.y;
  const between = down ? from.y + rowHeight / 2 : from.y - rowHeight / 2;
  switch (kind) {
    case 'FS': {
      const exit = from.symbol ? (from.left + from.right) / 2 : Math.max(from.right - inset, (from.left + from.right) / 2);
      const entry = to.symbol ? (to.left + to.right) / 2 : Math.min(to.left + inset, (to.left + to.right) / 2);
      const leave = down ? from.y + from.half : from.y - from.half;
      const arrive = down ? to.y - to.half : to.y + to.half;
      // What nearly stands below each other is joined by a straight line where both bars allow it.
      const straight = Math.max(Math.min(exit, entry), from.left, to.left);
      if (Math.abs(exit - entry) <= nearly && straight <= Math.min(from.right, to.right)) return [{ x: entry, y: leave }, { x: entry, y: arrive }];
      return [{ x: exit, y: leave }, { x: exit, y: between }, { x: entry, y: between }, { x: entry, y: arrive }];
    }
    case 'SS': {
      const x = Math.min(from.left, to.left) - stub;
      return [{ x: from.left, y: from.y }, { x, y: from.y }, { x, y: to.y }, { x: to.left, y: to.y }];
    }
    case 'FF': {
      const x = Math.max(from.right, to.right) + stub;
      return [{ x: from.right, y: from.y }, { x, y: from.y }, { x, y: to.y }, { x: to.right, y: to.y }];
    }
    case 'SF':
      return [
        { x: from.left, y: from.y }, { x: from.left - stub, y: from.y }, { x: from.left - stub, y: between },
        { x: to.right + stub, y: between }, { x: to.right + stub, y: to.y }, { x: to.right, y: to.y },
      ];
  }
}

/** The route as path data with rounded corners, in tenths of a pixel. */
export function pathOf(points: readonly Point[]): string {
  const first = points[0];
  if (!first) return '';
  let path = `M${tenth(first.x)} ${tenth(first.y)}`;
  for (let index = 1; index < points.length; index++) {
    const corner = points[index]!;
    const before = points[index - 1]!;
    const after = points[index + 1];
    if (!after) {
      path += `L${tenth(corner.x)} ${tenth(corner.y)}`;
      continue;
    }
    const radius = Math.min(cornerRadius, distance(before, corner) / 2, distance(corner, after) / 2);
    const start = towards(corner, before, radius);
    const end = towards(corner, after, radius);
    path += `L${tenth(start.x)} ${tenth(start.y)}Q${tenth(corner.x)} ${tenth(corner.y)} ${tenth(end.x)} ${tenth(end.y)}`;
  }
  return path;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return { x: from.x + (to.x - from.x) / whole * length, y: from.y + (to.y - from.y) / whole * length };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
