/** The engine against brute force on small random plans; and what must never matter. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { computeDates } from '../../language/schedule/dates.ts';
import { buildNetwork } from '../../language/schedule/network.ts';
import { schedule, scheduleOf } from '../../language/schedule/schedule.ts';
import type { Schedule } from '../../language/schedule/model.ts';
import { bruteForce } from './oracle.ts';
import { planOf, shown, wall } from './plan.ts';
import type { PlanText } from './plan.ts';
import { ALL, NONE, planText, shuffled } from './random.ts';
import type { Powers } from './random.ts';

const TODAY = wall('2026-02-09');

function agrees(text: PlanText): void {
  const plan = planOf(text);
  const result = schedule(plan, { today: TODAY });
  const expected = bruteForce(plan, { today: TODAY });
  for (const [index, answer] of expected) {
    const own = result.at(index);
    const id = own.activity.id;
    assert.deepEqual(
      { id, start: shown(own.start), finish: shown(own.finish), total: own.totalSlack, free: own.freeSlack },
      { id, start: shown(answer.start), finish: shown(answer.finish), total: answer.total, free: answer.free },
    );
  }
}

const themes: [name: string, powers: Partial<Powers>, runs: number][] = [
  ['links and lags on one calendar', {}, 300],
  ['mixed calendars', { calendars: true }, 300],
  ['elapsed estimates and lags', { calendars: true, elapsed: true }, 300],
  ['hard dates and commitments', { constraints: true }, 300],
  ['hard dates on mixed calendars', { constraints: true, calendars: true, elapsed: true }, 200],
  ['status and progress', { status: true }, 300],
  ['status and progress on mixed calendars', { status: true, calendars: true, elapsed: true }, 200],
  ['summaries', { summaries: true }, 300],
  ['as late as possible', { late: true, constraints: true }, 200],
  ['several programs', { programs: true, calendars: true }, 200],
  ['everything', ALL, 500],
];

describe('schedule: agrees with brute force', function () {
  this.timeout(60_000);
  for (const [name, powers, runs] of themes) {
    it(name, () => {
      fc.assert(fc.property(planText({ ...NONE, ...powers }), agrees), { numRuns: runs * Number(process.env['RUNS'] ?? 1) });
    });
  }
});

/** Everything that a schedule says, by id. */
function told(result: Schedule): unknown {
  const ids = result.plan.activities.map(each => each.id);
  const id = (index: number): string | null => (index < 0 ? null : ids[index]!);
  const rows = ids.map((name, index) => {
    const { activity, index: place, ...facts } = result.at(index);
    assert.equal(place, index);
    return {
      name, kind: activity.kind, ...facts,
      drivers: result.drivers(index).map(each => [each.kind, id(each.from), each.lag]),
      path: result.criticalPath(index).map(id), target: result.target(index).path.map(id),
      slacks: ids.map((other, at) => [other, result.target(index).slack(at)]).sort(),
    };
  });
  return {
    rows: rows.sort((a, b) => (a.name < b.name ? -1 : 1)),
    programs: result.programs.map(each => ({ ...each, activities: each.activities.map(id) })),
    conflicts: result.conflicts.map(each => [id(each.activity), each.reason, each.logic, each.against.map(id), each.constraint]),
    cycles: result.cycles.map(each => [each.members.map(id), each.component.map(id)]),
    notes: result.notes.map(each => [each.code, id(each.activity), id(each.other)]).sort(),
  };
}

describe('schedule: what never matters', function () {
  this.timeout(60_000);
  it('the order of declarations', () => {
    fc.assert(fc.property(planText(ALL), fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }), (text, order) => {
      const one = schedule(planOf(text), { today: TODAY });
      const other = schedule(planOf(shuffled(text, order)), { today: TODAY });
      assert.deepEqual(told(other), told(one));
    }), { numRuns: 150 });
  });
  it('which of the two passes computes it', () => {
    fc.assert(fc.property(planText({ ...ALL, calendars: false, elapsed: false }), text => {
      const options = { today: TODAY };
      const network = buildNetwork(planOf(text));
      const fast = scheduleOf(computeDates(network, options), options);
      const mixed = scheduleOf(computeDates(network, options, 'mixed'), options);
      assert.deepEqual(told(fast), told(mixed));
    }), { numRuns: 400 });
  });
});
