/** PSPLIB j30: the critical path of 480 instances is as long as their MPM-Time. One period is one day, round the clock. */
import assert from 'node:assert/strict';
import { schedule } from '../../language/schedule/schedule.ts';
import type { Plan } from '../../language/plan/model.ts';
import { planOf, wall } from '../schedule/plan.ts';
import type { PlanText } from '../schedule/plan.ts';
import { list, present, read } from './inputs.ts';

function planOfInstance(text: string): Plan {
  const section = (title: string): number[][] => {
    const lines = text.slice(text.indexOf(title)).split('\n').slice(1);
    const rows: number[][] = [];
    for (const line of lines) {
      const numbers = line.trim().split(/\s+/).map(Number);
      if (numbers.every(Number.isFinite) && line.trim() !== '') rows.push(numbers);
      else if (rows.length > 0) break;
    }
    return rows;
  };
  const activities: PlanText['activities'] = {};
  for (const [job, , periods] of section('REQUESTS/DURATIONS:')) activities[`p.j${job}`] = { estimate: `${periods}d`, after: [] };
  for (const [job, , , ...successors] of section('PRECEDENCE RELATIONS:')) {
    for (const successor of successors) activities[`p.j${successor}`]!.after!.push(`j${job}`);
  }
  return planOf({
    programs: { p: { start: '2026-01-01', asOf: '2026-01-01', calendar: 'always' } },
    calendars: { always: { week: [[[0, 1, 2, 3, 4, 5, 6], [[0, 1440]]]] } },
    activities,
  });
}

describe('conformance: PSPLIB', () => {
  if (!present) it.skip('needs ../shared/inputs, which is absent');
  else {
    it('480 critical paths equal MPM-Time', () => {
      const files = list('psplib/j30', '.sm');
      let equal = 0;
      for (const file of files) {
        const text = read('psplib/j30', file);
        const given = Number(text.slice(text.indexOf('MPM-Time')).split('\n')[1]!.trim().split(/ +/)[5]);
        const program = schedule(planOfInstance(text), { today: 0 }).programs[0]!;
        assert.equal((program.finish! - wall('2026-01-01')) / 1440, given, file);
        equal++;
      }
      assert.equal(equal, 480);
    });
  }
});
