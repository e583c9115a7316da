/** Lengths of time to choose from; where a number is typed, those that begin with it. */

const common = ['1d', '2d', '3d', '5d', '1w', '2w', '4h'] as const;
const ofSteps = ['5min', '10min', '15min', '30min', '1h', '2h'] as const;
const threePoints = 'optimistic, most likely, pessimistic';

const number = /^\d+(?:\.\d+)?$/;
const oneAndMore = /^(\d+(?:\.\d+)?)(min|e?[hdw])?\.\.$/;
const twoAndMore = /^(\d+(?:\.\d+)?(?:min|e?[hdw]))\.\.(\d+(?:\.\d+)?)(min|e?[hdw])(?:\.\.)?$/;

function withUnits(typed: string, units: readonly string[], otherwise: readonly string[]): string[] {
  const own = number.test(typed) ? units.map(unit => `${typed}${unit}`) : [];
  return [...new Set([...own, ...otherwise])];
}

export function lengthsFor(typed: string): string[] {
  return withUnits(typed, ['d', 'h', 'w'], common);
}

export function stepLengthsFor(typed: string): string[] {
  return withUnits(typed, ['min', 'h'], ofSteps);
}

/** Lengths, and three points around what is typed: a third less at best, two thirds more at worst. */
export function estimatesFor(typed: string): (readonly [estimate: string, meaning: string])[] {
  const [, low, unit = 'd'] = oneAndMore.exec(typed) ?? [];
  if (low !== undefined) return [[`${low}${unit}..${rounded(Number(low) * 1.5)}${unit}..${rounded(Number(low) * 2.5)}${unit}`, threePoints]];
  const [, first, likely, likelyUnit] = twoAndMore.exec(typed) ?? [];
  if (first !== undefined) return [[`${first}..${likely}${likelyUnit}..${rounded(Number(likely) * 5 / 3)}${likelyUnit}`, threePoints]];
  const around = number.test(typed) && Number(typed) > 0 ? [`${rounded(Number(typed) * 2 / 3)}d..${typed}d..${rounded(Number(typed) * 5 / 3)}d`] : [];
  return [
    ...lengthsFor(typed).map(length => [length, ''] as const),
    ...[...around, '3d..5d..8d'].map(estimate => [estimate, threePoints] as const),
  ];
}

/** Whole days, or halves of what is short. */
function rounded(amount: number): number {
  return amount < 3 ? Math.max(0.5, Math.round(amount * 2) / 2) : Math.round(amount);
}
