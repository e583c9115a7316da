/** Which names are offered, how they are found, and in which order. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { check, checkExactly, complete, labels, program } from '../../support/completion.ts';
import { withFixture } from '../../support/editor.ts';

const ordered = async (source: string, most = 3): Promise<string> => labels((await complete(source))
  .filter(item => item.detail?.startsWith('task') || item.detail?.startsWith('milestone') || item.detail?.startsWith('person') || item.detail?.startsWith('team'))
  .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))).slice(0, most).join('; ');

describe('Completion of references', () => {
  it('shows name, title and dates, and is found by name and title', async () => {
    const item = (await complete(program('task x { after <|> }'))).find(one => one.label === 'api.contracts');
    assert.match(item?.labelDetails?.description ?? '', /^Publish contracts · 2026-\d\d-\d\d to 2026-/);
    assert.equal(item?.filterText, 'api.contracts Publish contracts');
  });
  it('finds by the letters of a name or a title, and by the start of each step', async () => {
    await check(program('task x { after cntr<|> }'), 'api.contracts; !identity.tokens');
    await check(program('task x { after PUBL<|> }'), 'api.contracts');
    await check(program('task x { after i.t<|> }'), 'identity.tokens; !api.extract');
    assert.deepEqual(labels(await complete(program('task x { after zzz<|> }'))), []);
  });
  it('puts a name that starts so before a word of a title, and that before letters', async () => {
    const tasks = 'task aaa "Apply" { }\n task ppl "B" { }\n task one "Apple" { }\n task apex "C" { }\n';
    assert.equal(await ordered(`program a { ${tasks} task x { after ap<|> } }`, 4), 'apex; one; aaa');
  });
  it('puts the neighbour above first, and for what a gate holds the neighbour below', async () => {
    const tasks = (inside: string): string => `program a { task a1 { }\n task a2 { }\n ${inside}\n task a3 { }\n task a4 { }\n }`;
    assert.equal(await ordered(tasks('task x { after <|> }'), 4), 'a2; a1; a3; a4');
    assert.equal(await ordered(tasks('gate x { before <|> }'), 4), 'a3; a4; a2; a1');
    assert.equal(await ordered(program('workstream w { task n1 { }\n task n2 { after <|> } }'), 1), 'n1');
  });
  it('puts whoever owns something in the blocks around before others', async () => {
    const people = 'person ann\nperson bob\nperson cid { team red }\nperson dee\nteam red { lead dee }\n';
    const first = (await ordered(`${people}program a { workstream w { owner red\n task x { owner <|> } } }`, 3)).split('; ').toSorted();
    assert.deepEqual(first, ['cid', 'dee', 'red']);
  });

  describe('of links', () => {
    it('leaves out what waits for a summary around, also while the activity is new', () => check(
      'program a { workstream w { task old { }\n task fresh { after <|> } }\n task later { after w }\n task free { } }', 'old; free; !later; !w; !fresh',
    ));
    it('leaves out what would close a circle through a contract or a gate', async () => {
      await check('program a { task one { after <|> }\n task two { }\n dependency d { from one\n to two }\n task free { } }', 'free; !two; !one');
      await check('program a { task one { after <|> }\n gate g { after one\n before rel }\n release rel { }\n task free { } }', 'free; !g; !rel');
      await check('program a { task one { finish after <|> }\n task two { after one }\n task free { } }', 'free; !two');
    });
    it('leaves out, at the ends of a contract, what waits for or leads to the other end', async () => {
      await check('program a { task one { }\n task two { after one }\n task free { }\n dependency d { from <|>\n to one } }', 'free; !one; !two');
      await check('program a { task one { }\n task two { after one }\n task free { }\n dependency d { from two\n to <|> } }', 'free; !one; !two');
    });
    it('leaves out, in a scenario, what already waits for the activity', () => check(
      'program a { task one { }\n task two { after one }\n task free { }\n scenario s { link one after <|> } }', 'free; !two; !one',
    ));
    it('leaves out, in a cutover, steps that wait for the step', () => checkExactly(
      program('release r { cutover { step one { after <|> }\n step two { after one }\n step three { after two }\n step free { } } }'), 'free',
    ));
  });

  it('leaves out what two kinds of things are called', () => check('program a { task one { }\n milestone one { }\n task two { }\n task x { after <|> } }', 'two; !one'));
  it('passes a name by that means something else further inside', () => check(
    'program a { task one { }\n workstream w { task one { }\n task x { after <|> } } }', 'one; a.one',
  ));
  it('names things in other programs in full', () => check(
    '//- /a.program\nprogram a { workstream w { task one { } } }\n//- /b.program\nprogram b { task x { after <|> } }', 'a.w.one; a.w',
  ));
  it('says that it is cut, and finds what was cut by what is typed', async () => {
    const tasks = Array.from({ length: 1200 }, (_, i) => `  task t${i} "Number ${i}" { estimate 1d }\n`).join('');
    await withFixture(`program a {\n${tasks}  task last { after  }\n}`, async ({ client, mark }) => {
      await client.diagnostics(mark.path);
      const at = client.text(mark.path).indexOf('after ') + 6;
      const ask = (offset: number) => client.ask<CompletionList>('textDocument/completion', mark.path, offset, { context: { triggerKind: 1 } });
      const all = await ask(at);
      assert.equal(all.items.length, 200);
      assert.equal(all.isIncomplete, true);
      assert.equal(all.items[0]?.label, 't1199', 'the nearest first');
      assert.ok(!labels(all.items).includes('t77'));
      client.edit(mark.path, at, at, 't77');
      const some = await ask(at + 3);
      assert.equal(some.isIncomplete, false);
      assert.deepEqual(labels(some.items).filter(label => /^t77\d?$/.test(label)).length, 11);
    });
  });

  it('says more about an item when it is looked at', async () => {
    await withFixture(program('task x { <|> }'), async ({ client, mark, ask }) => {
      await client.diagnostics(mark.path);
      const list = await ask<CompletionList>('textDocument/completion', { context: { triggerKind: 1 } });
      const owner = list.items.find(item => item.label === 'owner');
      assert.equal(owner?.documentation, undefined, 'not before it is looked at');
      const resolve = async (item: CompletionItem | undefined): Promise<string> => {
        const { documentation } = await client.request<CompletionItem>('completionItem/resolve', item);
        return typeof documentation === 'object' ? documentation.value : '';
      };
      assert.match(await resolve(owner), /answers for it/);
      client.edit(mark.path, mark.start, mark.start, 'after ');
      const links = await client.ask<CompletionList>('textDocument/completion', mark.path, mark.start + 6, { context: { triggerKind: 1 } });
      assert.match(await resolve(links.items.find(item => item.label === 'api.extract')), /`atlas\.api\.extract`[\s\S]*working days/);
      assert.equal(await resolve({ label: 'odd', data: { element: 'task:gone' } }), '');
      assert.equal(await resolve({ label: 'odd', data: 7 }), '');
    });
  });
});
