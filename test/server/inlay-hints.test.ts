import assert from 'node:assert/strict';
import type { InlayHint, MarkupContent } from 'vscode-languageserver';
import { settingsOf } from '../../server/settings.ts';
import { withFixture } from '../support/editor.ts';
import type { Editor } from '../support/editor.ts';

const withoutHints = (source: string): string => source.replace(/«[^»]*»/g, '');

/** The text of a file from `start` to `end` with its hints in it, as the editor shows it. */
async function hinted({ client }: Editor, path: string, start = 0, end = client.text(path).length): Promise<string> {
  const range = { start: client.position(path, start), end: client.position(path, end) };
  const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: client.uri(path) }, range });
  let text = client.text(path);
  for (const { position, label } of hints.reverse()) {
    const [at] = client.offsets(path, { start: position, end: position });
    text = `${text.slice(0, at)}«${typeof label === 'string' ? label : ''}»${text.slice(at)}`;
  }
  return text;
}

/** The client has told its settings, which the first analysis does not wait for. */
async function quiet({ client }: Pick<Editor, 'client'>): Promise<void> {
  for (let i = 0; i < 10; i++) await client.settled();
}

/** The hints written in «marks» are shown, and no others. */
const check = (source: string, settings?: object): Promise<void> =>
  withFixture(withoutHints(source), async editor => {
    if (settings) await quiet(editor);
    assert.equal(await hinted(editor, '/plan.program'), source);
  }, { settings });

const plan = (inside: string): string => `program atlas "Atlas" {
  start 2026-01-12
  as of 2026-01-12
  ${inside}
}`;

describe('Inlay hints', () => {
  it('show dates and slack beside activities', () => check(plan(`workstream w«12–20 Jan · critical» {
    task a«12–16 Jan · critical» "First" { estimate 5d }
    task b«12–14 Jan · 2d slack» { estimate 3d }
    task c«19–20 Jan · critical» { estimate 2d  after a, b }
    milestone m«20 Jan · critical» { after c }
  }`)));
  it('name the months and years where they differ', () => check(plan(`task a«12 Jan – 6 Feb · critical» { estimate 4w }
  task b«9 Feb – 22 Jan 2027 · critical» { estimate 50w  after a }`)));
  it('say hours, minutes and elapsed time as a plan does', () => check(plan(`task a«12 Jan · critical» { estimate 8h }
  task b«12 Jan · 2h slack» { estimate 6h }
  task c«12 Jan · 20min slack» { estimate 460min }`)));
  it('say nothing about slack of what is done, and what is too late', () => check(`program a {
  start 2026-01-12
  as of 2026-01-14
  task x«12–13 Jan» { estimate 2d  started 2026-01-12  done 2026-01-13 }
  task y«14–20 Jan · critical, 3d too late» { estimate 5d  finish not after 2026-01-15 }
}`));
  it('tell what stands in a cycle', () => check(plan(`task a«12 Jan · uncertain» { estimate 1d  after b }
  task b«12 Jan · uncertain» { estimate 1d  after a }`)));
  it('show margins of commitments', () => check(plan(`milestone m { by 2026-01-20«2d margin» for customers  after a }
  milestone n { by 2026-01-15«1d late»  after a }
  milestone o { after a  by 2026-01-16«no margin» }
  task a { estimate 5d }`), { hints: { dates: false, slack: false } }));
  it('show what contracts are forecast for', () => check(plan(`task a { estimate 5d }
  task b { estimate 2d }
  dependency early«forecast 16 Jan, 4 days before need» { from a  to b  needed by 2026-01-20 }
  dependency late«forecast 16 Jan, 1 day late» "API" { from a  to b  needed by 2026-01-15 }
  dependency exact«forecast 16 Jan, the day of need» { from a  to b  needed by 2026-01-16 }
  dependency free«forecast 16 Jan, 3 days before need» { from a  to b }
  dependency over { from a  to b  accepted 2026-01-10 }
  dependency none { to b }`), { hints: { dates: false, slack: false } }));
  it('are switched off by kind', async () => {
    await check(plan('task a«12–16 Jan» { estimate 5d  by 2026-01-16«no margin» }'), { hints: { slack: false } });
    await check(plan('task a«critical» { estimate 5d  by 2026-01-16 }'), { hints: { dates: false, margins: false } });
    await check(plan('task a { estimate 5d }\n  dependency d { from a  to a }'), { hints: { dates: false, slack: false, contracts: false } });
  });
  it('are given for the lines asked for', () => withFixture(plan('task a { estimate 1d }\n  <|task b { estimate 2d }|>\n  task c { estimate 3d }'), async editor => {
    const { path, start, end } = editor.mark;
    assert.deepEqual((await hinted(editor, path, start, end)).match(/«.*?»/g), ['«12–13 Jan · 1d slack»']);
  }));
  describe('say why in a tooltip that is made when it is looked at', () => {
    const all = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
    const tooltips = (source: string): Promise<string[]> => withFixture(source, async ({ client }) => {
      const hints = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: client.uri('/plan.program') }, range: all });
      assert.ok(hints.every(hint => hint.tooltip === undefined));
      const resolved = await Promise.all(hints.map(hint => client.request<InlayHint & { tooltip?: MarkupContent }>('inlayHint/resolve', hint)));
      return resolved.map(({ label, tooltip }) => `${typeof label === 'string' ? label : ''}\n${tooltip?.value ?? ''}`);
    });

    it('of dates and slack', async () => {
      const [, b] = await tooltips(plan('task a { estimate 5d }\n  task b { estimate 2d  after a }'));
      assert.equal(b, `19–20 Jan · critical
**2026-01-19** to **2026-01-20**, 2 working days  
**Critical**: any delay moves the finish of the program.

Why 2026-01-19: it starts after [\`a\`](file:///workspace/plan.program#L4,8) finishes (2026-01-16).

First cause, at [\`a\`](file:///workspace/plan.program#L4,8): [what has not started cannot start before the status date (2026-01-12)](file:///workspace/plan.program#L3,9).  
Without that it could be 5 working days earlier, and then [what has not started cannot start before the status date (2026-01-12)](file:///workspace/plan.program#L3,9).`);
    });
    it('of margins', async () => {
      const [, , margin] = await tooltips(plan('task a { estimate 5d }\n  milestone m { after a  by 2026-01-15 for "*all*" }'));
      assert.match(margin ?? '', /^1d late\nCommitted for \\\*all\\\* by 2026-01-15: \*\*1 working day late\*\*\. {2}\nOn \*\*2026-01-16\*\*\n\nWhy 2026-01-16/);
    });
    it('of contracts', async () => {
      const [, , contract] = await tooltips(plan('task a "<b>A" { estimate 5d }\n  task b\n  dependency d { from a  to b }'));
      assert.match(contract ?? '', /^forecast 16 Jan, 3 days before need\nContract, \*\*proposed\*\* {2}\nFrom \\<b\\>A \(\[`a`\]/);
    });
    it('that is left out where something else stands there now, or the hint is none of ours', () => withFixture(plan('task a\n  task bb'), async ({ client }) => {
      const [first] = await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: client.uri('/plan.program') }, range: all });
      client.change('/plan.program', plan('task longer\n  task bb'));
      for (const data of [first?.data, [0, 99], [3, 0], [0, -1], [0, 0.5], null, 'x', [0]]) {
        const hint = await client.request<InlayHint>('inlayHint/resolve', { ...first, data });
        assert.equal(hint.tooltip, undefined);
      }
    }));
  });
  it('survive half a plan', () => check('program a {\n  start 2026-01-12\n  task \n  task b«12–13 Jan · critical» { estimate 2d by \n  dependency { from b '));
});

describe('Hints', () => {
  const hints = (refreshes: readonly string[]): number => refreshes.filter(one => one === 'inlayHint').length;
  const twoFiles = '//- /a.program\nprogram a { start 2026-01-12 task x { estimate 1d } }\n//- /b.program\npart of a\ntask z { estimate 1d  after x }\n';

  it('are asked for again where an edit in another file moved a date', () => withFixture(twoFiles, async ({ client }) => {
    await client.settled();
    assert.equal(hints(client.refreshes), 0);
    client.change('/a.program', 'program a { start 2026-01-12 task x { estimate 9d } }');
    await client.settled();
    await client.settled();
    assert.equal(hints(client.refreshes), 1);
    client.edit('/a.program', 0, 0, ' ');
    await client.settled();
    await client.settled();
    assert.equal(hints(client.refreshes), 1);
  }));
  it('are not asked for again by the edited file itself', () => withFixture('program a { task x { estimate 1d } }', async ({ client, mark }) => {
    await quiet({ client });
    const before = hints(client.refreshes);
    client.change(mark.path, 'program a { task x { estimate 3d } }');
    await quiet({ client });
    assert.equal(hints(client.refreshes), before);
  }));
  it('are asked for again when a setting changes', async () => {
    const settings = { hints: { dates: true } };
    await withFixture('program a { task x { estimate 1d } }', async ({ client }) => {
      await quiet({ client });
      const before = hints(client.refreshes);
      settings.hints = { dates: false };
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      for (let i = 0; i < 50 && hints(client.refreshes) === before; i++) await client.settled();
      assert.equal(hints(client.refreshes), before + 1);
    }, { settings });
  });
  it('are all shown unless they are switched off, whatever the settings hold', () => {
    const all = { dates: true, slack: true, margins: true, contracts: true };
    for (const value of [null, {}, { hints: null }, { hints: 'all' }, { hints: { dates: 'no' } }]) assert.deepEqual(settingsOf(value).hints, all);
    assert.deepEqual(settingsOf({ hints: { slack: false } }).hints, { ...all, slack: false });
  });
});
