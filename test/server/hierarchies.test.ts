/** What waits for what, what extends what, and what delivers a contract. */
import assert from 'node:assert/strict';
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Location, TypeHierarchyItem } from 'vscode-languageserver';
import { withFixture } from '../support/editor.ts';
import type { Editor } from '../support/editor.ts';
import type { LspClient } from '../support/lsp.ts';

const prepare = async (editor: Editor): Promise<CallHierarchyItem> => {
  const items = await editor.ask<CallHierarchyItem[] | null>('textDocument/prepareCallHierarchy');
  assert.equal(items?.length, 1);
  return items![0]!;
};

const textAt = (client: LspClient, uri: string, range: CallHierarchyItem['range']): string => client.text(uri).slice(...client.offsets(uri, range));

/** `name: detail [places]` of what an item waits for; places are texts in the document of the predecessor. */
async function incoming({ client }: Editor, item: CallHierarchyItem): Promise<string[]> {
  const calls = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
  return calls.map(({ from, fromRanges }) => `${from.name}: ${from.detail} [${fromRanges.map(range => textAt(client, from.uri, range)).join('; ')}]`);
}

/** The same for what waits for an item; places are texts in the document of the item. */
async function outgoing({ client }: Editor, item: CallHierarchyItem): Promise<string[]> {
  const calls = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
  return calls.map(({ to, fromRanges }) => `${to.name}: ${to.detail} [${fromRanges.map(range => textAt(client, item.uri, range)).join('; ')}]`);
}

const plan = (inside: string): string => `program atlas "Atlas" {\n  start 2026-01-12\n  as of 2026-01-12\n  ${inside}\n}\n`;

describe('The chain of dependencies', () => {
  it('starts at a name and at a reference to it, with slack, dates and title', async () => {
    for (const source of ['task a<|> "First" { estimate 2d }\n  task b { estimate 1d  after a }', 'task a "First" { estimate 2d }\n  task b { estimate 1d  after a<|> }']) {
      await withFixture(plan(source), async editor => {
        const item = await prepare(editor);
        assert.deepEqual([item.name, item.detail], ['a', 'critical · 12–13 Jan · First']);
        assert.equal(textAt(editor.client, item.uri, item.range), 'task a "First" { estimate 2d }');
        assert.equal(textAt(editor.client, item.uri, item.selectionRange), 'a');
      });
    }
  });
  it('starts nowhere else', async () => {
    for (const source of ['team t<|>eam { size 3 }', 'task a { esti<|>mate 2d }', 'risk r<|>', 'task a { after no<|>body }']) {
      await withFixture(plan(source), async ({ ask }) => assert.equal(await ask('textDocument/prepareCallHierarchy'), null, source));
    }
  });
  it('tells kind and lag of links both ways, and where they are written', () => withFixture(plan(`task a { estimate 4d }
  task b { estimate 1d }
  task c<|> { estimate 2d  after a + 1d, start of b + 50%  finish after a - 2h }
  task d { estimate 1d  after c + 3ed }`), async editor => {
    const item = await prepare(editor);
    assert.deepEqual(await incoming(editor, item), [
      // Three elapsed days end in the weekend.
      'a: FS + 1d, FF - 2h · 2d slack · 12–15 Jan [a + 1d; a - 2h]',
      'b: SS + 0.5d · 6.5d slack · 12 Jan [start of b + 50%]',
    ]);
    assert.deepEqual(await outgoing(editor, item), ['d: FS + 3ed · critical · 26 Jan [c + 3ed]']);
  }));
  it('follows contracts and what gates hold back, and tells what is done', () => withFixture(plan(`task a { estimate 1d  started 2026-01-05  done 2026-01-06 }
  task b<|> { estimate 2d }
  dependency api { from a  to b }
  dependency gone { from a  to b  status withdrawn }
  gate g { after b  before l }
  release l`), async editor => {
    const item = await prepare(editor);
    assert.deepEqual(await incoming(editor, item), ['a: FS by contract api · done · 5–6 Jan [b]']);
    assert.deepEqual(await outgoing(editor, item), ['g: FS · critical · 13 Jan [b]']);
    const [{ to: gate } = { to: null }] = await editor.client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
    assert.ok(gate);
    assert.deepEqual(await outgoing(editor, gate), ['l: FS by gate · critical · 14 Jan [l]']);
  }));
  it('has the name of the predecessor for a link that is written in another file', () => withFixture(`//- /a.program
${plan('task x { estimate 2d }')}
//- /b.program
part of atlas
task y<|> { estimate 1d  after x }
task z { estimate 1d  after y }
`, async editor => {
    const item = await prepare(editor);
    const [call] = await editor.client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.equal(call?.from.uri, editor.client.uri('/a.program'));
    assert.deepEqual(await incoming(editor, item), ['x: FS · critical · 12–13 Jan [x]']);
    assert.deepEqual(call?.fromRanges, [call?.from.selectionRange]);
    assert.deepEqual(await outgoing(editor, item), ['z: FS · critical · 15 Jan [y]']);
    assert.deepEqual(await outgoing(editor, call.from), ['y: FS · critical · 14 Jan [x]']);
  }));
  it('of a workstream is that of its members beyond it, and a member has those of its workstream', () => withFixture(plan(`task first { estimate 1d }
  workstream api<|> { after first
    task a { estimate 2d }
    task b { estimate 1d  after a, other }
  }
  task other { estimate 1d }
  task last { estimate 1d  after api }
  task side { estimate 1d  after api.a }`), async editor => {
    const item = await prepare(editor);
    assert.deepEqual(await incoming(editor, item), ['first: FS · critical · 12 Jan [first]', 'other: FS for api.b · 2d slack · 12 Jan [other]']);
    assert.deepEqual(await outgoing(editor, item), ['side: FS for api.a · 1d slack · 15 Jan [api.a]', 'last: FS · critical · 16 Jan [api]']);
    const [a] = await editor.client.ask<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', '/plan.program', editor.client.text('/plan.program').indexOf('a { estimate 2d'));
    assert.ok(a);
    assert.deepEqual(await incoming(editor, a), ['first: FS through api · critical · 12 Jan [first]']);
    assert.deepEqual((await outgoing(editor, a)).map(text => text.split(' · ')[0]), ['b: FS', 'side: FS', 'last: FS through api']);
  }));
  it('goes round a cycle and says so', () => withFixture(plan('task a<|> { estimate 1d  after b }\n  task b { estimate 1d  after a }'), async editor => {
    assert.deepEqual(await incoming(editor, await prepare(editor)), ['b: FS in a cycle · uncertain · 12 Jan [b]']);
  }));
  it('survives edits after it was opened, and ends where the name is gone', () => withFixture(plan('task a { estimate 1d }\n  task b<|> { estimate 1d  after a }'), async editor => {
    const item = await prepare(editor);
    editor.client.edit('/plan.program', 0, 0, '// Above\n\n');
    assert.deepEqual(await incoming(editor, item), ['a: FS · critical · 12 Jan [a]']);
    editor.client.change('/plan.program', plan('task a { estimate 1d }\n  task c { estimate 1d  after a }'));
    assert.deepEqual(await incoming(editor, item), []);
    assert.deepEqual(await outgoing(editor, item), []);
  }));
  it('takes no item that is not its own', () => withFixture(plan('team t { size 1 }\n  task a<|> { estimate 1d }'), async editor => {
    const item = await prepare(editor);
    for (const data of [null, 'task:atlas.a', {}, { key: 7 }, { key: 'team:atlas.t' }, { key: '__proto__' }]) {
      assert.deepEqual(await incoming(editor, { ...item, data }), []);
      assert.deepEqual(await outgoing(editor, { ...item, data }), []);
    }
  }));
});

describe('What extends what', () => {
  const names = (items: readonly TypeHierarchyItem[] | null): string[] | null => items && items.map(({ name }) => name);
  const around = async ({ client, ask }: Editor): Promise<(string[] | null)[]> => {
    const [item] = await ask<TypeHierarchyItem[]>('textDocument/prepareTypeHierarchy');
    assert.ok(item);
    return Promise.all(['supertypes', 'subtypes'].map(async way => names(await client.request(`typeHierarchy/${way}`, { item }))));
  };
  it('is known of policies and calendars, over files', async () => {
    const policies = `//- /a.program
policy base extends regulated { critical slack 0d }
policy strict<|> extends base { critical slack 1d }
//- /b.program
policy stricter extends strict { critical slack 2d }
`;
    await withFixture(policies, async editor => assert.deepEqual(await around(editor), [['base'], ['stricter']]));
    await withFixture('calendar c { week mon-fri }\ncalendar d extends c<|> { holidays 2026-01-19 }', async editor => assert.deepEqual(await around(editor), [[], ['d']]));
  });
  it('has no place for policies that every plan has, and for what extends nothing', async () => {
    await withFixture('policy p<|> extends regulated { critical slack 0d }', async editor => assert.deepEqual(await around(editor), [[], []]));
    await withFixture('program a { task x<|> { estimate 1d } }', async ({ ask }) => assert.equal(await ask('textDocument/prepareTypeHierarchy'), null));
  });
});

describe('Implementation', () => {
  const check = (source: string): Promise<void> => withFixture(source, async ({ client, fixture }) => {
    const cursor = fixture.marks.find(mark => mark.end === mark.start);
    const target = fixture.marks.find(mark => mark.end > mark.start);
    assert.ok(cursor);
    const found = await client.ask<Location[] | null>('textDocument/implementation', cursor.path, cursor.start);
    assert.deepEqual(found && found.map(({ uri, range }) => [uri, ...client.offsets(uri, range)]), target ? [[client.uri(target.path), target.start, target.end]] : null);
  });
  it('of a contract is the activity that delivers it', async () => {
    await check(plan('workstream w { task <|a|> { estimate 1d } }\n  task b { estimate 1d }\n  dependency d<|> { from w.a  to b }'));
    await check(`//- /a.program\n${plan('task <|a|> { estimate 1d }')}\n//- /b.program\npart of atlas\ntask b { estimate 1d }\ndependency d { from a  to b }\ngate g { check c { requires accepted d<|> } }\n`);
  });
  it('is nowhere for what promises nothing, or names nobody', async () => {
    await check(plan('task a<|> { estimate 1d }'));
    await check(plan('dependency d<|> { to nobody }'));
    await check(plan('dependency d<|> { from nobody }'));
  });
});
