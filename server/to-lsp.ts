/** From the plan's offsets and findings to the protocol's positions and diagnostics. */
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic, DiagnosticRelatedInformation, Location, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Place, Severity, Span } from '../language/index.ts';

/** The text that the offsets of a document count in; undefined for a document that is gone. */
export type TextOf = (uri: string) => TextDocument | undefined;

export function toRange(text: TextDocument, span: Span): Range {
  return { start: text.positionAt(span.start), end: text.positionAt(span.end) };
}

export function toLocation(textOf: TextOf, place: Place): Location | null {
  const text = textOf(place.uri);
  return text ? { uri: place.uri, range: toRange(text, place) } : null;
}

export function toSeverity(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'error': return DiagnosticSeverity.Error;
    case 'warning': return DiagnosticSeverity.Warning;
    case 'information': return DiagnosticSeverity.Information;
    case 'hint': return DiagnosticSeverity.Hint;
  }
}

/** Findings whose text has no effect, so that the editor may fade it. */
const withoutEffect: ReadonlySet<string> = new Set(['unused-suppression', 'expired-suppression']);

/** What a quick fix needs to find its finding again: the span in offsets, which survive neither rounding nor capping. */
export interface DiagnosticData { readonly start: number; readonly end: number }

export function toDiagnostic(text: TextDocument, finding: Finding, textOf: TextOf, maxRelated: number): Diagnostic {
  const diagnostic: Diagnostic = {
    range: toRange(text, finding.span),
    severity: toSeverity(finding.severity),
    code: finding.code,
    source: 'planwright',
    message: finding.message,
  };
  if (withoutEffect.has(finding.code)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  const related: DiagnosticRelatedInformation[] = [];
  for (const one of finding.related.slice(0, maxRelated)) {
    const location = toLocation(textOf, one.place);
    if (location) related.push({ location, message: one.message });
  }
  if (related.length > 0) diagnostic.relatedInformation = related;
  const data: DiagnosticData = { start: finding.span.start, end: finding.span.end };
  diagnostic.data = data;
  return diagnostic;
}
