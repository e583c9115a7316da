/** Whatever is edited, in whatever order: what was computed edit by edit is what a fresh start computes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assertSameAsFresh, editSequence, exampleWorkspace, newReader } from '../support/edit-sequences.ts';

describe('A workspace that is edited', function () {
  this.timeout(120_000);
  it('is, after each edit, as if it had just been opened', () => fc.assert(fc.asyncProperty(editSequence(), async sequence => void await assertSameAsFresh(sequence)), { numRuns: Number(process.env.RUNS ?? 60) }));
  it('and so is the example', () => fc.assert(fc.asyncProperty(editSequence([exampleWorkspace], 6), async sequence => void await assertSameAsFresh(sequence)), { numRuns: Number(process.env.RUNS ?? 8) }));
  it('which is noticed where it is not: by a language that overlooks what depends on a change', async () => {
    const forgetful = (): ReturnType<typeof newReader> => {
      const { open, language } = newReader();
      let updates = 0;
      return { open, language: { ...language, update: (changed, deleted) => language.update(++updates % 2 === 0 ? changed.slice(1) : changed, deleted) } };
    };
    const { failed } = await fc.check(fc.asyncProperty(editSequence(), async sequence => void await assertSameAsFresh(sequence, forgetful())), { numRuns: 30 });
    assert.ok(failed);
  });
});
