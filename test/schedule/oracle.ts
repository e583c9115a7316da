/**
 * The schedule once more, from the sentences of the language's section 3, by brute force: calendars minute by minute,
 * summaries expanded leaf by leaf, both passes repeated until nothing moves, late dates by search instead of algebra.
 * Slow, small, and without a line in common with the engine.
 */
import type { Activity, Calendar, DateValue, Duration, Plan } from '../../language/plan/model.ts';
import { wall } from './plan.ts';

const FROM = wall('2025-07-01');
const TO = wall('2027-07-01');
const MINUTES = TO - FROM;

/** Working minutes of a calendar between FROM and TO, counted one by one. */
export class Clock {
  readonly before: Int32Array;
  readonly minutes: Int32Array;
  readonly hours: (day: number) => readonly { from: number; to: number }[];

  constructor(hours: (day: number) => readonly { from: number; to: number }[]) {
    this.hours = hours;
    this.before = new Int32Array(MINUTES + 1);
    this.minutes = new Int32Array(MINUTES);
    let count = 0;
    for (let day = FROM / 1440; day < TO / 1440; day++) {
      const today = hours(day);
      const yesterday = hours(day - 1);
      for (let minute = 0; minute < 1440; minute++) {
        const at = day * 1440 + minute - FROM;
        this.before[at] = count;
        const works = today.some(span => span.from <= minute && minute < span.to)
          || yesterday.some(span => span.from <= minute + 1440 && minute + 1440 < span.to);
        if (works) this.minutes[count++] = at;
      }
    }
    this.before[MINUTES] = count;
  }
  position(at: number): number { return this.before[at - FROM]!; }
  start(p: number): number { return this.minutes[p]! + FROM; }
  finish(p: number): number { return this.minutes[p - 1]! + 1 + FROM; }
}

const clocks = new Map<string, Clock>();
const ELAPSED = new Clock(() => [{ from: 0, to: 1440 }]);

function clockOf(calendar: Calendar | null, all: readonly Calendar[]): Clock {
  const text = JSON.stringify([calendar, all.map(each => each.key)]);
  let clock = clocks.get(text);
  if (!clock) clocks.set(text, clock = new Clock(day => hoursOn(calendar, all, day)));
  return clock;
}
function hoursOn(calendar: Calendar | null, all: readonly Calendar[], day: number): readonly { from: number; to: number }[] {
  const weekday = new Date(day * 86_400_000).getUTCDay();
  const plain = weekday >= 1 && weekday <= 5 ? [{ from: 540, to: 1020 }] : [];
  if (!calendar) return plain;
  const chain: Calendar[] = [];
  for (let at: Calendar | null = calendar; at; at = all.find(each => each.key === at!.base?.key) ?? null) chain.push(at);
  const covers = (range: { from: DateValue; to: DateValue }): boolean => range.from.at <= day * 1440 && day * 1440 <= range.to.at;
  // Exceptions of the whole chain before any week of it, nearest first.
  for (const each of chain) {
    const works = each.works.filter(exception => covers(exception.days));
    if (works.length > 0) return works.flatMap(exception => exception.hours);
    if (each.holidays.some(covers)) return [];
  }
  for (const each of chain) {
    const rules = each.week.filter(rule => rule.days.includes(weekday));
    if (rules.length > 0) return rules.flatMap(rule => rule.hours);
  }
  return chain.every(each => each.week.length === 0) ? plain : [];
}

export interface Answer {
  start: number; finish: number;
  /** Null for what is uncertain. */
  total: number; free: number; lateFinish: number;
}

interface Leaf {
  index: number; activity: Activity; clock: Clock; calendar: Clock; ups: number[];
  event: boolean; duration: number; length: number; worked: number;
  state: 'waiting' | 'started' | 'progressed' | 'done';
  started: number; done: number; status: number; programStart: number | null;
  by: number;
  limits: { edge: 'start' | 'finish'; relation: string; at: number }[];
}
interface Arc {
  from: Leaf; to: Leaf; kind: string; lag: number; elapsed: boolean;
  /** The link's own ends: summaries are expanded. */
  source: number; target: number; share: number | null;
}

export function bruteForce(plan: Plan, options: { today: number; asOf?: number }): Map<number, Answer> {
  const byKey = new Map(plan.activities.map((each, index) => [each.key, index]));
  const above = (index: number): number[] => {
    const parent = plan.activities[index]!.parent;
    const at = parent === null ? undefined : byKey.get(parent);
    return at === undefined ? [] : [at, ...above(at)];
  };
  const calendarNamed = (key: string | null | undefined): Calendar | null => plan.calendars.find(each => each.key === key) ?? null;
  const programOf = (name: string) => plan.programs.find(each => each.name === name)!;
  const leaves: Leaf[] = [];
  plan.activities.forEach((activity, index) => { if (!activity.summary) leaves.push(leaf(activity, index)); });
  for (const each of leaves) {
    const program = programOf(each.activity.program);
    if (program.start) each.programStart = edge(each.calendar, program.start, 'start');
    else {
      const started = leaves.filter(other => other.activity.program === program.name && other.activity.started).map(other => other.started);
      each.programStart = started.length > 0 ? Math.min(...started) : each.state === 'progressed' ? each.status : null;
    }
  }
  const arcs = expand();

  function units(name: string): { d: number; w: number } {
    const named = calendarNamed(programOf(name).calendar?.key);
    const calendar = named && { ...named, works: [], holidays: [] };
    const week = [4, 5, 6, 7, 8, 9, 10].map(day => hoursOn(calendar, plan.calendars.map(each => ({ ...each, works: [], holidays: [] })), day)
      .reduce((sum, span) => sum + span.to - span.from, 0));
    const lengths = [...new Set(week.filter(length => length > 0))];
    const times = (length: number): number => week.filter(each => each === length).length;
    lengths.sort((a, b) => times(b) - times(a) || b - a);
    return { d: lengths[0]!, w: week.reduce((sum, each) => sum + each, 0) };
  }
  function minutes(duration: Duration, program: string): number {
    const { d, w } = duration.elapsed ? { d: 1440, w: 10_080 } : units(program);
    return Math.round(duration.amount * { min: 1, h: 60, d, w }[duration.unit]);
  }
  function edge(clock: Clock, date: DateValue, side: 'start' | 'finish'): number {
    if (!date.day) return date.at;
    const spans = clock.hours(date.at / 1440);
    if (side === 'start') {
      return spans.length > 0 ? date.at + Math.min(...spans.map(span => span.from)) : clock.start(clock.position(date.at));
    }
    return spans.length > 0 ? date.at + Math.max(...spans.map(span => span.to)) : clock.finish(clock.position(date.at + 1440));
  }
  function leaf(activity: Activity, index: number): Leaf {
    const ups = above(index);
    const program = programOf(activity.program);
    const named = [index, ...ups].map(at => plan.activities[at]!.calendar?.key).find(key => key) ?? program.calendar?.key;
    const calendar = clockOf(calendarNamed(named), plan.calendars);
    const event = activity.kind === 'milestone' || activity.kind === 'gate';
    const elapsed = !event && (activity.remaining ? activity.remaining.value.elapsed : activity.estimate?.likely.elapsed ?? false);
    const clock = elapsed ? ELAPSED : calendar;
    const duration = event ? 0 : activity.estimate ? minutes(activity.estimate.likely, activity.program) : units(activity.program).d;
    const percent = activity.progress?.value ?? 0;
    const verdict = activity.marks.findLast(mark => mark.word === 'verdict');
    const over = activity.done?.on ?? (activity.kind === 'gate' && verdict?.value?.value !== 'no-go' ? verdict?.on : null) ?? null;
    const worked = Math.round(duration * percent / 100);
    const timeless = event || (duration === 0 && !activity.remaining?.value.amount);
    const state = over ? 'done' : activity.started ? 'started' : percent > 0 && !timeless ? 'progressed' : 'waiting';
    const length = activity.remaining && !event ? minutes(activity.remaining.value, activity.program)
      : state === 'waiting' ? duration : duration - worked;
    const done = over ? edge(calendar, over, 'finish') : NaN;
    let started = activity.started ? edge(calendar, activity.started, 'start') : NaN;
    if (over && !activity.started) started = duration === 0 ? done : clock.start(clock.position(done) - duration);
    if (over && started > done) started = done;
    const bys = [index, ...ups].flatMap(at => plan.activities[at]!.by?.date ?? []).map(date => edge(calendar, date, 'finish'));
    const limits = activity.constraints.map(each => ({ edge: each.edge, relation: each.relation as string, at: edge(calendar, each.date, each.edge) }));
    for (const at of ups) {
      for (const each of plan.activities[at]!.constraints) {
        if (each.edge === 'start' && each.relation === 'not-before') limits.push({ edge: 'start', relation: 'not-before', at: edge(calendar, each.date, 'start') });
      }
    }
    return {
      index, activity, clock, calendar, ups, event: event || (duration === 0 && length === 0), duration, length, worked, state, started, done,
      status: options.asOf ?? (program.asOf ? (program.asOf.day ? Math.floor(program.asOf.at / 1440) * 1440 : program.asOf.at) : Math.floor(options.today / 1440) * 1440),
      programStart: null, by: Math.min(Infinity, ...bys), limits,
    };
  }
  function expand(): Arc[] {
    const found: Arc[] = [];
    const below = (index: number): Leaf[] => leaves.filter(each => each.index === index || each.ups.includes(index));
    const add = (source: number | undefined, target: number | undefined, kind: string, lag: number, elapsed: boolean, share: number | null): void => {
      if (source === undefined || target === undefined) return;
      for (const from of below(source)) for (const to of below(target)) found.push({ from, to, kind, lag, elapsed, source, target, share });
    };
    const at = (key: string | null): number | undefined => (key === null ? undefined : byKey.get(key));
    plan.activities.forEach((activity, index) => {
      for (const line of activity.after) {
        const source = at(line.from.key);
        const percent = line.lag?.percent ?? null;
        const own = leaves.find(each => each.index === source);
        if (line.lag?.duration) add(source, index, line.kind, minutes(line.lag.duration, activity.program), line.lag.duration.elapsed, null);
        else if (percent !== null && own) add(source, index, line.kind, Math.round(own.duration * percent / 100), own.clock === ELAPSED, null);
        else add(source, index, line.kind, 0, false, percent);
      }
      for (const ref of activity.gate?.before ?? []) add(index, at(ref.key), 'FS', 0, false, null);
    });
    for (const contract of plan.contracts) {
      if (contract.status?.value === 'withdrawn') continue;
      for (const ref of contract.to) add(at(contract.from?.key ?? null), at(ref.key), 'FS', 0, false, null);
    }
    return found;
  }

  const start = new Map<Leaf, number>();
  const finish = new Map<Leaf, number>();
  /** Start position of the work, or of what remains of it. */
  const early = new Map<Leaf, number>();
  const late = new Map<Leaf, number>();
  const delayed = new Map<Leaf, number>();

  const span = (index: number, side: 'start' | 'finish'): number => {
    const walls = leaves.filter(each => each.index === index || each.ups.includes(index)).map(each => (side === 'start' ? start : finish).get(each)!);
    return side === 'start' ? Math.min(...walls) : Math.max(...walls);
  };
  const lagOf = (arc: Arc): number => {
    if (arc.share === null) return arc.lag;
    const summary = plan.activities[arc.source]!;
    const named = [arc.source, ...above(arc.source)].map(at => plan.activities[at]!.calendar?.key).find(key => key) ?? programOf(summary.program).calendar?.key;
    const clock = clockOf(calendarNamed(named), plan.calendars);
    return Math.round((clock.position(span(arc.source, 'finish')) - clock.position(span(arc.source, 'start'))) * arc.share / 100);
  };
  /** Where the link puts its successor, for a wall minute of its predecessor: a position, or of an event a wall minute. */
  const bound = (arc: Arc, at: number): number => {
    const lag = lagOf(arc);
    const { to } = arc;
    let moved = at;
    if (lag !== 0) {
      if (arc.elapsed) moved = at + lag;
      else if (to.calendar === to.clock && !to.event) return to.clock.position(at) + lag;
      else moved = to.calendar.finish(to.calendar.position(at) + lag);
    }
    return to.event ? moved : to.clock.position(moved);
  };
  const fromWall = (arc: Arc): number =>
    (arc.kind === 'FS' || arc.kind === 'FF' ? span(arc.source, 'finish') : span(arc.source, 'start'));

  function place(each: Leaf): void {
    const { clock } = each;
    if (each.state === 'done') {
      start.set(each, each.started);
      finish.set(each, each.done);
      early.set(each, clock.position(each.started));
      return;
    }
    const asStart = (at: number): number => (each.event ? at : clock.position(at));
    /** Where links and dates put the start of a piece of work of some length: the whole of it, or what remains. */
    const wanted = (length: number, whole: boolean): number => {
      const asFinish = (at: number): number => (each.event ? at : clock.position(at) - length);
      const dateOf = (limit: Leaf['limits'][number]): number => (limit.edge === 'start' ? asStart(limit.at) : asFinish(limit.at));
      const applies = each.limits.filter(limit => whole || limit.edge === 'finish');
      const lows = applies.filter(limit => limit.relation === 'not-before').map(dateOf);
      if (each.programStart !== null && whole) lows.push(asStart(each.programStart));
      if (delayed.has(each)) lows.push(each.event ? clock.finish(delayed.get(each)!) : delayed.get(each)!);
      for (const arc of arcs) {
        if (arc.to !== each) continue;
        lows.push(bound(arc, fromWall(arc)) - (each.event || arc.kind === 'FS' || arc.kind === 'SS' ? 0 : length));
      }
      const pins = applies.filter(limit => limit.relation === 'on').sort((a, b) => (a.edge === b.edge ? a.at - b.at : a.edge === 'start' ? -1 : 1));
      const caps = applies.filter(limit => limit.relation === 'not-after').map(dateOf);
      return pins[0] ? dateOf(pins[0]) : Math.min(Math.max(...lows), ...caps);
    };
    let at = wanted(each.length, each.state === 'waiting');
    const began = each.state === 'progressed' ? Math.min(wanted(each.duration, true), asStart(each.status)) : NaN;
    at = Math.max(at, asStart(each.status));
    if (each.state === 'started') at = Math.max(at, each.event ? each.started : clock.position(each.started) + each.worked);
    if (each.state === 'progressed') at = Math.max(at, began + each.worked);
    if (each.event) {
      const p = clock.position(at);
      const shown = clock.finish(p) === at ? at : clock.start(p);
      early.set(each, p);
      start.set(each, each.state === 'started' ? each.started : shown);
      finish.set(each, shown);
    } else {
      early.set(each, at);
      start.set(each, each.state === 'started' ? each.started : clock.start(each.state === 'progressed' ? began : at));
      finish.set(each, clock.finish(at + each.length));
    }
  }
  function forward(): void {
    // As many rounds as there are leaves: each round settles at least one more.
    for (const each of leaves) {
      start.set(each, -Infinity);
      finish.set(each, -Infinity);
    }
    for (let round = 0; round <= leaves.length; round++) {
      for (const each of leaves) place2(each);
    }
    function place2(each: Leaf): void {
      const ready = arcs.every(arc => arc.to !== each || leaves.every(other =>
        (other.index !== arc.source && !other.ups.includes(arc.source)) || finish.get(other)! > -Infinity));
      if (ready) place(each);
    }
  }

  /** The highest value for which a monotone condition holds. */
  function highest(from: number, to: number, holds: (value: number) => boolean): number {
    while (from < to) {
      const middle = Math.ceil((from + to) / 2);
      if (holds(middle)) from = middle;
      else to = middle - 1;
    }
    return from;
  }
  /** Latest position of a leaf for which a link leaves its successor at or before position `limit` (a start, or a finish). */
  function roomOf(arc: Arc, limit: number): number {
    const { from, to } = arc;
    const byStart = arc.kind === 'SS' || arc.kind === 'SF';
    const lowest = Math.max(1, early.get(from)! - 300_000);
    return highest(lowest, from.clock.before[MINUTES]! - from.length - 2, p => {
      const printed = byStart && !from.event ? from.clock.start(p) : from.clock.finish(p + (from.event ? 0 : from.length));
      const reached = bound(arc, printed);
      const position = to.event ? to.clock.position(reached) : reached;
      return position <= limit + (arc.kind === 'FF' || arc.kind === 'SF' ? to.length : 0);
    });
  }
  const binds = (arc: Arc): boolean => {
    if (arc.to.state === 'done' || arc.from.state === 'done') return false;
    if (arc.kind === 'FS' || arc.kind === 'FF') return true;
    return arc.from.state === 'waiting' && (arc.source === arc.from.index || start.get(arc.from) === span(arc.source, 'start'));
  };
  function programFinish(name: string): number {
    return Math.max(...leaves.filter(each => each.activity.program === name).map(each => finish.get(each)!));
  }
  function backward(): void {
    for (const each of leaves) late.set(each, Infinity);
    for (let round = 0; round <= leaves.length; round++) {
      for (const each of leaves) {
        const applies = each.limits.filter(limit => each.state === 'waiting' || limit.edge === 'finish');
        const dateOf = (limit: Leaf['limits'][number]): number => each.clock.position(limit.at) - (limit.edge === 'finish' ? each.length : 0);
        const pins = applies.filter(limit => limit.relation === 'on').sort((a, b) => (a.edge === b.edge ? a.at - b.at : a.edge === 'start' ? -1 : 1));
        let value: number;
        if (each.state === 'done') value = early.get(each)!;
        else if (pins[0]) value = dateOf(pins[0]);
        else {
          const links = arcs.filter(arc => arc.from === each && binds(arc) && late.get(arc.to)! < Infinity).map(arc => roomOf(arc, late.get(arc.to)!));
          const caps = applies.filter(limit => limit.relation === 'not-after').map(dateOf);
          value = Math.min(each.clock.position(programFinish(each.activity.program)) - each.length, ...links, ...caps);
        }
        if (each.state !== 'done' && each.by < Infinity) value = Math.min(value, each.clock.position(each.by) - each.length);
        late.set(each, value);
      }
    }
  }
  function freeOf(each: Leaf): number {
    if (each.state === 'done') return 0;
    const rooms: number[] = [];
    for (const arc of arcs) {
      if (arc.from !== each || !binds(arc)) continue;
      // A summary's successors bound its leaves by late dates, a leaf's own by early ones.
      rooms.push(roomOf(arc, (arc.source === each.index ? early : late).get(arc.to)!));
    }
    if (rooms.length === 0) rooms.push(each.clock.position(programFinish(each.activity.program)) - each.length);
    return Math.max(0, Math.min(...rooms) - early.get(each)!);
  }

  forward();
  backward();
  let moves = false;
  for (const each of leaves) {
    if (!each.activity.asLateAsPossible || each.state !== 'waiting' || late.get(each)! <= early.get(each)!) continue;
    delayed.set(each, late.get(each)!);
    moves = true;
  }
  if (moves) {
    forward();
    backward();
  }
  return new Map(leaves.map(each => [each.index, {
    start: start.get(each)!, finish: finish.get(each)!, total: late.get(each)! - early.get(each)!, free: freeOf(each),
    lateFinish: each.clock.finish(late.get(each)! + each.length),
  }]));
}
