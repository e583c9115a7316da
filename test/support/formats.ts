/** Formatting never changes what a plan says, loses nothing, and is done once. */
import assert from 'node:assert/strict';
import { changesOnLines, createAnalyzer, formatText, lower, statementOffsets } from '../../language/index.ts';
import type { DocumentPlan, TextChange } from '../../language/index.ts';
import { pieces } from '../../language/syntax/layout.ts';
import { read } from '../syntax/languages.ts';
import { language } from './inspect.ts';

const noon = Date.UTC(2026, 0, 14, 12) / 60_000;

/** Throws where changes do not ascend, overlap or replace anything but white space. */
export function applied(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of changes) {
    assert.ok(start >= at && end >= start && end <= text.length, 'changes ascend and do not overlap');
    assert.ok(!/\S/.test(text.slice(start, end) + newText), `white space only, not ${JSON.stringify(text.slice(start, end))} to ${JSON.stringify(newText)}`);
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

interface Read { readonly changes: readonly TextChange[]; readonly meaning: string; readonly hasMistakes: boolean; readonly findings: readonly string[]; readonly pieces: readonly string[] }

async function readText(text: string): Promise<Read> {
  const { documents: [document] } = await read(text, language);
  assert.ok(document);
  const { plan } = lower(document);
  const { findings } = createAnalyzer(language).analyse({ today: noon });
  return {
    changes: formatText(text, { statements: statementOffsets(document) }), meaning: meaning(plan),
    hasMistakes: findings.some(({ code }) => code === 'syntax'),
    // How a mistake is described depends on the lines that it stands on.
    findings: findings.filter(({ code }) => code !== 'syntax').map(({ code, severity, message }) => `${severity} ${code} ${message.replaceAll(/\bline \d+/g, 'line')}`).sort(),
    // The lines of a comment move with its first.
    pieces: pieces(text).filter(({ kind }) => kind !== 'newline').map(({ kind, start, end }) => (kind === 'block-comment' ? text.slice(start, end).replaceAll(/\r?\n[ \t]*(?=\*)/g, '\n') : text.slice(start, end))),
  };
}

/** The plan without places: what stays when white space changes. */
function meaning(plan: DocumentPlan): string {
  return JSON.stringify(plan, (key, value: unknown) => {
    if (key === 'span' || key === 'nameSpan' || key === 'from' && typeof value === 'number' || key === 'to' && typeof value === 'number') return undefined;
    return key === 'asLateAsPossible' ? value !== null : value;
  }, 1);
}

/** The same words, texts and comments; and where the text is without mistakes of syntax, the same plan. What somebody meant by a mistake is a guess, for which lines count. */
async function assertSame(before: Read, text: string): Promise<Read> {
  const after = await readText(text);
  assert.deepEqual(after.pieces, before.pieces);
  if (before.hasMistakes) return after;
  assert.equal(after.meaning, before.meaning);
  assert.deepEqual(after.findings, before.findings);
  assert.equal(after.hasMistakes, before.hasMistakes);
  return after;
}

export async function assertFormats(text: string): Promise<void> {
  const before = await readText(text);
  const formatted = applied(text, before.changes);
  const { changes } = await assertSame(before, formatted);
  if (!before.hasMistakes) assert.equal(applied(formatted, changes), formatted, 'formatting twice is formatting once');
}

/** The same for the lines of a selection; all others stay, letter by letter. */
export async function assertFormatsLines(text: string, at: number, count: number): Promise<void> {
  const before = await readText(text);
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(match => match.index + match[0].length)];
  const first = at % starts.length;
  const last = Math.min(starts.length - 1, first + count);
  const from = starts[first] ?? 0;
  const behind = starts[last + 1] ?? text.length;
  const to = from + text.slice(from, behind).replace(/[\r\n]+$/, '').length;
  const formatted = applied(text, changesOnLines(text, before.changes, from, to));
  assert.ok(formatted.startsWith(text.slice(0, from)), 'nothing before the selection changes');
  assert.ok(formatted.endsWith(text.slice(to)), 'nothing behind the selection changes');
  await assertSame(before, formatted);
}
