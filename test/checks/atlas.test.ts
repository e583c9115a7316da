/** The plan that people learn from says little, and all of it is true. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readInstant } from '../../language/plan/dates.ts';
import { analyseFiles } from '../support/analyse.ts';

const text = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');

async function findings(asOf?: string): Promise<string[]> {
  const at = asOf === undefined ? undefined : readInstant(asOf)!.at;
  const analysis = await analyseFiles([{ path: '/atlas.program', text }], { today: readInstant('2026-03-20')!.at, asOf: at });
  return analysis.findings.map(({ severity, code, span }) => `${severity} ${code}: ${text.slice(span.start, span.end).split('\n', 1)[0]!.replace(/\s+/g, ' ')}`);
}

describe('examples/atlas.program', () => {
  it('is on plan on its status date: only its critical path is named', async () => {
    assert.deepEqual(await findings(), ['hint critical-activity: launch', 'information critical-path: launch']);
  });

  it('two months later, untouched, says what has gone wrong', async () => {
    assert.deepEqual(await findings('2026-05-20'), [
      'hint critical-activity: extract',
      'hint critical-activity: load-test',
      'hint critical-activity: api-ready',
      'warning forecast-after-commitment: by 2026-05-01',
      'hint critical-activity: tokens',
      'error forecast-after-need: 2026-04-01',
      'warning mitigation-overdue: 2026-04-10',
      'warning assumption-unvalidated: 2026-04-15',
      'warning action-overdue: 2026-03-24',
      'error decision-overdue: 2026-03-27',
      'warning action-overdue: 2026-03-27',
      'error escalation-overdue: 2026-03-25',
      'hint critical-activity: launch-readiness',
      'information critical-path: launch-readiness',
      'warning forecast-after-commitment: by 2026-05-08',
      'error waiver-expired: 2026-05-15',
      'warning action-overdue: 2026-05-06',
      'hint critical-activity: launch',
      'information critical-path: launch',
      'error constraint-conflict: 2026-05-12',
      'warning start-in-past: 2026-05-12',
      'warning action-overdue: 2026-05-08',
      'warning action-overdue: 2026-05-11',
    ]);
  });
});

describe('a plan of three lines', () => {
  it('hears of its critical path and nothing else', async () => {
    const plan = 'program launch {\n  task build { estimate 10d }\n  task test  { estimate 3d  after build }\n}\n';
    const analysis = await analyseFiles([{ path: '/launch.program', text: plan }], { today: readInstant('2026-03-20')!.at });
    assert.deepEqual(analysis.findings.map(({ severity, code }) => `${severity} ${code}`), ['hint critical-activity', 'hint critical-activity', 'information critical-path']);
  });
});
