/** No rule fails, and no finding points outside its text, whatever is missing from a plan. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { fixesFor } from '../../language/checks/check.ts';
import { readInstant } from '../../language/plan/dates.ts';
import { analyseFiles } from '../support/analyse.ts';

const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
const words = ['after', 'finish', 'on', 'not before', '2026-03-30', '30d', '{', '}', 'launch', 'api', 'extract', 'needs payments 9', 'by', '-', '100%', '\n'];

/** The example with pieces cut out and words thrown in. */
const damaged = fc.array(fc.record({ at: fc.nat(atlas.length), length: fc.nat(60), word: fc.constantFrom('', ...words) }), { minLength: 1, maxLength: 8 })
  .map(cuts => cuts.reduce((text, { at, length, word }) => `${text.slice(0, at)} ${word} ${text.slice(at + length)}`, atlas));

describe('checks of a damaged plan', () => {
  it('stand inside the text, with fixes that do', async () => {
    await fc.assert(fc.asyncProperty(damaged, fc.constantFrom('2026-01-01', '2026-03-20', '2026-06-01'), async (text, day) => {
      const { plan, schedule, findings } = await analyseFiles([{ path: '/plan.program', text }], { today: 0, asOf: readInstant(day)!.at });
      for (const finding of findings) {
        assert.notEqual(finding.code, 'internal-error', finding.message);
        assert.doesNotMatch(finding.message, /undefined|NaN|null|\[object/);
        const places = [finding.span, ...finding.related.map(({ place }) => place)];
        const edits = fixesFor(finding, { plan, schedule, text: () => text }).flatMap(fix => fix.edits.map(edit => edit.span));
        for (const { start, end } of [...places, ...edits]) assert.ok(0 <= start && start <= end && end <= text.length, `${finding.code} ${start}..${end}`);
      }
    }), { numRuns: 60 });
  });
});
