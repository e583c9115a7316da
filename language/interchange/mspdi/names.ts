/** Names of the language from the free text that people call their tasks. */

/** Words that would read as part of a link or a constraint, were they the name of a task. */
const reserved = new Set(['after', 'as', 'before', 'by', 'finish', 'for', 'from', 'in', 'not', 'of', 'on', 'start', 'to', 'with']);

const MAX_LENGTH = 40;

/**
 * A name: lower case, letters and digits of any script, words joined by `-`, at most 40 characters, cut between words.
 * It starts with a letter; `fallback` stands where none is left, and before a leading digit.
 */
export function slug(text: string, fallback: string): string {
  const words = text.normalize('NFC').toLocaleLowerCase('en').replaceAll(/['’]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words) {
    const longer = name === '' ? word : `${name}-${word}`;
    if (longer.length > MAX_LENGTH) break;
    name = longer;
  }
  if (name === '') name = (words[0] ?? fallback).slice(0, MAX_LENGTH);
  if (!/^\p{L}/u.test(name)) name = `${fallback}-${name}`;
  return reserved.has(name) ? `${name}-${fallback}` : name;
}

/** The name, or one made unique among those taken: with the source's own number first, which outlives edits of the neighbours. */
export function unique(name: string, uid: number, taken: Set<string>): string {
  const candidates = function* (): Generator<string> {
    yield name;
    yield `${name}-${Math.abs(uid)}`;
    for (let count = 2; ; count++) yield `${name}-${Math.abs(uid)}-${count}`;
  };
  for (const candidate of candidates()) {
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
  return name;
}
