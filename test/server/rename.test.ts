import assert from 'node:assert/strict';
import type { PrepareRenameResult, Range, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { withFixture } from '../support/editor.ts';
import { parseFixture } from '../support/fixture.ts';
import { startInMemory } from '../support/lsp.ts';

/** Renames what stands at the mark; the result is the fixture with every `<|old|>` and the mark's own word replaced. */
async function check(source: string, newName: string): Promise<void> {
  await withFixture(source, async ({ client, fixture, ask }) => {
    const edit = await ask<WorkspaceEdit>('textDocument/rename', { newName });
    const applied = client.applied(edit);
    for (const file of fixture.files) {
      const expected = fixture.marks.filter(mark => mark.path === file.path).reverse()
        .reduce((text, mark) => text.slice(0, mark.start) + newName + text.slice(mark.end), file.text);
      assert.equal(applied.get(client.uri(file.path)) ?? file.text, expected);
    }
    // Renaming back gives the text that was there.
    for (const [uri, text] of applied) client.change(uri, text);
    const [first] = parseFixture(source).marks;
    assert.ok(first);
    const old = fixture.files.find(file => file.path === first.path)?.text.slice(first.start, first.end) ?? '';
    const back = client.applied(await ask<WorkspaceEdit>('textDocument/rename', { newName: old }));
    for (const file of fixture.files) assert.equal(back.get(client.uri(file.path)) ?? file.text, file.text);
  });
}

async function checkRefused(source: string, newName: string, message: RegExp): Promise<void> {
  await withFixture(source, async ({ ask }) => {
    await assert.rejects(ask('textDocument/rename', { newName }), message);
  });
}

describe('Rename', () => {
  it('changes the declaration and its references', () => check(`program atlas {
  task <|build|> "Build" { estimate 5d }
  task test { after <|build|> + 1d }
  milestone done { after test, <|build|> }
}`, 'construct'));
  it('changes only its own step of a dotted path', () => check(`program atlas {
  workstream <|api|> { task extract { estimate 5d } }
  workstream other { task api { estimate 1d  after <|api|>.extract } }
  gate g { after <|api|>.extract }
  dependency d { from <|api|>.extract  to other.api }
}`, 'backend'));
  it('reaches over files, into dotted paths and parts', () => check(`//- /a.program
program <|atlas|> { workstream api { task extract { estimate 5d } } }
//- /b.program
part of <|atlas|>
milestone ready { after api.extract }
//- /c.program
program other { task x { after <|atlas|>.api.extract } }
`, 'hermes'));
  it('reaches live dates in texts', () => check(`program atlas {
  workstream api { task <|extract|> { estimate 5d  note "in {text}" } }
  report 2026-03-20 { next "Starts {api.<|extract|>.start}, ends {api.<|extract|>}" }
}`, 'pull-out'));
  it('renames people, teams and calendars where they are used', () => check(`team <|payments|> { lead ana }
person ana { team <|payments|> }
program atlas { task x { owner <|payments|>  needs <|payments|> 3 } }`, 'money'));
  it('renames an option and a step', async () => {
    await check('program a { decision d { option <|canary|> "C"\n recommend <|canary|> } }', 'slow');
    await check('program a { release r { cutover { step <|one|> { takes 5min }\n step two { after <|one|> } } } }', 'first');
  });
  it('takes a keyword and letters of any language', async () => {
    await check('program a { task <|x|> { estimate 1d }\n task y { after <|x|> } }', 'risk');
    await check('program a { task <|x|> { estimate 1d }\n task y { after <|x|> } }', 'größe-2');
  });
  it('reaches files that nobody has open, from any file of the program', async () => {
    const files = {
      '/a.program': 'program atlas {\n  workstream api { task extract { estimate 5d } }\n  baseline plan 2026-01-05 {\n    api.extract 2026-01-05..2026-01-09\n  }\n}\n',
      '/b.program': 'part of atlas\nmilestone ready { after atlas.api.extract, api.extract }\n',
      '/c.program': 'program other { task x { after atlas.ready }\n  scenario late { slip atlas.api.extract 1w } }\n',
    };
    for (const [path, word, newName, count] of [['/b.program', 'atlas', 'hermes', 5], ['/b.program', 'extract', 'pull-out', 5], ['/a.program', 'api', 'backend', 5]] as const) {
      const client = await startInMemory({ files });
      client.open(path, files[path]);
      const { changes = {} } = await client.ask<WorkspaceEdit>('textDocument/rename', path, files[path].indexOf(word), { newName });
      assert.equal(Object.values(changes).flat().length, count, `${word} in ${JSON.stringify(changes)}`);
      const after = Object.fromEntries(Object.entries(files).map(([file, text]) =>
        [file, TextDocument.applyEdits(TextDocument.create('', 'program', 0, text), changes[client.uri(file)] ?? [])]));
      await client.stop();
      const renamed = await startInMemory({ files: after });
      await renamed.settled();
      assert.deepEqual(renamed.published.flatMap(({ diagnostics }) => diagnostics.filter(({ code }) => code === 'unresolved-reference' || code === 'syntax')), []);
      assert.ok(!JSON.stringify(after).includes(word));
      await renamed.stop();
    }
  });

  describe('of a title', () => {
    const retitled = (source: string, newName: string): Promise<string | undefined> => withFixture(source, async ({ client, ask, fixture }) => {
      const edit = await ask<WorkspaceEdit | null>('textDocument/rename', { newName });
      return edit ? client.applied(edit).get(client.uri(fixture.files[0]?.path ?? '')) : undefined;
    });
    it('changes it and nothing else', async () => {
      assert.equal(await retitled('program p {\n  task build "Bu<|>ild" { note "Build" }\n}', 'Construct'), 'program p {\n  task build "Construct" { note "Build" }\n}');
      assert.equal(await retitled('program p {\n  task build "<|>Build"\n  risk r { mitigation "Build" }\n}', 'Construct'), 'program p {\n  task build "Construct"\n  risk r { mitigation "Build" }\n}');
      assert.equal(await retitled('program p {\n  risk r { mitigation "<|>Nightly job" { owner x } }\n}', 'Daily job'), 'program p {\n  risk r { mitigation "Daily job" { owner x } }\n}');
    });
    it('writes quotes and back-slashes so that they stay what they are', async () => {
      assert.equal(await retitled('program p "<|>P"', 'The "new" C:\\plan'), 'program p "The \\"new\\" C:\\\\plan"');
      assert.equal(await retitled('program p """\n  Long<|>\n"""', 'Short "one"\n here '), 'program p "Short \\"one\\" here"');
    });
    it('is prepared with the title as it reads', () => withFixture('program p "The \\"new\\" <|>one"', async ({ client, ask, mark }) => {
      const answer = await ask<{ range: Range; placeholder: string }>('textDocument/prepareRename');
      assert.equal(answer.placeholder, 'The "new" one');
      assert.deepEqual(client.offsets(mark.path, answer.range), [11, 26]);
    }));
    it('refuses none at all, and one that is too long', async () => {
      await checkRefused('program p "<|>P"', '  ', /at least one letter/);
      await checkRefused('program p "<|>P"', 'x'.repeat(10_000), /10000 letters/);
    });
    it('leaves other texts alone', async () => {
      await checkRefused('program p { task t { note "<|>why" } }', 'x', /no name or title/);
      assert.equal(await retitled('program p "<|>P"', 'P'), undefined);
    });
  });

  it('refuses what is no name', async () => {
    const source = 'program a { task <|>x { estimate 1d } }';
    await checkRefused(source, '9lives', /is no name/);
    await checkRefused(source, 'a.b', /is no name/);
    await checkRefused(source, 'a b', /is no name/);
    await checkRefused(source, 'x'.repeat(257), /256 letters/);
  });
  it('refuses a name that is taken in the same block', () => checkRefused('program a { task <|>x { estimate 1d }\n task y { estimate 1d } }', 'y', /"y" stands in the same block/));
  it('refuses a name that would catch other references', () => checkRefused(`program a {
  task outer { estimate 1d }
  workstream w { task <|>inner { estimate 1d }  task user { after outer } }
}`, 'outer', /"outer" would then mean another/));
  it('refuses a name that something nearer has', () => checkRefused(`program a {
  task <|>outer { estimate 1d }
  workstream w { task inner { estimate 1d }  task user { after outer } }
}`, 'inner', /"outer" would then mean another/));
  it('refuses where there is no name', () => checkRefused('program a { task x { estimate <|>1d } }', 'y', /no name or title here/));
  it('allows the name of another kind where nothing gets ambiguous', () => check('team api "T"\nprogram a { workstream <|x|> { task t { estimate 1d  owner api } } }', 'api'));

  describe('is prepared', () => {
    it('with the step at the cursor', () => withFixture('program a { workstream api { task x { estimate 1d } }\n task y { after a<|>pi.x } }', async ({ ask }) => {
      const answer = await ask<PrepareRenameResult & { placeholder: string }>('textDocument/prepareRename');
      assert.equal(answer.placeholder, 'api');
    }));
    it('not where there is no name', () => withFixture('program a { task x { est<|>imate 1d } }', async ({ ask }) => {
      assert.equal(await ask('textDocument/prepareRename'), null);
    }));
  });
});
