/** From one picture to the next in as little as possible. */
import type { TimelineHead, TimelineModel, TimelinePatch, TimelineRow } from '../../protocol/timeline.ts';

/**
 * The patch that makes `before` into `after`, or null where they are equal but for their revision.
 * Rows that moved, came or went are one splice between what is the same at both ends; the others are updated by id.
 */
export function timelinePatch(before: TimelineModel, after: TimelineModel): TimelinePatch | null {
  const a = before.rows;
  const b = after.rows;
  let head = 0;
  while (head < a.length && head < b.length && a[head]!.id === b[head]!.id) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail]!.id === b[b.length - 1 - tail]!.id) tail++;

  const sameRow = rowComparison();
  const update: TimelineRow[] = [];
  const compare = (x: TimelineRow, y: TimelineRow) => {
    if (!sameRow(x, y)) update.push(y);
  };
  for (let index = 0; index < head; index++) compare(a[index]!, b[index]!);
  for (let index = tail; index > 0; index--) compare(a[a.length - index]!, b[b.length - index]!);

  const remove = a.length - head - tail;
  const insert = b.slice(head, b.length - tail);
  const spliced = remove > 0 || insert.length > 0;
  const changes = headChanges(before, after);
  if (!spliced && changes === null && update.length === 0) return null;
  return {
    base: before.revision, revision: after.revision,
    ...(changes ? { head: changes } : {}),
    ...(spliced ? { splice: { at: head, remove, insert } } : {}),
    ...(update.length > 0 ? { update } : {}),
  };
}

function headChanges(before: TimelineHead, after: TimelineHead): Partial<TimelineHead> | null {
  const changes: { -readonly [K in keyof TimelineHead]?: TimelineHead[K] } = {};
  if (before.title !== after.title) changes.title = after.title;
  if (before.from !== after.from) changes.from = after.from;
  if (before.to !== after.to) changes.to = after.to;
  if (before.today !== after.today) changes.today = after.today;
  if (!same(before.programs, after.programs)) changes.programs = after.programs;
  if (!same(before.trouble, after.trouble)) changes.trouble = after.trouble;
  return Object.keys(changes).length > 0 ? changes : null;
}

/** How each property of a row is compared; the type holds the list complete. */
const rowProperties: Readonly<Record<keyof TimelineRow, 'value' | 'parts'>> = {
  id: 'value', kind: 'value', level: 'value', title: 'value', start: 'value', finish: 'value', duration: 'value', elapsed: 'value', summary: 'value',
  status: 'value', progress: 'value', late: 'value', slack: 'value', free: 'value', path: 'value', uncertain: 'value', by: 'parts', owner: 'value',
  gate: 'parts', contract: 'parts', reasons: 'parts', links: 'parts', problem: 'parts',
};
const isRowProperty = (name: string): name is keyof TimelineRow => name in rowProperties;

function rowComparison(): (a: TimelineRow, b: TimelineRow) => boolean {
  const names = Object.keys(rowProperties).filter(isRowProperty);
  const values = names.filter(name => rowProperties[name] === 'value');
  const parts = names.filter(name => rowProperties[name] === 'parts');
  return (a, b) => values.every(name => a[name] === b[name]) && parts.every(name => a[name] === b[name] || same(a[name], b[name]));
}

/** Equality of plain data; the order of properties does not count. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  let properties = 0;
  for (const name in left) {
    properties++;
    if (!same(left[name], right[name])) return false;
  }
  for (const name in right) {
    properties--;
    if (!(name in left)) return false;
  }
  return properties === 0;
}
