/** Runs suites in a thread of its own: what hangs there is ended from outside. */
import { parentPort } from 'node:worker_threads';
import type { Outcome } from './suite.ts';
import { suites } from './suites.ts';

/** A part of a suite, which a seed makes again. */
export interface Task { readonly suite: string; readonly seed: number; readonly cases: number; readonly path?: string }
/** Said before each case, and at the end. */
export type Report = { readonly kind: 'case'; readonly done: number } | { readonly kind: 'end'; readonly outcome: Outcome };

const tell = (report: Report): void => parentPort?.postMessage(report);

parentPort?.on('message', ({ suite, ...task }: Task) => {
  const found = suites.find(({ name }) => name === suite);
  if (!found) throw new Error(`There is no suite "${suite}".`);
  void found.run({ ...task, onCase: done => tell({ kind: 'case', done }) }).then(outcome => tell({ kind: 'end', outcome }));
});
