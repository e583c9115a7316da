/** Formatting never changes what a plan says: every plan of the tests is read before and after. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changesOnLines, formatText } from '../../language/index.ts';
import { plans, untidy } from '../support/any-text.ts';
import { applied, assertFormats, assertFormatsLines } from '../support/formats.ts';

describe('Formatting a plan', () => {
  it('is tried on many plans', () => assert.ok(plans.length > 100));
  it('keeps its meaning, its comments and its findings, and is done once', async () => {
    for (const text of plans) await assertFormats(text);
  });
  it('does so for any white space and comments between its words', () => fc.assert(fc.asyncProperty(untidy, assertFormats), { numRuns: 100 }));
  it('does so for some lines of it, and leaves the others as they are', () =>
    fc.assert(fc.asyncProperty(untidy, fc.nat(), fc.nat(8), assertFormatsLines), { numRuns: 60 }));
  it('adds up to the whole, line by line', () => {
    const text = 'program p {\n\n\n     task   a {   \n  estimate   3d }\n\n }\n   person  x  {}\n';
    const changes = formatText(text, { statements: [] });
    const lines = [...text.matchAll(/[^\n]*\n/g)].map(({ 0: line, index }) => changesOnLines(text, changes, index, index + line.length - 1));
    // What is between the lines, blank ones, belongs to none.
    assert.equal(applied(text, lines.flat()).replaceAll(/\n+/g, '\n'), applied(text, changes).replaceAll(/\n+/g, '\n'));
  });
});
