/** The tasks as the tree that their outline levels draw, each with the name by which the plan refers to it. */
import type { ImportIssue, MsProject, MsTask } from './model.ts';
import { slug, unique } from './names.ts';

export interface OutlineNode {
  readonly task: MsTask;
  readonly name: string;
  readonly kind: 'workstream' | 'task' | 'milestone';
  readonly parent: OutlineNode | null;
  readonly children: OutlineNode[];
  readonly members: Map<string, OutlineNode>;
  /** Names from the program's children down to this one. */
  readonly path: readonly string[];
}

export interface Outline {
  /** The task of level 0, which describes the plan itself. */
  readonly root: MsTask | null;
  readonly program: string;
  readonly top: readonly OutlineNode[];
  readonly members: ReadonlyMap<string, OutlineNode>;
  readonly byUid: ReadonlyMap<number, OutlineNode>;
  /** Tasks that are not part of the plan; kept as notes on the node around them, or on the program (null). */
  readonly inactive: ReadonlyMap<OutlineNode | null, readonly MsTask[]>;
  /** All nodes, parents before children, in the file's order. */
  readonly nodes: readonly OutlineNode[];
}

interface Draft { readonly task: MsTask; readonly parent: Draft | null; readonly children: Draft[] }

/** Deeper outlines are cut here: their tasks stand beside each other at the deepest level. */
export const MAX_OUTLINE_DEPTH = 50;

export function outlineOf(project: MsProject, issues: ImportIssue[]): Outline {
  const first = project.tasks[0];
  const root = first?.level === 0 && project.tasks.filter(task => task.level === 0).length === 1 ? first : null;
  const { top, inactive } = treeOf(project.tasks.filter(task => task !== root), issues);

  const byUid = new Map<number, OutlineNode>();
  const nodes: OutlineNode[] = [];
  const everyName = new Set<string>();
  const inactiveOf = new Map<OutlineNode | null, readonly MsTask[]>();
  const name = (drafts: readonly Draft[], parent: OutlineNode | null): OutlineNode[] => {
    const taken = new Set<string>();
    return drafts.map(draft => {
      const kind = kindOf(draft, parent);
      const own = unique(slug(draft.task.name, kind), draft.task.uid, taken);
      everyName.add(own);
      const node: OutlineNode = { task: draft.task, name: own, kind, parent, children: [], members: new Map(), path: [...parent?.path ?? [], own] };
      byUid.set(draft.task.uid, node);
      nodes.push(node);
      const left = inactive.get(draft);
      if (left) inactiveOf.set(node, left);
      for (const child of name(draft.children, node)) {
        node.children.push(child);
        node.members.set(child.name, child);
      }
      return node;
    });
  };
  const named = name(top, null);
  const left = inactive.get(null);
  if (left) inactiveOf.set(null, left);
  // No element of the plan bears the program's name, so that a path that begins with it can mean nothing else.
  return { root, program: unique(slug(root?.name || project.title, 'plan'), 0, everyName), top: named, members: new Map(named.map(node => [node.name, node])), byUid, inactive: inactiveOf, nodes };
}

function treeOf(tasks: readonly MsTask[], issues: ImportIssue[]): { readonly top: readonly Draft[]; readonly inactive: ReadonlyMap<Draft | null, readonly MsTask[]> } {
  const top: Draft[] = [];
  const inactive = new Map<Draft | null, MsTask[]>();
  const open: { readonly level: number; readonly draft: Draft }[] = [];
  let hiddenBelow = Infinity;
  let cut = 0;
  for (const task of tasks) {
    while ((open.at(-1)?.level ?? -1) >= task.level) open.pop();
    const parent = open.at(-1)?.draft ?? null;
    // Below an inactive summary everything is inactive, whatever its own flag says.
    if (task.level <= hiddenBelow) hiddenBelow = task.active ? Infinity : task.level;
    if (hiddenBelow !== Infinity) {
      inactive.set(parent, [...inactive.get(parent) ?? [], task]);
      continue;
    }
    const draft: Draft = { task, parent, children: [] };
    if (parent) parent.children.push(draft);
    else top.push(draft);
    if (open.length < MAX_OUTLINE_DEPTH) open.push({ level: task.level, draft });
    else cut++;
  }
  if (cut > 0) issues.push({ code: 'outline', severity: 'warning', message: `${cut} tasks stand deeper than ${MAX_OUTLINE_DEPTH} levels; they are placed on that level.` });
  return { top, inactive };
}

function kindOf(draft: Draft, parent: OutlineNode | null): OutlineNode['kind'] {
  if (draft.children.length > 0) return parent === null ? 'workstream' : 'task';
  return draft.task.duration?.minutes === 0 || (draft.task.milestone && draft.task.duration === null) ? 'milestone' : 'task';
}

/** Whether one of two nodes lies inside the other, or they are one. */
export function related(a: OutlineNode, b: OutlineNode): boolean {
  const [short, long] = a.path.length <= b.path.length ? [a, b] : [b, a];
  for (let node: OutlineNode | null = long; node; node = node.parent) if (node === short) return true;
  return false;
}

/**
 * The shortest reference from the body of one node to another. A name is looked up from the innermost block outwards, and a
 * path counts where the whole of it exists, so a candidate is good if the first block that has it leads to the target.
 */
export function reference(outline: Outline, from: OutlineNode, to: OutlineNode): string {
  for (let length = 1; length <= to.path.length; length++) {
    const path = to.path.slice(-length);
    for (let block: OutlineNode | null | undefined = from; block !== undefined; block = block === null ? undefined : block.parent) {
      const found = follow(block === null ? outline.members : block.members, path);
      if (found === to) return path.join('.');
      if (found) break;
    }
  }
  return [outline.program, ...to.path].join('.');
}

function follow(members: ReadonlyMap<string, OutlineNode>, path: readonly string[]): OutlineNode | null {
  let found: OutlineNode | undefined;
  for (const name of path) {
    found = (found?.members ?? members).get(name);
    if (!found) return null;
  }
  return found ?? null;
}
