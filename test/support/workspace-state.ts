/** Everything that a workspace says, as lines that can be compared: trees, names, plan, schedule and findings. */
import { isReference } from 'langium';
import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { statementOffsets, syntaxIssues } from '../../language/index.ts';
import type { Analysis } from '../../language/index.ts';

/** Lines by what they are about, as one text each; `folder` does not appear in them. */
export type WorkspaceState = Readonly<Record<string, string>>;

export function stateOf(documents: readonly LangiumDocument[], analysis: Analysis, folder: string): WorkspaceState {
  const state: Record<string, string> = {};
  const put = (name: string, lines: readonly unknown[]): void => {
    state[name] = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n').replaceAll(folder, '');
  };
  for (const document of [...documents].sort((a, b) => (a.uri.toString() < b.uri.toString() ? -1 : 1))) {
    const path = document.uri.toString().slice(folder.length);
    const text = document.textDocument.getText();
    put(`text of ${path}`, [text]);
    put(`tree of ${path}`, treeOf(document.parseResult.value));
    put(`tokens of ${path}`, tokensOf(document.parseResult.value.$cstNode));
    put(`names in ${path}`, namesIn(document));
    put(`syntax of ${path}`, syntaxIssues(document));
    put(`statements of ${path}`, [statementOffsets(document)]);
  }
  const { plan, schedule, findings } = analysis;
  // Maps only find again what the lists hold.
  for (const [name, value] of Object.entries(plan)) put(name, value instanceof Map ? [...value.keys()] : Array.isArray(value) ? value : [value]);
  put('schedule', Array.from({ length: schedule.size }, (_, index) => {
    const { activity, ...dates } = schedule.at(index);
    return `${activity.key} ${JSON.stringify([dates, schedule.drivers(index), schedule.incoming(index)])}`;
  }));
  put('notes of the schedule', [schedule.programs, schedule.cycles, schedule.conflicts, schedule.notes]);
  put('findings', findings);
  return state;
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
function namesIn(document: LangiumDocument): string[] {
  return document.references.map(reference => {
    if (!isReference(reference)) return `${reference.$refText}: several`;
    const target = reference.ref;
    const where = target?.$cstNode ? `${rootOf(target).$document?.uri.toString()} ${target.$type} ${span(target.$cstNode)}` : reference.error?.info.property ?? 'nothing';
    return `${reference.$refText}@${span(reference.$refNode)} → ${where}`;
  });
}

function rootOf(node: AstNode): AstNode {
  let root = node;
  while (root.$container) root = root.$container;
  return root;
}
