import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CompletionList } from 'vscode-languageserver';
import { check, checkExactly, complete, labels, program } from '../support/completion.ts';
import { withFixture } from '../support/editor.ts';

describe('Completion', () => {
  describe('of lines', () => {
    it('offers what a block may hold', () => check('program a {\n  task x {\n    <|>\n  }\n}', 'estimate; after; needs; owner; task; !program; !charter; !lead'));
    it('offers nothing twice that may stand once', () => check('program a {\n  task x {\n    estimate 5d\n    <|>\n    by 2026-05-01\n  }\n}', 'after; !estimate; !by; note'));
    it('knows what a line on the same row has said', () => check('program a { task x { estimate 5d  <|> } }', '!estimate; owner'));
    it('offers the top level of a file', () => checkExactly('<|>', 'program; part; calendar; team; person; policy'));
    it('goes on with a program in another file', () => check('part of a\n<|>', 'workstream; task; milestone; charter'));
    it('works in a half-typed line', () => check('program a {\n  task x {\n    est<|>\n  }\n}', 'estimate; !owner'));
    it('puts words together that belong together', () => check('program a {\n  task x {\n    <|>\n  }\n}', 'not before; not after; as late as possible; !not; !as'));
    it('survives a block without a name', () => check('program a {\n  task {\n    <|>\n', 'estimate; owner'));
    it('survives a forgotten brace', () => check('program a {\n  milestone m {\n    after x\n  workstream w {\n    task q {\n      <|>\n', 'estimate; needs'));
    it('offers the parts of a gate, a contract and a decision', async () => {
      await check('program a { gate g {\n  <|>\n} }', 'before; sign-off; check; verdict');
      await check('program a { dependency d {\n  <|>\n} }', 'from; to; deliver; needed by; promised; fallback');
      await check('program a { decision d {\n  <|>\n} }', 'option; recommend; choose; decided');
    });
    it('inserts a whole construct where one may be declared', async () => {
      const task = (await complete('program a {\n  <|>\n}')).find(item => item.label === 'task');
      assert.equal(task?.insertTextFormat, 2);
      assert.match(task?.textEdit?.newText ?? '', /^task \$\{1:name\} "\$\{2:Title\}" \{\n\testimate/);
      const action = (await complete('program a {\n  <|>\n}')).find(item => item.label === 'action');
      assert.match(action?.textEdit?.newText ?? '', /due \$\{4:2026-01-19\}/, 'two weeks after today');
    });
    it('offers first what people write first', async () => {
      const ranked = async (source: string) => (await complete(source)).sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).slice(0, 6).map(item => item.label).join('; ');
      assert.equal(await ranked('program a {\n  <|>\n}'), 'start; as of; owner; workstream; task; milestone');
      assert.equal(await ranked('program a {\n  task x {\n    <|>\n  }\n}'), 'estimate; after; owner; by; needs; progress');
    });
    it('offers nothing behind a whole value, so that Enter is a new line', async () => {
      assert.deepEqual(labels(await complete('program a { task x { estimate 3d<|> } }')), []);
      assert.deepEqual(labels(await complete('program a { task x { estimate 1d }\n task y { after x + 2d<|> } }')), []);
      assert.deepEqual(labels(await complete('program a { task x { by 2026-05-01<|> } }')), []);
      await check('program a { task x { estimate 3<|> } }', '3d; 3d..5d..8d');
    });
    it('offers nothing in a text or a comment', async () => {
      assert.deepEqual(await complete('program a { task x { note "<|>" } }'), []);
      assert.deepEqual(await complete('program a { // <|>\n}'), []);
    });
    it('offers activities in the braces of a text, and codes in a comment that allows', async () => {
      await checkExactly(program('report 2026-03-20 { next "Starts {api.ex<|>}" }'), 'api.extract');
      await check('program a { // allow crit<|>\n}', 'critical-activity; critical-path');
    });
    it('stays silent after a space where nothing has to follow', async () => {
      assert.deepEqual(await complete('program a { task x { estimate 5d <|> } }', ' '), []);
      assert.ok((await complete('program a { task x { owner <|> } }\nperson ana', ' ')).length > 0);
    });
  });

  describe('of references', () => {
    it('offers people and teams to an owner, with their titles', async () => {
      const items = await complete(program('task x { owner <|> }'));
      assert.deepEqual(labels(items).sort(), ['ana', 'payments']);
      assert.equal(items.find(item => item.label === 'ana')?.labelDetails?.description, 'Ana Ruiz');
    });
    it('offers teams only where a team is needed', () => checkExactly(program('task x { needs <|> }'), 'payments'));
    it('names an activity by the shortest path', () => check(program('workstream w { task x { after <|> } }'), 'api.contracts; identity.tokens; api; start of; !contracts; !atlas.api.contracts'));
    it('names a neighbour by its name', async () => {
      const source = program('').replace('after contracts', 'after <|>');
      await check(source, 'contracts; identity.tokens');
    });
    it('never offers the activity itself, nor what would close a cycle', () => check(program('').replace('{ estimate 8d }', '{ estimate 8d  after <|> }'), 'identity.tokens; !contracts; !extract; !ready; !api'));
    it('leaves out what leads to a gate where the gate goes before', () => check(program('gate g { after api.ready\n before <|> }'), 'identity.tokens; !api.ready; !api.contracts; !g'));
    it('does not offer again what the line has', () => check(program('task x { after api.extract, <|> }'), 'api.ready; !api.extract'));
    it('goes on behind a dot', () => checkExactly(program('task x { after api.<|> }'), 'api.contracts; api.extract; api.ready'));
    it('finds by a word of the title', () => check(program('task x { after publ<|> }'), 'api.contracts'));
    it('shows the dates of an activity', async () => {
      const item = (await complete(program('task x { after <|> }'))).find(one => one.label === 'api.contracts');
      assert.match(item?.detail ?? '', /^task, 2026-\d\d-\d\d to 2026-/);
    });
    it('offers calendars, policies and the program to continue', async () => {
      await checkExactly(program('task x { calendar <|> }'), 'us-2026');
      await check(program('policy <|>'), 'startup; enterprise; regulated');
      await checkExactly('//- /a.program\npart of <|>\n//- /b.program\nprogram atlas { }\n', 'atlas');
    });
    it('offers the options of the decision around, and the steps of the cutover around', async () => {
      await checkExactly(program('decision d { option canary "C"\n option region "R"\n recommend <|> }'), 'canary; region');
      await checkExactly(program('release r { cutover { step one { takes 5min }\n step two { after <|> } } }'), 'one');
    });
    it('sees files that are parts of the program', () => check('//- /a.program\nprogram a { task one { estimate 1d } }\n//- /b.program\npart of a\ntask two {\n  after <|>\n}\n', 'one'));
    it('replaces the word that is typed', async () => {
      const [item] = await complete(program('task x { owner an<|> }'));
      const edit = item?.textEdit;
      assert.ok(edit && 'range' in edit);
      assert.equal(edit.newText, 'ana');
      assert.equal(edit.range.end.character - edit.range.start.character, 2);
    });
    it('is cut at 200 and says so', async () => {
      const tasks = Array.from({ length: 300 }, (_, i) => `  task t${i} { estimate 1d }\n`).join('');
      await withFixture(`program a {\n${tasks}  task last { after <|> }\n}`, async ({ client, mark, ask }) => {
        await client.diagnostics(mark.path);
        const list = await ask<CompletionList>('textDocument/completion', { context: { triggerKind: 1 } });
        assert.equal(list.items.length, 200);
        assert.equal(list.isIncomplete, true);
      });
    });
  });

  it('offers nothing that does not resolve, or that closes a cycle, all over the example', async function () {
    this.timeout(60_000);
    const text = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
    const wrong = new Set(['syntax', 'unresolved-reference', 'ambiguous-reference', 'dependency-cycle', 'link-to-relative']);
    await withFixture(text, async ({ client, mark }) => {
      const places = [...text.matchAll(/^[^/"]*?\b(?:after|owner|from|to|before|for|blocks|affects|needs|lead|team|calendar|recommend)\s+([a-z][\w.-]*)/gm)];
      let tried = 0;
      await client.settled();
      for (const place of places) {
        const end = place.index + place[0].length;
        const start = end - (place[1]?.length ?? 0);
        // The list is of the plan before the edit, as for a person who types.
        await client.settled();
        client.edit(mark.path, start, end, '');
        const { items } = await client.ask<CompletionList>('textDocument/completion', mark.path, start, { context: { triggerKind: 1 } });
        const references = items.filter(item => item.detail !== undefined && (item.sortText ?? '').startsWith('0') && item.kind !== 12);
        for (const item of references.filter((_, i) => i % 3 === 0)) {
          client.edit(mark.path, start, start, item.label);
          const found = (await client.diagnostics(mark.path)).filter(one => wrong.has(String(one.code)));
          assert.deepEqual(found.map(one => one.message), [], `${place[0].trim()} -> ${item.label}`);
          client.edit(mark.path, start, start + item.label.length, '');
          tried++;
        }
        client.edit(mark.path, start, start, place[1] ?? '');
      }
      assert.ok(tried > 40, `${tried} tried`);
      assert.equal(client.text(mark.path), text);
    });
  });

  describe('of values', () => {
    it('offers the dates that matter', async () => {
      const items = await complete(program('milestone x { by <|> }'));
      assert.equal(items.find(item => item.label === '2026-03-20')?.detail, 'forecast finish, status date');
    });
    it('offers the words of a list', async () => {
      await check(program('risk r { probability <|> }'), 'low; medium; high; 50%');
      await checkExactly(program('issue i { severity <|> }'), 'low; medium; high; critical');
      await check(program('dependency d { status <|> }'), 'at-risk; broken; withdrawn; !open');
      await check(program('risk r { status <|> }'), 'open; mitigating; closed; !withdrawn');
      await check(program('gate g { verdict <|> }'), 'go; no-go; conditional');
      await check('policy p {\n  severity missing-owner <|>\n}', 'error; off');
      await check('policy p {\n  severity <|>\n}', 'missing-owner; dependency-cycle');
      await check(program('gate g { check c { requires <|> } }'), 'closed; no open; not; done');
    });
    it('offers estimates', () => check(program('task x { estimate <|> }'), '5d; 3d..5d..8d'));
  });

  it('answers from the text as it is, without waiting for the next analysis', async () => {
    await withFixture(program('task x { }\n'), async ({ client }) => {
      await client.diagnostics('/plan.program');
      const at = client.text('/plan.program').indexOf('task x { }') + 9;
      client.edit('/plan.program', at, at, 'owner ');
      const list = await client.ask<CompletionList>('textDocument/completion', '/plan.program', at + 6, { context: { triggerKind: 1 } });
      assert.deepEqual(labels(list.items).sort(), ['ana', 'payments']);
    });
  });
});
