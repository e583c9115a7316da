/** Publishes findings as diagnostics: one list for the workspace, sent file by file, and only where something changed. */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { capFindings } from '../language/index.ts';
import type { Finding } from '../language/index.ts';
import { limits } from './limits.ts';
import { toDiagnostic } from './to-lsp.ts';
import type { TextOf } from './to-lsp.ts';

/** Diagnostics of one file in the order of its findings. */
export function diagnosticsOf(findings: readonly Finding[], text: TextDocument, textOf: TextOf): Diagnostic[] {
  const share = Math.max(4, Math.floor(limits.relatedPlacesOfFile / Math.max(1, findings.length)));
  return findings.map(finding => toDiagnostic(text, finding, textOf, Math.min(limits.relatedPlaces, share)));
}

export interface DiagnosticsPublisher {
  /**
   * Sends what changed: a file whose diagnostics differ from those sent last, and an open file whose version moved, so
   * that every version of an open file is answered. Files that have no findings any more, or are gone, are cleared.
   */
  publish(findings: readonly Finding[], textOf: TextOf, open: ReadonlyMap<string, number>): void;
  /** A sentence where findings were left out of what was published last. */
  limitsHit(): readonly string[];
}

interface Sent { readonly diagnostics: readonly Diagnostic[]; readonly version: number | undefined }

/** Thousands of related places lie in a handful of files, and to find a document by its address takes longer than to say where something stands. */
function remembered(textOf: TextOf): TextOf {
  const known = new Map<string, TextDocument | undefined>();
  return uri => {
    if (!known.has(uri)) known.set(uri, textOf(uri));
    return known.get(uri);
  };
}

export function createDiagnosticsPublisher(connection: Pick<Connection, 'sendDiagnostics'>): DiagnosticsPublisher {
  let sent = new Map<string, Sent>();
  let capped = false;

  const send = (uri: string, version: number | undefined, diagnostics: Diagnostic[]): void => {
    void connection.sendDiagnostics(version === undefined ? { uri, diagnostics } : { uri, version, diagnostics });
  };

  return {
    publish(findings, documentOf, open) {
      const textOf = remembered(documentOf);
      const byUri = new Map<string, Finding[]>();
      const shown = capFindings(findings, limits.diagnosticsPerCode);
      capped = shown.length < findings.length;
      for (const finding of shown) {
        const list = byUri.get(finding.uri);
        if (list) list.push(finding);
        else byUri.set(finding.uri, [finding]);
      }
      for (const uri of [...sent.keys(), ...open.keys()]) if (!byUri.has(uri)) byUri.set(uri, []);
      const next = new Map<string, Sent>();
      for (const [uri, own] of byUri) {
        const text = textOf(uri);
        const before = sent.get(uri);
        const diagnostics = text ? diagnosticsOf(own, text, textOf) : [];
        const version = text ? open.get(uri) : undefined;
        // A version that moved is answered in any case, without a look at what is in it.
        if (before === undefined || before.version !== version || JSON.stringify(before.diagnostics) !== JSON.stringify(diagnostics)) send(uri, version, diagnostics);
        if (text && (diagnostics.length > 0 || version !== undefined)) next.set(uri, { diagnostics, version });
      }
      sent = next;
    },
    limitsHit: () => (capped ? [`Of each kind of finding the first ${limits.diagnosticsPerCode} in a file are shown; planwright check lists all.`] : []),
  };
}
