import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isCursorAnswer, isFromWebview, isRevealAnswer, isRevealParams, isTimelineAnswer, isTimelineParams, isToWebview } from '../../protocol/preview.ts';
import { isTimelineModel, isTimelinePatch } from '../../protocol/timeline.ts';
import { isViewState } from '../../webview/timeline/state.ts';
import { atlas, bigPlan } from '../webview/models.ts';

describe('messages of the preview', () => {
  it('of the protocol are taken', () => {
    const messages = [
      { type: 'ready' }, { type: 'update', revision: null }, { type: 'update', revision: 7 }, { type: 'reveal', id: 'task:p.a', focus: true },
    ];
    for (const message of messages) assert.ok(isFromWebview(message), JSON.stringify(message));
    assert.ok(isToWebview({ type: 'answer', answer: { type: 'model', model: atlas() } }));
    assert.ok(isToWebview({ type: 'cursor', id: null }));
    assert.ok(isTimelineModel(bigPlan(500)));
  });

  const hostile: readonly unknown[] = [
    null, undefined, 7, 'ready', [], {}, { type: 'eval', code: '1' }, { type: 'ready', extra: 1 }, { type: 'update' }, { type: 'update', revision: -1 }, { type: 'update', revision: 1.5 },
    { type: 'update', revision: '1' }, { type: 'reveal', id: 7, focus: true }, { type: 'reveal', id: 'a' }, { type: 'reveal', id: 'a', focus: 1 }, { type: 'reveal', id: 'a'.repeat(5_000), focus: true },
    { type: 'reveal', id: 'a', focus: true, path: '/etc/passwd' }, { type: 'reveal', uri: 'file:///etc/passwd', focus: true }, { type: 'reveal', id: { toString: 'x' }, focus: true },
    { type: ['ready'] }, Object.create({ type: 'ready' }), JSON.parse('{"__proto__":{"type":"ready"}}'), { type: '__proto__' }, { type: 'constructor' }, { type: 'toString' },
    { type: 'command', command: 'workbench.action.terminal.new' }, { type: 'edit', uri: 'file:///x', newText: '' },
  ];
  hostile.forEach((message, index) => {
    it(`that are none are refused (${index + 1}): ${(JSON.stringify(message) ?? 'undefined').slice(0, 60)}`, () => assert.equal(isFromWebview(message), false));
  });

  it('with one property too many, too few or of another type are refused, wherever it is', () => {
    const model = atlas();
    assert.equal(isTimelineModel({ ...model, uri: 'file:///a' }), false);
    assert.equal(isTimelineModel({ ...model, rows: [{ ...model.rows[0], span: { start: 1, end: 2 } }] }), false);
    assert.equal(isTimelineModel({ ...model, rows: [{ ...model.rows[0], title: undefined }] }), false);
    assert.equal(isTimelineModel({ ...model, rows: [{ ...model.rows[0], start: Number.NaN }] }), false);
    assert.equal(isTimelineModel({ ...model, rows: [{ ...model.rows[0], finish: 1e15 }] }), false);
    assert.equal(isTimelineModel({ ...model, rows: { length: 0 } }), false);
    assert.equal(isTimelinePatch({ base: 1, revision: 2, update: [{ id: 'a' }] }), false);
    assert.equal(isTimelineParams({ uri: 'file:///a', revision: null, path: 'b' }), false);
    assert.equal(isRevealParams({ uri: 'file:///a', id: 'b', line: 3 }), false);
    assert.equal(isRevealAnswer({ location: { uri: 'file:///a', start: { line: -1, character: 0 }, end: { line: 0, character: 0 } } }), false);
    assert.equal(isCursorAnswer({ id: 3 }), false);
    assert.equal(isTimelineAnswer({ type: 'model', model: atlas(), patch: null }), false);
  });

  it('of any shape are answered with true or false', () => {
    fc.assert(fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true }), value => {
      for (const check of [isFromWebview, isToWebview, isTimelineAnswer, isViewState, isTimelineModel, isTimelinePatch]) assert.equal(check(value), false);
    }));
  });

  it('survive JSON', () => {
    const message = { type: 'answer', answer: { type: 'model', model: atlas() } };
    assert.ok(isToWebview(JSON.parse(JSON.stringify(message))));
  });
});
