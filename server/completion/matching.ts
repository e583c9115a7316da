/**
 * How well what is typed fits a name or a title. The editor filters again and finer; here it decides which of many
 * thousand names are sent.
 */
import type { PieceTest } from './word-index.ts';

/** Less is better: 0 a name starts so, 1 a word of the path or the title does, 2 it stands in one of them, 3 its letters do, in their order. */
export type Quality = 0 | 1 | 2 | 3;

export interface Matcher {
  /** A quick test that lets through what may fit with this quality or a better one, and more; null where everything fits. */
  quick(worst: Quality): PieceTest | null;
  /** The quality of a path with its title; null where it does not fit. */
  fit(path: string, title: string | undefined): Quality | null;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The letters in their order on one line, each at its first place behind the one before: linear on any text. */
function lettersOf(word: string): RegExp {
  return new RegExp(`^${[...word].map(letter => `[^${escaped(letter)}\\n]*${escaped(letter)}`).join('')}`, 'im');
}

const everything: Matcher = { quick: () => null, fit: () => 0 };

export function matcherOf(word: string): Matcher {
  if (word === '') return everything;
  if (word.includes('.')) return pathMatcher(word);
  const name = new RegExp(`(?:^|\\.)${escaped(word)}`, 'im');
  const start = new RegExp(`(?:^|[^\\p{L}\\p{N}])${escaped(word)}`, 'iu');
  const lower = word.toLowerCase();
  const letters = lettersOf(word);
  const has = (text: string): boolean => text.toLowerCase().includes(lower);
  return {
    quick(worst) {
      if (worst === 0) return { on: 'names', test: names => name.test(names) };
      return { on: 'lines', test: worst === 3 ? lines => letters.test(lines) : lines => lines.includes(lower) };
    },
    fit(path, title = '') {
      if (name.test(path)) return 0;
      if (start.test(path) || start.test(title)) return 1;
      if (has(path) || has(title)) return 2;
      return letters.test(path) || letters.test(title) ? 3 : null;
    },
  };
}

/** `api.ex`: the start of a path, or of each of its steps. Titles have no steps. */
function pathMatcher(word: string): Matcher {
  const steps = word.split('.').map(escaped);
  const exact = new RegExp(`^${steps.join('\\.')}`, 'i');
  const short = new RegExp(`^${steps.join('[^.\\n]*\\.')}`, 'i');
  const anywhere = new RegExp(`(?:^|\\.)${steps.join('[^.\\n]*\\.')}`, 'im');
  return {
    quick: () => ({ on: 'names', test: names => anywhere.test(names) }),
    fit: path => (exact.test(path) ? 0 : short.test(path) ? 1 : null),
  };
}
