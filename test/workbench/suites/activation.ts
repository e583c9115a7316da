import * as assert from './assert.ts';
import * as vscode from 'vscode';
import { openPlan } from './workspace.ts';

export function activation(): void {
  describe('Activation', () => {
    it('happens by opening a plan', async () => {
      const extension = vscode.extensions.getExtension('planwright.planwright');
      assert.ok(extension, 'the extension is installed');
      const document = await openPlan('launch.program');
      assert.equal(document.languageId, 'program');
      await assert.eventually(() => extension.isActive, 'the extension is active');
    });

    it('has the trust that the run gave it', () => {
      assert.equal(vscode.workspace.isTrusted, vscode.workspace.name !== 'restricted');
    });
  });
}
