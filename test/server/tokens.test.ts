/** Colours of names: what they name, and what the schedule says of it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { createToldTokens } from '../../server/told-tokens.ts';
import { tokenModifiers, tokenTypes } from '../../server/token-legend.ts';
import { withFixture } from '../support/editor.ts';
import type { LspClient } from '../support/lsp.ts';

const root = new URL('../../', import.meta.url);
const file = (client: LspClient, path: string) => ({ textDocument: { uri: client.uri(path) } });
const full = (client: LspClient, path: string): Promise<SemanticTokens> => client.request('textDocument/semanticTokens/full', file(client, path));

/** `text type modifiers` of every coloured name. */
function named(text: string, data: readonly number[]): string[] {
  const lines = text.split('\n');
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, bits = 0] = data.slice(i, i + 5);
    character = down > 0 ? right : character + right;
    line += down;
    const modifiers = tokenModifiers.filter((_, bit) => (bits & (1 << bit)) !== 0);
    found.push([lines[line]?.slice(character, character + length), tokenTypes[type], ...modifiers].join(' '));
  }
  return found;
}

const colours = (source: string): Promise<string[]> => withFixture(source, async ({ client, mark: { path } }) => named(client.text(path), (await full(client, path)).data));

const plan = (inside: string): string => `program p {\n  start 2026-01-05\n  as of 2026-01-05\n  ${inside}\n}`;

describe('Colours', () => {
  it('tell a keyword that is a name by what it names', async () => {
    assert.deepEqual(await colours(plan('workstream risk { task start { estimate 2d } }\n  task gate { estimate 1d  after risk.start }')), [
      'p namespace declaration', 'risk class declaration critical', 'start function declaration critical', 'gate function declaration critical', 'risk.start function',
    ]);
  });
  it('mark what is done, critical or late, and values that are one of a list', async () => {
    assert.deepEqual(await colours('program p {\n  start 2026-01-05\n  as of 2026-01-12\n  task a { estimate 2d  started 2026-01-05  done 2026-01-06 }\n  milestone m { after b  by 2026-01-12 }\n  task b { estimate 3d }\n  risk r { status open }\n}'), [
      'p namespace declaration', 'a function declaration done', 'm function declaration critical late', 'b function', 'b function declaration critical', 'r type declaration', 'open enumMember',
    ]);
  });
  it('mark as at risk what is near-critical, and nothing with more room', async () => {
    assert.deepEqual((await colours(plan('task a { estimate 9d }\n  task b { estimate 7d }\n  task c { estimate 1d }'))).slice(1), [
      'a function declaration critical', 'b function declaration atRisk', 'c function declaration',
    ]);
  });
  it('mark as at risk what an open high risk is about, and no other', async () => {
    const marks = async (risk: string): Promise<string> => {
      const found = await colours(plan(`task long { estimate 20d }\n  task x { estimate 1d }\n  ${risk}`));
      return found.find(token => token.startsWith('x function declaration')) ?? '';
    };
    for (const risk of ['risk r { probability high  for x }', 'risk r { probability 50%  impact 2d on x }', 'risk r { impact high  on x  status mitigating }']) {
      assert.equal(await marks(risk), 'x function declaration atRisk', risk);
    }
    for (const risk of ['risk r { probability 20%  for x }', 'risk r { probability high  for long }', 'risk r { probability high  for x  closed 2026-01-02 }']) {
      assert.equal(await marks(risk), 'x function declaration', risk);
    }
    assert.ok((await colours(plan('task long { estimate 20d }\n  task x { estimate 1d  risk r { probability high } }'))).includes('x function declaration atRisk'));
  });
  it('of a range are those that stand in it', () => withFixture(plan('task a { estimate 1d }\n  <|task b { estimate 2d  after a }|>\n  task c { estimate 3d }'), async ({ client, mark: { path, start, end } }) => {
    const range = { start: client.position(path, start), end: client.position(path, end) };
    const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/range', { ...file(client, path), range });
    assert.deepEqual(named(client.text(path), data).map(token => token.split(' ')[0]), ['b', 'a']);
  }));
  it('are declared in the manifest, where they are not of the protocol', () => {
    const { semanticTokenModifiers, semanticTokenScopes } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')).contributes;
    assert.deepEqual(semanticTokenModifiers.map((one: { id: string }) => one.id).sort(), tokenModifiers.filter(one => one !== 'declaration').sort());
    for (const selector of Object.keys(semanticTokenScopes[0].scopes)) assert.ok(tokenModifiers.some(one => selector === `*.${one}`), selector);
  });
});

describe('The difference of colours', () => {
  const delta = (client: LspClient, path: string, previousResultId: string): Promise<SemanticTokens | SemanticTokensDelta> =>
    client.request('textDocument/semanticTokens/full/delta', { ...file(client, path), previousResultId });
  const applied = (data: readonly number[], { edits }: SemanticTokensDelta): number[] =>
    edits.toReversed().reduce((all, { start, deleteCount, data: inserted }) => all.toSpliced(start, deleteCount, ...inserted ?? []), [...data]);

  it('gives what a full answer gives, after any edit', () => withFixture(plan('task a { estimate 1d }\n  task b { estimate 2d  after a }\n  task c { estimate 3d }'), async ({ client, mark: { path } }) => {
    let before = await full(client, path);
    const text = client.text(path);
    for (const edited of [text, text.replace('task a', '\n  task a'), text.replace('estimate 3d', 'estimate 1d  after b'), text.replace('  task c { estimate 3d }', ''), '', text]) {
      client.change(path, edited);
      assert.ok(before.resultId);
      const answer = await delta(client, path, before.resultId);
      assert.ok('edits' in answer);
      const now = { data: applied(before.data, answer), resultId: answer.resultId };
      assert.deepEqual(named(edited, now.data), await colours(edited));
      before = now;
    }
    const same = await delta(client, path, before.resultId ?? '');
    assert.deepEqual('edits' in same && same.edits, []);
  }));
  it('is everything where the answer before is not known', () => withFixture(plan('task a { estimate 1d }'), async ({ client, mark: { path } }) => {
    const { resultId, data } = await full(client, path);
    await full(client, path);
    for (const id of ['', 'x', resultId ?? '']) {
      const answer = await delta(client, path, id);
      assert.deepEqual('data' in answer && answer.data, data, id);
    }
  }));
  it('is kept for a number of documents', () => {
    const told = createToldTokens(2);
    const ids = new Map(['a', 'b', 'c'].map(uri => [uri, told.full(uri, [1]).resultId ?? '']));
    const isKnown = (uri: string): boolean => 'edits' in told.delta(uri, [1, 2], ids.get(uri) ?? '');
    assert.deepEqual([isKnown('c'), isKnown('b')], [true, true]);
    assert.ok(!isKnown('a'));
  });
});

describe('Colours are asked for again', () => {
  const asked = ({ refreshes }: LspClient): number => refreshes.filter(one => one === 'semanticTokens').length;
  const quiet = async (client: LspClient): Promise<void> => {
    for (let i = 0; i < 10; i++) await client.settled();
  };
  const files = '//- /a.program\nprogram a { start 2026-01-05 task x { estimate 1d } }\n//- /b.program\npart of a\ntask y { estimate 5d }\ntask z { estimate 1d  after x }\n';

  it('where an edit in another file changed them, once', () => withFixture(files, async ({ client }) => {
    await full(client, '/b.program');
    client.change('/a.program', 'program a { start 2026-01-05 task x { estimate 9d } }');
    await quiet(client);
    assert.equal(asked(client), 1);
    client.edit('/a.program', 0, 0, ' ');
    await quiet(client);
    assert.equal(asked(client), 1);
  }));
  it('not where it moved dates and no colour', () => withFixture(files, async ({ client }) => {
    await full(client, '/b.program');
    client.change('/a.program', 'program other { start 2026-01-06 }\nprogram a { start 2026-01-07 task x { estimate 1d } }');
    await quiet(client);
    assert.equal(asked(client), 0);
  }));
  it('not for the edited file itself, nor for one that has no colours yet', () => withFixture(files, async ({ client }) => {
    await full(client, '/a.program');
    client.change('/a.program', 'program a { start 2026-01-05 task x { estimate 9d } }');
    await quiet(client);
    assert.equal(asked(client), 0);
  }));
  it('when a setting changed them, in the only file too', async () => {
    const settings = { statusDate: '2026-01-05' };
    await withFixture('program a { start 2026-01-05  task x { estimate 2d  by 2026-01-08 } }', async ({ client }) => {
      await quiet(client);
      await full(client, '/plan.program');
      const before = asked(client);
      settings.statusDate = '2026-01-12';
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      for (let i = 0; i < 50 && asked(client) === before; i++) await client.settled();
      assert.equal(asked(client), before + 1);
    }, { settings });
  });
});
