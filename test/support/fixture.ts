/**
 * Plans written in a test, with marks: `<|>` is a cursor, `<|text|>` a range, and a line `//- /name.program` starts the
 * next file. Without such a line everything is `/plan.program`.
 */
export interface Mark { readonly path: string; readonly start: number; readonly end: number }
export interface FixtureFile { readonly path: string; readonly text: string }
export interface Fixture {
  readonly files: readonly FixtureFile[];
  /** Cursors and ranges in the order written; a cursor starts where it ends. */
  readonly marks: readonly Mark[];
}

const fileLine = /^\/\/- (\/\S+)[ \t]*\n/gm;

/** Takes the marks out. A fixture with an unpaired mark is a mistake of the test, so it throws. */
export function parseFixture(source: string): Fixture {
  const starts = [...source.matchAll(fileLine)];
  const parts = starts.length === 0
    ? [{ path: '/plan.program', text: source }]
    : starts.map((match, i) => ({ path: match[1] ?? '', text: source.slice(match.index + match[0].length, starts[i + 1]?.index) }));
  const files: FixtureFile[] = [];
  const marks: Mark[] = [];
  for (const { path, text } of parts) {
    const unmarked = takeMarks(text);
    files.push({ path, text: unmarked.text });
    marks.push(...unmarked.marks.map(mark => ({ path, ...mark })));
  }
  return { files, marks };
}

function takeMarks(source: string): { text: string; marks: { start: number; end: number }[] } {
  const marks: { start: number; end: number }[] = [];
  let text = '';
  let opened = -1;
  for (const part of source.split(/(<\|>|<\||\|>)/)) {
    if (part === '<|>') marks.push({ start: text.length, end: text.length });
    else if (part === '<|') opened = text.length;
    else if (part === '|>') {
      if (opened < 0) throw new Error('The fixture has "|>" without "<|".');
      marks.push({ start: opened, end: text.length });
      opened = -1;
    } else text += part;
  }
  if (opened >= 0) throw new Error('The fixture has "<|" without "|>".');
  return { text, marks };
}

/** The only cursor of a fixture. */
export function soleMark(fixture: Fixture): Mark {
  const [mark, more] = fixture.marks;
  if (!mark || more) throw new Error(`The fixture has ${fixture.marks.length} marks, not one.`);
  return mark;
}
