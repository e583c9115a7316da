/** What lies behind the bars: rest days, the lines of the axis, lanes, today and the status date. One path for each kind. */
import type { TimelineModel } from '../../protocol/timeline.ts';
import { rowHeight } from './bars.ts';
import type { Outline, PlanIndex } from './outline.ts';
import { cellsOf } from './ticks.ts';
import type { Axis } from './ticks.ts';

const day = 1440;
/** From this width of a day on, nights and lunch breaks are shaded as well. */
const widthForHours = 150;
const leastGap = 2.5;

/** The drawn part of the picture: wall minutes and rows. */
export interface DrawnWindow {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  /** Where shading and lines end; not before `last`. */
  readonly bottom: number;
  readonly pixelsPerMinute: number;
}

/** Path of the shading, in window coordinates across and whole-picture coordinates down. Programs shade their own rows. */
export function restPath(model: TimelineModel, index: PlanIndex, outline: Outline, window: DrawnWindow): string {
  const programs = model.programs;
  if (programs.length === 0) return '';
  const x = (at: number) => Math.round((at - window.from) * window.pixelsPerMinute * 10) / 10;
  const shades = (gaps: readonly number[], top: number, height: number) => visibleGaps(gaps, window)
    .map(([from, to]) => `M${x(from)} ${top}H${x(to)}v${height}H${x(from)}Z`).join('');
  if (index.oneShading) {
    return shades(programs[0]!.gaps, window.first * rowHeight, (window.bottom - window.first) * rowHeight);
  }
  let path = '';
  for (let place = window.first; place < window.last;) {
    const program = index.program[outline.order[place]!]!;
    let end = place + 1;
    while (end < window.last && index.program[outline.order[end]!] === program) end++;
    path += shades(programs[program]!.gaps, place * rowHeight, (end - place) * rowHeight);
    place = end;
  }
  return path;
}

/** Gaps in the window that are wide enough to be seen: whole days until hours can be told apart. */
export function visibleGaps(gaps: readonly number[], { from, to, pixelsPerMinute }: DrawnWindow): [number, number][] {
  const hours = pixelsPerMinute * day >= widthForHours;
  const visible: [number, number][] = [];
  for (let index = firstEndingAfter(gaps, from); index < gaps.length; index += 2) {
    let start = gaps[index]!;
    let end = gaps[index + 1]!;
    if (start >= to) break;
    if (!hours) {
      start = Math.ceil(start / day) * day;
      end = Math.floor(end / day) * day;
    }
    start = Math.max(start, from);
    end = Math.min(end, to);
    if ((end - start) * pixelsPerMinute >= leastGap) visible.push([start, end]);
  }
  return visible;
}

/** Index of the first pair that ends after a wall minute. */
function firstEndingAfter(gaps: readonly number[], at: number): number {
  let low = 0;
  let high = gaps.length / 2;
  while (low < high) {
    const pair = (low + high) >> 1;
    if (gaps[2 * pair + 1]! <= at) low = pair + 1;
    else high = pair;
  }
  return 2 * low;
}

/** Paths of the fine and the coarse lines of the axis. */
export function gridPaths(axis: Axis, { from, to, first, bottom, pixelsPerMinute }: DrawnWindow): { readonly minor: string; readonly major: string } {
  const top = first * rowHeight;
  const height = (bottom - first) * rowHeight;
  const lines = (starts: readonly number[]) => starts.map(at => `M${Math.round((at - from) * pixelsPerMinute) + 0.5} ${top}v${height}`).join('');
  const majors = cellsOf(axis.major, from, to, pixelsPerMinute).map(cell => cell.from);
  const known = new Set(majors);
  return { major: lines(majors), minor: lines(cellsOf(axis.minor, from, to, pixelsPerMinute).map(cell => cell.from).filter(at => !known.has(at))) };
}

/** Path of the lines between lanes: above each row of the first level that holds others. */
export function lanePath(index: PlanIndex, outline: Outline, { first, last }: DrawnWindow, width: number): string {
  let path = '';
  for (let place = Math.max(first, 1); place < last; place++) {
    const row = outline.order[place]!;
    const above = outline.order[place - 1]!;
    if (index.rows[row]!.level === 1 && (index.hasChildren[row] === 1 || index.rows[above]!.level > 1)) path += `M0 ${place * rowHeight + 0.5}h${width}`;
  }
  return path;
}
