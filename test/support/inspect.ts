/** What must be true of any text once it is read. */
import assert from 'node:assert/strict';
import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { syntaxIssues } from '../../language/syntax/issues.ts';
import { read } from '../syntax/languages.ts';

/** Used again for every text: making one takes longer than reading a few lines. */
export const language = createProgramServices();

/** Whatever a file says, reading it ends with a tree that holds together, and issues that lie in the text. */
export async function inspect(text: string): Promise<void> {
  await inspected(text);
}

/** The same, with the document for more questions. */
export async function inspected(text: string): Promise<LangiumDocument> {
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
  return document;
}
