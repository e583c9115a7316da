import assert from 'node:assert/strict';
import { readInstant } from '../../language/plan/dates.ts';
import { count, date, dates, list, shortList, wallTime, workingTime } from '../../language/checks/words.ts';

const at = (text: string): number => readInstant(text)!.at;

describe('the words of findings', () => {
  it('gives working time in minutes, hours or days of the program', () => {
    assert.deepEqual([45, 60, 150, 480, -720, 4320].map(minutes => workingTime(minutes, 480)),
      ['45 working minutes', '1 working hour', '2.5 working hours', '1 working day', '1.5 working days', '9 working days']);
  });

  it('gives wall time round the clock', () => {
    assert.deepEqual([5, 90, 1440, 4320].map(wallTime), ['5 minutes', '1.5 hours', '1 day', '3 days']);
  });

  it('tells two instants of one day apart by their time, others by their day', () => {
    assert.deepEqual(dates(at('2026-05-12T09:00'), at('2026-05-12T17:00')), ['2026-05-12 09:00', '2026-05-12 17:00']);
    assert.deepEqual(dates(at('2026-05-12T09:00'), at('2026-05-13T17:00')), ['2026-05-12', '2026-05-13']);
  });

  it('says something of a date that no calendar has', () => {
    assert.equal(date(1e15), 'a date out of range');
  });

  it('lists and counts as a person does', () => {
    assert.equal(list(['a', 'b', 'c']), 'a, b and c');
    assert.equal(list(['a', 'b'], 'or'), 'a or b');
    assert.equal(shortList(['a', 'b', 'c', 'd'], 2), 'a, b and 2 more');
    assert.equal(count(1, 'activity', 'activities'), 'one activity');
    assert.equal(count(12, 'activity', 'activities'), '12 activities');
  });
});
