import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { withFixture } from '../support/editor.ts';
import { startInMemory } from '../support/lsp.ts';

const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(one => String(one.code));

describe('Diagnostics', () => {
  it('carry code, severity, range and related places', () => withFixture(`program a {
  task x "X" { estimate 1d  after y }
  task y "Y" { estimate 1d  after x }
}`, async ({ client, mark }) => {
    const cycle = (await client.diagnostics(mark.path)).find(one => one.code === 'dependency-cycle');
    assert.ok(cycle);
    assert.equal(cycle.severity, 1);
    assert.equal(cycle.source, 'planwright');
    assert.ok((cycle.relatedInformation?.length ?? 0) >= 2);
    assert.equal(cycle.codeDescription, undefined);
  }));
  it('carry the version of the text they speak of', () => withFixture('program a { task x { estimate 1d  after nobody } }', async ({ client, mark }) => {
    assert.ok(codes(await client.diagnostics(mark.path)).includes('unresolved-reference'));
    client.change(mark.path, 'program a { task x { estimate 1d } }');
    assert.ok(!codes(await client.diagnostics(mark.path)).includes('unresolved-reference'));
    const versions = client.published.filter(one => one.uri === client.uri(mark.path)).map(one => one.version);
    assert.deepEqual(versions, [...versions].sort());
    assert.equal(versions.at(-1), 2);
  }));
  it('put errors first', () => withFixture('program a {\n  task x "X" { estimate 1d }\n  task y { estimate 1d  after nobody }\n}', async ({ client, mark }) => {
    const severities = (await client.diagnostics(mark.path)).map(one => one.severity ?? 0);
    assert.deepEqual(severities, [...severities].sort());
    assert.equal(severities[0], 1);
  }));
  it('fade a comment that silences nothing', () => withFixture('program a {\n  // allow missing-owner: nobody yet\n  start 2026-01-05\n}', async ({ client, mark }) => {
    const found = await client.diagnostics(mark.path);
    assert.deepEqual(found.filter(({ tags }) => tags?.includes(1)).map(({ code }) => code), ['unused-suppression']);
  }));
  it('stop at a cap for each code, and count the rest', () => {
    const tasks = Array.from({ length: 150 }, (_, i) => `  task t${i} { estimate 1d  after nobody${i} }\n`).join('');
    return withFixture(`program a {\n${tasks}}`, async ({ client, mark }) => {
      const unresolved = (await client.diagnostics(mark.path)).filter(one => one.code === 'unresolved-reference');
      assert.equal(unresolved.length, 101);
      assert.match(String(unresolved.at(-1)?.message), /50 more/);
    });
  });
  it('share their related places where there are many, and have all of them where there are few', () => {
    const chains = (count: number): string => `program a {\n  start 2026-01-12\n${Array.from({ length: count }, (_, i) => `  task a${i} { estimate 1d }\n${
      Array.from({ length: 9 }, (__, k) => `  task ${'bcdefghij'[k]}${i} { estimate 1d  after ${'abcdefghi'[k]}${i} }\n`).join('')}  milestone m${i} { after j${i} }\n`).join('')}}\n`;
    const related = (text: string): Promise<number[]> => withFixture(`<|>${text}`, async ({ client, mark }) =>
      (await client.diagnostics(mark.path)).filter(one => one.code === 'critical-path').map(one => one.relatedInformation?.length ?? 0));
    return Promise.all([related(chains(1)), related(chains(60))]).then(([few, many]) => {
      assert.deepEqual(few, [11]);
      assert.equal(many?.length, 60);
      assert.ok(many?.every(count => count === 4), String(many));
    });
  });
  it('appear in another file that an edit breaks, and go when it is mended', () => withFixture(
    '//- /a.program\nprogram a { task x { estimate 1d } }\n//- /b.program\npart of a\ntask y { estimate 1d  after x }\n', async ({ client }) => {
      assert.ok(!codes(await client.diagnostics('/b.program')).includes('unresolved-reference'));
      const publishedBefore = client.published.length;
      client.change('/a.program', 'program a { task z { estimate 1d } }');
      await client.settled();
      assert.ok(codes(await client.diagnostics('/b.program')).includes('unresolved-reference'));
      assert.ok(client.published.length > publishedBefore);
      client.change('/a.program', 'program a { task x { estimate 1d } }');
      await client.settled();
      assert.ok(!codes(await client.diagnostics('/b.program')).includes('unresolved-reference'));
    }));
  it('are not sent again where nothing changed', () => withFixture(
    '//- /a.program\nprogram a { task x { estimate 1d } }\n//- /b.program\nprogram b { task y { estimate 1d  after nobody } }\n', async ({ client }) => {
      await client.diagnostics('/b.program');
      await client.diagnostics('/a.program');
      const before = client.published.filter(one => one.uri === client.uri('/b.program')).length;
      client.change('/a.program', 'program a { task x { estimate 2d } }');
      await client.settled();
      assert.equal(client.published.filter(one => one.uri === client.uri('/b.program')).length, before);
    }));
  it('answer every version of a file without findings, with an empty list', () => withFixture('person ana "Ana Ruiz"', async ({ client, mark }) => {
    await client.diagnostics(mark.path);
    client.edit(mark.path, 0, 0, '\n');
    assert.deepEqual(await client.diagnostics(mark.path), []);
  }));
  it('go when the file is closed and lies in no folder', () => withFixture('program a { task x { estimate 1d  after nobody } }', async ({ client, mark }) => {
    assert.ok((await client.diagnostics(mark.path)).length > 0);
    client.close(mark.path);
    await client.settled();
    assert.deepEqual(await client.diagnostics(mark.path), []);
  }));

  describe('follow the calendar day', () => {
    it('today is the status date, and midnight makes it another', async () => {
      let now = new Date(2026, 0, 5, 12);
      const timers: (() => void)[] = [];
      const client = await startInMemory({
        now: () => now,
        delay: (_milliseconds, callback) => {
          timers.push(callback);
          return { dispose: () => undefined };
        },
      });
      client.open('/a.program', 'program a {\n  task x { estimate 1d }\n  milestone m { after x  by 2026-01-05 }\n}');
      const missed = async (): Promise<boolean> => codes(await client.diagnostics('/a.program')).includes('forecast-after-commitment');
      assert.equal(await missed(), false);
      now = new Date(2026, 0, 6, 0, 1);
      for (const timer of timers.splice(0)) timer();
      await client.settled();
      assert.equal(await missed(), true);
      await client.stop();
    });
    it('the setting of a status date beats today and the plan', async () => {
      const client = await startInMemory({ settings: { statusDate: '2026-02-02' } });
      client.open('/a.program', 'program a {\n  as of 2026-01-05\n  task x { estimate 1d }\n  milestone m { after x  by 2026-01-05 }\n}');
      await client.settled();
      await client.settled();
      assert.ok(codes(await client.diagnostics('/a.program')).includes('forecast-after-commitment'));
      await client.stop();
    });
  });
});
