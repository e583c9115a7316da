/** What the language says about the files of a fixture. */
import { URI } from 'langium';
import { createAnalyzer } from '../../language/analysis.ts';
import type { Analysis } from '../../language/analysis.ts';
import { createProgramServices } from '../../language/program-services.ts';
import type { FixtureFile } from './fixture.ts';

const folder = 'file:///workspace';

export function uriOf(path: string): string {
  return folder + path;
}

export function pathOf(uri: string): string {
  return uri.startsWith(folder) ? uri.slice(folder.length) : uri;
}

/** Making the language anew for each of hundreds of fixtures would take most of their time. */
const services = createProgramServices();
let ready: Promise<unknown> = Promise.resolve();

/** Analyses the files as one workspace, alone. `today` and `asOf` are wall minutes. */
export async function analyseFiles(files: readonly FixtureFile[], { today, asOf }: { readonly today: number; readonly asOf?: number | undefined }): Promise<Analysis> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const before = ready;
  let release = (): void => {};
  ready = new Promise<void>(resolve => { release = resolve; });
  await before;
  try {
    const documents = files.map(({ path, text }) => LangiumDocumentFactory.fromString(text, URI.parse(uriOf(path))));
    for (const document of documents) LangiumDocuments.addDocument(document);
    await DocumentBuilder.build(documents, { validation: false });
    const analysis = createAnalyzer(services).analyse({ today, ...(asOf === undefined ? {} : { asOf }) });
    await DocumentBuilder.update([], documents.map(document => document.uri));
    return analysis;
  } finally {
    release();
  }
}
