/** What a file can drive stays linear: texts that would take minutes if any step looked at everything again for each line. */
import assert from 'node:assert/strict';
import { lower } from '../../language/plan/lower.ts';
import { merge } from '../../language/plan/merge.ts';
import { applyAllowances } from '../../language/suppression.ts';
import { open } from './lowering.ts';

const repeat = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index));

async function lowered(source: string) {
  const { documents } = await open({ 'a.program': source });
  return lower(documents[0]!).plan;
}

describe('lowering of hostile texts', () => {
  it('of ten thousand tasks with one name, in one file and in two', async () => {
    const plan = await lowered(`program p {\n${repeat(10_000, () => 'task t').join('\n')}\n}`);
    assert.equal(plan.activities.at(-1)!.key, 'task:p.t#10000');
    const both = merge([plan, { ...plan, uri: `${plan.uri}2` }]).plan;
    assert.equal(both.byKey.size, 20_001);
    assert.equal(both.activities.at(-1)!.key, 'task:p.t#20000');
  });

  it('of one line with a hundred thousand values', async () => {
    const plan = await lowered(`program p {\ntask t { tags ${repeat(100_000, index => `a${index}`).join(', ')} }\n}`);
    assert.equal(plan.activities[0]!.tags.length, 100_000);
  });

  it('of fifty thousand lines of one property', async () => {
    const plan = await lowered(`program p {\ntask t {\n${'note "x"\n'.repeat(50_000)}}\n}`);
    assert.equal(plan.activities[0]!.notes.length, 50_000);
  });

  it('of ten thousand allowances, and as many findings', async () => {
    const plan = await lowered(`program p {\n${repeat(10_000, index => `// allow a: b\ntask t${index}`).join('\n')}\n}`);
    const findings = plan.activities.map(({ uri, span }) => ({ code: 'a', severity: 'warning' as const, message: '', uri, span, related: [] }));
    assert.deepEqual(applyAllowances(findings, plan.allowances, () => 0), { findings: [], about: [] });
  });

  it('of comments that close and never opened', async () => {
    const plan = await lowered(`program p {\n${repeat(5000, index => `*/ task t${index}`).join('\n')}\n}`);
    assert.ok(plan.activities.every(({ doc }) => doc === null));
  });
});
