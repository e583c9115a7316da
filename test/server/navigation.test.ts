import assert from 'node:assert/strict';
import type { DocumentHighlight, DocumentSymbol, Location, WorkspaceSymbol } from 'vscode-languageserver';
import { withFixture } from '../support/editor.ts';
import type { Editor } from '../support/editor.ts';

function marked({ client, fixture }: Editor): string[] {
  return fixture.marks.filter(mark => mark.end > mark.start).map(mark => `${client.uri(mark.path)} ${mark.start}-${mark.end}`).sort();
}

function found({ client }: Editor, locations: readonly Location[]): string[] {
  return locations.map(({ uri, range }) => `${uri} ${client.offsets(uri, range).join('-')}`).sort();
}

/** From the cursor to the only marked range. */
const definition = (source: string): Promise<void> => withFixture(source, async editor => {
  assert.deepEqual(found(editor, await askAtCursor<Location[]>(editor, 'textDocument/definition')), marked(editor));
});

/** From the cursor to every marked range. */
const references = (source: string, includeDeclaration = true): Promise<void> => withFixture(source, async editor => {
  assert.deepEqual(found(editor, await askAtCursor<Location[]>(editor, 'textDocument/references', { context: { includeDeclaration } })), marked(editor));
});

function askAtCursor<R>({ client, fixture }: Editor, method: string, more?: object): Promise<R> {
  const cursor = fixture.marks.find(mark => mark.end === mark.start);
  assert.ok(cursor, 'the fixture has a cursor');
  return client.ask(method, cursor.path, cursor.start, more);
}

describe('Definition', () => {
  it('leads from a name to its declaration', () => definition('program a { task <|x|> { estimate 1d }\n task y { after <|>x } }'));
  it('leads from each step of a path to its own', async () => {
    await definition('program a { workstream <|api|> { task x { estimate 1d } }\n task y { after a<|>pi.x } }');
    await definition('program a { workstream api { task <|x|> { estimate 1d } }\n task y { after api.<|>x } }');
  });
  it('works behind the last letter', () => definition('program a { task <|x1|> { estimate 1d }\n task y { after x1<|> } }'));
  it('leads to people, teams, calendars and other files', async () => {
    await definition('person <|ana|>\nprogram a { task y { owner <|>ana } }');
    await definition('calendar <|c|> { }\nprogram a { task y { calendar <|>c } }');
    await definition('//- /a.program\nprogram <|atlas|> { }\n//- /b.program\npart of at<|>las\n');
  });
  it('stays at a declaration', () => definition('program a { task <|x|> { estimate 1d } task y { after x<|> } }'));
  it('finds nothing at keywords, values and unknown names', async () => {
    await withFixture('program a { task x { est<|>imate 1d  after nobody } }', async editor => assert.equal(await askAtCursor(editor, 'textDocument/definition'), null));
    await withFixture('program a { task x { estimate 1d  after nob<|>ody } }', async editor => assert.equal(await askAtCursor(editor, 'textDocument/definition'), null));
  });
});

describe('References', () => {
  it('are found over files, in paths too', () => references(`//- /a.program
program a { workstream <|api|><|> { task x { estimate 1d } } }
//- /b.program
part of a
task y { after <|api|>.x }
`));
  it('leave the declaration out if asked', () => references('program a { task x<|> { estimate 1d }\n task y { after <|x|> } }', false));
  it('stand in baselines, records and live dates', () => references(`program a {
  task <|x|><|> { estimate 1d }
  issue i { blocks <|x|> }
  baseline b 2026-01-01 { <|x|> 2026-01-05 }
  report 2026-01-09 { next "{<|x|>.start}" }
}`));
});

describe('Highlight', () => {
  it('marks a name in its own file, the declaration as written', () => withFixture('program a { task x<|> { estimate 1d }\n task y { after x } }', async editor => {
    const all = await askAtCursor<DocumentHighlight[]>(editor, 'textDocument/documentHighlight');
    assert.deepEqual(all.map(one => one.kind), [3, 2]);
  }));
});

describe('Symbols', () => {
  it('of a document show names, titles and dates in their blocks', () => withFixture(`program a "Alpha" {
  start 2026-01-12
  workstream w "Work" { task x "First" { estimate 2d } }
  gate g { check c "Question" }
}`, async ({ client, mark }) => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: client.uri(mark.path) } });
    const lines: string[] = [];
    const show = (all: readonly DocumentSymbol[], indent: string): void => {
      for (const symbol of all) {
        lines.push(`${indent}${symbol.name}${symbol.detail ? `: ${symbol.detail}` : ''}`);
        show(symbol.children ?? [], indent + '  ');
      }
    };
    show(symbols, '');
    assert.deepEqual(lines, [
      'a: Alpha', '  w: Work · 2026-01-12 to 2026-01-13', '    x: First · 2026-01-12 to 2026-01-13', '  g: 2026-01-12', '    c: Question',
    ]);
  }));
  it('of the workspace are found by name, path and title', () => withFixture('program atlas { workstream api { task extract "Pull the service out" { estimate 1d } } }', async ({ client, mark }) => {
    await client.diagnostics(mark.path);
    for (const query of ['extr', 'api.ext', 'pull', 'ptso']) {
      const [first] = await client.request<WorkspaceSymbol[]>('workspace/symbol', { query });
      assert.equal(first?.name, 'extract — Pull the service out', query);
    }
    assert.deepEqual(await client.request('workspace/symbol', { query: 'zzz' }), []);
  }));
});
