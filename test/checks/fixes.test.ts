/** Every repair that is offered, applied to every plan that fires its rule. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fixesFor } from '../../language/checks/check.ts';
import { allowFinding } from '../../language/checks/fixes/allow.ts';
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

describe('quick fixes in texts with carriage returns', () => {
  it('write no other line ends', async () => {
    let written = 0;
    for (const rule of rules) {
      if (rule.fix === undefined) continue;
      const own = new URL(`${rule.code}/`, folder);
      for (const file of readdirSync(own).filter(name => name.startsWith('fires'))) {
        const plan = parseExpectations(readFileSync(new URL(file, own), 'utf8'), codes);
        const files = plan.files.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') }));
        for (const { fixes } of await fixesIn(files, plan, rule.code)) {
          for (const fix of fixes) {
            written++;
            for (const { text } of applied(files, fix)) assert.ok(!/(?<!\r)\n/.test(text), `${rule.code} ${file}: ${fix.title}`);
          }
        }
      }
    }
    assert.ok(written > 80, `${written} fixes`);
  });
});

describe('allowing a finding', () => {
  it('silences it, and brings no other, wherever a finding can stand', async () => {
    let silenced = 0;
    for (const rule of rules) {
      const own = new URL(`${rule.code}/`, folder);
      if (rule.code === 'internal-error') continue;
      for (const file of readdirSync(own).filter(name => name.startsWith('fires'))) {
        const plan = parseExpectations(readFileSync(new URL(file, own), 'utf8'), codes);
        const { findings } = await analyseFiles(plan.files, plan);
        const text = (uri: string): string | null => plan.files.find(({ path }) => uriOf(path) === uri)?.text ?? null;
        for (const finding of findings.filter(({ code }) => code === rule.code)) {
          const fix = allowFinding(finding, text(finding.uri));
          if (fix === null) continue;
          silenced++;
          const before = counts(findings);
          const after = counts((await analyseFiles(applied(plan.files, fix), plan)).findings);
          assert.ok((after.get(rule.code) ?? 0) < before.get(rule.code)!, `${rule.code} ${file}`);
          for (const [code, count] of after) assert.ok(count <= (before.get(code) ?? 0), `${rule.code} ${file}: brings ${code}`);
        }
      }
    }
    assert.ok(silenced > 60, `${silenced} silenced`);
  });

  it('stands on a line of its own where a comment stands already, and nowhere in a long text', () => {
    const finding = (text: string, word: string): Finding => {
      const start = text.indexOf(word);
      return { code: 'missing-estimate', severity: 'warning', message: '', uri: 'file:///a.program', span: { start, end: start + word.length }, related: [] };
    };
    const allowed = (text: string, word = 'build'): string | null => {
      const [edit] = allowFinding(finding(text, word), text)?.edits ?? [];
      return edit ? text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end) : null;
    };
    assert.equal(allowed('a\r\n  task build // soon\r\n'), 'a\r\n  // allow missing-estimate: say why this is right here\r\n  task build // soon\r\n');
    assert.equal(allowed('task build "see http://x"\n'), 'task build "see http://x"  // allow missing-estimate: say why this is right here\n');
    assert.equal(allowed('task build { note """one\ntwo""" }\n'), null);
    assert.equal(allowFinding({ ...finding('task build', 'build'), code: 'syntax' }, 'task build'), null);
  });
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

  it('says which commitments would be missed', async () => {
    const { titles } = await fixed(program(
      'task a { estimate 2d  after c }', 'task b { estimate 5d  after a }', 'task c { estimate 3d  after b  by 2026-01-16 }', 'milestone m { after b  by 2026-01-19 }',
    ), 'dependency-cycle');
    assert.deepEqual(titles, [
      'Remove `after b` from c: finish 2026-01-23, 5 working days later than shown now, one commitment missed',
      'Remove `after a` from b: finish 2026-01-23, 5 working days later than shown now, one commitment missed',
      'Remove `after c` from a: finish 2026-01-23, 5 working days later than shown now, two commitments missed',
    ]);
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

const people = ['person ana "Ana Ruiz"', 'person lee "Lee Wong"', 'team sre "SRE" { lead lee }'];
const strict = (...lines: string[]): string => program('policy enterprise', ...lines);

describe('the fix of a missing owner', () => {
  it('offers those first whose people are needed, and who owns what stands beside it', async () => {
    const { text, titles } = await fixed(strict(...people, 'task a { estimate 9d  owner lee }', 'task b { estimate 2d  needs sre 1 }'), 'missing-owner');
    assert.deepEqual(titles, [
      'Add `owner sre` to b (sre, SRE)', 'Add `owner lee` to b (lee, Lee Wong)', 'Add `owner ana` to b (ana, Ana Ruiz)',
    ]);
    assert.equal(text, strict(...people, 'task a { estimate 9d  owner lee }', 'task b { owner sre  estimate 2d  needs sre 1 }'));
  });

  it('gives the block around it one as well', async () => {
    const plan = (head: string): string => strict(...people, 'task a { estimate 9d  owner lee }', `workstream w {${head}`, '  task b { estimate 2d }', '}');
    const { titles } = await fixed(plan(''), 'missing-owner', 3);
    assert.equal(titles[3], 'Add `owner lee` to the workstream w (lee, Lee Wong)');
    assert.equal((await fixed(plan('  // ours'), 'missing-owner', 3)).text, plan('  // ours\n    owner lee'));
  });

  it('declares a placeholder where the plan has nobody', async () => {
    const { text, titles } = await fixed(program('risk r "R" { probability 20%  contingency "x" }'), 'risk-without-owner');
    assert.deepEqual(titles, ['Add `owner tbd` to r, and declare it until somebody is found']);
    assert.equal(text, `${program('risk r "R" { owner tbd  probability 20%  contingency "x" }')}person tbd "To be decided"\n`);
  });

  it('aligns with the lines around it', async () => {
    const { text } = await fixed(program(...people, 'issue i "I" {', '  severity high', '  raised   2026-01-12', '}').replaceAll('\n', '\r\n').replace('severity high', 'severity  high'), 'issue-unassigned');
    assert.equal(text, program(...people, 'issue i "I" {', '  owner     ana', '  severity  high', '  raised   2026-01-12', '}').replaceAll('\n', '\r\n'));
  });
});

describe('the fix of a name that means nothing', () => {
  const plan = (line: string): string => `${program(line)}person ana "Ana Ruiz"  // here\n`;

  it('declares a person or a team', async () => {
    const { text, titles } = await fixed(plan('task a { estimate 5d  owner zoe }'), 'unresolved-reference');
    assert.deepEqual(titles, ['Declare the person zoe', 'Declare the team zoe']);
    assert.equal(text, `${plan('task a { estimate 5d  owner zoe }')}person zoe "Zoe"\n`);
  });

  it('declares a task beside the one that waits for it', async () => {
    const { text } = await fixed(plan('task a { estimate 5d  after first-draft }'), 'unresolved-reference');
    assert.equal(text, plan('task a { estimate 5d  after first-draft }').replace(/(first-draft \})/, '$1\n  task first-draft "First draft" { estimate 1d }'));
  });
});

describe('the fix of an ambiguous name', () => {
  it('renames the one that is meant, everywhere', async () => {
    const plan = (task: string, milestone: string, used: string): string =>
      program(`task ${task} { estimate 5d }`, `milestone ${milestone} { accept "x" }`, `task launch { estimate 1d  after ${used} }`, `scenario s { slip launch 1d }`);
    const { text, titles } = await fixed(plan('ready', 'ready', 'ready'), 'ambiguous-reference', 1);
    assert.deepEqual(titles, ['Mean the task, and rename it to ready-task', 'Mean the milestone, and rename it to ready-milestone']);
    assert.equal(text, plan('ready', 'ready-milestone', 'ready-milestone'));
  });
});

describe('fixes of values', () => {
  const values: readonly [string, string, string, readonly string[]][] = [
    ['impossible-date', 'task a { estimate 5d  start not before 2026-02-30 }', 'task a { estimate 5d  start not before 2026-02-28 }', ['Change to 2026-02-28', 'Change to 2026-03-02']],
    ['impossible-date', 'task a { estimate 5d  start not before 2026-13-05T09:00 }', 'task a { estimate 5d  start not before 2026-12-05T09:00 }', ['Change to 2026-12-05T09:00']],
    ['impossible-range', 'task a { estimate 9d..5d..7d }', 'task a { estimate 5d..7d..9d }', ['Change to 5d..7d..9d']],
    ['unknown-timezone', 'timezone "Europe/Pariss"', 'timezone "Europe/Paris"', ['Change to Europe/Paris']],
    ['done-before-started', 'task a { estimate 5d  started 2026-01-09  done 2026-01-08 }', 'task a { estimate 5d  started 2026-01-08  done 2026-01-09 }', ['Exchange the two dates']],
    ['offset-without-timezone', 'task a { estimate 5d  start not before 2026-01-14T09:00+02:00 }', 'task a { estimate 5d  start not before 2026-01-14T09:00 }', ['Remove the offset, which is left off anyway']],
    ['complete-without-done', 'task a { estimate 1d  started 2026-01-08  progress 100% }', 'task a { estimate 1d  started 2026-01-08  progress 100%  done 2026-01-09 }', ['Write `done 2026-01-09`, as the schedule takes it']],
    ['progress-ahead', 'task a { estimate 20d  started 2026-01-09  progress 80% }', 'task a { estimate 20d  started 2026-01-09  progress 80%  remaining 4d }', ['Write `remaining 4d`: the rest of the estimate, so that the finish moves in']],
    ['external-commitment-unapproved', 'task a { estimate 5d  by 2026-02-02 for customers }', 'task a { estimate 5d  by 2026-02-02 }', ['Remove `for customers`: the commitment is internal']],
    ['forecast-after-commitment', 'task a { estimate 5d  by 2026-01-13 }', 'task a { estimate 5d  by 2026-01-16 }', ['Change the commitment to 2026-01-16, the forecast']],
    ['duplicate-property', 'task a { estimate 5d  owner ana, lee }', 'task a { estimate 5d  owner ana }', ['Remove the second one']],
  ];
  for (const [code, before, after, offered] of values) {
    it(`${code}: ${offered[0]}`, async () => {
      const wrap = (line: string): string => (code === 'duplicate-property' ? program(...people, line) : program(line));
      const { text, titles } = await fixed(wrap(before), code);
      assert.deepEqual(titles, offered);
      assert.equal(text, wrap(after));
    });
  }
});
