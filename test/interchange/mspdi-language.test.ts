/** Whatever a Microsoft Project file says, the plan made of it is one that the language reads without an error. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AstUtils, GrammarAST } from 'langium';
import { analyseTexts, createProgramServices } from '../../language/index.ts';
import { importMspdi } from '../../language/interchange/mspdi/import.ts';
import { link, projectXml, standardCalendar, task } from './mspdi-xml.ts';
import type { Fields, Parts } from './mspdi-xml.ts';

/** Messages of the errors in the plan that a project becomes, with the text where they stand. */
async function errors(parts: Parts): Promise<readonly string[]> {
  const { value } = importMspdi(projectXml(parts));
  assert.ok(value);
  const { text } = value;
  const { findings } = await analyseTexts([{ uri: 'file:///plan.program', text }], { today: 0, checks: false });
  return findings.filter(({ severity }) => severity === 'error').map(({ message, span }) => `${message} — ${text.slice(Math.max(0, span.start - 40), span.end + 20)}`);
}

/** Every keyword of the grammar that is a word. */
const keywords = [...new Set(AstUtils.streamAllContents(createProgramServices().program.Grammar).filter(GrammarAST.isKeyword).map(({ value }) => value).toArray())].filter(word => /^[a-z]/.test(word)).sort();

describe('Imported plans are read without an error', () => {
  it('with a task of the name of each keyword, linked in every way', async () => {
    assert.ok(keywords.length > 100);
    const tasks = keywords.flatMap((word, index) => [task(index * 3 + 1, word, { Deadline: '2025-03-31T17:00:00' }), task(index * 3 + 2, `${word} next`, link(index * 3 + 1, index % 4, 4800)), task(index * 3 + 3, `${word} last`, link(index * 3 + 2, (index + 1) % 4))]);
    assert.deepEqual(await errors({ tasks }), []);
    const nested = keywords.flatMap((word, index) => [task(index * 2 + 1, word), task(index * 2 + 2, word, { OutlineLevel: 2, Baseline: [{ Number: 0, Finish: '2025-03-31T17:00:00' }] })]);
    assert.deepEqual(await errors({ tasks: nested }), []);
  });

  it('with people and calendars of the name of each keyword', async () => {
    const resources = keywords.map((word, index): Fields => ({ UID: index + 1, Name: word, Type: 1, MaxUnits: index % 2 === 0 ? 1 : 3, Group: word }));
    const calendars = [standardCalendar, ...keywords.map((word, index): Fields => ({ UID: index + 2, Name: word, IsBaseCalendar: true, BaseCalendarUID: 1 }))];
    const tasks = keywords.map((_, index) => task(index + 1, `Task ${index}`, { CalendarUID: index + 2 }));
    assert.deepEqual(await errors({ tasks, resources, calendars, assignments: keywords.map((_, index): Fields => ({ TaskUID: index + 1, ResourceUID: index + 1, Units: 1.5 })) }), []);
  });

  it('with every character in names, notes and custom fields', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 }).map(value => value.replaceAll(/[\p{Cc}\p{Cs}\p{Cn}]/gu, ' '));
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ name: text, notes: text, level: fc.integer({ min: 1, max: 6 }), milestone: fc.boolean() }), { minLength: 1, maxLength: 12 }), async rows => {
      const tasks = rows.map(({ name, notes, level, milestone }, index) => task(index + 1, name, { OutlineLevel: level, Notes: notes, WBS: notes, HyperlinkAddress: name, ...milestone ? { Duration: 'PT0H0M0S' } : {} }));
      assert.deepEqual(await errors({ head: { Title: rows[0]?.name, Author: rows[0]?.notes }, tasks, resources: rows.map(({ name }, index): Fields => ({ UID: index + 1, Name: name, Type: 1, MaxUnits: 1 + index % 2 })), assignments: rows.map((_, index): Fields => ({ TaskUID: index + 1, ResourceUID: index + 1, Units: 1 })) }), []);
    }), { numRuns: 40, seed: 1 });
  });

  it('with outlines and links of any shape, as long as they have no circle', async () => {
    const row = fc.record({ level: fc.integer({ min: 1, max: 4 }), minutes: fc.integer({ min: 0, max: 20_000 }), format: fc.constantFrom(3, 4, 5, 6, 7, 8, 9, 10, 11, 39, 53), constraint: fc.integer({ min: 0, max: 7 }), link: fc.option(fc.record({ back: fc.integer({ min: 1, max: 5 }), type: fc.integer({ min: 0, max: 3 }), lag: fc.integer({ min: -20_000, max: 20_000 }), format: fc.constantFrom(3, 5, 7, 8, 9, 19, 20) })) });
    await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 15 }), async rows => {
      const tasks = rows.map(({ level, minutes, format, constraint, link: own }, index) => task(index + 1, ['Build', 'Test', 'Ship'][index % 3] ?? '', {
        OutlineLevel: level, Duration: `PT0H${minutes}M0S`, DurationFormat: format, ConstraintType: constraint, ConstraintDate: '2025-03-12T08:00:00',
        ...own && index - own.back >= 0 ? link(index - own.back + 1, own.type, own.lag, own.format) : {},
      }));
      // Links between summaries and what lies in others may close a circle, which is an error of the plan, not of its text.
      assert.deepEqual((await errors({ tasks })).filter(message => !/cycle|circle|loop/i.test(message)), []);
    }), { numRuns: 60, seed: 2 });
  });
});
