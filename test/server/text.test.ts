/** What follows the text: formatting, folding and colours. */
import assert from 'node:assert/strict';
import type { FoldingRange, SemanticTokens, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { tokenModifiers, tokenTypes } from '../../server/token-legend.ts';
import { withFixture } from '../support/editor.ts';

const options = { tabSize: 2, insertSpaces: true };

/** The text after the edits that a request answers with. */
async function edited(source: string, method: string, more: object): Promise<string> {
  return withFixture(source, async ({ ask, fixture }) => {
    const edits = await ask<TextEdit[] | null>(method, { options, ...more });
    return TextDocument.applyEdits(TextDocument.create('', 'program', 0, fixture.files[0]?.text ?? ''), edits ?? []);
  });
}

describe('Formatting', () => {
  const untidy = 'program p {\nstart   2026-01-05\n      task a { estimate 3d owner b }\n task   c{\n  estimate 2d  after a\n}\n}\nperson b\n';
  it('formats a document by its statements', async () => {
    assert.equal(await edited(`<|>${untidy}`, 'textDocument/formatting', {}),
      'program p {\n  start 2026-01-05\n  task a { estimate 3d  owner b }\n  task c {\n    estimate 2d\n    after a\n  }\n}\nperson b\n');
  });
  it('formats the lines of a selection and no other', async () => {
    assert.equal(await edited(`<|>${untidy}`, 'textDocument/rangeFormatting', { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } } }),
      untidy.replace('      task a { estimate 3d owner b }', '  task a { estimate 3d  owner b }'));
  });
  it('formats the line that a new line leaves, and the line of a closing brace', async () => {
    assert.equal(await edited('<|>program p {\ntask   a\n', 'textDocument/onTypeFormatting', { position: { line: 2, character: 0 }, ch: '\n' }), 'program p {\n  task a\n');
    assert.equal(await edited('<|>program p {\n  task a {\n    }\n}\n', 'textDocument/onTypeFormatting', { position: { line: 2, character: 5 }, ch: '}' }), 'program p {\n  task a {\n  }\n}\n');
  });
  it('works around what is half typed', async () => {
    assert.equal(await edited('<|>program p {\ntask a {\nestimate\nafter\n}\n', 'textDocument/formatting', {}), 'program p {\n  task a {\n    estimate\n    after\n  }\n');
  });
});

describe('Folding', () => {
  it('leaves the line of a closing brace in sight', () => withFixture('<|>/**\n * About.\n */\nprogram p {\n  task a {\n    estimate 3d\n  }\n  task b { estimate 1d }\n}\n', async ({ ask }) => {
    const folds = await ask<FoldingRange[]>('textDocument/foldingRange');
    assert.deepEqual(folds.map(({ startLine, endLine, kind }) => `${startLine}-${endLine}${kind ? ` ${kind}` : ''}`).sort(), ['0-2 comment', '3-7', '4-5']);
  }));
});

describe('Colours', () => {
  /** `text type modifiers` of every coloured name. */
  const colours = (source: string): Promise<string[]> => withFixture(source, async ({ ask, fixture }) => {
    const { data } = await ask<SemanticTokens>('textDocument/semanticTokens/full');
    const lines = (fixture.files[0]?.text ?? '').split('\n');
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
  });
  it('tells a keyword that is a name by what it names', async () => {
    assert.deepEqual(await colours('<|>program p {\n  start 2026-01-05\n  as of 2026-01-05\n  workstream risk { task start { estimate 2d } }\n  task gate { estimate 1d  after risk.start }\n}'), [
      'p namespace declaration', 'risk class declaration critical', 'start function declaration critical', 'gate function declaration critical', 'risk.start function',
    ]);
  });
  it('marks what is done, critical or late, and values that are one of a list', async () => {
    assert.deepEqual(await colours('<|>program p {\n  start 2026-01-05\n  as of 2026-01-12\n  task a { estimate 2d  started 2026-01-05  done 2026-01-06 }\n  milestone m { after b  by 2026-01-12 }\n  task b { estimate 3d }\n  risk r { status open }\n}'), [
      'p namespace declaration', 'a function declaration done', 'm function declaration critical late', 'b function', 'b function declaration critical', 'r type declaration', 'open enumMember',
    ]);
  });
});
