/** Plans from texts, without an editor: what the command line and the tests read. */
import { URI } from 'langium';
import { createAnalyzer } from './analysis.ts';
import type { Analysis, AnalysisOptions } from './analysis.ts';
import { createProgramServices } from './program-services.ts';

export interface PlanText { readonly uri: string; readonly text: string }

export interface TextAnalysisOptions extends AnalysisOptions {
  /** False leaves out the rules: the findings are then those of reading, linking and lowering. */
  readonly checks?: boolean;
  /** Hears what is being done, with how many documents of how many are read. */
  readonly onProgress?: (stage: 'read' | 'link' | 'analyse', done: number, of: number) => void;
  /** Hears of a stage that failed, with the error. */
  readonly onFailure?: (stage: string, error: unknown) => void;
}

/** Reads all texts as one workspace and analyses it. Never rejects for what stands in the texts. */
export async function analyseTexts(texts: readonly PlanText[], options: TextAnalysisOptions): Promise<Analysis> {
  const services = createProgramServices();
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const report = options.onProgress ?? (() => {});
  const documents = texts.map(({ uri, text }, index) => {
    report('read', index, texts.length);
    const document = LangiumDocumentFactory.fromString(text, URI.parse(uri));
    LangiumDocuments.addDocument(document);
    return document;
  });
  report('link', texts.length, texts.length);
  await DocumentBuilder.build(documents, { validation: false });
  report('analyse', texts.length, texts.length);
  const analyzer = createAnalyzer(services, options.checks === false ? { check: () => [] } : {}, options.onFailure);
  return analyzer.analyse(options);
}
