/** What a hover says about contracts, records, teams, people, calendars and programs. */
import {
  accountable, assumptionState, changeState, contractState, criterionState, decisionMade, isOver, riskState, words,
} from '../language/index.ts';
import type { Calendar, Contract, Element, Mark, Person, Plan, Program, Ref, Schedule, Team } from '../language/index.ts';
import { ownerLine } from './describe-activity.ts';
import { bullets, code, escaped, lines, paragraphs } from './markdown.ts';
import { placeOfName, unlinked } from './place-links.ts';
import type { LinkTo } from './place-links.ts';
import { dateWords } from './why.ts';

function nameOf(plan: Plan, ref: Ref, link: LinkTo = unlinked): string {
  const target = ref.key === null ? undefined : plan.byKey.get(ref.key);
  const name = link(target ? placeOfName(target) : null, code(ref.text));
  return target?.title ? `${escaped(target.title.value)} (${name})` : name;
}

function markLine(plan: Plan, mark: Mark): string {
  const on = mark.on ? ` ${words.date(mark.on.at)}` : '';
  const by = mark.by.length > 0 ? ` by ${words.list(mark.by.map(ref => nameOf(plan, ref)))}` : '';
  const because = mark.because ? `: ${escaped(mark.because.value)}` : '';
  return `${words.sentence(mark.word)}${on}${by}${because}`;
}

export function describeContract(plan: Plan, schedule: Schedule, contract: Contract, link: LinkTo): string {
  return paragraphs(
    describeDeal(plan, schedule, contract, link),
    lines(
      contract.deliver && `Delivers: ${escaped(contract.deliver.value)}`,
      ...contract.accept.map(one => `Accepted when: ${escaped(one.text?.value ?? '')}${criterionState(one) === 'open' ? '' : ` (${criterionState(one)})`}`),
      ...contract.interfaces.map(one => `Interface: ${escaped(one.value)}`),
      contract.fallback && `Otherwise: ${escaped(contract.fallback.value)}`,
    ),
    bullets(contract.marks.filter(mark => mark.word !== 'needed' && mark.word !== 'promised').map(mark => markLine(plan, mark))),
    ownerLine(plan, contract),
  );
}

/** Who delivers to whom, and by when. */
export function describeDeal(plan: Plan, schedule: Schedule, contract: Contract, link: LinkTo): string {
  const finish = contract.from ? datesOf(plan, schedule, contract.from).finish : null;
  const consumers = contract.to.map(ref => {
    const { start } = datesOf(plan, schedule, ref);
    return `${nameOf(plan, ref, link)}${start ? `, which starts ${start}` : ''}`;
  });
  return paragraphs(
    lines(
      `Contract, **${contractState(contract)}**`,
      contract.from && `From ${nameOf(plan, contract.from, link)}${finish ? `, forecast for ${finish}` : ''}`,
      consumers.length > 0 && `To ${words.list(consumers)}`,
    ),
    lines(
      contract.neededBy ? `Needed by ${words.date(contract.neededBy.at)}` : 'Needed by the start of its consumer',
      contract.promised && `Promised for ${words.date(contract.promised.at)}`,
    ),
  );
}

function datesOf(plan: Plan, schedule: Schedule, ref: Ref): { readonly start: string | null; readonly finish: string | null } {
  const index = ref.key === null ? undefined : plan.activityIndex.get(ref.key);
  if (index === undefined) return { start: null, finish: null };
  const { start, finish } = schedule.at(index);
  return {
    start: start === null ? null : dateWords(schedule, index, start, 'start'),
    finish: finish === null ? null : dateWords(schedule, index, finish, 'finish'),
  };
}

export function describeTeam(plan: Plan, team: Team): string {
  const { person } = accountable(plan, { key: team.key, text: team.name, span: team.nameSpan });
  const members = plan.people.filter(one => one.team?.key === team.key);
  return lines(
    person && `Led by ${escaped(person.title?.value ?? person.name)}`,
    team.size && `${team.size.value} people`,
    ...team.capacity.map(line => `Capacity ${line.people}${line.from ? ` from ${words.date(line.from.at)}` : ''}`),
    team.interrupts && `Interrupts take ${team.interrupts.value}%`,
    members.length > 0 && `People: ${words.shortList(members.map(one => escaped(one.title?.value ?? one.name)), 10)}`,
    needsOf(plan, team),
  );
}

function needsOf(plan: Plan, team: Team): string | null {
  const users = plan.activities.filter(activity => activity.needs.some(need => need.team.key === team.key));
  return users.length === 0 ? null : `Needed by ${words.shortList(users.map(one => code(words.localId(one))), 6)}`;
}

export function describePerson(plan: Plan, person: Person): string {
  const owned = [...plan.byKey.values()].filter(element => element.owner?.key === person.key);
  return lines(
    person.role && escaped(person.role.value),
    person.team && `Team ${nameOf(plan, person.team)}`,
    person.email && escaped(person.email.value),
    person.away.length > 0 && `Away ${words.shortList(person.away.map(range => `${words.date(range.from.at)} to ${words.date(range.to.at)}`))}`,
    owned.length > 0 && `Owns ${words.shortList(owned.map(element => code(words.localId(element))), 6)}`,
  );
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function describeCalendar(calendar: Calendar): string {
  return lines(
    calendar.base && `Extends ${code(calendar.base.text)}`,
    calendar.week.length === 0 && !calendar.base && 'Mon to Fri, 09:00 to 17:00',
    ...calendar.week.map(rule => `${rule.days.map(day => dayNames[day] ?? '').join(', ')}: ${rule.hours.map(span => `${clock(span.from)} to ${clock(span.to)}`).join(', ')}`),
    calendar.holidays.length > 0 && `${words.sentence(words.count(calendar.holidays.length, 'holiday or range of them', 'holidays and ranges of them'))}`,
    ...calendar.freezes.map(freeze => `Freeze ${words.date(freeze.days.from.at)} to ${words.date(freeze.days.to.at)}${freeze.text ? `: ${escaped(freeze.text.value)}` : ''}`),
  );
}

export function describeProgram(plan: Plan, schedule: Schedule, program: Program): string {
  const scheduled = schedule.programs.find(one => one.name === program.name);
  const goals = program.charter.filter(line => line.word === 'goal').map(line => escaped(line.text.value));
  return paragraphs(
    scheduled && scheduled.start !== null && scheduled.finish !== null
      && lines(
        `**${words.date(scheduled.start)}** to **${words.date(scheduled.finish - 1)}**, ${words.count(scheduled.activities.length, 'activity', 'activities')}`,
        `Status date ${words.date(scheduled.statusDate)}`,
      ),
    goals.length > 0 && goals.join(' '),
    lines(program.sponsor && `Sponsor: ${nameOf(plan, program.sponsor)}`, ownerLine(plan, program)),
  );
}

/** State, dates and people of any other record. */
export function describeRecord(plan: Plan, element: Element): string {
  return paragraphs(
    lines(
      stateOf(plan, element),
      element.raised && `Raised ${words.date(element.raised.at)}`,
      element.due && `Due ${words.date(element.due.at)}`,
      ownerLine(plan, element),
    ),
    bullets(element.marks.filter(mark => mark.word !== 'raised' && mark.word !== 'reviewed' && mark.word !== 'due').map(mark => markLine(plan, mark))),
  );
}

function stateOf(plan: Plan, element: Element): string | null {
  const risk = plan.risks.find(one => one === element);
  if (risk) return `Risk, **${riskState(risk)}**${risk.probability ? `, probability ${typeof risk.probability.value === 'number' ? `${risk.probability.value}%` : escaped(risk.probability.value)}` : ''}`;
  const assumption = plan.assumptions.find(one => one === element);
  if (assumption) return `Assumption, **${assumptionState(assumption)}**`;
  const change = plan.changes.find(one => one === element);
  if (change) return `Change, **${changeState(change)}**`;
  const decision = plan.decisions.find(one => one === element);
  if (decision) {
    const made = decisionMade(decision);
    return made ? `Decision, made${made.on ? ` on ${words.date(made.on.at)}` : ''}` : `Decision, **pending**${decision.neededBy ? `, needed by ${words.date(decision.neededBy.at)}` : ''}`;
  }
  if (element.status) return `${words.sentence(element.kind)}, **${escaped(element.status.value)}**`;
  return isOver(element) ? `${words.sentence(element.kind)}, over` : words.sentence(element.kind);
}
