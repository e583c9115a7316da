/** The language as the server holds it: documents that are rebuilt one edit at a time, and one analysis of them all. */
import { URI } from 'langium';
import type { FileSystemProvider, Grammar, LangiumDocument } from 'langium';
import { createAnalyzer, createProgramServices, rules } from '../language/index.ts';
import type { Analysis, AnalysisOptions } from '../language/index.ts';
import { describeFailure } from './safely.ts';
import type { Log } from './safely.ts';
import type { OpenTexts } from './texts.ts';

export interface Language {
  readonly grammar: Grammar;
  /** The codes of all rules. */
  readonly codes: readonly string[];
  /** Parses, indexes and links what changed and what depends on it. */
  update(changed: readonly string[], deleted: readonly string[]): Promise<void>;
  /** Lowers, schedules and checks the workspace as the last update left it. */
  analyse(options: AnalysisOptions): Analysis;
  document(uri: string): LangiumDocument | undefined;
  documents(): readonly LangiumDocument[];
}

export function createLanguage(texts: OpenTexts, files: FileSystemProvider, log: Log): Language {
  const { shared, program } = createProgramServices({ fileSystemProvider: () => files }, {
    modules: { shared: { workspace: { TextDocuments: () => ({ get: (uri: string | URI) => texts.live(uri.toString()) }) } } },
  });
  const { DocumentBuilder, LangiumDocuments } = shared.workspace;
  const analyzer = createAnalyzer({ shared }, {}, (stage, error) => log.error(`${stage}: ${describeFailure(error)}`));

  const build = (changed: readonly string[], deleted: readonly string[]): Promise<void> =>
    DocumentBuilder.update(changed.map(uri => URI.parse(uri)), deleted.map(uri => URI.parse(uri)));

  /** A document that breaks the build is left out until it changes, and the others are built without it. */
  async function buildEach(changed: readonly string[]): Promise<void> {
    for (const uri of changed) {
      try {
        await build([uri], []);
      } catch (error) {
        log.error(`A document was left out: ${describeFailure(error)}`);
        await build([], [uri]);
      }
    }
  }

  return {
    grammar: program.Grammar,
    codes: rules.map(rule => rule.code),
    async update(changed, deleted) {
      try {
        await build(changed, deleted);
      } catch (error) {
        log.error(`build: ${describeFailure(error)}`);
        await buildEach(changed);
      }
    },
    analyse: options => analyzer.analyse(options),
    document: uri => LangiumDocuments.getDocument(URI.parse(uri)),
    documents: () => LangiumDocuments.all.toArray(),
  };
}
