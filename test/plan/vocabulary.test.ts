import assert from 'node:assert/strict';
import { planIn, planOf } from './lowering.ts';

async function issuesOf(source: string): Promise<string[]> {
  const { issues } = await planOf(source);
  return issues.map(({ code, severity, message, span }) => `${severity} ${code} ${source.slice(span.start, span.end)}: ${message}`);
}

const inside = (line: string) => issuesOf(`program p { ${line} }`);

describe('words with a fixed list of values', () => {
  it('say what may stand in their place', async () => {
    assert.deepEqual(await inside('issue i "I" { severity hgih }'), ["warning inconsistent-taxonomy hgih: 'hgih' is no severity: write low, medium, high or critical."]);
    const { issues } = await planIn('issue i "I" { severity hgih }');
    assert.deepEqual(issues[0]!.data, { suggestions: ['low', 'medium', 'high', 'critical'] });
  });

  const wrong: Readonly<Record<string, string>> = {
    'risk r "R" { status mitigated }': 'mitigated', 'risk r "R" { probability likely }': 'likely', 'risk r "R" { impact huge }': 'huge',
    'dependency d "D" { status late }': 'late', 'gate g { verdict maybe 2026-05-06 }': 'maybe', 'report 2026-03-20 { health yellow "x" }': 'yellow',
    'decision d "D" { option o "O" { impact huge } }': 'huge', 'gate g { check c "C" { requires no open hot risks } }': 'no open hot risks',
  };
  for (const [line, place] of Object.entries(wrong)) {
    it(`are checked in ${line}`, async () => {
      const issues = await inside(line);
      assert.equal(issues.length, 1, issues.join('\n'));
      assert.ok(issues[0]!.startsWith(`warning inconsistent-taxonomy ${place}: `), issues[0]);
    });
  }

  it('of a contract are not those that follow from its lines', async () => {
    assert.match((await inside('dependency d "D" { status agreed }'))[0]!, /follows from the contract's lines/);
  });

  it('of a policy are those that set something', async () => {
    const lines = 'critical slack 0d\nnear critical 3d\nestimates guessed\nseverity missing-owner fatal\nseverity missing-owner off';
    assert.deepEqual((await issuesOf(`policy p {\n${lines}\n}`)).map(issue => issue.split(': ')[0]), [
      'warning inconsistent-taxonomy near critical 3d', 'warning inconsistent-taxonomy estimates guessed', 'warning inconsistent-taxonomy severity missing-owner fatal',
    ]);
  });

  it('are as they should be in a plan that uses them all', async () => {
    assert.deepEqual(await inside(`
      risk r "R" { status accepted  probability high  impact low }
      dependency d "D" { status at-risk }
      issue i "I" { severity critical }
      report 2026-03-20 { health grey "x" }
      gate g { verdict no-go 2026-05-06
        check c "C" { requires no open risks and no open high issues } }`), []);
  });
});

describe('days and time zones', () => {
  it('have names', async () => {
    assert.deepEqual((await issuesOf('calendar c { week mon-fry 09:00-17:00\nweek tuesday-Thursday 09:00-17:00 }')).map(issue => issue.split(': ')[0]), ['error unknown-weekday mon-fry']);
    assert.match((await inside('timezone "Europe/Pariss"'))[0]!, /^error unknown-timezone "Europe\/Pariss": 'Europe\/Pariss' is no time zone/);
  });

  it('turn an instant with an offset into wall time of the program', async () => {
    const started = async (zone: string) => {
      const { plan, issues } = await planIn(`${zone}\ntask x { started 2026-07-01T12:00+02:00 }`);
      return [(plan.activities[0]!.started!.at - Date.UTC(2026, 6, 1) / 60_000) / 60, issues.map(issue => issue.code)];
    };
    assert.deepEqual(await started('timezone "Europe/Paris"'), [12, []]);
    assert.deepEqual(await started('timezone "Asia/Tokyo"'), [19, []]);
    assert.deepEqual(await started(''), [12, ['offset-without-timezone']]);
  });
});
