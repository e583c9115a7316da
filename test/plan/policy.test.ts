import assert from 'node:assert/strict';
import { merge } from '../../language/plan/merge.ts';
import type { Policy, PolicyLine, Ref } from '../../language/plan/model.ts';
import { policyOf } from '../../language/plan/policy.ts';
import { element, part, program, span } from './elements.ts';

const ref = (name: string, key: string | null = `policy:${name}`): Ref => ({ key, text: name, span });
const line = (words: string, more: Partial<PolicyLine> = {}): PolicyLine =>
  ({ words: words.split(' '), durations: [], numbers: [], percents: [], refs: [], span, ...more });
const days = (amount: number) => ({ durations: [{ amount, unit: 'd' as const, elapsed: false }] });
const policy = (name: string, base: Ref | null, lines: readonly PolicyLine[]): Policy => ({ ...element('policy', name, 'a'), base, lines });

function settings(named: Ref | null, ...policies: readonly Policy[]) {
  return policyOf(merge([part('a', { programs: [program('atlas', 'a', { policy: named })], policies })]).plan, 'atlas');
}

describe('policyOf', () => {
  it('is startup where the program names none', () => {
    const { base, nearCritical, evidenceRequired } = settings(null);
    assert.deepEqual([base, nearCritical.amount, evidenceRequired], ['startup', 3, false]);
  });

  it('knows the built-in policies by name', () => {
    assert.equal(settings(ref('regulated', null)).evidenceRequired, true);
    assert.equal(settings(ref('enterprise', null)).severities.get('missing-owner'), 'error');
  });

  it('puts the lines of a block over what it extends', () => {
    const { base, name, tolerance, decisionWithin, evidenceRequired, severities, spread } = settings(ref('strict'), policy('strict', ref('regulated', null), [
      line('tolerance', days(2)), line('severity missing-owner off'), line('spread', { percents: [90, 100, 130] }),
    ]));
    assert.deepEqual([base, name, tolerance.amount, decisionWithin.amount, evidenceRequired], ['regulated', 'strict', 2, 10, true]);
    assert.deepEqual([severities.get('missing-owner'), severities.get('self-signed-gate')], ['off', 'error']);
    assert.deepEqual(spread, { optimistic: 90, likely: 100, pessimistic: 130 });
  });

  it('follows a chain of blocks, the nearest line first', () => {
    const { tolerance, decisionWithin, base } = settings(ref('a'),
      policy('a', ref('b'), [line('tolerance', days(1))]), policy('b', ref('enterprise', null), [line('tolerance', days(5)), line('decision within', days(4))]));
    assert.deepEqual([tolerance.amount, decisionWithin.amount, base], [1, 4, 'enterprise']);
  });

  it('ends where policies extend each other', () => {
    const { tolerance, decisionWithin, base } = settings(ref('a'),
      policy('a', ref('b'), [line('tolerance', days(1))]), policy('b', ref('a'), [line('decision within', days(4))]));
    assert.deepEqual([tolerance.amount, decisionWithin.amount, base], [1, 4, 'startup']);
  });

  it('takes the first of a repeated line', () => {
    assert.equal(settings(ref('a'), policy('a', null, [line('tolerance', days(1)), line('tolerance', days(9))])).tolerance.amount, 1);
  });

  it('says who may approve what', () => {
    const dana = ref('dana', 'person:dana');
    assert.deepEqual(settings(ref('a'), policy('a', null, [line('approver of waiver', { refs: [dana] })])).approvers.get('waiver'), [dana]);
  });
});
