/** Positions in working time against counting minute by minute; and that nothing is too far away. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addWorking, compileCalendar, dayEdge, ELAPSED, finishAt, position, startAt } from '../../language/schedule/calendar.ts';
import type { CalendarRules, Hours } from '../../language/schedule/calendar.ts';
import { DEFAULT_RULES } from '../../language/schedule/calendars.ts';
import { shown, wall } from './plan.ts';

const FIRST = wall('2026-02-01') / 1440;
const hours = fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 700 })).map(([from, length]) => ({ from, to: from + length })), { maxLength: 3 });
const rulesOf = fc.record({
  week: fc.array(hours, { minLength: 7, maxLength: 7 }),
  exceptions: fc.array(fc.tuple(fc.integer({ min: FIRST - 3, max: FIRST + 20 }), hours), { maxLength: 5 }).map(list => new Map<number, Hours>(list)),
});
const covers = fc.constantFrom(null, { from: wall('2026-02-03'), to: wall('2026-02-10') }, { from: wall('2025-01-01'), to: wall('2027-01-01') });

function works(rules: CalendarRules, at: number): boolean {
  const day = Math.floor(at / 1440);
  const minute = at - day * 1440;
  const of = (each: number): Hours => rules.exceptions.get(each) ?? rules.week[(((each + 4) % 7) + 7) % 7]!;
  return of(day).some(span => span.from <= minute && minute < Math.min(span.to, 2880))
    || of(day - 1).some(span => span.from <= minute + 1440 && minute + 1440 < Math.min(span.to, 2880));
}

describe('calendar', function () {
  this.timeout(20_000);
  it('positions count working minutes, inside its table and outside', () => {
    fc.assert(fc.property(rulesOf, covers, fc.integer({ min: -30, max: 40 }), (rules, cover, offset) => {
      const calendar = compileCalendar(rules, cover);
      const from = (FIRST + offset) * 1440;
      let p = position(calendar, from);
      for (let at = from; at < from + 9 * 1440; at++) {
        assert.equal(position(calendar, at), p);
        if (!works(rules, at)) continue;
        assert.equal(startAt(calendar, p), at);
        assert.equal(finishAt(calendar, ++p), at + 1);
      }
    }), { numRuns: 150 });
  });
  it('adding is moving along positions', () => {
    fc.assert(fc.property(rulesOf, covers, fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: -9000, max: 9000 }), (rules, cover, offset, minutes) => {
      const calendar = compileCalendar(rules, cover);
      const at = FIRST * 1440 - 20_000 + offset;
      const p = position(calendar, at) + minutes;
      assert.equal(addWorking(calendar, at, minutes), minutes > 0 ? finishAt(calendar, p) : startAt(calendar, p));
    }), { numRuns: 300 });
  });
  it('the end of a day and the start of the next are one position', () => {
    const calendar = compileCalendar(DEFAULT_RULES);
    const p = position(calendar, wall('2026-02-06T17:00'));
    assert.equal(p, position(calendar, wall('2026-02-09T09:00')));
    assert.deepEqual([shown(finishAt(calendar, p)), shown(startAt(calendar, p))], ['2026-02-06T17:00', '2026-02-09T09:00']);
  });
  it('centuries away are as exact as tomorrow, and cost no memory', () => {
    const calendar = compileCalendar(DEFAULT_RULES, { from: wall('2026-01-01'), to: wall('2027-01-01') });
    for (const day of ['1803-05-04', '1969-12-31', '2150-03-03', '9000-01-01']) {
      const at = wall(`${day}T12:00`);
      if ([0, 6].includes(new Date(at * 60_000).getUTCDay())) continue;
      assert.equal(startAt(calendar, position(calendar, at)), at);
    }
    assert.ok(calendar.days.length < 1200);
    // 100 years are 5218 weeks less a little; adding 5200 weeks of 2400 minutes is 36,400 days.
    assert.equal(addWorking(calendar, wall('2026-02-02T09:00'), 5200 * 2400), wall('2026-02-02T17:00') + (36_400 - 3) * 1440);
  });
  it('round the clock positions are wall minutes', () => {
    assert.equal(position(ELAPSED, 12_345), 12_345);
    assert.equal(addWorking(ELAPSED, 12_345, 1440), 13_785);
  });
  it('a day\'s edges are those of its own hours; a day off points to the next start and the last finish', () => {
    const night = compileCalendar({ week: [[], [{ from: 1320, to: 1800 }], [], [], [], [], []], exceptions: new Map() });
    const monday = wall('2026-02-02') / 1440;
    assert.deepEqual([shown(dayEdge(night, monday, 'start')), shown(dayEdge(night, monday, 'finish'))], ['2026-02-02T22:00', '2026-02-03T06:00']);
    assert.deepEqual([shown(dayEdge(night, monday + 1, 'start')), shown(dayEdge(night, monday + 1, 'finish'))], ['2026-02-03T00:00', '2026-02-03T06:00']);
    const plain = compileCalendar(DEFAULT_RULES);
    assert.deepEqual([shown(dayEdge(plain, monday - 2, 'start')), shown(dayEdge(plain, monday - 2, 'finish'))], ['2026-02-02T09:00', '2026-01-30T17:00']);
  });
});
