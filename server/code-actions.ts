/** Quick fixes of findings, refactorings of what stands at the cursor, and the fixes that are safe to make all at once. */
import { CodeActionKind, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { CodeAction, CodeActionParams, Connection, Diagnostic } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { allowFinding, fixesFor, refactoringsAt, safeFixes } from '../language/index.ts';
import type { Finding, Fix, FixOptions, Refactoring } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';
import { canChangeFiles, toWorkspaceEdit } from './workspace-edit.ts';

const fixAllKind = 'source.fixAll.planwright';
const MOST_WITHOUT_ASKING = 2000;

/** What finds a refactoring again when its edit is asked for. */
interface ActionData { readonly uri: string; readonly id: string; readonly start: number; readonly end: number; readonly version: number | null }

export function register(connection: Connection, context: ServerContext): void {
  /** The fixes of an analysis that were asked for: one may have scheduled the plan, and a light bulb asks at every move of the cursor. */
  const known = new WeakMap<Analysis, Map<Finding, readonly Fix[]>>();
  const resolves = context.client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true
    && context.client.textDocument.codeAction.dataSupport === true;

  connection.onCodeAction(safely<CodeActionParams, CodeAction[]>(context.log, 'code actions', [], async (params, token) => {
    const analysis = await context.current(token);
    const text = context.textOf(params.textDocument.uri);
    const uri = context.document(params.textDocument.uri)?.uri.toString();
    if (!analysis || !text || uri === undefined) return [];
    const { only, diagnostics } = params.context;
    const wanted = (kind: string): boolean => only === undefined || only.some(one => one === '' || kind === one || kind.startsWith(`${one}.`));
    const at = { uri, start: text.offsetAt(params.range.start), end: text.offsetAt(params.range.end) };
    const actions: CodeAction[] = [];
    if (wanted(CodeActionKind.QuickFix)) {
      const here = analysis.findings.filter(finding => finding.uri === uri && finding.span.start <= at.end && finding.span.end >= at.start);
      actions.push(...quickFixes(here, analysis, text, diagnostics));
    }
    for (const refactoring of refactoringsAt(at, { ...optionsOf(analysis), documents: context.documents })) {
      const kind = `refactor.${refactoring.kind}`;
      if (!wanted(kind) || (refactoring.files && !canChangeFiles(context.client))) continue;
      const action = actionOf(refactoring, kind, { ...at, id: refactoring.id, version: context.versionOf(uri) ?? null }, analysis.plan.activities.length);
      if (action) actions.push(action);
    }
    // Nobody fixes everything in passing: only who asks for it gets it.
    if (only && wanted(fixAllKind)) actions.push(...fixAll(analysis, uri));
    return actions;
  }));

  connection.onCodeActionResolve(safely<CodeAction, CodeAction>(context.log, 'code action', { title: '' }, async (action, token) => {
    const analysis = await context.current(token);
    const data = action.data as Partial<ActionData> | undefined;
    if (!analysis || typeof data?.uri !== 'string' || typeof data.start !== 'number' || typeof data.end !== 'number') return action;
    // The places count in a text that is gone.
    if ((context.versionOf(data.uri) ?? null) !== data.version) return refused(action, 'The text has changed since it was offered; ask for it again.');
    const found = refactoringsAt({ uri: data.uri, start: data.start, end: data.end }, { ...optionsOf(analysis), documents: context.documents }).find(({ id }) => id === data.id);
    const change = found?.change() ?? null;
    if (change === null) return refused(action, 'Something in the plan could then not be named any more. Rename one of two things with the same name first.');
    return { ...action, edit: toWorkspaceEdit(change, action.title, context) };
  }));

  /** Says why nothing happens, which an editor would not. */
  function refused(action: CodeAction, reason: string): CodeAction {
    void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message: `“${action.title}” was not done. ${reason}` });
    return action;
  }

  function optionsOf(analysis: Analysis): FixOptions {
    return { plan: analysis.plan, schedule: analysis.schedule, text: uri => context.textOf(uri)?.getText() ?? null };
  }

  function quickFixes(findings: readonly Finding[], analysis: Analysis, text: TextDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
    const toAction = (finding: Finding, fix: Fix): CodeAction => {
      const { start } = toRange(text, finding.span);
      const solved = diagnostics.filter(({ code, range }) => code === finding.code && range.start.line === start.line && range.start.character === start.character);
      return {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        ...(solved.length > 0 ? { diagnostics: solved } : {}),
        ...(fix.preferred ? { isPreferred: true } : {}),
        edit: toWorkspaceEdit(fix, fix.title, context),
      };
    };
    const repairs = findings.flatMap(finding => fixesOf(finding, analysis).map(fix => toAction(finding, fix)));
    const allowed = new Set<string>();
    const allowances = findings.flatMap(finding => {
      const fix = allowed.has(finding.code) ? null : allowFinding(finding, text.getText());
      allowed.add(finding.code);
      return fix === null ? [] : [toAction(finding, fix)];
    });
    return [...repairs, ...allowances];
  }

  function fixesOf(finding: Finding, analysis: Analysis): readonly Fix[] {
    let ofAnalysis = known.get(analysis);
    if (!ofAnalysis) known.set(analysis, ofAnalysis = new Map());
    let fixes = ofAnalysis.get(finding);
    if (!fixes) ofAnalysis.set(finding, fixes = fixesFor(finding, optionsOf(analysis)));
    return fixes;
  }

  function actionOf(refactoring: Refactoring, kind: string, data: ActionData, activities: number): CodeAction | null {
    const { title } = refactoring;
    if (resolves) return { title, kind, data };
    // An editor that never asks again gets no edit that would make every move of its cursor slow.
    if (refactoring.costly && activities > MOST_WITHOUT_ASKING) return null;
    const change = refactoring.change();
    return change === null ? null : { title, kind, edit: toWorkspaceEdit(change, title, context) };
  }

  function fixAll(analysis: Analysis, uri: string): CodeAction[] {
    const fixes = safeFixes(analysis.findings.filter(finding => finding.uri === uri), optionsOf(analysis));
    if (fixes.length === 0) return [];
    // It runs when a file is saved, where a question would be in the way.
    const title = fixes.length === 1 ? 'Make the one repair that cannot be wrong' : `Make the ${fixes.length} repairs that cannot be wrong`;
    return [{ title, kind: fixAllKind, edit: toWorkspaceEdit({ edits: fixes.flatMap(({ edits }) => edits) }, title, context, false) }];
  }
}
