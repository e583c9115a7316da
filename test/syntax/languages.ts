/** Documents for tests of the syntax: one program, or several files by path, parsed, named and linked. */
import { URI } from 'langium';
import type { LangiumDocument } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import type { ProgramLanguage } from '../../language/program-services.ts';
import { syntaxIssues } from '../../language/syntax/issues.ts';
import type { SyntaxIssue } from '../../language/syntax/issues.ts';
import type { Document } from '../../language/syntax/generated/ast.ts';

export interface Read extends ProgramLanguage { readonly documents: readonly LangiumDocument<Document>[] }

/**
 * Files by path; a text alone is `plan.program`. They are the only documents afterwards. A language that is handed over is used again, because
 * making one takes longer than reading a few lines.
 */
export async function read(files: string | Readonly<Record<string, string>>, language: ProgramLanguage = createProgramServices()): Promise<Read> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = language.shared.workspace;
  await DocumentBuilder.update([], LangiumDocuments.all.map(document => document.uri).toArray());
  const documents = Object.entries(typeof files === 'string' ? { 'plan.program': files } : files).map(([path, text]) => {
    const document = LangiumDocumentFactory.fromString<Document>(text, URI.parse(`file:///${path}`));
    LangiumDocuments.addDocument(document);
    return document;
  });
  await DocumentBuilder.build(documents, {});
  return { ...language, documents };
}

export async function issuesOf(files: string | Readonly<Record<string, string>>, language?: ProgramLanguage): Promise<SyntaxIssue[]> {
  return (await read(files, language)).documents.flatMap(document => syntaxIssues(document));
}

/** `line:column code` of an issue, and the text that it marks. */
export function shown(issue: SyntaxIssue, text: string): string {
  const before = text.slice(0, issue.span.start).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${issue.code} ${JSON.stringify(text.slice(issue.span.start, issue.span.end))}`;
}

/** The kind and name of every declaration, indented by the block that it stands in. */
export function outline(document: LangiumDocument<Document>): string {
  const lines: string[] = [];
  const visit = (node: object, depth: number): void => {
    const { $type, name, members } = node as { $type: string; name?: string; members?: object[] };
    const named = name !== undefined;
    if (named) lines.push(`${'  '.repeat(depth)}${$type} ${name}`);
    for (const member of members ?? []) visit(member, named ? depth + 1 : depth);
  };
  visit(document.parseResult.value, 0);
  return lines.join('\n');
}
