/** Texts to lowered plans, for tests. */
import { readFileSync } from 'node:fs';
import { EmptyFileSystem, TextDocument, URI } from 'langium';
import type { LangiumDocument } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import type { ProgramLanguage } from '../../language/program-services.ts';
import { lower } from '../../language/plan/lower.ts';
import { merge } from '../../language/plan/merge.ts';
import type { DocumentPlan, Plan, PlanIssue } from '../../language/plan/model.ts';

export const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');

export interface Workspace { readonly language: ProgramLanguage; readonly documents: readonly LangiumDocument[]; readonly texts: Map<string, TextDocument> }

/** Parses and links texts, by file name, as one workspace. */
export async function open(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const texts = new Map<string, TextDocument>();
  const language = createProgramServices(EmptyFileSystem, { modules: { shared: { workspace: { TextDocuments: () => ({ get: (uri: string | URI) => texts.get(uri.toString()) }) } } } });
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = language.shared.workspace;
  const documents = Object.entries(files).map(([name, text]) => LangiumDocumentFactory.fromString(text, URI.file(`/${name}`)));
  for (const document of documents) LangiumDocuments.addDocument(document);
  await DocumentBuilder.build(documents);
  return { language, documents, texts };
}

/** Replaces the text of a document as an editor does. */
export async function edit({ language, texts }: Workspace, document: LangiumDocument, text: string): Promise<void> {
  texts.set(document.uri.toString(), TextDocument.create(document.uri.toString(), 'program', 1, text));
  await language.shared.workspace.DocumentBuilder.update([document.uri], []);
}

export interface Lowered { readonly plan: Plan; readonly issues: readonly PlanIssue[]; readonly parts: readonly DocumentPlan[] }

export async function planOf(files: string | Readonly<Record<string, string>>): Promise<Lowered> {
  const { documents } = await open(typeof files === 'string' ? { 'plan.program': files } : files);
  const lowered = documents.map(lower);
  const parts = lowered.map(({ plan }) => plan);
  const merged = merge(parts);
  return { plan: merged.plan, issues: [...lowered.flatMap(({ issues }) => issues), ...merged.issues], parts };
}

/** The plan of lines inside `program p { … }`. */
export function planIn(lines: string): Promise<Lowered> {
  return planOf(`program p {\n${lines}\n}`);
}

/** Data without its places and without what is empty, for comparing what is said. */
export function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (name === 'span' || name === 'nameSpan' || item === null || item === false || (Array.isArray(item) && item.length === 0)) continue;
    kept[name] = said(item);
  }
  const names = Object.keys(kept);
  return names.length === 1 && names[0] === 'value' ? kept.value : kept;
}
