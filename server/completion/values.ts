/** Values that can stand at a place: dates, lengths of time, shares, and the words of a fixed list. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { policyWords, vocabulary } from '../../language/index.ts';
import type { Plan, WallMinutes } from '../../language/index.ts';
import type { Analysis } from '../context.ts';
import { dateItems, isDated } from './dates.ts';
import type { Expectation } from './expect.ts';
import { blockName } from './keywords.ts';
import { estimatesFor, lengthsFor, stepLengthsFor } from './lengths.ts';
import { activityAt } from './nearby.ts';
import type { Place } from './place.ts';

/** What values depend on besides the place. */
export interface ValueOptions {
  readonly analysis: Analysis | null;
  readonly today: WallMinutes;
  /** The codes of all rules. */
  readonly codes: readonly string[];
}

type Words = readonly (readonly [word: string, meaning: string])[];

const plain = (words: readonly string[], meanings: Readonly<Record<string, string>> = {}): Words => words.map(word => [word, meanings[word] ?? '']);
const weekdays = plain(['mon-fri', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** Words by the rule of the line and the property, or by rule, property and block, or first word, where that decides. */
const enumerations: Readonly<Record<string, Words>> = {
  'Status.values in Dependency': plain(vocabulary['contract status'], {
    'at-risk': 'the promise is in doubt', broken: 'the promise will not be kept', withdrawn: 'no longer wanted: it links nothing',
  }),
  'Status.values in Risk': plain(vocabulary['risk status']),
  'Severity.values': plain(vocabulary.severity),
  'Probability.level': plain(vocabulary.probability),
  'Impact.level': plain(vocabulary.impact),
  'NoOpen.level': plain(vocabulary.severity),
  'Verdict.value': plain(vocabulary.verdict, { go: 'the gate is held', 'no-go': 'the gate is not passed', conditional: 'held, with every open check as a condition' }),
  'ReportLine.values of health': plain(vocabulary.health, { green: 'on plan', amber: 'at risk', red: 'off plan', grey: 'not known' }),
  'PolicySeverity.level': plain(vocabulary['severity of a finding']),
  'PolicyWord.values of estimates': plain(vocabulary['way to read estimates']),
  'PolicyWord.values of evidence': plain(vocabulary['rule on evidence']),
  'PolicyApprover.subject': plain(['scope-change', 'risk-acceptance', 'waiver']),
  'PolicyLine.words': plain(policyWords, Object.fromEntries(policyWords.map(word => [word, 'policy']))),
  'Week.days': weekdays,
  'Every.days': weekdays,
  'Every.unit': plain(['day', 'week', 'weeks', 'month', 'quarter']),
  'Covers.values': plain(['risks', 'issues', 'actions', 'decisions', 'dependencies', 'milestones', 'changes']),
  'Tags.values': plain(['security-review', 'privacy-review', 'rehearsal', 'rollback-test', 'decommission', 'integration']),
  'Currency.values': plain(['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'INR']),
  'Commitment.audience': plain(['customers']),
  'SignOff.values': plain(['engineering', 'security', 'operations', 'product', 'legal', 'support']),
};

const percents = plain(['10%', '25%', '50%', '75%', '90%', '100%']);

/** Words of lines whose value is a length of time, and of those whose value is a share. */
const timed: ReadonlySet<string> = new Set(['remaining', 'day', 'week-length', 'slip']);
const shared: ReadonlySet<string> = new Set(['progress', 'interrupts', 'confidence', 'probability']);

/** A date, a length of time or a share that needs nothing more. */
const wholeValue = /^(?:\d{4}-\d\d-\d\d|\d+(?:\.\d+)?(?:min|e?[hdw]|%))$/;

export function valueItems(place: Place, one: Expectation, { analysis, today, codes }: ValueOptions): CompletionItem[] {
  if (one.kind !== 'terminal') return [];
  const key = `${one.rule}.${one.property}`;
  if (one.value === 'VALUE') {
    // Behind a whole value, Enter is a new line: `3d` must not become `3d..5d..8d`.
    if (wholeValue.test(place.word)) return [];
    return isDated(key) ? dateItems(place, one, analysis, today) : fromWords(lengthWords(one, key, place.word), CompletionItemKind.Value);
  }
  if (one.value !== 'ID') return [];
  const first = one.taken[0]?.image;
  if (key === 'PolicySeverity.code') return fromWords(plain(codes), CompletionItemKind.EnumMember);
  if (key === 'ReportLine.values' && one.taken.length !== 1) return [];
  const roles = key === 'Signed.roles' && analysis ? rolesAround(place, analysis.plan) : [];
  const all = roles.length > 0 ? plain(roles) : enumerations[`${key} in ${blockName(one)}`] ?? enumerations[`${key} of ${first}`] ?? enumerations[key];
  return all ? fromWords(all, CompletionItemKind.EnumMember) : [];
}

/** The roles that the gate around asks for. */
function rolesAround(place: Place, plan: Plan): string[] {
  return plan.activities[activityAt(plan, place.path) ?? -1]?.gate?.signOff.map(role => role.value) ?? [];
}

function lengthWords(one: Expectation, key: string, typed: string): Words {
  const word = one.taken[0]?.image ?? '';
  if (word === 'estimate') return estimatesFor(typed);
  if (word === 'takes') return plain(stepLengthsFor(typed));
  if (timed.has(word)) return plain(lengthsFor(typed));
  if (shared.has(word)) return percents;
  if (key === 'Link.lag') return one.taken.at(-1)?.image === '+' || one.taken.at(-1)?.image === '-' ? plain(lengthsFor(typed)) : [];
  return key === 'Impact.value' ? estimatesFor(typed) : [];
}

function fromWords(all: Words, kind: CompletionItemKind): CompletionItem[] {
  return all.map(([word, meaning], rank) => ({ label: word, kind, ...(meaning ? { detail: meaning } : {}), sortText: `0${String(rank).padStart(3, '0')}` }));
}
