/** Texts that nobody would write, for properties that hold of any text. */
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { createProgramServices } from '../../language/program-services.ts';

export const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');

/** The words that start a line in one block or another. */
const words = [...createProgramServices().program.parser.Lexer.blocks.words];

/** Something a plan is made of, or breaks by. */
export const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 3, arbitrary: fc.constantFrom('{', '}', '{', '}', ',', '(', ')', '+', '-', '..', '\n', '\n', '\n  ', '  ') },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'a.b', 'a.', 'übung', '"text"', '"open', '"""long"""', '3d', '3 d', '2026-01-01', '2026-02-30', '30%', '1..2', '40k', '09:00-12:00', '-2d') },
  { weight: 1, arbitrary: fc.constantFrom('@', ';', ':', '#', '//c', '/*c*/', '/*', '"""', '\\', '\u0000', '\uD800', '\u{1F600}', '\r', '\t', '/') },
);

export const soup = fc.array(piece, { maxLength: 120 }).map(pieces => pieces.join(' '));

/** One of the texts with a stretch cut out, doubled or replaced. */
export function damaged(texts: readonly string[]): fc.Arbitrary<string> {
  return fc.record({ of: fc.nat(texts.length - 1), from: fc.nat(), length: fc.nat(80), to: fc.nat(), insert: fc.oneof(fc.constant(''), soup) })
    .map(({ of, from, length, to, insert }) => {
      const text = texts[of] ?? '';
      const start = from % (text.length + 1);
      const cut = text.slice(0, start) + text.slice(start + length);
      const at = to % (cut.length + 1);
      return cut.slice(0, at) + insert + cut.slice(at);
    });
}

/** Every plan of the tests, and the example: all constructs of the language. The marks of the tests are taken out. */
export const plans: readonly string[] = [atlas, ...globSync('test/fixtures/**/*.program', { cwd: new URL('../../', import.meta.url) }).sort()
  .map(file => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replace(/‹\|?|\|?›|¦|<\||\|>/g, ''))];

/** Several damages, one after the other. */
export const mutated = fc.tuple(damaged(plans), fc.array(fc.tuple(fc.nat(), fc.nat(12), piece), { maxLength: 4 }))
  .map(([text, more]) => more.reduce((now, [from, length, insert]) => {
    const at = from % (now.length + 1);
    return now.slice(0, at) + insert + now.slice(at + length);
  }, text));

const gap = fc.constantFrom('', ' ', '  ', '\t', '\n', '\n\n\n', '\r\n', ' \n  ', '\n        ', ' // why\n', ' /* why */ ', '\n/** Because. */\n');

/** A plan with other white space and comments between its words here and there: what a formatter has to cope with. */
export const untidy = fc.record({ of: fc.nat(plans.length - 1), gaps: fc.array(gap, { minLength: 1, maxLength: 40 }), every: fc.integer({ min: 1, max: 30 }) })
  .map(({ of, gaps, every }) => {
    let index = 0;
    return (plans[of] ?? '').replace(/(?<![^\s,{}])[ \t]+|\r?\n[ \t]*|(?<=[{},])[ \t]+/g, space => (++index % every === 0 ? gaps[Math.floor(index / every) % gaps.length] || space : space));
  });
