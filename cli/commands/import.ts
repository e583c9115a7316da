/** `planwright import mspdi`: a Microsoft Project XML file becomes a plan, with a report of what changed its form. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { decodeXml, differences, formatInstant, importMspdi } from '../../language/index.ts';
import type { Imported } from '../../language/index.ts';
import { attempt, display } from '../files.ts';
import { CannotRun, exitCode, paintFor } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readArguments } from '../options.ts';
import { printable } from '../pretty.ts';
import { scheduleFiles } from '../workspace.ts';

/** Date differences told one by one; the rest is counted. */
const SHOWN = 10;

export async function importPlan(io: Io, args: readonly string[]): Promise<ExitCode> {
  const given = readArguments('import', args, { output: { type: 'string', short: 'o' } });
  const [format, file, ...more] = given.positionals;
  const hint = 'planwright import --help';
  if (format !== 'mspdi') throw new CannotRun(format === undefined ? 'What is to be imported? The formats are: mspdi.' : `There is no import of "${format}"; the formats are: mspdi.`, hint);
  if (file === undefined || more.length > 0) throw new CannotRun('Name one file to import.', hint);
  const absolute = path.resolve(io.cwd, file);
  const kind = attempt(`Cannot read ${file}`, () => io.disk.kind(absolute));
  if (!kind?.file) throw new CannotRun(kind ? `${file} is not a file.` : `There is no file ${file}.`);
  const { value, issues } = await importMspdi(decodeXml(attempt(`Cannot read ${file}`, () => io.disk.read(absolute))));
  const paint = paintFor(io.stderr, io.env);
  if (!value) throw new CannotRun(`${file}: ${issues.map(issue => issue.message).join(' ')}`);

  const output = given.values['output'];
  const target = typeof output === 'string' ? path.resolve(io.cwd, output) : null;
  if (target === null) io.stdout.write(value.text);
  else attempt(`Cannot write ${display(io, target)}`, () => io.disk.write(target, value.text));

  for (const issue of issues) {
    io.stderr.write(`${paint(issue.severity === 'warning' ? 'yellow' : 'blue', issue.severity === 'warning' ? 'warning:' : 'note:')} ${printable(issue.message)}\n`);
  }
  await compare(io, value, `${target ?? absolute}.program`);
  if (target !== null) io.stderr.write(`${paint('green', 'Wrote')} ${display(io, target)}: ${value.ids.size} activities.\n`);
  return exitCode.clean;
}

/** Schedules the new plan and says where its dates are not those of the file. */
async function compare(io: Io, imported: Imported, place: string): Promise<void> {
  const paint = paintFor(io.stderr, io.env);
  const { schedule, problems } = await scheduleFiles(io, [{ uri: pathToFileURL(place).href, file: display(io, place), text: imported.text }], undefined);
  for (const problem of problems.slice(0, SHOWN)) io.stderr.write(`${paint('yellow', 'warning:')} ${printable(problem.message)}\n`);
  const { compared, value } = differences(imported, schedule);
  const ids = new Set(value.map(difference => difference.id));
  const same = compared - ids.size;
  if (ids.size === 0) {
    io.stderr.write(`All ${compared} activities have the dates that the file stores.\n`);
    return;
  }
  io.stderr.write(`${paint('yellow', 'warning:')} ${same} of ${compared} activities have the dates that the file stores; these do not:\n`);
  for (const { id, edge, stored, computed } of value.slice(0, SHOWN)) {
    io.stderr.write(`  ${printable(id)}: ${edge} ${formatInstant(stored)} in the file, ${computed === null ? 'none' : formatInstant(computed)} here\n`);
  }
  if (value.length > SHOWN) io.stderr.write(`  and ${value.length - SHOWN} more\n`);
}
