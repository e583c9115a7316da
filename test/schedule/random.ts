/** Small random plans over everything that section 3 knows. */
import fc from 'fast-check';
import { shown, wall } from './plan.ts';
import type { ActivityText, CalendarText, PlanText } from './plan.ts';

/** A plain week, a long one, night shifts, short days with holidays and exceptions, round the clock, one that extends. */
export const CALENDARS: Record<string, CalendarText> = {
  plain: { week: [[[1, 2, 3, 4, 5], [[540, 1020]]]] },
  long: { week: [[[1, 2, 3, 4, 5, 6], [[480, 720], [780, 1020]]]] },
  night: { week: [[[1, 2, 3, 4], [[1320, 1800]]]] },
  short: {
    week: [[[1, 2, 3, 4, 5], [[600, 840]]], [[0], [[600, 660]]]],
    holidays: [['2026-02-11', '2026-02-13'], ['2026-02-20', '2026-02-20']],
    works: [['2026-02-07', '2026-02-07', [[540, 780]]], ['2026-02-12', '2026-02-12', [[0, 1440]]]],
  },
  always: { week: [[[0, 1, 2, 3, 4, 5, 6], [[0, 1440]]]] },
  child: { base: 'short', week: [[[5], [[600, 700], [720, 900]]]], holidays: [['2026-02-17', '2026-02-17']] },
};
const CALENDAR_NAMES = Object.keys(CALENDARS);
const STATUS = '2026-02-09';

const day = fc.integer({ min: -12, max: 40 }).map(offset => shown(wall(STATUS) + offset * 1440)!.slice(0, 10));
const past = fc.integer({ min: -20, max: 2 }).map(offset => shown(wall(STATUS) + offset * 1440)!.slice(0, 10));
const instant = fc.tuple(day, fc.integer({ min: 0, max: 47 })).map(([date, half]) => shown(wall(date) + half * 30)!);
const when = fc.oneof({ weight: 3, arbitrary: day }, { weight: 1, arbitrary: instant });
const amount = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 6 }).map(days => `${days}d`) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 30 }).map(hours => `${hours}h`) },
  { weight: 1, arbitrary: fc.constantFrom('1w', '0.5d', '90min') },
);
const elapsedAmount = fc.constantFrom('1ed', '2ed', '36eh', '0.5ew');

/** Which of the language's powers a plan may use. */
export interface Powers { calendars: boolean; elapsed: boolean; summaries: boolean; constraints: boolean; status: boolean; programs: boolean; late: boolean }
export const ALL: Powers = { calendars: true, elapsed: true, summaries: true, constraints: true, status: true, programs: true, late: true };
export const NONE: Powers = { calendars: false, elapsed: false, summaries: false, constraints: false, status: false, programs: false, late: false };

function lagText(powers: Powers): fc.Arbitrary<string> {
  const sign = fc.constantFrom('+', '-');
  const kinds = [
    fc.constant(''), fc.constant(''),
    fc.tuple(sign, amount).map(([mark, size]) => ` ${mark} ${size}`),
    fc.tuple(sign, fc.constantFrom(25, 50, 100, 150)).map(([mark, share]) => ` ${mark} ${share}%`),
  ];
  if (powers.elapsed) kinds.push(fc.tuple(sign, elapsedAmount).map(([mark, size]) => ` ${mark} ${size}`));
  return fc.oneof(...kinds);
}

/** One time in `times`. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

function leafText(powers: Powers): fc.Arbitrary<ActivityText> {
  const rarely = <T>(arbitrary: fc.Arbitrary<T>, allowed: boolean): fc.Arbitrary<T | undefined> => (allowed ? sometimes(arbitrary, 3) : fc.constant(undefined));
  const constraint = fc.tuple(fc.constantFrom('start', 'finish'), fc.constantFrom('not-before', 'not-before', 'not-after', 'on'), when)
    .map(([edge, relation, date]) => `${edge} ${relation} ${date}`);
  const status = fc.oneof(
    fc.record({ started: past, progress: fc.constantFrom(0, 10, 50, 90, 100) }),
    fc.record({ started: past, remaining: powers.elapsed ? fc.oneof(amount, elapsedAmount) : amount }),
    fc.record({ started: past, progress: fc.constantFrom(20, 60), remaining: amount }),
    fc.record({ progress: fc.constantFrom(30, 100) }),
    fc.record({ done: past }),
    fc.record({ started: past, done: past }),
  );
  return fc.record({
    kind: fc.constantFrom('task', 'task', 'task', 'task', 'milestone', 'gate', 'release'),
    estimate: fc.option(powers.elapsed ? fc.oneof({ weight: 5, arbitrary: amount }, { weight: 1, arbitrary: elapsedAmount }) : amount, { nil: undefined, freq: 8 }),
    dates: rarely(fc.array(constraint, { minLength: 1, maxLength: 2 }), powers.constraints),
    by: rarely(when, powers.constraints),
    late: rarely(fc.constant(true), powers.late),
    calendar: rarely(fc.constantFrom(...CALENDAR_NAMES), powers.calendars),
    verdict: rarely(fc.tuple(fc.constantFrom('go', 'conditional', 'no-go'), past).map(([word, on]) => `${word} ${on}`), powers.status),
    status: rarely(status, powers.status),
  }).map(({ status: happened, ...text }): ActivityText => {
    const kind = text.kind as ActivityText['kind'];
    const marks = kind === 'task' || kind === 'release' ? happened : happened && 'done' in happened ? happened : undefined;
    return { ...text, kind, ...marks, verdict: kind === 'gate' ? text.verdict : undefined };
  });
}

/**
 * A plan of three to seven leaves in up to three summaries. Links go from earlier leaves to later ones; those between
 * summaries are kept where they close no loop of leaves.
 */
export function planText(powers: Powers): fc.Arbitrary<PlanText> {
  return fc.record({
    leaves: fc.array(leafText(powers), { minLength: 3, maxLength: 7 }),
    summaries: fc.array(fc.record({
      up: fc.integer({ min: 0, max: 3 }),
      by: sometimes(when, 3),
      dates: sometimes(when.map(date => [`start not-before ${date}`]), 3),
      calendar: powers.calendars ? sometimes(fc.constantFrom(...CALENDAR_NAMES), 3) : fc.constant(undefined),
    }), { maxLength: powers.summaries ? 3 : 0 }),
    ups: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 }),
    links: fc.array(fc.record({
      from: fc.integer({ min: 0, max: 9 }), to: fc.integer({ min: 0, max: 9 }),
      kind: fc.constantFrom('', '', 'start of ', 'finish ', 'finish start of '), lag: lagText(powers),
      origin: fc.constantFrom('after', 'after', 'after', 'contract', 'gate'),
    }), { maxLength: 12 }),
    programs: fc.record({
      calendars: powers.calendars ? fc.tuple(fc.constantFrom(...CALENDAR_NAMES), fc.constantFrom(...CALENDAR_NAMES)) : fc.constantFrom(...CALENDAR_NAMES).map((name): [string, string] => [name, name]),
      start: fc.tuple(fc.option(when, { nil: undefined, freq: 2 }), fc.option(when, { nil: undefined, freq: 2 })),
      asOf: fc.constantFrom(STATUS, `${STATUS}T11:30`),
      second: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
    }),
  }).map(({ leaves, summaries, ups, links, programs }) => {
    const activities: PlanText['activities'] = {};
    const program = (index: number): string => (powers.programs && programs.second[index] ? 'q' : 'p');
    // A summary lies in an earlier one of its program, or at the top.
    const summaryIds: string[] = [];
    summaries.forEach((each, index) => {
      const name = program(index);
      const up = summaryIds[each.up];
      const id = `${up?.startsWith(`${name}.`) ? up : name}.s${index}`;
      summaryIds.push(id);
      activities[id] = { kind: index % 2 ? 'task' : 'workstream', in: up?.startsWith(`${name}.`) ? up : undefined, by: each.by, dates: each.dates, calendar: each.calendar };
    });
    const ids = leaves.map((each, index) => {
      const up = summaryIds[ups[index]!];
      const id = up ? `${up}.t${index}` : `${program(index)}.t${index}`;
      activities[id] = { ...each, in: up, after: [], before: [] };
      return id;
    });
    for (const id of summaryIds) activities[id]!.after = [];
    // What a task with nothing in it would be: not a summary, so not of interest here.
    const used = (id: string): boolean => ids.some(each => each.startsWith(`${id}.`));
    for (const id of summaryIds) if (!used(id)) delete activities[id];

    const everything = [...ids, ...summaryIds.filter(used)];
    const leavesOf = (id: string): number[] => ids.flatMap((each, index) => (each === id || each.startsWith(`${id}.`) ? [index] : []));
    const contracts: PlanText['contracts'] = [];
    for (const link of links) {
      let from = everything[link.from % everything.length]!;
      let to = everything[link.to % everything.length]!;
      if (from === to || from.startsWith(`${to}.`) || to.startsWith(`${from}.`)) continue;
      if (Math.max(...leavesOf(from)) >= Math.min(...leavesOf(to))) [from, to] = [to, from];
      if (Math.max(...leavesOf(from)) >= Math.min(...leavesOf(to))) continue;
      const kind = !ids.includes(to) && link.kind.startsWith('finish') ? '' : link.kind;
      const same = from.split('.')[0] === to.split('.')[0];
      const short = (id: string): string => id.slice(id.indexOf('.') + 1);
      if (link.origin === 'contract') contracts.push([from, [to], link.lag.includes('%') ? 'withdrawn' : undefined]);
      else if (link.origin === 'gate' && same && activities[from]!.kind === 'gate') activities[from]!.before!.push(short(to));
      else activities[to]!.after!.push(`${kind}${same ? short(from) : from}${link.lag}`);
    }
    return {
      programs: {
        p: { start: programs.start[0], asOf: programs.asOf, calendar: programs.calendars[0] },
        ...(powers.programs ? { q: { start: programs.start[1], asOf: programs.asOf, calendar: programs.calendars[1] } } : {}),
      },
      calendars: CALENDARS, activities, contracts,
    };
  });
}

/** The same plan with its declarations in another order. */
export function shuffled(text: PlanText, order: readonly number[]): PlanText {
  const entries = Object.entries(text.activities).map((entry, index) => ({ entry, key: order[index % order.length]! * 100 + index }));
  return { ...text, activities: Object.fromEntries(entries.sort((a, b) => a.key - b.key).map(({ entry }) => entry)) };
}
