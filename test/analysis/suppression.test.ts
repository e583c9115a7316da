import assert from 'node:assert/strict';
import * as suppression from '../../language/suppression.ts';
import type { Finding, Severity } from '../../language/checks/finding.ts';
import type { Allowance } from '../../language/plan/model.ts';

const uri = 'file:///a.program';
const finding = (code: string, start: number, severity: Severity = 'warning', at = uri): Finding =>
  ({ code, severity, message: code, uri: at, span: { start, end: start + 1 }, related: [] });
const allowance = (code: string, from: number, to: number, more: Partial<Allowance> = {}): Allowance =>
  ({ code, reason: 'agreed', until: null, uri, span: { start: from, end: from + 5 }, from, to, ...more });
const applySeverities = suppression.applySeverities;
function applyAllowances(findings: readonly Finding[], allowances: readonly Allowance[], today: number): Finding[] {
  const { findings: kept, about } = suppression.applyAllowances(findings, allowances, () => today);
  return [...about, ...kept];
}
const codes = (findings: readonly Finding[]) => findings.map(({ code, span }) => `${code}@${span.start}`);

describe('an allowance', () => {
  it('silences its code from its first to its last offset, in its document', () => {
    const findings = [finding('a', 9), finding('a', 10), finding('a', 19), finding('a', 20), finding('b', 12), finding('a', 12, 'warning', 'file:///b.program')];
    assert.deepEqual(codes(applyAllowances(findings, [allowance('a', 10, 20)], 0)), ['a@9', 'a@20', 'b@12', 'a@12']);
  });

  it('that silences nothing is a finding', () => {
    assert.deepEqual(codes(applyAllowances([finding('a', 30)], [allowance('a', 10, 20)], 0)), ['unused-suppression@10', 'a@30']);
  });

  it('ends with the day of its until', () => {
    const until = { at: 14400, day: true, span: { start: 0, end: 1 } };
    const apply = (asOf: number) => codes(applyAllowances([finding('a', 10)], [allowance('a', 10, 20, { until })], asOf));
    assert.deepEqual(apply(14400 + 1439), []);
    assert.deepEqual(apply(14400 + 1440), ['expired-suppression@10', 'a@10']);
  });

  it('needs a reason', () => {
    assert.deepEqual(codes(applyAllowances([finding('a', 10)], [allowance('a', 10, 20, { reason: '' })], 0)), ['suppression-without-reason@10', 'a@10']);
  });

  it('cannot silence errors of syntax', () => {
    assert.deepEqual(codes(applyAllowances([finding('syntax', 10, 'error')], [allowance('syntax', 10, 20)], 0)), ['unused-suppression@10', 'syntax@10']);
  });

  it('may cover what another covers, and both are used', () => {
    assert.deepEqual(codes(applyAllowances([finding('a', 12)], [allowance('a', 10, 20), allowance('a', 0, 90)], 0)), []);
  });
});

describe('severities of a policy', () => {
  it('replace the severity, or leave the finding out', () => {
    const severities = new Map([['a', 'error'], ['b', 'off'], ['syntax', 'off']] as const);
    const changed = applySeverities([finding('a', 1), finding('b', 2), finding('c', 3), finding('syntax', 4, 'error')],
      ({ code }) => severities.get(code as 'a'));
    assert.deepEqual(changed.map(({ code, severity }) => [code, severity]), [['a', 'error'], ['c', 'warning'], ['syntax', 'error']]);
  });
});
