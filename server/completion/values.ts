/** Values that can stand at a place: dates, durations, and the words of a fixed list. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { policyWords, words } from '../../language/index.ts';
import type { Element } from '../../language/index.ts';
import type { Analysis } from '../context.ts';
import { elementsById } from '../plan-index.ts';
import { statusDate } from '../why.ts';
import type { Expectation } from './expect.ts';
import { blockName } from './keywords.ts';
import type { Place } from './place.ts';

type Words = readonly (readonly [word: string, meaning: string])[];

const plain = (...all: string[]): Words => all.map(word => [word, '']);
const levels: Words = plain('low', 'medium', 'high');
const weekdays: Words = plain('mon-fri', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun');

/** Words by the rule of the line and the property, or by rule, property and block where that decides. */
const enumerations: Readonly<Record<string, Words>> = {
  'Status.values in Dependency': [['at-risk', 'the promise is in doubt'], ['broken', 'the promise will not be kept'], ['withdrawn', 'no longer wanted: it links nothing']],
  'Status.values in Risk': plain('open', 'mitigating', 'accepted', 'occurred', 'closed'),
  'Severity.values': levels,
  'Probability.level': levels,
  'Impact.level': levels,
  'NoOpen.level': levels,
  'Verdict.value': [['go', 'the gate is held'], ['no-go', 'the gate is not passed'], ['conditional', 'held, with every open check as a condition']],
  'PolicySeverity.level': plain('error', 'warning', 'information', 'hint', 'off'),
  'PolicyWord.values': plain('pert', 'triangular', 'required', 'optional'),
  'PolicyApprover.subject': plain('scope-change', 'risk-acceptance', 'waiver'),
  'PolicyLine.words': policyWords.map(word => [word, 'policy']),
  'Week.days': weekdays,
  'Every.days': weekdays,
  'Every.unit': plain('day', 'week', 'weeks', 'month', 'quarter'),
  'Covers.values': plain('risks', 'issues', 'actions', 'decisions', 'dependencies', 'milestones', 'changes'),
  'Tags.values': plain('security-review', 'privacy-review', 'rehearsal', 'rollback-test', 'decommission', 'integration'),
  'Currency.values': plain('USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'INR'),
  'Commitment.audience': plain('customers'),
  'SignOff.values': plain('engineering', 'security', 'operations', 'product', 'legal', 'support'),
};

const health: Words = [['green', 'on plan'], ['amber', 'at risk'], ['red', 'off plan'], ['grey', 'not known']];

const durations: Words = plain('1d', '2d', '3d', '5d', '1w', '2w', '4h');
const estimates: Words = [...durations, ['3d..5d..8d', 'optimistic, most likely, pessimistic']];
const percents: Words = plain('10%', '25%', '50%', '75%', '90%', '100%');

/** Words of lines whose value is a length of time, and of those whose value is a share. */
const timed: ReadonlySet<string> = new Set(['remaining', 'takes', 'day', 'week-length', 'slip']);
const shared: ReadonlySet<string> = new Set(['progress', 'interrupts', 'confidence', 'probability']);

/** Rules and properties whose value is a date. */
const dated = /^(?:(?:\w*Mark|Dated|NeededBy|Asked|Done|Approved|Promised|ValidateBy|Decided|Resolved|Signed|Verdict|Judged|Measured|StartLine|FinishLine|Limit|Commitment|Report|Baseline)\.date|\w+\.(?:until|since)|Works\.values|On\.value|BaselineRow\.value|RangeItem\.value|Starts\.value)$/;

/** A date, a length of time or a share that needs nothing more. */
const wholeValue = /^(?:\d{4}-\d\d-\d\d|\d+(?:\.\d+)?(?:min|e?[hdw]|%))$/;

export function valueItems(place: Place, one: Expectation, analysis: Analysis | null, codes: readonly string[]): CompletionItem[] {
  if (one.kind !== 'terminal') return [];
  const key = `${one.rule}.${one.property}`;
  if (one.value === 'VALUE') {
    // Behind a whole value, Enter is a new line: `3d` must not become `3d..5d..8d`.
    if (wholeValue.test(place.word)) return [];
    if (dated.test(key)) return dateItems(place, one, analysis);
    return fromWords(lengthWords(one, key), CompletionItemKind.Value);
  }
  if (one.value !== 'ID') return [];
  const first = one.taken[0]?.image;
  if (key === 'ReportLine.values') return first === 'health' && one.taken.length === 1 ? fromWords(health, CompletionItemKind.EnumMember) : [];
  if (key === 'PolicySeverity.code') return fromWords(plain(...codes), CompletionItemKind.EnumMember);
  const all = enumerations[`${key} in ${blockName(one)}`] ?? enumerations[key];
  return all ? fromWords(all, CompletionItemKind.EnumMember) : [];
}

function lengthWords(one: Expectation, key: string): Words {
  const word = one.taken[0]?.image ?? '';
  if (word === 'estimate') return estimates;
  if (timed.has(word)) return durations;
  if (shared.has(word)) return percents;
  if (key === 'Link.lag') return one.taken.at(-1)?.image === '+' || one.taken.at(-1)?.image === '-' ? durations : [];
  return key === 'Impact.value' ? durations : [];
}

function fromWords(all: Words, kind: CompletionItemKind): CompletionItem[] {
  return all.map(([word, meaning], rank) => ({ label: word, kind, ...(meaning ? { detail: meaning } : {}), sortText: `0${String(rank).padStart(3, '0')}` }));
}

/** Dates that a person means most often: the status date, those of the activity around, and those of its program. */
function dateItems(place: Place, one: Expectation, analysis: Analysis | null): CompletionItem[] {
  if (!analysis) return [];
  const { plan, schedule } = analysis;
  const found = new Map<string, string>();
  const add = (at: number | null | undefined, meaning: string): void => {
    if (at == null) return;
    const before = found.get(words.date(at));
    if (before === undefined) found.set(words.date(at), meaning);
    else if (!before.includes(meaning)) found.set(words.date(at), `${before}, ${meaning}`);
  };
  const around = place.path.map((_, i) => elementsById(plan, place.path.slice(0, i + 1).join('.'))).flat();
  const index = around.map((element: Element) => plan.activityIndex.get(element.key)).findLast(at => at !== undefined);
  const program = schedule.programs.find(each => each.name === place.path[0]) ?? schedule.programs[0];
  if (index !== undefined) {
    const { start, finish, commitment } = schedule.at(index);
    if (one.line === 'Commitment' || one.line === 'FinishLine') add(finish === null ? null : finish - 1, 'forecast finish');
    if (one.line === 'StartLine' || one.line === 'Limit') add(start, 'forecast start');
    add(statusDate(schedule, index), 'status date');
    add(start, 'forecast start');
    add(finish === null ? null : finish - 1, 'forecast finish');
    add(commitment?.by == null ? null : commitment.by - 1, 'commitment');
  }
  add(program?.statusDate ?? schedule.asOf, 'status date');
  add(program?.start, 'start of the program');
  add(program?.finish == null ? null : program.finish - 1, 'finish of the program');
  return [...found].map(([label, detail], rank) => ({ label, detail, kind: CompletionItemKind.Value, sortText: `0${rank}` }));
}
