import assert from 'node:assert/strict';
import { nonWorkingGaps } from '../../language/views/non-working.ts';
import { at } from './analyse.ts';

const hours = [{ from: 540, to: 720 }, { from: 780, to: 1080 }];
const week = [[], hours, hours, hours, hours, hours, []];
const read = (gaps: readonly number[]) => gaps.map(gap => new Date(gap * 60_000).toISOString().slice(5, 16));

describe('nonWorkingGaps', () => {
  it('are nights, breaks and weekends', () => {
    // 2026-01-09 is a Friday.
    const gaps = nonWorkingGaps({ week, exceptions: new Map() }, at('2026-01-09T00:00'), at('2026-01-12T12:30'), 100);
    assert.deepEqual(read(gaps), ['01-09T00:00', '01-09T09:00', '01-09T12:00', '01-09T13:00', '01-09T18:00', '01-12T09:00', '01-12T12:00', '01-12T12:30']);
  });

  it('know holidays and hours past midnight', () => {
    const day = (text: string) => at(text) / 1440;
    const exceptions = new Map([[day('2026-01-12T00:00'), []], [day('2026-01-13T00:00'), [{ from: 1320, to: 1800 }]]]);
    const gaps = nonWorkingGaps({ week, exceptions }, at('2026-01-12T00:00'), at('2026-01-14T10:00'), 100);
    assert.deepEqual(read(gaps), ['01-12T00:00', '01-13T22:00', '01-14T06:00', '01-14T09:00']);
  });

  it('lose the nights first, then everything, where they are too many', () => {
    const years = (count: number) => at(`${2026 + count}-01-01T00:00`);
    const long = nonWorkingGaps({ week, exceptions: new Map() }, years(0), years(20), 4_000);
    assert.ok(long.length > 0 && long.length <= 8_000);
    for (let index = 0; index < long.length; index += 2) assert.ok(long[index + 1]! - long[index]! >= 1440);
    assert.deepEqual(nonWorkingGaps({ week, exceptions: new Map() }, years(0), years(100), 4_000), []);
  });

  it('are none where every minute works, and one where none does', () => {
    const always = Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }]);
    assert.deepEqual(nonWorkingGaps({ week: always, exceptions: new Map() }, 0, 10_000, 10), []);
    assert.deepEqual(nonWorkingGaps({ week: Array.from({ length: 7 }, () => []), exceptions: new Map() }, 0, 10_000, 10), [0, 10_000]);
  });
});
