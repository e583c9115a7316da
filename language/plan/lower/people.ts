/** Teams and people. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { CapacityLine, DateRange, Located, Person, Ref, Team, Text } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { elementOf, textsOf } from './common.ts';
import { refOf } from './references.ts';
import { spanOf } from './spans.ts';
import { count, date, dateRange, percent } from './values.ts';

export function lowerTeam(context: Lowering, node: ast.Team, within: Within): Team {
  const element = elementOf(context, node, 'team', within);
  let lead: Ref | null = null;
  let size: Located<number> | null = null;
  let interrupts: Located<number> | null = null;
  let calendar: Ref | null = null;
  const capacity: CapacityLine[] = [];
  for (const line of node.members) {
    if (line.$type === 'PartyLine' && line.word === 'lead') lead ??= refOf(line.parties[0]);
    else if (line.$type === 'ValueLine' && line.word === 'size') size ??= count(line, 'value', line.value);
    else if (line.$type === 'ValueLine' && line.word === 'interrupts') interrupts ??= percent(line, 'value', line.value);
    else if (line.$type === 'CalendarUse') calendar ??= refOf(line.calendar);
    else if (line.$type === 'Capacity') {
      const people = count(line, 'value', line.value);
      if (people) capacity.push({ people: people.value, from: date(context, line, 'since', line.since), span: spanOf(line) });
    }
  }
  const team: Team = { ...element, lead, size, capacity, interrupts, calendar };
  context.lists.teams.push(team);
  return team;
}

export function lowerPerson(context: Lowering, node: ast.Person, within: Within): Person {
  const element = elementOf(context, node, 'person', within);
  let team: Ref | null = null;
  let role: Text | null = null;
  let email: Text | null = null;
  let calendar: Ref | null = null;
  const away: DateRange[] = [];
  for (const line of node.members) {
    if (line.$type === 'TeamUse') team ??= refOf(line.team);
    else if (line.$type === 'TextLine' && line.word === 'role') role ??= textsOf(line)[0] ?? null;
    else if (line.$type === 'TextLine' && line.word === 'email') email ??= textsOf(line)[0] ?? null;
    else if (line.$type === 'CalendarUse') calendar ??= refOf(line.calendar);
    else if (line.$type === 'RangeLine' && line.word === 'away') {
      for (const item of line.ranges) {
        const days = dateRange(context, item, 'value', item.value);
        if (days) away.push(days);
      }
    }
  }
  const person: Person = { ...element, team, role, email, away, calendar };
  context.lists.people.push(person);
  return person;
}
