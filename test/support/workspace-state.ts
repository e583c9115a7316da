/** Everything that a workspace says, as lines that can be compared: trees, names, plan, schedule and findings. */
import { isReference } from 'langium';
import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { foldsOf, formatText, statementOffsets, syntaxIssues } from '../../language/index.ts';
import type { Analysis } from '../../language/index.ts';

/** Lines by what they are about; `folder` does not appear in them. */
export type WorkspaceState = Readonly<Record<string, readonly string[]>>;

export function stateOf(documents: readonly LangiumDocument[], analysis: Analysis, folder: string): WorkspaceState {
  const state: Record<string, readonly string[]> = {};
  const without = (value: unknown): string => JSON.stringify(value, plain).replaceAll(folder, '');
  for (const document of [...documents].sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1))) {
    const path = document.uri.toString().slice(folder.length);
    state[`text of ${path}`] = [document.textDocument.getText()];
    state[`tree of ${path}`] = treeOf(document.parseResult.value);
    state[`tokens of ${path}`] = tokensOf(document.parseResult.value.$cstNode);
    state[`names in ${path}`] = namesIn(document, folder);
    state[`syntax of ${path}`] = syntaxIssues(document).map(without);
    state[`format of ${path}`] = formatText(document.textDocument.getText(), { statements: statementOffsets(document) }).map(change => JSON.stringify(change));
    state[`folds of ${path}`] = foldsOf(document.textDocument.getText()).map(fold => JSON.stringify(fold));
  }
  const { plan, schedule, findings } = analysis;
  state.plan = Object.entries(plan).flatMap(([key, value]) => (Array.isArray(value) ? value.map(one => `${key}: ${without(one)}`) : [`${key}: ${without(value)}`]));
  state.schedule = [
    ...schedule.programs.map(without),
    ...Array.from({ length: schedule.size }, (_, index) => {
      const { activity, ...dates } = schedule.at(index);
      return `${activity.key} ${without(dates)} ${without(schedule.drivers(index))} ${without(schedule.incoming(index))}`;
    }),
    ...[...schedule.cycles, ...schedule.conflicts, ...schedule.notes].map(without),
  ];
  state.findings = findings.map(without);
  return state;
}

/** Maps and typed arrays as what they hold. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value];
  return value;
}

const span = (node: CstNode | undefined): string => (node ? `${node.offset}-${node.end}` : '-');

/** One line for each node: its kind, place and values. Holds also where trees link back. */
function treeOf(root: AstNode): string[] {
  const lines: string[] = [];
  const visit = (node: AstNode, around: AstNode | undefined, property: string, index: number | undefined): void => {
    const values: string[] = [];
    const below: (() => void)[] = [];
    for (const [key, value] of Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (key.startsWith('$')) continue;
      const list: readonly unknown[] = Array.isArray(value) ? value : [value];
      list.forEach((one, at) => {
        if (isReference(one)) values.push(`${key}→${one.$refText}@${span(one.$refNode)}`);
        else if (isNode(one)) below.push(() => visit(one, node, key, Array.isArray(value) ? at : undefined));
        else values.push(`${key}=${typeof one === 'bigint' ? String(one) : JSON.stringify(one)}`);
      });
    }
    const linked = node.$container === around && (around === undefined || (node.$containerProperty === property && node.$containerIndex === index));
    lines.push(`${node.$type} ${span(node.$cstNode)} ${values.join(' ')}${linked ? '' : ' not linked to what is around it'}${node.$cstNode?.astNode === node ? '' : ' not the node of its text'}`);
    for (const next of below) next();
  };
  visit(root, undefined, '', undefined);
  return lines;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}

/** Every token with its type, hidden ones too, and the kind of node that holds it. */
function tokensOf(root: CstNode | undefined): string[] {
  const lines: string[] = [];
  const visit = (node: CstNode): void => {
    if ('content' in node) for (const child of node.content as readonly CstNode[]) visit(child);
    else if ('tokenType' in node) {
      const { start } = node.range;
      lines.push(`${(node.tokenType as { name: string }).name} ${span(node)} ${start.line}:${start.character}${node.hidden ? ' hidden' : ` in ${node.astNode.$type}`}`);
    }
  };
  if (root) visit(root);
  return lines;
}

/** Every reference and what it leads to. */
function namesIn(document: LangiumDocument, folder: string): string[] {
  return document.references.map(reference => {
    if (!isReference(reference)) return `${reference.$refText}: several`;
    const target = reference.ref;
    const where = target?.$cstNode ? `${rootOf(target).$document?.uri.toString().slice(folder.length)} ${target.$type} ${span(target.$cstNode)}` : reference.error?.info.property ?? 'nothing';
    return `${reference.$refText}@${span(reference.$refNode)} → ${where}`;
  });
}

function rootOf(node: AstNode): AstNode {
  let root = node;
  while (root.$container) root = root.$container;
  return root;
}
