/** What a hostile file can cost: one finding, and little time. */
import assert from 'node:assert/strict';
import { EmptyFileSystemProvider, URI } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { limits } from '../../language/syntax/limits.ts';
import { syntaxIssues } from '../../language/syntax/issues.ts';
import { scan } from '../../language/syntax/scanner.ts';
import { hostile, requiring as around } from '../support/hostile-texts.ts';
import { issuesOf, outline, read } from './languages.ts';

const language = createProgramServices();
const whole = 'Program p\n  Task before\n  Gate g\n    Check c\n  Task after-it\nPerson ana';

async function outlineOf(text: string): Promise<string> {
  const { documents: [document] } = await read(text, language);
  assert.ok(document);
  return outline(document);
}

describe('Limits', () => {
  it('nests parentheses as deep as the limit, and no deeper', async () => {
    const nested = (n: number): string => around(`${'('.repeat(n)}done before${')'.repeat(n)}`);
    assert.deepEqual(await issuesOf(nested(limits.nesting), language), []);
    for (const n of [limits.nesting + 1, 300, 100_000]) {
      const text = around(`${'('.repeat(n)}done before${')'.repeat(n)}`);
      const issues = await issuesOf(text, language);
      assert.ok(issues.some(issue => issue.message.includes(`${limits.nesting} deep`)), `${n}: ${issues[0]?.message}`);
      assert.ok(issues.length <= 3);
      assert.equal(await outlineOf(text), whole);
    }
  });
  it('nests `not` as deep as the limit', async () => {
    const text = around(`${'not '.repeat(5_000)}done before`);
    assert.ok((await issuesOf(text, language)).length <= 2);
    assert.equal(await outlineOf(text), whole);
  });
  it('joins as many conditions as the limit, and no more', async () => {
    const chain = (n: number): string => around(Array.from({ length: n }, () => 'done before').join(' and '));
    assert.deepEqual(await issuesOf(chain(limits.operands), language), []);
    for (const n of [limits.operands + 1, 8_000, 20_000]) {
      const issues = await issuesOf(chain(n), language);
      assert.deepEqual(issues.map(issue => issue.message), [`A condition may join ${limits.operands} parts; the rest of this one is not read.`]);
      assert.equal(await outlineOf(chain(n)), whole);
    }
  });
  it('nests blocks as deep as the limit, and no deeper', async () => {
    const nested = (n: number): string => `program p { ${'workstream w { '.repeat(n)}${'} '.repeat(n)} }\nperson ana`;
    assert.deepEqual(await issuesOf(nested(limits.nesting - 1), language), []);
    for (const n of [limits.nesting, 5_000]) {
      const issues = await issuesOf(nested(n), language);
      assert.deepEqual(issues.map(issue => issue.message), [`Blocks and parentheses may stand ${limits.nesting} deep inside each other; what is deeper is not read.`]);
      assert.match(await outlineOf(nested(n)), /\nPerson ana$/);
    }
  });
  it('reads names and texts up to their limits', async () => {
    const name = 'a'.repeat(limits.nameLength);
    const text = 'x'.repeat(limits.textLength - 2);
    assert.deepEqual(await issuesOf(`program ${name} "${text}"`, language), []);
    assert.deepEqual((await issuesOf(`program ${name}a "${text}x"`, language)).map(issue => issue.message), [
      'A name may have 256 letters; this one has 257.', 'A text may have 10000 letters; this one has 10001. Put the rest in a document and give its `link`.',
    ]);
  });
  it('reads files up to their limit', async () => {
    const comment = `program p\n// ${'x'.repeat(limits.fileLength)}`;
    assert.deepEqual(await issuesOf(comment.slice(0, limits.fileLength), language), []);
    const issues = await issuesOf(comment, language);
    assert.deepEqual(issues.map(issue => issue.message), ['This file has 12.0 MB; only files up to 12.0 MB are read. Split the program: further files start with `part of`.']);
    assert.deepEqual([issues[0]?.span], [{ start: 0, end: 1 }]);
  });
  it('reads words and signs up to their limit, however small they are', async () => {
    for (const text of ['{'.repeat(limits.tokens + 1), '@ '.repeat(limits.tokens + 1), 'a '.repeat(limits.tokens + 1)]) {
      assert.deepEqual((await issuesOf(text, language)).map(issue => issue.message), ['This file has more than 3 million words and signs, so nothing of it is read. Split the program: further files start with `part of`.']);
    }
  });
  it('reports so many mistakes and no more', async () => {
    const text = `program p {\n${'  owner 1\n'.repeat(limits.syntaxErrors + 10)}}`;
    const issues = await issuesOf(text, language);
    assert.ok(issues.length <= limits.syntaxErrors + 1, `${issues.length}`);
    assert.match(issues.at(-1)?.message ?? '', /More than 5000 mistakes/);
  });
  it('reads a file that cannot be read as an empty one', async () => {
    const files = new EmptyFileSystemProvider();
    files.readFile = () => Promise.reject(new Error('Invalid string length'));
    const { shared } = createProgramServices({ fileSystemProvider: () => files });
    const document = await shared.workspace.LangiumDocuments.getOrCreateDocument(URI.parse('file:///huge.program'));
    await shared.workspace.DocumentBuilder.build([document], {});
    assert.deepEqual(syntaxIssues(document), []);
  });
});

describe('Hostile texts', () => {
  const time = async (text: string): Promise<number> => {
    const start = performance.now();
    await issuesOf(text, language);
    return performance.now() - start;
  };

  for (const [name, make] of Object.entries(hostile)) {
    it(`${name}: read in time that grows with the text`, async () => {
      const [small, large] = [make(25_000), make(100_000)];
      await time(small);
      let [a, b] = [await time(small), await time(large)];
      // A busy machine can spoil one measurement, not three.
      for (let i = 0; i < 3 && b > 3 * 4 * a + 50; i++) [a, b] = [await time(small), await time(large)];
      assert.ok(b <= 3 * 4 * a + 50, `${a.toFixed(0)} ms, then ${b.toFixed(0)} ms for four times the text`);
      assert.ok(b < 5_000, `${b.toFixed(0)} ms`);
    });
  }

  it('16 MB in one text are refused at once', async () => {
    const text = `program p "${'x'.repeat(16 * 1024 * 1024)}"`;
    assert.ok(await time(text) < 1_000);
    assert.match((await issuesOf(text, language))[0]?.message ?? '', /only files up to/);
  });
  it('200 KB of `@ ` are one issue', async () => {
    assert.equal((await issuesOf('@ '.repeat(100_000), language)).length <= 100_000, true);
  });
  it('80,000 comments without end are one issue', async () => {
    assert.deepEqual((await issuesOf('/* '.repeat(80_000), language)).map(issue => issue.message), ['This comment is not closed: a `*/` is missing, so the rest of the file is not read.']);
  });
});

describe('Terminals', () => {
  const { types } = language.program.parser.Lexer;
  for (const [name, make] of Object.entries(hostile)) {
    it(`${name}: scanned in time that doubles with the text`, () => {
      const least = (text: string): number => Math.min(...Array.from({ length: 5 }, () => {
        const start = performance.now();
        scan(text, types);
        return performance.now() - start;
      }));
      const [small, large] = [make(100_000), make(200_000)];
      let [a, b] = [least(small), least(large)];
      for (let i = 0; i < 3 && b > 3 * a + 10; i++) [a, b] = [least(small), least(large)];
      assert.ok(b <= 3 * a + 10, `${a.toFixed(1)} ms, then ${b.toFixed(1)} ms for twice the text`);
    });
    it(`${name}: every character belongs to a token or is white space`, () => {
      const text = make(2_000);
      const { tokens, hidden } = scan(text, types);
      let end = 0;
      for (const token of [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset)) {
        assert.equal(text.slice(token.startOffset, (token.endOffset ?? 0) + 1), token.image);
        assert.match(text.slice(end, token.startOffset), /^\s*$/);
        assert.ok(token.startOffset >= end);
        end = (token.endOffset ?? 0) + 1;
      }
      assert.match(text.slice(end), /^\s*$/);
    });
  }
});
