/** The column of names: a treegrid with one tab stop, of which only the rows in sight are in the document. */
import type { TimelineRow } from '../../protocol/timeline.ts';
import { html, setAttribute, setText, svg } from '../shared/dom.ts';
import { shortDate } from '../shared/format.ts';
import { rowHeight, stateClasses } from './bars.ts';
import { kindName, spokenFacts } from './facts.ts';
import { chain, diamond, hexagon, rocket } from './glyphs.ts';
import { placeOf } from './sight.ts';
import type { Scene } from './sight.ts';

const symbols: Partial<Record<TimelineRow['kind'], string>> = { milestone: diamond, gate: hexagon, release: rocket, contract: chain };

interface RowElements {
  readonly element: HTMLElement;
  readonly nameCell: HTMLElement;
  readonly twistie: HTMLElement;
  readonly title: HTMLElement;
  readonly problem: HTMLElement;
  readonly date: HTMLElement;
  row: TimelineRow | null;
  key: string;
}

export interface Names {
  readonly element: HTMLElement;
  /** Shows the places from `first` to before `last`, and keeps the row with the tab stop. */
  draw(scene: Scene, first: number, last: number): void;
  /** Moves the focus to the row, which must be drawn. */
  focus(id: string): void;
  /** Marks the row under the pointer, wherever in the picture that is. */
  hover(id: string | null): void;
}

export function createNames(): Names {
  const element = html('div', { class: 'names', role: 'rowgroup' });
  const drawn = new Map<string, RowElements>();
  const spare: RowElements[] = [];
  let hovered: string | null = null;

  function take(id: string): RowElements {
    const elements = spare.pop() ?? makeRow();
    elements.row = null;
    elements.key = '';
    elements.element.dataset['id'] = id;
    drawn.set(id, elements);
    return elements;
  }

  return {
    element,
    draw(scene, first, last) {
      const { index, outline, selected } = scene;
      // One tab stop: the selected row, else the first.
      const stop = (selected === null ? undefined : placeOf(scene, selected)) ?? 0;
      const places = new Set<number>();
      for (let place = first; place < last; place++) places.add(place);
      if (stop < outline.order.length) places.add(stop);
      const wanted = new Set([...places].map(place => index.rows[outline.order[place]!]!.id));
      for (const [id, elements] of drawn) {
        // The row with the focus stays: taking it out would drop the focus to the page.
        if (wanted.has(id) || elements.element === document.activeElement && index.position.has(id) && placeOf(scene, id) !== undefined) continue;
        drawn.delete(id);
        elements.element.remove();
        spare.push(elements);
      }
      let next = element.firstElementChild;
      for (const place of [...places].sort((a, b) => a - b)) {
        const row = index.rows[outline.order[place]!]!;
        const elements = drawn.get(row.id) ?? take(row.id);
        update(elements, scene, row, place, place === stop);
        // Screen readers follow the order of the document, which therefore is that of the rows.
        if (elements.element === document.activeElement) {
          // It stays where it is: an element that is moved loses the focus.
          while (next !== null && next !== elements.element) {
            const following: Element | null = next.nextElementSibling;
            elements.element.after(next);
            next = following;
          }
          next = elements.element.nextElementSibling;
        } else if (elements.element === next) next = next.nextElementSibling;
        else element.insertBefore(elements.element, next);
      }
    },
    focus: id => drawn.get(id)?.element.focus({ preventScroll: true }),
    hover(id) {
      if (id === hovered) return;
      hovered = id;
      for (const [key, { element: row }] of drawn) row.classList.toggle('hover', key === id);
    },
  };
}

function makeRow(): RowElements {
  const twistie = html('span', { class: 'twistie', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 16 16', width: 16, height: 16 }, svg('path', { d: 'M6 4l4 4-4 4' })));
  const title = html('span', { class: 'title', dir: 'auto' });
  const problem = html('span', { class: 'problem', 'aria-hidden': 'true' });
  const nameCell = html('span', { class: 'cell name-cell', role: 'gridcell' }, twistie, title, problem);
  const date = html('span', { class: 'cell date-cell', role: 'gridcell' });
  const element = html('div', { role: 'row', tabindex: -1 }, nameCell, date);
  return { element, nameCell, twistie, title, problem, date, row: null, key: '' };
}

function update(elements: RowElements, scene: Scene, row: TimelineRow, place: number, tabStop: boolean): void {
  const { model, index, outline, collapsed, selected } = scene;
  const { element } = elements;
  const position = outline.order[place]!;
  const expandable = index.hasChildren[position] === 1;
  const expanded = expandable && !collapsed.has(row.id);
  element.style.transform = `translateY(${place * rowHeight}px)`;
  setAttribute(element, 'aria-rowindex', String(place + 2));
  setAttribute(element, 'tabindex', tabStop ? '0' : '-1');
  setAttribute(element, 'aria-selected', String(row.id === selected));
  const key = `${expandable} ${expanded}`;
  if (elements.row === row && elements.key === key) return;
  elements.row = row;
  elements.key = key;
  setAttribute(element, 'class', `name-row ${stateClasses(row)}${expandable ? ' expandable' : ''}${expanded ? ' expanded' : ''}`);
  setAttribute(element, 'aria-level', String(row.level));
  if (expandable) setAttribute(element, 'aria-expanded', String(expanded));
  else element.removeAttribute('aria-expanded');
  elements.nameCell.style.paddingInlineStart = `${4 + (row.level - 1) * 14}px`;
  setText(elements.title, row.title);
  setSymbol(elements.nameCell, elements.title, row);
  setText(elements.problem, row.problem ? String(row.problem.count) : '');
  setAttribute(elements.problem, 'class', `problem ${row.problem?.severity ?? 'none'}`);
  setText(elements.date, row.finish === undefined || row.kind === 'contracts' ? '' : shortDate(row.finish));
  setAttribute(elements.date, 'aria-label', spokenFacts(row, model.programs[index.program[position]!]) || 'no dates');
  setAttribute(elements.nameCell, 'aria-label', `${row.title}, ${kindName(row).toLowerCase()}`);
}

function setSymbol(cell: HTMLElement, title: HTMLElement, row: TimelineRow): void {
  const d = symbols[row.kind];
  const present = cell.querySelector('.kind-symbol');
  if (d === undefined) return present?.remove();
  const symbol = present ?? svg('svg', { class: 'kind-symbol', viewBox: '-10 -10 20 20', width: 14, height: 14, 'aria-hidden': 'true' }, svg('path'));
  setAttribute(symbol.firstElementChild!, 'd', d);
  if (!present) cell.insertBefore(symbol, title);
}
