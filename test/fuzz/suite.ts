/** Properties that hold of any case, for a short run in the tests and a long one in `npm run fuzz`. */
import fc from 'fast-check';

export interface Suite {
  readonly name: string;
  /** Cases of the run in the tests, and of the long one. */
  readonly short: number;
  readonly long: number;
  /** Checks what a seed draws, until so many cases are counted; a path leads to one case, as fast-check prints it. */
  run(options: RunOptions): Promise<Outcome>;
}

export interface RunOptions {
  readonly seed: number;
  readonly cases: number;
  readonly path?: string;
  /** Hears of every case before it begins. */
  readonly onCase?: (done: number) => void;
}

export interface Outcome {
  readonly cases: number;
  /** The smallest case that failed, and why; null where everything held. */
  readonly failure: { readonly report: string; readonly seed: number; readonly path: string } | null;
}

/** Milliseconds that this thread has worked: how busy the machine is beside it does not count. */
function busy(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Draws of one seed: few, so that a failure is found again soon. */
const batch = 100;

/**
 * A suite of one property. `check` throws where it does not hold; it returns how many cases its value stands for, one where it returns
 * nothing. A case that keeps its thread busy for more than `slowest` milliseconds fails too.
 */
export function suite<T>(name: string, { short, long, slowest = 5_000 }: { readonly short: number; readonly long: number; readonly slowest?: number },
  arbitrary: fc.Arbitrary<T>, check: (value: T) => Promise<number | void> | number | void): Suite {
  return {
    name, short, long,
    async run({ seed, cases, path, onCase }) {
      let counted = 0;
      const property = fc.asyncProperty(arbitrary, async value => {
        onCase?.(counted);
        const begun = busy();
        counted += await check(value) ?? 1;
        const taken = busy() - begun;
        if (taken > slowest) throw new Error(`A case took ${(taken / 1000).toFixed(1)} seconds; ${slowest / 1000} are allowed.`);
      });
      let runs = 0;
      for (let round = 0; counted < cases; round++) {
        const begun = counted;
        // A run may stand for several cases: as many as those before did.
        const wanted = runs === 0 ? Math.min(10, cases) : Math.ceil((cases - counted) * runs / counted);
        const numRuns = Math.min(batch, wanted);
        runs += numRuns;
        const result = await fc.check<[T]>(property, path === undefined ? { seed: seed + round, numRuns } : { seed, path, numRuns: 1, endOnFailure: true });
        if (result.failed) return { cases: counted, failure: { report: reportOf(result), seed: result.seed, path: result.counterexamplePath ?? '' } };
        if (path !== undefined || counted === begun) break;
      }
      return { cases: counted, failure: null };
    },
  };
}

function reportOf<T>({ counterexample, errorInstance }: fc.RunDetails<[T]>): string {
  const why = errorInstance instanceof Error ? errorInstance.stack ?? errorInstance.message : String(errorInstance);
  return `${fc.stringify(counterexample?.[0]).slice(0, 10_000)}\n${why.slice(0, 10_000)}`;
}
