/** View models by hand: a plan like the example's, and plans of any size. */
import type { TimelineLink, TimelineModel, TimelineRow } from '../../protocol/timeline.ts';

/** Wall minutes of `2026-03-20` or `2026-03-20T09:00`. */
export function at(text: string): number {
  return Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`) / 60_000;
}
const starts = (day: string) => at(`${day}T09:00`);
const ends = (day: string) => at(`${day}T18:00`);
const days = (count: number) => count * 480;

/** Nights, lunch breaks and weekends of a five-day week between two days. */
export function restOf(from: string, to: string): number[] {
  const gaps: number[] = [];
  let free = at(from);
  for (let day = at(from); day < at(to); day += 1440) {
    const weekday = new Date(day * 60_000).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    gaps.push(free, day + 540, day + 720, day + 780);
    free = day + 1080;
  }
  gaps.push(free, at(to));
  return gaps;
}

const link = (from: string, more: Partial<TimelineLink> = {}): TimelineLink => ({ from, kind: 'FS', ...more });

export function atlas(change: (rows: TimelineRow[]) => TimelineRow[] = rows => rows): TimelineModel {
  const rows: TimelineRow[] = [
    { id: 'workstream:atlas.api', kind: 'workstream', level: 1, title: 'API extraction', start: starts('2026-01-12'), finish: ends('2026-04-16'), summary: true, status: 'in-progress', progress: 58, path: 'critical', slack: 0, owner: 'Payments', duration: days(65) },
    { id: 'task:atlas.api.contracts', kind: 'task', level: 2, title: 'Publish v1 API contracts', start: starts('2026-01-12'), finish: ends('2026-01-23'), status: 'done', duration: days(8), slack: 0, owner: 'Ana Ruiz', reasons: ['actual'] },
    { id: 'task:atlas.api.extract', kind: 'task', level: 2, title: 'Extract the checkout service', start: starts('2026-03-02'), finish: ends('2026-04-02'), status: 'in-progress', progress: 60, duration: days(20), slack: 0, path: 'critical', owner: 'Payments', reasons: ['actual', 'status-date'], links: [link('task:atlas.api.contracts')] },
    { id: 'task:atlas.api.load-test', kind: 'task', level: 2, title: 'Load test at 3x peak', start: starts('2026-04-06'), finish: ends('2026-04-10'), duration: days(5), slack: 0, path: 'critical', owner: 'Payments', links: [link('task:atlas.api.extract', { lag: days(1), driving: true, critical: true }), link('task:atlas.identity.tokens', { origin: 'contract' })] },
    { id: 'milestone:atlas.api.api-ready', kind: 'milestone', level: 2, title: 'Service ready for traffic', start: ends('2026-04-10'), finish: ends('2026-04-10'), slack: 0, path: 'critical', by: { at: ends('2026-05-01'), margin: days(15) }, owner: 'Payments', links: [link('task:atlas.api.load-test', { driving: true, critical: true })] },
    { id: 'workstream:atlas.identity', kind: 'workstream', level: 1, title: 'Identity', start: starts('2026-03-02'), finish: ends('2026-04-07'), summary: true, status: 'in-progress', progress: 65, owner: 'Platform', duration: days(27) },
    { id: 'task:atlas.identity.tokens', kind: 'task', level: 2, title: 'Token service v2', start: starts('2026-03-02'), finish: ends('2026-03-27'), status: 'in-progress', progress: 70, duration: days(15), slack: days(5), free: days(5), late: ends('2026-04-03'), owner: 'Lee Wong', reasons: ['actual'] },
    { id: 'task:atlas.identity.rotation', kind: 'task', level: 2, title: 'Rotate the signing keys', start: starts('2026-03-30'), finish: ends('2026-04-07'), duration: days(7), slack: days(2), late: ends('2026-04-09'), path: 'near', owner: 'Lee Wong', links: [link('task:atlas.identity.tokens', { driving: true }), link('task:atlas.api.extract', { kind: 'SS', lag: days(3) })], problem: { severity: 'warning', count: 1, message: 'The task has no acceptance criteria.' } },
    { id: 'task:atlas.identity.audit', kind: 'task', level: 2, title: 'Audit of the token flow', start: starts('2026-04-08'), finish: ends('2026-04-14'), duration: days(5), slack: days(-3), late: ends('2026-04-09'), by: { at: ends('2026-04-09'), margin: days(-3) }, path: 'critical', owner: 'Kim Osei', links: [link('task:atlas.identity.rotation', { driving: true })] },
    { id: 'workstream:atlas.data', kind: 'workstream', level: 1, title: 'Data migration', start: starts('2026-03-23'), finish: ends('2026-04-24'), summary: true, duration: days(25), uncertain: true },
    { id: 'task:atlas.data.dual-write', kind: 'task', level: 2, title: 'Dual write', start: starts('2026-03-23'), finish: ends('2026-04-03'), duration: days(10), uncertain: true, links: [link('task:atlas.data.backfill', { ignored: true })], problem: { severity: 'error', count: 1, message: 'A dependency cycle: data.backfill, data.dual-write.' } },
    { id: 'task:atlas.data.backfill', kind: 'task', level: 2, title: 'Backfill', start: starts('2026-04-06'), finish: ends('2026-04-24'), duration: days(15), uncertain: true, links: [link('task:atlas.data.dual-write', { ignored: true })] },
    { id: 'gate:atlas.launch-readiness', kind: 'gate', level: 1, title: 'Launch readiness', start: ends('2026-04-10'), finish: ends('2026-04-10'), slack: 0, path: 'critical', by: { at: ends('2026-05-08'), margin: days(20) }, gate: { verdict: 'open', passed: 1, waived: 1, failed: 1, open: 2 }, owner: 'Mo Haddad', links: [link('milestone:atlas.api.api-ready', { driving: true, critical: true })] },
    { id: 'gate:atlas.design-review', kind: 'gate', level: 1, title: 'Design review', start: ends('2026-01-30'), finish: ends('2026-01-30'), status: 'done', slack: 0, gate: { verdict: 'go', passed: 3, waived: 0, failed: 0, open: 0 }, links: [link('task:atlas.api.contracts', { driving: true })] },
    { id: 'release:atlas.launch', kind: 'release', level: 1, title: 'EU launch', start: starts('2026-05-12'), finish: ends('2026-05-12'), duration: days(1), slack: 0, path: 'critical', owner: 'Ana Ruiz', reasons: ['start'], links: [link('gate:atlas.launch-readiness', { origin: 'gate' })] },
    { id: 'contracts:atlas', kind: 'contracts', level: 1, title: 'Contracts' },
    { id: 'dependency:atlas.tokens-for-checkout', kind: 'contract', level: 2, title: 'Token exchange endpoint, v2', start: ends('2026-03-27'), finish: ends('2026-04-01'), contract: { status: 'agreed', needed: ends('2026-04-01'), promised: ends('2026-03-31'), forecast: ends('2026-03-27'), margin: days(3), from: 'task:atlas.identity.tokens', to: ['task:atlas.api.load-test'] } },
  ];
  return {
    revision: 1, title: 'Atlas: checkout off the monolith', from: starts('2026-01-12'), to: ends('2026-05-12'), today: at('2026-03-24T10:30'),
    programs: [{ name: 'atlas', title: 'Atlas: checkout off the monolith', start: starts('2026-01-12'), finish: ends('2026-05-12'), statusDate: at('2026-03-20'), dayMinutes: 480, weekMinutes: 2400, gaps: restOf('2025-12-01', '2026-07-01') }],
    trouble: {
      errors: 1, warnings: 2, problems: [
        { id: 'problem:1', severity: 'error', message: 'A dependency cycle: data.backfill, data.dual-write.', line: 61 },
        { id: 'problem:2', severity: 'warning', message: 'The audit is forecast three working days after its commitment.', line: 55 },
        { id: 'problem:3', severity: 'warning', message: 'The task has no acceptance criteria.', line: 49 },
      ],
    },
    rows: change(rows),
  };
}

export const untroubled = { errors: 0, warnings: 0, problems: [] } as const;

/** About `count` tasks in workstreams of fifty, each linked to one before it. */
export function bigPlan(count: number, revision = 1): TimelineModel {
  const rows: TimelineRow[] = [];
  const begin = at('2026-01-05');
  let latest = begin;
  for (let index = 0; index < count; index++) {
    const stream = Math.floor(index / 50);
    if (index % 50 === 0) {
      rows.push({ id: `workstream:big.s${stream}`, kind: 'workstream', level: 1, title: `Workstream ${stream + 1}`, start: begin + stream * 1440, finish: begin + (stream + 60) * 1440, summary: true });
    }
    const start = begin + (stream + (index % 50)) * 1440 + 540;
    const finish = start + 1440 * (1 + index % 4) - 1440 + 480;
    latest = Math.max(latest, finish);
    rows.push({
      id: `task:big.s${stream}.t${index}`, kind: 'task', level: 2, title: `Task ${index + 1} of the plan`, start, finish, duration: 480, slack: index % 7 === 0 ? 0 : 960,
      ...(index % 7 === 0 ? { path: 'critical' as const } : { late: finish + 2880 }),
      ...(index % 3 === 0 ? { progress: index % 100, status: 'in-progress' as const } : {}),
      ...(index % 50 > 0 ? { links: [{ from: `task:big.s${stream}.t${index - 1}`, kind: 'FS' as const, driving: true as const, ...(index % 7 === 0 ? { critical: true as const } : {}) }] } : {}),
    });
  }
  return {
    revision, title: 'A big plan', from: begin, to: latest, today: begin + 20 * 1440, trouble: untroubled, rows,
    programs: [{ name: 'big', title: 'A big plan', start: begin, finish: latest, statusDate: begin + 14 * 1440, dayMinutes: 480, weekMinutes: 2400, gaps: restOf('2025-12-01', '2027-06-01') }],
  };
}
