/** What leads to what: a link that is not marked closes no cycle, whatever kinds of links and summaries lie between. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { schedule } from '../../language/schedule/schedule.ts';
import type { Schedule } from '../../language/schedule/model.ts';
import { planOf, wall } from './plan.ts';
import type { PlanText } from './plan.ts';
import { ALL, planText } from './random.ts';

const OPTIONS = { today: wall('2026-02-09') };

/** Activities in the order of a text: a summary before what it holds. */
function inTextOrder(text: PlanText): PlanText {
  const steps = (id: string): string => id.split('.').join('\u0000');
  return { ...text, activities: Object.fromEntries(Object.entries(text.activities).sort(([a], [b]) => (steps(a) < steps(b) ? -1 : 1))) };
}

const scheduled = (text: PlanText): Schedule => schedule(planOf(inTextOrder(text)), OPTIONS);

/** Ids without the program's name. */
function reached(text: PlanText, id: string, direction: 'forward' | 'backward', inside = false): string[] {
  const all = scheduled(text);
  const ids = all.plan.activities.map(activity => activity.id);
  const marks = all.reachable(ids.indexOf(`p.${id}`), direction, inside);
  return ids.filter((_, index) => marks[index] !== 0).map(each => each.slice(2)).sort();
}

const text: PlanText = {
  programs: { p: {} },
  activities: {
    'p.a': {}, 'p.b': { after: ['a'] }, 'p.s': { kind: 'workstream', after: ['b'] }, 'p.s.x': { in: 'p.s' }, 'p.s.y': { in: 'p.s' }, 'p.c': { after: ['s.x'] },
    'p.d': { after: ['s'] }, 'p.e': {},
  },
};

describe('reachable', function () {
  this.timeout(60_000);
  it('follows links, and what they lead to in a summary', () => assert.deepEqual(reached(text, 'a', 'forward'), ['a', 'b', 'c', 'd', 's', 's.x', 's.y']));
  it('leaves a summary with its links, and not to its other children', () => assert.deepEqual(reached(text, 's.y', 'forward'), ['d', 's', 's.y']));
  it('goes back through the summary that a link binds', () => assert.deepEqual(reached(text, 's.y', 'backward'), ['a', 'b', 's', 's.y']));
  it('asks for something new in a summary', () => {
    assert.deepEqual(reached(text, 's', 'forward', true), ['d', 's']);
    assert.deepEqual(reached(text, 's', 'forward'), ['c', 'd', 's', 's.x', 's.y']);
  });
  it('marks every activity to which a link would close a cycle', () => {
    fc.assert(fc.property(planText({ ...ALL, calendars: false, elapsed: false }), plan => {
      const before = scheduled(plan);
      fc.pre(before.cycles.length === 0);
      const { activities } = before.plan;
      for (const [index, self] of activities.entries()) {
        if (self.summary) continue;
        const marks = before.reachable(index, 'forward');
        for (const [other, { id }] of activities.entries()) {
          if (marks[other] !== 0 || id.split('.')[0] !== self.program) continue;
          const own = plan.activities[self.id]!;
          const linked = { ...plan, activities: { ...plan.activities, [self.id]: { ...own, after: [...own.after ?? [], id.slice(self.program.length + 1)] } } };
          assert.deepEqual(scheduled(linked).cycles, [], `${self.id} after ${id}`);
        }
      }
    }), { numRuns: 60 });
  });
});
