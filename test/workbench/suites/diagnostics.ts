import * as vscode from 'vscode';
import type { Uri } from 'vscode';
import * as assert from './assert.ts';
import { writePlan } from './workspace.ts';

const broken = `program shop "Shop" {
  start 2026-01-12
  as of 2026-01-12
  task design "Design" { estimate 3d }
  task build "Build" { estimate 5d  after desing }
}
`;

function codesOf(uri: Uri): string[] {
  return vscode.languages.getDiagnostics(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

export function diagnostics(): void {
  describe('Diagnostics', () => {
    it('appear for a broken plan and go with its quick fix', async () => {
      const { uri } = await writePlan('shop.program', broken);
      const found = await assert.eventually(
        () => vscode.languages.getDiagnostics(uri).find(({ message }) => message.includes('desing')),
        'the name that does not resolve is a finding',
      );
      assert.equal(found.source, 'planwright', 'its source');
      assert.equal(found.severity, vscode.DiagnosticSeverity.Error, 'its severity');
      assert.equal(found.range.start.line, 4, 'its line');
      assert.ok(codesOf(uri).includes('unresolved-reference'), 'its code is unresolved-reference');

      const fix = await assert.eventually(async () => {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, found.range);
        return actions.find(({ edit, title }) => edit && title.includes('design'));
      }, 'a quick fix offers the name that was meant');
      assert.ok(fix.edit && await vscode.workspace.applyEdit(fix.edit), 'the fix applies');
      await assert.eventually(() => !codesOf(uri).includes('unresolved-reference'), 'the finding goes');
    });

    it('name the critical path and a commitment that the forecast misses', async () => {
      const { uri } = await writePlan('late.program', `program late "Late" {
  start 2026-01-12
  as of 2026-01-12
  task work "Work" { estimate 10d }
  milestone ready "Ready" { after work  by 2026-01-16 }
}
`);
      const codes = await assert.eventually(() => {
        const current = codesOf(uri);
        return current.includes('forecast-after-commitment') && current;
      }, 'the missed commitment is a finding');
      assert.ok(codes.includes('critical-path'), `the critical path is among ${codes.join(', ')}`);
    });

    it('follow a change in another file', async () => {
      const base = await writePlan('base.program', 'program base "Base" {\n  start 2026-01-12\n  as of 2026-01-12\n  task first "First" { estimate 2d }\n}\n');
      const { uri } = await writePlan('part.program', 'part of base\ntask second "Second" { estimate 2d  after first }\n');
      await assert.eventually(() => codesOf(uri).length > 0, 'the part is checked');
      assert.ok(!codesOf(uri).includes('unresolved-reference'), 'a name of the other file resolves');
      const edit = new vscode.WorkspaceEdit();
      edit.replace(base.uri, new vscode.Range(3, 7, 3, 12), 'premier');
      await vscode.workspace.applyEdit(edit);
      await assert.eventually(() => codesOf(uri).includes('unresolved-reference'), 'the name is missed as soon as it goes');
    });
  });
}
