/** How the stages of `npm test` tell their counts to the last line: each appends one line of JSON to a file that the run names. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface TestCounts { readonly passed: number; readonly failed: number; readonly skipped: number }

export interface SuiteResult extends TestCounts { readonly suite: string }

const variable = 'PLANWRIGHT_TEST_RESULTS';

/** The environment for a stage that reports into `file`. */
export function reportingInto(file: string): NodeJS.ProcessEnv {
  return { ...process.env, [variable]: file };
}

/** Adds the counts of a suite; outside `npm test`, where nobody collects them, it does nothing. */
export function recordResult(suite: string, counts: TestCounts): void {
  const file = process.env[variable];
  if (file) appendFileSync(file, JSON.stringify({ suite, ...counts }) + '\n');
}

export function readResults(file: string): SuiteResult[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
}
