/** Questions of an editor about any text, at any place: each has an answer, and the server logs no failure. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mutated, soup } from '../support/any-text.ts';
import { startInMemory } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';
import { suite } from './suite.ts';
import type { Suite } from './suite.ts';

/** What is asked about a place, with what the question needs beside it. */
const aboutPlaces: Readonly<Record<string, object>> = {
  completion: {}, hover: {}, definition: {}, documentHighlight: {}, prepareRename: {}, implementation: {},
  prepareCallHierarchy: {}, prepareTypeHierarchy: {},
  references: { context: { includeDeclaration: true } }, rename: { newName: 'other' }, onTypeFormatting: { ch: '\n', options: { tabSize: 2, insertSpaces: true } },
};
/** What an editor asks next about one of the answers. */
const followUps: Readonly<Record<string, readonly string[]>> = {
  completion: ['completionItem/resolve'], inlayHint: ['inlayHint/resolve'], codeLens: ['codeLens/resolve'], codeAction: ['codeAction/resolve'],
};
const nowhere = { line: 1_000_000, character: 1_000_000 };
const aboutDocuments: Readonly<Record<string, object>> = {
  documentSymbol: {}, foldingRange: {}, documentLink: {}, codeLens: {}, selectionRange: { positions: [{ line: 1, character: 7 }, nowhere] },
  'semanticTokens/full': {}, 'semanticTokens/full/delta': { previousResultId: '1' }, formatting: { options: { tabSize: 4, insertSpaces: false } },
};
/** What is asked about an item that a question before it gave. */
const hierarchies: Readonly<Record<string, readonly string[]>> = {
  CallHierarchy: ['callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls'], TypeHierarchy: ['typeHierarchy/supertypes', 'typeHierarchy/subtypes'],
};

const asked = fc.record({
  text: fc.oneof(mutated, soup), other: fc.option(mutated, { freq: 4 }), places: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
  edits: fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.constantFrom('', ' ', '.', 'x', '\n', '{', '"')), { maxLength: 3 }),
});

let client: Promise<LspClient> | null = null;

async function answers({ text, other, places, edits }: typeof asked extends fc.Arbitrary<infer T> ? T : never): Promise<number> {
  const server = await (client ??= startInMemory({ folder: null }));
  const path = 'untitled:plan.program';
  server.open(path, text);
  if (other !== null) server.open('untitled:other.program', other);
  for (const [at, removed, inserted] of edits) {
    const start = at % (server.text(path).length + 1);
    server.edit(path, start, Math.min(server.text(path).length, start + removed), inserted);
  }
  const textDocument = { uri: server.uri(path) };
  let count = 0;
  // A refusal says why; everything else that fails is logged by the server, and looked at below.
  const request = (method: string, params: unknown): Promise<unknown> => {
    count++;
    return server.request(method, params).catch((error: unknown) => assert.match(String(error), /name|title|cancelled|would then|stands in/));
  };
  const ask = async (method: string, params: object): Promise<void> => {
    const answer = await request(`textDocument/${method}`, { textDocument, ...params });
    for (const [next, item] of followUpsOf(method, answer)) await request(next, item);
  };
  for (const place of places) {
    const position = server.position(path, place % (server.text(path).length + 1));
    for (const [method, more] of Object.entries(aboutPlaces)) await ask(method, { position, ...more });
    const range = { start: { line: 0, character: 0 }, end: position };
    for (const method of ['inlayHint', 'rangeFormatting']) await ask(method, { range, options: { tabSize: 2, insertSpaces: true } });
    await ask('codeAction', { range, context: { diagnostics: await server.diagnostics(path) } });
    for (const [kind, ways] of Object.entries(hierarchies)) {
      const items = await server.request<readonly unknown[] | null>(`textDocument/prepare${kind}`, { textDocument, position });
      for (const item of items ?? []) for (const way of ways) await server.request(way, { item });
    }
  }
  for (const [method, more] of Object.entries(aboutDocuments)) await ask(method, more);
  for (const method of Object.keys(aboutPlaces)) await ask(method, { position: nowhere, ...aboutPlaces[method] });
  server.close(path);
  if (other !== null) server.close('untitled:other.program');
  await server.settled();
  assert.deepEqual(server.errors.splice(0), []);
  return count;
}

/** Of a list, the first and the last. */
function* followUpsOf(method: string, answer: unknown): Iterable<readonly [string, unknown]> {
  const list: readonly unknown[] = Array.isArray(answer) ? answer : typeof answer === 'object' && answer !== null && 'items' in answer && Array.isArray(answer.items) ? answer.items : [];
  for (const next of followUps[method] ?? []) for (const item of new Set([list[0], list.at(-1)])) if (item !== undefined) yield [next, item];
}

export const questions: Suite = suite('questions', { short: 200, long: 40_000 }, asked, answers);

/** Ends the server that the questions went to. */
export async function endQuestions(): Promise<void> {
  const server = await client;
  client = null;
  await server?.stop();
}
