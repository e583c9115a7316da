/** From a parsed document to the plan, against parsing it: lowering one document, and merging a workspace. */
import { URI } from 'langium';
import { lower } from '../../language/plan/lower.ts';
import { merge } from '../../language/plan/merge.ts';
import { createProgramServices } from '../../language/program-services.ts';
import { exponent, interleaved } from './measure.ts';
import type { Result } from './measure.ts';
import { twins } from './twins.ts';

export interface PlanBenchOptions { readonly sizes: readonly number[]; readonly rounds: number; readonly say: (text: string) => void }

/** Parsing, lowering and merging in turns for each size, and how lowering with merging grows. */
export async function benchPlan({ sizes, rounds, say }: PlanBenchOptions): Promise<readonly Result[]> {
  const results: Result[] = [];
  const totals: { size: number; ms: number }[] = [];
  for (const size of sizes) {
    say(`  ${size} activities`);
    const texts = filesOf(size);
    const { program, shared } = createProgramServices();
    const documents = texts.map((text, index) => shared.workspace.LangiumDocumentFactory.fromString(text, URI.file(`/${index}.program`)));
    for (const document of documents) shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build(documents);
    const plans = documents.map(document => lower(document).plan);
    const { plan } = merge(plans);
    if (plan.activities.length < size) throw new Error(`${plan.activities.length} of ${size} activities were lowered.`);
    const times = await interleaved({
      parse: () => { for (const text of texts) program.parser.LangiumParser.parse(text); },
      lower: () => { for (const document of documents) lower(document); },
      merge: () => { merge(plans); },
    }, { rounds, warmUp: 2 });
    totals.push({ size, ms: times.lower + times.merge });
    results.push(
      { name: 'lower', size, unit: 'ms', value: times.lower },
      { name: 'merge', size, unit: 'ms', value: times.merge },
      { name: 'lower and merge, share of parsing', size, unit: 'x', value: (times.lower + times.merge) / times.parse, note: `parsing takes ${times.parse.toFixed(0)} ms` },
    );
  }
  const [small, large] = [totals.at(-2), totals.at(-1)];
  if (small && large) results.push({ name: 'lower and merge, growth', size: null, unit: '^', value: exponent(small, large), note: `${small.size} to ${large.size}` });
  return results;
}

/** The plan in files of at most 10 000 tasks, as nobody would write more into one. */
function filesOf(size: number): string[] {
  const [head = '', ...workstreams] = twins(size).program.trimEnd().replace(/\}$/, '').split(/(?= {2}workstream )/);
  const files: string[] = [];
  for (let from = 0; from < workstreams.length; from += 200) {
    const body = workstreams.slice(from, from + 200).join('');
    files.push(from === 0 ? `${head}${body}}\n` : `part of bench\n${body}`);
  }
  return files;
}
