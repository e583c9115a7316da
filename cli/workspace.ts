/** Files as one analysed plan, with progress on stderr. */
import { analyseTexts } from '../language/index.ts';
import type { Analysis, Finding, Plan, Schedule } from '../language/index.ts';
import type { PlanFile } from './files.ts';
import type { Io } from './io.ts';
import { progressOn } from './progress.ts';

/** Everything that the rules find. */
export function analyseFiles(io: Io, files: readonly PlanFile[], asOf: number | undefined): Promise<Analysis> {
  return analyse(io, files, asOf, true);
}

export interface ScheduledFiles {
  readonly plan: Plan;
  readonly schedule: Schedule;
  /** What keeps the plan from being read as written: errors of syntax, names and values. */
  readonly problems: readonly Finding[];
}

/** Plan and schedule, without the rules: they take longer than the schedule. */
export async function scheduleFiles(io: Io, files: readonly PlanFile[], asOf: number | undefined): Promise<ScheduledFiles> {
  const { plan, schedule, findings } = await analyse(io, files, asOf, false);
  return { plan, schedule, problems: findings.filter(finding => finding.severity === 'error') };
}

async function analyse(io: Io, files: readonly PlanFile[], asOf: number | undefined, checks: boolean): Promise<Analysis> {
  const progress = progressOn(io.stderr);
  const failures: string[] = [];
  try {
    return await analyseTexts(files, {
      today: Math.floor(io.now() / 1440) * 1440,
      ...asOf === undefined ? {} : { asOf },
      checks,
      onProgress: (stage, done, of) => progress.step(stage === 'read' ? `Reading ${done + 1} of ${of} …` : stage === 'link' ? 'Linking …' : 'Analysing …'),
      onFailure: (stage, error) => { failures.push(`${stage}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`); },
    });
  } finally {
    progress.done();
    for (const failure of failures) io.stderr.write(`${failure}\n`);
  }
}
