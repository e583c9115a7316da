/**
 * Reading only the block that an edit lies in, and putting it in the place of the old one: what is typed inside of a task costs as much as the
 * task, not as much as its file. `reparse.test.ts` holds the outcome equal to reading everything.
 *
 * A block can be read alone where nothing around it can tell what it means, and nothing in it what stands around it: its first word and its
 * closing brace are as they were, it has its lines to itself, and every brace, text and comment in it is closed. Everything else is read whole.
 */
import type { AstNode, GenericAstNode, ParseResult, RootCstNode } from 'langium';
import type { Block, Blocks } from './blocks.ts';
import type { Leaf, Rule } from './cst.ts';
import type { Document } from './generated/ast.ts';
import { isRuleCall } from './grammar.ts';
import type { LineReport } from './lexer.ts';
import { limits } from './limits.ts';
import type { LineIssue, Surroundings } from './lines.ts';
import { isDeclared, kindOf, membersOf } from './names.ts';
import type { Declared } from './names.ts';
import type { NameReference } from './references.ts';
import { countBefore, moved } from './places.ts';
import type { Change } from './places.ts';
import { spliceTree } from './splice.ts';
import type { Token } from './tokens.ts';

/** What a document became: which block was read again, and where what stood behind it is now. */
export interface Splice extends Change {
  readonly old: Declared;
  readonly fresh: Declared;
}

/** The last splice of each tree, and how many there were. */
const splices = new WeakMap<AstNode, { readonly count: number; readonly last: Splice }>();

/** How often a tree was spliced: with the root, it says which text a result was computed from. */
export function revisionOf(root: AstNode): number { return splices.get(root)?.count ?? 0; }

/** The one splice that leads from a revision to the tree as it is; null where it was none or more. */
export function spliceSince(root: AstNode, revision: number): Splice | null {
  const known = splices.get(root);
  return known?.count === revision + 1 ? known.last : null;
}

/** Blocks that are elements of the plan of their own, and read the same wherever they stand. */
const readAlone = new Set([
  'Task', 'Milestone', 'Gate', 'Release', 'Workstream', 'Dependency', 'Risk', 'Assumption', 'Issue', 'Decision', 'Change', 'Action', 'Escalation', 'Outcome',
]);

/** A mistake of the parser, with the tokens that it knew. */
interface ParserError { readonly token: Token; readonly previousToken?: Token | undefined }

export interface Reread { readonly value: AstNode; readonly errors: readonly ParserError[]; readonly references: readonly NameReference[]; readonly report: LineReport }

/** What reads a block: lexer, engine and linker behind one call. Null where the block is not read by one rule. */
export interface BlockReader {
  readonly blocks: Blocks;
  read(text: string, around: Surroundings, rule: string): Reread | null;
  referencesOf(root: AstNode): readonly NameReference[];
  replaceReferences(root: AstNode, references: readonly NameReference[]): void;
}

/** Brings the tree of a document up to a text. Null where the text has to be read whole; then nothing has changed. */
export function reparse(result: ParseResult, text: string, reader: BlockReader): Splice | null {
  const root = result.value;
  const cst = root.$cstNode as unknown as (Rule & RootCstNode) | undefined;
  const report = result.lexerReport as LineReport | undefined;
  if (!cst || !report?.balanced || text.length > limits.fileLength || report.issues.length + result.parserErrors.length > 500) return null;
  const { entries } = cst;
  if (entries.count > limits.tokens / 2) return null;
  // The nodes that nobody needs any more would stay for ever.
  if (entries.replaced > 1000 && entries.replaced > entries.nodes.length / 2) return null;
  const edit = editBetween(entries.text, text);
  const candidates = blocksAround(root as Document, entries.text, edit).reverse();
  for (const old of candidates.slice(0, 2)) {
    const change = { start: old.$cstNode!.offset, end: old.$cstNode!.end, delta: text.length - entries.text.length };
    const fresh = readAgain(old, detached(text.slice(change.start, change.end + change.delta)), reader);
    if (!fresh) continue;
    return replace(result, old, fresh, change, text, reader);
  }
  return null;
}

/** `[start, end)` of the old text is what differs, without what is the same at both ends. */
interface Edit { readonly start: number; readonly end: number }

function editBetween(old: string, text: string): Edit {
  const shorter = Math.min(old.length, text.length);
  const step = 4096;
  let start = 0;
  while (start + step <= shorter && old.slice(start, start + step) === text.slice(start, start + step)) start += step;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  const most = shorter - start;
  let same = 0;
  while (same + step <= most && old.slice(old.length - same - step, old.length - same) === text.slice(text.length - same - step, text.length - same)) same += step;
  while (same < most && old.charCodeAt(old.length - same - 1) === text.charCodeAt(text.length - same - 1)) same++;
  return { start, end: old.length - same };
}

/** The blocks that can be read alone and have the edit inside, the outermost first. */
function blocksAround(root: Document, text: string, edit: Edit): Declared[] {
  const found: Declared[] = [];
  for (let at: AstNode | undefined = memberAround(root, edit); at; at = memberAround(at, edit)) {
    if (readAlone.has(at.$type) && isDeclared(at) && at.name !== '' && standsAlone(at, text, edit)) found.push(at);
  }
  return found;
}

/** The member that the edit lies in, by bisection: members stand in the order of the text. */
function memberAround(body: AstNode, { start, end }: Edit): AstNode | undefined {
  const members = membersOf(body);
  const member = members[countBefore(members.length, index => (members[index]!.$cstNode?.offset ?? 0) <= start) - 1];
  return member?.$cstNode && member.$cstNode.offset <= start && end <= member.$cstNode.end ? member : undefined;
}

function standsAlone(node: Declared, text: string, edit: Edit): boolean {
  const { offset, end } = node.$cstNode!;
  // With at least one letter between, the first word and the closing brace stay what they are.
  if (edit.start <= offset + kindOf(node).length || edit.end >= end || text[end - 1] !== '}') return false;
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const newline = text.indexOf('\n', end);
  const after = text.slice(end, newline < 0 ? text.length : newline).trim();
  return before.trim() === '' && (after === '' || after.startsWith('//')) && !continuesInto(node);
}

/** A word or comma above that the first word of the block might belong to, with what stands behind it. */
function continuesInto(node: Declared): boolean {
  const { entries, index } = node.$cstNode as unknown as Rule;
  for (let at = index - 1; at > 0; at--) {
    if (entries.isRule(at) || entries.source[at] === 0) continue;
    return /^(?:,|and|or|not|\(|requires)$/.test(entries.text.slice(entries.start[at], entries.end[at]));
  }
  return false;
}

/** The body that a block stands in; null where that is no list of keywords. */
function surroundingsOf(node: AstNode, blocks: Blocks): Surroundings | null {
  const container = node.$container;
  if (!container) return null;
  if (!container.$container) return { block: (container as Document).part ? blocks.part : blocks.document, depth: 0 };
  const outer = surroundingsOf(container, blocks);
  const block: Block | null | undefined = outer?.block.statements.get(kindOf(container))?.body;
  return outer && block && !block.free && !block.rows ? { block, depth: outer.depth + 1 } : null;
}

/**
 * A copy of its own: a piece of a string keeps all of the string alive, and what is read here stays in the tree, so that each edit would keep its
 * version of the whole text.
 */
function detached(piece: string): string { return ` ${piece}`.slice(1); }

function readAgain(old: Declared, text: string, reader: BlockReader): Reread | null {
  const around = surroundingsOf(old, reader.blocks);
  const call = old.$cstNode!.grammarSource;
  if (!around || !call || !isRuleCall(call) || !call.rule.ref) return null;
  const fresh = reader.read(text, around, call.rule.ref.name);
  // A brace more in its midst ends the block early, and what follows would be a block beside it.
  return fresh && fresh.report.balanced && fresh.value.$type === old.$type && isDeclared(fresh.value) && fresh.value.name !== '' && fresh.value.$cstNode?.end === text.length ? fresh : null;
}

function replace(result: ParseResult, old: Declared, fresh: Reread, change: Change, text: string, reader: BlockReader): Splice {
  const root = result.value;
  const tree = old.$cstNode as unknown as Rule;
  const [from, to] = [tree.index, tree.entries.behind[tree.index]!];
  const references = reader.referencesOf(root);
  const [first, last] = [firstFrom(references, from), firstFrom(references, to)];
  const behind = references.slice(last);
  spliceTree(tree, fresh.value.$cstNode as unknown as RootCstNode & { astNode: AstNode }, text, change, fresh.references, behind);
  reader.replaceReferences(root, [...references.slice(0, first), ...fresh.references, ...behind]);
  put(old, fresh.value);
  const report = result.lexerReport as unknown as { issues: readonly LineIssue[] };
  report.issues = [...outside(report.issues, change), ...fresh.report.issues.map(issue => shifted(issue, change.start))];
  const errors = result.parserErrors as unknown as ParserError[];
  result.parserErrors = [...errorsOutside(errors, change), ...fresh.errors.map(error => atOffset(error, offset => offset + change.start))] as unknown as ParseResult['parserErrors'];
  const splice: Splice = { ...change, old, fresh: fresh.value as Declared };
  splices.set(root, { count: revisionOf(root) + 1, last: splice });
  return splice;
}

/** The first reference that stands at or behind an entry. */
function firstFrom(references: readonly NameReference[], entry: number): number {
  return countBefore(references.length, index => (references[index]!.$refNode as unknown as Leaf).index < entry);
}

/** The new node in the old one's place in the tree. */
function put(old: AstNode, fresh: AstNode): void {
  const { $container, $containerProperty, $containerIndex } = old;
  const list = ($container as GenericAstNode)[$containerProperty!];
  if (Array.isArray(list)) list[$containerIndex!] = fresh;
  else ($container as GenericAstNode)[$containerProperty!] = fresh;
  Object.assign(fresh, { $container, $containerProperty, $containerIndex });
}

/** The issues that stand outside of a change, where they stand now. */
function outside(issues: readonly LineIssue[], change: Change): LineIssue[] {
  return issues.filter(({ start }) => start < change.start || start >= change.end).map(issue => issue.start < change.start ? issue : shifted(issue, change.delta));
}

function shifted(issue: LineIssue, by: number): LineIssue {
  const { related } = issue;
  return { ...issue, start: issue.start + by, end: issue.end + by, ...related ? { related: { ...related, start: related.start + by, end: related.end + by } } : {} };
}

function errorsOutside(errors: readonly ParserError[], change: Change): ParserError[] {
  const inside = (token: Token | undefined): boolean => token !== undefined && token.startOffset >= change.start && token.startOffset < change.end;
  return errors.filter(error => !(placed(error.previousToken) ? inside(error.previousToken) : inside(error.token)))
    .map(error => atOffset(error, offset => moved(offset, change)));
}

const placed = (token: Token | undefined): boolean => token !== undefined && token.startOffset >= 0;

function atOffset(error: ParserError, place: (offset: number) => number): ParserError {
  const put = (token: Token): Token => ({ ...token, startOffset: place(token.startOffset), endOffset: token.endOffset === undefined ? undefined : place(token.endOffset) } as Token);
  return { ...error, token: put(error.token), ...error.previousToken ? { previousToken: put(error.previousToken) } : {} };
}
