/** Whatever is edited, in whatever order: what was computed edit by edit is what a fresh start computes. */
import fc from 'fast-check';
import { assertSameAsFresh, editSequence, exampleWorkspace } from '../support/edit-sequences.ts';

describe('A workspace that is edited', function () {
  this.timeout(120_000);
  it('is, after each edit, as if it had just been opened', () => fc.assert(fc.asyncProperty(editSequence(), async sequence => void await assertSameAsFresh(sequence)), { numRuns: 120 }));
  it('and so is the example', () => fc.assert(fc.asyncProperty(editSequence([exampleWorkspace], 6), async sequence => void await assertSameAsFresh(sequence)), { numRuns: 12 }));
});
