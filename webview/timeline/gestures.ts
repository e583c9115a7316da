/** The pointer on the chart: a click goes to the text, a drag pans, the wheel with Ctrl zooms, the separator sizes the names. */
import { rowHeight } from './bars.ts';
import type { Chart } from './chart.ts';
import type { Tooltip } from './tooltip.ts';

export interface GestureEvents {
  /** The row was chosen; `focus` where the keyboard goes to the text with it. */
  readonly reveal: (id: string, focus: boolean) => void;
}

/** Pixels before a press becomes a drag. */
const dragThreshold = 4;
/** How much one pixel of the wheel zooms, and the most for one event. */
const wheelZoom = 0.0035;
const mostWheelZoom = 0.35;

export function listenToPointer(chart: Chart, tooltip: Tooltip, events: GestureEvents): void {
  const { scroller } = chart;
  let press: { x: number; y: number; left: number; top: number; panning: boolean } | null = null;
  let panned = false;

  scroller.addEventListener('wheel', event => {
    tooltip.hide();
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const x = event.clientX - scroller.getBoundingClientRect().left - chart.nameWidth();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * rowHeight;
    chart.zoomBy(Math.exp(-Math.max(-mostWheelZoom, Math.min(mostWheelZoom, pixels * wheelZoom))), Math.max(0, x));
  }, { passive: false });

  scroller.addEventListener('pointerdown', event => {
    panned = false;
    const at = chart.rowAt(event.clientX, event.clientY);
    // Names are text to click; the scroll bars belong to the browser.
    if (event.button !== 0 || event.pointerType === 'touch' || at?.onNames || event.target === scroller && at === null && event.offsetX > scroller.clientWidth) return;
    if ((event.target as Element).closest('.head')) return;
    press = { x: event.clientX, y: event.clientY, left: scroller.scrollLeft, top: scroller.scrollTop, panning: false };
  });
  scroller.addEventListener('pointermove', event => {
    if (press) {
      const dx = event.clientX - press.x;
      const dy = event.clientY - press.y;
      if (!press.panning && Math.hypot(dx, dy) >= dragThreshold) {
        press.panning = true;
        scroller.setPointerCapture(event.pointerId);
        scroller.classList.add('panning');
        tooltip.dismiss();
      }
      if (press.panning) {
        scroller.scrollLeft = press.left - dx;
        scroller.scrollTop = press.top - dy;
        return;
      }
    }
    const at = chart.rowAt(event.clientX, event.clientY);
    chart.hover(at?.place ?? null);
    scroller.classList.toggle('on-bar', at?.onBar ?? false);
    const scene = chart.scene();
    if (scene && at && (at.onBar || at.onNames)) tooltip.offer(scene, at.row, event.clientX, event.clientY);
    else tooltip.hide();
  });
  const release = () => {
    panned = press?.panning ?? false;
    press = null;
    scroller.classList.remove('panning');
  };
  scroller.addEventListener('pointerup', release);
  scroller.addEventListener('pointercancel', release);
  scroller.addEventListener('pointerleave', () => {
    chart.hover(null);
    tooltip.hide();
  });

  scroller.addEventListener('click', event => {
    if (panned) return;
    // The card would lie over what the reader goes on with.
    tooltip.dismiss();
    const at = chart.rowAt(event.clientX, event.clientY);
    if (!at) return;
    if ((event.target as Element).closest('.expandable .twistie')) {
      chart.select(at.row.id);
      return chart.toggle(at.row.id);
    }
    chart.select(at.row.id);
    // Beside its bar a row can be chosen without going to the text.
    if (at.onBar || at.onNames) events.reveal(at.row.id, true);
    else chart.focusSelected();
  });
  window.addEventListener('blur', tooltip.dismiss);
  listenToSeparator(chart);
}

function listenToSeparator({ separator, nameWidth, setNameWidth }: Chart): void {
  let from: { x: number; width: number } | null = null;
  separator.addEventListener('pointerdown', event => {
    from = { x: event.clientX, width: nameWidth() };
    separator.setPointerCapture(event.pointerId);
    event.preventDefault();
    event.stopPropagation();
  });
  separator.addEventListener('pointermove', event => {
    if (!from) return;
    setNameWidth(from.width + event.clientX - from.x);
    event.stopPropagation();
  });
  const release = () => { from = null; };
  separator.addEventListener('pointerup', release);
  separator.addEventListener('pointercancel', release);
  separator.addEventListener('keydown', event => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    setNameWidth(nameWidth() + (event.key === 'ArrowLeft' ? -16 : 16));
    event.preventDefault();
    event.stopPropagation();
  });
}
