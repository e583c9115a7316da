/** The strip that says what is wrong with the text, and the list of it. */
import type { TimelineModel } from '../../protocol/timeline.ts';
import { html, setText } from '../shared/dom.ts';
import { counted } from '../shared/format.ts';
import { summaryText } from './facts.ts';

export interface TroubleStrip {
  /** The line below the title. */
  readonly line: HTMLElement;
  readonly list: HTMLElement;
  draw(model: TimelineModel): void;
  /** The server could not answer; the picture stays. */
  fail(message: string): void;
}

export function createTroubleStrip(reveal: (id: string) => void): TroubleStrip {
  const summary = html('span', { class: 'summary-text' });
  const count = html('button', { class: 'trouble-count', type: 'button', 'aria-expanded': 'false' });
  const line = html('div', { class: 'facts-line' }, summary, count);
  const list = html('ul', { class: 'trouble-list', 'aria-label': 'Problems' });
  list.hidden = true;
  count.hidden = true;

  const say = (text: string) => {
    setText(summary, text);
    // Where the line is too narrow for it, it can still be read.
    summary.title = text;
  };
  const open = (on: boolean) => {
    list.hidden = !on;
    count.setAttribute('aria-expanded', String(on));
  };
  count.addEventListener('click', () => open(list.hidden !== false));
  list.addEventListener('click', event => {
    const id = (event.target as Element).closest<HTMLElement>('[data-problem]')?.dataset['problem'];
    if (id) reveal(id);
  });

  return {
    line, list,
    draw(model) {
      const { errors, warnings, problems, stale } = model.trouble;
      line.classList.toggle('stale', stale !== undefined);
      // Dates of a text with errors are not said as if they were certain.
      const says = summaryText(model.programs, model.rows);
      say(stale ?? (errors > 0 && says !== '' ? `Provisional: ${says[0]!.toLowerCase()}${says.slice(1)}` : says));
      const counts = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''].filter(part => part !== '').join(', ');
      const button = stale === undefined ? counts : `Show ${counted(errors + warnings, 'problem')}`;
      setText(count, button);
      count.hidden = button === '';
      count.classList.toggle('has-errors', errors > 0);
      if (count.hidden) open(false);
      list.replaceChildren(...problems.map(problem => html('li', {},
        html('button', { type: 'button', class: `problem-line ${problem.severity}`, 'data-problem': problem.id },
          html('span', { class: 'problem-word' }, problem.severity === 'error' ? 'Error' : 'Warning'),
          html('span', { class: 'problem-where' }, `line ${problem.line}`), html('span', { class: 'problem-message', dir: 'auto' }, problem.message)))));
    },
    fail(message) {
      line.classList.add('stale');
      say(message);
    },
  };
}
