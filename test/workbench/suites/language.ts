import * as vscode from 'vscode';
import * as assert from './assert.ts';
import { fileInWorkspace, openPlan, writePlan } from './workspace.ts';

export function language(): void {
  describe('Completion', () => {
    it('offers the activities that a link can name, and not others', async () => {
      const document = await writePlan('complete.program', `program shop "Shop" {
  start 2026-01-12
  team crew "Crew" { size 3 }
  task design "Design" { estimate 3d }
  task build "Build" { estimate 5d  after  }
}
`);
      const position = new vscode.Position(4, document.lineAt(4).text.indexOf('after ') + 'after '.length);
      const labels = await assert.eventually(async () => {
        const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
        const names = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
        return names.includes('design') && names;
      }, 'the other task is offered');
      assert.ok(!labels.includes('crew'), 'a team is not offered');
    });
  });

  describe('Rename', () => {
    it('changes a name in every file', async () => {
      await writePlan('main.program', 'program big "Big" {\n  start 2026-01-12\n  workstream api { task extract "Extract" { estimate 2d } }\n}\n');
      await writePlan('more.program', 'part of big\ntask verify "Verify" { estimate 2d  after api.extract }\n');
      const main = await openPlan('main.program');
      const at = main.positionAt(main.getText().indexOf('extract'));
      const edit = await assert.eventually(async () => {
        const proposed = await vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', main.uri, at, 'carve-out');
        return proposed.size === 2 && proposed;
      }, 'the rename reaches both files');
      await vscode.workspace.applyEdit(edit);
      const more = await vscode.workspace.openTextDocument(fileInWorkspace('more.program'));
      assert.ok(main.getText().includes('task carve-out "Extract"'), 'the declaration has the new name');
      assert.ok(more.getText().includes('after api.carve-out'), 'the reference has the new name, and its workstream still stands before it');
    });
  });

  describe('Hover', () => {
    it('says when a task runs', async () => {
      const document = await openPlan('launch.program');
      const position = document.positionAt(document.getText().indexOf('build  "Build"') + 1);
      await assert.eventually(async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
        const text = hovers.flatMap(({ contents }) => contents).map(content => (typeof content === 'string' ? content : content.value)).join('\n');
        return text.includes('2026-01-15') && text.includes('2026-01-28');
      }, 'the hover shows start and finish');
    });
  });
}
