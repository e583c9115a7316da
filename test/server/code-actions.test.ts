/** Code actions as the protocol has them: kinds, what is asked for later, what is shown before it is made. */
import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { ableClient, atMark } from '../support/actions.ts';
import { withFixture } from '../support/editor.ts';

const kindsOf = (actions: readonly CodeAction[]): string[] => [...new Set(actions.map(({ kind }) => kind ?? ''))].sort();

const plan = `program atlas {
  start 2026-01-12
  task build "Build" { estimate <|>5d  after desing }
  task design "Design" { estimate 2d }
}
`;
const broken = plan.replace('<|>', '').replace('desing', '<|>desing');

describe('Code actions', () => {
  it('are announced by kind, so that an editor can ask for one', () => withFixture(plan, ({ client }) => {
    assert.deepEqual(client.initialized.capabilities.codeActionProvider, {
      codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.inline', 'refactor.move', 'refactor.rewrite', 'source.fixAll.planwright'],
      resolveProvider: true,
    });
    return Promise.resolve();
  }));

  it('of one kind are all that is given where one is asked for', async () => {
    const source = plan.replace('<|>5d', '<|5d  after desing|>');
    const kinds = (only?: readonly string[]): Promise<string[]> => atMark(source, ({ actions }) => Promise.resolve(kindsOf(actions)), only ? { only } : {});
    assert.deepEqual(await kinds(), ['quickfix', 'refactor.rewrite']);
    assert.deepEqual(await kinds(['quickfix']), ['quickfix']);
    assert.deepEqual(await kinds(['refactor']), ['refactor.rewrite']);
    assert.deepEqual(await kinds(['refactor.extract']), []);
    assert.deepEqual(await kinds(['source']), ['source.fixAll.planwright']);
    assert.deepEqual(await kinds(['source.fixAll']), ['source.fixAll.planwright']);
    assert.deepEqual(await kinds(['source.organizeImports']), []);
  });

  it('name the diagnostics that they solve, and which one is meant most', () => atMark(broken, ({ actions }) => {
    const [first] = actions;
    assert.equal(first?.title, 'Change to design');
    assert.equal(first.isPreferred, true);
    assert.deepEqual(first.diagnostics?.map(({ code }) => code), ['unresolved-reference']);
    return Promise.resolve();
  }));

  it('offer to allow a finding, last of its fixes', () => atMark(broken, async ({ actions, take }) => {
    assert.equal(actions.filter(({ kind }) => kind === 'quickfix').at(-1)?.title, 'Allow unresolved-reference here, with a reason to fill in');
    const { files } = await take(/^Allow/);
    assert.ok(files[0]!.text.includes('after desing }  // allow unresolved-reference: say why this is right here\n'), files[0]!.text);
  }));

  it('carry the version of the text that they count in', () => atMark(broken, ({ actions }) => {
    const edits = actions[0]!.edit!.documentChanges as readonly TextDocumentEdit[];
    assert.deepEqual(edits.map(({ textDocument }) => textDocument.version), [1]);
    return Promise.resolve();
  }));

  it('come with their edits where the editor does not ask again, and as plain changes where it knows no versions', async () => {
    await atMark(plan, async ({ actions, take }) => {
      assert.ok(actions.every(({ edit }) => edit?.changes !== undefined), JSON.stringify(actions));
      assert.ok((await take(/^Spread/)).files[0]!.text.includes('estimate 4d..5d..7.5d'));
    }, { capabilities: { workspace: {}, textDocument: {} } });
    await atMark(plan, ({ actions }) => {
      assert.ok(actions.filter(({ kind }) => kind?.startsWith('refactor')).every(({ edit, data }) => edit === undefined && data !== undefined));
      return Promise.resolve();
    });
  });

  it('whose text has changed since they were offered do nothing, and say so', () => withFixture(plan, async ({ client, mark }) => {
    const position = client.position(mark.path, mark.start);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri(mark.path) }, range: { start: position, end: position }, context: { diagnostics: [] },
    });
    const spread = actions.find(({ title }) => title.startsWith('Spread'))!;
    client.edit(mark.path, 0, 0, '// new\n');
    const shown: string[] = [];
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => void shown.push(message));
    assert.equal((await client.request<CodeAction>('codeAction/resolve', spread)).edit, undefined);
    assert.match(shown.join(), /^“Spread .*” was not done\. The text has changed/);
  }, { capabilities: ableClient }));

  it('count in the text as it is after edits', () => withFixture(plan, async ({ client, mark }) => {
    client.edit(mark.path, 0, 0, '// one\n');
    await client.settled();
    client.edit(mark.path, client.text(mark.path).indexOf('desing'), client.text(mark.path).indexOf('desing') + 6, 'design');
    client.edit(mark.path, client.text(mark.path).indexOf('5d'), client.text(mark.path).indexOf('5d') + 2, '12d');
    await client.settled();
    const position = client.position(mark.path, client.text(mark.path).indexOf('12d'));
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri(mark.path) }, range: { start: position, end: position }, context: { diagnostics: [] },
    });
    const { edit } = await client.request<CodeAction>('codeAction/resolve', actions.find(({ title }) => title.startsWith('Spread'))!);
    assert.equal(client.applied(edit!).get(client.uri(mark.path)), `// one\n${plan.replace('<|>5d', '9.5d..12d..18d').replace('desing', 'design')}`);
  }, { capabilities: ableClient }));

  it('that touch several files, or many lines, are shown before they are made', async () => {
    const stream = `program atlas {\n  workstream <|>api "API" {\n    task a { estimate 1d }\n  }\n}\n`;
    await atMark(stream, async ({ take }) => {
      const { edit } = (await take(/file of its own/)).action;
      const [[id, annotation] = []] = Object.entries(edit!.changeAnnotations ?? {});
      assert.equal(annotation?.needsConfirmation, true);
      assert.match(annotation.label, /^Move the workstream api/);
      for (const change of edit!.documentChanges!) assert.equal('edits' in change ? (change.edits[0] as { annotationId?: string }).annotationId : change.annotationId, id);
    });
    await atMark(plan, async ({ take }) => assert.equal((await take(/^Spread/)).action.edit!.changeAnnotations, undefined));
    const unable = { ...ableClient, workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const, 'delete' as const] } } };
    await atMark(stream, async ({ take }) => assert.equal((await take(/file of its own/)).action.edit!.changeAnnotations, undefined), { capabilities: unable });
  });
});

describe('source.fixAll', () => {
  it('makes the repairs that cannot be wrong, and no others', () => atMark(`program atlas {
  start 2026-01-12
  task design "Design" { estimate 2d }
  task build "Build" { estimate 5d  after desing  <|>estimate 5d }
  task test "Test" { estimate 2d  estimate 3d  after build-2 }  // allow missing-estimate: not any more
  task build-1 "More" { estimate 1d }
  issue slow "Slow" { severity hihg  owner ana }
}
person ana "Ana Ruiz"
`, async ({ actions, take }) => {
    assert.equal(actions.length, 1);
    const { files } = await take(/^Make the 4 repairs that cannot be wrong$/);
    assert.equal(files[0]!.text, `program atlas {
  start 2026-01-12
  task design "Design" { estimate 2d }
  task build "Build" { estimate 5d  after design }
  task test "Test" { estimate 2d  estimate 3d  after build-2 }
  task build-1 "More" { estimate 1d }
  issue slow "Slow" { severity high  owner ana }
}
person ana "Ana Ruiz"
`);
  }, { only: ['source.fixAll'] }));

  it('is not there where nothing is to be done', () => atMark('program atlas {\n  <|>start 2026-01-12\n}\n', ({ actions }) => {
    assert.deepEqual(actions, []);
    return Promise.resolve();
  }, { only: ['source.fixAll.planwright'] }));
});
