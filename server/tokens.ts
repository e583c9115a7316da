/** Which name is what: a keyword may be a name, so only the syntax tree can colour it; the schedule says what is critical or done. */
import { SemanticTokensBuilder } from 'vscode-languageserver';
import type { Connection, SemanticTokens } from 'vscode-languageserver';
import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { AstUtils, GrammarUtils, isReference } from 'langium';
import type { Schedule } from '../language/index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { safely } from './safely.ts';
import { tokenModifiers, tokenTypes } from './token-legend.ts';

/** Token type of a declared name, by the kind of node; records are types. Themes give keywords the colour of variables, so no name is one. */
const typeOfNode: Readonly<Record<string, (typeof tokenTypes)[number]>> = {
  Program: 'namespace', Workstream: 'class', Task: 'function', Milestone: 'function', Gate: 'function', Release: 'function',
  Calendar: 'struct', Policy: 'struct', Team: 'type', Person: 'type', Dependency: 'interface', Step: 'method', Check: 'method',
  Option: 'enumMember', Announcement: 'method',
};

/** Lines whose words are values of an enumeration: `status at-risk`, `severity high`. */
const enumLines: ReadonlySet<string> = new Set(['status', 'severity', 'health']);

interface Token { readonly offset: number; readonly length: number; readonly type: number; readonly modifiers: number }

const typeIndex = new Map(tokenTypes.map((name, index) => [name as string, index]));
const bit = (name: (typeof tokenModifiers)[number]): number => 1 << tokenModifiers.indexOf(name);

export function register(connection: Connection, context: ServerContext): void {
  const cached = new WeakMap<LangiumDocument, { readonly analysis: Analysis; readonly tokens: SemanticTokens }>();
  connection.languages.semanticTokens.on(safely<{ textDocument: { uri: string } }, SemanticTokens>(context.log, 'colours', { data: [] }, async ({ textDocument }, token) => {
    const analysis = await context.current(token);
    const document = context.document(textDocument.uri);
    if (!analysis || !document) return { data: [] };
    const known = cached.get(document);
    if (known?.analysis === analysis) return known.tokens;
    const tokens = build(document, analysis.schedule);
    cached.set(document, { analysis, tokens });
    return tokens;
  }));
}

function build(document: LangiumDocument, schedule: Schedule): SemanticTokens {
  const text = document.textDocument;
  const state = activityStates(schedule, document.uri.toString());
  const builder = new SemanticTokensBuilder();
  for (const token of collect(document).sort((a, b) => a.offset - b.offset)) {
    const { line, character } = text.positionAt(token.offset);
    builder.push(line, character, token.length, token.type, token.modifiers | (state.get(token.offset) ?? 0));
  }
  return builder.build();
}

/** Modifiers by the offset of an activity's name in one document. */
function activityStates(schedule: Schedule, uri: string): Map<number, number> {
  const states = new Map<number, number>();
  schedule.plan.activities.forEach((activity, index) => {
    if (activity.uri !== uri) return;
    const facts = schedule.at(index);
    const late = facts.commitment?.margin != null && facts.commitment.margin < 0;
    const modifiers = (facts.critical ? bit('critical') : 0) | (facts.status === 'done' ? bit('done') : 0) | (late ? bit('late') : 0);
    if (modifiers !== 0) states.set(activity.nameSpan.start, modifiers);
  });
  return states;
}

function collect(document: LangiumDocument): Token[] {
  const tokens: Token[] = [];
  const push = (cst: CstNode | undefined, type: string, modifiers: number) => {
    const index = typeIndex.get(type);
    if (cst && cst.length > 0 && index !== undefined) tokens.push({ offset: cst.offset, length: cst.length, type: index, modifiers });
  };
  const reference = (value: unknown) => {
    if (!isReference(value)) return;
    const target = value.ref;
    if (target) push(value.$refNode, typeOfNode[target.$type] ?? 'type', 0);
  };
  for (const node of AstUtils.streamAst(document.parseResult.value)) {
    if ('name' in node && typeof node.name === 'string') {
      push(GrammarUtils.findNodeForProperty(node.$cstNode, 'name'), typeOfNode[node.$type] ?? 'type', bit('declaration'));
    }
    if ('word' in node && typeof node.word === 'string' && enumLines.has(node.word)) enumValues(node, push);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach(reference);
      else reference(value);
    }
  }
  return tokens;
}

function enumValues(node: AstNode, push: (cst: CstNode | undefined, type: string, modifiers: number) => void): void {
  for (const cst of GrammarUtils.findNodesForProperty(node.$cstNode, 'values')) push(cst, 'enumMember', 0);
}
