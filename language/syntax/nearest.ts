/** "Did you mean": names near a misspelled one. */
import { limits } from './limits.ts';

/**
 * The candidates within reach of `word`, nearest first, at most three: half an edit for up to two letters, one for up to four, two for more, a quarter of long names;
 * an edit is a letter put in, left out, replaced, or two neighbours exchanged (Damerau 1964, restricted). Case counts as half an edit.
 */
export function nearest(word: string, candidates: Iterable<string>): string[] {
  if (word.length > limits.comparedLength) return [];
  const reach = word.length <= 2 ? 0.5 : word.length <= 4 ? 1 : Math.max(2, Math.floor(word.length / 4));
  const found: { name: string; distance: number }[] = [];
  let compared = 0;
  for (const name of candidates) {
    if (++compared > limits.comparedNames) break;
    if (Math.abs(name.length - word.length) > reach) continue;
    const distance = editDistance(word, name, reach);
    if (distance <= reach && distance < Math.max(word.length, name.length)) found.push({ name, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  const best = found[0]?.distance ?? 0;
  return found.filter(({ distance }) => distance <= best + 1).slice(0, 3).map(({ name }) => name);
}

/** Edits between two words, or more than `reach` as soon as that is sure. */
function editDistance(a: string, b: string, reach: number): number {
  const width = b.length + 1;
  let beforeLast = new Float64Array(width);
  let last = Float64Array.from({ length: width }, (_, j) => j);
  let row = new Float64Array(width);
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1]!, b[j - 1]!];
      const change = x === y ? 0 : x.toLowerCase() === y.toLowerCase() ? 0.5 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
      if (i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > reach) return least;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length]!;
}
