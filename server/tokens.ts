/** Which name is what: a keyword may be a name, so only the syntax tree can colour it; the schedule says what is critical or done. */
import { GrammarUtils, isReference } from 'langium';
import type { AstNode, CstNode, LangiumDocument } from 'langium';
import type {
  CancellationToken, Connection, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensParams, SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { Analysis, ServerContext } from './context.ts';
import { limits } from './limits.ts';
import { createColourRefresh } from './refresh.ts';
import { safely } from './safely.ts';
import { tokenTypes } from './token-legend.ts';
import { bit, digestOf, statesIn } from './token-states.ts';
import { createToldTokens } from './told-tokens.ts';
import { visit } from './visit.ts';

/** Token type of a declared name, by the kind of node; records are types. Themes give keywords the colour of variables, so no name is one. */
const typeOfNode: Readonly<Record<string, (typeof tokenTypes)[number]>> = {
  Program: 'namespace', Workstream: 'class', Task: 'function', Milestone: 'function', Gate: 'function', Release: 'function',
  Calendar: 'struct', Policy: 'struct', Team: 'type', Person: 'type', Dependency: 'interface', Step: 'method', Check: 'method',
  Option: 'enumMember', Announcement: 'method',
};

/** Lines whose words are values of an enumeration: `status at-risk`, `severity high`. */
const enumLines: ReadonlySet<string> = new Set(['status', 'severity', 'health']);

interface Token { readonly offset: number; readonly length: number; readonly type: number; readonly modifiers: number }

interface Coloured {
  readonly document: LangiumDocument;
  readonly analysis: Analysis;
  /** In the order of the text. */
  readonly tokens: readonly Token[];
  /** The same as the protocol writes them. */
  readonly data: number[];
  /** What the schedule says of the activities, to notice when it says something else. */
  readonly states: string;
}

const typeIndex = new Map(tokenTypes.map((name, index) => [name as string, index]));

export function register(connection: Connection, context: ServerContext): void {
  const { log } = context;
  const cached = new WeakMap<LangiumDocument, Coloured>();
  const told = createToldTokens(limits.colouredDocuments);
  const refresh = createColourRefresh(connection, context);

  async function coloured(uri: string, token: CancellationToken): Promise<Coloured | null> {
    const analysis = await context.current(token);
    const document = context.document(uri);
    if (!analysis || !document) return null;
    const known = cached.get(document);
    const now = known?.analysis === analysis ? known : colour(document, analysis);
    cached.set(document, now);
    refresh.told(document.uri.toString(), now.states);
    return now;
  }

  const { semanticTokens } = connection.languages;
  semanticTokens.on(safely<SemanticTokensParams, SemanticTokens>(log, 'colours', { data: [] }, async ({ textDocument: { uri } }, token) => {
    const now = await coloured(uri, token);
    return now ? told.full(uri, now.data) : { data: [] };
  }));
  semanticTokens.onDelta(safely<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
    log, 'colours', { data: [] }, async ({ textDocument: { uri }, previousResultId }, token) => {
      const now = await coloured(uri, token);
      return now ? told.delta(uri, now.data, previousResultId) : { data: [] };
    },
  ));
  semanticTokens.onRange(safely<SemanticTokensRangeParams, SemanticTokens>(log, 'colours', { data: [] }, async ({ textDocument: { uri }, range }, token) => {
    const now = await coloured(uri, token);
    if (!now) return { data: [] };
    const { document, tokens } = now;
    const from = document.textDocument.offsetAt(range.start);
    const to = document.textDocument.offsetAt(range.end);
    return { data: encoded(document, tokens.filter(({ offset, length }) => offset + length > from && offset < to)) };
  }));
}

function colour(document: LangiumDocument, analysis: Analysis): Coloured {
  const uri = document.uri.toString();
  const states = statesIn(analysis, new Set([uri])).get(uri) ?? [];
  const byOffset = new Map(states.map(({ offset, modifiers }) => [offset, modifiers]));
  const tokens = collect(document).sort((a, b) => a.offset - b.offset)
    .map(token => ({ ...token, modifiers: token.modifiers | (byOffset.get(token.offset) ?? 0) }));
  return { document, analysis, tokens, data: encoded(document, tokens), states: digestOf(states) };
}

/** Five numbers a token: lines down and letters right of the token before, length, type and modifiers. */
function encoded({ textDocument }: LangiumDocument, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { offset, length, type, modifiers } of tokens) {
    const at = textDocument.positionAt(offset);
    const down = at.line - before.line;
    data.push(down, down > 0 ? at.character : at.character - before.character, length, type, modifiers);
    before = at;
  }
  return data;
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
  visit(document.parseResult.value, node => {
    if ('name' in node && typeof node.name === 'string') {
      push(GrammarUtils.findNodeForProperty(node.$cstNode, 'name'), typeOfNode[node.$type] ?? 'type', bit('declaration'));
    }
    if ('word' in node && typeof node.word === 'string' && enumLines.has(node.word)) enumValues(node, push);
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) value.forEach(reference);
      else reference(value);
    }
  });
  return tokens;
}

function enumValues(node: AstNode, push: (cst: CstNode | undefined, type: string, modifiers: number) => void): void {
  for (const cst of GrammarUtils.findNodesForProperty(node.$cstNode, 'values')) push(cst, 'enumMember', 0);
}
