/** One question to the server about a fixture: all its files open, the cursor at its mark. */
import type { MemoryOptions } from './lsp.ts';
import { startInMemory } from './lsp.ts';
import type { LspClient } from './lsp.ts';
import { parseFixture } from './fixture.ts';
import type { Fixture, Mark } from './fixture.ts';

export interface Editor {
  readonly client: LspClient & { readonly disk: Map<string, string> };
  readonly fixture: Fixture;
  /** The first mark, for requests about a position. */
  readonly mark: Mark;
  /** A request about the first mark. */
  ask<R>(method: string, more?: object): Promise<R>;
}

export async function withFixture<T>(source: string, run: (editor: Editor) => Promise<T>, options: MemoryOptions = {}): Promise<T> {
  const fixture = parseFixture(source);
  const client = await startInMemory(options);
  try {
    for (const file of fixture.files) client.open(file.path, file.text);
    const mark = fixture.marks[0] ?? { path: fixture.files[0]?.path ?? '', start: 0, end: 0 };
    const result = await run({ client, fixture, mark, ask: (method, more) => client.ask(method, mark.path, mark.start, more) });
    if (client.errors.length > 0) throw new Error(`The server logged: ${client.errors.join('\n')}`);
    return result;
  } finally {
    await client.stop();
  }
}

/** A fixture with its marks: the marked ranges of a list of places must be these. */
export function placesOf(fixture: Fixture): string[] {
  return fixture.marks.filter(mark => mark.end > mark.start).map(mark => `${mark.path} ${mark.start}-${mark.end}`);
}
