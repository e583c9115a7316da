import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyseTexts, exportJson } from '../../language/index.ts';
import { violations } from './json-schema.ts';

const root = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const schema = JSON.parse(read('docs/export-schema.json')) as Record<string, unknown>;

async function exported(text: string): Promise<Record<string, unknown>> {
  const { plan, schedule } = await analyseTexts([{ uri: 'file:///desk/plan.program', text }], { today: Date.UTC(2026, 2, 20) / 60_000, checks: false });
  return JSON.parse(exportJson(plan, schedule)) as Record<string, unknown>;
}

/** Elements of one list of the plan. */
const elements = (document: Record<string, unknown>, list: string): readonly Record<string, unknown>[] => (document['plan'] as Record<string, Record<string, unknown>[]>)[list] ?? [];

describe('Export as JSON', () => {
  it('follows its schema for the example, which has every kind of element', async () => {
    const document = await exported(read('examples/atlas.program'));
    assert.deepEqual(violations(document, schema), []);
    for (const list of ['programs', 'activities', 'contracts', 'calendars', 'teams', 'people', 'outcomes', 'risks', 'assumptions', 'issues', 'decisions', 'changes', 'actions', 'escalations', 'cadences', 'scenarios', 'reports', 'baselines', 'reviews']) {
      assert.ok(elements(document, list).length > 0, list);
    }
  });
  it('follows its schema for policies, further records and gates with requirements', async () => {
    const document = await exported(`policy strict extends regulated {
  critical slack 1d  near-critical 3d
  decision within 5d
  approver of waiver dana
  severity missing-owner error
}
person dana "Dana"
calendar nights extends days { week mon-fri 22:00-26:00 }
calendar days { week mon-fri 09:00-17:00  works 2026-12-05 09:00-13:00 }
program p "P" {
  start 2026-03-20
  policy strict
  task a "A" { estimate 3ed  as late as possible  start not before 2026-03-23T10:00  after b + 50%, start of b - 2d }
  task b "B" { estimate 1d..2d..4d  started 2026-03-20  progress 25%  by 2026-04-01 for customers approved 2026-03-20 by dana }
  gate g "G" {
    after a
    check c "C" { requires (done a or not passed g) and no open high risks }
    check d "D" { passed 2026-03-20 by dana evidence "https://example.com" until 2026-06-01 }
  }
  vendor acme "Acme" { owner dana  note "Delivers late" }
}
`);
    assert.deepEqual(violations(document, schema), []);
  });
  it('gives values in place of their spans, and ids in place of references', async () => {
    const document = await exported('program p { start 2026-03-20 task a "A" { estimate 1.5d  after b - 1d  by 2026-04-01 } task b { estimate 2h } }');
    assert.deepEqual(elements(document, 'activities')[0], {
      kind: 'task', id: 'p.a', name: 'a', title: 'A', program: 'p', parent: 'p', summary: false, estimate: { likely: '1.5d' },
      by: { date: '2026-04-01' }, after: [{ from: 'p.b', kind: 'FS', lag: { duration: '-1d' } }], optional: false,
    });
  });
  it('has the schedule as the command prints it', async () => {
    const document = await exported('program p { start 2026-03-20 task a { estimate 1d } }');
    const [program] = document['schedule'] as { name: string; activities: { id: string; start: string }[] }[];
    assert.deepEqual([program?.name, program?.activities[0]?.id, program?.activities[0]?.start], ['p', 'p.a', '2026-03-20T09:00']);
  });
  it('is valid for a plan that is broken', async () => {
    assert.deepEqual(violations(await exported('program p { task a { estimate  after nowhere } task b { after a } task a { after b } gate { '), schema), []);
  });
  it('is caught by the validator where it strays from the schema', async () => {
    const document = await exported('program p { start 2026-03-20 task a { estimate 1d } }');
    assert.deepEqual(violations({ ...document, more: 1, version: 2 }, schema), ['$.version: 2 is not 1', '$: more is not in the schema']);
  });
});
