/** Entry of the suites in the web worker extension host, where mocha is its browser build. */
import 'mocha/mocha.js';
import { describeAll, runHere, silent } from './suites/index.ts';

export function run(): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: 30_000, reporter: silent });
  describeAll();
  return runHere(mocha);
}
