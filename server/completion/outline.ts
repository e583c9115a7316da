/**
 * Which blocks are open at an offset. One pass over the characters before it, without a parser: a half-typed line must
 * not hide the block around it. What was passed once is remembered, so that the next question reads only from the last
 * stop before the first change.
 */

/** An open block: where its header starts, and where its brace stands. */
export interface OpenBlock { readonly header: number; readonly brace: number }

export interface Surroundings {
  /** From the outermost inwards. */
  readonly blocks: readonly OpenBlock[];
  /** Where the statement at the offset starts: behind a brace, or at the start of a line that a comma does not continue. */
  readonly statement: number;
  /** Inside of what the offset lies, if not among tokens. */
  readonly inside: 'code' | 'string' | 'comment';
}

/** Answers for the texts that are asked about, remembering a little of the last few. */
export interface Outline {
  at(uri: string, text: string, offset: number): Surroundings;
  /** Hears of a later text of a document, so that the next question finds one edit and not many. */
  follow(uri: string, text: string): void;
  /** The documents of which something is remembered. */
  uris(): readonly string[];
}

/** The state of the pass behind a brace, where nothing that follows can change what was read. */
interface Stop { readonly at: number; readonly blocks: readonly OpenBlock[] }
interface Passed { readonly text: string; readonly stops: readonly Stop[] }

/** Characters from one stop to the next: reading them takes a tenth of a millisecond. */
const stride = 32_768;
const documentsAtMost = 4;

const quote = 34, slash = 47, star = 42, backslash = 92, newline = 10, open = 123, close = 125, comma = 44, space = 32;

export function createOutline(): Outline {
  const passed = new Map<string, Passed>();
  const stopsIn = (uri: string, text: string): readonly Stop[] => {
    const before = passed.get(uri);
    return !before ? [] : before.text === text ? before.stops : movedStops(before, text);
  };
  return {
    at(uri, text, offset) {
      const known = stopsIn(uri, text);
      const count = countWhile(known.length, at => known[at]!.at <= offset);
      const stops = known.slice(0, count);
      const surroundings = pass(text, offset, stops);
      passed.delete(uri);
      passed.set(uri, { text, stops: [...stops, ...known.slice(count)] });
      if (passed.size > documentsAtMost) passed.delete(passed.keys().next().value ?? '');
      return surroundings;
    },
    follow(uri, text) {
      if (passed.has(uri)) passed.set(uri, { text, stops: stopsIn(uri, text) });
    },
    uris: () => [...passed.keys()],
  };
}

/** How many of the first numbers a condition holds for, where it holds for none behind one that it does not hold for. */
function countWhile(length: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The stops of a text that are good in another: those before the first difference, and, moved, those behind the last one,
 * if as many blocks are open there as before. To compare texts costs a fraction of reading them.
 */
function movedStops({ text: old, stops }: Passed, text: string): Stop[] {
  const shift = text.length - old.length;
  let same = 0;
  const kept = stops.slice(0, countWhile(stops.length, index => {
    const { at } = stops[index]!;
    const equal = old.slice(same, at) === text.slice(same, at);
    if (equal) same = at;
    return equal;
  }));
  let rest = old.length;
  const tail = stops.length - countWhile(stops.length, index => {
    const { at } = stops[stops.length - 1 - index]!;
    const equal = at >= same && at + shift >= same && old.slice(at, rest) === text.slice(at + shift, rest + shift);
    if (equal) rest = at;
    return equal;
  });
  const first = stops[tail];
  if (!first) return kept;
  const here = pass(text, first.at + shift, kept);
  if (here.inside !== 'code' || here.statement !== first.at + shift || here.blocks.length !== first.blocks.length) return kept;
  // Stops share their blocks: one that is open at the first of them is open, as it is now, at those behind, too.
  const moved = new Map(first.blocks.map((block, index) => [block, here.blocks[index]!]));
  const move = (block: OpenBlock): OpenBlock => {
    let now = moved.get(block);
    if (!now) moved.set(block, now = { header: block.header + shift, brace: block.brace + shift });
    return now;
  };
  const behind = stops.slice(tail).map(({ at, blocks }) => ({ at: at + shift, blocks: blocks.map(move) }));
  return kept.at(-1)?.at === behind[0]?.at ? [...kept, ...behind.slice(1)] : [...kept, ...behind];
}

/** The surroundings of an offset, read from the start of the text. */
export function surroundings(text: string, offset: number): Surroundings {
  return pass(text, offset, []);
}

/** Reads on from the last stop, and adds stops on the way. */
function pass(text: string, offset: number, stops: Stop[]): Surroundings {
  const from = stops.at(-1);
  const blocks: OpenBlock[] = [...from?.blocks ?? []];
  let at = from?.at ?? 0;
  let statement = at;
  let nextStop = at + stride;
  let lastCode = 0;
  let inside: Surroundings['inside'] = 'code';
  while (at < offset) {
    const code = text.charCodeAt(at);
    let end = at + 1;
    if (code === quote) {
      const closed = endOfString(text, at);
      end = Math.abs(closed);
      inside = end > offset || (end === offset && closed < 0) ? 'string' : 'code';
      lastCode = quote;
    } else if (code === slash && text.charCodeAt(at + 1) === slash) {
      const newlineAt = text.indexOf('\n', at);
      end = newlineAt < 0 ? text.length : newlineAt;
      if (end >= offset) inside = 'comment';
    } else if (code === slash && text.charCodeAt(at + 1) === star) {
      const closed = text.indexOf('*/', at + 2);
      end = closed < 0 ? text.length : closed + 2;
      if (end > offset || closed < 0) inside = 'comment';
    } else if (code === newline) {
      // A header may stand a line above its brace, so a blank statement keeps the start of the one before it.
      if (lastCode !== comma) statement = nextStatement(text, end, statement);
    } else if (code === open || code === close) {
      if (code === open) blocks.push({ header: statement, brace: at });
      else blocks.pop();
      statement = end;
      lastCode = code;
      if (end >= nextStop && end <= offset) {
        stops.push({ at: end, blocks: [...blocks] });
        nextStop = end + stride;
      }
    } else if (code > space) {
      lastCode = code;
    }
    at = end;
  }
  return { blocks, statement, inside };
}

/** The offset behind the string that starts at `at`; where nothing closes it, the end of its line (of the text for `"""`), negative. */
function endOfString(text: string, at: number): number {
  if (text.startsWith('"""', at)) {
    const end = text.indexOf('"""', at + 3);
    return end < 0 ? -text.length : end + 3;
  }
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === newline) return -i;
    if (code === backslash && text.charCodeAt(i + 1) !== newline) i++;
    else if (code === quote) return i + 1;
  }
  return -text.length;
}

/** The offset behind the brace that closes the block whose opening brace stands at `at`, at most `end`. */
export function endOfBlock(text: string, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === open) depth++;
    else if (code === close && --depth === 0) return i + 1;
    else if (code === quote) i = Math.abs(endOfString(text, i)) - 1;
    else if (code === slash && text.charCodeAt(i + 1) === slash) {
      const newlineAt = text.indexOf('\n', i);
      i = newlineAt < 0 ? end : newlineAt;
    } else if (code === slash && text.charCodeAt(i + 1) === star) {
      const closed = text.indexOf('*/', i + 2);
      i = closed < 0 ? end : closed + 1;
    }
  }
  return end;
}

/** A line that starts with a brace belongs to the statement above it. */
function nextStatement(text: string, lineStart: number, statement: number): number {
  for (let i = lineStart; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > space) return code === open ? statement : lineStart;
    if (code === newline) return lineStart;
  }
  return lineStart;
}
