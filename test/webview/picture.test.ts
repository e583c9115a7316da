import assert from 'node:assert/strict';
import fc from 'fast-check';
import { duration } from '../../webview/shared/format.ts';
import { anchorOf } from '../../webview/timeline/bars.ts';
import { visibleGaps } from '../../webview/timeline/backdrop.ts';
import { announcement, barLabel, commitmentLabel, factsOf, spokenFacts, summaryText } from '../../webview/timeline/facts.ts';
import { placeAfterKey } from '../../webview/timeline/keyboard.ts';
import { pathOf, routeLink } from '../../webview/timeline/route.ts';
import type { Anchor } from '../../webview/timeline/route.ts';
import { allowedZoom, fittingSpan, fittingZoom, timeScale } from '../../webview/timeline/scale.ts';
import { axisFor, cellsOf } from '../../webview/timeline/ticks.ts';
import { covers, partToDraw, scrollToShow } from '../../webview/timeline/viewport.ts';
import { at, atlas } from './models.ts';

const day = 1440;
const row = (name: string) => atlas().rows.find(one => one.id.endsWith(name))!;

describe('the axis', () => {
  const labels = (pixelsPerDay: number, from: string, to: string) => {
    const axis = axisFor(pixelsPerDay / day);
    const of = (tier: typeof axis.major) => cellsOf(tier, at(from), at(to), pixelsPerDay / day).map(cell => cell.label);
    return { major: of(axis.major), minor: of(axis.minor) };
  };

  it('goes from hours to decades', () => {
    assert.deepEqual(labels(3_000, '2026-03-02T09:30', '2026-03-02T11:10').minor, ['09:00', '10:00', '11:00']);
    assert.deepEqual(labels(500, '2026-03-02', '2026-03-03'), { major: ['Mon 2 March 2026'], minor: ['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00'] });
    assert.deepEqual(labels(60, '2026-03-30', '2026-04-02'), { major: ['March 2026', 'April 2026'], minor: ['Mon 30', 'Tue 31', 'Wed 1'] });
    assert.deepEqual(labels(25, '2026-03-30', '2026-04-02').minor, ['30', '31', '1']);
    assert.deepEqual(labels(6, '2026-03-30', '2026-04-14').minor, ['30', '6', '13']);
    assert.deepEqual(labels(1.5, '2025-12-15', '2026-02-10'), { major: ['2025', '2026'], minor: ['Dec', 'Jan', 'Feb'] });
    assert.deepEqual(labels(0.4, '2025-11-15', '2026-05-10').minor, ['Q4', 'Q1', 'Q2']);
    assert.deepEqual(labels(0.13, '2025-11-15', '2026-05-10').minor, ['2025', '2026']);
    assert.deepEqual(labels(0.015, '2025-11-15', '2031-05-10').minor, ['2020s', '2030s']);
  });

  it('always has labels that fit, without end', () => {
    fc.assert(fc.property(fc.double({ min: 1e-7, max: 2, noNaN: true }), fc.integer({ min: -2e7, max: 8e7 }), (zoom, from) => {
      const axis = axisFor(zoom);
      const cells = cellsOf(axis.minor, from, from + 2_000 / zoom, zoom);
      assert.ok(cells.length > 0 && cells.length <= 600);
      for (let index = 1; index < cells.length; index++) assert.equal(cells[index]!.from, cells[index - 1]!.to);
      assert.ok(cells[0]!.from <= from);
    }), { numRuns: 200 });
  });
});

describe('the scale', () => {
  const span = { from: 0, to: 100 * day };

  it('goes there and back', () => {
    const scale = timeScale(span, 0.01);
    assert.equal(scale.x(50 * day), 720);
    assert.equal(scale.at(720), 50 * day);
  });

  it('fits the plan with its labels', () => {
    const fitted = fittingSpan({ from: 0, to: 100 * day }, 1_000, [{ at: 100 * day, room: 200 }]);
    const x = (fitted: { from: number; to: number }, time: number) => (time - fitted.from) * fittingZoom(fitted, 1_000);
    assert.ok(x(fitted, 100 * day) + 200 <= 1_000 && x(fitted, 100 * day) + 200 > 980);
    const greedy = fittingSpan({ from: 0, to: 100 * day }, 1_000, [{ at: 100 * day, room: 5_000 }]);
    assert.ok(x(greedy, 100 * day) > 600, 'a long label does not squeeze the plan');
  });

  it('shows three weeks of an almost empty plan, and never less than its frame', () => {
    const fitted = fittingSpan({ from: 0, to: 480 }, 1_000, []);
    assert.ok(fitted.to - fitted.from >= 21 * day);
    assert.equal(allowedZoom(1e-9, span, 800), fittingZoom(span, 800));
    assert.ok(allowedZoom(1e9, span, 800) <= 1.5);
    assert.ok(timeScale({ from: 0, to: 5e8 }, allowedZoom(1e9, { from: 0, to: 5e8 }, 800)).width <= 8_000_000);
  });
});

describe('what to draw', () => {
  const scale = timeScale({ from: 0, to: 1_000 * day }, 0.01);
  const frame = { scrollLeft: 2_000, scrollTop: 2_800, width: 800, height: 560 };

  it('is what is in sight and a little more', () => {
    const drawn = partToDraw(frame, scale, 1_000);
    assert.deepEqual(drawn, { left: 1_600, right: 3_200, first: 92, last: 128, bottom: 128 });
    assert.deepEqual(covers(drawn, { ...frame, scrollLeft: 2_399, scrollTop: 2_800 + 200 }, scale, 1_000), { across: true, down: true });
    assert.deepEqual(covers(drawn, { ...frame, scrollLeft: 2_500, scrollTop: 4_000 }, scale, 1_000), { across: false, down: false });
  });

  it('reaches the foot of the frame where the rows end before it', () => {
    assert.deepEqual(partToDraw({ ...frame, scrollTop: 0 }, scale, 3), { left: 1_600, right: 3_200, first: 0, last: 3, bottom: 20 });
  });

  it('is scrolled to only where it is out of sight', () => {
    assert.equal(scrollToShow(300, 328, 100, 500, 40), 100);
    assert.equal(scrollToShow(50, 78, 100, 500, 40), 10);
    assert.equal(scrollToShow(700, 728, 100, 500, 40), 268);
    assert.equal(scrollToShow(700, 2_000, 100, 500, 40), 660, 'what does not fit is shown from its start');
  });

  it('leaves out rest that is too thin to be seen', () => {
    const gaps = [0, 540, 1_020, 1_980, 5 * day - 420, 7 * day + 540];
    const window = (pixelsPerDay: number) => ({ from: 0, to: 10 * day, first: 0, last: 1, bottom: 1, pixelsPerMinute: pixelsPerDay / day });
    assert.deepEqual(visibleGaps(gaps, window(10)), [[5 * day, 7 * day]]);
    assert.deepEqual(visibleGaps(gaps, window(200)), [[0, 540], [1_020, 1_980], [5 * day - 420, 7 * day + 540]]);
    assert.deepEqual(visibleGaps(gaps, window(1)), []);
  });
});

describe('links', () => {
  const bar = (left: number, right: number, y: number): Anchor => ({ left, right, y, half: 8 });
  const symbol = (x: number, y: number): Anchor => ({ left: x - 8, right: x + 8, y, half: 8, symbol: true });

  it('from a finish run between the rows to the start', () => {
    assert.deepEqual(routeLink(bar(0, 100, 14), bar(200, 300, 98), 'FS', 28).map(({ x, y }) => [x, y]), [[95, 22], [95, 28], [205, 28], [205, 90]]);
    assert.deepEqual(routeLink(bar(0, 100, 98), bar(200, 300, 14), 'FS', 28).map(({ x, y }) => [x, y]), [[95, 90], [95, 84], [205, 84], [205, 22]]);
  });

  it('fall straight where one follows the other', () => {
    assert.deepEqual(routeLink(bar(0, 100, 14), symbol(100, 42), 'FS', 28), [{ x: 100, y: 22 }, { x: 100, y: 34 }]);
  });

  it('of the other kinds leave and enter at their sides', () => {
    const from = bar(100, 200, 14);
    const to = bar(150, 260, 42);
    const ends = (kind: 'SS' | 'FF' | 'SF') => {
      const points = routeLink(from, to, kind, 28);
      return [points[0]!.x, points.at(-1)!.x];
    };
    assert.deepEqual([ends('SS'), ends('FF'), ends('SF')], [[100, 150], [200, 260], [100, 260]]);
  });

  it('have round corners and only right angles', () => {
    fc.assert(fc.property(fc.constantFrom('FS', 'SS', 'FF', 'SF'), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 9 }), (kind, a, b, c, d, rows) => {
      const points = routeLink(bar(a, a + b, 14), bar(c, c + d, 14 + rows * 28), kind, 28);
      for (let index = 1; index < points.length; index++) assert.ok(points[index]!.x === points[index - 1]!.x || points[index]!.y === points[index - 1]!.y);
      assert.ok(!pathOf(points).includes('NaN'));
    }));
  });
});

describe('bars', () => {
  const space = { x: (time: number) => time / day, left: -40, right: 1_000 };
  it('are cut at the window, so that no coordinate grows with the zoom', () => {
    assert.deepEqual(anchorOf({ ...row('api.extract'), start: -1e8, finish: 1e8 }, space, 0), { left: -40, right: 1_000, y: 14, half: 8 });
  });
  it('are never invisible', () => {
    const anchor = anchorOf({ ...row('api.extract'), start: 0, finish: 1 }, space, 0)!;
    assert.ok(anchor.right - anchor.left >= 3);
    assert.equal(anchorOf(row('contracts:atlas'), space, 0), null);
  });
});

describe('words', () => {
  it('say lengths in the units of the language', () => {
    assert.deepEqual([0, 45, 60, 480, 510, 720, -1_440, 480_000].map(minutes => duration(minutes, 480)), ['0d', '45min', '1h', '1d', '1d', '1d 4h', '−3d', '1,000d']);
  });

  it('stand beside bars', () => {
    assert.equal(barLabel(row('api.extract'), 480), 'Payments · 60%');
    assert.equal(barLabel(row('api.api-ready'), 480), '10 Apr');
    assert.equal(barLabel(row('launch-readiness'), 480), '10 Apr · 2 of 5 checks, 1 failed');
    assert.equal(barLabel(row('design-review'), 480), '30 Jan · go');
    assert.equal(barLabel(row('tokens-for-checkout'), 480), 'agreed · 3d before the need');
    assert.equal(barLabel(row('data.backfill'), 480), 'uncertain');
    assert.equal(commitmentLabel(row('identity.audit'), 480), 'due 9 Apr, 3d late');
    assert.equal(commitmentLabel(row('api.api-ready'), 480), 'due 1 May, 15d to spare');
  });

  it('are spoken', () => {
    assert.equal(spokenFacts(row('identity.audit'), atlas().programs[0]), 'Wed 8 Apr 2026 to Tue 14 Apr 2026, critical, slack −3d, due 9 Apr, 3d late');
    assert.equal(spokenFacts(row('data.dual-write'), atlas().programs[0]), 'Mon 23 Mar 2026 to Fri 3 Apr 2026, dates uncertain, 1 problem: A dependency cycle: data.backfill, data.dual-write.');
  });

  it('give the reasons of a date, also those of the block around it', () => {
    const facts = (name: string, above: readonly string[] = []) => Object.fromEntries(factsOf(row(name), atlas().programs[0], id => id.slice(id.lastIndexOf('.') + 1), above.map(row)).map(fact => [fact.label, fact.value]));
    assert.equal(facts('api.load-test')['Driven by'], 'extract (finish to start +1d)');
    assert.equal(facts('api.load-test')['Also after'], 'tokens');
    assert.equal(facts('api.extract')['Driven by'], 'what has happened; the status date');
    assert.equal(facts('data.backfill', ['identity.rotation'])['Driven by'], 'tokens (finish to start)');
  });

  it('sum the plan up, and what became of it', () => {
    const model = atlas();
    assert.equal(summaryText(model.programs, model.rows), 'Finishes Tue 12 May 2026 · 6 critical · 1 commitment late');
    assert.equal(announcement(model, model), '');
    const relaxed = { ...model, rows: model.rows.map(one => (one.id.endsWith('load-test') ? { ...one, path: undefined } : one.id.endsWith('tokens') ? { ...one, path: 'critical' as const } : one)) };
    assert.equal(announcement(model, relaxed), 'The critical path has 6 activities, now with Token service v2, no longer with Load test at 3x peak.');
    assert.equal(summaryText([], []), '');
  });
});

describe('keys', () => {
  it('move within the rows', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a'];
    assert.deepEqual(keys.map(key => placeAfterKey(key, 5, 10, 20)), [6, 4, 9, 0, 0, 9, null]);
  });
});
