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

  describe('Lenses', () => {
    it('stand above a commitment with the finish and the margin, and their command shows what drives it', async () => {
      const document = await openPlan('launch.program');
      const lens = await assert.eventually(async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
        return lenses.find(({ command }) => command?.title.startsWith('why '));
      }, 'the milestone has a lens');
      assert.equal(lens.command?.title, 'why 28 Jan · 23d margin', 'title');
      assert.equal(document.getText(lens.range), 'ready', 'the name that it stands at');
      assert.equal(lens.command?.command, 'planwright.showLocations', 'command');
      assert.ok((await vscode.commands.getCommands(true)).includes('planwright.showLocations'), 'the command is there');
      await vscode.commands.executeCommand('planwright.showLocations', ...(lens.command?.arguments ?? []));
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    });
  });

  describe('Dependencies', () => {
    it('are asked for as calls: what a task waits for, and what waits for it', async () => {
      const document = await openPlan('launch.program');
      const position = document.positionAt(document.getText().indexOf('build  "Build"') + 1);
      const item = await assert.eventually(async () => {
        const items = await vscode.commands.executeCommand<vscode.CallHierarchyItem[]>('vscode.prepareCallHierarchy', document.uri, position);
        return items[0];
      }, 'the name of a task starts a chain');
      const incoming = await vscode.commands.executeCommand<vscode.CallHierarchyIncomingCall[]>('vscode.provideIncomingCalls', item);
      const outgoing = await vscode.commands.executeCommand<vscode.CallHierarchyOutgoingCall[]>('vscode.provideOutgoingCalls', item);
      assert.equal(incoming.map(({ from }) => from.name).join(), 'design');
      assert.equal(outgoing.map(({ to }) => to.name).join(), 'ready');
      assert.equal(document.getText(incoming[0]?.fromRanges[0]), 'design', 'the place of the link');
      assert.ok(incoming[0]?.from.detail?.startsWith('FS · critical'), 'the kind of the link and the slack stand beside the name');
    });
  });

  describe('Hierarchy of policies', () => {
    it('leads from a policy to the one that it extends', async () => {
      const document = await writePlan('policies.program', 'policy house extends regulated { critical slack 0d }\npolicy strict extends house { critical slack 1d }\n');
      const position = document.positionAt(document.getText().indexOf('strict') + 1);
      await assert.eventually(async () => {
        const [item] = await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.prepareTypeHierarchy', document.uri, position);
        const above = item && await vscode.commands.executeCommand<vscode.TypeHierarchyItem[]>('vscode.provideSupertypes', item);
        return above?.map(({ name }) => name).join() === 'house';
      }, 'the policy that is extended stands above');
    });
  });

  describe('Implementation', () => {
    it('of a contract is the task that delivers it', async () => {
      const document = await writePlan('contract.program', `program pact "Pact" {
  start 2026-01-12
  task serve "Serve" { estimate 2d }
  task use "Use" { estimate 2d }
  dependency api "API" { from serve  to use }
}
`);
      const position = document.positionAt(document.getText().indexOf('api "API"') + 1);
      await assert.eventually(async () => {
        const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>('vscode.executeImplementationProvider', document.uri, position);
        const [first] = found;
        const range = first && ('targetUri' in first ? first.targetSelectionRange ?? first.targetRange : first.range);
        return range !== undefined && document.getText(range) === 'serve';
      }, 'the name of the task is found');
    });
  });

  describe('Selections', () => {
    it('grow from a value to its line and its body', async () => {
      const document = await openPlan('launch.program');
      const position = document.positionAt(document.getText().indexOf('10d') + 1);
      await assert.eventually(async () => {
        const [innermost] = await vscode.commands.executeCommand<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [position]);
        const texts: string[] = [];
        for (let at = innermost; at; at = at.parent!) texts.push(document.getText(at.range));
        const places = ['10d', 'estimate 10d', 'estimate 10d  after design', '{ estimate 10d  after design }'].map(text => texts.indexOf(text));
        return places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]!));
      }, 'value, line and body follow each other');
    });
  });

  describe('Links', () => {
    it('lead from a key to the tracker of the setting', async () => {
      const document = await writePlan('tracked.program', 'program tracked "Tracked" {\n  task pay "Pay" { estimate 1d  ref "PAY-142" }\n}\n');
      const configuration = vscode.workspace.getConfiguration('planwright');
      await configuration.update('tracker', 'https://tracker.example/browse/{key}', vscode.ConfigurationTarget.Global);
      try {
        await assert.eventually(async () => {
          const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
          return links.some(({ range, target }) => document.getText(range) === 'PAY-142' && target?.toString() === 'https://tracker.example/browse/PAY-142');
        }, 'the key is a link');
      } finally {
        await configuration.update('tracker', undefined, vscode.ConfigurationTarget.Global);
      }
    });
  });

  describe('Colours', () => {
    it('say which names are critical', async () => {
      const document = await openPlan('launch.program');
      await assert.eventually(async () => {
        const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend | undefined>('vscode.provideDocumentSemanticTokensLegend', document.uri);
        const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', document.uri);
        const critical = 1 << (legend?.tokenModifiers.indexOf('critical') ?? -1);
        // Every fifth number is the modifiers of a name.
        return tokens !== undefined && tokens.data.filter((bits, i) => i % 5 === 4 && (bits & critical) !== 0).length >= 3;
      }, 'the tasks and the milestone of the chain are critical');
    });
  });
}
