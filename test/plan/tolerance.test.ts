/** Half a document is a document: lowering never throws, and what is whole stays. */
import assert from 'node:assert/strict';
import { merge } from '../../language/plan/merge.ts';
import { lower } from '../../language/plan/lower.ts';
import { seeded } from '../bench/measure.ts';
import { atlas, open, planIn, planOf } from './lowering.ts';

async function lowerAll(texts: readonly string[]): Promise<void> {
  // As one workspace of copies: names repeat over its files, which must not hurt either.
  const { documents } = await open(Object.fromEntries(texts.map((text, index) => [`${index}.program`, text])));
  for (const document of documents) {
    const { plan } = lower(document);
    for (const activity of plan.activities) assert.ok(activity.name !== '' && activity.span.end <= document.textDocument.getText().length);
    merge([plan]);
  }
  merge(documents.map(document => lower(document).plan));
}

describe('lowering what is half typed', () => {
  it('takes every prefix of the example', async () => {
    const prefixes: string[] = [];
    for (let length = 0; length < atlas.length; length += 211) prefixes.push(atlas.slice(0, length));
    await lowerAll(prefixes);
  });

  it('takes the example with lines missing', async () => {
    const random = seeded(7);
    const lines = atlas.split('\n');
    await lowerAll(Array.from({ length: 20 }, () => lines.filter(() => random() > 0.1).join('\n')));
  });

  it('takes the example with tokens missing and doubled', async () => {
    const random = seeded(11);
    const tokens = atlas.split(/(?<=\s)/);
    await lowerAll(Array.from({ length: 20 }, () => tokens.flatMap(token => (random() < 0.03 ? [] : random() < 0.03 ? [token, token] : [token])).join('')));
  });

  it('keeps what stands around a broken line', async () => {
    const { plan } = await planIn('task a { estimate 3d }\ntask b { estimate  after }\ntask\nmilestone { by 2026-05-01 }\nrisk\ntask c { owner }\ngate g { check }');
    const ids = plan.activities.map(({ id }) => id);
    for (const id of ['p.a', 'p.b', 'p.c', 'p.g']) assert.ok(ids.includes(id), `${id} of ${ids.join()}`);
    assert.equal(plan.activities[0]!.estimate!.likely.amount, 3);
  });

  it('keeps the tasks of a workstream that has no name yet', async () => {
    const { plan } = await planIn('workstream {\ntask a { estimate 3d }\n}\ntask b');
    assert.deepEqual(plan.activities.map(({ id }) => id), ['p.a', 'p.b']);
  });

  it('keeps what a program without a name says', async () => {
    for (const head of ['program {', 'part of']) {
      const { plan } = await planOf(`${head}\nstart 2026-01-12\ntask a { estimate 3d }\n${head.endsWith('{') ? '}' : ''}`);
      assert.deepEqual(plan.programs.map(({ name, start }) => [name, start !== null]), [['', true]]);
      assert.deepEqual(plan.activities.map(({ id, program, parent }) => [id, program, parent]), [['a', '', 'program:']]);
    }
  });

  it('makes nothing of an empty file', async () => {
    const { plan, issues } = await planOf('');
    assert.deepEqual([plan.byKey.size, issues], [0, []]);
  });
});

describe('words of the language as names', () => {
  const words = [
    'task', 'milestone', 'gate', 'release', 'workstream', 'program', 'risk', 'issue', 'decision', 'change', 'action', 'dependency', 'report',
    'owner', 'after', 'before', 'by', 'on', 'start', 'finish', 'not', 'as', 'of', 'due', 'note', 'status', 'for', 'with', 'estimate', 'high', 'go',
  ];
  for (const word of words) {
    it(`${word} names a task, a person and a program`, async () => {
      const { plan } = await planOf(`person ${word} "P"\nprogram ${word} {\ntask ${word} { estimate 3d  owner ${word} }\ntask next { after ${word} }\n}`);
      assert.deepEqual(plan.activities.map(({ key }) => key), [`task:${word}.${word}`, `task:${word}.next`]);
      assert.equal(plan.activities[0]!.owner!.key, `person:${word}`);
      assert.equal(plan.activities[1]!.after[0]!.from.key, `task:${word}.${word}`);
    });
  }
});
