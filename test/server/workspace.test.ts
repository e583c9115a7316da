import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFilesMethod, readFilesMethod, isListFilesParams, isReadFilesParams } from '../../protocol/workspace.ts';
import { disk } from '../../server/disk.ts';
import { isPlanOf } from '../../server/plan-files.ts';
import { startInMemory, workspaceUri } from '../support/lsp.ts';
import type { LspClient } from '../support/lsp.ts';

const base = 'program a { task x { estimate 1d } }';
const part = 'part of a\ntask y { estimate 1d  after x }\n';

async function unresolved(client: LspClient, path: string): Promise<boolean> {
  await client.settled();
  return (await client.diagnostics(path)).some(one => one.code === 'unresolved-reference');
}

describe('Workspace', () => {
  it('is read at the start, before the first open file is judged', async () => {
    const client = await startInMemory({ files: { '/a.program': base, '/sub/b.program': part } });
    client.open('/sub/b.program', part);
    assert.equal(await unresolved(client, '/sub/b.program'), false);
    assert.deepEqual(client.published.filter(one => one.diagnostics.some(each => each.code === 'unresolved-reference')), []);
    assert.equal(client.statuses.at(-1)?.state, 'ready');
    assert.equal(client.statuses.at(-1)?.documents, 2);
    await client.stop();
  });
  it('reports files that nobody has open', async () => {
    const client = await startInMemory({ files: { '/a.program': 'program a { task x { estimate 1d  after nobody } }' } });
    assert.equal(await unresolved(client, '/a.program'), true);
    await client.stop();
  });
  it('follows files that are created, changed and deleted outside the editor', async () => {
    const client = await startInMemory({ files: { '/b.program': part } });
    const tell = (uri: string, type: number): void => void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    assert.equal(await unresolved(client, '/b.program'), true);
    client.disk.set(`${workspaceUri}/a.program`, base);
    tell(`${workspaceUri}/a.program`, 1);
    assert.equal(await unresolved(client, '/b.program').catch(() => false), false);
    client.disk.set(`${workspaceUri}/a.program`, 'program a { }');
    tell(`${workspaceUri}/a.program`, 2);
    assert.equal(await unresolved(client, '/b.program'), true);
    client.disk.set(`${workspaceUri}/a.program`, base);
    tell(`${workspaceUri}/a.program`, 2);
    assert.equal(await unresolved(client, '/b.program'), false);
    client.disk.delete(`${workspaceUri}/a.program`);
    tell(`${workspaceUri}/a.program`, 3);
    assert.equal(await unresolved(client, '/b.program'), true);
    await client.stop();
  });
  it('lets the text of an open file win over its file, and takes the file back when it is closed', async () => {
    const client = await startInMemory({ files: { '/a.program': base, '/b.program': part } });
    client.open('/a.program', 'program a { }');
    assert.equal(await unresolved(client, '/b.program'), true);
    void client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri('/a.program'), type: 2 }] });
    assert.equal(await unresolved(client, '/b.program'), true);
    client.close('/a.program');
    assert.equal(await unresolved(client, '/b.program'), false);
    await client.stop();
  });
  it('says what it is doing where that takes long, and what it left out of what is shown', async () => {
    let time = 0;
    // Every look at the clock of this machine takes half a second.
    const client = await startInMemory({ now: () => new Date(Date.UTC(2026, 0, 5, 12) + (time += 500)) });
    client.open('/a.program', base);
    await client.settled();
    client.change('/a.program', `program a {${' task x { after nobody }\n'.repeat(150)}}`);
    await client.settled();
    assert.deepEqual(client.statuses.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]), ['loading', 'ready', 'computing', 'ready', 'computing', 'ready']);
    assert.deepEqual([client.statuses.at(-2)?.limits, client.statuses.at(-1)?.activities], [[], 150]);
    assert.deepEqual(client.statuses.at(-1)?.limits, ['Of each kind of finding the first 100 in a file are shown; planwright check lists all.']);
    await client.stop();
  });
  it('follows its folders', async () => {
    const client = await startInMemory({ files: { '/a.program': 'program a { task x { estimate 1d  after nobody } }' } });
    assert.equal(await unresolved(client, '/a.program'), true);
    const folder = { uri: workspaceUri, name: 'workspace' };
    void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [folder] } });
    assert.equal(await unresolved(client, '/a.program'), false);
    void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } });
    assert.equal(await unresolved(client, '/a.program'), true);
    await client.stop();
  });
  it('of a virtual file system is read through the client', async () => {
    const asked: string[] = [];
    const client = await startInMemory({
      folder: 'vscode-vfs://github/acme',
      initializationOptions: { readsFiles: true },
      answers: {
        [listFilesMethod]: params => {
          assert.ok(isListFilesParams(params));
          asked.push('list');
          return { uris: params.folders.map(folder => `${folder}/a.program`), truncated: false };
        },
        [readFilesMethod]: params => {
          assert.ok(isReadFilesParams(params));
          asked.push('read');
          return { files: params.uris.map(uri => ({ uri, text: base })) };
        },
      },
    });
    client.open('vscode-vfs://github/acme/b.program', part);
    assert.equal(await unresolved(client, 'vscode-vfs://github/acme/b.program'), false);
    assert.deepEqual(asked, ['list', 'read']);
    await client.stop();
  });
  it('asks nothing of a client that says nothing, and nothing bad comes from wrong answers', async () => {
    const silent = await startInMemory({ folder: 'vscode-vfs://github/acme' });
    silent.open('vscode-vfs://github/acme/b.program', base);
    await silent.diagnostics('vscode-vfs://github/acme/b.program');
    await silent.stop();
    const wrong = await startInMemory({
      folder: 'vscode-vfs://github/acme', initializationOptions: { readsFiles: true },
      answers: { [listFilesMethod]: () => ({ uris: 'all of them' }), [readFilesMethod]: () => { throw new Error('no'); } },
    });
    wrong.open('vscode-vfs://github/acme/b.program', base);
    await wrong.diagnostics('vscode-vfs://github/acme/b.program');
    await wrong.stop();
  });
  it('reads no older version that an editor shows beside the file', async () => {
    const client = await startInMemory({ files: { '/a.program': base } });
    client.open('git:/workspace/a.program?ref=HEAD', base);
    await client.settled();
    assert.equal(client.statuses.at(-1)?.documents, 1);
    await client.stop();
  });
  it('works without any folder', async () => {
    const client = await startInMemory({ folder: null });
    client.open('untitled:Untitled-1', 'program a { task x { estimate 1d  after nobody } }');
    assert.equal(await unresolved(client, 'untitled:Untitled-1'), true);
    client.close('untitled:Untitled-1');
    assert.equal(await unresolved(client, 'untitled:Untitled-1'), false);
    assert.deepEqual(client.errors, []);
    await client.stop();
  });
});

describe('Plans on a disk', () => {
  it('are found below folders, without tools, hidden folders and links', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'planwright-'));
    for (const folder of ['a/b', 'node_modules/x', '.git', 'dist']) await mkdir(path.join(root, folder), { recursive: true });
    for (const file of ['one.program', 'a/b/two.program', 'node_modules/x/no.program', '.git/no.program', 'dist/no.program', 'a/no.txt']) await writeFile(path.join(root, file), base);
    await symlink(root, path.join(root, 'a', 'loop'));
    const uri = pathToFileURL(root).href;
    const { uris, truncated } = await disk.list([uri], 10);
    assert.deepEqual(uris, [`${uri}/a/b/two.program`, `${uri}/one.program`]);
    assert.equal(truncated, false);
    assert.equal((await disk.list([uri], 1)).truncated, true);
    assert.deepEqual((await disk.read([`${uri}/one.program`, `${uri}/missing.program`], 1000)).map(file => file.text), [base, null]);
    assert.equal((await disk.read([`${uri}/one.program`], 3))[0]?.text, null);
    assert.deepEqual((await disk.list(['file:///no/such/folder', 'nonsense'], 10)).uris, []);
    await rm(root, { recursive: true });
  });
  it('belong to a folder by their path', () => {
    assert.equal(isPlanOf(['file:///w'], 'file:///w/a.program'), true);
    assert.equal(isPlanOf(['file:///w'], 'file:///workspace/a.program'), false);
    assert.equal(isPlanOf(['file:///w'], 'file:///w/node_modules/a.program'), false);
    assert.equal(isPlanOf(['file:///w'], 'file:///w/a.txt'), false);
    assert.equal(isPlanOf([], 'file:///w/a.program'), false);
  });
});
