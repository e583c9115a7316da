import assert from 'node:assert/strict';
import type { Contract, Mark } from '../../language/plan/model.ts';
import { contractState, isClosed, isOver, latestMark } from '../../language/plan/states.ts';
import { date, element, span, text } from './elements.ts';

const mark = (word: string, at: number | null): Mark =>
  ({ word, on: at === null ? null : date(at), by: [], because: null, evidence: [], until: null, as: null, terms: null, value: null, span });

describe('latestMark', () => {
  it('is the one with the latest date, whatever the order', () => {
    const marks = [mark('failed', 20), mark('passed', 30), mark('failed', 10)];
    assert.equal(latestMark(marks, 'passed', 'failed', 'waived'), marks[1]);
    assert.equal(latestMark(marks, 'failed'), marks[0]);
    assert.equal(latestMark(marks, 'waived'), null);
  });

  it('is the last written of one date, and a half-typed mark loses to a dated one', () => {
    const marks = [mark('passed', 10), mark('failed', 10), mark('waived', null)];
    assert.equal(latestMark(marks, 'passed', 'failed', 'waived'), marks[1]);
  });
});

describe('contractState', () => {
  const contract = (status: string | null, ...marks: Mark[]): Contract => ({
    ...element('dependency', 'atlas.d', 'a'), program: 'atlas', from: null, to: [], deliver: null, accept: [], interfaces: [],
    neededBy: null, promised: null, fallback: null, status: status === null ? null : text(status), marks,
  });

  it('follows from the lines', () => {
    assert.equal(contractState(contract(null)), 'proposed');
    assert.equal(contractState(contract(null, mark('agreed', 1))), 'agreed');
    assert.equal(contractState(contract(null, mark('agreed', 1), mark('delivered', 2))), 'delivered');
    assert.equal(contractState(contract(null, mark('accepted', 3), mark('agreed', 1), mark('delivered', 2))), 'accepted');
  });

  it('is what is written where the end is written, and at-risk until something was delivered', () => {
    assert.equal(contractState(contract('withdrawn', mark('accepted', 1))), 'withdrawn');
    assert.equal(contractState(contract('broken', mark('agreed', 1))), 'broken');
    assert.equal(contractState(contract('at-risk', mark('agreed', 1))), 'at-risk');
    assert.equal(contractState(contract('at-risk', mark('delivered', 1))), 'delivered');
    assert.equal(contractState(contract('agreed')), 'proposed');
  });
});

describe('a record', () => {
  it('is over by the word of its kind', () => {
    const over = (kind: 'risk' | 'issue' | 'assumption' | 'action' | 'escalation' | 'task', word: string) => {
      const record = { ...element(kind, 'atlas.x', 'a'), marks: [mark(word, 1)] };
      return [isOver(record), isClosed(record)];
    };
    assert.deepEqual(over('action', 'done'), [true, true]);
    assert.deepEqual(over('risk', 'occurred'), [true, true]);
    assert.deepEqual(over('risk', 'accepted'), [false, false]);
    assert.deepEqual(over('issue', 'closed'), [true, true]);
    assert.deepEqual(over('assumption', 'confirmed'), [true, true]);
    assert.deepEqual(over('assumption', 'refuted'), [true, false]);
    assert.deepEqual(over('escalation', 'resolved'), [true, true]);
    assert.deepEqual(over('task', 'done'), [false, false]);
  });
});
