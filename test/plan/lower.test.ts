import assert from 'node:assert/strict';
import type { CstNode } from 'langium';
import { formatInstant } from '../../language/plan/dates.ts';
import type { Activity, DateValue, Element } from '../../language/plan/model.ts';
import { formatDuration } from '../../language/plan/units.ts';
import { open, planIn, planOf, said } from './lowering.ts';

const on = (date: DateValue | null | undefined) => (date ? formatInstant(date.at).replace(/T00:00$/, '') : null);

async function activity(lines: string, id = 'p.x'): Promise<Activity> {
  const { plan, issues } = await planIn(lines);
  assert.deepEqual(issues, []);
  return plan.activities.find(candidate => candidate.id === id)!;
}

const keys = (elements: readonly Element[]) => elements.map(element => element.key);

describe('lowering activities', () => {
  it('reads links of all four kinds with their lags', async () => {
    const { after } = await activity(`
      task a
      task x {
        after a
        after start of a + 2d
        finish after a - 1w, start of a + 3ed
        after a + 50%
      }`);
    assert.deepEqual(after.map(({ from, kind, lag }) => [from.key, kind, lag?.duration ? formatDuration(lag.duration) : lag?.percent ?? null]), [
      ['task:p.a', 'FS', null], ['task:p.a', 'SS', '2d'], ['task:p.a', 'FF', '-1w'], ['task:p.a', 'SF', '3ed'], ['task:p.a', 'FS', 50],
    ]);
  });

  it('gives each constraint its edge: `not before` the start, `not after` the finish, `on` the finish of all but a release', async () => {
    const lines = 'not before 2026-02-02  not after 2026-03-02  on 2026-04-02  start on 2026-05-02  finish not before 2026-06-02  start not after 2026-07-02';
    const constraints = async (kind: string) => (await activity(`${kind} x {\n${lines.replaceAll('  ', '\n')}\n}`)).constraints
      .map(({ edge, relation, date }) => `${edge} ${relation} ${on(date)}`);
    const rest = ['start on 2026-05-02', 'finish not-before 2026-06-02', 'start not-after 2026-07-02'];
    assert.deepEqual(await constraints('milestone'), ['start not-before 2026-02-02', 'finish not-after 2026-03-02', 'finish on 2026-04-02', ...rest]);
    assert.deepEqual(await constraints('release'), ['start not-before 2026-02-02', 'finish not-after 2026-03-02', 'start on 2026-04-02', ...rest]);
  });

  it('takes properties in any order, and the first of a repeated single one', async () => {
    const { estimate, by, owner } = await activity('task x {\nby 2026-03-01\nestimate 3d\nby 2026-04-01\nowner ana\nestimate 9d\nowner lee\n}');
    assert.equal(formatDuration(estimate!.likely), '3d');
    assert.equal(on(by!.date), '2026-03-01');
    assert.equal(owner!.text, 'ana');
  });

  it('reads the promise behind a commitment', async () => {
    const { by } = await activity('milestone x { by 2026-05-01 for customers approved 2026-02-01 by dana }');
    assert.equal(by!.audience!.value, 'customers');
    assert.deepEqual([by!.approved!.word, on(by!.approved!.on), by!.approved!.by[0]!.text], ['approved', '2026-02-01', 'dana']);
  });

  it('reads what is left of the lines of a task', async () => {
    const x = await activity(`
      task x { as late as possible  optional  priority 700  remaining 3d  correlates vendor  needs t 0.5, u  calendar c  cost 40k }`);
    assert.ok(x.asLateAsPossible);
    assert.deepEqual([x.optional, x.priority!.value, formatDuration(x.remaining!.value), x.correlates!.value, x.cost!.value], [true, 700, '3d', 'vendor', 40_000]);
    assert.deepEqual(x.needs.map(({ team, count }) => [team.text, count]), [['t', 0.5], ['u', 1]]);
    assert.equal(x.calendar!.text, 'c');
  });

  it('calls workstreams and tasks with activities inside summaries, and knows their parents', async () => {
    const { plan } = await planIn('workstream w {\ntask a {\ntask b\nmilestone c\nrisk r "R"\n}\n}\ntask d { risk r }');
    assert.deepEqual(plan.activities.map(({ key, summary, parent }) => [key, summary, parent]), [
      ['workstream:p.w', true, 'program:p'], ['task:p.w.a', true, 'workstream:p.w'], ['task:p.w.a.b', false, 'task:p.w.a'],
      ['milestone:p.w.a.c', false, 'task:p.w.a'], ['task:p.d', false, 'program:p'],
    ]);
    assert.deepEqual(plan.risks.map(({ key, parent }) => [key, parent]), [['risk:p.w.a.r', 'task:p.w.a']]);
  });

  it('counts a gate as done with the verdict go or conditional', async () => {
    const done = async (verdict: string) => on((await activity(`gate x { verdict ${verdict} 2026-05-06 by dana }`)).done?.on);
    assert.equal(await done('go'), '2026-05-06');
    assert.equal(await done('conditional'), '2026-05-06');
    assert.equal(await done('no-go'), null);
  });

  it('reads a check: its judgements in the order written, its evidence with its expiry, its condition', async () => {
    const { plan } = await planIn(`
      risk r "R"
      gate x {
        check c "C" {
          owner ana
          evidence "https://b"
          failed 2026-03-01 by mo because "late"
          passed 2026-03-02 by dana evidence "https://a" until 2026-09-30
          requires closed r and not (no open high issues for x or done x)
        }
      }`);
    const check = plan.activities[0]!.gate!.checks[0]!;
    assert.deepEqual(check.marks.map(({ word, on: at, by, because }) => [word, on(at), by[0]!.text, because?.value ?? null]), [
      ['failed', '2026-03-01', 'mo', 'late'], ['passed', '2026-03-02', 'dana', null],
    ]);
    assert.deepEqual(check.marks[1]!.evidence.map(({ value, until }) => [value, on(until)]), [['https://a', '2026-09-30']]);
    assert.deepEqual(check.evidence.map(({ value, until }) => [value, on(until)]), [['https://b', null]]);
    assert.deepEqual(said(check.requires), {
      type: 'and',
      left: { type: 'state', state: 'closed', target: { key: 'risk:p.r', text: 'r' } },
      right: {
        type: 'not',
        operand: {
          type: 'or',
          left: { type: 'no-open', level: 'high', records: 'issues', target: { key: 'gate:p.x', text: 'x' } },
          right: { type: 'state', state: 'done', target: { key: 'gate:p.x', text: 'x' } },
        },
      },
    });
  });

  it('keeps the body of an acceptance criterion with its text', async () => {
    const { accept } = await activity('milestone x {\naccept "a", "b" { passed 2026-03-01 by ana evidence "https://x" }\naccept "c"\n}');
    assert.deepEqual(accept.map(({ text, marks }) => [text!.value, marks.map(mark => mark.word)]), [['a', []], ['b', ['passed']], ['c', []]]);
  });
});

describe('lowering records', () => {
  it('reads an impact as a level, an effect on an activity, or a cost', async () => {
    const { plan } = await planIn('task x\nchange c "C" {\nimpact high\nimpact -3d on x\nimpact 1d..2d..4d on x\nimpact cost 6k\n}');
    assert.deepEqual(said(plan.changes[0]!.impacts), [
      { level: 'high' },
      { effect: { likely: { amount: -3, unit: 'd' } }, on: { key: 'task:p.x', text: 'x' } },
      { effect: { optimistic: { amount: 1, unit: 'd' }, likely: { amount: 2, unit: 'd' }, pessimistic: { amount: 4, unit: 'd' } }, on: { key: 'task:p.x', text: 'x' } },
      { cost: 6000 },
    ]);
  });

  it('reads a probability as a percentage or a level', async () => {
    const { plan } = await planIn('risk a "A" { probability 30% }\nrisk b "B" { probability high }');
    assert.deepEqual(plan.risks.map(risk => risk.probability!.value), [30, 'high']);
  });

  it('takes an action, risk or decision without title and body for the declared one', async () => {
    const { plan } = await planIn(`
      action fix "Fix it"
      risk r "R" { action fix }
      issue i "I" { action fix  action other "Another" { due 2026-03-01 } }
      review v "V" { lesson "l" { action fix  action more "More" { due 2026-04-01 } } }`);
    assert.deepEqual(keys(plan.actions), ['action:p.fix', 'action:p.i.other', 'action:p.v.more']);
    assert.deepEqual(plan.risks[0]!.mentions.map(ref => ref.key), ['action:p.fix']);
    assert.deepEqual(plan.issues[0]!.mentions.map(ref => ref.key), ['action:p.fix']);
    assert.deepEqual(plan.actions[1]!.parent, 'issue:p.i');
    assert.deepEqual(plan.reviews[0]!.lessons[0]!.actions.map(({ ref }) => ref!.key), ['action:p.fix', 'action:p.v.more']);
  });

  it('keeps every dated word of a record, and the dates that a record has once', async () => {
    const { plan } = await planIn(`
      decision d "D" { asked 2026-03-01 by ana  needed by 2026-03-10  decided 2026-03-05 by dana  option a "A"  choose a  because "cheap" }
      assumption s "S" { validate by 2026-04-01  confirmed 2026-03-20 by ana }
      escalation e "E" { raised 2026-03-01  to dana  needed by 2026-03-08  resolved 2026-03-07 because "done" }`);
    const [decision] = plan.decisions;
    assert.deepEqual(decision!.marks.map(mark => mark.word), ['asked', 'needed', 'decided']);
    assert.deepEqual([on(decision!.neededBy), decision!.choose!.key, decision!.because!.value], ['2026-03-10', 'option:p.d.a', 'cheap']);
    assert.equal(on(plan.assumptions[0]!.validateBy), '2026-04-01');
    assert.deepEqual([on(plan.escalations[0]!.neededBy), on(plan.escalations[0]!.raised), plan.escalations[0]!.to[0]!.text], ['2026-03-08', '2026-03-01', 'dana']);
  });

  it('reads measures with their units', async () => {
    const { plan } = await planIn('outcome a "A" {\nwas 480 ms\ntarget 99.95%\nactual 3d\n}\noutcome b "B" {\nwas 480ms\ntarget 5 "orders per second"\n}');
    assert.deepEqual(plan.outcomes.map(({ was, target, actual }) => [was, target, actual].map(measure => measure && `${measure.amount}|${measure.unit}`)), [
      ['480|ms', '99.95|%', '3|d'], ['480|ms', '5|orders per second', null],
    ]);
  });

  it('reads every line of a scenario', async () => {
    const { plan } = await planIn(`
      task a
      task b
      risk r "R"
      scenario s "S" {
        slip a 3w
        drop a, b
        move a 2026-05-01
        estimate a 1d..2d..4d
        capacity t 6 from 2026-06-01
        accept r
        link b after a
        unlink b after a
      }`);
    assert.deepEqual(said(plan.scenarios[0]!.lines.map(({ target, after, ...line }) => ({ ...line, target: target?.text, after: after?.text }))), [
      { word: 'slip', duration: { amount: 3, unit: 'w' }, target: 'a', after: undefined },
      { word: 'drop', target: 'a', after: undefined }, { word: 'drop', target: 'b', after: undefined },
      { word: 'move', date: { at: Date.UTC(2026, 4, 1) / 60_000, day: true }, target: 'a', after: undefined },
      { word: 'estimate', estimate: { optimistic: { amount: 1, unit: 'd' }, likely: { amount: 2, unit: 'd' }, pessimistic: { amount: 4, unit: 'd' } }, target: 'a', after: undefined },
      { word: 'capacity', date: { at: Date.UTC(2026, 5, 1) / 60_000, day: true }, amount: 6, target: 't', after: undefined },
      { word: 'accept', target: 'r', after: undefined },
      { word: 'link', target: 'b', after: 'a' }, { word: 'unlink', target: 'b', after: 'a' },
    ]);
  });

  it('keeps further records as written', async () => {
    const { plan } = await planIn(`
      vendor acme "Acme" {
        owner ana
        sla 99.9% "monthly"
        lead-time 6w
        contract signed 2026-01-05
        window 2026-05-01..2026-05-03
        accept "Delivered on time"
      }`);
    const [record] = plan.records;
    assert.deepEqual([record!.key, record!.id, record!.kind, record!.word, record!.owner!.text], ['vendor:p.acme', 'p.acme', 'record', 'vendor', 'ana']);
    assert.deepEqual(record!.fields.map(field => [field.word, field.texts.length, field.words.length, field.dates.length, field.ranges.length, field.durations.length, field.numbers.length, field.criteria.length]), [
      ['sla', 1, 0, 0, 0, 0, 1, 0], ['lead-time', 0, 0, 0, 0, 1, 0, 0], ['contract', 0, 1, 1, 0, 0, 0, 0], ['window', 0, 0, 0, 1, 0, 0, 0], ['accept', 0, 0, 0, 0, 0, 0, 1],
    ]);
  });
});

describe('lowering calendars, people and policies', () => {
  it('reads a calendar', async () => {
    const { plan } = await planOf(`
      calendar night {
        week mon-wed, sat 22:00-06:00
        week sun 00:00-24:00
        works 2026-12-05, 2026-12-12..2026-12-13 09:00-13:00, 14:00-16:00
        holidays 2026-01-01, 2026-12-24..2026-12-26
        freeze 2026-11-20..2026-12-01 "Retail"
        day 8h
        week-length 40h
      }
      calendar b extends night`);
    const [night, base] = plan.calendars;
    assert.deepEqual(said(night!.week), [{ days: [1, 2, 3, 6], hours: [{ from: 1320, to: 1800 }] }, { days: [0], hours: [{ from: 0, to: 1440 }] }]);
    assert.deepEqual(night!.works.map(({ days, hours }) => [on(days.from), on(days.to), hours.length]), [['2026-12-05', '2026-12-05', 2], ['2026-12-12', '2026-12-13', 2]]);
    assert.deepEqual(night!.holidays.map(({ from, to }) => [on(from), on(to)]), [['2026-01-01', '2026-01-01'], ['2026-12-24', '2026-12-26']]);
    assert.deepEqual(night!.freezes.map(({ text }) => text!.value), ['Retail']);
    assert.deepEqual([night!.dayLength, night!.weekLength].map(length => formatDuration(length!)), ['8h', '40h']);
    assert.equal(base!.base!.key, 'calendar:night');
  });

  it('reads the capacity of a team over time', async () => {
    const { plan } = await planOf('team t { size 8  capacity 4\ncapacity 6.5 from 2026-05-01\ninterrupts 20% }');
    const [team] = plan.teams;
    assert.deepEqual(team!.capacity.map(({ people, from }) => [people, on(from)]), [[4, null], [6.5, '2026-05-01']]);
    assert.deepEqual([team!.size!.value, team!.interrupts!.value], [8, 20]);
  });

  it('reads the lines of a policy with their values', async () => {
    const { plan, issues } = await planOf(`
      person dana
      policy p extends regulated {
        critical slack 0d   near-critical 3d   tolerance 2d
        decision within 5d   raid reviewed within 7d   evidence required
        approver of scope-change dana
        severity missing-owner error
        spread 80%..100%..150%
        estimates triangular
        calibration 120%
      }`);
    assert.deepEqual(issues, []);
    assert.deepEqual(plan.policies[0]!.lines.map(({ words, durations, percents, refs }) =>
      [words.join(' '), ...durations.map(formatDuration), ...percents, ...refs.map(ref => ref.key)].join(' | ')), [
      'critical slack | 0d', 'near-critical | 3d', 'tolerance | 2d', 'decision within | 5d', 'raid reviewed within | 7d', 'evidence required',
      'approver of scope-change | person:dana', 'severity missing-owner error', 'spread | 80 | 100 | 150', 'estimates triangular', 'calibration | 120',
    ]);
  });
});

describe('lowering over several files', () => {
  it('joins the parts of a program and links over them', async () => {
    const { plan, issues } = await planOf({
      'b.program': 'part of p\ncurrency EUR\nworkstream w {\ntask b { after a }\n}',
      'a.program': 'program p {\nstart 2026-01-12\ntask a { estimate 3d }\n}',
      'c.program': 'part of p\nmilestone done { after w.b }',
    });
    assert.deepEqual(issues, []);
    assert.deepEqual(plan.programs.map(({ name, currency, declared }) => [name, currency!.value, declared]), [['p', 'EUR', true]]);
    assert.deepEqual(keys(plan.activities), ['task:p.a', 'workstream:p.w', 'task:p.w.b', 'milestone:p.done']);
    assert.deepEqual(plan.activities.flatMap(({ after }) => after.map(({ from }) => from.key)), ['task:p.a', 'task:p.w.b']);
    assert.equal(plan.activities[3]!.parent, 'program:p');
  });

  it('keeps what is added to a program that nobody declares', async () => {
    const { plan } = await planOf('part of nowhere\ntask a');
    assert.deepEqual([plan.programs[0]!.name, plan.programs[0]!.declared, plan.activities[0]!.id], ['nowhere', false, 'nowhere.a']);
  });

  it('gives the second of two equal names in one block a key of its own, and its children that parent', async () => {
    const { plan } = await planIn('workstream w {\ntask a\n}\nworkstream w {\ntask b\n}\nmilestone w');
    assert.deepEqual(plan.activities.map(({ key, parent }) => [key, parent]), [
      ['workstream:p.w', 'program:p'], ['task:p.w.a', 'workstream:p.w'], ['workstream:p.w#2', 'program:p'], ['task:p.w.b', 'workstream:p.w#2'], ['milestone:p.w', 'program:p'],
    ]);
  });
});

describe('lowering comments', () => {
  it('takes the comment before a declaration for its documentation', async () => {
    const { plan } = await planIn('/** One *line*. */\ntask a\n/**\n * Two\n *   lines\n */\ntask b\n/* none */\ntask c\n/**/\ntask d');
    assert.deepEqual(plan.activities.map(({ doc }) => doc), ['One *line*.', 'Two\n  lines', null, null]);
  });

  it('takes `// allow` for its own line, or alone on a line for the next statement', async () => {
    const source = `program p {
  task a { estimate 3d } // allow missing-owner: spike until 2026-05-01
  // allow over-granular-plan: small steps on purpose
  // allow missing-owner: nobody yet
  workstream w {
    task b
  }
  task c "// allow missing-owner: no comment" { note "x" }   /* // allow missing-owner: neither */
  // allow missing-owner
}`;
    const { plan } = await planOf(source);
    assert.deepEqual(plan.allowances.map(({ code, reason, until, from, to }) => [code, reason, on(until), source.slice(from, to).split('\n')[0]!.trim()]), [
      ['missing-owner', 'spike', '2026-05-01', 'task a { estimate 3d } // allow missing-owner: spike until 2026-05-01'],
      ['over-granular-plan', 'small steps on purpose', null, 'workstream w {'],
      ['missing-owner', 'nobody yet', null, 'workstream w {'],
      ['missing-owner', '', null, '// allow missing-owner'],
    ]);
    assert.equal(plan.allowances.length, 4);
    assert.equal(source.slice(plan.allowances[1]!.from, plan.allowances[1]!.to).trim().endsWith('}'), true);
  });

  it('takes for a comment what the parser takes for one', async () => {
    const source = `program p {
  note "a \\" // allow x: 1", """several
    // allow x: 2
  """ // allow x: 3
  /* // allow x: 4 */ /** // allow x: 5 */ // allow x: 6
  note "unclosed // allow x: 7
  // "allow x: 8
  //allow x: 9
}
/* // allow x: 10`;
    const { plan } = await planOf(source);
    const { documents } = await open({ 'a.program': source });
    const comments: number[] = [];
    const visit = (node: CstNode): void => {
      if ('content' in node) (node.content as CstNode[]).forEach(visit);
      else if (node.hidden && node.text.startsWith('//')) comments.push(node.offset);
    };
    visit(documents[0]!.parseResult.value.$cstNode!);
    const allowed = comments.filter(offset => /^\/\/ ?allow/.test(source.slice(offset, offset + 8)));
    assert.deepEqual(plan.allowances.map(({ span }) => span.start), allowed);
    assert.deepEqual(plan.allowances.map(({ reason }) => reason), ['3', '6', '9']);
  });
});
