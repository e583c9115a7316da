/** What follows the text: formatting and folding. */
import assert from 'node:assert/strict';
import type { FoldingRange, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
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
  it('leaves every other line of the document as it is, also blank ones', async () => {
    const text = 'program p {\n\n\n\n   task a {\n      estimate   3d   \n\n\n\n   owner x\n }\n}\n';
    const lines = (first: number, last: number, character: number): object => ({ range: { start: { line: first, character: 0 }, end: { line: last, character } } });
    assert.equal(await edited(`<|>${text}`, 'textDocument/rangeFormatting', lines(4, 5, 3)), text.replace('   task a', '  task a').replace('      estimate   3d   ', '    estimate 3d'));
    assert.equal(await edited(`<|>${text}`, 'textDocument/rangeFormatting', lines(4, 5, 0)), text.replace('   task a', '  task a'));
    assert.equal(await edited(`<|>${text}`, 'textDocument/rangeFormatting', lines(1, 3, 0)), text);
    assert.equal(await edited(`<|>${text}`, 'textDocument/onTypeFormatting', { position: { line: 6, character: 0 }, ch: '\n' }), text.replace('      estimate   3d   ', '    estimate 3d'));
    assert.equal(await edited(`<|>${text}`, 'textDocument/rangeFormatting', lines(0, 99, 99)), await edited(`<|>${text}`, 'textDocument/formatting', {}));
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
