/** Texts of open documents count lines as the library of the protocol does, whatever was edited. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextSnapshot } from '../../server/text-snapshot.ts';

const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\r', '\u{1F680}'), { maxLength: 12 }).map(parts => parts.join(''));
const position = fc.record({ line: fc.integer({ min: -1, max: 9 }), character: fc.integer({ min: -1, max: 9 }) });
const change = fc.oneof({ weight: 9, arbitrary: fc.record({ range: fc.record({ start: position, end: position }), text }) }, { weight: 1, arbitrary: fc.record({ text }) });

describe('The text of an open document', () => {
  it('is after any edits what the library makes of them, line by line', () => fc.assert(fc.property(text, fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 5 }), (begin, versions) => {
    let ours = new TextSnapshot('file:///a', 'program', 0, begin);
    versions.forEach((changes, index) => {
      const before = ours;
      const [lines, written] = [before.lineCount, before.getText()];
      // Counted anew after each change: the library itself loses count of lines that a range beyond the text names.
      const theirs = changes.reduce((document, one) => TextDocument.create('', '', index + 1, TextDocument.update(document, [structuredClone(one)], index + 1).getText()), TextDocument.create('', '', index, written));
      ours = ours.changed(changes, index + 1);
      assert.deepEqual([before.lineCount, before.getText()], [lines, written], 'the version before has changed');
      assert.deepEqual([ours.version, ours.lineCount, ours.getText()], [index + 1, theirs.lineCount, theirs.getText()]);
      for (let offset = -1; offset <= ours.getText().length + 1; offset++) assert.deepEqual(ours.positionAt(offset), theirs.positionAt(offset));
      for (let line = -1; line < 8; line++) {
        assert.deepEqual([ours.getLineRange(line), ours.getEOLCharacters(line)], [theirs.getLineRange(line), theirs.getEOLCharacters(line)]);
        for (let character = -1; character < 8; character++) assert.equal(ours.offsetAt({ line, character }), theirs.offsetAt({ line, character }), `${line}:${character}`);
      }
      const range = { start: { line: 0, character: 1 }, end: { line: 2, character: 1 } };
      assert.equal(ours.getText(range), theirs.getText(range));
    });
  }), { numRuns: 2000 }));
});
