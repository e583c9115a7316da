import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Hover } from 'vscode-languageserver';
import { startProcess } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';

const good = 'program good "Good" {\n  start 2026-01-12\n  task x "X" { estimate 1d }\n}\n';

/** Inputs that end a server with Langium's defaults, hang it, or drown its client. */
const hostile: Readonly<Record<string, string>> = {
  'deep parentheses': `program a { gate g { check c { requires ${'('.repeat(3000)}done x${')'.repeat(3000)} } } }`,
  'deep blocks': `program a ${'{ task x '.repeat(5000)}`,
  'a long chain of operators': `program a { gate g { check c { requires ${Array.from({ length: 8000 }, () => 'done x').join(' and ')} } } }`,
  'a closed string of megabytes': `program a { task x { note "${'x'.repeat(1_500_000)}" } }`,
  'an unclosed string of megabytes': `program a { task x { note "${'x'.repeat(1_500_000)}`,
  'a string of escapes': `program a { task x { note "${'\\n'.repeat(600_000)}" } }`,
  'unclosed comments': `program a {\n${'/* '.repeat(40_000)}`,
  'strays': '@ '.repeat(100_000),
  'closing braces': '}'.repeat(50_000),
  'names that are keys of objects': 'program __proto__ { task constructor { estimate 1d }\n task prototype { after constructor, toString, hasOwnProperty } }',
  'too many letters': `program a { ${'task x { estimate 1d }\n'.repeat(600_000)} }`,
  'one endless line': `program a { task x { after ${Array.from({ length: 50_000 }, (_, i) => `t${i}`).join(', ')} } }`,
  'dates and lengths out of reach': 'program a { start 9999-12-31 task x { estimate 999999999999w  by 0000-00-00 } task y { estimate 1e99d after x + 99999999999w } }',
  'a cycle of everything': `program a {\n${Array.from({ length: 2000 }, (_, i) => `task t${i} { estimate 1d  after t${(i + 1) % 2000}, t${(i + 7) % 2000} }`).join('\n')}\n}`,
  'no text': '',
  'bytes that are no text': '\uFFFD\u0000\u0001\uD800 program \uDFFF { \u2028 }',
};

async function isAlive(client: LspClient): Promise<void> {
  client.open('/good.program', good);
  const at = good.indexOf('x "X"');
  const hover = await client.ask<Hover | null>('textDocument/hover', '/good.program', at);
  assert.ok(hover, 'a hover in a good file');
  client.close('/good.program');
}

describe('The server as a process', function () {
  this.timeout(120_000);

  it('serves an editor from initialize to exit', async () => {
    const client = await startProcess({ folder: null });
    assert.equal(client.initialized.serverInfo?.name, 'Planwright');
    client.open('/a.program', 'program a { task x { estimate 1d  after nobody } }');
    assert.ok((await client.diagnostics('/a.program')).some(one => one.code === 'unresolved-reference'));
    client.change('/a.program', 'program a {\n  task x { estimate 1d }\n}');
    assert.ok(!(await client.diagnostics('/a.program')).some(one => one.severity === 1));
    client.change('/a.program', 'program a {\n  task x { estimate 1d');
    assert.ok((await client.diagnostics('/a.program')).some(one => one.code === 'syntax'));
    await client.stop();
    assert.equal(client.child.exitCode, 0);
  });

  it('keeps up with a burst of edits, and answers the last one', async () => {
    const client = await startProcess({ folder: null });
    const tasks = Array.from({ length: 2000 }, (_, i) => `  task t${i} "T" { estimate 1d${i > 0 ? `  after t${i - 1}` : ''} }\n`).join('');
    client.open('/a.program', `program a {\n${tasks}}\n`);
    await client.diagnostics('/a.program');
    const before = client.published.length;
    for (let i = 0; i < 60; i++) client.edit('/a.program', 11, 11, ' ');
    await client.diagnostics('/a.program');
    assert.ok(client.published.length - before <= 4, `${client.published.length - before} publications for 60 edits`);
    assert.equal(client.published.at(-1)?.version, 61);
    await client.stop();
  });

  it('answers what is cancelled as cancelled', async () => {
    const client = await startProcess({ folder: null });
    client.open('/a.program', good);
    const { CancellationTokenSource } = await import('vscode-languageserver/node');
    const source = new CancellationTokenSource();
    const asked = client.connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: client.uri('/a.program') } }, source.token);
    source.cancel();
    await assert.rejects(asked);
    await isAlive(client);
    await client.stop();
  });

  it('answers requests about files that it does not know', async () => {
    const client = await startProcess({ folder: null });
    const nowhere = { textDocument: { uri: 'file:///nowhere.program' }, position: { line: 3, character: 5 } };
    assert.equal(await client.request('textDocument/hover', nowhere), null);
    assert.deepEqual(await client.request('textDocument/references', { ...nowhere, context: { includeDeclaration: true } }), []);
    assert.deepEqual(await client.request('textDocument/documentSymbol', nowhere), []);
    assert.deepEqual((await client.request<{ items: unknown[] }>('textDocument/completion', nowhere)).items, []);
    client.open('/a.program', good);
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: client.uri('/a.program') }, position: { line: 9999, character: 9999 } }), null);
    await client.stop();
  });

  it('killed in the middle of typing, is back with the right state', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'planwright-'));
    await writeFile(path.join(folder, 'closed.program'), 'part of a\nmilestone live { after extract  by 2026-01-20 }\n');
    const options = { folder: pathToFileURL(folder).href };
    const paths = ['/a.program', '/b.program'];
    const [a, b] = ['program a {\n  start 2026-01-12\n  task extract "Extract" { estimate 3d }\n}\n', 'part of a\ntask load { estimate 2d  after extract }\n'];
    const statesOf = async (client: LspClient): Promise<unknown> => {
      await client.settled();
      const newest = new Map(client.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
      return [...paths, '/closed.program'].map(one => (newest.get(client.uri(one)) ?? []).map(({ code, message, range }) => ({ code, message, range })));
    };

    const first = await startProcess(options);
    first.open('/a.program', a);
    first.open('/b.program', b);
    await first.settled();
    const died = new Promise<number | null>(resolve => first.child.once('exit', resolve));
    // It dies while edits are under way and a question is open.
    const asked = first.ask('textDocument/completion', '/a.program', 20).then(() => 'answered', () => 'lost');
    for (const [index, letter] of [...'  task again { estimate 4d  after load, nobody }\n'].entries()) {
      first.edit('/b.program', b.length + index, b.length + index, letter);
      if (index === 30) first.child.kill('SIGKILL');
    }
    await died;
    assert.ok(['lost', 'answered'].includes(await Promise.race([asked, new Promise(resolve => setTimeout(() => resolve('lost'), 500))]) as string));

    // What a client does then: a new process, and the open documents as they read now.
    const second = await startProcess(options);
    for (const one of paths) second.open(one, first.text(one));
    const back = await statesOf(second);
    const fresh = await startProcess(options);
    for (const one of [...paths].reverse()) fresh.open(one, first.text(one));
    assert.deepEqual(back, await statesOf(fresh));
    assert.match(JSON.stringify(back), /nobody/);
    second.edit('/b.program', b.length, second.text('/b.program').length, '');
    await second.settled();
    assert.doesNotMatch(JSON.stringify(await statesOf(second)), /nobody/);
    assert.deepEqual([second.errors, fresh.errors], [[], []]);
    for (const client of [first, second, fresh]) await client.stop();
    await rm(folder, { recursive: true });
  });

  it('gives memory back when a thousand files were opened and closed', async () => {
    const client = await startProcess({ folder: null, nodeArgs: ['--expose-gc'], script: fileURLToPath(new URL('../support/server-with-memory.ts', import.meta.url)), patience: 60_000 });
    const bytes = (): Promise<number> => client.request<number>('test/memory', {});
    const text = (name: string): string => `program ${name} {\n  start 2026-01-12\n${Array.from({ length: 6 }, (_, i) => `  task t${i} "Task ${i}" { estimate ${i + 1}d${i > 0 ? `  after t${i - 1}` : ''} }\n`).join('')}}\n`;
    const round = async (from: number, count: number): Promise<void> => {
      for (let i = from; i < from + count; i++) {
        client.open(`/p${i}.program`, text(`p${i}`));
        if (i % 500 === 0) {
          client.edit(`/p${i}.program`, 0, 0, '// edited\n');
          await client.ask('textDocument/hover', `/p${i}.program`, 20);
        }
      }
      await client.settled();
    };
    const close = async (from: number, count: number): Promise<void> => {
      for (let i = from; i < from + count; i++) client.close(`/p${i}.program`);
      await client.settled();
    };
    // What is made once, such as the parser's tables, is made before.
    await round(0, 20);
    await close(0, 20);
    const before = await bytes();
    await round(1000, 1000);
    const open = await bytes();
    await close(1000, 1000);
    const after = await bytes();
    assert.ok(open > 1.5 * before, `open files weigh something: ${open} after ${before}`);
    assert.ok(after < 1.2 * before, `${before} bytes, ${open} with a thousand files, ${after} after them`);
    assert.deepEqual(client.errors, []);
    await client.stop();
  });

  it('ends when its client is gone', async () => {
    const client = await startProcess({ folder: null });
    const ended = new Promise(resolve => client.child.once('exit', resolve));
    client.child.stdin?.end();
    await ended;
    await client.stop();
  });

  describe('survives', () => {
    let client: LspClient;
    before(async () => { client = await startProcess({ folder: null, patience: 60_000 }); });
    after(() => client.stop());
    for (const [name, text] of Object.entries(hostile)) {
      it(`${name}, opened, edited and asked about`, async () => {
        client.open('/hostile.program', text);
        const diagnostics = await client.diagnostics('/hostile.program');
        assert.ok(diagnostics.length <= 2000, `${diagnostics.length} diagnostics`);
        client.edit('/hostile.program', 0, 0, ' ');
        await client.diagnostics('/hostile.program');
        const textDocument = { uri: client.uri('/hostile.program') };
        const end = Math.min(text.length, 60);
        for (const method of ['hover', 'definition', 'completion', 'documentHighlight']) await client.ask(`textDocument/${method}`, '/hostile.program', end);
        for (const method of ['documentSymbol', 'foldingRange', 'semanticTokens/full']) await client.request(`textDocument/${method}`, { textDocument });
        await client.request('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } });
        client.close('/hostile.program');
        await isAlive(client);
        assert.deepEqual(client.errors, []);
      });
    }
  });

  it('survives all of them in its folder at the start, and a file of 600 MB', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'planwright-'));
    await Promise.all(Object.values(hostile).map((text, i) => writeFile(path.join(folder, `${i}.program`), text)));
    await writeFile(path.join(folder, 'huge.program'), '');
    await truncate(path.join(folder, 'huge.program'), 600 * 1024 * 1024);
    const client = await startProcess({ folder: pathToFileURL(folder).href, patience: 60_000 });
    await isAlive(client);
    assert.equal(client.statuses.at(-1)?.state, 'limited');
    await client.stop();
    await rm(folder, { recursive: true });
  });
});
