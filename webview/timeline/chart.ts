/** The chart: names, axis and picture in one frame that scrolls both ways, drawn anew only where what is in sight leaves what is drawn. */
import type { TimelineModel, TimelineRow } from '../../protocol/timeline.ts';
import { html, oncePerFrame, setAttribute } from '../shared/dom.ts';
import { anchorOf, labelRooms, rowHeight } from './bars.ts';
import { createHeader, headerHeight } from './header.ts';
import { createMeasure } from './measure.ts';
import { createNames } from './names.ts';
import { indexPlan, outlineOf } from './outline.ts';
import { createPlot } from './plot.ts';
import { allowedZoom, fittingSpan, fittingZoom, timeScale } from './scale.ts';
import type { Span, TimeScale } from './scale.ts';
import { middleOfSight, placeOf, rowToKeep, scrollToRow } from './sight.ts';
import type { Scene } from './sight.ts';
import { mostCollapsed } from './state.ts';
import type { ViewState } from './state.ts';
import { covers, partToDraw } from './viewport.ts';
import type { Drawn, Frame } from './viewport.ts';

export type ChartState = Omit<ViewState, 'version' | 'token' | 'legend'>;

export interface Chart {
  readonly element: HTMLElement;
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  readonly separator: HTMLElement;
  scene(): Scene | null;
  show(model: TimelineModel): void;
  /** Selects a row and brings it and its bar into sight; null takes the selection away. */
  select(id: string | null): void;
  focusSelected(): void;
  /** Moves the focus to the row that is the chart's stop for Tab. */
  focusRow(): void;
  toggle(id: string): void;
  setCriticalOnly(on: boolean): void;
  /** Zooms about a pixel of the picture, or about its middle. */
  zoomBy(factor: number, x?: number): void;
  fit(): void;
  goTo(at: number): void;
  hover(place: number | null): void;
  nameWidth(): number;
  setNameWidth(width: number): void;
  /** The row under a point of the screen, and whether its bar is there. */
  rowAt(clientX: number, clientY: number): { readonly row: TimelineRow; readonly place: number; readonly onBar: boolean; readonly onNames: boolean } | null;
  state(): ChartState;
}

export function createChart(initial: ChartState, changed: () => void): Chart {
  const header = createHeader();
  const names = createNames();
  const plot = createPlot(createMeasure());
  const separator = html('div', { class: 'separator', role: 'separator', tabindex: 0, 'aria-orientation': 'vertical', 'aria-label': 'Width of the names' });
  const corner = html('div', { class: 'corner', role: 'row', 'aria-rowindex': 1 },
    html('span', { role: 'columnheader', class: 'cell name-cell' }, 'Name'), html('span', { role: 'columnheader', class: 'cell date-cell' }, 'Finish'));
  const cornerFrame = html('div', { class: 'corner-frame' }, corner, separator);
  const head = html('div', { class: 'head', role: 'rowgroup' }, cornerFrame, header.element);
  const hoverBand = html('div', { class: 'band hover' });
  const selectedBand = html('div', { class: 'band selected' });
  hoverBand.hidden = true;
  selectedBand.hidden = true;
  const body = html('div', { class: 'body' }, hoverBand, selectedBand, plot.element, names.element);
  const grid = html('div', { class: 'grid-sheet', role: 'treegrid', 'aria-label': 'Timeline', 'aria-colcount': 2 }, head, body);
  const scroller = html('div', { class: 'scroller' }, grid);
  const element = html('div', { class: 'chart' }, scroller);

  let scene: Scene | null = null;
  let span: Span | null = null;
  let zoom = initial.zoom;
  let criticalOnly = initial.criticalOnly;
  let chosenWidth = initial.nameWidth;
  let size = { width: 0, height: 0 };
  let drawn: Drawn | null = null;
  /** Until the first picture stands where it stood before the reload. */
  let restoring: ChartState | null = initial;

  const nameWidth = () => Math.round(Math.max(60, Math.min(chosenWidth ?? Math.min(330, Math.max(size.width * 0.3, Math.min(150, size.width * 0.38))), size.width * 0.75)));
  const plotWidth = () => Math.max(50, size.width - nameWidth());
  const frame = (): Frame => ({ scrollLeft: scroller.scrollLeft, scrollTop: scroller.scrollTop, width: plotWidth(), height: Math.max(0, size.height - headerHeight) });

  /** The span of the sheet stays while the plan fits into it well, so that nothing jumps while somebody types. */
  function spanFor(model: TimelineModel): Span {
    const fits = span !== null && model.from >= span.from && model.to <= span.to && model.to - model.from >= (span.to - span.from) * 0.4;
    return fits ? span! : fitted(model);
  }

  function fitted(model: TimelineModel): Span {
    const dayMinutes = model.programs[0]?.dayMinutes ?? 480;
    const late = model.from + (model.to - model.from) * 0.5;
    return fittingSpan(model, plotWidth(), model.rows.filter(row => (row.by?.at ?? row.finish ?? 0) > late).flatMap(row => labelRooms(row, dayMinutes)));
  }

  function scaleFor(wanted: Span): TimeScale {
    const width = plotWidth();
    return timeScale(wanted, zoom === null ? fittingZoom(wanted, width) : allowedZoom(zoom, wanted, width));
  }

  /** Replaces the scene, and keeps in place what the reader looks at: the left edge, and the selected row or the first one in sight. */
  function replace(next: (previous: Scene | null) => Scene, x = 0): void {
    const previous = scene;
    const anchorTime = previous ? previous.scale.at(scroller.scrollLeft + x) : null;
    const anchorRow = previous ? rowToKeep(previous, frame()) : null;
    scene = next(previous);
    layOut(scene);
    if (anchorTime !== null && previous?.scale !== scene.scale) scroller.scrollLeft = scene.scale.x(anchorTime) - x;
    if (anchorRow) {
      const position = scene.index.position.get(anchorRow.id);
      const place = position === undefined ? -1 : scene.outline.place[position]!;
      if (place >= 0) scroller.scrollTop = place * rowHeight - anchorRow.offset;
    }
    redraw();
    changed();
  }

  function layOut({ outline, scale }: Scene): void {
    const left = nameWidth();
    const rows = outline.order.length;
    element.classList.toggle('wide-names', left >= 215);
    grid.style.width = `${left + Math.floor(scale.width)}px`;
    body.style.height = `${Math.max(rows * rowHeight, size.height - headerHeight)}px`;
    names.element.style.width = `${left}px`;
    cornerFrame.style.width = `${left}px`;
    header.element.style.left = `${left}px`;
    header.element.style.setProperty('--names-width', `${left}px`);
    plot.element.style.left = `${left}px`;
    setAttribute(grid, 'aria-rowcount', String(rows + 1));
    setAttribute(separator, 'aria-valuenow', String(left));
    setAttribute(separator, 'aria-valuemin', '60');
    setAttribute(separator, 'aria-valuemax', String(Math.round(size.width * 0.75)));
  }

  function redraw(): void {
    if (!scene || size.width === 0) return;
    const { model, outline, scale, selected } = scene;
    drawn = partToDraw(frame(), scale, outline.order.length);
    plot.draw(scene, drawn);
    names.draw(scene, drawn.first, drawn.last);
    header.draw(model, scale, scale.at(drawn.left), scale.at(drawn.right));
    const place = selected === null ? undefined : placeOf(scene, selected);
    selectedBand.hidden = place === undefined;
    if (place !== undefined) selectedBand.style.transform = `translateY(${place * rowHeight}px)`;
  }

  const follow = oncePerFrame(() => {
    if (!scene || !drawn) return;
    const covered = covers(drawn, frame(), scene.scale, scene.outline.order.length);
    if (!covered.across || !covered.down) redraw();
    changed();
  });
  scroller.addEventListener('scroll', follow, { passive: true });
  new ResizeObserver(() => {
    size = { width: scroller.clientWidth, height: scroller.clientHeight };
    reframe();
  }).observe(scroller);

  /** After the frame or the names got another width. */
  function reframe(): void {
    if (!scene || size.width === 0) return;
    if (zoom === null) span = fitted(scene.model);
    replace(previous => ({ ...previous!, scale: scaleFor(span!) }));
  }

  function restore(state: ChartState): void {
    if (!scene) return;
    if (state.time !== null) scroller.scrollLeft = scene.scale.x(state.time);
    const position = state.top === null ? undefined : scene.index.position.get(state.top.id);
    const place = position === undefined ? -1 : scene.outline.place[position]!;
    if (place >= 0) scroller.scrollTop = place * rowHeight + state.top!.offset;
    redraw();
  }

  function zoomTo(wanted: number | null, x: number): void {
    if (!scene || !span) return;
    zoom = wanted === null ? null : allowedZoom(wanted, span, plotWidth());
    if (wanted === null) span = fitted(scene.model);
    replace(previous => ({ ...previous!, scale: scaleFor(span!) }), x);
  }

  function reOutline(change: (previous: Scene) => Partial<Scene>): void {
    if (!scene) return;
    replace(previous => {
      const next = { ...previous!, ...change(previous!) };
      return { ...next, outline: outlineOf(next.index, { collapsed: next.collapsed, criticalOnly }) };
    });
  }

  function showSelected(shown: Scene): void {
    const { left, top } = scrollToRow(shown, frame());
    scroller.scrollTop = top;
    scroller.scrollLeft = left;
  }

  return {
    element, scroller, separator, nameWidth,
    scene: () => scene,
    show(model) {
      if (size.width === 0) size = { width: scroller.clientWidth, height: scroller.clientHeight };
      replace(previous => {
        const index = indexPlan(model);
        const collapsed = previous?.collapsed ?? new Set(initial.collapsed);
        const wanted = restoring ? restoring.selected : previous?.selected ?? null;
        span = spanFor(model);
        return {
          model, index, outline: outlineOf(index, { collapsed, criticalOnly }), scale: scaleFor(span), collapsed,
          selected: wanted !== null && index.position.has(wanted) ? wanted : null,
        };
      });
      // A picture without rows, as of a server that is still reading, is not what the reader left.
      if (restoring && model.rows.length > 0) {
        restore(restoring);
        restoring = null;
      }
    },
    select(id) {
      if (!scene) return;
      const position = id === null ? undefined : scene.index.position.get(id);
      const selected = position === undefined ? null : id;
      if (selected === scene.selected) return;
      const { index, collapsed } = scene;
      const open = new Set(collapsed);
      for (let above = position === undefined ? -1 : index.parent[position]!; above >= 0; above = index.parent[above]!) open.delete(index.rows[above]!.id);
      if (open.size !== collapsed.size) reOutline(() => ({ collapsed: open, selected }));
      else scene = { ...scene, selected };
      showSelected(scene);
      redraw();
      changed();
    },
    focusRow() {
      element.querySelector<HTMLElement>('.names [tabindex="0"]')?.focus({ preventScroll: true });
    },
    focusSelected() {
      if (scene?.selected != null) names.focus(scene.selected);
    },
    toggle(id) {
      reOutline(previous => {
        const collapsed = new Set(previous.collapsed);
        if (!collapsed.delete(id)) collapsed.add(id);
        return { collapsed };
      });
    },
    setCriticalOnly(on) {
      criticalOnly = on;
      reOutline(() => ({}));
    },
    zoomBy(factor, x) {
      if (scene) zoomTo(scene.scale.pixelsPerMinute * factor, x ?? middleOfSight(scene, frame()));
    },
    fit: () => zoomTo(null, 0),
    goTo(at) {
      if (!scene) return;
      scroller.scrollLeft = scene.scale.x(at) - plotWidth() / 2;
    },
    hover(place) {
      hoverBand.hidden = place === null;
      if (place !== null) hoverBand.style.transform = `translateY(${place * rowHeight}px)`;
      const position = place === null ? undefined : scene?.outline.order[place];
      names.hover(position === undefined ? null : scene!.index.rows[position]!.id);
    },
    setNameWidth(width) {
      chosenWidth = width;
      reframe();
    },
    rowAt(clientX, clientY) {
      if (!scene) return null;
      const box = scroller.getBoundingClientRect();
      const left = clientX - box.left;
      const place = Math.floor((clientY - box.top - headerHeight + scroller.scrollTop) / rowHeight);
      const position = scene.outline.order[place];
      if (position === undefined || clientY < box.top + headerHeight) return null;
      const row = scene.index.rows[position]!;
      const onNames = left < nameWidth();
      const x = left - nameWidth() + scroller.scrollLeft;
      const anchor = anchorOf(row, { x: scene.scale.x, left: -Infinity, right: Infinity }, 0);
      return { row, place, onNames, onBar: !onNames && anchor !== null && x >= anchor.left - 4 && x <= anchor.right + 4 };
    },
    state() {
      // Nothing of what was saved is lost before it could be restored.
      if (restoring) return restoring;
      const top = Math.floor(scroller.scrollTop / rowHeight);
      const position = scene?.outline.order[top];
      return {
        zoom,
        time: scene && zoom !== null ? scene.scale.at(scroller.scrollLeft) : null,
        top: scene && position !== undefined && scroller.scrollTop > 0 ? { id: scene.index.rows[position]!.id, offset: scroller.scrollTop - top * rowHeight } : null,
        selected: scene?.selected ?? null,
        collapsed: [...scene?.collapsed ?? []].slice(0, mostCollapsed),
        nameWidth: chosenWidth,
        criticalOnly,
      };
    },
  };
}
