/** What stands above, below and inside must not hide the place: broken lines, other line ends, texts, comments, further files. */
import assert from 'node:assert/strict';
import { check, checkExactly, complete, labels, program } from '../../support/completion.ts';
import { withFixture } from '../../support/editor.ts';
import type { MemoryOptions } from '../../support/lsp.ts';

describe('Completion in a place', () => {
  const inTask = (before: string, behind = ''): string => `program a {\n  task one { estimate 1d }\n${before}\n  task two {\n    after <|>\n  }\n${behind}}\n`;

  it('stands anything above', async () => {
    for (const broken of ['  task {', '  owner', '  milestone m { after', '  note "never closed', '  risk risk risk', '  }', '  after one,', '  estimate 3d..', '  gate g { check { requires', '  ]][[ §']) {
      assert.ok(labels(await complete(inTask(broken))).includes('one') || broken === '  }', `below ${broken}`);
    }
  });
  it('stands anything below', async () => {
    for (const broken of ['  task {', '  milestone m { after', '  note "never closed', '  /* never closed', '  """', '}}}}', 'program', '  needed by']) {
      assert.ok(labels(await complete(inTask('', `${broken}\n`))).includes('one'), `above ${broken}`);
    }
  });
  it('stands the end of the text', async () => {
    await check('program a {\n  task one { estimate 1d }\n  task two { after <|>', 'one');
    await check('program a {\n  <|>', 'task; milestone');
  });
  it('takes any line ends', async () => {
    const lines = (source: string, end: string): string => source.replaceAll('\n', end);
    for (const end of ['\r\n', '\n']) {
      await check(lines(program('task x {\n    estimate 3d\n    <|>\n    owner ana\n  }'), end), 'after; !estimate; !owner');
      await check(lines(program('task x { note "a"\n after <|>\n }'), end), 'identity.tokens');
      assert.deepEqual(await complete(lines(program('task x {\n note "a<|>\n owner ana }'), end)), []);
    }
  });
  it('works within half a line', async () => {
    await check(program('task x { ow<|>ner ana }'), 'owner; !estimate');
    await check(program('task x { start no<|> }'), 'not before; !on');
    await check(program('dependency d { nee<|> }'), 'needed by; !from');
    await check(program('task x { after start <|> }'), 'of');
    await check(program('task x { after start of <|> }'), 'identity.tokens; !start of');
    await check(program('task x { by 2026-05-01 <|> }'), 'for; approved; owner; !by');
    await check(program('risk r { impact 5d on <|> }'), 'api.extract; identity');
    await check(program('gate g { check c { requires no open h<|> } }'), 'high; !low');
    await check(program('gate g { sign-off security\n signed 2026-03-20 by ana as <|> }'), 'security; !legal');
    await check(program('policy <|>'), 'enterprise');
  });
  it('offers a line that continues another behind a comma only what continues it', async () => {
    await check(program('task x { after api.extract,\n      <|> }'), 'identity.tokens; start of; !estimate; !api.extract');
  });
  it('offers nothing in texts and comments', async () => {
    for (const inside of [
      'note "a <|>"', 'note "<|>', 'note """\n after <|>\n"""', '// after <|>', '/* after <|> */', '/** after <|> */ task y { }', 'note "a" // <|>', 'ref "<|>"', 'owner ana // <|>',
    ]) assert.deepEqual(labels(await complete(program(`task x { ${inside}\n }`))), [], inside);
  });
  it('offers nothing where a new name is made up', async () => {
    for (const inside of ['task <|>', 'milestone <|> { }', 'risk <|> "R" { }']) assert.deepEqual(labels(await complete(program(inside))), [], inside);
  });
  it('offers, in the braces of a text, activities and what is known of one', async () => {
    await check(program('report 2026-03-20 { next "Starts {api.extract.<|>}" }'), 'api.extract.start; api.extract.finish; api.extract.margin');
    assert.deepEqual(labels(await complete(program('report 2026-03-20 { next "Starts {zzz.<|>}" }'))), []);
  });
  it('knows the program of a further file, whatever stands above its first line', async () => {
    const comment = `/* ${'A long notice about who may read this. '.repeat(80)} */`;
    await check(`//- /a.program\nprogram a { start 2026-01-12\n task one { estimate 1d } }\n//- /b.program\n${comment}\npart of a\nworkstream w {\n  task two {\n    after <|>\n  }\n}\n`, 'one; !two; !w');
    await checkExactly('//- /a.program\nprogram a { task one { estimate 1d } }\nperson ana "Ana"\n//- /b.program\nprogram b { task two { owner <|> } }\n', 'ana');
    await check('//- /a.program\nprogram a { task one { estimate 1d } }\n//- /b.program\nprogram b { task two { after <|> } }\n', 'a.one');
  });
  it('answers in lines and blocks of any length', async () => {
    const names = Array.from({ length: 3000 }, (_, i) => `t${i}`).join(', ');
    await check(program(`task x { after ${names}, <|> }`), 'identity.tokens; start of');
    await check(program(`task x { after ${names}, api.ready, <|> }`), 'identity.tokens; !api.ready');
    assert.deepEqual(await complete(`program a { ${'workstream w { '.repeat(3000)} <|>`), []);
    assert.deepEqual(await complete(program(`task x { ${'note "a" '.repeat(3000)} <|> }`)), []);
  }).timeout(20_000);
  it('comes before the findings of the same edit where these take long', async () => {
    // Every look at the clock is a tenth of a second later, so passes seem long; the moment that is left for a question is long indeed.
    let clock = Date.UTC(2026, 0, 5, 12);
    const options: MemoryOptions = {
      now: () => new Date(clock += 100),
      delay: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds <= 12 ? 400 : milliseconds);
        timer.unref();
        return { dispose: () => clearTimeout(timer) };
      },
    };
    await withFixture(program('task last { <|> }'), async ({ client, mark }) => {
      const ask = (offset: number) => client.ask('textDocument/completion', mark.path, offset, { context: { triggerKind: 1 } });
      await client.diagnostics(mark.path);
      await ask(mark.start);
      const published = client.published.length;
      client.edit(mark.path, mark.start, mark.start, 'after ');
      // As an editor does: the question is a message of its own, a moment after the edit.
      await new Promise(resolve => setTimeout(resolve, 100));
      await ask(mark.start + 6);
      assert.equal(client.published.length, published);
      await client.diagnostics(mark.path);
    }, options);
  });
  it('follows edits without waiting, far down in a large text', async () => {
    const tasks = Array.from({ length: 3000 }, (_, i) => `  task t${i} "Task ${i}" { estimate 1d }\n`).join('');
    await withFixture(`program a {\n${tasks}  milestone last {\n  }\n}\n`, async ({ client, fixture }) => {
      const path = fixture.files[0]?.path ?? '';
      await client.diagnostics(path);
      const ask = async (at: number): Promise<string[]> => labels((await client.ask<{ items: [] }>('textDocument/completion', path, at, { context: { triggerKind: 1 } })).items);
      const insert = async (behind: string, text: string): Promise<string[]> => {
        const at = client.text(path).indexOf(behind) + behind.length;
        client.edit(path, at, at, text);
        return ask(at + text.length);
      };
      assert.ok((await insert('milestone last {', '\n    after t29')).includes('t2999'));
      assert.ok((await insert('task t10 "Task 10" {', ' ')).includes('owner'));
      assert.ok((await insert('"Task 2500" { estimate 1d', '\n after t2')).includes('t2499'));
      assert.deepEqual(await insert('"Task 20', ' after'), []);
      assert.ok((await insert('milestone last {', '\n    by ')).includes('2026-01-05'));
    });
  });
});
