/** The timeline's page: puts the parts together and connects them with the host. */
import './timeline.css';
import { html, setText } from '../shared/dom.ts';
import { connectHost } from '../shared/host.ts';
import { createChart } from './chart.ts';
import { announcement } from './facts.ts';
import { listenToPointer } from './gestures.ts';
import { listenToKeys } from './keyboard.ts';
import { createLegend } from './legend.ts';
import { createSession } from './session.ts';
import { initialState, isViewState } from './state.ts';
import type { ViewState } from './state.ts';
import { createToolbar } from './toolbar.ts';
import { createTooltip } from './tooltip.ts';
import { createTroubleStrip } from './trouble.ts';

const script = document.currentScript as HTMLScriptElement | null;
/** Milliseconds after the last change before the state is kept. */
const saveAfter = 200;

const host = connectHost();
const token = script?.dataset['token'] ?? '';
const saved = host.loadState();
// The host names the document anew when it restores a panel; the rest is the reader's own.
const before = isViewState(saved) ? { ...saved, token } : initialState(token);
let legendShown = before.legend;
let criticalOnly = before.criticalOnly;
let controlsAsked = false;
let saving = 0;

const tooltip = createTooltip();
const legend = createLegend();
const live = html('div', { class: 'live', role: 'status', 'aria-live': 'polite' });
const notice = html('div', { class: 'notice' }, html('p', {}, 'Reading the plan …'));
const chart = createChart(before, keepState);
const trouble = createTroubleStrip(id => host.post({ type: 'reveal', id, focus: true }));
const toolbar = createToolbar(trouble.line, {
  zoomIn: () => chart.zoomBy(1.4),
  zoomOut: () => chart.zoomBy(1 / 1.4),
  fit: chart.fit,
  today: () => {
    const model = chart.scene()?.model;
    if (model) chart.goTo(model.programs[0]?.statusDate ?? model.today);
  },
  criticalOnly: on => {
    criticalOnly = on;
    chart.setCriticalOnly(on);
  },
  legend: () => showLegend(!legendShown),
});
toolbar.setCriticalOnly(criticalOnly);
showLegend(legendShown);

const main = html('main', {}, toolbar.element, trouble.list, chart.element, notice, legend);
document.body.append(main, tooltip.element, live);
chart.element.hidden = true;

const reveal = (id: string, focus: boolean) => host.post({ type: 'reveal', id, focus });
listenToPointer(chart, tooltip, { reveal });
listenToKeys(chart, {
  reveal,
  toggleCritical: () => {
    criticalOnly = !criticalOnly;
    toolbar.setCriticalOnly(criticalOnly);
    chart.setCriticalOnly(criticalOnly);
  },
});

// VS Code gives the focus to the page as a whole, where arrows would do nothing; a press of Tab or of the pointer has found its own place by then.
window.addEventListener('focus', () => {
  setTimeout(() => {
    if (document.activeElement === document.body) chart.focusRow();
  });
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  tooltip.dismiss();
  if (legendShown) showLegend(false);
});

const session = createSession({
  post: host.post,
  now: () => performance.now(),
  draw(model, previous) {
    const empty = model.rows.length === 0;
    chart.element.hidden = empty;
    notice.hidden = !empty;
    if (empty) notice.replaceChildren(...emptyNotice(model.programs.length > 0));
    toolbar.setTitle(model.title || 'Timeline');
    trouble.draw(model);
    main.classList.toggle('stale', model.trouble.stale !== undefined);
    chart.show(model);
    if (previous) setText(live, announcement(previous, model) || live.textContent || '');
    loadControls();
  },
  fail: message => {
    main.classList.add('stale');
    trouble.fail(`${message} The picture is the last one that worked.`);
    if (!chart.scene()) notice.replaceChildren(html('p', {}, message));
  },
});
host.onMessage(message => {
  if (message.type === 'changed') session.changed();
  if (message.type === 'answer') session.answer(message.answer);
  // A cursor on something without a row changes nothing.
  if (message.type === 'cursor' && message.id !== null && chart.scene()?.index.position.has(message.id)) chart.select(message.id);
});
session.start();

function keepState(): void {
  clearTimeout(saving);
  saving = window.setTimeout(() => host.saveState({ version: 1, token, legend: legendShown, ...chart.state() } satisfies ViewState), saveAfter);
}

function showLegend(on: boolean): void {
  legendShown = on;
  legend.hidden = !on;
  toolbar.setLegend(on);
  keepState();
}

function emptyNotice(hasProgram: boolean): HTMLElement[] {
  return [
    html('p', {}, hasProgram ? 'This program has no activities yet.' : 'There is no program here yet.'),
    html('p', {}, 'Write a first task, and it is drawn here as you type:'),
    html('pre', {}, hasProgram
      ? 'task design "Design the service" { estimate 5d }\ntask build  "Build it"           { estimate 10d  after design }'
      : 'program launch "Our launch" {\n  task design "Design the service" { estimate 5d }\n  task build  "Build it"           { estimate 10d  after design }\n}'),
  ];
}

/** The controls are heavy and only look better: they come when the picture stands. */
function loadControls(): void {
  const source = script?.dataset['controls'];
  if (!source || controlsAsked) return;
  controlsAsked = true;
  requestAnimationFrame(() => setTimeout(() => {
    const element = document.createElement('script');
    element.nonce = script?.nonce ?? '';
    element.src = source;
    document.head.append(element);
  }));
}
