import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ruleOf, rules } from '../../language/checks/registry.ts';
import { severityOf } from '../../language/checks/check.ts';
import { builtInPolicies } from '../../language/plan/policy.ts';
import { checksPage } from '../../scripts/docs/checks.ts';
import type { ScheduleNote } from '../../language/schedule/model.ts';
import { analyseFiles } from '../support/analyse.ts';
import { readInstant } from '../../language/plan/dates.ts';

const today = readInstant('2026-01-12T09:00')!.at;
/** The codes that the errors of a text itself have. */
const broken = new Set(['syntax', 'unresolved-reference', 'ambiguous-reference', 'duplicate-name', 'duplicate-property', 'impossible-date', 'impossible-range', 'internal-error']);

async function codesIn(text: string): Promise<ReadonlySet<string>> {
  const { findings } = await analyseFiles([{ path: '/plan.program', text }], { today });
  return new Set(findings.map(finding => finding.code));
}

describe('the registry', () => {
  it('has each code once, in kebab-case', () => {
    assert.deepEqual(rules.map(rule => rule.code).filter((code, at, all) => all.indexOf(code) !== at), []);
    for (const { code } of rules) assert.match(code, /^[a-z]+(?:-[a-z]+)*$/);
  });

  it('holds the codes that other programs rely on', () => {
    const fixed = ['syntax', 'unresolved-reference', 'ambiguous-reference', 'duplicate-name', 'duplicate-property', 'impossible-date', 'impossible-range',
      'dependency-cycle', 'critical-path', 'critical-activity', 'forecast-after-commitment', 'start-in-past', 'constraint-conflict',
      'promise-after-need', 'forecast-after-need', 'team-overcommitted'];
    assert.deepEqual(fixed.filter(code => ruleOf(code) === undefined), []);
  });

  it('holds every code that other rooms raise', () => {
    const rooms = ['plan', 'syntax', '.'].map(room => new URL(`../../language/${room}/`, import.meta.url));
    const files = rooms.flatMap((room, at) => readdirSync(room, { recursive: at < 2, encoding: 'utf8' }).filter(name => name.endsWith('.ts') && !name.includes('generated')).map(name => new URL(name, room)));
    const raised = files.flatMap(file => [...readFileSync(file, 'utf8').matchAll(/(?:report\(context, |code: |issueOf\()'([a-z]+(?:-[a-z]+)*)'/g)].map(match => match[1]!));
    assert.ok(raised.length > 8, 'the pattern finds what is raised');
    assert.deepEqual([...new Set(raised)].filter(code => ruleOf(code) === undefined), []);
  });

  it('has a rule for every note of the scheduler', () => {
    const ruleFor: Readonly<Record<ScheduleNote['code'], string>> = {
      'link-to-empty-summary': 'link-to-empty-summary', 'link-kind-into-summary': 'link-kind-into-summary', 'link-to-relative': 'link-to-relative',
      'constraint-on-summary': 'constraint-on-summary', 'estimate-on-summary': 'estimate-on-summary', 'missing-estimate': 'missing-estimate',
      'progress-without-start': 'progress-without-start', 'complete-without-done': 'complete-without-done', 'progress-ahead': 'progress-ahead',
      'actual-in-future': 'actual-in-future', 'done-before-started': 'done-before-started', 'calendar-without-work': 'calendar-without-work',
      'calendar-cycle': 'calendar-cycle', 'calendar-limit': 'calendar-without-work', 'beyond-horizon': 'beyond-horizon', 'before-status-date': 'start-in-past',
    };
    assert.deepEqual(Object.values(ruleFor).filter(code => ruleOf(code) === undefined), []);
  });

  it('says of every rule what it finds and why, in sentences', () => {
    for (const { code, title, explanation, reason } of rules) {
      assert.match(title, /^[A-Z].*[^.]$/, `${code}: a title is one line without a full stop`);
      assert.match(explanation, /^[A-Z`].*\.$/s, `${code}: an explanation is a sentence`);
      assert.match(reason, /^[A-Z].*\.$/s, `${code}: a reason is a sentence`);
    }
  });

  it('takes its severity from a setting, else a policy, else its own for the built-in policy', () => {
    const rule = ruleOf('missing-owner')!;
    const ours = { ...builtInPolicies.enterprise, severities: new Map([['missing-owner', 'hint'] as const]) };
    assert.equal(severityOf(rule, builtInPolicies.startup), 'off');
    assert.equal(severityOf(rule, builtInPolicies.enterprise), 'error');
    assert.equal(severityOf(rule, ours), 'hint');
    assert.equal(severityOf(rule, ours, { severities: new Map([['missing-owner', 'warning']]) }), 'warning');
  });

  for (const rule of rules) {
    if (rule.example === '') continue;
    it(`${rule.code}: the example has it, the fixed one has not`, async () => {
      const [example, fixed] = [await codesIn(rule.example), await codesIn(rule.fixed)];
      assert.ok(example.has(rule.code), `the example has ${[...example].join(', ')}`);
      assert.ok(!fixed.has(rule.code), 'the fixed example has it too');
      assert.deepEqual([...fixed].filter(code => broken.has(code)), []);
      if (!broken.has(rule.code)) assert.deepEqual([...example].filter(code => broken.has(code)), []);
    });
  }
});

describe('docs/checks.md', () => {
  it('says what the registry says', () => {
    const page = new URL('../../docs/checks.md', import.meta.url);
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(page, checksPage());
    assert.equal(readFileSync(page, 'utf8'), checksPage(), 'Run UPDATE_GOLDEN=1 npm test, or node scripts/docs/checks.ts.');
  });
});
