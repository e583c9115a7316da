/**
 * Plans that say which findings they expect, for tests as data.
 *
 * A fixture is a `.program` text (or several, see fixture.ts) in which `<|…|>` marks where a finding stands and a comment
 * says what it is; the first comment belongs to the first mark, and so on:
 *
 *     // expect: warning forecast-after-commitment "9 working days"
 *     milestone ready "Ready" { after build  <|by 2026-01-16|> }
 *
 * `// today: 2026-01-12` and `// as-of: 2026-01-12` set the clock and the command line's status date.
 */
import { parseFixture } from './fixture.ts';
import type { FixtureFile } from './fixture.ts';
import { readInstant } from '../../language/plan/dates.ts';
import type { Finding, Severity } from '../../language/checks/finding.ts';

export interface Expectation {
  readonly severity: Severity;
  readonly code: string;
  /** A part of the message. */
  readonly contains: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export interface ExpectedPlan {
  readonly files: readonly FixtureFile[];
  readonly expectations: readonly Expectation[];
  /** Wall minutes. */
  readonly today: number;
  readonly asOf: number | undefined;
}

/** Monday 2026-01-12, 09:00: when fixtures live that say nothing else. */
const TODAY = '2026-01-12T09:00';
const severities: readonly string[] = ['error', 'warning', 'information', 'hint'] satisfies Severity[];

function isSeverity(word: string): word is Severity {
  return severities.includes(word);
}

/**
 * Reads a fixture. Throws where it is malformed: a mark without an expectation or the other way round, an unknown severity,
 * code or directive, a date that is none. `codes` are the codes that exist.
 */
export function parseExpectations(source: string, codes: ReadonlySet<string>): ExpectedPlan {
  const { files, marks } = parseFixture(source);
  const wanted: Omit<Expectation, 'path' | 'start' | 'end'>[] = [];
  const clock: Record<'today' | 'as-of', number | undefined> = { 'today': undefined, 'as-of': undefined };
  for (const { text } of files) {
    for (const [line, word = '', argument = ''] of text.matchAll(/^[ \t]*\/\/ ([a-z-]+):(.*)$/gm)) {
      const rest = argument.trim();
      if (word === 'expect') wanted.push(expectation(line, rest, codes));
      else if (word === 'today' || word === 'as-of') clock[word] = instantOf(line, rest);
      else if (word.startsWith('expect') || word.startsWith('as')) throw new Error(`The fixture has an unknown directive: ${line}`);
    }
  }
  if (wanted.length !== marks.length) throw new Error(`The fixture has ${marks.length} marks and ${wanted.length} expectations.`);
  return {
    files,
    expectations: wanted.map((want, index) => ({ ...want, ...marks[index]! })),
    today: clock.today ?? readInstant(TODAY)!.at,
    asOf: clock['as-of'],
  };
}

function expectation(line: string, rest: string, codes: ReadonlySet<string>): Omit<Expectation, 'path' | 'start' | 'end'> {
  const match = /^(\S+) (\S+)(?: "(.*)")?$/.exec(rest);
  const [, severity = '', code = '', contains = ''] = match ?? [];
  if (match === null) throw new Error(`The fixture has an expectation that cannot be read: ${line}`);
  if (!isSeverity(severity)) throw new Error(`The fixture expects an unknown severity: ${line}`);
  if (!codes.has(code)) throw new Error(`The fixture expects a code that no rule has: ${line}`);
  return { severity, code, contains };
}

function instantOf(line: string, text: string): number {
  const instant = readInstant(text);
  if (instant === null) throw new Error(`The fixture has a date that is none: ${line}`);
  return instant.at;
}

/**
 * What differs between the expected findings and those of the same codes (and of `alsoCodes`), in words; empty where they
 * agree. `pathOf` turns the uri of a finding into the path of a fixture's file.
 */
export function differences(plan: ExpectedPlan, findings: readonly Finding[], alsoCodes: readonly string[], pathOf: (uri: string) => string): string[] {
  const codes = new Set([...plan.expectations.map(({ code }) => code), ...alsoCodes]);
  const open = findings.filter(finding => codes.has(finding.code));
  const wrong: string[] = [];
  for (const want of plan.expectations) {
    const index = open.findIndex(({ code, severity, message, uri, span }) =>
      code === want.code && severity === want.severity && message.includes(want.contains)
      && pathOf(uri) === want.path && span.start === want.start && span.end === want.end);
    if (index < 0) wrong.push(`missing: ${want.severity} ${want.code} “${want.contains}” on ${quote(plan, want.path, want.start, want.end)}`);
    else open.splice(index, 1);
  }
  for (const { code, severity, message, uri, span } of open) {
    wrong.push(`unexpected: ${severity} ${code} “${message}” on ${quote(plan, pathOf(uri), span.start, span.end)}`);
  }
  return wrong;
}

function quote(plan: ExpectedPlan, path: string, start: number, end: number): string {
  const text = plan.files.find(file => file.path === path)?.text ?? '';
  const line = text.slice(0, start).split('\n').length;
  return `‹${text.slice(start, end)}› (${path}, line ${line})`;
}
