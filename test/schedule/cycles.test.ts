/** Dependency cycles: found, shown as their shortest loop, left out; the rest stays exact. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { schedule } from '../../language/schedule/schedule.ts';
import type { Plan } from '../../language/plan/model.ts';
import { planOf, wall } from './plan.ts';
import type { PlanText } from './plan.ts';

const OPTIONS = { today: wall('2026-02-09') };

/** Loops as ids without the program's name. */
function loops(text: PlanText): string[][] {
  const plan = planOf(text);
  return schedule(plan, OPTIONS).cycles.map(cycle => cycle.members.map(index => plan.activities[index]!.id.slice(2)));
}
const tasks = (lines: Record<string, string[]>): PlanText =>
  ({ programs: { p: {} }, activities: Object.fromEntries(Object.entries(lines).map(([id, after]) => [`p.${id}`, { after }])) });

describe('cycles', function () {
  this.timeout(60_000);
  it('are shown from the smallest id, predecessor to successor', () => {
    // b after c, c after a, a after b: a leads to c, c to b, b back to a.
    assert.deepEqual(loops(tasks({ b: ['c'], c: ['a'], a: ['b'] })), [['a', 'c', 'b']]);
  });
  it('one error per strongly connected set: its shortest loop, of equals the smallest', () => {
    // One set of five: the ring a b c d, the pair c e, the pair b f; both pairs are shortest, b f is smaller.
    assert.deepEqual(loops(tasks({ a: ['d'], b: ['a', 'f'], c: ['b', 'e'], d: ['c'], e: ['c'], f: ['b'] })), [['b', 'f']]);
  });
  it('a link to itself is a loop of one', () => {
    assert.deepEqual(loops(tasks({ a: ['a', 'b'], b: ['a'] })), [['a']]);
  });
  it('separate sets are separate errors', () => {
    assert.deepEqual(loops(tasks({ z: ['y'], y: ['z'], b: ['a'], a: ['b'], c: ['b', 'z'] })), [['a', 'b'], ['y', 'z']]);
  });
  it('pass through summaries, by contracts and gates too', () => {
    const text: PlanText = {
      programs: { p: {} },
      activities: {
        'p.one': { kind: 'workstream', after: ['two'] }, 'p.one.a': { in: 'p.one' }, 'p.one.b': { in: 'p.one' },
        'p.two': { kind: 'workstream' }, 'p.two.x': { in: 'p.two' }, 'p.two.y': { in: 'p.two', after: ['two.x'] },
        'p.gate': { kind: 'gate', before: ['two'] },
      },
      contracts: [['p.one.a', ['p.gate']]],
    };
    // one.a -> gate (contract), gate -> every leaf of two, two -> every leaf of one.
    assert.deepEqual(loops(text), [['gate', 'two.x', 'one.a']]);
  });
  it('across programs stand once', () => {
    const text: PlanText = { programs: { p: {}, q: {} }, activities: { 'p.a': { after: ['q.b'] }, 'q.b': { after: ['p.a'] } } };
    const result = schedule(planOf(text), OPTIONS);
    assert.equal(result.cycles.length, 1);
    assert.deepEqual(result.cycles[0]!.members.map(index => result.plan.activities[index]!.id), ['p.a', 'q.b']);
  });
  it('members and what follows are uncertain, what comes before is not', () => {
    const result = schedule(planOf(tasks({ before: [], a: ['before', 'b'], b: ['a'], follows: ['b'], apart: [] })), OPTIONS);
    const rows = result.plan.activities.map((activity, index) => [activity.name, result.at(index).uncertain, result.at(index).totalSlack === null, result.at(index).start !== null]);
    assert.deepEqual(rows, [
      ['before', false, false, true], ['a', true, true, true], ['b', true, true, true], ['follows', true, true, true], ['apart', false, false, true],
    ]);
  });
  it('a ring of twenty thousand and a tangle of them are found in no time', () => {
    const count = 20_000;
    const ring: Record<string, string[]> = {};
    for (let index = 0; index < count; index++) ring[`t${String(index).padStart(5, '0')}`] = [`t${String((index + 1) % count).padStart(5, '0')}`];
    const tangle: Record<string, string[]> = {};
    for (let index = 0; index < count; index++) {
      tangle[`t${String(index).padStart(5, '0')}`] = [1, 7, 40, 201].map(step => `t${String((index * 3 + step) % count).padStart(5, '0')}`);
    }
    for (const [text, length] of [[tasks(ring), count], [tasks(tangle), 1]] as const) {
      const started = performance.now();
      const found = schedule(planOf(text), OPTIONS).cycles;
      assert.ok(performance.now() - started < 15_000);
      assert.ok(found[0]!.members.length >= 1 && found[0]!.members.length <= length);
    }
  });
});

const IDS = ['p.a', 'p.b', 'p.s', 'p.s.c', 'p.s.d', 'p.u', 'p.u.e', 'p.u.v', 'p.u.v.f', 'p.g'];
const UP: Record<string, string> = { 'p.s.c': 'p.s', 'p.s.d': 'p.s', 'p.u.e': 'p.u', 'p.u.v': 'p.u', 'p.u.v.f': 'p.u.v' };
const LEAVES = IDS.filter(id => !IDS.some(other => other.startsWith(`${id}.`)));

const graph = fc.array(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...IDS), fc.boolean()), { maxLength: 14 })
  .map(links => links.filter(([from, to]) => (from === to && LEAVES.includes(from)) || !(from === to || from.startsWith(`${to}.`) || to.startsWith(`${from}.`))));

describe('cycles: agree with enumeration on small graphs', function () {
  this.timeout(60_000);
  it('sets, shortest loops, what is uncertain, and the exact rest', () => {
    fc.assert(fc.property(graph, links => {
      const text: PlanText = {
        programs: { p: {} },
        activities: Object.fromEntries(IDS.map(id => [id, {
          in: UP[id], kind: LEAVES.includes(id) ? 'task' as const : 'workstream' as const, estimate: LEAVES.includes(id) ? `${1 + IDS.indexOf(id)}d` : undefined,
          after: links.filter(([, to]) => to === id).map(([from, , start]) => `${start ? 'start of ' : ''}${from.slice(2)}`),
        }])),
      };
      const plan = planOf(text);
      const result = schedule(plan, OPTIONS);
      const expected = enumerate(links.map(([from, to]) => [from, to]));
      const id = (index: number): string => plan.activities[index]!.id;
      assert.deepEqual(result.cycles.map(each => ({ members: each.members.map(id), component: each.component.map(id) })), expected.loops);
      for (const leaf of LEAVES) assert.equal(result.at(IDS.indexOf(leaf)).uncertain, expected.uncertain.has(leaf), leaf);
      for (const cycle of result.cycles) {
        assert.equal(cycle.links.length, cycle.members.length);
        cycle.links.forEach((link, at) => {
          const covers = (end: number, leaf: number): boolean => id(leaf) === id(end) || id(leaf).startsWith(`${id(end)}.`);
          assert.ok(covers(link.from, cycle.members[at]!) && covers(link.to, cycle.members[(at + 1) % cycle.members.length]!) && link.ignored);
        });
      }
      // Without the ignored links the same dates, and slack wherever it is certain.
      const clean = schedule(without(plan, result.plan.activities.map((_, index) => result.incoming(index).map(link => link.ignored))), OPTIONS);
      for (let index = 0; index < plan.activities.length; index++) {
        const own = result.at(index);
        const other = clean.at(index);
        assert.deepEqual([own.start, own.finish], [other.start, other.finish]);
        if (!own.uncertain) assert.deepEqual([own.totalSlack, own.freeSlack, own.critical], [other.totalSlack, other.freeSlack, other.critical]);
      }
    }), { numRuns: 500 });
  });
});

/** The plan without the links whose flag is set; every line of these plans makes one link. */
function without(plan: Plan, ignored: boolean[][]): Plan {
  const activities = plan.activities.map((activity, index) => ({ ...activity, after: activity.after.filter((_, at) => !ignored[index]![at]) }));
  return { ...plan, activities };
}

/** All loops of leaves, by trying every path. */
function enumerate(links: [string, string][]): { loops: { members: string[]; component: string[] }[]; uncertain: Set<string> } {
  const below = (id: string): string[] => LEAVES.filter(leaf => leaf === id || leaf.startsWith(`${id}.`));
  const next = new Map<string, Set<string>>(LEAVES.map(leaf => [leaf, new Set()]));
  for (const [from, to] of links) for (const a of below(from)) for (const b of below(to)) next.get(a)!.add(b);
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...next.get(from)!];
    for (let at = open.pop(); at; at = open.pop()) if (!seen.has(at)) { seen.add(at); open.push(...next.get(at)!); }
    return seen;
  };
  const reached = new Map(LEAVES.map(leaf => [leaf, reach(leaf)]));
  const cyclic = LEAVES.filter(leaf => reached.get(leaf)!.has(leaf));
  const sets = new Map<string, string[]>();
  for (const leaf of cyclic) {
    const set = cyclic.filter(other => reached.get(leaf)!.has(other) && reached.get(other)!.has(leaf)).sort();
    sets.set(set[0]!, set);
  }
  const loops = [...sets.keys()].sort().map(first => {
    const component = sets.get(first)!;
    const all: string[][] = [];
    const walk = (path: string[]): void => {
      for (const to of next.get(path[path.length - 1]!)!) {
        if (to === path[0]) all.push(path);
        else if (to > path[0]! && !path.includes(to)) walk([...path, to]);
      }
    };
    for (const leaf of component) walk([leaf]);
    all.sort((a, b) => a.length - b.length || (a.join('\n') < b.join('\n') ? -1 : 1));
    return { members: all[0]!, component };
  });
  loops.sort((a, b) => (a.members[0]! < b.members[0]! ? -1 : 1));
  return { loops, uncertain: new Set([...cyclic, ...cyclic.flatMap(leaf => [...reached.get(leaf)!])]) };
}
