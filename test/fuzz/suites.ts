/** Every suite of the fuzz run. A case is one text, one question or one compared state. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAnalyzer, foldsOf } from '../../language/index.ts';
import { assertSameAsFresh, editSequence, exampleWorkspace } from '../support/edit-sequences.ts';
import { mutated, soup, untidy } from '../support/any-text.ts';
import { assertFormats, assertFormatsLines } from '../support/formats.ts';
import { hostile } from '../support/hostile-texts.ts';
import { inspected, language } from '../support/inspect.ts';
import { questions } from './questions.ts';
import { suite } from './suite.ts';
import type { Suite } from './suite.ts';

const noon = Date.UTC(2026, 0, 14, 12) / 60_000;

/** Everything that reads a text, to the end. */
async function survives(text: string): Promise<void> {
  await inspected(text);
  const failures: string[] = [];
  const { findings } = createAnalyzer(language, {}, (stage, error) => failures.push(`${stage}: ${String(error)}`)).analyse({ today: noon });
  assert.deepEqual(failures, []);
  for (const { span, message, code } of findings) {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, `${code} at ${span.start}-${span.end} of ${text.length}`);
    assert.ok(message !== '' && !/\bundefined\b|\bNaN\b|Invalid Date/.test(message.replaceAll(/[`"'][^`"']*[`"']/g, '')), `${code}: ${message}`);
  }
  for (const { start, end } of foldsOf(text)) assert.ok(start >= 0 && start <= end && end <= text.length);
}

const programOf = (text: string): string => `program p {\n${text}\n}\nperson a`;

/** One pattern that is hostile by its length, alone or inside of a plan, with something else behind it. */
const hostileText = fc.tuple(fc.constantFrom(...Object.values(hostile)), fc.integer({ min: 16, max: 12_000 }), fc.boolean(), soup)
  .map(([make, length, inside, more]) => (inside ? programOf(`${make(length)}\n${more}`) : `${make(length)}\n${more}`));

const nested = fc.tuple(fc.constantFrom('task t {', 'workstream w {', 'gate g { check c { requires (', 'release r { cutover {', '(', '{', 'decision d { option o {'), fc.integer({ min: 1, max: 3_000 }), fc.constantFrom('', '}', ')', '} '), soup)
  .map(([open, times, close, more]) => programOf(`${open.repeat(times)} ${more} ${close.repeat(times)}`));

export const suites: readonly Suite[] = [
  suite('words', { short: 60, long: 40_000 }, soup, survives),
  suite('words in a program', { short: 60, long: 40_000 }, soup.map(programOf), survives),
  suite('characters', { short: 60, long: 20_000 }, fc.string({ unit: 'binary', maxLength: 200 }), survives),
  suite('plans, damaged', { short: 60, long: 30_000 }, mutated, survives),
  suite('hostile texts', { short: 20, long: 3_000 }, hostileText, survives),
  suite('nested texts', { short: 10, long: 2_000 }, nested, survives),
  suite('formatting', { short: 60, long: 25_000 }, fc.oneof(untidy, mutated, soup.map(programOf)), assertFormats),
  suite('formatting of lines', { short: 30, long: 10_000 }, fc.tuple(fc.oneof(untidy, mutated), fc.nat(), fc.nat(6)), ([text, first, count]) => assertFormatsLines(text, first, count)),
  suite('edits', { short: 100, long: 30_000 }, editSequence(), sequence => assertSameAsFresh(sequence)),
  suite('edits of the example', { short: 10, long: 2_000 }, editSequence([exampleWorkspace], 6), sequence => assertSameAsFresh(sequence)),
  questions,
];
