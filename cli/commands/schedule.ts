/** `planwright schedule`: dates, slack, drivers and the critical path. */
import { locate, scheduleReport, scheduleToCsv, scheduleToJson } from '../../language/index.ts';
import type { Finding, Schedule } from '../../language/index.ts';
import { readPlanFiles } from '../files.ts';
import type { PlanFile } from '../files.ts';
import { CannotRun, exitCode, paintFor } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { asOf, choice, readArguments } from '../options.ts';
import { prettyFindings, printable } from '../pretty.ts';
import { cycleText, scheduleTable } from '../table.ts';
import { scheduleFiles } from '../workspace.ts';
import { linesOf, sourcesOf } from './check.ts';

export async function schedule(io: Io, args: readonly string[]): Promise<ExitCode> {
  const given = readArguments('schedule', args, { 'as-of': { type: 'string' }, format: { type: 'string' }, target: { type: 'string' } });
  const format = choice('schedule', given, 'format', ['table', 'json', 'csv'], 'table');
  const date = asOf('schedule', given);
  const files = readPlanFiles(io, given.positionals);
  const { schedule: computed, problems } = await scheduleFiles(io, files, date);
  const goal = given.values['target'];
  const target = goal === undefined ? null : computed.target(activityOf(computed, String(goal)));
  if (format === 'table') io.stdout.write(scheduleTable(computed, target, io.stdout.isTTY ? io.stdout.columns : 0, paintFor(io.stdout, io.env)));
  else {
    const report = scheduleReport(computed, target);
    io.stdout.write(format === 'json' ? scheduleToJson(report) : scheduleToCsv(report));
  }
  if (problems.length === 0 && computed.cycles.length === 0) return exitCode.clean;
  tell(io, computed, problems, files);
  return exitCode.findings;
}

/** What makes the dates uncertain goes to stderr, so that stdout stays what was asked for. */
function tell(io: Io, computed: Schedule, problems: readonly Finding[], files: readonly PlanFile[]): void {
  const paint = paintFor(io.stderr, io.env);
  if (problems.length > 0) io.stderr.write(prettyFindings(locate(problems, sourcesOf(files)), linesOf(files), files.length, paint));
  for (const cycle of computed.cycles) io.stderr.write(`${paint('red', 'error:')} ${cycleText(computed, cycle)}\n`);
  io.stderr.write('Dates that depend on this are uncertain; planwright check tells more.\n');
}

/** An id in full, or its last names where only one activity has them. */
function activityOf(computed: Schedule, id: string): number {
  const activities = computed.plan.activities;
  const exact = activities.findIndex(activity => activity.id === id);
  if (exact >= 0) return exact;
  const ending = activities.flatMap((activity, index) => activity.id.endsWith(`.${id}`) ? [index] : []);
  const [only] = ending;
  if (only !== undefined && ending.length === 1) return only;
  if (ending.length > 1) {
    const ids = ending.slice(0, 5).map(index => activities[index]?.id ?? '');
    throw new CannotRun(`Several activities are called ${printable(id)}: ${ids.join(', ')}${ending.length > 5 ? ' …' : ''}.`);
  }
  throw new CannotRun(`There is no activity ${printable(id)}.`, 'planwright schedule, which lists them');
}
