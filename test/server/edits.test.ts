import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Diagnostic } from 'vscode-languageserver';
import { seeded } from '../bench/measure.ts';
import { startInMemory } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';

const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
const more = `part of atlas
workstream docs "Documentation" {
  owner platform
  task guide "Write the guide" { estimate 5d  after api.contracts }
  task review "Review it" { estimate 2d  after guide, identity.tokens }
  milestone published "Published" { after review  by 2026-06-01 }
}
`;

/** What a person types, pastes and deletes, and what nobody would. */
const pieces = ['x', ' ', '\n', '{', '}', '"', '// ', '/* ', '*/', ',', '.', '1', 'after ', 'task ', 'guide', 'api.', 'done 2026-03-01 ', 'by ', '\r\n', 'é', '\u{1F680}', '\0'];

function edit(client: LspClient, path: string, random: () => number): void {
  const { length } = client.text(path);
  const start = Math.floor(random() * (length + 1));
  const removed = random() < 0.5 ? Math.floor(random() * Math.min(12, length - start + 1)) : 0;
  const inserted = random() < 0.8 ? pieces[Math.floor(random() * pieces.length)] ?? '' : '';
  client.edit(path, start, start + removed, inserted);
}

const told = async (client: LspClient, path: string): Promise<Diagnostic[]> => {
  await client.settled();
  return client.diagnostics(path);
};

/** Everything of a document, and what is told of each when it is looked at. */
async function resolved(client: LspClient, method: string, resolve: string): Promise<unknown[]> {
  const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
  const items = await client.request<object[]>(method, { textDocument: { uri: client.uri('/a.program') }, range: whole });
  return Promise.all(items.map(item => client.request(resolve, item)));
}

describe('After any sequence of edits', function () {
  this.timeout(60_000);
  for (const seed of [1, 2, 3, 4]) {
    it(`the server says what a fresh one says (${seed})`, async () => {
      const random = seeded(seed);
      const client = await startInMemory();
      client.open('/a.program', atlas);
      client.open('/b.program', more);
      for (let i = 0; i < 60; i++) {
        edit(client, random() < 0.5 ? '/a.program' : '/b.program', random);
        // Now and then the server gets to see what stands there, else edits arrive in a burst.
        if (random() < 0.3) await client.settled();
      }
      const fresh = await startInMemory();
      for (const path of ['/a.program', '/b.program']) fresh.open(path, client.text(path));
      for (const path of ['/a.program', '/b.program']) assert.deepEqual(await told(client, path), await told(fresh, path));
      assert.deepEqual(client.errors, []);
      await client.stop();
      await fresh.stop();
    });
  }

  it('taken back, everything is as it was', async () => {
    const random = seeded(9);
    const client = await startInMemory();
    client.open('/a.program', atlas);
    client.open('/b.program', more);
    const before = [await told(client, '/a.program'), await told(client, '/b.program')];
    for (let i = 0; i < 20; i++) edit(client, i % 2 === 0 ? '/a.program' : '/b.program', random);
    await client.settled();
    client.change('/a.program', atlas);
    client.change('/b.program', more);
    assert.deepEqual([await told(client, '/a.program'), await told(client, '/b.program')], before);
    await client.stop();
  });

  it('every question gets an answer', async () => {
    const random = seeded(5);
    const client = await startInMemory();
    client.open('/a.program', atlas);
    for (let i = 0; i < 60; i++) {
      edit(client, '/a.program', random);
      const at = Math.floor(random() * client.text('/a.program').length);
      await client.ask('textDocument/completion', '/a.program', at);
      if (i % 6 === 0) await Promise.all([
        ...['hover', 'definition', 'documentHighlight', 'prepareRename', 'implementation', 'prepareCallHierarchy', 'prepareTypeHierarchy'].map(method => client.ask(`textDocument/${method}`, '/a.program', at)),
        client.ask('textDocument/references', '/a.program', at, { context: { includeDeclaration: true } }),
        client.ask('textDocument/rename', '/a.program', at, { newName: 'other' }).catch(() => null),
        ...['documentSymbol', 'documentLink', 'semanticTokens/full'].map(method => client.request(`textDocument/${method}`, { textDocument: { uri: client.uri('/a.program') } })),
        client.request('textDocument/selectionRange', { textDocument: { uri: client.uri('/a.program') }, positions: [client.position('/a.program', at)] }),
        resolved(client, 'textDocument/codeLens', 'codeLens/resolve'),
        resolved(client, 'textDocument/inlayHint', 'inlayHint/resolve'),
      ]);
    }
    assert.deepEqual(client.errors, []);
    await client.stop();
  });
});
