/** One block read again and put into its document: as often as possible, and never with another outcome than reading everything. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { revisionOf } from '../../language/syntax/reparse.ts';
import { atlas } from '../support/any-text.ts';
import { editedWorkspace, freshState, newReader } from '../support/edit-sequences.ts';

const path = '/a.program';
const plan = `program p "P" {
  start 2026-01-12
  workstream w "W" {
    // before
    task a "A" {
      estimate 2d
      /* inside */
      note "one"
    }
    task b "B" { estimate 3d  after a }
    task c {
      task d { estimate 1d }
      after b
    }
  }
  milestone m { after w  by 2026-02-02 }
  risk r "R" {
    probability 30%
    impact 2d on w.a
  }
}
`;

/** Makes one edit at a mark; says whether a block was enough, after comparing everything with a fresh start. */
async function edit(text: string, at: number, removed: number, inserted: string): Promise<boolean> {
  const reader = newReader();
  const workspace = editedWorkspace({ [path]: text }, reader);
  await workspace.update();
  workspace.apply({ path, start: at, end: at + removed, text: inserted });
  const state = await workspace.update();
  assert.deepEqual(state, await freshState(workspace.texts));
  return revisionOf(reader.language.documents()[0]!.parseResult.value) === 1;
}

const editAt = (mark: string, inserted: string, removed = 0): Promise<boolean> => edit(plan, plan.indexOf(mark) + mark.length, removed, inserted);

describe('A block that is read again', () => {
  it('is enough for what is typed inside of it', async () => {
    assert.ok(await editAt('"A', 'x'));
    assert.ok(await editAt('estimate 2', '0'));
    assert.ok(await editAt('note "one"', '\n      owner nobody\n      estimate 3d'));
    assert.ok(await editAt('task d { ', 'progress 10%  '));
    assert.ok(await editAt('after b', ', w.a'));
    assert.ok(await editAt('probability ', '', 3));
    assert.ok(await editAt('/* inside */', ' // more'));
    assert.ok(await editAt('by 2026-02-0', '3', 1));
  });

  it('is enough for a half-typed line, and for a line that makes no sense', async () => {
    assert.ok(await editAt('note "one"', '\n      est'));
    assert.ok(await editAt('note "one"', '\n      after'));
    assert.ok(await editAt('note "one"', '\n      ???'));
  });

  it('brings the names of the document up to date where the block changes its own', async () => {
    assert.ok(await editAt('task a', 'bc'));
    assert.ok(await editAt('task d', 'd'));
    assert.ok(await editAt('after b', '\n      task e { after d }'));
  });

  it('is the next one around where it begins or ends differently', async () => {
    assert.ok(await editAt('task', 's'));
    assert.ok(await editAt('note "one"', '\n } task z {\n'));
    assert.ok(await editAt('"P" {\n  start 2026-01-12\n  workstream w "W" {\n', '    task new { estimate 1d }\n'));
  });

  it('is not enough where the text around it decides, or it decides about that', async () => {
    assert.ok(!await editAt('task a "A" ', '', 1));
    assert.ok(!await editAt('note "one"', '\n    }'));
    assert.ok(!await editAt('note "one', '', 1));
    assert.ok(!await editAt('/* inside ', '', 2));
    assert.ok(!await editAt('note "one"', ' /*'));
    assert.ok(!await editAt('start 2026-01-1', '3', 1));
  });

  it('is found again and again, wherever single letters are typed into the example', async () => {
    const reader = newReader();
    const workspace = editedWorkspace({ [path]: atlas }, reader);
    await workspace.update();
    const places = [...atlas.matchAll(/"[^"\n]{4,}"/g)].map(match => match.index + 3);
    const random = fc.sample(fc.nat({ max: places.length - 1 }), { numRuns: 25, seed: 5 });
    for (const index of random) {
      workspace.apply({ path, start: places[index]!, end: places[index]!, text: 'é' });
      await workspace.update();
      workspace.apply({ path, start: places[index]!, end: places[index]! + 1, text: '' });
      await workspace.update();
    }
    workspace.apply({ path, start: places[30]!, end: places[30]!, text: 'z' });
    assert.deepEqual(await workspace.update(), await freshState(workspace.texts));
    assert.ok(revisionOf(reader.language.documents()[0]!.parseResult.value) > 0);
  });

  it('does not pile up what it replaced', async () => {
    const reader = newReader();
    const workspace = editedWorkspace({ [path]: plan }, reader);
    await workspace.update();
    const at = plan.indexOf('"A') + 2;
    const nodes = (): number => (reader.language.documents()[0]!.parseResult.value.$cstNode as unknown as { entries: { nodes: unknown[] } }).entries.nodes.length;
    const before = nodes();
    for (let i = 0; i < 700; i++) {
      workspace.apply({ path, start: at, end: at + i % 2, text: i % 2 === 0 ? 'x' : '' });
      await workspace.update();
    }
    assert.ok(nodes() < before + 2500, `${nodes()} nodes after 700 edits, ${before} before`);
  });
});
