/** Keywords that can stand at a place, and whole constructs where one may be declared. */
import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import type { Grammar } from 'langium';
import { formatDay, MINUTES_PER_DAY, saidOnce } from '../../language/index.ts';
import type { WallMinutes } from '../../language/index.ts';
import { expectationsInRule } from './expect.ts';
import type { Expectation } from './expect.ts';
import type { Place } from './place.ts';

/** Lines that a block may have once: those of which a second is reported, and those of which a second makes no sense. */
const single: ReadonlySet<string> = new Set([
  ...saidOnce, 'deputy', 'sponsor', 'charter', 'lead', 'role', 'email', 'cost', 'optional', 'rollout', 'deliver', 'requires', 'no-return',
]);

/** Blocks in which one of these words may be said more than once, or starts lines that differ. */
const repeatable: ReadonlySet<string> = new Set([
  'estimate in Scenario', 'calendar in Document', 'policy in Document', 'status in Report', 'on in Risk',
  'start in Workstream', 'start in Task', 'start in Milestone', 'start in Gate', 'start in Release',
]);

/** What is inserted where a construct may be declared, those first that people write most. `@14` stands for the date two weeks after the status date. */
const snippets: Readonly<Record<string, string>> = {
  program: 'program ${1:name} "${2:Title}" {\n\towner ${3:person}\n\tstart ${4:@0}\n\n\tworkstream ${5:work} "${6:Work}" {\n\t\ttask ${7:first} "${8:First step}" {\n\t\t\testimate ${9:5d}\n\t\t}\n\t\tmilestone ${10:ready} "${11:Ready}" {\n\t\t\tafter $7\n\t\t}\n\t}\n}\n',
  part: 'part of ${1:program}\n',
  workstream: 'workstream ${1:name} "${2:Title}" {\n\t$0\n}',
  task: 'task ${1:name} "${2:Title}" {\n\testimate ${3:5d}\n\t$0\n}',
  milestone: 'milestone ${1:name} "${2:Title}" {\n\tafter ${3:task}\n\t$0\n}',
  gate: 'gate ${1:name} "${2:Title}" {\n\tafter ${3:milestone}\n\tcheck ${4:ready} "${5:Question}" { owner ${6:person} }\n\t$0\n}',
  release: 'release ${1:name} "${2:Title}" {\n\tafter ${3:gate}\n\t$0\n}',
  dependency: 'dependency ${1:name} "${2:Title}" {\n\tfrom      ${3:activity}\n\tto        ${4:activity}\n\tdeliver   "${5:What}"\n\taccept    "${6:When it is good}"\n\tneeded by ${7:@21}\n\t$0\n}',
  risk: 'risk ${1:name} "${2:Title}" {\n\tprobability ${3|low,medium,high|}\n\timpact      ${4:5d} on ${5:activity}\n\towner       ${6:person}\n\t$0\n}',
  assumption: 'assumption ${1:name} "${2:Title}" {\n\towner       ${3:person}\n\tvalidate by ${4:@14}\n\t$0\n}',
  issue: 'issue ${1:name} "${2:Title}" {\n\tseverity ${3|low,medium,high|}\n\towner    ${4:person}\n\tdue      ${5:@14}\n\t$0\n}',
  decision: 'decision ${1:name} "${2:Question?}" {\n\tneeded by ${3:@14}\n\towner     ${4:person}\n\toption ${5:first}  "${6:One way}" { pro "${7:For}"  con "${8:Against}" }\n\toption ${9:second} "${10:Another}" { pro "${11:For}"  con "${12:Against}" }\n\t$0\n}',
  action: 'action ${1:name} "${2:Title}" { owner ${3:person}  due ${4:@14} }',
  change: 'change ${1:name} "${2:Title}" {\n\tasked  ${3:@0} by ${4:person}\n\timpact ${5:+5d} on ${6:activity}\n\t$0\n}',
  escalation: 'escalation ${1:name} "${2:Title}" {\n\traised ${3:@0}  to ${4:person}\n\task    "${5:What is asked}"\n\t$0\n}',
  outcome: 'outcome ${1:name} "${2:Title}" { was ${3:480 ms}  target ${4:300 ms}  actual ${5:410 ms} }',
  calendar: 'calendar ${1:name} {\n\tweek mon-fri ${2:09:00-17:00}\n\tholidays ${3:@90}\n\t$0\n}',
  team: 'team ${1:name} "${2:Title}" { lead ${3:person}  size ${4:5} }',
  person: 'person ${1:name} "${2:Full name}" { team ${3:team}  role "${4:Role}" }',
  policy: 'policy ${1:name} extends ${2|startup,enterprise,regulated|} {\n\t$0\n}',
  charter: 'charter {\n\tproblem "${1:What is wrong today}"\n\tgoal    "${2:What is true when we are done}"\n\t$0\n}',
  check: 'check ${1:name} "${2:Question}" { owner ${3:person}  due ${4:@30} }',
  option: 'option ${1:name} "${2:Title}" { pro "${3:For}"  con "${4:Against}" }',
  cutover: 'cutover {\n\twindow ${1:@30T05:00 .. @30T08:00}\n\tstep ${2:name} "${3:Title}" { takes ${4:10min}  owner ${5:person}  verify "${6:How to see that it worked}" }\n\t$0\n}',
  step: 'step ${1:name} "${2:Title}" { takes ${3:10min}  owner ${4:person}  verify "${5:How to see that it worked}" }',
  cadence: 'cadence ${1:name} "${2:Title}" { every week on ${3|mon,tue,wed,thu,fri|}  covers ${4:risks, actions} }',
  scenario: 'scenario ${1:name} "${2:Title}" { slip ${3:activity} ${4:3w} }',
  report: 'report ${1:@0} {\n\thealth     ${2|green,amber,red|} "${3:Why}"\n\tachieved   "${4:What}"\n\tnext       "${5:What}"\n\t$0\n}',
  review: 'review ${1:name} "${2:Title}" { on ${3:@60}  lesson "${4:What was learned}" }',
  announce: 'announce ${1:name} "${2:Title}" { owner ${3:person}  due ${4:@30} }',
  mitigation: 'mitigation "${1:What is done}" { owner ${2:person}  due ${3:@14} }',
};

/** Lines that people write first, before the constructs of a block; after these come the rest, by the alphabet. */
const usualInProgram: readonly string[] = ['start', 'as of', 'owner'];
const usual: readonly string[] = [
  'estimate', 'from', 'to', 'after', 'deliver', 'needed by', 'probability', 'impact', 'severity', 'owner', 'by', 'needs', 'progress', 'started', 'done',
];
const constructs = Object.keys(snippets);

/** The rank of an item among those that start a line: usual lines, constructs as a plan has them, other lines. */
function rankOfLine(word: string, block: string, isConstruct: boolean): string {
  const [group, place] = isConstruct ? [3, constructs.indexOf(word)] : [2, (block === 'Program' ? usualInProgram : usual).indexOf(word)];
  return place < 0 ? `4${word}` : `${group}${String(place).padStart(2, '0')}`;
}

const isWord = (keyword: string): boolean => /^[a-z]/.test(keyword);

/** What `completionItem/resolve` finds the help of a keyword by. */
export interface KeywordData { readonly keyword: string; readonly block: string }

export interface KeywordOptions {
  /** Whether the editor can insert constructs with places to fill in. */
  readonly snippets: boolean;
  /** The status date, in wall minutes: dates in constructs count from it. */
  readonly today: WallMinutes;
}

/** Keywords that the grammar allows here, without lines that the block has and may have once. */
export function keywordItems(place: Place, grammar: Grammar, { snippets: withSnippets, today }: KeywordOptions): CompletionItem[] {
  const items = new Map<string, CompletionItem>();
  for (const one of place.expectations) {
    if (one.kind !== 'keyword' || !isWord(one.value)) continue;
    const block = blockName(one);
    const starts = one.taken.length === 0;
    if (starts && place.started.has(one.value) && single.has(one.value) && !repeatable.has(`${one.value} in ${block}`)) continue;
    const data: KeywordData = { keyword: one.value, block };
    const snippet = starts ? snippets[one.value] : undefined;
    if (snippet !== undefined && withSnippets && declares(one, block)) {
      items.set(`${one.value} {`, {
        label: one.value, labelDetails: { description: 'new' }, kind: CompletionItemKind.Snippet, data,
        insertText: dated(snippet, today), insertTextFormat: InsertTextFormat.Snippet, sortText: rankOfLine(one.value, block, true),
      });
      // `action x` may also refer to a declared one, `action x "…"` declares it.
      if (!one.line.endsWith('Entry')) continue;
    }
    for (const phrase of phrases(one, grammar)) {
      if (!items.has(phrase)) items.set(phrase, { label: phrase, kind: CompletionItemKind.Keyword, data, sortText: starts ? rankOfLine(phrase, block, false) : `1${phrase}` });
    }
  }
  return [...items.values()];
}

function dated(snippet: string, today: WallMinutes): string {
  return snippet.replace(/@(\d+)/g, (_, days: string) => formatDay(today + Number(days) * MINUTES_PER_DAY));
}

/** `team` in a person, and the calendar of an activity, only refer. */
function declares({ value, line }: Expectation, block: string): boolean {
  if (value === 'team') return block !== 'Person';
  if (value === 'calendar') return line !== 'CalendarUse';
  return true;
}

/** The name of the block in the table of helps: the type of its node. */
export function blockName({ block }: Expectation): string {
  return block.replace(/Entry$/, '');
}

const known = new WeakMap<Grammar, Map<string, readonly string[]>>();

/** A keyword with the words that must follow it: `needed by`; with two ways on, both: `not before`, `not after`. */
function phrases(one: Expectation, grammar: Grammar): readonly string[] {
  const cache = known.get(grammar) ?? new Map<string, readonly string[]>();
  known.set(grammar, cache);
  // What the line has so far matters by its words alone: `start not` goes on as a start does.
  const before = one.taken.every(token => token.kind === 'name') ? one.taken.map(token => token.image) : null;
  const [rule, words] = before ? [one.line, before] : [one.rule, []];
  const key = [rule, ...words, one.value].join(' ');
  let found = cache.get(key);
  if (!found) {
    found = extend(grammar, rule, words, [one.value]);
    if (cache.size >= phrasesAtMost) cache.clear();
    cache.set(key, found);
  }
  return found;
}

const phrasesAtMost = 2000;

function extend(grammar: Grammar, rule: string, before: readonly string[], words: readonly string[]): string[] {
  // As signs they can be read as keywords only, not as names.
  const tokens = [...before, ...words].map((image, i) => ({ kind: 'sign' as const, image, start: i, end: i }));
  const next = expectationsInRule(grammar, rule, tokens);
  const keywords = [...new Set(next.filter(one => one.kind === 'keyword' && isWord(one.value)).map(one => one.value))];
  if (next.length === 0 || next.some(one => one.kind !== 'keyword') || keywords.length > 2 || words.length > 4) return [words.join(' ')];
  return keywords.flatMap(keyword => extend(grammar, rule, before, [...words, keyword]));
}
