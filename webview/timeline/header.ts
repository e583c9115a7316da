/** The axis above the picture: two lines of units and a lane for today and the status dates. */
import type { TimelineModel } from '../../protocol/timeline.ts';
import { html, setText } from '../shared/dom.ts';
import { longDate, shortDate } from '../shared/format.ts';
import type { TimeScale } from './scale.ts';
import { axisFor, cellsOf } from './ticks.ts';
import type { Cell } from './ticks.ts';

export const headerHeight = 62;

export interface Header {
  readonly element: HTMLElement;
  draw(model: TimelineModel, scale: TimeScale, from: number, to: number): void;
}

export function createHeader(): Header {
  const major = html('div', { class: 'tier major' });
  const minor = html('div', { class: 'tier minor' });
  const marks = html('div', { class: 'marks' });
  const element = html('div', { class: 'axis', 'aria-hidden': 'true' }, major, minor, marks);
  return {
    element,
    draw(model, scale, from, to) {
      const axis = axisFor(scale.pixelsPerMinute);
      minor.classList.toggle('centred', axis.minor.centred);
      fill(major, cellsOf(axis.major, from, to, scale.pixelsPerMinute), scale);
      fill(minor, cellsOf(axis.minor, from, to, scale.pixelsPerMinute), scale);
      drawMarks(marks, model, scale);
    },
  };
}

/** Cells are reused in their order: while scrolling and zooming only texts and places change. */
function fill(tier: HTMLElement, cells: readonly Cell[], scale: TimeScale): void {
  while (tier.childElementCount > cells.length) tier.lastElementChild!.remove();
  cells.forEach((cell, index) => {
    const element = tier.children[index] as HTMLElement | undefined ?? tier.appendChild(html('div', { class: 'unit' }, html('span')));
    const left = Math.round(scale.x(cell.from));
    // Not a transform: the label sticks to the edge of the names, and that is reckoned without transforms.
    element.style.left = `${left}px`;
    element.style.width = `${Math.round(scale.x(cell.to)) - left}px`;
    setText(element.firstElementChild!, cell.label);
  });
}

export interface TimeMark { readonly kind: 'today' | 'status'; readonly at: number; readonly label: string }

/** Today, and each status date once; today says so where both are one day. */
export function timeMarks(model: TimelineModel): TimeMark[] {
  const day = (at: number) => Math.floor(at / 1440);
  const marks: TimeMark[] = [];
  if (model.today >= model.from - 14 * 1440 && model.today <= model.to + 14 * 1440) marks.push({ kind: 'today', at: model.today, label: 'Today' });
  const seen = new Set<number>(marks.map(mark => day(mark.at)));
  for (const program of model.programs) {
    if (seen.has(day(program.statusDate))) continue;
    seen.add(day(program.statusDate));
    marks.push({ kind: 'status', at: program.statusDate, label: `Status ${shortDate(program.statusDate)}` });
  }
  return marks.slice(0, 12);
}

/** Labels nearer than this would overlap; the left one then stands left of its line. At the edge of the picture one stands right of it. */
const labelRoom = 92;
/** A label left of its line needs so much; without it the line stands alone, and the legend says what it is. */
const roomAtLeft = 84;

function drawMarks(lane: HTMLElement, model: TimelineModel, scale: TimeScale): void {
  const marks = timeMarks(model).sort((a, b) => a.at - b.at);
  lane.replaceChildren(...marks.map((mark, index) => {
    const near = (other: TimeMark | undefined) => other !== undefined && Math.abs(other.at - mark.at) * scale.pixelsPerMinute < labelRoom;
    const crowded = near(marks[index + 1]);
    const atEdge = scale.x(mark.at) < labelRoom / 2;
    const side = crowded ? ' to-left' : atEdge || near(marks[index - 1]) ? ' to-right' : '';
    const label = html('span', { class: `mark ${mark.kind}${side}`, title: longDate(mark.at) }, mark.label);
    label.style.left = `${scale.x(mark.at)}px`;
    label.hidden = crowded && scale.x(mark.at) < roomAtLeft;
    return label;
  }));
}
