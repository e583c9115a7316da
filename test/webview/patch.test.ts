import assert from 'node:assert/strict';
import fc from 'fast-check';
import { timelinePatch } from '../../language/views/timeline-patch.ts';
import type { TimelineModel, TimelineRow } from '../../protocol/timeline.ts';
import { isTimelinePatch } from '../../protocol/timeline.ts';
import { applyPatch } from '../../webview/timeline/session.ts';
import { atlas, bigPlan } from './models.ts';

const row = (id: string, finish: number): TimelineRow => ({ id, kind: 'task', level: 1, title: id, start: 0, finish, links: [{ from: 'task:a', kind: 'FS', lag: finish }] });
const model = (rows: readonly TimelineRow[], revision: number, more: Partial<TimelineModel> = {}): TimelineModel => ({ ...atlas(), ...more, rows, revision });

describe('a patch', () => {
  it('makes the one picture into the other, whatever came, went, moved and changed', () => {
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 2 })), { selector: ([id]) => id, maxLength: 12 })
      .map(list => list.map(([id, finish]) => row(`task:${id}`, finish)));
    fc.assert(fc.property(rows, rows, fc.integer({ min: 0, max: 1 }), (a, b, today) => {
      const before = model(a, 1);
      const after = model(b, 2, { today: before.today + today });
      const patch = timelinePatch(before, after);
      if (patch === null) return assert.deepEqual({ ...before, revision: 2 }, after);
      assert.ok(isTimelinePatch(JSON.parse(JSON.stringify(patch))));
      assert.deepEqual(applyPatch(before, patch), after);
    }), { numRuns: 300 });
  });

  it('of one changed row in ten thousand is that row', () => {
    const before = bigPlan(10_000, 1);
    const after = { ...before, revision: 2, rows: before.rows.map((one, index) => (index === 5_000 ? { ...one, title: 'Renamed' } : one)) };
    const patch = timelinePatch(before, after)!;
    assert.equal(patch.update?.length, 1);
    assert.ok(JSON.stringify(patch).length < JSON.stringify(after).length / 1_000);
  });

  it('of a new row is one splice', () => {
    const before = bigPlan(200, 1);
    const added: TimelineRow = { id: 'task:new', kind: 'task', level: 2, title: 'New' };
    const patch = timelinePatch(before, { ...before, revision: 2, rows: before.rows.toSpliced(70, 0, added) })!;
    assert.deepEqual(patch, { base: 1, revision: 2, splice: { at: 70, remove: 0, insert: [added] } });
  });

  it('for another revision, or that does not fit, is refused', () => {
    const before = bigPlan(10, 1);
    assert.equal(applyPatch(before, { base: 7, revision: 8 }), null);
    assert.equal(applyPatch(before, { base: 1, revision: 8, splice: { at: 8, remove: 90, insert: [] } }), null);
  });

  it('of equal pictures is none', () => {
    assert.equal(timelinePatch(atlas(), structuredClone({ ...atlas(), revision: 2 })), null);
  });
});
