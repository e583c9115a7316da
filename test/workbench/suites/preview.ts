import * as vscode from 'vscode';
import type { TextDocument } from 'vscode';
import { answersFolder, askMark } from '../console.ts';
import type { Question, TimelineSeen } from '../console.ts';
import * as assert from './assert.ts';
import { fileInWorkspace, writePlan } from './workspace.ts';

const plan = `program picture "Picture" {
  start 2026-01-12
  as of 2026-01-12
  workstream work "Work" {
    task first "First" { estimate 2d }
    task second "Second" { estimate 3d  after first }
  }
  milestone done "Done" { after work.second }
}
`;

let asked = 0;

async function ask(question: Omit<Question, 'number'>): Promise<unknown> {
  const number = ++asked;
  console.log(askMark + JSON.stringify({ number, ...question }));
  const file = fileInWorkspace(`${answersFolder}/${number}.json`);
  const bytes = await assert.eventually(async () => vscode.workspace.fs.readFile(file).then(content => content, () => null), 'the page answers');
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** What the timeline shows, as soon as it fits. */
async function seen(fits: (timeline: TimelineSeen) => boolean, what: string): Promise<TimelineSeen> {
  return assert.eventually(async () => {
    const timeline = await ask({ about: 'timeline' }) as TimelineSeen | null;
    return timeline !== null && fits(timeline) && timeline;
  }, what);
}

const finishOf = (timeline: TimelineSeen, id: string) => timeline.rows.find(row => row.id === id)?.finish;

async function replace(document: TextDocument, from: string, to: string): Promise<void> {
  const start = document.positionAt(document.getText().indexOf(from));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(start, start.translate(0, from.length)), to);
  await vscode.workspace.applyEdit(edit);
}

export function preview(): void {
  describe('Timeline', () => {
    let document: TextDocument;

    before(async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      document = await writePlan('picture.program', plan);
      await vscode.commands.executeCommand('planwright.preview.openToSide');
    });
    after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

    it('draws every activity with its dates', async () => {
      const timeline = await seen(({ rows, shapes }) => rows.length >= 4 && shapes >= 4, 'the rows are drawn');
      assert.ok(finishOf(timeline, 'task:picture.work.second')?.includes('16 Jan'), `the second task finishes on 16 January, in ${JSON.stringify(timeline)}`);
      const tab = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ input }) => input instanceof vscode.TabInputWebview);
      assert.ok(tab && tab.group.viewColumn === vscode.ViewColumn.Two, 'it stands beside the text');
    });

    it('follows an edit', async () => {
      await replace(document, 'estimate 3d', 'estimate 8d');
      await seen(timeline => finishOf(timeline, 'task:picture.work.second')?.includes('23 Jan') === true, 'the second task finishes a week later');
    });

    it('keeps the picture while the text is broken, and says so', async () => {
      await replace(document, 'task second', 'task { second');
      await seen(({ rows, trouble }) => rows.length >= 4 && /error|problem/i.test(trouble), 'the rows stay and the problems are counted');
      await replace(document, 'task { second', 'task second');
      await seen(({ trouble }) => !/error/i.test(trouble), 'the problems go');
    });

    it('goes to the source of a row that is clicked', async () => {
      assert.ok(await ask({ about: 'click', row: 'task:picture.work.first' }), 'the row can be clicked');
      await assert.eventually(() => {
        const editor = vscode.window.visibleTextEditors.find(candidate => candidate.document === document);
        return editor?.selection.active.line === 4;
      }, 'the cursor stands on the line of the task');
    });

    it('shows the row that the cursor comes to', async () => {
      const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      const at = new vscode.Position(5, 12);
      editor.selection = new vscode.Selection(at, at);
      await seen(({ rows }) => rows.some(({ id, selected }) => selected && id === 'task:picture.work.second'), 'the row of the second task is selected');
    });
  });
}
