/** The sweep over needs against a look at every hour. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../language/checks/check.ts';
import { readInstant } from '../../language/plan/dates.ts';
import { merge } from '../../language/plan/merge.ts';
import type { Plan, Team } from '../../language/plan/model.ts';
import { schedule } from '../../language/schedule/schedule.ts';
import { date, element, part, program, span, task } from '../plan/elements.ts';

const uri = 'file:///a.program';
const start = readInstant('2026-01-12')!.at;
const HOUR = 60;
const DAY = 24 * HOUR;

interface Need { readonly day: number; readonly hours: number; readonly people: number }
interface Case { readonly needs: readonly Need[]; readonly size: number; readonly later: { readonly day: number; readonly people: number }; readonly interrupts: number }

function planOf({ needs, size, later, interrupts }: Case): Plan {
  const team: Team = {
    ...element('team', 'ops', uri), lead: null, calendar: null, size: { value: size, span }, interrupts: { value: interrupts, span },
    capacity: [{ people: later.people, from: date(start + later.day * DAY), span }],
  };
  const activities = needs.map(({ day, hours, people }, index) => task(`a.t${index}`, uri, {
    estimate: { likely: { amount: hours, unit: 'h', elapsed: false }, optimistic: null, pessimistic: null, span },
    constraints: [{ edge: 'start', relation: 'on', date: date(start + day * DAY + 9 * HOUR), span }],
    needs: [{ team: { key: team.key, text: 'ops', span }, count: people, span }],
  }));
  return merge([part(uri, { programs: [program('a', uri, { start: date(start) })], activities, teams: [team] })]).plan;
}

describe('team capacity', () => {
  it('reports every working hour with too little of it, in stretches that end where there is enough', () => {
    const need = fc.record({ day: fc.integer({ min: 0, max: 4 }), hours: fc.integer({ min: 1, max: 60 }), people: fc.integer({ min: 1, max: 6 }).map(half => half / 2) });
    const cases = fc.record({
      needs: fc.array(need, { minLength: 1, maxLength: 7 }), size: fc.integer({ min: 0, max: 6 }), interrupts: fc.constantFrom(0, 20, 50),
      later: fc.record({ day: fc.integer({ min: 1, max: 10 }), people: fc.integer({ min: 0, max: 6 }) }),
    });
    fc.assert(fc.property(cases, one => {
      const plan = planOf(one);
      const dates = schedule(plan, { today: start });
      const windows = check(plan, dates).filter(({ code }) => code === 'team-overcommitted').map(({ data }) => data as { from: number; to: number });
      let lastWindow = -1;
      let enoughSince = false;
      for (let at = start; at < start + 40 * DAY; at += HOUR) {
        const hour = at % DAY / HOUR;
        const weekday = (Math.floor(at / DAY) + 4) % 7;
        if (hour < 9 || hour >= 17 || weekday === 0 || weekday === 6) continue;
        let needed = 0;
        for (let index = 0; index < dates.size; index++) {
          const { start: from, finish: to } = dates.at(index);
          if (from! <= at && at < to!) needed += one.needs[index]!.people;
        }
        const people = at >= start + one.later.day * DAY ? one.later.people : one.size;
        const over = needed > people * (1 - one.interrupts / 100) + 1e-9;
        const window = windows.findIndex(({ from, to }) => from <= at && at < to);
        assert.equal(window >= 0, over, `hour ${at}: ${needed} needed`);
        // One contiguous stretch is one finding, and enough people in between part two.
        if (over && lastWindow >= 0) assert.equal(lastWindow !== window, enoughSince);
        enoughSince = !over;
        if (over) lastWindow = window;
      }
    }), { numRuns: 150 });
  });
});
