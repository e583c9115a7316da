/** What the picture says in words: labels beside bars, tooltips, texts for screen readers. Pure. */
import type { TimelineLink, TimelineProgram, TimelineRow } from '../../protocol/timeline.ts';
import { counted, dateAndTime, duration, grouped, longDate, shortDate } from '../shared/format.ts';
import { nameOf } from './outline.ts';

export interface Fact { readonly label: string; readonly value: string; readonly tone?: 'critical' | 'warning' | 'good' }

const kindNames: Readonly<Record<TimelineRow['kind'], string>> = {
  program: 'Program', workstream: 'Workstream', task: 'Task', milestone: 'Milestone', gate: 'Gate', release: 'Release',
  contracts: 'Contracts', contract: 'Dependency contract',
};
const linkNames: Readonly<Record<TimelineLink['kind'], string>> = {
  FS: 'finish to start', SS: 'start to start', FF: 'finish to finish', SF: 'start to finish',
};
const reasonNames: Readonly<Record<NonNullable<TimelineRow['reasons']>[number], string>> = {
  'start': 'its own start date', 'finish': 'its own finish date', 'status-date': 'the status date', 'program-start': 'the start of the program',
  'actual': 'what has happened',
};

export function kindName(row: TimelineRow): string {
  return row.kind === 'task' && row.summary ? 'Summary task' : kindNames[row.kind];
}

/** The short text beside a bar or symbol; empty where there is nothing to add to the picture. */
export function barLabel(row: TimelineRow, dayMinutes: number): string {
  const parts: string[] = [];
  if (row.kind === 'milestone' && row.finish !== undefined) parts.push(shortDate(row.finish));
  if (row.kind === 'release' && row.start !== undefined) parts.push(shortDate(row.start));
  if (row.kind === 'gate' && row.finish !== undefined) parts.push(shortDate(row.finish), gateText(row));
  if (row.kind === 'contract' && row.contract) parts.push(row.contract.status.replace('-', ' '), marginText(row.contract.margin, dayMinutes, 'before the need'));
  if (row.kind === 'task' && !row.summary && row.status !== 'done' && row.owner !== undefined) parts.push(row.owner);
  if (row.progress !== undefined && row.kind !== 'milestone') parts.push(`${row.progress}%`);
  if (row.uncertain) parts.push('uncertain');
  return parts.filter(part => part !== '').join(' · ');
}

function gateText({ gate }: TimelineRow): string {
  if (!gate) return '';
  if (gate.verdict !== 'open') return gate.verdict;
  const all = gate.passed + gate.waived + gate.failed + gate.open;
  if (all === 0) return '';
  return `${gate.passed + gate.waived} of ${counted(all, 'check')}${gate.failed > 0 ? `, ${gate.failed} failed` : ''}`;
}

/** `5d to spare`, `2d late`, `on the day`. */
export function marginText(margin: number | null | undefined, dayMinutes: number, after = 'to spare'): string {
  if (margin === null || margin === undefined) return '';
  if (margin === 0) return 'just in time';
  return margin > 0 ? `${duration(margin, dayMinutes)} ${after}` : `${duration(-margin, dayMinutes)} late`;
}

/** The text beside the flag of a commitment. */
export function commitmentLabel(row: TimelineRow, dayMinutes: number): string {
  if (!row.by) return '';
  const margin = marginText(row.by.margin, dayMinutes);
  return margin === '' ? `due ${shortDate(row.by.at)}` : `due ${shortDate(row.by.at)}, ${margin}`;
}

/** One sentence for the cell that stands for the bar. */
export function spokenFacts(row: TimelineRow, program: TimelineProgram | undefined): string {
  const dayMinutes = program?.dayMinutes ?? 480;
  const parts: string[] = [];
  if (row.start !== undefined && row.finish !== undefined) {
    parts.push(row.duration === undefined && row.start === row.finish ? longDate(row.finish) : `${longDate(row.start)} to ${longDate(row.finish)}`);
  }
  if (row.status === 'done') parts.push('done');
  if (row.progress !== undefined) parts.push(`${row.progress} percent done`);
  if (row.path === 'critical') parts.push('critical');
  if (row.path === 'near') parts.push('near-critical');
  if (row.uncertain) parts.push('dates uncertain');
  if (row.slack !== undefined && row.status !== 'done') parts.push(`slack ${duration(row.slack, dayMinutes)}`);
  if (row.by) parts.push(commitmentLabel(row, dayMinutes));
  if (row.gate) parts.push(gateText(row));
  if (row.contract) parts.push(row.contract.status, marginText(row.contract.margin, dayMinutes, 'before the need'));
  if (row.problem) parts.push(counted(row.problem.count, 'problem') + `: ${row.problem.message}`);
  return parts.filter(part => part !== '').join(', ');
}

/** The lines of a tooltip. `titleOf` gives the title of another row by its id; `above` are the rows around this one, the nearest first. */
export function factsOf(row: TimelineRow, program: TimelineProgram | undefined, titleOf: (id: string) => string, above: readonly TimelineRow[] = []): Fact[] {
  const dayMinutes = program?.dayMinutes ?? 480;
  const facts: Fact[] = [];
  const add = (label: string, value: string | undefined, tone?: Fact['tone']) => {
    if (value) facts.push(tone ? { label, value, tone } : { label, value });
  };
  if (row.start !== undefined && row.finish !== undefined && row.kind !== 'contract') {
    if (row.start === row.finish) add('Date', dateAndTime(row.finish));
    else {
      add('Start', dateAndTime(row.start));
      add('Finish', dateAndTime(row.finish));
    }
  }
  if (row.duration !== undefined) add('Duration', `${duration(row.duration, row.elapsed ? 1440 : dayMinutes)}${row.elapsed ? ' elapsed' : ''}`);
  if (row.status === 'done') add('Progress', 'done', 'good');
  else if (row.progress !== undefined) add('Progress', `${row.progress}%`);
  if (row.uncertain) add('Certainty', 'in, or behind, a dependency cycle: dates are uncertain', 'warning');
  if (row.slack !== undefined && row.status !== 'done') {
    const slack = duration(row.slack, row.elapsed ? 1440 : dayMinutes);
    add('Slack', `${slack}${row.path === 'critical' ? ', critical' : row.path === 'near' ? ', near-critical' : ''}`, row.path === 'critical' ? 'critical' : row.path === 'near' ? 'warning' : undefined);
    if (row.free !== undefined) add('Free slack', duration(row.free, row.elapsed ? 1440 : dayMinutes));
  }
  if (row.by) {
    const margin = marginText(row.by.margin, dayMinutes);
    const late = row.by.margin !== null && row.by.margin < 0;
    add('Commitment', `${longDate(row.by.at)}${row.by.audience ? ` for ${row.by.audience}` : ''}${margin ? `, ${margin}` : ''}`, late ? 'critical' : 'good');
  }
  if (row.gate) {
    const { passed, waived, failed, open, verdict } = row.gate;
    add('Verdict', verdict === 'open' ? 'not held yet' : verdict, verdict === 'go' ? 'good' : verdict === 'no-go' ? 'critical' : undefined);
    add('Checks', [[passed, 'passed'], [waived, 'waived'], [failed, 'failed'], [open, 'open']].filter(([count]) => count !== 0).map(([count, word]) => `${count} ${word}`).join(', '), failed > 0 ? 'warning' : undefined);
  }
  if (row.contract) contractFacts(row, dayMinutes, titleOf, add);
  add('Owner', row.owner);
  dependencyFacts(row, above, dayMinutes, titleOf, add);
  if (row.problem) {
    add(row.problem.severity === 'error' ? 'Error' : 'Warning', row.problem.message + (row.problem.count > 1 ? ` (and ${row.problem.count - 1} more)` : ''), row.problem.severity === 'error' ? 'critical' : 'warning');
  }
  return facts;
}

type Add = (label: string, value: string | undefined, tone?: Fact['tone']) => void;

function contractFacts({ contract }: TimelineRow, dayMinutes: number, titleOf: (id: string) => string, add: Add): void {
  if (!contract) return;
  const late = contract.margin !== undefined && contract.margin < 0;
  add('Status', contract.status.replace('-', ' '), contract.status === 'broken' || contract.status === 'at-risk' ? 'warning' : undefined);
  add('From', contract.from === undefined ? undefined : titleOf(contract.from));
  add('To', contract.to.map(titleOf).join(', '));
  add('Promised', contract.promised === undefined ? undefined : longDate(contract.promised));
  add('Needed', contract.needed === undefined ? undefined : longDate(contract.needed));
  add('Forecast', contract.forecast === undefined ? undefined : `${longDate(contract.forecast)}, ${marginText(contract.margin, dayMinutes, 'before the need')}`, late ? 'critical' : undefined);
}

/** Links of one fact are cut after so many. */
const mostLinks = 4;

function dependencyFacts(row: TimelineRow, above: readonly TimelineRow[], dayMinutes: number, titleOf: (id: string) => string, add: Add): void {
  const links = row.links ?? [];
  const own = links.filter(link => link.driving);
  // What holds a leaf and is not its own holds the block around it.
  const driving = own.length > 0 || row.reasons || row.summary ? own : above.flatMap(one => one.links ?? []).filter(link => link.driving);
  const reasons = (row.reasons ?? []).map(reason => reasonNames[reason]);
  const names = driving.slice(0, mostLinks).map(link => `${titleOf(link.from)} (${linkText(link, dayMinutes)})`);
  if (driving.length > mostLinks) names.push(`${driving.length - mostLinks} more`);
  add('Driven by', [...names, ...reasons].join('; '));
  const others = links.filter(link => !link.driving);
  add('Also after', others.slice(0, mostLinks).map(link => `${titleOf(link.from)}${link.ignored ? ' (left out: part of a cycle)' : ''}`).join('; ')
    + (others.length > mostLinks ? `; ${others.length - mostLinks} more` : ''));
}

function linkText(link: TimelineLink, dayMinutes: number): string {
  const lag = link.lag === undefined ? '' : ` ${link.lag > 0 ? '+' : ''}${duration(link.lag, link.lagElapsed ? 1440 : dayMinutes)}${link.lagElapsed ? ' elapsed' : ''}`;
  const origin = link.origin === 'contract' ? ', by contract' : link.origin === 'gate' ? ', held by the gate' : '';
  return `${linkNames[link.kind]}${lag}${origin}`;
}

/** The line below the title: what the plan comes to. */
export function summaryText(programs: readonly TimelineProgram[], rows: readonly TimelineRow[]): string {
  const finish = Math.max(...programs.map(program => program.finish ?? -Infinity));
  if (!Number.isFinite(finish)) return '';
  const critical = rows.filter(row => row.path === 'critical' && !row.summary).length;
  const late = rows.filter(row => row.by?.margin !== undefined && row.by.margin !== null && row.by.margin < 0).length;
  return [
    `Finishes ${longDate(finish)}`,
    critical > 0 ? `${grouped(critical)} critical` : '',
    late > 0 ? `${counted(late, 'commitment')} late` : '',
  ].filter(part => part !== '').join(' · ');
}

/** What a screen reader should hear about a new picture; empty where nothing of weight changed. */
export function announcement(
  before: { readonly programs: readonly TimelineProgram[]; readonly rows: readonly TimelineRow[] },
  after: { readonly programs: readonly TimelineProgram[]; readonly rows: readonly TimelineRow[] },
): string {
  const said: string[] = [];
  for (const program of after.programs) {
    const old = before.programs.find(one => one.name === program.name);
    if (old?.finish === undefined || program.finish === undefined || old.finish === program.finish) continue;
    said.push(`${after.programs.length > 1 ? `${program.title} finishes` : 'The plan finishes'} ${longDate(program.finish)}, ${program.finish > old.finish ? 'later' : 'earlier'} than ${longDate(old.finish)}.`);
  }
  const critical = (rows: readonly TimelineRow[]) => new Set(rows.filter(row => row.path === 'critical' && !row.summary).map(row => row.id));
  const now = critical(after.rows);
  const then = critical(before.rows);
  const joined = [...now].filter(id => !then.has(id));
  const left = [...then].filter(id => !now.has(id));
  if (joined.length + left.length > 0) {
    const titles = new Map(after.rows.map(row => [row.id, row.title]));
    const name = (ids: readonly string[]) => ids.length <= 3 ? ids.map(id => titles.get(id) ?? nameOf(id)).join(', ') : `${ids.length} activities`;
    said.push(`The critical path has ${now.size === 1 ? '1 activity' : `${now.size} activities`}${joined.length > 0 ? `, now with ${name(joined)}` : ''}${left.length > 0 ? `, no longer with ${name(left)}` : ''}.`);
  }
  return said.join(' ');
}
