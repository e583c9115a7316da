/** Analyses texts with the real services, as the server does. */
import { URI } from 'langium';
import { createAnalyzer } from '../../language/analysis.ts';
import type { Analysis } from '../../language/analysis.ts';
import { createProgramServices } from '../../language/index.ts';
import { timelineView } from '../../language/index.ts';
import type { TimelineOptions, TimelineView } from '../../language/index.ts';

/** Wall minutes of `2026-03-20T09:00`. */
export const at = (text: string): number => Date.parse(`${text}Z`) / 60_000;
export const today = at('2026-03-24T10:30');

export interface Workbench {
  /** Replaces texts and analyses everything. */
  edit(texts: Readonly<Record<string, string>>): Promise<Analysis>;
  view(analysis: Analysis, uri: string, more?: Partial<TimelineOptions>): TimelineView;
}

export function createWorkbench(): Workbench {
  const { shared } = createProgramServices();
  const analyzer = createAnalyzer({ shared });
  const current = new Map<string, string>();
  return {
    async edit(texts) {
      const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
      for (const [uri, text] of Object.entries(texts)) {
        current.set(uri, text);
        if (LangiumDocuments.hasDocument(URI.parse(uri))) LangiumDocuments.deleteDocument(URI.parse(uri));
        LangiumDocuments.addDocument(LangiumDocumentFactory.fromString(text, URI.parse(uri)));
      }
      await DocumentBuilder.build(LangiumDocuments.all.toArray(), { validation: false });
      return analyzer.analyse({ today });
    },
    view: (analysis, uri, more) => timelineView(analysis, {
      uri, today, lineOf: (document, offset) => (current.get(document) ?? '').slice(0, offset).split('\n').length, ...more,
    }),
  };
}
