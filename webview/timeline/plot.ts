/** The picture right of the names: one SVG that covers what is in sight and a little more, its rows kept by id. */
import type { TimelineRow } from '../../protocol/timeline.ts';
import { setAttribute, setAttributes, svg } from '../shared/dom.ts';
import { gridPaths, lanePath, restPath } from './backdrop.ts';
import { drawRow, rowHeight } from './bars.ts';
import type { RowSpace } from './bars.ts';
import { timeMarks } from './header.ts';
import { drawLinks } from './links.ts';
import type { TimeScale } from './scale.ts';
import type { Scene } from './sight.ts';
import { axisFor } from './ticks.ts';
import type { Drawn } from './viewport.ts';

export interface Plot {
  readonly element: SVGSVGElement;
  /** Draws a part; rows that were drawn for the same scale and the same left edge are kept. */
  draw(scene: Scene, drawn: Drawn): void;
}

/** Bars are cut so far outside of the window. */
const bleed = 40;

export function createPlot(measure: (text: string) => number): Plot {
  const rest = svg('path', { class: 'rest' });
  const minor = svg('path', { class: 'grid minor' });
  const major = svg('path', { class: 'grid major' });
  const lanes = svg('path', { class: 'lanes' });
  const marks = svg('g', { class: 'time-marks' });
  const links = svg('g', { class: 'links' });
  const rows = svg('g', { class: 'rows' });
  // Everything inside has the whole picture's coordinates down, so that scrolling moves one group.
  const sheet = svg('g', {}, rest, minor, major, lanes, marks, links, rows);
  const element = svg('svg', { class: 'plot', 'aria-hidden': 'true' }, definitions(), sheet);
  const kept = new Map<string, { readonly row: TimelineRow; readonly group: SVGGElement; place: number }>();
  let last: { scale: TimeScale; left: number; right: number } | null = null;

  function drawRows({ model, index, outline }: Scene, drawn: Drawn, space: Omit<RowSpace, 'dayMinutes'>): void {
    const wanted = new Set<string>();
    for (let place = drawn.first; place < drawn.last; place++) {
      const position = outline.order[place]!;
      const row = index.rows[position]!;
      wanted.add(row.id);
      let entry = kept.get(row.id);
      if (!entry || entry.row !== row) {
        const dayMinutes = model.programs[index.program[position]!]?.dayMinutes ?? 480;
        const group = drawRow(row, { ...space, dayMinutes });
        if (entry) entry.group.replaceWith(group);
        else rows.append(group);
        entry = { row, group, place: -1 };
        kept.set(row.id, entry);
      }
      if (entry.place !== place) {
        entry.place = place;
        entry.group.setAttribute('transform', `translate(0 ${place * rowHeight})`);
      }
    }
    for (const [id, { group }] of kept) {
      if (wanted.has(id)) continue;
      group.remove();
      kept.delete(id);
    }
  }

  return {
    element,
    draw(scene, drawn) {
      const { model, index, outline, scale, selected } = scene;
      const width = drawn.right - drawn.left;
      const origin = scale.at(drawn.left);
      const space: RowSpace = {
        x: at => Math.round((at - origin) * scale.pixelsPerMinute * 10) / 10, left: -bleed, right: width + bleed, dayMinutes: 480, measure,
      };
      if (last?.scale !== scale || last.left !== drawn.left || last.right !== drawn.right) {
        kept.clear();
        rows.replaceChildren();
        last = { scale, left: drawn.left, right: drawn.right };
      }
      element.style.transform = `translate(${drawn.left}px, ${drawn.first * rowHeight}px)`;
      setAttributes(element, { width, height: (drawn.bottom - drawn.first) * rowHeight });
      setAttribute(sheet, 'transform', `translate(0 ${-drawn.first * rowHeight})`);

      const window = { from: origin, to: scale.at(drawn.right), first: drawn.first, last: drawn.last, bottom: drawn.bottom, pixelsPerMinute: scale.pixelsPerMinute };
      const grid = gridPaths(axisFor(scale.pixelsPerMinute), window);
      rest.setAttribute('d', restPath(model, index, outline, window));
      minor.setAttribute('d', grid.minor);
      major.setAttribute('d', grid.major);
      lanes.setAttribute('d', lanePath(index, outline, window, width));
      const top = drawn.first * rowHeight;
      const height = (drawn.bottom - drawn.first) * rowHeight;
      marks.replaceChildren(...timeMarks(model).map(mark => svg('path', { class: `time-mark ${mark.kind}`, d: `M${space.x(mark.at)} ${top}v${height}` })));
      const position = selected === null ? undefined : index.position.get(selected);
      const place = position === undefined ? -1 : outline.place[position]!;
      links.replaceChildren(...drawLinks(index, outline, { first: drawn.first, last: drawn.last, selected: place }, space));
      drawRows(scene, drawn, space);
    },
  };
}

/** Arrow heads and the hatching of critical bars; the stylesheet gives them their colours. */
function definitions(): SVGDefsElement {
  const arrow = (kind: string) => svg('marker', {
    id: `arrow-${kind}`, class: `arrow ${kind}`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: 'userSpaceOnUse', orient: 'auto',
  }, svg('path', { d: 'M0 0.5L8 4L0 7.5Z' }));
  const hatch = svg('pattern', { id: 'critical-hatch', width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, svg('rect', { class: 'hatch-line', width: 2, height: 6 }));
  return svg('defs', {}, ...['driving', 'loose', 'critical', 'contract', 'ignored', 'chosen'].map(arrow), hatch);
}
