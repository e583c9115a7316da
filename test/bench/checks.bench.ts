/** All rules on a plan in which all of them have something to look at, against scheduling it, and how that grows. */
import { URI } from 'langium';
import { check, createProgramServices, merge, policyOf, schedule } from '../../language/index.ts';
import { lower } from '../../language/plan/lower.ts';
import { exponent, interleaved, seeded } from './measure.ts';
import type { Result } from './measure.ts';

export interface ChecksBenchOptions { readonly sizes: readonly number[]; readonly rounds: number; readonly say: (text: string) => void }

/** A plan of about `size` activities with teams, needs, commitments, progress, contracts, risks and gates; a tenth are milestones. */
function richPlan(size: number): string {
  const random = seeded(7);
  const pick = (below: number): number => Math.floor(random() * below);
  const lines: string[] = [];
  const teams = Math.max(4, Math.round(Math.sqrt(size) / 5));
  for (let team = 0; team < teams; team++) lines.push(`person p${team} "Person ${team}"`, `team t${team} "Team ${team}" { lead p${team}  size ${8 + pick(40)}  interrupts 10% }`);
  lines.push('program bench "Benchmark" {', '  start 2026-01-05', '  as of 2026-02-02', '  policy enterprise');
  const tasks: string[] = [];
  const contracts: string[] = [];
  for (let index = 0; index < size * 0.9; index++) {
    const stream = Math.floor(index / 45);
    if (index % 45 === 0) lines.push(`${index > 0 ? '  }\n' : ''}  workstream w${stream} "Workstream ${stream}" {`, `    owner t${pick(teams)}`);
    const id = `w${stream}.a${index}`;
    const before = index < 200 ? [] : Array.from({ length: 1 + pick(3) }, () => tasks[tasks.length - 200 + pick(200)]!);
    const state = index < 60 ? '  started 2026-01-05  progress 60%' : '';
    lines.push(`    task a${index} "Activity ${index}" { estimate ${1 + pick(10)}d${before.length > 0 ? `  after ${[...new Set(before)].join(', ')}` : ''}${state}${random() < 0.4 ? `  needs t${pick(teams)} ${1 + pick(3)}` : ''} }`);
    if (index % 9 === 8) lines.push(`    milestone m${index} "Milestone ${index}" { after a${index}, a${index - 1}${random() < 0.2 ? '  by 2028-01-03' : ''}${random() < 0.5 ? '  accept "Done"' : ''} }`);
    if (index > 400 && random() < 0.02) contracts.push(`  dependency d${index} "Contract ${index}" { from ${tasks[index - 300 + pick(100)]!}  to ${id}  needed by 2027-03-01${random() < 0.5 ? '  promised 2027-02-01' : ''} }`);
    tasks.push(id);
  }
  lines.push('  }', ...contracts);
  for (let risk = 0; risk < size / 100; risk++) lines.push(`  risk r${risk} "Risk ${risk}" { probability 20%  owner p${pick(teams)}  mitigation "Do something" { due 2026-03-02 } }`);
  lines.push('}');
  return lines.join('\n');
}

/** Checking with the schedule as fresh as after a keystroke, and again with all of its answers at hand. */
export async function benchChecks({ sizes, rounds, say }: ChecksBenchOptions): Promise<readonly Result[]> {
  const results: Result[] = [];
  const times: { size: number; ms: number }[] = [];
  for (const size of sizes) {
    const { shared } = createProgramServices();
    const document = shared.workspace.LangiumDocumentFactory.fromString(richPlan(size), URI.parse('file:///bench.program'));
    shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build([document], { validation: false });
    const { plan } = merge([lower(document).plan]);
    const dates = () => schedule(plan, { today: 0, thresholds: program => policyOf(plan, program) });
    const known = dates();
    const found = check(plan, known);
    say(`  ${plan.activities.length} activities, ${found.length} findings`);
    let fresh = dates();
    const { checkAgain, checkFresh } = await interleaved({
      // Scheduling computes its answers when it is asked; the first to ask pays.
      schedule: () => { fresh = dates(); },
      checkFresh: () => check(plan, fresh),
      checkAgain: () => check(plan, known),
    }, { rounds, warmUp: 5 });
    times.push({ size, ms: checkAgain });
    results.push({ name: 'checks', size, unit: 'ms', value: checkAgain, note: `${found.length} findings` }, { name: 'checks, dates first asked for', size, unit: 'ms', value: checkFresh });
  }
  const [small, large] = [times.at(-2), times.at(-1)];
  if (small && large) results.push({ name: 'checks, growth', size: null, unit: '^', value: exponent(small, large), note: `${small.size} to ${large.size}` });
  return results;
}
