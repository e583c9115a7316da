/**
 * How well what is typed fits a name or a title. The editor filters again and finer; here it decides which of many
 * thousand names are sent.
 */

/** Less is better: 0 a name starts so, 1 a word of the path or the title does, 2 it stands in one of them, 3 its letters do, in their order. */
export type Quality = 0 | 1 | 2 | 3;

export interface Matcher {
  /** A quick test that lets through all that fits with this quality or a better one, and some more. */
  mayFit(id: string, title: string | undefined, worst: Quality): boolean;
  /** The quality of a path with its title; null where it does not fit. */
  fit(path: string, title: string | undefined): Quality | null;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The letters in their order, each at its first place behind the one before: linear on any text. */
function lettersOf(word: string): RegExp {
  return new RegExp(`^${[...word].map(letter => `[^${escaped(letter)}]*${escaped(letter)}`).join('')}`, 'i');
}

const everything: Matcher = { mayFit: () => true, fit: () => 0 };

export function matcherOf(word: string): Matcher {
  if (word === '') return everything;
  if (word.includes('.')) return pathMatcher(word);
  const tests = [`(?:^|\\.)${escaped(word)}`, `(?:^|[^\\p{L}\\p{N}])${escaped(word)}`, escaped(word)].map((pattern, at) => new RegExp(pattern, at === 1 ? 'iu' : 'i'));
  const [name, start, anywhere] = tests as [RegExp, RegExp, RegExp];
  const letters = lettersOf(word);
  const quick = [name, start, anywhere, letters] as const;
  return {
    mayFit: (id, title, worst) => quick[worst].test(id) || (worst > 0 && title !== undefined && quick[worst].test(title)),
    fit(path, title = '') {
      if (name.test(path)) return 0;
      if (start.test(path) || start.test(title)) return 1;
      if (anywhere.test(path) || anywhere.test(title)) return 2;
      return letters.test(path) || letters.test(title) ? 3 : null;
    },
  };
}

/** `api.ex`: the start of a path, or of each of its steps. Titles have no steps. */
function pathMatcher(word: string): Matcher {
  const steps = word.split('.').map(escaped);
  const exact = new RegExp(`^${steps.join('\\.')}`, 'i');
  const short = new RegExp(`^${steps.join('[^.]*\\.')}`, 'i');
  const anywhere = new RegExp(`(?:^|\\.)${steps.join('[^.]*\\.')}`, 'i');
  return {
    mayFit: id => anywhere.test(id),
    fit: path => (exact.test(path) ? 0 : short.test(path) ? 1 : null),
  };
}
