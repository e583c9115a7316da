import assert from 'node:assert/strict';
import { analyseTexts } from '../../language/index.ts';
import { isoDay, nameFromTitle, programTemplate } from '../../client/features/newProgram/template.ts';

describe('New program', () => {
  it('names a program after its title', () => {
    const names: Record<string, string> = {
      'Checkout off the monolith': 'checkout-off-the-monolith',
      '  2026: EU launch! ': 'eu-launch',
      'Überweisung 2.0': 'überweisung-2-0',
      'U\u0308bergabe': '\u00fcbergabe',
      '42': 'program',
      '…': 'program',
    };
    for (const [title, name] of Object.entries(names)) assert.equal(nameFromTitle(title), name);
    assert.match(nameFromTitle('word '.repeat(50)), /^[a-z-]{1,60}$/);
    assert.doesNotMatch(nameFromTitle('word '.repeat(50)), /-$/);
  });

  it('starts on a working day', () => {
    const saturday = new Date(2026, 0, 10);
    assert.equal(isoDay(saturday), '2026-01-10');
    assert.match(programTemplate('a', 'A', saturday), /start 2026-01-12\n/);
  });

  it('cannot be broken by a title', () => {
    const [first] = programTemplate('a', 'Say "hi" \\ and\nleave', new Date(2026, 0, 12)).split('\n');
    assert.equal(first, String.raw`program a "Say \"hi\" \\ and leave" {`);
  });

  it('is a plan with dates and without a complaint, on any day of the year that it is made', async () => {
    for (const today of [new Date(2026, 0, 12), new Date(2026, 1, 27), new Date(2026, 10, 21), new Date(2028, 1, 29)]) {
      const title = 'Überweisung "2.0" \\ EU';
      const name = nameFromTitle(title);
      const text = programTemplate(name, title, today);
      const { plan, schedule, findings } = await analyseTexts([{ uri: 'file:///new.program', text }], {
        today: Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) / 60_000,
      });
      const complaints = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual(complaints.map(({ code, message }) => `${code}: ${message}`), []);
      assert.equal(plan.programs[0]?.name, name);
      assert.equal(plan.programs[0]?.title?.value, title);
      const onPath = Array.from({ length: schedule.size }, (_, index) => schedule.at(index)).filter(({ critical }) => critical);
      assert.ok(onPath.length >= 4, 'its critical path runs from the first task to the milestone');
    }
  });
});
