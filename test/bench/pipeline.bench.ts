/** From text to findings, stage by stage, in one warm process: where the time of a check goes, and how it grows. */
import { URI } from 'langium';
import { check, createProgramServices, merge, policyOf, schedule } from '../../language/index.ts';
import { lower } from '../../language/plan/lower.ts';
import { generatePlan } from './generate.ts';
import { exponent, median } from './measure.ts';
import type { Result } from './measure.ts';

const stages = ['parse', 'link', 'lower', 'schedule', 'check'] as const;
type Stage = (typeof stages)[number];

/** Larger plans stand in several files: nobody would write more into one. */
const FILE_TASKS = 10_000;

/** Medians of the rounds, sizes in turns, and the growth between neighbouring sizes. */
export async function benchPipeline({ sizes, rounds }: { readonly sizes: readonly number[]; readonly rounds: number }): Promise<readonly Result[]> {
  const plans = sizes.map(size => ({ size, files: generatePlan(size, { files: Math.ceil(size / FILE_TASKS) }) }));
  const samples = new Map<string, number[]>();
  const [first] = plans;
  if (first) await pass(first.files, first.size);
  for (let round = 0; round < rounds; round++) {
    for (const { size, files } of plans) {
      const times = await pass(files, size);
      for (const stage of stages) samples.set(`${stage} ${size}`, [...samples.get(`${stage} ${size}`) ?? [], times[stage]]);
    }
  }
  const ms = (stage: Stage, size: number): number => median(samples.get(`${stage} ${size}`) ?? []);
  const total = (size: number): number => stages.reduce((sum, stage) => sum + ms(stage, size), 0);
  const results: Result[] = sizes.flatMap(size => [
    ...stages.map((stage): Result => ({ name: stage, size, unit: 'ms', value: ms(stage, size) })),
    { name: 'text to findings', size, unit: 'ms', value: total(size) } satisfies Result,
  ]);
  for (const [index, large] of sizes.entries()) {
    const small = sizes[index - 1];
    if (small === undefined) continue;
    const growth = (name: string, of: (size: number) => number): Result => ({ name: `${name}, growth`, size: large, unit: '^', value: exponent({ size: small, ms: of(small) }, { size: large, ms: of(large) }), note: `from ${small}` });
    results.push(...stages.map(stage => growth(stage, size => ms(stage, size))), growth('text to findings', total));
  }
  return results;
}

async function pass(files: readonly { readonly path: string; readonly text: string }[], size: number): Promise<Readonly<Record<Stage, number>>> {
  const { shared, program } = createProgramServices();
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
  // The parser is made once in the life of a process; `process` has that in it.
  void program.parser.LangiumParser;
  globalThis.gc?.();
  const marks = [performance.now()];
  const documents = files.map(({ path, text }) => LangiumDocumentFactory.fromString(text, URI.parse(`file:///${path}`)));
  marks.push(performance.now());
  for (const document of documents) LangiumDocuments.addDocument(document);
  await DocumentBuilder.build(documents, { validation: false });
  marks.push(performance.now());
  const { plan } = merge(documents.map(document => lower(document).plan));
  marks.push(performance.now());
  const scheduled = schedule(plan, { today: 0, thresholds: name => policyOf(plan, name) });
  marks.push(performance.now());
  check(plan, scheduled, {});
  if (plan.activities.length < size || scheduled.size !== plan.activities.length) throw new Error('The plan was not read in full.');
  marks.push(performance.now());
  return Object.fromEntries(stages.map((stage, index) => [stage, (marks[index + 1] ?? 0) - (marks[index] ?? 0)])) as Record<Stage, number>;
}
