import assert from 'node:assert/strict';
import { capFindings } from '../../language/cap-findings.ts';
import type { Finding, Severity } from '../../language/checks/finding.ts';

const finding = (code: string, start: number, severity: Severity, uri = 'a'): Finding =>
  ({ code, severity, message: `${code} ${start}`, uri, span: { start, end: start + 1 }, related: [] });

describe('capFindings', () => {
  it('shows errors first, each severity in the order given', () => {
    const capped = capFindings([finding('a', 1, 'hint'), finding('b', 2, 'error'), finding('a', 3, 'warning'), finding('b', 4, 'error')], 10);
    assert.deepEqual(capped.map(({ span }) => span.start), [2, 4, 3, 1]);
  });

  it('ends a long list of one code in one file with a count of the rest', () => {
    const many = Array.from({ length: 7 }, (_, start) => finding('a', start, 'warning'));
    const capped = capFindings([...many, finding('a', 0, 'warning', 'b'), finding('c', 9, 'warning')], 3);
    assert.deepEqual(capped.map(({ uri, message }) => `${uri}: ${message}`), [
      'a: a 0', 'a: a 1', 'a: a 2', "a: And 4 more 'a' in this file.", 'b: a 0', 'a: c 9',
    ]);
  });

  it('keeps a list that is just short enough', () => {
    assert.equal(capFindings([finding('a', 1, 'error'), finding('a', 2, 'error')], 2).length, 2);
  });
});
