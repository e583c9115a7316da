import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { listFilesMethod, readFilesMethod, isListFilesParams, isReadFilesParams } from '../../protocol/workspace.ts';
import { createDisk } from '../../server/disk.ts';
import { excludedBy, matcherOf } from '../../server/globs.ts';
import { isPlanOf } from '../../server/plan-files.ts';
import { createPlanFolders } from '../../server/plan-folders.ts';
import type { Hover, InlayHint } from 'vscode-languageserver';
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
  it('is ready where it has no plans', async () => {
    const client = await startInMemory();
    await client.settled();
    assert.deepEqual(client.statuses.map(({ state }) => state), ['loading', 'ready']);
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

type Change = readonly [path: string, type: 1 | 2 | 3];
const [created, changed, deleted] = [1, 2, 3] as const;
const told = (client: LspClient, ...changes: readonly Change[]): void => void client.connection.sendNotification('workspace/didChangeWatchedFiles', {
  changes: changes.map(([path, type]) => ({ uri: client.uri(path), type })),
});
const documents = async (client: LspClient): Promise<number | undefined> => {
  await client.settled();
  return client.statuses.at(-1)?.documents;
};

/** The number of documents, as soon as it is this one. */
const settledAt = async (client: LspClient, count: number): Promise<number | undefined> => {
  for (let i = 0; i < 50 && await documents(client) !== count; i++) await new Promise(resolve => setTimeout(resolve, 10));
  return documents(client);
};

describe('Files and folders that move', () => {
  const files = { '/a.program': base, '/sub/b.program': part, '/sub/deep/c.program': 'part of a\ntask z { estimate 1d  after y }\n' };
  const move = (client: { readonly disk: Map<string, string> }, from: string, to: string): void => {
    for (const [uri, text] of [...client.disk]) {
      if (!uri.startsWith(workspaceUri + from)) continue;
      client.disk.delete(uri);
      client.disk.set(workspaceUri + to + uri.slice((workspaceUri + from).length), text);
    }
  };
  const problems = async (client: LspClient): Promise<string[]> => {
    await client.settled();
    const newest = new Map(client.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
    return [...newest].flatMap(([uri, diagnostics]) => diagnostics.filter(({ severity }) => severity === 1).map(({ code }) => `${uri.slice(workspaceUri.length)} ${code}`));
  };

  it('a file renamed in the editor, open or not, keeps its plan', async () => {
    const client = await startInMemory({ files });
    client.open('/a.program', base);
    assert.deepEqual(await problems(client), []);
    move(client, '/a.program', '/z/new.program');
    client.close('/a.program');
    client.open('/z/new.program', base);
    told(client, ['/a.program', deleted], ['/z/new.program', created]);
    assert.deepEqual([await problems(client), await documents(client)], [[], 3]);
    move(client, '/sub/b.program', '/b.program');
    told(client, ['/sub/b.program', deleted], ['/b.program', created]);
    assert.deepEqual([await problems(client), await documents(client)], [[], 3]);
    await client.stop();
  });
  it('a folder of which only the folder is told', async () => {
    const client = await startInMemory({ files });
    assert.equal(await documents(client), 3);
    move(client, '/sub', '/moved/here');
    told(client, ['/sub', deleted], ['/moved', created]);
    assert.deepEqual([await settledAt(client, 3), await problems(client)], [3, []]);
    move(client, '/moved', '/elsewhere.txt');
    told(client, ['/moved', deleted]);
    assert.deepEqual([await problems(client), await documents(client)], [[], 1]);
    await client.stop();
  });
  it('a folder renamed in the editor', async () => {
    const client = await startInMemory({ files });
    assert.equal(await documents(client), 3);
    move(client, '/sub', '/v1.2');
    void client.connection.sendNotification('workspace/didRenameFiles', { files: [{ oldUri: client.uri('/sub'), newUri: client.uri('/v1.2') }] });
    assert.deepEqual([await problems(client), await documents(client)], [[], 3]);
    assert.ok((await client.request<{ location: { uri: string } }[]>('workspace/symbol', { query: 'z' })).some(({ location }) => location.uri === client.uri('/v1.2/deep/c.program')));
    await client.stop();
  });
  it('a file that is saved by deleting and creating it', async () => {
    const client = await startInMemory({ files });
    client.disk.set(client.uri('/a.program'), 'program a { task x { estimate 2d } }');
    told(client, ['/a.program', deleted], ['/a.program', created]);
    assert.deepEqual([await problems(client), await documents(client)], [[], 3]);
    told(client, ['/a.program', created], ['/a.program', changed], ['/a.program', deleted]);
    client.disk.delete(client.uri('/a.program'));
    assert.notDeepEqual(await problems(client), []);
    await client.stop();
  });
  it('plans that come into ignored folders stay out', async () => {
    const client = await startInMemory({ files });
    for (const folder of ['node_modules', '.git', 'out', 'dist', 'sub/.cache']) {
      client.disk.set(client.uri(`/${folder}/x/copy.program`), base);
      told(client, [`/${folder}`, created], [`/${folder}/x`, created], [`/${folder}/x/copy.program`, created]);
    }
    assert.deepEqual([await problems(client), await documents(client)], [[], 3]);
    await client.stop();
  });
  it('files of other kinds cost nothing, however many come and go', async () => {
    const client = await startInMemory({ files });
    await client.settled();
    const { length } = client.published;
    told(client, ...Array.from({ length: 5000 }, (_, i): Change => [`/build/lib${i}.o`, i % 2 === 0 ? created : deleted]));
    assert.equal(await documents(client), 3);
    assert.equal(client.published.length, length);
    assert.deepEqual(client.errors, []);
    await client.stop();
  });
  it('what comes or goes while the folders are listed counts', async () => {
    let answer = (_uris: readonly string[]): void => undefined;
    const folders = createPlanFolders({ list: () => new Promise<readonly string[]>(resolve => { answer = resolve; }), below: async () => [] });
    const listing = folders.list(['file:///w']);
    folders.noticed(['file:///w/new.program'], ['file:///w/old.program']);
    answer(['file:///w/a.program', 'file:///w/old.program']);
    // What was noticed is read already.
    assert.deepEqual(await listing, { changed: ['file:///w/a.program'], deleted: [] });
    assert.deepEqual(['new', 'old', 'a'].map(name => folders.has(`file:///w/${name}.program`)), [true, false, true]);
    const [first, second] = [folders.list(['file:///w']), folders.list([])];
    answer([]);
    assert.deepEqual([(await second)?.deleted.length, await Promise.race([first, 'still'])], [2, 'still']);
  });
});

describe('What `files.exclude` hides', () => {
  it('stays out, also where it comes later, and comes in when it is shown again', async () => {
    const exclude: Record<string, unknown> = { '**/.git': true, archive: true, '**/*.draft.program': true, 'sub/old*/**': true, elsewhere: false, when: { when: '$(basename).x' } };
    const client = await startInMemory({
      files: { '/a.program': base, '/archive/2025/a.program': base, '/sub/b.draft.program': part, '/sub/old one/c.program': base, '/sub/archive/d.program': part, '/elsewhere/e.program': 'program e { }' },
      answers: { 'workspace/configuration': params => (params as { items: { section: string }[] }).items.map(({ section }) => (section === 'files.exclude' ? exclude : null)) },
    });
    // Settings arrive after the first listing.
    assert.equal(await settledAt(client, 3), 3);
    client.disk.set(client.uri('/archive/2026/b.program'), base);
    told(client, ['/archive/2026/b.program', created], ['/archive/2026', created]);
    assert.equal(await documents(client), 3);
    client.open('/archive/2025/a.program', 'program archived { }');
    assert.equal(await documents(client), 4, 'what somebody opens is read');
    client.close('/archive/2025/a.program');
    assert.equal(await documents(client), 3);
    delete exclude.archive;
    void client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.equal(await settledAt(client, 5), 5);
    assert.deepEqual(client.errors, []);
    await client.stop();
  });
  it('is told by patterns as VS Code has them', () => {
    const fits = (glob: string, path: string): boolean => matcherOf([glob])(path);
    for (const [glob, ...paths] of [
      ['archive', 'archive', 'archive/a.program', 'archive/b/c.program'], ['**/archive', 'archive/a.program', 'x/archive/a.program'], ['archive/**', 'archive/a.program'], ['*.program', 'a.program'],
      ['**/*.{draft,old}.program', 'a.draft.program', 'x/y/b.old.program'], ['v[0-9]', 'v1/a.program'], ['v[!0-9]/', 'vx/a.program'], ['a?c', 'abc/x.program'], ['a+(b)', 'a+(b)/x.program'], ['x/**/y', 'x/y/a', 'x/a/b/y/c'],
    ] as const) for (const path of paths) assert.ok(fits(glob, path), `${glob} ${path}`);
    for (const [glob, path] of [['archive', 'x/archive/a.program'], ['archive', 'archived/a.program'], ['*.program', 'x/a.program'], ['v[0-9]', 'vx/a.program'], ['a?c', 'a/c'], ['}{', 'a'], ['[', 'a'], ['a.c', 'abc']] as const) {
      assert.ok(!fits(glob, path), `${glob} ${path}`);
    }
    assert.deepEqual(excludedBy({ '**/.DS_Store': true, '.git': true, x: true, y: false, z: 'true' }), ['x']);
    assert.deepEqual([excludedBy(null), excludedBy('x'), excludedBy([true])], [[], [], ['0']]);
  });
});

describe('Several folders', () => {
  const folderOf = (path: string) => ({ uri: workspaceUri + path, name: path });
  const folders = (client: LspClient, added: readonly string[], removed: readonly string[]): void =>
    void client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: added.map(folderOf), removed: removed.map(folderOf) } });
  const files = { '/one/a.program': base, '/two/b.program': part, '/two/inner/c.program': 'program c { task last { estimate 1d  after a.y } }\n' };

  it('that come and go later are one workspace, also where one lies in the other', async () => {
    const client = await startInMemory({ files, folder: `${workspaceUri}/one` });
    assert.equal(await documents(client), 1);
    folders(client, ['/two/inner'], []);
    assert.equal(await unresolved(client, `${workspaceUri}/two/inner/c.program`), true);
    folders(client, ['/two'], []);
    assert.equal(await unresolved(client, `${workspaceUri}/two/inner/c.program`), false);
    assert.equal(await documents(client), 3);
    folders(client, [], ['/two/inner']);
    assert.equal(await documents(client), 3, 'the outer folder still has it');
    folders(client, [], ['/one', '/two']);
    assert.equal(await documents(client), 0);
    await client.stop();
  });
  it('a file of a folder that was removed stays as long as it is open', async () => {
    const client = await startInMemory({ files, folder: workspaceUri });
    client.open('/one/a.program', base);
    assert.equal(await documents(client), 3);
    folders(client, [], ['']);
    assert.equal(await documents(client), 1);
    client.close('/one/a.program');
    assert.equal(await documents(client), 0);
    await client.stop();
  });
});

describe('Programs that refer to each other', () => {
  const first = 'program first { start 2026-01-05  task a { estimate 2d }  task d { estimate 1d  after second.c } }\n';
  const second = 'program second { start 2026-01-05  task c { estimate 3d  after first.a } }\n';
  const hints = async (client: LspClient, path: string): Promise<string> => {
    const found = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: client.uri(path) }, range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } });
    return found.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join(''))).join(' | ');
  };

  it('are one network over files: dates in one follow an edit in the other, and the editor is asked to show them', async () => {
    const client = await startInMemory({ files: { '/b.program': second } });
    client.open('/a.program', first);
    client.open('/b.program', second);
    await client.settled();
    const before = await hints(client, '/a.program');
    const { length } = client.refreshes;
    client.change('/b.program', second.replace('3d', '8d'));
    await client.settled();
    assert.ok(client.refreshes.slice(length).includes('inlayHint'), client.refreshes.join());
    assert.notEqual(await hints(client, '/a.program'), before);
    client.change('/b.program', second);
    await client.settled();
    assert.equal(await hints(client, '/a.program'), before);
    await client.stop();
  });
  it('also where the other file is closed and changes on the disk', async () => {
    const client = await startInMemory({ files: { '/b.program': second } });
    client.open('/a.program', first);
    await client.settled();
    const before = await hints(client, '/a.program');
    client.disk.set(client.uri('/b.program'), second.replace('3d', '8d'));
    told(client, ['/b.program', changed]);
    await client.settled();
    assert.ok(client.refreshes.includes('inlayHint'));
    assert.notEqual(await hints(client, '/a.program'), before);
    await client.stop();
  });
  it('a loop over files is told in both, until one of them is changed', async () => {
    const client = await startInMemory();
    client.open('/a.program', first.replace('task a { estimate 2d }', 'task a { estimate 2d  after d }'));
    client.open('/b.program', second);
    const cycles = async (path: string): Promise<number> => {
      await client.settled();
      return (await client.diagnostics(path)).filter(({ code }) => code === 'dependency-cycle').length;
    };
    assert.equal(await cycles('/a.program') + await cycles('/b.program'), 1);
    client.change('/b.program', 'program second { start 2026-01-05  task c { estimate 3d } }\n');
    assert.equal(await cycles('/a.program') + await cycles('/b.program'), 0);
    await client.stop();
  });
  it('an unsaved file takes part, and its file takes over when it is saved', async () => {
    const client = await startInMemory({ files: { '/a.program': first } });
    client.open('untitled:Untitled-1', second);
    assert.equal(await unresolved(client, 'untitled:Untitled-1'), false);
    assert.equal(await unresolved(client, '/a.program').catch(() => false), false);
    // Saving closes the one and opens the other.
    client.disk.set(client.uri('/second.program'), second);
    client.close('untitled:Untitled-1');
    client.open('/second.program', second);
    told(client, ['/second.program', created]);
    assert.equal(await documents(client), 2);
    assert.equal(await unresolved(client, '/second.program'), false);
    client.close('/second.program');
    assert.equal(await documents(client), 2);
    assert.deepEqual((await client.diagnostics('/second.program')).filter(({ code }) => code === 'duplicate-name'), []);
    await client.stop();
  });
});

describe('Files outside of the workspace', () => {
  it('are never read, whatever a plan says or a client tells', async () => {
    const hostile = 'part of a\ntask y { estimate 1d  after x  link "file:///etc/passwd"  link "../secret.program"  evidence "/etc/passwd" }\n';
    const client = await startInMemory({ files: { '/a.program': base, '/b.program': hostile, '/../secret.program': base } });
    const asked: string[] = [];
    const { disk } = client;
    const get = disk.get.bind(disk);
    disk.set('file:///elsewhere/x.program', 'program secret { }');
    disk.get = uri => {
      asked.push(uri);
      return get(uri);
    };
    client.open('/b.program', hostile);
    told(client, ['file:///elsewhere/x.program', created], ['/../secret.program', changed], ['file:///elsewhere', created], ['/a.program', changed], ['file:///etc/passwd', changed], ['/passwd', changed]);
    await client.settled();
    const textDocument = { uri: client.uri('/b.program') };
    for (const word of ['passwd', 'secret', 'part of']) await client.ask<Hover | null>('textDocument/hover', '/b.program', hostile.indexOf(word));
    await client.request('textDocument/documentSymbol', { textDocument });
    const links = await client.request<{ target?: string }[] | null>('textDocument/documentLink', { textDocument }).catch(() => []);
    assert.deepEqual((links ?? []).filter(({ target }) => !target?.startsWith('https:')), []);
    client.close('/b.program');
    await client.settled();
    assert.deepEqual([...new Set(asked)].sort(), [client.uri('/a.program'), client.uri('/b.program')]);
    assert.equal(await documents(client), 2);
    await client.stop();
  });
  it('are not taken from the list of a client either', async () => {
    const read: string[] = [];
    const client = await startInMemory({
      folder: 'vscode-vfs://github/acme', initializationOptions: { readsFiles: true },
      answers: {
        [listFilesMethod]: () => ({ uris: ['vscode-vfs://github/acme/a.program', 'vscode-vfs://github/other/b.program', 'file:///etc/passwd', 'vscode-vfs://github/acme/notes.txt'], truncated: false }),
        [readFilesMethod]: params => {
          assert.ok(isReadFilesParams(params));
          read.push(...params.uris);
          return { files: params.uris.map(uri => ({ uri, text: base })) };
        },
      },
    });
    assert.equal(await documents(client), 1);
    assert.deepEqual(read, ['vscode-vfs://github/acme/a.program']);
    await client.stop();
  });
});

describe('Plans on a disk', () => {
  const disk = createDisk();
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
  it('are read below the folders, and nothing else is, whatever leads there', async () => {
    const root = await mkdtemp(path.join(os.tmpdir(), 'planwright-'));
    for (const folder of ['w/sub', 'other']) await mkdir(path.join(root, folder), { recursive: true });
    await writeFile(path.join(root, 'w', 'one.program'), base);
    await writeFile(path.join(root, 'other', 'secret.program'), 'program secret { }');
    await writeFile(path.join(root, 'w', 'notes.txt'), 'secret');
    await symlink(path.join(root, 'other', 'secret.program'), path.join(root, 'w', 'link.program'));
    await symlink(path.join(root, 'w', 'notes.txt'), path.join(root, 'w', 'text.program'));
    await symlink(path.join(root, 'other'), path.join(root, 'w', 'sub', 'behind'));
    const uri = pathToFileURL(root).href;
    const own = createDisk();
    const texts = async (...paths: string[]): Promise<(string | null)[]> => (await own.read(paths.map(one => uri + one), 1000)).map(file => file.text);
    assert.deepEqual(await texts('/w/one.program'), [null], 'before a folder is listed');
    assert.deepEqual((await own.list([`${uri}/w`], 10)).uris, [`${uri}/w/one.program`]);
    assert.deepEqual(await texts('/w/one.program', '/w/sub/../one.program'), [base, base]);
    assert.deepEqual(await texts('/other/secret.program', '/w/../other/secret.program', '/w/link.program', '/w/sub/behind/secret.program', '/w/text.program', '/w/notes.txt'),
      [null, null, null, null, null, null]);
    assert.deepEqual((await own.read(['https://example.com/a.program', 'nonsense'], 1000)).map(file => file.text), [null, null]);
    await rm(root, { recursive: true });
  });
  it('belong to a folder by their path', () => {
    assert.equal(isPlanOf(['file:///w'], 'file:///w/a.program'), true);
    assert.equal(isPlanOf(['file:///w'], 'file:///workspace/a.program'), false);
    assert.equal(isPlanOf(['file:///w'], 'file:///w/node_modules/a.program'), false);
    assert.equal(isPlanOf(['file:///w'], 'file:///w/a.txt'), false);
    assert.equal(isPlanOf([], 'file:///w/a.program'), false);
    assert.equal(isPlanOf(['file:///w'], 'file:///w/../other/a.program'), false);
  });
});
