/** `planwright check`: every finding of the plan, and an exit code for the build. */
import { findingsToGithub, findingsToJson, findingsToSarif, locate, rules } from '../../language/index.ts';
import type { LocatedFinding, Sources } from '../../language/index.ts';
import { readPlanFiles } from '../files.ts';
import type { PlanFile } from '../files.ts';
import { exitCode, paintFor } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { asOf, choice, readArguments } from '../options.ts';
import { prettyFindings } from '../pretty.ts';
import { version } from '../version.ts';
import { analyseFiles } from '../workspace.ts';

export async function check(io: Io, args: readonly string[]): Promise<ExitCode> {
  const given = readArguments('check', args, { 'as-of': { type: 'string' }, format: { type: 'string' }, 'fail-on': { type: 'string' } });
  const format = choice('check', given, 'format', ['pretty', 'json', 'sarif', 'github'], 'pretty');
  const failOn = choice('check', given, 'fail-on', ['error', 'warning'], 'error');
  const date = asOf('check', given);
  const files = readPlanFiles(io, given.positionals);
  const { findings } = await analyseFiles(io, files, date);
  const located = locate(findings, sourcesOf(files));
  io.stdout.write(render(located, files, format, io));
  const fails = (severity: string): boolean => severity === 'error' || (failOn === 'warning' && severity === 'warning');
  return located.some(finding => fails(finding.severity)) ? exitCode.findings : exitCode.clean;
}

export function sourcesOf(files: readonly PlanFile[]): Sources {
  return new Map(files.map(({ uri, file, text }) => [uri, { file, text }]));
}

function render(findings: readonly LocatedFinding[], files: readonly PlanFile[], format: 'pretty' | 'json' | 'sarif' | 'github', io: Io): string {
  if (format === 'json') return findingsToJson(findings);
  if (format === 'github') return findingsToGithub(findings);
  if (format === 'sarif') return findingsToSarif(findings, { version: version(), rules: new Map(rules.map(rule => [rule.code, rule.title])) });
  return prettyFindings(findings, linesOf(files), files.length, paintFor(io.stdout, io.env));
}

/** Lines of a file by its shown name, split when first asked for. */
export function linesOf(files: readonly PlanFile[]): (file: string) => readonly string[] {
  const byName = new Map(files.map(file => [file.file, file.text]));
  const split = new Map<string, readonly string[]>();
  return file => {
    let lines = split.get(file);
    if (!lines) split.set(file, lines = (byName.get(file) ?? '').split(/\r\n|\r|\n/));
    return lines;
  };
}
