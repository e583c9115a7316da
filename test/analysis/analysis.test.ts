import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { createAnalyzer } from '../../language/analysis.ts';
import type { Analysis, Stages } from '../../language/analysis.ts';
import { check } from '../../language/checks/check.ts';
import { lower } from '../../language/plan/lower.ts';
import { merge } from '../../language/plan/merge.ts';
import { atlas, edit, open } from '../plan/lowering.ts';

const today = Date.UTC(2026, 0, 12) / 60_000;

async function workspace(files: Readonly<Record<string, string>>, stages: Partial<Stages> = {}) {
  const space = await open(files);
  const { language, documents } = space;
  const lowered: string[] = [];
  const failures: string[] = [];
  const analyzer = createAnalyzer(language, {
    lower: (document: LangiumDocument) => {
      lowered.push(document.uri.path.slice(1));
      return lower(document);
    },
    ...stages,
  }, stage => failures.push(stage));
  return { space, documents, lowered, failures, analyse: (options = {}): Analysis => analyzer.analyse({ today, ...options }) };
}

const codes = ({ findings }: Analysis, ...only: readonly string[]) => findings.map(({ code }) => code).filter(code => only.length === 0 || only.includes(code));

const a = 'program p {\nstart 2026-01-12\ntask a { estimate 3d }\n}';
const b = 'part of p\ntask b { estimate 2d  after a }';
const c = 'part of p\ntask c { estimate 2d  after b }';

describe('an analysis', () => {
  it('schedules and checks the documents of a workspace as one plan', async () => {
    const { analyse } = await workspace({ 'a.program': a, 'b.program': b, 'c.program': c });
    const { plan, schedule, findings, asOf } = analyse();
    assert.deepEqual(plan.activities.map(({ id }) => id), ['p.a', 'p.b', 'p.c']);
    assert.equal(schedule.at(2).start, Date.UTC(2026, 0, 19, 9) / 60_000);
    assert.equal(asOf, today);
    assert.ok(findings.some(({ code, uri }) => code === 'critical-path' && uri.endsWith('c.program')));
  });

  it('finds no error in the example', async () => {
    const { analyse } = await workspace({ 'atlas.program': atlas });
    assert.deepEqual(analyse().findings.filter(({ severity }) => severity === 'error').map(({ message }) => message), []);
  });

  it('lists findings by document, place and code, each once', async () => {
    const { analyse } = await workspace({ 'b.program': 'part of p\ntask x { after y, z }', 'a.program': `${a}\nprogram q { task x { after y } }` });
    const { findings } = analyse();
    const places = findings.map(({ uri, span, code }) => `${uri} ${String(span.start).padStart(9)} ${code}`);
    assert.deepEqual(places, [...places].sort());
    assert.equal(new Set(findings.map(finding => JSON.stringify(finding))).size, findings.length);
  });

  it('does not depend on the order in which documents were opened', async () => {
    const forward = (await workspace({ 'a.program': a, 'b.program': b, 'c.program': c })).analyse();
    const backward = (await workspace({ 'c.program': c, 'b.program': b, 'a.program': a })).analyse();
    assert.deepEqual(backward.findings, forward.findings);
    assert.deepEqual(backward.plan, forward.plan);
  });
});

describe('an analysis asked again', () => {
  it('is the same object where nothing changed, another where the status date or a setting did', async () => {
    const { analyse } = await workspace({ 'a.program': a });
    const first = analyse();
    assert.equal(analyse(), first);
    assert.notEqual(analyse({ asOf: today + 1440 }), first);
    assert.notEqual(analyse({ severities: new Map([['missing-owner', 'off']]) }), first);
  });

  it('lowers only the document that changed', async () => {
    const { analyse, lowered, space, documents } = await workspace({ 'a.program': a, 'b.program': b, 'c.program': c });
    const before = analyse();
    assert.deepEqual(lowered.splice(0), ['a.program', 'b.program', 'c.program']);
    await edit(space, documents[0]!, a.replace('3d', '5d'));
    const after = analyse();
    assert.deepEqual(lowered, ['a.program']);
    assert.equal(after.schedule.at(2).start, Date.UTC(2026, 0, 21, 9) / 60_000);
    assert.equal(after.plan.activities[1], before.plan.activities[1]);
  });

  it('lowers what refers to a name that came or went', async () => {
    const { analyse, lowered, space, documents } = await workspace({ 'a.program': a, 'b.program': b, 'c.program': c });
    analyse();
    lowered.length = 0;
    await edit(space, documents[0]!, a.replace('task a', 'task other'));
    const { plan } = analyse();
    assert.deepEqual(lowered, ['a.program', 'b.program']);
    assert.equal(plan.activities[1]!.after[0]!.from.key, null);
    assert.deepEqual(codes(analyse(), 'unresolved-reference'), ['unresolved-reference']);
  });

  it('forgets a name that was declared twice once the other document no longer declares it', async () => {
    const { analyse, space, documents } = await workspace({ 'a.program': a, 'b.program': 'part of p\ntask a { estimate 1d }' });
    assert.equal(codes(analyse(), 'duplicate-name').length > 0, true);
    await edit(space, documents[1]!, 'part of p\ntask b { estimate 1d }');
    assert.deepEqual(codes(analyse(), 'duplicate-name'), []);
  });
});

describe('policies and settings', () => {
  const files = (policy: string) => ({ 'a.program': `policy own extends startup { ${policy} }\nprogram p { start 2026-01-12  policy own\ntask a { estimate 3d  owner nobody }\nissue i "I" { severity hgih } }` });

  it('change the severity of a finding, wherever it was raised', async () => {
    const { analyse } = await workspace(files('severity inconsistent-taxonomy error\nseverity unresolved-reference warning\nseverity critical-path off'));
    const found = Object.fromEntries(analyse().findings.map(({ code, severity }) => [code, severity]));
    assert.deepEqual([found['inconsistent-taxonomy'], found['unresolved-reference'], found['critical-path']], ['error', 'warning', undefined]);
  });

  it('and a setting beats the policy', async () => {
    const { analyse } = await workspace(files('severity inconsistent-taxonomy error'));
    assert.deepEqual(codes(analyse({ severities: new Map([['inconsistent-taxonomy', 'off']]) }), 'inconsistent-taxonomy'), []);
  });

  it('cannot turn off a mistake of syntax', async () => {
    const { analyse } = await workspace({ 'a.program': 'policy own { severity syntax off }\nprogram p { policy own\n}\n}' });
    assert.ok(codes(analyse(), 'syntax').length > 0);
  });
});

describe('allowances', () => {
  it('silence a finding in place, and say so when they no longer do', async () => {
    const { analyse } = await workspace({ 'a.program': 'program p {\nissue i "I" { severity hgih } // allow inconsistent-taxonomy: ours\nissue j "J" { severity high } // allow inconsistent-taxonomy: ours\n}' });
    assert.deepEqual(codes(analyse(), 'inconsistent-taxonomy', 'unused-suppression'), ['unused-suppression']);
  });

  it('end by the status date of their program', async () => {
    const source = 'program p {\nas of 2026-03-02\nissue i "I" { severity hgih } // allow inconsistent-taxonomy: ours until 2026-03-01\n}';
    const { analyse } = await workspace({ 'a.program': source });
    const about = ['inconsistent-taxonomy', 'expired-suppression'];
    assert.deepEqual(codes(analyse(), ...about).sort(), ['expired-suppression', 'inconsistent-taxonomy']);
    assert.deepEqual(codes(analyse({ asOf: Date.UTC(2026, 2, 1) / 60_000 }), ...about), []);
  });
});

describe('an analysis survives', () => {
  const fail = (): never => {
    throw new TypeError('secret of the plan');
  };
  const stages: Readonly<Record<string, Partial<Stages>>> = {
    syntax: { syntaxIssues: fail }, lowering: { lower: fail }, merging: { merge: fail }, scheduling: { schedule: fail }, checking: { check: fail },
  };
  for (const [stage, broken] of Object.entries(stages)) {
    it(`a failure of the ${stage}, with one finding that quotes nothing of the plan`, async () => {
      const { analyse, failures } = await workspace({ 'a.program': a }, broken);
      const analysis = analyse();
      const internal = analysis.findings.filter(({ code }) => code === 'internal-error');
      assert.equal(internal.length, 1);
      assert.match(internal[0]!.message, new RegExp(`The ${stage} failed \\(TypeError\\)`));
      assert.deepEqual(failures, [stage]);
      assert.equal(analysis.schedule.size, analysis.plan.activities.length);
    });
  }

  it('a document that cannot be lowered, with the findings of the others', async () => {
    const { analyse } = await workspace({ 'a.program': 'program p { start 2026-01-12\nissue i "I" { severity hgih } }', 'b.program': 'program q {}' }, {
      lower: document => (document.uri.path === '/b.program' ? fail() : lower(document)),
    });
    assert.deepEqual(codes(analyse(), 'inconsistent-taxonomy', 'internal-error'), ['inconsistent-taxonomy', 'internal-error']);
  });

  it('checks over a plan without a schedule', () => {
    const { plan } = merge([]);
    assert.doesNotThrow(() => createAnalyzer({ shared: { workspace: { LangiumDocuments: { all: { toArray: () => [] } as never } } } }, { schedule: fail, check }).analyse({ today }));
    assert.equal(plan.activities.length, 0);
  });

  it('a half-typed document, whose rest is scheduled', async () => {
    const { analyse } = await workspace({ 'a.program': 'program p {\nstart 2026-01-12\ntask a { estimate 3d }\ntask b { estimate 2d  after a\n' });
    const analysis = analyse();
    assert.ok(codes(analysis, 'syntax').length > 0);
    assert.equal(analysis.schedule.at(1).start, Date.UTC(2026, 0, 15, 9) / 60_000);
  });
});
