/** The card with the facts of a row. It can be pointed at, and Escape takes it away. */
import type { TimelineRow } from '../../protocol/timeline.ts';
import { html } from '../shared/dom.ts';
import { factsOf, kindName } from './facts.ts';
import { nameOf } from './outline.ts';
import type { Scene } from './sight.ts';

export interface Tooltip {
  readonly element: HTMLElement;
  /** Shows the facts of a row near a point of the screen, after a moment. */
  offer(scene: Scene, row: TimelineRow, x: number, y: number): void;
  hide(): void;
  /** Takes the card away at once, until the pointer goes to another row. */
  dismiss(): void;
}

const delay = 350;
const distance = 14;
/** Time to move the pointer from the bar onto the card. */
const grace = 180;

export function createTooltip(): Tooltip {
  const element = html('div', { class: 'tooltip', role: 'tooltip' });
  element.hidden = true;
  let timer = 0;
  let shown: TimelineRow | null = null;
  /** The row that the pointer is on, and the one whose card was taken away while it was. */
  let offered: string | null = null;
  let dismissed: string | null = null;

  function show(scene: Scene, row: TimelineRow, x: number, y: number): void {
    shown = row;
    element.replaceChildren(...card(scene, row));
    element.hidden = false;
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(4, Math.min(x + distance, window.innerWidth - width - 4));
    const below = y + distance + height < window.innerHeight - 4;
    element.style.left = `${left}px`;
    element.style.top = `${Math.max(4, below ? y + distance : y - distance - height)}px`;
  }
  function takeAway(): void {
    shown = null;
    element.hidden = true;
  }

  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('pointerleave', takeAway);
  return {
    element,
    offer(scene, row, x, y) {
      clearTimeout(timer);
      if (row === shown || row.id === dismissed) return;
      dismissed = null;
      offered = row.id;
      timer = window.setTimeout(() => show(scene, row, x, y), shown === null ? delay : grace);
    },
    hide() {
      clearTimeout(timer);
      offered = dismissed = null;
      if (shown !== null) timer = window.setTimeout(takeAway, grace);
    },
    dismiss() {
      clearTimeout(timer);
      dismissed = offered;
      takeAway();
    },
  };
}

function card({ index, model }: Scene, row: TimelineRow): HTMLElement[] {
  const position = index.position.get(row.id);
  const program = position === undefined ? undefined : model.programs[index.program[position]!];
  const titleOf = (id: string) => {
    const at = index.position.get(id);
    return at === undefined ? nameOf(id) : index.rows[at]!.title;
  };
  const above: TimelineRow[] = [];
  for (let at = position === undefined ? -1 : index.parent[position]!; at >= 0; at = index.parent[at]!) above.push(index.rows[at]!);
  const facts = html('dl', {});
  for (const fact of factsOf(row, program, titleOf, above)) {
    facts.append(html('dt', {}, fact.label), html('dd', { class: fact.tone, dir: 'auto' }, fact.value));
  }
  return [
    html('div', { class: 'tooltip-title', dir: 'auto' }, row.title),
    html('div', { class: 'tooltip-kind' }, row.kind === 'contracts' ? kindName(row) : `${kindName(row)} · ${nameOf(row.id)}`),
    facts,
  ];
}
