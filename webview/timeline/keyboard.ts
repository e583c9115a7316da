/** The keyboard on the chart: that of a treegrid, and a few keys for the picture. */
import type { TimelineRow } from '../../protocol/timeline.ts';
import { rowHeight } from './bars.ts';
import type { Chart } from './chart.ts';
import { placeOf } from './sight.ts';
import type { Scene } from './sight.ts';

/** Where a key moves the selection, as a place among the visible rows; null for a key that does not move it. */
export function placeAfterKey(key: string, place: number, rows: number, page: number): number | null {
  const within = (to: number) => Math.max(0, Math.min(rows - 1, to));
  switch (key) {
    case 'ArrowDown': return within(place + 1);
    case 'ArrowUp': return within(place - 1);
    case 'PageDown': return within(place + page);
    case 'PageUp': return within(place - page);
    case 'Home': return within(0);
    case 'End': return within(rows - 1);
    default: return null;
  }
}

export interface KeyEvents {
  readonly reveal: (id: string, focus: boolean) => void;
  readonly toggleCritical: () => void;
}

const zoomStep = 1.4;
const panShare = 0.2;

export function listenToKeys(chart: Chart, events: KeyEvents): void {
  chart.element.addEventListener('keydown', event => {
    const scene = chart.scene();
    if (!scene || event.altKey || event.defaultPrevented) return;
    // Ctrl and Cmd belong to VS Code, but for the zoom of a browser.
    if ((event.ctrlKey || event.metaKey) && !['+', '=', '-', '0'].includes(event.key)) return;
    if (picture(event) || tree(event, scene)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  function picture(event: KeyboardEvent): boolean {
    switch (event.key) {
      case '+': case '=': chart.zoomBy(zoomStep); return true;
      case '-': chart.zoomBy(1 / zoomStep); return true;
      case '0': chart.fit(); return true;
      case 'c': events.toggleCritical(); return true;
      case 'ArrowLeft': case 'ArrowRight':
        if (!event.shiftKey) return false;
        chart.scroller.scrollLeft += (event.key === 'ArrowLeft' ? -panShare : panShare) * chart.scroller.clientWidth;
        return true;
      default: return false;
    }
  }

  function tree(event: KeyboardEvent, scene: Scene): boolean {
    const { index, outline, selected } = scene;
    const rows = outline.order.length;
    if (rows === 0) return false;
    const place = (selected === null ? undefined : placeOf(scene, selected)) ?? 0;
    const page = Math.max(1, Math.floor(chart.scroller.clientHeight / rowHeight) - 3);
    const next = placeAfterKey(event.key, place, rows, page);
    if (next !== null) {
      // The first key only selects the row that has the focus already.
      choose(index.rows[outline.order[selected === null && event.key.startsWith('Arrow') ? place : next]!]!);
      return true;
    }
    const position = outline.order[place]!;
    const row = index.rows[position]!;
    const expandable = index.hasChildren[position] === 1;
    const collapsed = scene.collapsed.has(row.id);
    switch (event.key) {
      case 'ArrowRight':
        if (expandable && collapsed) toggle(row);
        else if (expandable) choose(index.rows[position + 1]!);
        return true;
      case 'ArrowLeft':
        if (expandable && !collapsed) toggle(row);
        else if (index.parent[position]! >= 0) choose(index.rows[index.parent[position]!]!);
        return true;
      case 'Enter': events.reveal(row.id, true); return true;
      case ' ': choose(row); events.reveal(row.id, false); return true;
      default: return false;
    }
  }

  function choose(row: TimelineRow): void {
    chart.select(row.id);
    chart.focusSelected();
  }
  function toggle(row: TimelineRow): void {
    chart.select(row.id);
    chart.toggle(row.id);
    chart.focusSelected();
  }
}
