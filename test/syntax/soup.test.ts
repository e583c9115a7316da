/** Whatever a file says, reading it ends with a tree and issues that lie in the text. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { AstNode, CstNode } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { syntaxIssues } from '../../language/syntax/issues.ts';
import { read } from './languages.ts';

const language = createProgramServices();
const example = readFileSync('examples/atlas.program', 'utf8');
const words = [...language.program.parser.Lexer.blocks.words];

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 3, arbitrary: fc.constantFrom('{', '}', '{', '}', ',', '(', ')', '+', '-', '..', '\n', '\n', '\n  ', '  ') },
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', 'a.b', 'a.', 'übung', '"text"', '"open', '"""long"""', '3d', '3 d', '2026-01-01', '2026-02-30', '30%', '1..2', '40k', '09:00-12:00', '-2d') },
  { weight: 1, arbitrary: fc.constantFrom('@', ';', ':', '#', '//c', '/*c*/', '/*', '"""', '\\', '\u0000', '\uD800', '\u{1F600}', '\r', '\t', '/') },
);
const soup = fc.array(piece, { maxLength: 120 }).map(pieces => pieces.join(' '));

/** The example with a stretch cut out, doubled or replaced. */
const damaged = fc.record({ from: fc.nat(example.length), length: fc.nat(80), to: fc.nat(example.length), insert: fc.oneof(fc.constant(''), soup) })
  .map(({ from, length, to, insert }) => {
    const cut = example.slice(0, from) + example.slice(from + length);
    return cut.slice(0, to) + insert + cut.slice(to);
  });

async function inspect(text: string): Promise<void> {
  const { documents: [document] } = await read(text, language);
  assert.ok(document);
  const root = document.parseResult.value;
  assert.equal(root.$type, 'Document');
  assert.equal(root.$cstNode?.root.fullText, text);
  for (const issue of syntaxIssues(document)) {
    const { start, end } = issue.span;
    assert.ok(start >= 0 && start <= end && end <= text.length, `${JSON.stringify(issue)} in ${text.length}`);
    assert.ok(issue.message.length > 0 && issue.message.length < 400 && !/undefined|NaN|null/.test(issue.message.replaceAll(/`[^`]*`/g, '')), issue.message);
  }
  const inside = (node: AstNode): void => {
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith('$')) continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child !== 'object' || child === null || !('$type' in child)) continue;
        assert.equal((child as AstNode).$container, node);
        inside(child as AstNode);
      }
    }
  };
  inside(root);
  const ordered = (node: CstNode, from: number, to: number): void => {
    assert.ok(node.offset >= from && node.end <= to, `${node.offset}..${node.end} in ${from}..${to}`);
    if ('content' in node) for (const child of node.content as readonly CstNode[]) if (!(child as { hidden?: boolean }).hidden) ordered(child, node.offset, node.end);
  };
  if (root.$cstNode) ordered(root.$cstNode, 0, text.length);
  language.program.parser.Lexer.tokenize(text, { mode: 'partial' });
}

describe('Any text', () => {
  it('made of words of the language', () => fc.assert(fc.asyncProperty(soup, inspect), { numRuns: 300 }));
  it('made of words inside a program', () => fc.assert(fc.asyncProperty(soup.map(text => `program p {\n${text}\n}\nperson a`), inspect), { numRuns: 300 }));
  it('made of any characters', () => fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), inspect), { numRuns: 200 }));
  it('made of the example, damaged', () => fc.assert(fc.asyncProperty(damaged, inspect), { numRuns: 60 }));
  it('reads the same whether typed or opened', async () => {
    await fc.assert(fc.asyncProperty(fc.array(damaged, { minLength: 1, maxLength: 4 }), async texts => {
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
