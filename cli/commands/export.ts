/** `planwright export json`: plan and schedule as data. */
import path from 'node:path';
import { exportJson } from '../../language/index.ts';
import { attempt, display, readPlanFiles } from '../files.ts';
import { CannotRun, exitCode } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { asOf, readArguments } from '../options.ts';
import { scheduleFiles } from '../workspace.ts';

export async function exportPlan(io: Io, args: readonly string[]): Promise<ExitCode> {
  const given = readArguments('export', args, { 'as-of': { type: 'string' }, output: { type: 'string', short: 'o' } });
  const [format, ...paths] = given.positionals;
  if (format !== 'json') throw new CannotRun(format === undefined ? 'What is to be exported? The formats are: json.' : `There is no export of "${format}"; the formats are: json.`, 'planwright export --help');
  const date = asOf('export', given);
  const files = readPlanFiles(io, paths);
  const { plan, schedule, problems } = await scheduleFiles(io, files, date);
  const text = exportJson(plan, schedule);
  const output = given.values['output'];
  if (typeof output === 'string') {
    const target = path.resolve(io.cwd, output);
    attempt(`Cannot write ${display(io, target)}`, () => io.disk.write(target, text));
  } else io.stdout.write(text);
  return problems.length === 0 && schedule.cycles.length === 0 ? exitCode.clean : exitCode.findings;
}
