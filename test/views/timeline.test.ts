import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rowAt, placeOfRow } from '../../language/index.ts';
import { viewLimits } from '../../language/views/timeline-rows.ts';
import type { TimelineRow } from '../../protocol/timeline.ts';
import { isTimelineModel, timelineLimits } from '../../protocol/timeline.ts';
import { examples, root } from '../../scripts/paths.ts';
import { at, createWorkbench } from './analyse.ts';

const uri = 'file:///plan.program';
const program = (body: string) => `program p "P" {\n  start 2026-01-05\n  as of 2026-01-05\n${body}\n}`;

async function rowsOf(body: string): Promise<Map<string, TimelineRow>> {
  const workbench = createWorkbench();
  const { picture } = workbench.view(await workbench.edit({ [uri]: program(body) }), uri);
  assert.ok(isTimelineModel(JSON.parse(JSON.stringify({ ...picture, revision: 1 }))), 'in the protocol');
  return new Map(picture.rows.map(row => [row.id.replace(/^\w+:p\./, ''), row]));
}

describe('the timeline of the example', () => {
  it('is the golden one', async () => {
    const golden = path.join(root, 'test', 'golden', 'atlas.timeline.json');
    const workbench = createWorkbench();
    const text = readFileSync(path.join(examples, 'atlas.program'), 'utf8');
    const { picture, good } = workbench.view(await workbench.edit({ [uri]: text }), uri);
    assert.ok(good);
    assert.ok(isTimelineModel(JSON.parse(JSON.stringify({ ...picture, revision: 1 }))));
    // Dates as people read them, so that a change can be judged.
    const date = (value: number) => new Date(value * 60_000).toISOString().slice(0, 16);
    const dated = new Set(['start', 'finish', 'late', 'at', 'needed', 'promised', 'forecast', 'from', 'to', 'today', 'statusDate']);
    // What the rules find in the example is theirs to test.
    const readable = JSON.stringify({ ...picture, trouble: undefined, programs: picture.programs.map(one => ({ ...one, gaps: one.gaps.length })) }, (key, value: unknown) =>
      key === 'problem' ? undefined : dated.has(key) && typeof value === 'number' ? date(value) : value, 1) + '\n';
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, readable);
    assert.equal(readable, readFileSync(golden, 'utf8'), 'UPDATE_GOLDEN=1 writes it anew');
  });
});

describe('rows of the timeline', () => {
  it('stand by workstream in the order written, children one level deeper, contracts at the end', async () => {
    const rows = await rowsOf(`
      milestone kick-off
      workstream build { task a { estimate 1d }  task b { task c { estimate 1d } } }
      dependency handover { from build.a  to kick-off }
      release out { on 2026-03-02 }`);
    assert.deepEqual([...rows].map(([name, row]) => `${row.level} ${name}`), [
      '1 kick-off', '1 build', '2 build.a', '2 build.b', '3 build.b.c', '1 out', '1 contracts:p', '2 handover',
    ]);
    assert.equal(rows.get('build.b')?.summary, true);
    assert.equal(rows.get('contracts:p')?.kind, 'contracts');
  });

  it('carry dates, slack and what drives them', async () => {
    const rows = await rowsOf(`
      task a { estimate 2d }
      task b { estimate 1d  after a + 1d }
      task c { estimate 1d  after a }
      milestone end { after b, c }`);
    // a Mon-Tue, one day of lag, b Thu; c Wed: one day later it would hold the end.
    assert.deepEqual({ ...rows.get('a'), id: '', title: '', reasons: rows.get('a')?.reasons?.toSorted() }, {
      id: '', kind: 'task', level: 1, title: '', start: at('2026-01-05T09:00'), finish: at('2026-01-06T17:00'), duration: 960, slack: 0, path: 'critical', reasons: ['program-start', 'status-date'],
    } satisfies TimelineRow);
    assert.deepEqual(rows.get('b')?.links, [{ from: 'task:p.a', kind: 'FS', lag: 480, driving: true, critical: true }]);
    assert.deepEqual([rows.get('c')?.slack, rows.get('c')?.late, rows.get('c')?.path], [480, at('2026-01-08T17:00'), 'near']);
    assert.deepEqual(rows.get('end')?.links?.map(({ from, driving, critical }) => [from, driving ?? false, critical ?? false]), [['task:p.b', true, true], ['task:p.c', false, false]]);
  });

  it('show which link into a workstream holds what is inside', async () => {
    const rows = await rowsOf(`
      workstream first { task a { estimate 2d } }
      task short { estimate 1d }
      workstream second { after first, short  task b { estimate 1d } }`);
    assert.deepEqual(rows.get('second')?.links, [{ from: 'workstream:p.first', kind: 'FS', driving: true, critical: true }, { from: 'task:p.short', kind: 'FS' }]);
  });

  it('say what was promised and what comes of it', async () => {
    const rows = await rowsOf(`
      task a { estimate 4d  by 2026-01-07 }
      milestone m { after a  by 2026-01-12 for customers }`);
    assert.deepEqual(rows.get('a')?.by, { at: at('2026-01-07T17:00'), margin: -480 });
    assert.deepEqual(rows.get('m')?.by, { at: at('2026-01-12T17:00'), margin: 960, audience: 'customers' });
    assert.equal(rows.get('a')?.problem?.severity, 'warning', 'the missed commitment stands at the row');
  });

  it('name the owner of the block where there is none nearer', async () => {
    const workbench = createWorkbench();
    const { picture } = workbench.view(await workbench.edit({ [uri]: `team x "Team X" {}\nperson kim "Kim Osei" {}\n${program(`
      owner kim
      workstream w { owner x  task a { estimate 1d }  task b { estimate 1d  owner kim } }
      task alone { estimate 1d }`)}` }), uri);
    assert.deepEqual(picture.rows.map(row => row.owner), ['Team X', 'Team X', 'Kim Osei', undefined]);
  });

  it('give gates their verdict and their checks', async () => {
    const rows = await rowsOf(`
      gate g { check a "A" { passed 2026-01-05 by kim }  check b "B" { failed 2026-01-05 by kim }  check c "C" { waived 2026-01-05 by kim because "x" until 2026-02-01 }  check d "D" { } }
      gate held { verdict conditional 2026-01-05 by kim }`);
    assert.deepEqual(rows.get('g')?.gate, { verdict: 'open', passed: 1, waived: 1, failed: 1, open: 1 });
    assert.equal(rows.get('held')?.gate?.verdict, 'conditional');
  });

  it('compare need, promise and forecast of a contract', async () => {
    const rows = await rowsOf(`
      task supply { estimate 5d }
      task use { estimate 1d  not before 2026-01-20 }
      dependency d { from supply  to use  needed by 2026-01-08  promised 2026-01-09 }`);
    assert.deepEqual(rows.get('d')?.contract, {
      status: 'proposed', needed: at('2026-01-08T17:00'), promised: at('2026-01-09T17:00'), forecast: at('2026-01-09T17:00'), margin: -480, from: 'task:p.supply', to: ['task:p.use'],
    });
    assert.equal(rows.get('use')?.links?.[0]?.origin, 'contract');
  });

  it('keep dates in a cycle and call them uncertain, with the links that were left out', async () => {
    const rows = await rowsOf(`
      task a { estimate 1d  after b }
      task b { estimate 1d  after a }
      task c { estimate 1d  after b }
      task d { estimate 1d }`);
    assert.deepEqual(['a', 'b', 'c', 'd'].map(name => rows.get(name)?.uncertain ?? false), [true, true, true, false]);
    assert.ok(rows.get('a')?.start !== undefined && rows.get('a')?.slack === undefined);
    assert.deepEqual(rows.get('a')?.links, [{ from: 'task:p.b', kind: 'FS', ignored: true }]);
    assert.equal(rows.get('a')?.problem?.severity, 'error');
  });

  it('are those of the programs of the document, with rows for programs where there are several', async () => {
    const workbench = createWorkbench();
    const analysis = await workbench.edit({
      'file:///a.program': 'program a "A" { task t { estimate 1d } }', 'file:///b.program': 'program b "B" { task t { estimate 1d } }',
      'file:///a2.program': 'part of a\ntask more { estimate 1d }', 'file:///teams.program': 'team x "X" {}',
    });
    const names = (document: string) => workbench.view(analysis, document).picture.rows.map(row => row.id);
    assert.deepEqual(names('file:///b.program'), ['task:b.t']);
    assert.deepEqual(names('file:///a2.program'), names('file:///a.program'));
    assert.deepEqual(names('file:///a.program').sort(), ['task:a.more', 'task:a.t']);
    const all = workbench.view(analysis, 'file:///teams.program').picture;
    assert.deepEqual(all.rows.filter(row => row.kind === 'program').map(row => [row.title, row.level]), [['A', 1], ['B', 1]]);
    assert.equal(all.title, '2 programs');
  });

  it('are none, and no failure, for an empty file', async () => {
    const workbench = createWorkbench();
    const { picture } = workbench.view(await workbench.edit({ [uri]: '' }), uri);
    assert.deepEqual([picture.rows, picture.programs, picture.to - picture.from], [[], [], 1440]);
    assert.ok(isTimelineModel({ ...picture, revision: 1 }));
  });
});

describe('a broken text', () => {
  const good = program('task a "First" { estimate 2d }\ntask b { estimate 1d  after a }');
  const broken = program('task a "First" { estimate 2d }\ntask c { estimate ]] }\ntask b { estimate 1d  after a }');

  it('keeps the last good picture and says from when it is', async () => {
    const workbench = createWorkbench();
    const first = workbench.view(await workbench.edit({ [uri]: good }), uri);
    const second = workbench.view(await workbench.edit({ [uri]: broken }), uri, { lastGood: first.picture });
    assert.equal(second.good, false);
    assert.deepEqual(second.picture.rows, first.picture.rows);
    assert.match(second.picture.trouble.stale ?? '', /^\d+ errors?: this picture is from before line 5 was broken$/);
    assert.equal(second.picture.trouble.problems[0]?.severity, 'error');
    assert.equal(second.picture.trouble.problems[0]?.line, 5);
    const place = second.places.get('problem:1')!;
    assert.equal(broken.slice(0, place.start).split('\n').length, 5);
    const third = workbench.view(await workbench.edit({ [uri]: good }), uri, { lastGood: first.picture });
    assert.equal(third.picture.trouble.stale, undefined);
  });

  it('is drawn as far as it goes where there is no picture to keep', async () => {
    const workbench = createWorkbench();
    const { picture } = workbench.view(await workbench.edit({ [uri]: broken }), uri);
    assert.ok(picture.rows.length >= 2);
    assert.match(picture.trouble.stale ?? '', /what line 5 breaks may be missing from this picture$/);
  });

  it('of another program is no trouble of this one', async () => {
    const workbench = createWorkbench();
    const analysis = await workbench.edit({ [uri]: good, 'file:///other.program': 'program q { task ]] }' });
    assert.equal(workbench.view(analysis, uri).good, true);
    assert.equal(workbench.view(analysis, 'file:///other.program').good, false);
  });
});

describe('places', () => {
  const text = program('workstream w { task a "First" { estimate 2d } }\nrisk r { probability 10% }\ntask b { estimate 1d }');

  it('of rows are where they are named, and rows are found by what is written there', async () => {
    const workbench = createWorkbench();
    const { plan } = await workbench.edit({ [uri]: text });
    for (const [id, word] of [['workstream:p.w', 'w'], ['task:p.w.a', 'a'], ['task:p.b', 'b']] as const) {
      const place = placeOfRow(plan, id)!;
      assert.equal(text.slice(place.start, place.end), word);
      assert.equal(rowAt(plan, uri, place.start), id);
    }
    assert.equal(rowAt(plan, uri, text.indexOf('estimate 2d') + 3), 'task:p.w.a');
    assert.equal(rowAt(plan, uri, text.indexOf('probability')), 'program:p', 'what has no row is its program');
    assert.equal(rowAt(plan, 'file:///other.program', 5), null);
    assert.equal(placeOfRow(plan, 'task:p.nothing'), null);
    assert.equal(placeOfRow(plan, '__proto__'), null);
  });
});

describe('the limits of the view', () => {
  it('are those of the protocol', () => {
    for (const [name, value] of Object.entries(viewLimits)) assert.equal(timelineLimits[name as keyof typeof viewLimits], value, name);
  });

  it('cut what people wrote, not the picture', async () => {
    const rows = await rowsOf(`task a "${'x'.repeat(5_000)}" { estimate 1d }`);
    assert.equal(rows.get('a')?.title.length, timelineLimits.title);
  });
});
