import * as vscode from 'vscode';
import * as assert from './assert.ts';

export function newProgram(): void {
  describe('Commands', () => {
    it('are all there once a plan is open', async () => {
      const extension = vscode.extensions.getExtension('planwright.planwright');
      assert.ok(extension, 'the extension is installed');
      await extension.activate();
      const registered = new Set(await vscode.commands.getCommands(true));
      for (const { command } of extension.packageJSON.contributes.commands) assert.ok(registered.has(command), `${command} is registered`);
    });

    it('restart the language server', async () => {
      await vscode.commands.executeCommand('planwright.restartServer');
    });
  });
}
