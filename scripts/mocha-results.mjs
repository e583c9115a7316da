/** Mocha's dots, and the counts for the last line of `npm test` (scripts/results.ts). */
import Mocha from 'mocha';
import { recordResult } from './results.ts';

export default class Results extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      recordResult(options?.reporterOptions?.suite ?? 'mocha', { passed: passes, failed: failures, skipped: pending });
    });
  }
}
