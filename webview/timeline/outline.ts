/** Which rows are to be seen, in which order, and which links run between them. Pure; linear in rows and links. */
import type { TimelineLink, TimelineModel, TimelineRow } from '../../protocol/timeline.ts';

/** The rows of a model by position, with their tree. */
export interface PlanIndex {
  readonly rows: readonly TimelineRow[];
  readonly position: ReadonlyMap<string, number>;
  /** Position of the row above in the tree, or -1. */
  readonly parent: Int32Array;
  readonly hasChildren: Uint8Array;
  /** Position in `programs` of the program that a row belongs to. */
  readonly program: Int32Array;
  /** All programs rest at the same times, so that one shading serves all rows. */
  readonly oneShading: boolean;
}

export function indexPlan(model: TimelineModel): PlanIndex {
  const { rows } = model;
  const position = new Map<string, number>();
  const parent = new Int32Array(rows.length).fill(-1);
  const hasChildren = new Uint8Array(rows.length);
  const program = new Int32Array(rows.length);
  const programs = new Map(model.programs.map((one, index) => [one.name, index]));
  const open: number[] = [];
  rows.forEach((row, index) => {
    position.set(row.id, index);
    while (open.length > 0 && rows[open[open.length - 1]!]!.level >= row.level) open.pop();
    const above = open[open.length - 1];
    if (above !== undefined) {
      parent[index] = above;
      hasChildren[above] = 1;
    }
    open.push(index);
    const name = nameOf(row.id);
    const dot = name.indexOf('.');
    program[index] = programs.get(dot < 0 ? name : name.slice(0, dot)) ?? 0;
  });
  const gaps = model.programs.map(one => one.gaps);
  return { rows, position, parent, hasChildren, program, oneShading: gaps.every(one => sameNumbers(one, gaps[0]!)) };
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a === b || a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The dotted name in an id: without its kind in front, and the count that tells equal names apart. */
export function nameOf(id: string): string {
  const name = id.slice(id.indexOf(':') + 1);
  const hash = name.indexOf('#');
  return hash < 0 ? name : name.slice(0, hash);
}

/** A link between two visible rows; where an end is hidden, the row that hides it stands for it. */
export interface VisibleLink {
  readonly link: TimelineLink;
  /** Places in the visible order. */
  readonly from: number;
  readonly to: number;
}

export interface Outline {
  /** Positions of the visible rows, top to bottom. */
  readonly order: Int32Array;
  /** Place in `order` of each row, or of the nearest row above that is visible; -1 where a filter hides it. */
  readonly place: Int32Array;
  readonly links: readonly VisibleLink[];
  /** Numbers of the links that start or end at a place. */
  linksAt(place: number): readonly number[];
}

export interface OutlineOptions {
  readonly collapsed: ReadonlySet<string>;
  readonly criticalOnly: boolean;
}

export function outlineOf(index: PlanIndex, { collapsed, criticalOnly }: OutlineOptions): Outline {
  const { rows, parent, hasChildren } = index;
  const kept = criticalOnly ? criticalRows(index) : null;
  const place = new Int32Array(rows.length).fill(-1);
  const order = new Int32Array(rows.length);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    if (kept && kept[row] === 0) continue;
    const above = parent[row]!;
    // A row in a collapsed one, or in one that is hidden itself, is shown by the one above.
    const hidden = above >= 0 && (collapsed.has(rows[above]!.id) && hasChildren[above] === 1 || order[place[above]!] !== above);
    if (hidden) place[row] = place[above]!;
    else {
      place[row] = count;
      order[count++] = row;
    }
  }
  const links = visibleLinks(index, place);
  return { order: order.slice(0, count), place, links, linksAt: incidence(links, count) };
}

/** Critical rows and everything above them. */
function criticalRows({ rows, parent }: PlanIndex): Uint8Array {
  const kept = new Uint8Array(rows.length);
  for (let row = rows.length - 1; row >= 0; row--) {
    if (rows[row]!.path === 'critical') kept[row] = 1;
    if (kept[row] === 1 && parent[row]! >= 0) kept[parent[row]!] = 1;
  }
  return kept;
}

const kinds: readonly TimelineLink['kind'][] = ['FS', 'SS', 'FF', 'SF'];

function visibleLinks({ rows, position }: PlanIndex, place: Int32Array): VisibleLink[] {
  const links: VisibleLink[] = [];
  // A pair of places and a kind as one number: there are as many keys as links.
  const known = new Map<number, number>();
  for (let row = 0; row < rows.length; row++) {
    const to = place[row]!;
    const own = rows[row]!.links;
    if (to < 0 || !own) continue;
    for (const link of own) {
      const source = position.get(link.from);
      const from = source === undefined ? -1 : place[source]!;
      if (from < 0 || from === to) continue;
      const key = (from * rows.length + to) * kinds.length + kinds.indexOf(link.kind);
      const first = known.get(key);
      if (first === undefined) known.set(key, links.push({ link, from, to }) - 1);
      else if (link.critical && !links[first]!.link.critical) links[first] = { link, from, to };
    }
  }
  return links;
}

/** For each place the links that touch it, as compressed sparse rows. */
function incidence(links: readonly VisibleLink[], count: number): (place: number) => readonly number[] {
  const first = new Int32Array(count + 1);
  for (const { from, to } of links) {
    first[from + 1]!++;
    first[to + 1]!++;
  }
  for (let place = 0; place < count; place++) first[place + 1]! += first[place]!;
  const numbers = new Int32Array(2 * links.length);
  const next = first.slice();
  links.forEach(({ from, to }, number) => {
    numbers[next[from]!++] = number;
    numbers[next[to]!++] = number;
  });
  return place => Array.from(numbers.subarray(first[place], first[place + 1]));
}
