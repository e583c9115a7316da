import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { SelectionRange } from 'vscode-languageserver';
import { withFixture } from '../support/editor.ts';
import { startInMemory } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';

/** For each offset, the spans of its selections, innermost first. */
async function selections(client: LspClient, path: string, offsets: readonly number[]): Promise<[number, number][][]> {
  const chains = await client.request<SelectionRange[]>('textDocument/selectionRange', {
    textDocument: { uri: client.uri(path) }, positions: offsets.map(offset => client.position(path, offset)),
  });
  return chains.map(first => {
    const spans: [number, number][] = [];
    for (let at: SelectionRange | undefined = first; at; at = at.parent) spans.push(client.offsets(path, at.range));
    return spans;
  });
}

/** The selections at the cursor begin with these texts, innermost first, and end with the file. */
const check = (source: string, ...expected: string[]): Promise<void> => withFixture(source, async ({ client, mark: { path, start } }) => {
  const [spans = []] = await selections(client, path, [start]);
  const texts = spans.map(span => client.text(path).slice(...span));
  assert.deepEqual(texts.slice(0, expected.length), expected);
  assert.equal(texts.at(-1), client.text(path));
});

describe('Selections', () => {
  it('grow from a word to the file', () => check('program a {\n  task x "The <|>first" { estimate 2d }\n}\n',
    'first', 'The first', '"The first"', 'task x "The first"', 'task x "The first" { estimate 2d }', '{\n  task x "The first" { estimate 2d }\n}',
    'program a {\n  task x "The first" { estimate 2d }\n}', 'program a {\n  task x "The first" { estimate 2d }\n}\n'));
  it('take the point of an estimate, all of it, the line, the body and the declaration', () => check(
    'program a { task x { estimate 2d..<|>3d..9d  owner ana } }',
    '3d', '2d..3d..9d', 'estimate 2d..3d..9d', 'estimate 2d..3d..9d  owner ana', '{ estimate 2d..3d..9d  owner ana }', 'task x { estimate 2d..3d..9d  owner ana }'));
  it('take a step of a path, the path, the link and the line', () => check('program a { task x { after api.ex<|>tract + 1.5d, y } }',
    'extract', 'api.extract', 'api.extract + 1.5d', 'after api.extract + 1.5d, y', '{ after api.extract + 1.5d, y }'));
  it('mean the word before the cursor where none follows', async () => {
    await check('program a { task x { after y + 1.5d<|>, z } }', '1.5d', 'y + 1.5d');
    await check('program a { task x { estimate 3d<|>', '3d', 'estimate 3d', 'task x { estimate 3d');
  });
  it('take a line of a long text, then the text', () => check('program a { task x { note """\n  One line\n  ano<|>ther line\n  """ } }',
    'another', 'another line', '\n  One line\n  another line\n  ', '"""\n  One line\n  another line\n  """', 'note """\n  One line\n  another line\n  """'));
  it('take a documentation with what it is about', async () => {
    await check('program a {\n  task y\n  /** The d<|>oc. */\n  task x\n}', 'doc', '/** The doc. */', '/** The doc. */\n  task x', 'task y\n  /** The doc. */\n  task x');
    await check('program a {\n  task y\n  /** The doc. */\n  task x { <|>estimate 2d }\n}',
      'estimate', 'estimate 2d', '{ estimate 2d }', 'task x { estimate 2d }', '/** The doc. */\n  task x { estimate 2d }');
  });
  it('begin with the body where nothing is written', () => check('program a {\n  task y\n\n<|>\n  task x\n}', 'task y\n\n\n  task x', '{\n  task y\n\n\n  task x\n}'));
  it('are empty in an empty file', () => check('<|>', ''));

  it('hold the place and grow, at every place of a program', async () => {
    const client = await startInMemory();
    const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
    client.open('/atlas.program', atlas);
    const offsets = Array.from({ length: Math.ceil(atlas.length / 7) }, (_, i) => i * 7);
    const all = await selections(client, '/atlas.program', offsets);
    assert.equal(all.length, offsets.length);
    for (const [i, spans] of all.entries()) {
      const offset = offsets[i] ?? 0;
      const where = `${offset}: ${JSON.stringify(spans)}`;
      assert.deepEqual(spans.at(-1), [0, atlas.length], where);
      let inner: readonly [number, number] | null = null;
      for (const [start, end] of spans) {
        assert.ok(start <= offset && offset <= end, where);
        if (inner) assert.ok(start <= inner[0] && inner[1] <= end && end - start > inner[1] - inner[0], where);
        inner = [start, end];
      }
      // A letter of a name, a text or a value belongs to more than the file: to a word and to a line at least.
      if (/\w/.test(atlas[offset] ?? '')) assert.ok(spans.length > 2, where);
    }
    assert.deepEqual(client.errors, []);
    await client.stop();
  });
});
