/** After an edit inside of one block, the rest of the plan is made of the same objects, moved to where they stand now. */
import assert from 'node:assert/strict';
import { newReader } from '../support/edit-sequences.ts';

const uri = 'file:///a.program';
const text = `program p {
  start 2026-01-12
  workstream w {
    task a "A" {
      estimate 2d
    }
    task b "B" {
      estimate 3d
      after a
    }
  }
  milestone m {
    after w.b
  }
}
`;

describe('A plan after an edit inside of one block', () => {
  const edited = async (at: number, inserted: string, from = text) => {
    const { open, language } = newReader();
    open.open(uri, 1, from);
    await language.update([uri], []);
    const before = language.analyse({ today: 0 }).plan;
    const places = new Map(before.activities.map(activity => [activity.key, activity.span.start]));
    open.change(uri, 2, [{ range: { start: open.live(uri)!.positionAt(at), end: open.live(uri)!.positionAt(at) }, text: inserted }]);
    await language.update([uri], []);
    const after = language.analyse({ today: 0 }).plan;
    const kept = after.activities.filter(activity => before.activities.includes(activity)).map(({ id }) => id);
    return { after, kept, places };
  };

  it('keeps the elements of all other blocks', async () => {
    const { after, kept, places } = await edited(text.indexOf('"A"') + 2, 'xyz');
    assert.deepEqual(kept, ['p.w', 'p.w.b', 'p.m']);
    assert.equal(after.activities.find(({ id }) => id === 'p.w.a')?.title?.value, 'Axyz');
    const [before, behind] = [after.activities.find(({ id }) => id === 'p.w'), after.activities.find(({ id }) => id === 'p.w.b')];
    assert.deepEqual([before?.span.start, behind?.span.start], [places.get('workstream:p.w'), (places.get('task:p.w.b') ?? 0) + 3]);
    assert.equal(before?.span.end, text.indexOf('  }\n  milestone') + 3 + 3);
  });

  it('is lowered whole where a name changes, because what refers to it means something else', async () => {
    assert.deepEqual((await edited(text.indexOf('task b') + 6, 'c')).kept, []);
  });

  it('is lowered whole where keys are numbered', async () => {
    assert.deepEqual((await edited(text.indexOf('"A"') + 2, 'x', text.replace('milestone m {', 'task w { }\n  task w { }\n  milestone m {'))).kept, []);
  });
});
