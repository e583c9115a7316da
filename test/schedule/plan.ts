/** Plans as plain data, for tests that know nothing of syntax. Dates are `2026-01-12` or `2026-01-12T09:00`. */
import type {
  Activity, AfterLine, Calendar, Commitment, Constraint, Contract, DateValue, Duration, Element, ElementKind, Estimate, HourSpan, Lag, LinkKind, Mark, Plan, Program, Ref, Span,
} from '../../language/plan/model.ts';

export const NOWHERE: Span = { start: 0, end: 0 };
const URI = 'file:///test.program';

/** Wall minutes of `2026-01-12T09:00` or `2026-01-12`. */
export function wall(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`) / 60_000;
}
/** `2026-01-12T09:00`. */
export function shown(minutes: number | null): string | null {
  return minutes === null ? null : new Date(minutes * 60_000).toISOString().slice(0, 16);
}
export function date(text: string): DateValue {
  return { at: wall(text), day: text.length === 10, span: NOWHERE };
}
/** `3d`, `4h`, `1.5w`, `2ed`. */
export function duration(text: string): Duration {
  const match = /^([-+]?[\d.]+)(e?)(min|[hdw])$/.exec(text.replaceAll(' ', ''));
  if (!match) throw new Error(`not a duration: ${text}`);
  return { amount: Number(match[1]), unit: match[3] as Duration['unit'], elapsed: match[2] === 'e' };
}
export function ref(key: string): Ref {
  return { key, text: key, span: NOWHERE };
}

function element(kind: ElementKind, id: string, program: string | null, parent: string | null): Element {
  return {
    key: `${kind}:${id}`, kind, id, name: id.slice(id.lastIndexOf('.') + 1), title: null, doc: null, program, parent, uri: URI,
    span: NOWHERE, nameSpan: NOWHERE, owner: null, deputy: null, status: null, raised: null, reviewed: null, due: null,
    cost: null, notes: [], refs: [], links: [], tags: [], mentions: [], marks: [],
  };
}

/** What an activity of a test says; the rest is as if it were not written. */
export interface ActivityText {
  kind?: Activity['kind'];
  /** Full dotted id of the summary around it. */
  in?: string;
  estimate?: string;
  remaining?: string;
  progress?: number;
  started?: string;
  done?: string;
  /** `a`, `start of a`, `finish a`, `finish start of a`, then `+ 2d`, `- 1w`, `+ 50%`, `+ 3ed`. Ids are full, without the program. */
  after?: string[];
  /** `start not-before 2026-01-12`, `finish on …`. */
  dates?: string[];
  late?: boolean;
  by?: string;
  calendar?: string;
  verdict?: string;
  before?: string[];
}

const AFTER = /^(finish )?(start of )?([\w.-]+?)(?:\s*([-+])\s*([\d.]+)(%|e?(?:min|[hdw])))?$/;

export interface PlanText {
  programs?: Record<string, { start?: string; asOf?: string; calendar?: string }>;
  calendars?: Record<string, CalendarText>;
  /** By full id, the program's name first. */
  activities: Record<string, ActivityText>;
  /** From, then to, then the status. */
  contracts?: [from: string, to: string[], status?: string][];
}
export interface CalendarText {
  base?: string;
  /** Days 0 Sunday … 6 Saturday, and hours in minutes. */
  week?: [days: number[], hours: [number, number][]][];
  holidays?: [from: string, to: string][];
  works?: [from: string, to: string, hours: [number, number][]][];
  day?: string;
  weekLength?: string;
}

function hours(spans: [number, number][]): HourSpan[] {
  return spans.map(([from, to]) => ({ from, to }));
}

/** The plan that the texts say, its activities in the order given. */
export function planOf(text: PlanText): Plan {
  const keys = new Map<string, string>();
  const parents = new Set(Object.values(text.activities).flatMap(each => (each.in ? [each.in] : [])));
  const isSummary = (id: string): boolean => parents.has(id) || text.activities[id]?.kind === 'workstream';
  for (const [id, each] of Object.entries(text.activities)) keys.set(id, `${each.kind ?? 'task'}:${id}`);
  const named = (id: string): Ref => ({ key: keys.get(id) ?? null, text: id, span: NOWHERE });

  const activities = Object.entries(text.activities).map(([id, each], index): Activity => {
    const program = id.split('.')[0]!;
    const kind = each.kind ?? 'task';
    const marks: Mark[] = each.verdict ? [mark('verdict', each.verdict.split(' ')[1]!, each.verdict.split(' ')[0]!)] : [];
    return {
      ...element(kind, id, program, each.in ? keys.get(each.in)! : null), kind, program,
      span: { start: index, end: index + 1 }, marks,
      summary: isSummary(id),
      estimate: each.estimate ? estimate(each.estimate) : null,
      remaining: each.remaining ? { value: duration(each.remaining), span: NOWHERE } : null,
      progress: each.progress === undefined ? null : { value: each.progress, span: NOWHERE },
      started: each.started ? date(each.started) : null,
      done: each.done ? mark('done', each.done) : null,
      constraints: (each.dates ?? []).map(constraint),
      asLateAsPossible: each.late ? NOWHERE : null,
      by: each.by ? commitment(each.by) : null,
      calendar: each.calendar ? ref(`calendar:${each.calendar}`) : null,
      after: (each.after ?? []).map(line => after(line, program, named)),
      needs: [], accept: [], priority: null, optional: false, correlates: null,
      gate: kind === 'gate' ? { before: (each.before ?? []).map(target => named(`${program}.${target}`)), signOff: [], checks: [] } : null,
      release: null,
    };
  });
  const programs = Object.entries(text.programs ?? {}).map(([name, each]): Program => ({
    ...element('program', name, null, null), kind: 'program', charter: [], sponsor: null,
    start: each.start ? date(each.start) : null, asOf: each.asOf ? date(each.asOf) : null,
    calendar: each.calendar ? ref(`calendar:${each.calendar}`) : null, timezone: null, currency: null, policy: null, declared: true,
  }));
  const calendars = Object.entries(text.calendars ?? {}).map(([name, each]): Calendar => ({
    ...element('calendar', name, null, null), kind: 'calendar', base: each.base ? ref(`calendar:${each.base}`) : null,
    week: (each.week ?? []).map(([days, spans]) => ({ days, hours: hours(spans), span: NOWHERE })),
    works: (each.works ?? []).map(([from, to, spans]) => ({ days: { from: date(from), to: date(to), span: NOWHERE }, hours: hours(spans), span: NOWHERE })),
    holidays: (each.holidays ?? []).map(([from, to]) => ({ from: date(from), to: date(to), span: NOWHERE })),
    freezes: [], dayLength: each.day ? duration(each.day) : null, weekLength: each.weekLength ? duration(each.weekLength) : null,
  }));
  const contracts = (text.contracts ?? []).map(([from, to, status], index): Contract => ({
    ...element('dependency', `c${index}`, from.split('.')[0]!, null), kind: 'dependency', program: from.split('.')[0]!,
    status: status ? { value: status, span: NOWHERE } : null,
    from: named(from), to: to.map(named), deliver: null, accept: [], interfaces: [], neededBy: null, promised: null, fallback: null,
  }));
  return plain({ programs, calendars, contracts, activities });
}

/** A plan with these lists, all others empty. */
export function plain(lists: Pick<Plan, 'activities'> & Partial<Plan>): Plan {
  const plan = {
    programs: [], contracts: [], calendars: [], teams: [], people: [], policies: [], outcomes: [], risks: [],
    assumptions: [], issues: [], decisions: [], changes: [], actions: [], escalations: [], cadences: [], scenarios: [], reports: [],
    baselines: [], reviews: [], records: [], allowances: [], uris: [URI], ...lists,
  };
  return {
    ...plan,
    byKey: new Map<string, Element>([...plan.programs, ...plan.activities, ...plan.calendars, ...plan.contracts].map(each => [each.key, each])),
    activityIndex: new Map(plan.activities.map((each, index) => [each.key, index])),
  };
}

export function estimate(text: string): Estimate {
  const [first, likely, last] = text.split('..');
  const one = duration(likely ?? first!);
  return { likely: one, optimistic: likely ? duration(first!) : null, pessimistic: last ? duration(last) : null, span: NOWHERE };
}
function mark(word: string, on: string, value: string | null = null): Mark {
  return {
    word, on: date(on), by: [], because: null, evidence: [], until: null, as: null, terms: null,
    value: value === null ? null : { value, span: NOWHERE }, span: NOWHERE,
  };
}
export function constraint(text: string): Constraint {
  const [edge, relation, day] = text.split(' ');
  return { edge: edge as Constraint['edge'], relation: relation as Constraint['relation'], date: date(day!), span: NOWHERE };
}
function commitment(text: string): Commitment {
  return { date: date(text), audience: null, approved: null, span: NOWHERE };
}
function after(line: string, program: string, named: (id: string) => Ref): AfterLine {
  const match = AFTER.exec(line);
  if (!match) throw new Error(`not a link: ${line}`);
  const [, finish, start, id, sign, amount, unit] = match;
  const kind: LinkKind = finish ? (start ? 'SF' : 'FF') : start ? 'SS' : 'FS';
  let lag: Lag | null = null;
  if (unit === '%') lag = { duration: null, percent: Number(`${sign}${amount}`) };
  else if (unit) lag = { duration: duration(`${sign}${amount}${unit}`), percent: null };
  const full = named(`${program}.${id}`);
  return { from: full.key === null ? named(id!) : full, kind, lag, span: NOWHERE };
}
