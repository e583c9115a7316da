/** Linking alone, in the plan that is worst for it: all activities side by side in one block, under plain names. */
import { DocumentState, EmptyFileSystem, URI } from 'langium';
import type { LangiumCoreServices, LangiumDocument, LangiumSharedCoreServices } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { createDefaultServices } from './default-services.ts';
import { generatePlan } from './generate.ts';
import { exponent, median, time } from './measure.ts';
import type { Result } from './measure.ts';

export interface LinkingBenchOptions {
  /** Sizes for our linker; the largest two give the growth. */
  readonly sizes: readonly number[];
  /** The size at which both are compared; the default takes time squared in it. */
  readonly compared: number;
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** A document that is parsed, indexed and given its local names, so that only the links are missing. */
async function unlinked(shared: LangiumSharedCoreServices, services: LangiumCoreServices, text: string): Promise<LangiumDocument> {
  const { LangiumDocumentFactory, LangiumDocuments, IndexManager } = shared.workspace;
  const document = LangiumDocumentFactory.fromString(text, URI.file('/flat.program'));
  LangiumDocuments.addDocument(document);
  await IndexManager.updateContent(document);
  document.localSymbols = await services.references.ScopeComputation.collectLocalSymbols(document);
  document.state = DocumentState.ComputedScopes;
  return document;
}

async function linkOnce(services: LangiumCoreServices, document: LangiumDocument): Promise<number> {
  services.references.Linker.unlink(document);
  document.state = DocumentState.ComputedScopes;
  const taken = await time(() => services.references.Linker.link(document));
  const failed = document.references.filter(reference => reference.error !== undefined).length;
  if (failed > 0 || document.references.length === 0) throw new Error(`${failed} of ${document.references.length} references are not linked.`);
  return taken;
}

/** Ours over the sizes, and the default scope provider once it is warm, in turns with ours. */
export async function benchLinking({ sizes, compared, rounds, say }: LinkingBenchOptions): Promise<readonly Result[]> {
  const textOf = (size: number): string => generatePlan(size, { flat: true }).map(file => file.text).join('\n');
  const results: Result[] = [];
  const medians: { size: number; ms: number }[] = [];
  for (const size of sizes) {
    const { shared, program } = createProgramServices();
    const document = await unlinked(shared, program, textOf(size));
    const times: number[] = [];
    for (let round = -3; round < rounds * 3; round++) {
      const taken = await linkOnce(program, document);
      if (round >= 0) times.push(taken);
    }
    medians.push({ size, ms: median(times) });
    results.push({ name: 'linking flat siblings', size, unit: 'ms', value: median(times), note: `${document.references.length} references` });
  }
  const [small, large] = [medians.at(-2), medians.at(-1)];
  if (small && large) results.push({ name: 'linking flat siblings, growth', size: null, unit: '^', value: exponent(small, large), note: `${small.size} to ${large.size}` });

  say(`  ${compared} flat siblings with the default scope provider`);
  const text = textOf(compared);
  const ours = createProgramServices();
  const theirs = createDefaultServices(EmptyFileSystem);
  const mine = await unlinked(ours.shared, ours.program, text);
  const other = await unlinked(theirs.shared, theirs.services, text);
  for (let i = 0; i < 3; i++) await linkOnce(ours.program, mine);
  const [a, b]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    a.push(await linkOnce(ours.program, mine));
    b.push(await linkOnce(theirs.services, other));
  }
  results.push({
    name: 'linking flat siblings, times faster than default', size: compared, unit: 'x', value: median(b) / median(a),
    note: `default ${median(b).toFixed(0)} ms, ours ${median(a).toFixed(1)} ms`,
  });
  return results;
}
