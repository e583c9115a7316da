/** Findings as lines and columns of files: what a terminal, a build server and SARIF need. Lines and columns count from 1. */
import type { Finding, Severity } from '../checks/finding.ts';
import type { Place } from '../plan/model.ts';

/** A text that findings point into, under the name by which people know its file. */
export interface Source { readonly file: string; readonly text: string }
export type Sources = ReadonlyMap<string, Source>;

/** Columns count UTF-16 units, as editors do; the end is exclusive. */
export interface Region { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number }
export interface LocatedRelated { readonly message: string; readonly file: string; readonly line: number; readonly column: number }
export interface LocatedFinding extends Region {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly related: readonly LocatedRelated[];
}

/** Offset to line and column, by binary search over the line starts. Line ends are LF, CRLF and CR. */
export function lineIndex(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return offset => {
    const at = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}

/** Every finding with its place, sorted by file, line, column and code. A text that is not known has the place 1:1. */
export function locate(findings: readonly Finding[], sources: Sources): readonly LocatedFinding[] {
  const indexes = new Map<string, ReturnType<typeof lineIndex>>();
  const regionOf = (place: Place): Region & { readonly file: string } => {
    const source = sources.get(place.uri);
    if (!source) return { file: place.uri, line: 1, column: 1, endLine: 1, endColumn: 1 };
    let index = indexes.get(place.uri);
    if (!index) indexes.set(place.uri, index = lineIndex(source.text));
    const from = index(place.start);
    const to = index(place.end);
    return { file: source.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
  return findings.map(finding => ({
    code: finding.code,
    severity: finding.severity,
    message: finding.message,
    ...regionOf({ uri: finding.uri, start: finding.span.start, end: finding.span.end }),
    related: finding.related.map(({ message, place }) => {
      const { file, line, column } = regionOf(place);
      return { message, file, line, column };
    }),
  })).sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code) || compare(a.message, b.message));
}

/** By code units, so that the order is the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
