/** Every repair that is offered, applied to every plan that fires its rule. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fixesFor } from '../../language/checks/check.ts';
import { rules } from '../../language/checks/registry.ts';
import type { Finding, Fix } from '../../language/checks/finding.ts';
import type { FixtureFile } from '../support/fixture.ts';
import { parseExpectations } from '../support/expectations.ts';
import { analyseFiles, pathOf, uriOf } from '../support/analyse.ts';
import { readInstant } from '../../language/plan/dates.ts';

const folder = new URL('../fixtures/checks/', import.meta.url);
const codes = new Set(rules.map(rule => rule.code));
/** These say what the dates are, and dates change with a repair. */
const aboutDates = new Set(['critical-path', 'critical-activity', 'start-in-past', 'forecast-after-commitment', 'constraint-conflict']);

interface Clock { readonly today: number; readonly asOf?: number | undefined }

function applied(files: readonly FixtureFile[], fix: Fix): FixtureFile[] {
  return files.map(({ path, text }) => {
    const edits = fix.edits.filter(edit => pathOf(edit.uri) === path).sort((a, b) => b.span.start - a.span.start);
    return { path, text: edits.reduce((whole, { span, newText }) => whole.slice(0, span.start) + newText + whole.slice(span.end), text) };
  });
}

async function fixesIn(files: readonly FixtureFile[], clock: Clock, code: string): Promise<{ readonly finding: Finding; readonly fixes: readonly Fix[]; readonly findings: readonly Finding[] }[]> {
  const { plan, schedule, findings } = await analyseFiles(files, clock);
  const text = (uri: string): string | null => files.find(({ path }) => uriOf(path) === uri)?.text ?? null;
  return findings.filter(finding => finding.code === code).map(finding => ({ finding, fixes: fixesFor(finding, { plan, schedule, text }), findings }));
}

function counts(findings: readonly Finding[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const { code } of findings) counted.set(code, (counted.get(code) ?? 0) + 1);
  return counted;
}

describe('quick fixes', () => {
  for (const rule of rules) {
    if (rule.fix === undefined) continue;
    it(`of ${rule.code} take the finding away and bring no other`, async () => {
      let offered = 0;
      for (const file of readdirSync(new URL(`${rule.code}/`, folder)).filter(name => name.startsWith('fires'))) {
        const plan = parseExpectations(readFileSync(new URL(`${rule.code}/${file}`, folder), 'utf8'), codes);
        for (const { fixes, findings } of await fixesIn(plan.files, plan, rule.code)) {
          assert.ok(fixes.filter(fix => fix.preferred).length <= 1, 'at most one fix is preferred');
          for (const fix of fixes) {
            offered++;
            const before = counts(findings);
            const after = counts((await analyseFiles(applied(plan.files, fix), plan)).findings);
            // An owner of a block or a comment on a line may settle several at once.
            assert.ok((after.get(rule.code) ?? 0) < before.get(rule.code)!, `${file}: ${fix.title}`);
            for (const [code, count] of after) if (!aboutDates.has(code)) assert.ok(count <= (before.get(code) ?? 0), `${file}: ${fix.title} brings ${code}`);
          }
        }
      }
      assert.ok(offered > 0, 'no fix was offered');
    });
  }
});

/** The plan after its only finding of a code was fixed, and the titles on offer. */
async function fixed(text: string, code: string, pick = 0): Promise<{ readonly text: string; readonly titles: readonly string[] }> {
  const files = [{ path: '/plan.program', text }];
  const [found, ...more] = await fixesIn(files, { today: readInstant('2026-01-12T09:00')!.at }, code);
  assert.ok(found !== undefined && more.length === 0, `${more.length + (found ? 1 : 0)} findings`);
  const fix = found.fixes[pick];
  assert.ok(fix !== undefined, 'no fix');
  return { text: applied(files, fix)[0]!.text, titles: found.fixes.map(({ title }) => title) };
}

const program = (...lines: string[]): string => `program atlas {\n  start 2026-01-12\n${lines.map(line => `  ${line}\n`).join('')}}\n`;

describe('the fix of a cycle', () => {
  it('offers every link, the one first that moves the finish least, and says how far', async () => {
    const { text, titles } = await fixed(program('task a { estimate 2d  after c }', 'task b { estimate 5d  after a + 10d }', 'task c { estimate 3d  after b }'), 'dependency-cycle');
    assert.deepEqual(titles, [
      'Remove `after a` from b: finish 2026-01-23, 5 working days later than shown now',
      'Remove `after c` from a: finish 2026-02-06, 15 working days later than shown now',
      'Remove `after b` from c: finish 2026-02-06, 15 working days later than shown now',
    ]);
    assert.equal(text, program('task a { estimate 2d  after c }', 'task b { estimate 5d }', 'task c { estimate 3d  after b }'));
  });

  it('leaves the other links of a line alone', async () => {
    const { text } = await fixed(program('task a { estimate 2d }', 'task b { estimate 5d  after a, c + 2d }', 'task c { estimate 3d  after start of b }'), 'dependency-cycle', 0);
    assert.equal(text, program('task a { estimate 2d }', 'task b { estimate 5d  after a }', 'task c { estimate 3d  after start of b }'));
  });

  it('withdraws a contract, so that what was agreed stays on record', async () => {
    const contract = (status: string): string => program('task a { estimate 2d  after b }', 'task b { estimate 5d }', `dependency d { from a  to b${status} }`);
    const { text } = await fixed(contract(''), 'dependency-cycle', 0);
    const other = await fixed(contract(''), 'dependency-cycle', 1);
    assert.deepEqual([text, other.text].sort(), [contract('').replace('  after b', ''), contract(' status withdrawn')].sort());
  });

  it('takes a gate off what it holds', async () => {
    const plan = (after: string, before: string): string =>
      program(`gate g { ${after}before ${before}  check x "X" { owner ana } }`, 'release r { rollback when "errors" }', 'release s { rollback when "errors" }', 'person ana');
    const { text, titles } = await fixed(plan('after r  ', 'r, s'), 'dependency-cycle', 0);
    const other = await fixed(plan('after r  ', 'r, s'), 'dependency-cycle', 1);
    assert.equal(titles.length, 2);
    assert.deepEqual([text, other.text].sort(), [plan('', 'r, s'), plan('after r  ', 's')].sort());
  });
});

describe('fixes of the text', () => {
  it('rename the second of two', async () => {
    const { text } = await fixed(program('task build { estimate 5d }', 'task build { estimate 3d }', 'task build-2 { estimate 3d }'), 'duplicate-name');
    assert.equal(text, program('task build { estimate 5d }', 'task build-3 { estimate 3d }', 'task build-2 { estimate 3d }'));
  });

  it('remove the second property', async () => {
    const { text } = await fixed(program('task build {', '  estimate 5d', '  estimate 8d  // better', '}'), 'duplicate-property');
    assert.equal(text, program('task build {', '  estimate 5d', '}'));
  });

  it('offer the nearest name', async () => {
    const { text } = await fixed(program('task design { estimate 5d }', 'task build { estimate 5d  after desing + 2d }'), 'unresolved-reference');
    assert.equal(text, program('task design { estimate 5d }', 'task build { estimate 5d  after design + 2d }'));
  });
});
