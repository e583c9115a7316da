import * as vscode from 'vscode';
import * as assert from './assert.ts';

const text = 'program cloud "Cloud" {\n  start 2026-01-12\n  as of 2026-01-12\n  task only "Only" { estimate 2d  after nobody }\n}\n';

/** One read-only file, as a repository that is browsed without a clone would have it. */
const files: vscode.FileSystemProvider = {
  onDidChangeFile: () => ({ dispose: () => undefined }),
  watch: () => ({ dispose: () => undefined }),
  stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: text.length }),
  readDirectory: () => [['cloud.program', vscode.FileType.File]],
  readFile: () => new TextEncoder().encode(text),
  createDirectory: () => undefined,
  writeFile: () => undefined,
  delete: () => undefined,
  rename: () => undefined,
};

export function virtual(): void {
  describe('A plan that is no file', () => {
    const provider = vscode.workspace.registerFileSystemProvider('plans', files, { isReadonly: true });
    after(() => provider.dispose());

    const checked = async (document: vscode.TextDocument) => assert.eventually(
      () => vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes('nobody')), 'it is checked',
    );

    it('is checked where it stands in a virtual file system', async () => {
      await checked(await vscode.workspace.openTextDocument(vscode.Uri.parse('plans:/repository/cloud.program')));
    });

    it('is checked before it is saved', async () => {
      await checked(await vscode.workspace.openTextDocument({ language: 'program', content: text.replaceAll('cloud', 'unsaved') }));
    });
  });
}
