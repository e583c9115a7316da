import assert from 'node:assert/strict';
import { CancellationToken, CancellationTokenSource, ResponseError } from 'vscode-languageserver';
import { features } from '../../server/features.ts';
import { createRebuild } from '../../server/rebuild.ts';
import type { Batch } from '../../server/rebuild.ts';
import { Cancelled, safely } from '../../server/safely.ts';
import { allCapabilities } from '../../server/start.ts';

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('Features', () => {
  it('load, each under a name of its own', async () => {
    assert.equal(new Set(features.map(feature => feature.name)).size, features.length);
    for (const feature of features) assert.equal(typeof (await feature.load()).register, 'function', feature.name);
  });
  it('are announced before they are loaded', () => {
    const capabilities = allCapabilities();
    for (const capability of ['completionProvider', 'hoverProvider', 'renameProvider', 'documentSymbolProvider', 'textDocumentSync'] as const) assert.ok(capabilities[capability], capability);
  });
});

describe('A handler', () => {
  const log = { errors: [] as string[], error(message: string) { this.errors.push(message); }, info() { /* nobody listens */ } };
  beforeEach(() => { log.errors.length = 0; });
  it('answers neutrally where it fails, and the log names the feature', async () => {
    const handler = safely<string, string[]>(log, 'hover', [], () => { throw new Error('broken'); });
    assert.deepEqual(await handler('x', CancellationToken.None), []);
    assert.match(log.errors[0] ?? '', /^hover: Error: broken/);
  });
  it('says that it was cancelled, and logs nothing', async () => {
    const source = new CancellationTokenSource();
    const handler = safely<string, string[]>(log, 'hover', [], async () => {
      source.cancel();
      throw new Cancelled();
    });
    assert.ok(await handler('x', source.token) instanceof ResponseError);
    assert.deepEqual(log.errors, []);
  });
});

describe('Rebuilding', () => {
  /** Passes that take some turns, and what they saw. */
  function recorded(turns: number) {
    const batches: Batch[] = [];
    let analyses = 0;
    const failures: unknown[] = [];
    let fail = false;
    const rebuild = createRebuild({ turn, now: () => new Date() }, {
      ready: () => Promise.resolve(),
      async build(batch) {
        batches.push(batch);
        for (let i = 0; i < turns; i++) await turn();
        if (fail) throw new Error('build');
      },
      analyse: () => void analyses++,
    }, error => failures.push(error));
    return { rebuild, batches, failures, analyses: () => analyses, setFail: (now: boolean) => { fail = now; } };
  }

  it('takes what comes together as one', async () => {
    const { rebuild, batches, analyses } = recorded(0);
    rebuild.request(['a'], []);
    rebuild.request(['b', 'a'], ['c']);
    await rebuild.settled();
    assert.deepEqual(batches, [{ changed: ['a', 'b'], deleted: ['c'] }]);
    assert.equal(analyses(), 1);
  });
  it('has no backlog after a burst', async () => {
    const { rebuild, batches, analyses } = recorded(10);
    for (let i = 0; i < 50; i++) {
      rebuild.request(['a'], []);
      await turn();
    }
    await rebuild.settled();
    assert.ok(batches.length <= 6, `${batches.length} builds`);
    assert.ok(analyses() <= batches.length);
  });
  it('lets the last word on a document count', async () => {
    const { rebuild, batches } = recorded(0);
    rebuild.request(['a', 'b'], []);
    rebuild.request([], ['a']);
    rebuild.request([], ['b']);
    rebuild.request(['b'], []);
    await rebuild.settled();
    assert.deepEqual(batches, [{ changed: ['b'], deleted: ['a'] }]);
  });
  it('goes on after a failure', async () => {
    const { rebuild, failures, analyses, setFail } = recorded(0);
    setFail(true);
    rebuild.request(['a'], []);
    await rebuild.settled();
    assert.equal(failures.length, 1);
    setFail(false);
    rebuild.request(['a'], []);
    await rebuild.settled();
    assert.equal(analyses(), 1);
  });
  it('analyses again without a change if it is asked to', async () => {
    const { rebuild, batches, analyses } = recorded(0);
    rebuild.request([], []);
    await rebuild.settled();
    assert.deepEqual([batches.length, analyses()], [0, 1]);
  });
});
