import assert from 'node:assert/strict';
import type { MessageConnection } from 'vscode-languageserver/node';
import {
  cursorMethod, isCursorAnswer, isRevealAnswer, isTimelineAnswer, planChangedMethod, revealMethod, timelineMethod,
} from '../../protocol/preview.ts';
import type { CursorAnswer, RevealAnswer, TimelineAnswer } from '../../protocol/preview.ts';
import type { TimelineModel } from '../../protocol/timeline.ts';
import { applyPatch } from '../../webview/timeline/session.ts';
import { withFixture } from '../support/editor.ts';
import type { Editor } from '../support/editor.ts';

const plan = `//- /a.program
program p "Plan" {
  start 2026-01-05
  as of 2026-01-05
  workstream w "Work" {
    task first "First" { estimate 2d }
    task second "Second" { estimate <|1d|>  after first }
  }
}`;

/** The answers, which must be in the protocol. */
function previewOf({ client, mark }: Editor) {
  const uri = client.uri(mark.path);
  const request = async <T>(method: string, is: (value: unknown) => value is T, params: object): Promise<T> => {
    const answer = await client.request<unknown>(method, params);
    assert.ok(is(answer), `${method}: ${JSON.stringify(answer).slice(0, 300)}`);
    return answer;
  };
  return {
    timeline: (revision: number | null) => request<TimelineAnswer>(timelineMethod, isTimelineAnswer, { uri, revision }),
    reveal: (id: string) => request<RevealAnswer>(revealMethod, isRevealAnswer, { uri, id }),
    cursor: (line: number, character: number) => request<CursorAnswer>(cursorMethod, isCursorAnswer, { uri, line, character }),
  };
}

async function modelOf(answer: Promise<TimelineAnswer>): Promise<TimelineModel> {
  const known = await answer;
  assert.equal(known.type, 'model');
  return known.model;
}

function countChanges(connection: MessageConnection): () => number {
  let count = 0;
  connection.onNotification(planChangedMethod, () => { count++; });
  return () => count;
}

describe('The preview on the server', () => {
  it('answers with a picture, then with nothing until something changed', () => withFixture(plan, async editor => {
    const { timeline } = previewOf(editor);
    const model = await modelOf(timeline(null));
    assert.deepEqual(model.rows.map(row => row.title), ['Work', 'First', 'Second']);
    assert.deepEqual(await timeline(model.revision), { type: 'unchanged', revision: model.revision });
  }));

  it('says that something changed, and sends no more than that', () => withFixture(plan, async editor => {
    const { timeline } = previewOf(editor);
    const changes = countChanges(editor.client.connection);
    const model = await modelOf(timeline(null));
    editor.client.edit('/a.program', editor.mark.start, editor.mark.end, '4d');
    await editor.client.settled();
    const answer = await timeline(model.revision);
    assert.ok(changes() > 0);
    assert.equal(answer.type, 'patch');
    // The first task keeps its dates, and gains nothing to say: it is not sent.
    assert.deepEqual(answer.patch.update?.map(row => row.title), ['Work', 'Second']);
    const patched = applyPatch(model, answer.patch)!;
    const fresh = await modelOf(timeline(null));
    assert.deepEqual(patched.rows, fresh.rows);
    assert.deepEqual(patched.programs, fresh.programs);
  }));

  it('does not count a change of white space as one', () => withFixture(plan, async editor => {
    const { timeline } = previewOf(editor);
    const model = await modelOf(timeline(null));
    editor.client.edit('/a.program', 0, 0, '\n\n// a note\n');
    const answer = await timeline(model.revision);
    // The minute may turn meanwhile; nothing else may be in the patch.
    if (answer.type === 'patch') assert.deepEqual(Object.keys(answer.patch.head ?? {}), ['today']);
    else assert.equal(answer.type, 'unchanged');
  }));

  it('sends everything to whoever shows something else', () => withFixture(plan, async editor => {
    const { timeline } = previewOf(editor);
    await modelOf(timeline(null));
    await modelOf(timeline(12345));
  }));

  it('keeps the last good picture while the text is broken', () => withFixture(plan, async editor => {
    const { timeline, reveal } = previewOf(editor);
    const model = await modelOf(timeline(null));
    editor.client.edit('/a.program', editor.mark.start, editor.mark.end, ']] {');
    const answer = await timeline(model.revision);
    assert.equal(answer.type, 'patch');
    assert.deepEqual(Object.keys(answer.patch).sort(), ['base', 'head', 'revision']);
    assert.match(answer.patch.head?.trouble?.stale ?? '', /this picture is from before line 6 was broken$/);
    assert.equal((await reveal('problem:1')).location?.start.line, 5);
    editor.client.edit('/a.program', editor.mark.start, editor.mark.start + 4, '1d');
    const healed = await timeline(answer.patch.revision);
    assert.equal(healed.type, 'patch');
    assert.equal(healed.patch.head?.trouble?.stale, undefined);
    assert.deepEqual(applyPatch(applyPatch(model, answer.patch)!, healed.patch)?.rows, model.rows);
  }));

  it('knows where a row is written and which row is written where', () => withFixture(plan, async editor => {
    const { reveal, cursor } = previewOf(editor);
    const { location } = await reveal('task:p.w.second');
    assert.deepEqual([location?.uri, location?.start, location?.end], [editor.client.uri('/a.program'), { line: 5, character: 9 }, { line: 5, character: 15 }]);
    assert.deepEqual(await cursor(5, 30), { id: 'task:p.w.second' });
    assert.deepEqual(await cursor(3, 4), { id: 'workstream:p.w' });
    assert.deepEqual(await reveal('task:p.w.unknown'), { location: null });
    assert.deepEqual(await cursor(500, 0), { id: 'program:p' }, 'behind the end is at the end');
  }));

  it('refuses what is not in the protocol', () => withFixture(plan, async ({ client }) => {
    const uri = client.uri('/a.program');
    for (const params of [null, 7, {}, { uri }, { uri: 7, revision: null }, { uri, revision: 'x' }, { uri, revision: null, path: '/etc/passwd' }]) {
      const answer = await client.request<unknown>(timelineMethod, params);
      assert.ok(isTimelineAnswer(answer) && answer.type === 'failed', JSON.stringify(params));
    }
    for (const params of [null, { uri, id: 7 }, { uri, id: 'a', range: {} }]) assert.deepEqual(await client.request<unknown>(revealMethod, params), { location: null });
    for (const params of [null, { uri, line: -1, character: 0 }, { uri, position: { line: 0, character: 0 } }]) assert.deepEqual(await client.request<unknown>(cursorMethod, params), { id: null });
  }));

  it('draws an unknown document as all there is, and an empty one as nothing', () => withFixture('//- /empty.program\n\n', async editor => {
    const model = await modelOf(previewOf(editor).timeline(null));
    assert.deepEqual(model.rows, []);
    assert.deepEqual(await previewOf(editor).cursor(0, 0), { id: null });
  }));
});
