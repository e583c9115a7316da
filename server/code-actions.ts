/** Quick fixes of findings, and the fixes that are safe to make all at once. */
import { CodeActionKind } from 'vscode-languageserver';
import type { CodeAction, Connection, Diagnostic, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { fixesFor } from '../language/index.ts';
import type { Finding, Fix } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onCodeAction(safely<Parameters<Parameters<Connection['onCodeAction']>[0]>[0], CodeAction[]>(context.log, 'quick fix', [], async (params, token) => {
    const analysis = await context.current(token);
    const text = context.textOf(params.textDocument.uri);
    const uri = context.document(params.textDocument.uri)?.uri.toString();
    if (!analysis || !text || uri === undefined) return [];
    const wanted = params.context.only;
    if (wanted && !wanted.some(kind => CodeActionKind.QuickFix.startsWith(kind))) return [];
    const from = text.offsetAt(params.range.start);
    const to = text.offsetAt(params.range.end);
    return analysis.findings
      .filter(finding => finding.uri === uri && finding.span.start <= to && finding.span.end >= from)
      .flatMap(finding => actionsFor(finding, analysis, params.context.diagnostics));
  }));

  function actionsFor(finding: Finding, analysis: Analysis, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const own = context.textOf(finding.uri);
    if (!own) return [];
    const { start } = toRange(own, finding.span);
    const solved = diagnostics.filter(diagnostic =>
      diagnostic.code === finding.code && diagnostic.range.start.line === start.line && diagnostic.range.start.character === start.character);
    const fixes = fixesFor(finding, { plan: analysis.plan, schedule: analysis.schedule, text: uri => context.textOf(uri)?.getText() ?? null });
    return fixes.map(fix => ({
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      ...(solved.length > 0 ? { diagnostics: solved } : {}),
      ...(fix.preferred ? { isPreferred: true } : {}),
      edit: toWorkspaceEdit(fix),
    }));
  }

  /** With the versions that the offsets count in, so that the editor refuses a fix that came too late. */
  function toWorkspaceEdit(fix: Fix): WorkspaceEdit {
    const byUri = new Map<string, TextDocumentEdit>();
    for (const edit of fix.edits) {
      const text = context.textOf(edit.uri);
      if (!text) continue;
      const known = byUri.get(edit.uri) ?? { textDocument: { uri: edit.uri, version: context.versionOf(edit.uri) ?? null }, edits: [] };
      known.edits.push({ range: toRange(text, edit.span), newText: edit.newText });
      byUri.set(edit.uri, known);
    }
    return { documentChanges: [...byUri.values()] };
  }
}
