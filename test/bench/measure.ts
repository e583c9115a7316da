/** Times that can be compared: everything in one run, taken in turns, and the median of the rounds. */

export interface Result {
  /** What was measured, as `thresholds.json` names it. */
  readonly name: string;
  /** Activities of the plan; null where the figure is about several sizes. */
  readonly size: number | null;
  /** `ms` of time, `x` for a ratio of two times of this run, `^` for a growth exponent, `MB` of memory. */
  readonly unit: 'ms' | 'x' | '^' | 'MB';
  readonly value: number;
  /** What the ratio is against, or what else a reader needs. */
  readonly note?: string;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** Milliseconds of one call. */
export async function time(work: () => unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Medians in milliseconds of works that take turns, so that a drift of the machine meets all of them. The warm-up does not count. */
export async function interleaved<Name extends string>(works: Readonly<Record<Name, () => unknown>>, { rounds = 3, warmUp = 0 }: { readonly rounds?: number; readonly warmUp?: number } = {}): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(works) as Name[];
  const samples = new Map<Name, number[]>(names.map(name => [name, []]));
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of names) {
      const taken = await time(works[name]);
      if (round >= 0) samples.get(name)?.push(taken);
    }
  }
  return Object.fromEntries(names.map(name => [name, median(samples.get(name) ?? [])])) as Record<Name, number>;
}

/** p of cost ~ size^p between two sizes. */
export function exponent(small: { readonly size: number; readonly ms: number }, large: { readonly size: number; readonly ms: number }): number {
  return Math.log(large.ms / small.ms) / Math.log(large.size / small.size);
}

/** Reproducible numbers in [0, 1): mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
