/** The suites that run inside VS Code, and how they tell their results. */
import { lineMark, resultMark } from '../console.ts';
import { activation } from './activation.ts';
import { diagnostics } from './diagnostics.ts';
import { language } from './language.ts';
import { newProgram } from './new-program.ts';
import { preview } from './preview.ts';
import { virtual } from './virtual.ts';

export function describeAll(): void {
  activation();
  diagnostics();
  language();
  preview();
  virtual();
  newProgram();
}

/** Mocha's own reporters format for a terminal, which the console of an extension host is not. */
export const silent = function () {} as unknown as Mocha.ReporterConstructor;

/** Runs what has been described; rejects when a test failed. Prints a line per test. */
export function runHere(mocha: { run(done: (failures: number) => void): Mocha.Runner }): Promise<void> {
  return new Promise((resolve, reject) => {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const runner = mocha.run(failures => {
      console.log(resultMark + JSON.stringify(counts));
      if (failures > 0) reject(new Error(`${failures} tests failed.`));
      else resolve();
    });
    runner.on('pass', test => {
      counts.passed++;
      console.log(`${lineMark}  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('pending', test => {
      counts.skipped++;
      console.log(`${lineMark}  - ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error) => {
      counts.failed++;
      for (const line of [`  ✘ ${test.fullTitle()}`, ...String(error?.stack ?? error).split('\n')]) console.log(lineMark + line);
    });
  });
}
