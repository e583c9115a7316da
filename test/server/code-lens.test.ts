import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver';
import { isLensPlaces, lensPlacesMethod, showLocationsCommand } from '../../protocol/lens.ts';
import type { LensPlaces } from '../../protocol/lens.ts';
import { lensesIn } from '../../server/lens-list.ts';
import { plainText } from '../../server/plain-text.ts';
import { settingsOf } from '../../server/settings.ts';
import { analyseFiles } from '../support/analyse.ts';
import { withFixture } from '../support/editor.ts';
import type { Editor } from '../support/editor.ts';

const withoutLenses = (source: string): string => source.replace(/«[^»]*»/g, '');

async function lensesOf({ client }: Pick<Editor, 'client'>, path: string): Promise<CodeLens[]> {
  return client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: client.uri(path) } });
}

/** The text of a file with its lenses before the names that they stand at. */
async function withTitles(editor: Editor, path: string): Promise<string> {
  const { client } = editor;
  let text = client.text(path);
  for (const lens of (await lensesOf(editor, path)).reverse()) {
    assert.equal(lens.command, undefined, 'a title costs nothing before it is asked for');
    const { command } = await client.request<CodeLens>('codeLens/resolve', lens);
    const [at] = client.offsets(path, lens.range);
    text = `${text.slice(0, at)}«${command?.title ?? ''}»${text.slice(at)}`;
  }
  return text;
}

/** The client has told its settings, which the first analysis does not wait for. */
async function quiet({ client }: Pick<Editor, 'client'>): Promise<void> {
  for (let i = 0; i < 10; i++) await client.settled();
}

/** The lenses written in «marks» are shown, and no others. */
const check = (source: string, settings?: object): Promise<void> =>
  withFixture(withoutLenses(source), async editor => {
    if (settings) await quiet(editor);
    assert.equal(await withTitles(editor, '/plan.program'), source);
  }, { settings });

const only = (kind: string): object => ({ lens: { links: false, why: false, contracts: false, gates: false, [kind]: true } });

const plan = (inside: string): string => `program atlas "Atlas" {
  start 2026-01-12
  as of 2026-01-12
  ${inside}
}
person ana "Ana Ruiz"
person lee "Lee Wong"`;

/** What a click on the lens with a title shows. */
async function placesOf({ client }: Pick<Editor, 'client'>, path: string, title: string): Promise<LensPlaces> {
  for (const lens of await lensesOf({ client }, path)) {
    const { command } = await client.request<CodeLens>('codeLens/resolve', lens);
    if (command?.title !== title) continue;
    assert.equal(command.command, showLocationsCommand);
    const places = await client.request<unknown>(lensPlacesMethod, command.arguments?.[0]);
    assert.ok(isLensPlaces(places), JSON.stringify(places));
    return places;
  }
  throw new Error(`No lens says "${title}".`);
}

const told = ({ places }: LensPlaces): string[] => places.map(({ location, name, detail }) => `${location.start.line + 1} ${name}${detail ? `: ${detail}` : ''}`);

describe('Lenses', () => {
  describe('of links', () => {
    it('stand on what others wait for, and not on every task', () => check(plan(`workstream api "API" {
    task a { estimate 5d }
    task «2 wait for it»b { estimate 3d  after a }
  }
  workstream web "Web" { task c { estimate 2d  after api.b }  task d { estimate 2d  after c } }
  milestone «1 waits for it»«waits for 2»m { after api.b, web.d }
  release «waits for 1»r { after m }`), only('links')));
    it('stand on a workstream that is waited for as a whole', () => check(plan(`workstream «1 waits for it»api "API" { milestone a }
  workstream web "Web" { task c { after api } }`), only('links')));
    it('count an activity once, whatever lines link it', () => check(plan(`task a
  milestone «waits for 1»b { after a }
  dependency d { from a  to b }`), only('links')));
    it('show the other ends, with their links', () => withFixture(plan(`workstream api "API" { task a "First" { estimate 2d } }
  workstream web "Web" { task b "Second" { estimate 2d  after api.a + 1d }  task c "Third" { estimate 1d  after api.a } }`), async editor => {
      const places = await placesOf(editor, '/plan.program', '2 wait for it');
      assert.deepEqual(told(places), ['5 Third: 14 Jan · FS', '5 Second: 15–16 Jan · FS + 1d']);
      assert.deepEqual([places.title, places.ordered, places.anchor.line], ['What waits for First', false, 3]);
    }));
  });

  describe('of dates', () => {
    it('stand on commitments, milestones, gates and releases that are open', () => check(plan(`task «why 16 Jan · no margin»a { estimate 5d  by 2026-01-16 }
  task b { estimate 8d }
  milestone «why 21 Jan · 1d late»m { after b  by 2026-01-20 }
  gate «why 21 Jan · critical»g { after b }
  release «why 19 Jan · 2d slack»r { after a }
  milestone over { done 2026-01-09 }
  milestone x { after y }
  task y { after x }`), only('why')));
    it('show what drives them in order, from the first cause', () => withFixture(plan(`task a "First" { estimate 5d  start not before 2026-02-02 }
  task b "Second" { estimate 2d  after a + 1d }
  milestone m "Ready" { after b  by 2026-02-20 }`), async editor => {
      const places = await placesOf(editor, '/plan.program', 'why 11 Feb · 7d margin');
      assert.deepEqual(told(places), [
        '4 A date is written for its start: the first cause, at First', '4 First: 2–6 Feb', '5 Second: 10–11 Feb · it starts after First finishes (2026-02-06), 1 working day later',
        '6 Ready: 11 Feb · it starts after Second finishes (2026-02-11)',
      ]);
      assert.deepEqual([places.ordered, places.more], [true, 0]);
    }));
    it('show the end of a chain that is too long, and how much came before', () => {
      const tasks = Array.from({ length: 300 }, (_, i) => `task t${i} { estimate 1d${i > 0 ? `  after t${i - 1}` : ''} }`);
      return withFixture(plan(`${tasks.join('\n')}\nmilestone m { after t299 }`), async editor => {
        const [lens] = (await lensesOf(editor, '/plan.program')).slice(-1);
        const places = await editor.client.request<LensPlaces>(lensPlacesMethod, lens?.data);
        assert.deepEqual([places.places.length, places.more, places.places.at(-1)?.name], [199, 102, 'm']);
      });
    });
  });

  describe('of contracts', () => {
    const work = 'task a { estimate 5d  owner lee }\n  task b { estimate 2d }\n  ';
    it('say how they stand, by whom, and what is missing', () => check(plan(`${work}dependency «not agreed yet by Lee Wong · needed 19 Jan, forecast 16 Jan · lacks a promised day, what makes it acceptable and a fallback»early { from a  to b }
  dependency «agreed 5 Jan by Ana Ruiz and Lee Wong · needed 20 Jan, promised 15 Jan, forecast 16 Jan»full {
    from a  to b  needed by 2026-01-20  promised 2026-01-15  agreed 2026-01-05 by ana, lee  accept "Tests green"  fallback "Mocks"
  }
  dependency «agreed 5 Jan · needed 14 Jan, promised 15 Jan (1 day late), forecast 16 Jan (2 days late) · lacks what makes it acceptable»late {
    from a  to b  needed by 2026-01-14  promised 2026-01-15  agreed 2026-01-05  fallback "Mocks"
  }
  dependency «at risk · forecast 16 Jan · lacks who waits for it, an agreement, a promised day and what makes it acceptable»risky { from a  status at-risk  fallback "Mocks" }
  dependency «delivered 9 Jan by Lee Wong · not accepted yet»there { from a  to b  delivered 2026-01-09 by lee }
  dependency «accepted 10 Jan by Ana Ruiz»over { from a  to b  accepted 2026-01-10 by ana }
  dependency «broken · lacks a fallback»broken { from a  to b  status broken }
  dependency «withdrawn»gone { from a  to b  status withdrawn }
  dependency «not agreed yet · lacks who delivers, who waits for it, a promised day and what makes it acceptable»empty`), only('contracts')));
    it('say who has to agree: who answers for the two sides', () => check(plan(`workstream w { owner pay  task a }
  task b { owner ana }
  task c { owner ana }
  dependency «not agreed yet by Payments $ (x) and Ana Ruiz · needed 13 Jan, forecast 12 Jan · lacks a promised day and a fallback»d { from w.a  to b, c  accept "Green" }
}
team pay "Payments $(x)"
program other {`), only('contracts')));
    it('show both sides', () => withFixture(plan(`${work}dependency d "API" { from a  to b  accepted 2026-01-10 by ana }`), async editor => {
      assert.deepEqual(told(await placesOf(editor, '/plan.program', 'accepted 10 Jan by Ana Ruiz')), ['4 a: delivers 16 Jan', '5 b: waits for it, starts 19 Jan']);
    }));
  });

  describe('of gates', () => {
    it('count checks, evidence and signatures, and name what is missing', () => check(plan(`gate «2 of 4 checks passed or waived · evidence for 1 of 1 · 1 of 2 signatures · 1 check evaluates itself · missing: Paging live, Rollback tested and operations»g {
    sign-off security, operations
    signed 2026-01-09 by ana as security
    check model "Threat model" { passed 2026-01-09 by ana  evidence "https://wiki.example.com" }
    check runbook "Runbook" { waived 2026-01-09 by ana because "Staging" until 2026-02-01 }
    check paging "Paging live" { failed 2026-01-09 by ana because "No" }
    check rollback "Rollback tested"
    check quiet { requires no open risks }
  }
  gate «no checks»empty
  gate «1 of 1 check passed · evidence for 0 of 1 · ready for a verdict»ready { check x { passed 2026-01-09 by ana } }
  gate «go 9 Jan by Ana Ruiz · 0 of 1 check passed · missing: Two keys»held { check x "Two keys"  verdict go 2026-01-09 by ana }`), only('gates')));
    it('take expired waivers for none, and expired evidence too', () => check(plan(`gate «1 of 2 checks passed · evidence for 0 of 1 · missing: y»g {
    check x { passed 2026-01-05 by ana  evidence "https://wiki.example.com" until 2026-01-07 }
    check y { waived 2026-01-05 by ana because "Staging" until 2026-01-07 }
  }`), only('gates')));
    it('show what is missing', () => withFixture(plan('gate g "Ready" {\n sign-off security\n check x "Paging" { failed 2026-01-09 by ana because "No" }\n check y "Keys" { passed 2026-01-09 by ana } }'), async editor => {
      const places = await placesOf(editor, '/plan.program', '1 of 2 checks passed · evidence for 0 of 1 · 0 of 1 signature · missing: Paging and security');
      assert.deepEqual(told(places), ['6 Paging: failed', '5 security: has not signed']);
    }));
  });

  it('are switched off by kind, and on whatever else a setting holds', async () => {
    await check(plan('milestone m { by 2026-01-20 }\n  gate g { after m }\n  dependency d'), only('none'));
    const all = { links: true, why: true, contracts: true, gates: true };
    for (const value of [null, {}, { lens: null }, { lens: 'none' }, { lens: { why: 'no' } }]) assert.deepEqual(settingsOf(value).lens, all);
    assert.deepEqual(settingsOf({ lens: { why: false } }).lens, { ...all, why: false });
  });
  it('are in sight in the order in which they are read', () => withFixture(plan('milestone m { by 2026-01-20 }\n  gate g { after m  check x }\n  release r { after g }'), async ({ client }) => {
    const kinds = (await lensesOf({ client }, '/plan.program')).map(({ data }) => `${data.kind} ${data.key}`);
    assert.deepEqual(kinds, ['after milestone:atlas.m', 'why milestone:atlas.m', 'gate gate:atlas.g', 'after gate:atlas.g', 'before gate:atlas.g', 'why gate:atlas.g', 'before release:atlas.r', 'why release:atlas.r']);
  }));
  it('survive half a plan', () => withFixture('program a {\n  milestone \n  gate { check\n  dependency { from \n  milestone m { by ', async editor => {
    assert.match(await withTitles(editor, '/plan.program'), /«why [^»]*»m/);
  }));
  it('never let a plan say more than its names', async () => {
    await check(plan(`gate «0 of 1 check passed · missing: $ (alert) x y <b>[z](command:evil)</b>»g { check x "$(alert) x\u202e\u200b y <b>[z](command:evil)</b>" }`), only('gates'));
    assert.equal(plainText(`${'word '.repeat(100_000)}`, 12), 'word word w…');
    assert.equal(plainText('👩🏽‍🚀'.repeat(3), 5).length <= 12, true);
    await withFixture(plan('milestone m "$(x) [a](command:b)" { by 2026-01-20 }\n  task b { after m }'), async editor => {
      const { title } = await placesOf(editor, '/plan.program', '1 waits for it');
      assert.equal(title, 'What waits for $ (x) [a](command:b)');
    });
  });
  it('are text to a client that has not our command', () => withFixture(plan('milestone m { by 2026-01-20 }'), async ({ client }) => {
    const [lens] = await lensesOf({ client }, '/plan.program');
    assert.equal((await client.request<CodeLens>('codeLens/resolve', lens)).command?.command, '');
  }, { experimental: {} }));
  it('say nothing about what is gone, and show no place of it', () => withFixture(plan('milestone m { by 2026-01-20 }'), async editor => {
    const { client } = editor;
    const [lens] = await lensesOf(editor, '/plan.program');
    client.change('/plan.program', plan('task a'));
    assert.deepEqual((await client.request<CodeLens>('codeLens/resolve', lens)).command, { title: '', command: '' });
    for (const subject of [lens?.data, null, 7, { kind: 'why' }, { uri: 'file:///etc/passwd', kind: 'why', key: 'x', more: 1 }]) {
      const places = await client.request<LensPlaces>(lensPlacesMethod, subject);
      assert.deepEqual([places.title, places.places], ['', []]);
    }
    assert.deepEqual((await client.request<CodeLens>('codeLens/resolve', { range: lens?.range, data: { kind: 'why' } })).command, { title: '', command: '' });
  }));

  describe('of a plan of 2,000 activities', () => {
    const streams = Array.from({ length: 20 }, (_, stream) => `workstream w${stream} {\n${
      Array.from({ length: 100 }, (_, i) => `  task t${i} { estimate 1d${i > 0 ? `  after t${i - 1}` : ''} }`).join('\n')}\n  milestone m { after t99${stream > 0 ? `, w${stream - 1}.m` : ''} }\n}`);
    const text = plan(streams.join('\n'));
    it('are listed without a title, and few', () => withFixture(text, async editor => {
      const lenses = await lensesOf(editor, '/plan.program');
      // 20 milestones wait and have a date, 19 of them are waited for; no task is.
      assert.equal(lenses.length, 20 + 20 + 19);
      assert.ok(lenses.every(lens => lens.command === undefined));
      assert.ok(JSON.stringify(lenses).length < 12_000);
    }));
    it('are listed without asking for a chain, a driver or a link', async () => {
      const analysis = await analyseFiles([{ path: '/plan.program', text }], { today: 0 });
      const uri = analysis.plan.uris[0] ?? '';
      const expensive = (): never => assert.fail('asked for');
      const schedule = { ...analysis.schedule, programs: [], conflicts: [], notes: [], why: expensive, drivers: expensive, incoming: expensive, outgoing: expensive, criticalPath: expensive, drivingChain: expensive };
      assert.equal(lensesIn({ ...analysis, schedule }, uri, settingsOf({}).lens).length, 59);
    });
  });

  describe('after an edit elsewhere', () => {
    const lensRefreshes = (refreshes: readonly string[]): number => refreshes.filter(one => one === 'codeLens').length;
    const twoFiles = `//- /a.program\nprogram a { start 2026-01-12 task x { estimate 1d } }\nperson ana "Ana"\n//- /b.program\npart of a\nmilestone z { after x }\ngate g { check k { owner ana }  signed 2026-01-09 by ana as security  verdict go 2026-01-09 by ana }\n`;
    it('are asked for again where they say something else, and only then', () => withFixture(twoFiles, async editor => {
      const { client } = editor;
      const edited = async (text: string): Promise<number> => {
        client.change('/a.program', text);
        await quiet(editor);
        return lensRefreshes(client.refreshes);
      };
      await quiet(editor);
      await lensesOf(editor, '/b.program');
      const before = lensRefreshes(client.refreshes);
      assert.equal(await edited('program a { start 2026-01-12 task x { estimate 9d } }\nperson ana "Ana"'), before + 1, 'a date');
      assert.equal(await edited('program a { start 2026-01-12 task x { estimate 9d } } \nperson ana "Ana"'), before + 1, 'nothing');
      assert.equal(await edited('program a { start 2026-01-12 task x { estimate 9d } task y { after z } }\nperson ana "Ana"'), before + 2, 'one that waits');
      assert.equal(await edited('program a { start 2026-01-12 task x { estimate 9d } task y { after z } }\nperson ana "Anna"'), before + 3, 'a name');
      client.change('/b.program', 'part of a\nmilestone z { after x }\n');
      await quiet(editor);
      assert.equal(lensRefreshes(client.refreshes), before + 3, 'its own edit');
    }));
    it('are not asked for again where nobody asked, or of a closed document', () => withFixture(twoFiles, async editor => {
      const { client } = editor;
      await quiet(editor);
      client.change('/a.program', 'program a { start 2026-01-12 task x { estimate 9d } }');
      await quiet(editor);
      await lensesOf(editor, '/b.program');
      client.close('/b.program');
      client.change('/a.program', 'program a { start 2026-01-12 task x { estimate 3d } }');
      await quiet(editor);
      assert.equal(lensRefreshes(client.refreshes), 0);
    }));
    it('are asked for again when a setting changes', async () => {
      const settings = { lens: { why: true } };
      await withFixture(plan('milestone m { by 2026-01-20 }'), async editor => {
        const { client } = editor;
        await quiet(editor);
        await lensesOf(editor, '/plan.program');
        settings.lens = { why: false };
        await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
        for (let i = 0; i < 50 && lensRefreshes(client.refreshes) === 0; i++) await client.settled();
        assert.equal(lensRefreshes(client.refreshes), 1);
      }, { settings });
    });
  });
});
