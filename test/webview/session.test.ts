import assert from 'node:assert/strict';
import type { FromWebview } from '../../protocol/preview.ts';
import type { TimelineModel } from '../../protocol/timeline.ts';
import { createSession } from '../../webview/timeline/session.ts';
import { atlas } from './models.ts';

function play() {
  const posted: FromWebview[] = [];
  const drawn: number[] = [];
  const failures: string[] = [];
  let clock = 0;
  const session = createSession({
    post: message => posted.push(message), draw: (model: TimelineModel) => drawn.push(model.revision), fail: message => failures.push(message), now: () => clock,
  });
  const asked = () => posted.filter(message => message.type === 'update').map(message => message.revision);
  return { session, posted, drawn, failures, asked, wait: (milliseconds: number) => { clock += milliseconds; } };
}
const model = (revision: number) => ({ type: 'model', model: { ...atlas(), revision } }) as const;

describe('the session of a webview', () => {
  it('says that it is ready and asks for everything', () => {
    const { session, posted } = play();
    session.start();
    assert.deepEqual(posted, [{ type: 'ready' }, { type: 'update', revision: null }]);
  });

  it('has one request in flight, and one more when something happened meanwhile', () => {
    const { session, asked } = play();
    session.start();
    session.changed();
    session.changed();
    assert.deepEqual(asked(), [null]);
    session.answer(model(5));
    assert.deepEqual(asked(), [null, 5]);
    session.answer({ type: 'unchanged', revision: 5 });
    assert.deepEqual(asked(), [null, 5]);
  });

  it('applies a patch to what it shows, and asks for everything when the patch is for something else', () => {
    const { session, asked, drawn } = play();
    session.start();
    session.answer(model(5));
    session.answer({ type: 'patch', patch: { base: 5, revision: 6 } });
    assert.deepEqual(drawn, [5, 6]);
    session.answer({ type: 'patch', patch: { base: 5, revision: 7 } });
    assert.deepEqual(drawn, [5, 6]);
    assert.deepEqual(asked(), [null, null]);
  });

  it('keeps its picture when an answer fails, and goes on', () => {
    const { session, asked, drawn, failures } = play();
    session.start();
    session.answer(model(5));
    session.changed();
    session.answer({ type: 'failed', message: 'No.' });
    assert.deepEqual([drawn, failures], [[5], ['No.']]);
    session.changed();
    assert.deepEqual(asked(), [null, 5, 5]);
  });

  it('does not wait for ever for an answer that was lost', () => {
    const { session, asked, wait } = play();
    session.start();
    wait(60_000);
    session.changed();
    assert.deepEqual(asked(), [null, null]);
  });
});
