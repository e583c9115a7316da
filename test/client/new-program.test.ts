import assert from 'node:assert/strict';
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
    assert.equal(first, `program a "Say 'hi' / and leave" {`);
  });
});
