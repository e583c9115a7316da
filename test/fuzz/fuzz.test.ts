/** A short run of every suite; `npm run fuzz` runs them for as long as anybody likes, and says how to see a failure again. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { endQuestions } from './questions.ts';
import { suite } from './suite.ts';
import { suites } from './suites.ts';

describe('Fuzz', function () {
  this.timeout(120_000);
  after(endQuestions);
  for (const one of suites) {
    it(one.name, async () => {
      const seed = Date.now() & 0x7fffffff;
      const { cases, failure } = await one.run({ seed, cases: one.short });
      if (failure) assert.fail(`npm run fuzz -- --suite "${one.name}" --seed ${failure.seed} --path ${failure.path}\n${failure.report}`);
      assert.ok(cases >= one.short);
    });
  }

  it('finds a case again by its seed and path, and what takes too long', async () => {
    const small = suite('numbers', { short: 1, long: 1 }, fc.nat(1000), number => assert.ok(number < 700));
    const { failure } = await small.run({ seed: 1, cases: 1000 });
    assert.ok(failure);
    assert.match(failure.report, /700/);
    const again = await small.run({ seed: failure.seed, path: failure.path, cases: 1 });
    assert.match(again.failure?.report ?? '', /700/);
    const slow = suite('slow', { short: 1, long: 1, slowest: 5 }, fc.nat(), () => {
      for (const begun = performance.now(); performance.now() - begun < 100;);
    });
    assert.match((await slow.run({ seed: 1, cases: 1 })).failure?.report ?? '', /seconds; 0.005 are allowed/);
  });
  it('is 200,000 cases in the long run', () => assert.ok(suites.reduce((sum, { long }) => sum + long, 0) >= 200_000));
});
