/** Whatever a file says, reading it ends with a tree and issues that lie in the text. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createProgramServices } from '../../language/program-services.ts';
import { syntaxIssues } from '../../language/syntax/issues.ts';
import { atlas, damaged, soup } from '../support/any-text.ts';
import { inspect, language } from '../support/inspect.ts';
import { read } from './languages.ts';

const damagedExample = damaged([atlas]);

describe('Any text', () => {
  it('made of words of the language', () => fc.assert(fc.asyncProperty(soup, inspect), { numRuns: 300 }));
  it('made of words inside a program', () => fc.assert(fc.asyncProperty(soup.map(text => `program p {\n${text}\n}\nperson a`), inspect), { numRuns: 300 }));
  it('made of any characters', () => fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), inspect), { numRuns: 200 }));
  it('made of the example, damaged', () => fc.assert(fc.asyncProperty(damagedExample, inspect), { numRuns: 60 }));
  it('reads the same whether typed or opened', async () => {
    await fc.assert(fc.asyncProperty(fc.array(damagedExample, { minLength: 1, maxLength: 4 }), async texts => {
      const typed = createProgramServices();
      let now = '';
      typed.shared.workspace.FileSystemProvider.readFile = async () => now;
      typed.shared.workspace.FileSystemProvider.stat = async uri => ({ isFile: true, isDirectory: false, uri });
      const { documents: [document] } = await read('', typed);
      assert.ok(document);
      for (const text of texts) {
        now = text;
        await typed.shared.workspace.DocumentBuilder.update([document.uri], []);
      }
      const { documents: [fresh] } = await read(now, language);
      assert.ok(fresh);
      assert.deepEqual(syntaxIssues(document), syntaxIssues(fresh));
    }), { numRuns: 10 });
  });
});
