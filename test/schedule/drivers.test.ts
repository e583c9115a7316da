/** Drivers are what fixes a start: lift all of them and the next reason takes over; lift anything else and nothing moves. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Plan } from '../../language/plan/model.ts';
import type { Driver, NetworkLink } from '../../language/schedule/model.ts';
import { schedule } from '../../language/schedule/schedule.ts';
import { planOf, wall } from './plan.ts';
import { NONE, planText } from './random.ts';

const OPTIONS = { today: wall('2026-02-09') };
const isLink = (driver: Driver): boolean => driver.from >= 0;

/** Lines without a second link of one kind from one predecessor: a driver names its link by these. */
function once(lines: readonly string[]): string[] {
  const name = (line: string): string => line.replace(/ [-+] .*$/, '');
  return lines.filter((line, at) => lines.findIndex(other => name(other) === name(line)) === at);
}

/** The plan with the `after` lines of one activity that `keep` keeps. */
function keeping(plan: Plan, index: number, links: readonly NetworkLink[], keep: (link: NetworkLink) => boolean): Plan {
  const own = links.filter(link => link.origin === 'after');
  const activities = plan.activities.map((activity, at) =>
    (at === index ? { ...activity, after: activity.after.filter((_, place) => keep(own[place]!)) } : activity));
  return { ...plan, activities };
}

describe('drivers', function () {
  this.timeout(60_000);
  it('are all that holds a start, and `next` is what would hold it without them, earlier by `room`', () => {
    const plans = planText({ ...NONE, calendars: true, elapsed: true })
      .map(text => ({ ...text, contracts: [], activities: Object.fromEntries(Object.entries(text.activities).map(([id, each]) => [id, { ...each, before: [], after: once(each.after ?? []) }])) }));
    fc.assert(fc.property(plans, text => {
      const plan = planOf(text);
      const result = schedule(plan, OPTIONS);
      for (let index = 0; index < plan.activities.length; index++) {
        const drivers = result.drivers(index);
        const links = result.incoming(index);
        const drives = (link: NetworkLink): boolean => drivers.some(driver => driver.kind === link.kind && driver.from === link.from);
        const idle = schedule(keeping(plan, index, links, drives), OPTIONS);
        assert.equal(idle.at(index).start, result.at(index).start);
        assert.deepEqual(idle.drivers(index), drivers);
        if (!drivers.every(isLink)) continue;
        const lifted = schedule(keeping(plan, index, links, link => !drives(link)), OPTIONS);
        assert.ok(lifted.at(index).start! <= result.at(index).start!);
        const [step] = result.why(index);
        assert.deepEqual(lifted.drivers(index)[0], step!.next);
        const { durationElapsed, start } = result.at(index);
        if (!durationElapsed) assert.equal(step!.room, result.workingMinutes(index, lifted.at(index).start!, start!));
      }
    }), { numRuns: 300 });
  });
  it('lead back to where a date comes from, without a gap', () => {
    fc.assert(fc.property(planText({ ...NONE, calendars: true, constraints: true, status: true }), text => {
      const result = schedule(planOf(text), OPTIONS);
      for (let index = 0; index < result.size; index++) {
        const steps = result.why(index);
        steps.forEach((step, at) => assert.equal(step.driver.from, at + 1 < steps.length ? steps[at + 1]!.index : -1));
        assert.deepEqual(result.criticalPath(index), steps.map(step => step.index).reverse());
      }
    }), { numRuns: 300 });
  });
  it('of the last activity of an unconstrained program form a critical path', () => {
    fc.assert(fc.property(planText(NONE), text => {
      const result = schedule(planOf(text), OPTIONS);
      const last = [...Array(result.size).keys()].find(index => result.at(index).finish === result.programs[0]!.finish)!;
      for (const index of result.criticalPath(last)) assert.equal(result.at(index).totalSlack, 0);
    }), { numRuns: 300 });
  });
});
