/** Title and controls above the chart. The elements are those of shared/controls.ts; until it has come they are plain and work. */
import { checkbox, divider, iconButton } from '../shared/control-elements.ts';
import { html, setText, svg } from '../shared/dom.ts';

export interface ToolbarEvents {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  readonly today: () => void;
  readonly criticalOnly: (on: boolean) => void;
  readonly legend: () => void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  setTitle(title: string): void;
  setCriticalOnly(on: boolean): void;
  setLegend(on: boolean): void;
}

const icons = {
  zoomIn: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0 -9M10.3 10.3L14 14M7 5v4M5 7h4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0 -9M10.3 10.3L14 14M5 7h4',
  fit: 'M2 4v8M14 4v8M4.5 8h7M6.5 6l-2 2l2 2M9.5 6l2 2l-2 2',
  today: 'M2.5 4h11v9.5h-11zM2.5 6.8h11M5.3 2.3v2.5M10.7 2.3v2.5M8 9v2.4M6.8 10.2h2.4',
  legend: 'M2.5 4.5h3M8 4.5h5.5M2.5 8h3M8 8h5.5M2.5 11.5h3M8 11.5h5.5',
} as const;

export function createToolbar(factsLine: HTMLElement, events: ToolbarEvents): Toolbar {
  const title = html('h1', { dir: 'auto' });
  const critical = checkbox('Critical only', events.criticalOnly);
  const legend = button('legend', 'Legend', events.legend);
  const element = html('div', { class: 'toolbar' },
    title,
    html('div', { class: 'controls', role: 'group', 'aria-label': 'View' },
      critical.element,
      divider(),
      button('zoomOut', 'Zoom out (−)', events.zoomOut),
      button('zoomIn', 'Zoom in (+)', events.zoomIn),
      button('fit', 'Fit the whole plan (0)', events.fit),
      button('today', 'Go to the status date', events.today),
      legend,
    ), factsLine);
  return {
    element,
    setTitle: text => setText(title, text),
    setCriticalOnly: critical.setChecked,
    setLegend: on => legend.setAttribute('aria-pressed', String(on)),
  };
}

function button(icon: keyof typeof icons, label: string, press: () => void): HTMLElement {
  return iconButton(label, svg('svg', { class: 'icon', viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' }, svg('path', { d: icons[icon] })), press);
}
