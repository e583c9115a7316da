/** What syntax errors say: to somebody who runs programs, not parsers. Each names what was meant where it can be guessed. */
import type { Blocks } from './blocks.ts';

interface Where { readonly keyword: string; readonly name: string }

const list = (words: readonly string[]): string => words.map(word => `\`${word}\``).join(', ');
const short = (text: string): string => text.length > 40 ? `${text.slice(0, 40)}…` : text;
const inside = (where: Where | undefined): string => where?.keyword ? `in \`${where.keyword}${where.name ? ` ${short(where.name)}` : ''}\`` : 'at the top level';

/** Words of other tools, and what they are called here. */
const otherWords: Readonly<Record<string, string>> = {
  depends: 'after', depend: 'after', dependson: 'after', 'depends-on': 'after', predecessor: 'after', predecessors: 'after', follows: 'after', blockedby: 'after', 'blocked-by': 'after',
  deadline: 'by', commitment: 'by', finishes: 'by', duration: 'estimate', effort: 'estimate', length: 'estimate', work: 'estimate', lasts: 'estimate',
  assignee: 'owner', assigned: 'owner', responsible: 'owner', accountable: 'owner', lead: 'owner', resource: 'needs', resources: 'needs', allocate: 'needs', requires: 'after',
  description: 'note', comment: 'note', details: 'note', url: 'link', ticket: 'ref', jira: 'ref', key: 'ref', complete: 'progress', completed: 'done', finished: 'done', ended: 'done',
  percent: 'progress', project: 'program', epic: 'workstream', phase: 'workstream', stream: 'workstream', story: 'task', activity: 'task', deliverable: 'milestone',
  label: 'tags', labels: 'tags', tag: 'tags', state: 'status', criticality: 'severity', likelihood: 'probability', holiday: 'holidays', vacation: 'away', members: 'size',
  title: 'note', asof: 'as of', today: 'as of', begin: 'start', end: 'by', lag: 'after', milestones: 'milestone', goals: 'goal', criteria: 'accept', acceptance: 'accept',
};

export const unclosedText = (): string => 'This text is not closed: a `"` is missing at its end. Text over several lines stands between `"""`.';
export const unclosedComment = (): string => 'This comment is not closed: a `*/` is missing, so the rest of the file is not read.';
export const unusableName = (image: string): string =>
  `\`${short(image)}\` cannot be a name: a name starts with a letter and goes on with letters, digits, \`_\` and single \`-\`.`;
export const nothingOpened = (): string => '`{` opens the body of something with a name, e.g. `task build {`; nothing here takes a body.';
export const extraBrace = (frame: Where | undefined): string =>
  frame ? `This \`}\` is one too many: the lines after it still belong to ${frame.keyword} ${short(frame.name)}.` : 'This `}` closes nothing: it is one too many.';
export const missingBrace = (keyword: string, name: string, line: number): string =>
  `\`}\` expected to close ${keyword}${name ? ` ${short(name)}` : ''} opened on line ${line}.`;
export const headerJunk = (image: string, keyword: string): string =>
  `\`${short(image)}\` cannot stand before \`{\`: ${keyword ? `\`${keyword}\` takes` : 'it takes'} a name and a title in quotes, then its body.`;

const strayHints: Readonly<Record<string, string>> = {
  ';': 'A line ends without `;`.', ':': 'A value follows its keyword without `:`, e.g. `owner ana`.', '=': 'A value follows its keyword without `=`, e.g. `owner ana`.',
  '#': 'Comments start with `//`.', '\'': 'Text stands in double quotes.', '`': 'Text stands in double quotes.', '\u201C': 'Text stands in straight double quotes: `"…"`.',
  '\u201D': 'Text stands in straight double quotes: `"…"`.', '[': 'Lists are written with commas alone: `after a, b`.', ']': 'Lists are written with commas alone: `after a, b`.',
  '@': 'A person is named without `@`, e.g. `owner ana`.', '*': 'A list needs no bullets: each line starts with a keyword.', '&': 'Several values are separated by commas.',
};
export const strayText = (image: string): string => {
  const hint = strayHints[image[0] ?? ''];
  return hint ?? `\`${short(image)}\` cannot stand here: a line starts with a keyword, e.g. \`task\`, \`owner\` or \`after\`.`;
};

/** A keyword of the language that this kind of body does not have. */
export function misplacedKeyword(keyword: string, where: Where | undefined, blocks: Blocks): string {
  if (keyword === 'part') return '`part of` stands once, at the very top of its file.';
  if (keyword === 'program') return where?.keyword ? 'A program stands at the top level, not inside something else.' : 'A file that starts with `part of` holds no other program.';
  const homes = homesOf(blocks).get(keyword) ?? [];
  if (!where?.keyword && homes.includes('program')) return `\`${keyword}\` stands inside a program: write \`program name { … }\` around it, or \`part of name\` at the top of the file.`;
  const hint = homes.length > 0 ? ` It stands in ${list(homes.slice(0, 6))}${homes.length > 6 ? ' and others' : ''}.` : '';
  return `\`${keyword}\` does not belong ${inside(where)}.${hint}`;
}

/** A first word that is no keyword. `guess` has been taken in its place. */
export function unknownWord(word: string, where: Where | undefined, guess: string | undefined): string {
  if (guess !== undefined) return `\`${short(word)}\` is not known ${inside(where)}. Did you mean \`${guess}\`?`;
  const other = otherWords[word.toLowerCase()];
  return `\`${short(word)}\` is not known ${inside(where)}.${other ? ` It is written \`${other}\` here.` : where?.keyword ? ' A line starts with a keyword, e.g. `task`, `owner` or `after`.' : ' Here stand `program`, `team`, `person`, `calendar` and `policy`.'}`;
}

const homes = new WeakMap<Blocks, Map<string, string[]>>();

/** For each keyword the kinds of blocks that have it. */
function homesOf(blocks: Blocks): Map<string, string[]> {
  const known = homes.get(blocks);
  if (known) return known;
  const found = new Map<string, string[]>();
  const seen = new Set<unknown>();
  const walk = (block: Blocks['document'], opener: string): void => {
    if (seen.has(block)) return;
    seen.add(block);
    for (const keyword of block.statements.keys()) {
      const list = found.get(keyword) ?? [];
      if (opener && !list.includes(opener)) list.push(opener);
      found.set(keyword, list);
    }
    for (const [keyword, statement] of block.statements) if (statement.body) walk(statement.body, keyword);
  };
  walk(blocks.document, '');
  homes.set(blocks, found);
  return found;
}

const dates = 'a date, e.g. 2026-04-01';
const durations = 'a duration, e.g. 3d (45min, 4h, 3d, 2w)';
const text = 'a text in double quotes';

/** What stands behind a keyword, in words. */
const operands: Readonly<Record<string, string>> = {
  estimate: `${durations}, or three of them: 3d..5d..10d`, remaining: durations, progress: 'a percentage, e.g. 60%', priority: 'a number from 1 to 1000', cost: 'an amount, e.g. 40k',
  takes: 'a time, e.g. 45min', window: 'two instants, e.g. 2026-05-12T05:00 .. 2026-05-12T08:00', size: 'a number of people', capacity: 'a number of people', interrupts: 'a percentage, e.g. 20%',
  day: 'a number of hours, e.g. 8h', 'week-length': 'a number of hours, e.g. 40h', week: 'days and hours, e.g. mon-fri 09:00-17:00', works: 'a date and hours, e.g. 2026-12-05 09:00-13:00',
  holidays: `${dates}, or a range: 2026-12-24..2026-12-31`, freeze: `${dates}, or a range: 2026-11-20..2026-12-01`, away: `${dates}, or a range: 2026-04-06..2026-04-10`,
  owner: 'a person or a team', deputy: 'a person or a team', sponsor: 'a person', lead: 'a person', to: 'its receivers', from: 'an activity', after: 'an activity, e.g. build or api.build',
  before: 'an activity', needs: 'a team and how many of it, e.g. platform 2', calendar: 'the name of a calendar', policy: 'startup, enterprise, regulated or the name of a policy',
  team: 'the name of a team', probability: 'a percentage, or low, medium or high', impact: 'a duration, `cost` and an amount, or low, medium or high', status: 'one word, e.g. open',
  severity: 'a word, e.g. high', blocks: 'what it blocks', affects: 'what it affects', for: 'what it is for', recommend: 'one of its options', choose: 'one of its options',
  requires: 'a condition, e.g. closed data-drift', rollout: 'percentages, e.g. 1% for 2h, 10% for 1d, 100%', by: dates, on: dates, every: 'a period, e.g. week on tue',
  was: 'a number and its unit', target: 'a number and its unit', actual: 'a number and its unit', slip: `an activity and ${durations}`, tags: 'a word', ref: `a key or ${text}`,
  verdict: 'go, no-go or conditional, and a date', covers: 'what it covers, e.g. risks, actions', 'sign-off': 'the roles that sign', currency: 'a currency, e.g. USD', correlates: 'a group name',
};
const names = new Set(['ID', 'NEW_NAME']);

export const nameMissing = (keyword: string): string => `\`${keyword}\` needs a name, e.g. \`${keyword} build\`.`;

/** @param expected the parser's name of what is missing; @param after the token before */
export function expectedMessage(expected: string, found: string, after: string, rule: string, isName: boolean): string {
  const operand = operands[after];
  if (names.has(expected) && isName) return nameMissing(after);
  if (operand && expected !== '{') return `\`${after}\` needs ${operand}.`;
  if (/^(?:and|or|not|\()$/.test(after)) return `A condition is missing after \`${after}\`, e.g. \`closed data-drift\`.`;
  if (after === ',') return 'Something is missing after the comma.';
  if (expected === 'VALUE') return datedRule(rule) ? `\`${after}\` needs ${dates}.` : `A value is missing after \`${short(after)}\`: a date (2026-04-01), a duration (3d, 4h), a number or a percentage.`;
  if (expected === 'STRING') return `\`${short(after)}\` needs ${text}.`;
  if (expected === 'QNAME' || names.has(expected)) return `A name is missing after \`${short(after)}\`.`;
  if (expected === '}') return found ? `\`${short(found)}\` is not expected here.` : '`}` is missing.';
  return `\`${expected}\` is expected after \`${short(after)}\`${found ? `, not \`${short(found)}\`` : ''}.`;
}

const datedRule = (rule: string): boolean => /Mark|Dated|Done|Approved|Asked|NeededBy|Judged|Promised|Decided|Resolved|Measured|ValidateBy|Signed|Limit|StartLine|FinishLine|Starts|Report|Commitment/.test(rule);

export const unexpected = (image: string): string => /^"/.test(image)
  ? `This text belongs to nothing: a keyword must stand before it, e.g. \`note\`.`
  : `\`${short(image)}\` is not expected here. A line starts with a keyword; several values are separated by commas.`;
