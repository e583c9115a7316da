/**
 * The rules of scheduling, one by one, worked out by hand. Monday 2 February 2026 is the status date unless said
 * otherwise; the default calendar works Monday to Friday 09:00-17:00, 480 minutes a day (Mondays: 2, 9, 16, 23 February).
 */
import assert from 'node:assert/strict';
import { schedule } from '../../language/schedule/schedule.ts';
import type { Schedule } from '../../language/schedule/model.ts';
import { planOf, shown, wall } from './plan.ts';
import type { ActivityText, PlanText } from './plan.ts';

type Texts = Record<string, ActivityText>;

function run(activities: Texts, more: Partial<PlanText> = {}): Schedule {
  const named = Object.fromEntries(Object.entries(activities).map(([id, each]) => [`p.${id}`, { ...each, in: each.in && `p.${each.in}` }]));
  return schedule(planOf({ programs: { p: { start: '2026-02-02', asOf: '2026-02-02' } }, ...more, activities: named }), { today: wall('2026-02-02') });
}
const at = (result: Schedule, id: string): number => result.plan.activities.findIndex(each => each.id === `p.${id}`);
const day = (minutes: number | null): string => shown(minutes)!.slice(5).replace('T', ' ');

/** `02-02 09:00 .. 02-04 17:00, slack 480, free 0`. */
function told(result: Schedule, id: string): string {
  const own = result.at(at(result, id));
  return `${day(own.start)} .. ${day(own.finish)}, slack ${own.totalSlack}, free ${own.freeSlack}`;
}
function drivers(result: Schedule, id: string): string[] {
  return result.drivers(at(result, id)).map(each => (each.from < 0 ? each.kind : `${each.kind} ${result.plan.activities[each.from]!.id.slice(2)}`));
}
const codes = (result: Schedule): string[] => result.notes.map(each => each.code);

describe('schedule: links', () => {
  it('the four kinds, with lag and lead in working time', () => {
    const result = run({
      a: { estimate: '3d' },                                  // Mon 2 .. Wed 4
      fs: { estimate: '2d', after: ['a + 1d'] },              // Thu is lag: Fri 6 .. Mon 9
      ss: { estimate: '2d', after: ['start of a + 4h'] },     // Mon 13:00 .. Wed 13:00
      ff: { estimate: '1d', after: ['finish a - 1d'] },       // finishes no earlier than Tue 17:00: Tue .. Tue
      sf: { estimate: '1d', after: ['finish start of a + 2d'] }, // finishes no earlier than Mon 09:00 + 2d = Tue 17:00
      half: { estimate: '1d', after: ['a + 50%'] },           // half of 3d is 12h: Thu, Fri 13:00; then 1d: .. Mon 13:00
      lead: { estimate: '1d', after: ['a - 50%'] },           // Wed 17:00 less 12h = Tue 13:00 .. Wed 13:00
    });
    // The program finishes Mon 9 February 17:00.
    assert.equal(told(result, 'a'), '02-02 09:00 .. 02-04 17:00, slack 0, free 0');
    assert.equal(told(result, 'fs'), '02-06 09:00 .. 02-09 17:00, slack 0, free 0');
    assert.equal(told(result, 'ss'), '02-02 13:00 .. 02-04 13:00, slack 1680, free 1680');   // 3.5 days
    assert.equal(told(result, 'ff'), '02-03 09:00 .. 02-03 17:00, slack 1920, free 1920');
    assert.equal(told(result, 'sf'), '02-03 09:00 .. 02-03 17:00, slack 1920, free 1920');
    assert.equal(told(result, 'half'), '02-06 13:00 .. 02-09 13:00, slack 240, free 240');
    assert.equal(told(result, 'lead'), '02-03 13:00 .. 02-04 13:00, slack 1680, free 1680');
    assert.deepEqual(drivers(result, 'half'), ['FS a']);
  });
  it('elapsed lag and elapsed estimates run round the clock', () => {
    const result = run({
      pour: { estimate: '5d' },                               // .. Fri 6 17:00
      cure: { estimate: '3ed', after: ['pour'] },             // Fri 17:00 .. Mon 17:00
      strip: { estimate: '1d', after: ['cure'] },             // Tue 10
      paint: { estimate: '1d', after: ['pour + 2ed'] },       // Fri 17:00 + 48h = Sun 17:00: Mon 9
    });
    assert.equal(told(result, 'cure'), '02-06 17:00 .. 02-09 17:00, slack 960, free 960');   // elapsed: Tue 09:00 is 16h later
    assert.equal(told(result, 'strip'), '02-10 09:00 .. 02-10 17:00, slack 0, free 0');
    assert.equal(told(result, 'paint'), '02-09 09:00 .. 02-09 17:00, slack 480, free 480');
    assert.equal(told(result, 'pour'), '02-02 09:00 .. 02-06 17:00, slack 0, free 0');
  });
  it('a contract and a gate link finish to start; a withdrawn contract does not', () => {
    const result = run({
      a: { estimate: '1d' }, b: { estimate: '1d' }, c: { estimate: '1d' },
      g: { kind: 'gate', after: ['b'], before: ['c'] },
    }, { contracts: [['p.a', ['p.b']], ['p.c', ['p.a'], 'withdrawn']] });
    assert.equal(told(result, 'b'), '02-03 09:00 .. 02-03 17:00, slack 0, free 0');
    assert.equal(told(result, 'g'), '02-03 17:00 .. 02-03 17:00, slack 0, free 0');
    assert.equal(told(result, 'c'), '02-04 09:00 .. 02-04 17:00, slack 0, free 0');
    assert.deepEqual(result.incoming(at(result, 'c')).map(link => link.origin), ['gate']);
  });
  it('from a summary they count from its latest finish or its earliest start, into it they bind every leaf', () => {
    const result = run({
      first: { estimate: '2d' },                              // Mon 2, Tue 3
      w: { kind: 'workstream', after: ['first'] },
      'w.a': { in: 'w', estimate: '1d' },                     // Wed 4
      'w.b': { in: 'w', estimate: '3d', after: ['w.a'] },     // Thu 5 .. Mon 9
      'w.m': { in: 'w', kind: 'milestone' },                  // placed by the link: Tue 3 17:00
      after: { estimate: '1d', after: ['w'] },                // Tue 10
      beside: { estimate: '1d', after: ['start of w + 1d'] }, // earliest start is the milestone's, Tue 3 17:00; + 1d: Thu 5
      quarter: { estimate: '1d', after: ['w + 25%'] },        // w spans Tue 17:00 .. Mon 17:00 = 4d; Mon + 1d: Wed 11
    });
    assert.equal(told(result, 'w'), '02-03 17:00 .. 02-09 17:00, slack 0, free 0');
    assert.equal(told(result, 'w.a'), '02-04 09:00 .. 02-04 17:00, slack 0, free 0');
    assert.equal(told(result, 'after'), '02-10 09:00 .. 02-10 17:00, slack 480, free 480');
    assert.equal(told(result, 'beside'), '02-05 09:00 .. 02-05 17:00, slack 1920, free 1920');
    assert.equal(told(result, 'quarter'), '02-11 09:00 .. 02-11 17:00, slack 0, free 0');
    assert.deepEqual(drivers(result, 'w.a'), ['FS first']);
    assert.deepEqual(drivers(result, 'after'), ['FS w']);
    assert.deepEqual(result.criticalPath(at(result, 'after')).map(index => result.plan.activities[index]!.id), ['p.first', 'p.w.a', 'p.w.b', 'p.after']);
  });
  it('those that a summary cannot take are left out, with a note', () => {
    const result = run({
      a: { estimate: '1d', after: ['empty', 'w.x'] }, empty: { kind: 'workstream' },
      w: { kind: 'workstream', after: ['finish a', 'w.x'], dates: ['start on 2026-02-05'], estimate: '3d' },
      'w.x': { in: 'w', after: ['w'] },
    });
    assert.deepEqual(codes(result).sort(), [
      'constraint-on-summary', 'estimate-on-summary', 'link-kind-into-summary', 'link-to-empty-summary', 'link-to-relative', 'link-to-relative', 'missing-estimate',
    ]);
    assert.equal(result.at(at(result, 'empty')).start, null);
    assert.equal(told(result, 'w.x'), '02-02 09:00 .. 02-02 17:00, slack 0, free 0');
  });
});

describe('schedule: hard dates', () => {
  it('`not before` pushes, `not after` and `on` win over links, and the predecessor pays with negative slack', () => {
    const result = run({
      a: { estimate: '5d' },                                                // Mon 2 .. Fri 6
      late: { estimate: '1d', after: ['a'], dates: ['start not-before 2026-02-11'] },   // Wed 11
      cap: { estimate: '2d', after: ['a'], dates: ['finish not-after 2026-02-06'] },    // Thu 5, Fri 6: two days too early
      pin: { estimate: '1d', after: ['a'], dates: ['start on 2026-02-04'] },            // Wed 4: three days too early
    });
    assert.equal(told(result, 'late'), '02-11 09:00 .. 02-11 17:00, slack 0, free 0');
    assert.equal(told(result, 'cap'), '02-05 09:00 .. 02-06 17:00, slack 0, free 1440');
    assert.equal(told(result, 'pin'), '02-04 09:00 .. 02-04 17:00, slack 0, free 2400');
    // a must be over on Tue 3 17:00 for the pinned one: 3 days short.
    assert.equal(told(result, 'a'), '02-02 09:00 .. 02-06 17:00, slack -1440, free 0');
    assert.deepEqual(result.conflicts.map(each => [result.plan.activities[each.activity]!.name, each.reason, day(each.logic), each.against]), [
      ['cap', 'links', '02-10 17:00', [0]], ['pin', 'links', '02-09 09:00', [0]],
    ]);
    assert.deepEqual(drivers(result, 'late'), ['start']);
    assert.deepEqual(drivers(result, 'cap'), ['finish']);
    assert.deepEqual(result.why(at(result, 'pin')).map(step => [step.driver.kind, step.next?.kind]), [['start', 'FS']]);
  });
  it('`on` keeps its own late dates whatever follows it', () => {
    const result = run({
      pin: { estimate: '1d', dates: ['finish on 2026-02-10'] },             // Tue 10
      next: { estimate: '2d', after: ['pin'], by: '2026-02-10' },           // Wed 11, Thu 12; promised for Tue: 2 days late
    });
    assert.equal(told(result, 'next'), '02-11 09:00 .. 02-12 17:00, slack -960, free 0');
    assert.equal(told(result, 'pin'), '02-10 09:00 .. 02-10 17:00, slack 0, free 0');
    assert.equal(result.at(at(result, 'next')).commitment!.margin, -960);
  });
  it('nothing unstarted lies before the status date, not even under a hard date', () => {
    const result = run({ a: { estimate: '1d', dates: ['start on 2026-01-28'] } });
    // Wed 28 January is 3 working days before Mon 2 February.
    assert.equal(told(result, 'a'), '02-02 09:00 .. 02-02 17:00, slack -1440, free 0');
    assert.deepEqual(codes(result), ['before-status-date']);
    assert.deepEqual(result.conflicts.map(each => each.reason), ['status-date']);
  });
  it('hard dates may contradict each other and the calendar', () => {
    const result = run({
      a: { estimate: '1d', dates: ['start not-before 2026-02-10', 'finish not-after 2026-02-06'] },
      b: { estimate: '1d', dates: ['start on 2026-02-07'] },                // a Saturday: Mon 9
    });
    assert.equal(told(result, 'a'), '02-06 09:00 .. 02-06 17:00, slack 0, free 480');
    assert.equal(told(result, 'b'), '02-09 09:00 .. 02-09 17:00, slack 0, free 0');
    assert.deepEqual(result.conflicts.map(each => [each.activity, each.reason]), [[0, 'constraints'], [1, 'calendar']]);
  });
});

describe('schedule: commitments and the program\'s finish', () => {
  it('`by` bounds late dates and never moves early ones; of a summary, its children\'s', () => {
    const result = run({
      a: { estimate: '3d', by: '2026-02-03' },                              // .. Wed 4; one day late
      w: { kind: 'workstream', by: '2026-02-06' },
      'w.b': { in: 'w', estimate: '2d' },                                   // .. Tue 3; by Fri 6: 3 days
      c: { estimate: '10d' },                                               // .. Fri 13
    });
    assert.equal(told(result, 'a'), '02-02 09:00 .. 02-04 17:00, slack -480, free 3360');   // free: to the program's finish, Fri 13
    assert.equal(told(result, 'w.b'), '02-02 09:00 .. 02-03 17:00, slack 1440, free 3840');
    assert.equal(told(result, 'c'), '02-02 09:00 .. 02-13 17:00, slack 0, free 0');
    assert.deepEqual([result.at(0).critical, result.at(0).commitment!.margin, result.at(1).commitment!.margin], [true, -480, 1440]);
    assert.equal(result.at(2).nearCritical, true);
  });
  it('each program ends with its own last finish, and links bind both ways', () => {
    const result = schedule(planOf({
      programs: { p: { start: '2026-02-02' }, q: { start: '2026-02-02' } },
      activities: {
        'p.a': { estimate: '2d' }, 'p.z': { estimate: '4d' },               // p ends Thu 5
        'q.b': { estimate: '1d', after: ['p.a'] }, 'q.z': { estimate: '5d' }, // q ends Fri 6; b is Wed 4
        'p.c': { estimate: '1d', after: ['q.b'] },                          // Thu 5: p's own critical path runs through q
      },
    }), { today: wall('2026-02-02') });
    const slack = result.plan.activities.map((each, index) => [each.id, result.at(index).totalSlack]);
    assert.deepEqual(slack, [['p.a', 0], ['p.z', 0], ['q.b', 0], ['q.z', 0], ['p.c', 0]]);
    assert.deepEqual(result.programs.map(each => [each.name, day(each.finish)]), [['p', '02-05 17:00'], ['q', '02-06 17:00']]);
  });
  it('critical and near-critical follow the policy', () => {
    const texts = { 'p.a': { estimate: '10d' }, 'p.b': { estimate: '8d' }, 'p.c': { estimate: '5d' }, 'p.d': { estimate: '4d' } };
    const plan = planOf({ programs: { p: { start: '2026-02-02' } }, activities: texts });
    const flags = (result: Schedule): string => [0, 1, 2, 3].map(index => (result.at(index).critical ? 'c' : result.at(index).nearCritical ? 'n' : '-')).join('');
    assert.equal(flags(schedule(plan, { today: wall('2026-02-02') })), 'cn--');   // 0, 2, 5, 6 days
    const thresholds = () => ({ criticalSlack: { amount: 2, unit: 'd' as const, elapsed: false }, nearCritical: { amount: 3, unit: 'd' as const, elapsed: false } });
    assert.equal(flags(schedule(plan, { today: wall('2026-02-02'), thresholds })), 'ccn-');
  });
});

describe('schedule: as late as possible', () => {
  it('takes the late dates, and successors move with it', () => {
    const result = run({
      long: { estimate: '10d' },                                            // .. Fri 13
      before: { estimate: '1d' },                                           // Mon 2
      alap: { estimate: '2d', late: true, after: ['before'] },              // alone Tue 3; with 3 days behind it latest Mon 9, Tue 10
      after: { estimate: '3d', after: ['alap'] },                           // Wed 11 .. Fri 13
    });
    assert.equal(told(result, 'alap'), '02-09 09:00 .. 02-10 17:00, slack 0, free 0');
    assert.equal(told(result, 'after'), '02-11 09:00 .. 02-13 17:00, slack 0, free 0');
    // before may now slip until Fri 6: 4 days free.
    assert.equal(told(result, 'before'), '02-02 09:00 .. 02-02 17:00, slack 1920, free 1920');
    assert.deepEqual(drivers(result, 'alap'), ['finish']);
  });
});

describe('schedule: work in progress', () => {
  const asOf = (date: string): Partial<PlanText> => ({ programs: { p: { start: '2026-01-12', asOf: date } } });
  it('goes on at the status date, where progress puts it, or where its links allow', () => {
    const result = run({
      // Started Mon 26 January, half of 4d done by Tue 27: the other 2 days follow the status date, Mon 2 and Tue 3.
      behind: { estimate: '4d', started: '2026-01-26', progress: 50 },
      // Started Thu 29 January, 75% of 8d is 6 days: done until Thu 5 February, ahead; 2 days remain: Fri 6, Mon 9.
      ahead: { estimate: '8d', started: '2026-01-29', progress: 75 },
      // remaining says what is left: 1 day after Mon 2 09:00.
      said: { estimate: '8d', started: '2026-01-29', progress: 10, remaining: '1d' },
      // Retained logic: its predecessor is over on Tue 3, so what remains, 3 days, is Wed 4 .. Fri 6.
      held: { estimate: '4d', started: '2026-01-30', progress: 25, after: ['behind'] },
    }, asOf('2026-02-02'));
    assert.equal(told(result, 'behind'), '01-26 09:00 .. 02-03 17:00, slack 480, free 0');
    assert.equal(told(result, 'ahead'), '01-29 09:00 .. 02-09 17:00, slack 0, free 0');
    assert.equal(told(result, 'held'), '01-30 09:00 .. 02-06 17:00, slack 480, free 480');
    // 10% of 8 days from Thu 29 January is 384 minutes: Thu 15:24, before the status date.
    assert.equal(told(result, 'said'), '01-29 09:00 .. 02-02 17:00, slack 2400, free 2400');
    assert.deepEqual(codes(result), ['progress-ahead']);
    assert.deepEqual(drivers(result, 'held'), ['actual']);
    assert.deepEqual(result.why(at(result, 'held')).map(step => step.driver.kind), ['FS', 'status-date']);
    assert.deepEqual([result.at(0).status, result.at(0).progress], ['in-progress', 50]);
  });
  it('finished work has its actual dates, slack 0, and is never critical', () => {
    const result = run({
      a: { estimate: '5d', done: '2026-01-23' },                            // counted back: Mon 19 .. Fri 23
      b: { estimate: '2d', started: '2026-01-20', done: '2026-01-22' },
      c: { estimate: '1d', after: ['a + 10d'] },                            // Fri 23 + 10d = Fri 6; Mon 9
      m: { kind: 'milestone', done: '2026-01-22' },
    }, asOf('2026-02-02'));
    assert.equal(told(result, 'a'), '01-19 09:00 .. 01-23 17:00, slack 0, free 0');
    assert.equal(told(result, 'b'), '01-20 09:00 .. 01-22 17:00, slack 0, free 0');
    assert.equal(told(result, 'c'), '02-09 09:00 .. 02-09 17:00, slack 0, free 0');
    assert.equal(told(result, 'm'), '01-22 17:00 .. 01-22 17:00, slack 0, free 0');
    assert.deepEqual([result.at(0).critical, result.at(0).status, day(result.at(0).lateFinish)], [false, 'done', '01-23 17:00']);
  });
  it('progress without a start counts from its computed start, at most the status date', () => {
    const result = run({
      // Would start with the program, Mon 12 January; half of 4d is done on Tue 13; 2 days remain from Mon 2 February.
      a: { estimate: '4d', progress: 50 },
      // Would start Thu 5 February, after the status date: so it started Mon 2; 50% of 2d is Mon 2, the rest waits for its link.
      x: { estimate: '3d' }, b: { estimate: '2d', progress: 50, after: ['x'] },
      // 100% without `done` ends where the rest of it, nothing, would go on: the status date, printed as a finish.
      c: { estimate: '4d', started: '2026-01-26', progress: 100 },
    }, asOf('2026-02-02'));
    assert.equal(told(result, 'a'), '01-12 09:00 .. 02-03 17:00, slack 960, free 960');
    assert.equal(told(result, 'b'), '02-02 09:00 .. 02-05 17:00, slack 0, free 0');
    assert.equal(day(result.at(at(result, 'c')).finish), '01-30 17:00');
    assert.deepEqual(codes(result).sort(), ['complete-without-done', 'progress-without-start', 'progress-without-start']);
  });
  it('the computed start is that of the whole work, with its own dates; what remains knows neither them nor the program\'s start', () => {
    const result = run({
      a: { estimate: '4d', progress: 50, dates: ['start not-before 2026-01-28'] }, // Wed 28, Thu 29 done; the rest Mon 2, Tue 3
      x: { estimate: '3d' },                                                       // Mon 2 .. Wed 4
      // The whole of it would end with x, Wed 4, so it began Fri 30 January; after two of its days, on Tue 3, the other two end Wed 4.
      b: { estimate: '4d', progress: 50, after: ['finish x'] },
      // Six days that end Tue 3 began Tue 27 January; half of them remain, from Mon 2 to Wed 4.
      c: { estimate: '6d', progress: 50, after: ['finish x - 1d'] },
      d: { estimate: '4d', progress: 50, dates: ['start not-before 2026-02-16'] }, // not later than the status date: Mon 2; two days done, two left
      e: { kind: 'milestone', progress: 50, dates: ['start not-before 2026-02-10'] }, // no time, no middle
    }, { programs: { p: { start: '2026-01-05', asOf: '2026-02-02' } } });
    assert.equal(told(result, 'a').slice(0, 26), '01-28 09:00 .. 02-03 17:00');
    assert.equal(told(result, 'b').slice(0, 26), '01-30 09:00 .. 02-04 17:00');
    assert.equal(told(result, 'c').slice(0, 26), '01-27 09:00 .. 02-04 17:00');
    assert.equal(told(result, 'd').slice(0, 26), '02-02 09:00 .. 02-05 17:00');
    assert.equal(told(result, 'e').slice(0, 26), '02-10 09:00 .. 02-10 09:00');
    assert.deepEqual(drivers(result, 'a'), ['start']);
    assert.deepEqual(drivers(result, 'c'), ['FF x']);
  });
  it('what happens after the status date is honoured, with a note; a gate\'s go is its `done`', () => {
    const result = run({
      a: { estimate: '1d', done: '2026-02-04' }, g: { kind: 'gate', verdict: 'conditional 2026-01-30', after: ['a'] },
      n: { kind: 'gate', verdict: 'no-go 2026-01-30' },
    }, asOf('2026-02-02'));
    assert.equal(told(result, 'a'), '02-04 09:00 .. 02-04 17:00, slack 0, free 0');
    assert.equal(told(result, 'g'), '01-30 17:00 .. 01-30 17:00, slack 0, free 0');
    assert.equal(result.at(2).status, 'not-started');
    assert.deepEqual(codes(result), ['actual-in-future']);
  });
  it('a program without a start begins with its earliest `started`, else on the status date', () => {
    const result = schedule(planOf({
      programs: { p: {}, q: {} },
      activities: { 'p.a': { estimate: '1d', started: '2026-02-04' }, 'p.b': { estimate: '1d' }, 'q.c': { estimate: '1d' } },
    }), { today: wall('2026-02-02T15:30') });
    assert.deepEqual([0, 1, 2].map(index => day(result.at(index).start)), ['02-04 09:00', '02-04 09:00', '02-02 09:00']);
    assert.deepEqual(result.programs.map(each => day(each.start)), ['02-04 09:00', '02-02 09:00']);
  });
});

describe('schedule: calendars', () => {
  const calendars: PlanText['calendars'] = {
    six: { week: [[[1, 2, 3, 4, 5, 6], [[540, 1020]]]] },
    half: { week: [[[1, 2, 3, 4, 5], [[540, 780]]]] },
    night: { week: [[[1, 2, 3, 4, 5], [[1320, 1800]]]] },
  };
  it('slack counts on the activity\'s own calendar, `d` is the program\'s', () => {
    const result = run({
      a: { estimate: '5d' },                                                // .. Fri 6
      s: { estimate: '1d', after: ['a'], calendar: 'six' },                 // Sat 7
      h: { estimate: '1d', after: ['a'], calendar: 'half' },                // 480 min at 4h a day: Mon 9, Tue 10
      n: { estimate: '8h', after: ['a'], calendar: 'night' },               // after Fri 17:00: Fri 22:00 .. Sat 06:00
    }, { calendars });
    // The program ends Tue 10 13:00. From Sat 17:00 on six days a week: Mon 480 + Tue 09:00-13:00 240.
    assert.equal(told(result, 's'), '02-07 09:00 .. 02-07 17:00, slack 720, free 720');
    assert.equal(told(result, 'h'), '02-09 09:00 .. 02-10 13:00, slack 0, free 0');
    // From Sat 06:00 to Tue 13:00 the night shift works once: Mon 22:00 .. Tue 06:00.
    assert.equal(told(result, 'n'), '02-06 22:00 .. 02-07 06:00, slack 480, free 480');
    assert.equal(told(result, 'a'), '02-02 09:00 .. 02-06 17:00, slack 0, free 0');
  });
  it('a bare date is the first or last working minute of its day, of a night shift too', () => {
    const result = run({ n: { estimate: '16h', calendar: 'night', dates: ['start not-before 2026-02-04'], by: '2026-02-05' } }, { calendars });
    // Wed 4 22:00 .. Thu 5 06:00, Thu 5 22:00 .. Fri 6 06:00, the end of Thursday's shift.
    assert.equal(told(result, 'n'), '02-04 22:00 .. 02-06 06:00, slack 0, free 0');
    assert.equal(result.at(0).commitment!.margin, 0);
  });
  it('the day is the commonest working day, ties to the longer; the week is their sum', () => {
    const units = (text: NonNullable<PlanText['calendars']>[string]): number[] => {
      const result = schedule(planOf({ programs: { p: { calendar: 'c' } }, calendars: { c: text }, activities: { 'p.a': {} } }), { today: 0 });
      return [result.programs[0]!.dayMinutes, result.programs[0]!.weekMinutes];
    };
    assert.deepEqual(units({ week: [[[1, 2, 3], [[540, 1020]]], [[4, 5], [[540, 780]]]] }), [480, 1920]);
    assert.deepEqual(units({ week: [[[1, 2], [[540, 1020]]], [[3, 4], [[480, 1080]]]] }), [600, 2160]);
    assert.deepEqual(units({ week: [[[1, 2, 3, 4, 5], [[540, 780], [840, 1080]]]], day: '7.5h', weekLength: '35h' }), [450, 2100]);
  });
  it('a calendar that never works is noted, and the default stands in; time beyond all calendars is no hang', () => {
    const empty = run({ a: { estimate: '1d', calendar: 'never' } }, { calendars: { never: { week: [[[1], []]] } } });
    assert.equal(told(empty, 'a'), '02-02 09:00 .. 02-02 17:00, slack 0, free 0');
    assert.deepEqual(codes(empty), ['calendar-without-work']);
    const once = run({ a: { estimate: '3d', calendar: 'once' } }, { calendars: { once: { week: [[[1], []]], works: [['2026-02-04', '2026-02-04', [[540, 1020]]]] } } });
    assert.deepEqual(codes(once), ['beyond-horizon']);
    const loop = run({ a: { estimate: '1d', calendar: 'x' } }, { calendars: { x: { base: 'y' }, y: { base: 'x' } } });
    assert.deepEqual(codes(loop), ['calendar-cycle', 'calendar-cycle']);
    const onOwnCalendars = (count: number, holiday: [string, string]): Schedule => run(
      Object.fromEntries(Array.from({ length: count }, (_, each) => [`t${each}`, { estimate: '1d', calendar: `c${each}` }])),
      { calendars: Object.fromEntries(Array.from({ length: count }, (_, each) => [`c${each}`, { holidays: [holiday] }])) },
    );
    const many = codes(onOwnCalendars(600, ['1930-01-01', '2120-01-01']));
    assert.ok(many.includes('calendar-limit') && many.every(code => code === 'calendar-limit' || code === 'beyond-horizon'));
    const ordinary = onOwnCalendars(600, ['2026-02-02', '2026-02-02']);          // a holiday of its own for each is nothing out of the way
    assert.deepEqual(codes(ordinary), []);
    assert.equal(told(ordinary, 't599'), '02-03 09:00 .. 02-03 17:00, slack 0, free 0');
    const far = run({ a: { estimate: '60000w' }, b: { estimate: '1d', after: ['a'], dates: ['start not-before 1850-01-01', 'finish not-after 2350-01-01'] } });
    assert.equal(far.at(1).finish, wall('2349-12-30T17:00'));                 // 1 January 2350 is a Sunday
  });
});

describe('schedule: how milestones print', () => {
  it('as a finish where a link or a date for a finish places them, as a start where a start does', () => {
    const result = run({
      a: { estimate: '5d' },                                                // .. Fri 6 17:00
      linked: { kind: 'milestone', after: ['a'] },
      first: { kind: 'milestone' },                                         // the program's start
      on: { kind: 'milestone', dates: ['finish on 2026-02-06'] },
      from: { kind: 'milestone', dates: ['start not-before 2026-02-09'] },
      both: { kind: 'milestone', after: ['a'], dates: ['start not-before 2026-02-09'] },   // cannot print before Monday
      chain: { kind: 'milestone', after: ['from'] },                        // nor can what follows a Monday
      late: { kind: 'milestone', late: true },                              // the program ends Mon 9 09:00, its position Fri 17:00
    });
    const printed = (id: string): string => day(result.at(at(result, id)).finish);
    assert.deepEqual(['linked', 'first', 'on', 'from', 'both', 'chain', 'late'].map(printed), [
      '02-06 17:00', '02-02 09:00', '02-06 17:00', '02-09 09:00', '02-09 09:00', '02-09 09:00', '02-06 17:00',
    ]);
    assert.equal(day(result.at(at(result, 'linked')).lateFinish), '02-06 17:00');
    assert.equal(day(result.at(at(result, 'from')).lateFinish), '02-09 09:00');
  });
});

describe('schedule: targets', () => {
  it('any activity can be the end: slack to it and the path into it', () => {
    const result = run({
      a: { estimate: '2d' }, b: { estimate: '1d', after: ['a'] }, side: { estimate: '1d' },
      target: { kind: 'milestone', after: ['b', 'side'], by: '2026-02-03' }, rest: { estimate: '10d', after: ['a'] },
    });
    const target = result.target(at(result, 'target'));
    // a and b take until Wed 4; side has two days; rest does not lead here. The commitment is no end of its own.
    assert.deepEqual([0, 1, 2, 3, 4].map(index => target.slack(index)), [0, 0, 960, 0, null]);
    assert.deepEqual(target.path.map(index => result.plan.activities[index]!.name), ['a', 'b', 'target']);
  });
});
