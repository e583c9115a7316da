/** Entry of the suites in a Node extension host. */
import Mocha from 'mocha';
import { describeAll, runHere, silent } from './suites/index.ts';

export function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: silent });
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, globalThis, '', mocha);
  describeAll();
  return runHere(mocha);
}
