import assert from 'node:assert/strict';
import type { TimelineModel, TimelineRow } from '../../protocol/timeline.ts';
import { indexPlan, nameOf, outlineOf } from '../../webview/timeline/outline.ts';
import { linksInWindow } from '../../webview/timeline/links.ts';
import { atlas, bigPlan } from './models.ts';

const row = (level: number, name: string, more: Partial<TimelineRow> = {}): TimelineRow => ({ id: `task:p.${name}`, kind: 'task', level, title: name, ...more });
const model = (...rows: TimelineRow[]): TimelineModel => ({ ...atlas(), rows });
function shown(rows: TimelineModel, collapsed: readonly string[] = [], criticalOnly = false) {
  const index = indexPlan(rows);
  const outline = outlineOf(index, { collapsed: new Set(collapsed.map(name => `task:p.${name}`)), criticalOnly });
  const title = (place: number) => index.rows[outline.order[place]!]!.title;
  return {
    index, outline, titles: [...outline.order].map(position => index.rows[position]!.title),
    links: outline.links.map(({ from, to, link }) => `${title(from)}>${title(to)}${link.critical ? '!' : ''}`),
  };
}

describe('the outline of a picture', () => {
  const tree = model(
    row(1, 'a'), row(2, 'b'), row(3, 'c', { path: 'critical' }), row(3, 'd', { links: [{ from: 'task:p.c', kind: 'FS' }] }), row(2, 'e'),
    row(1, 'f', { links: [{ from: 'task:p.d', kind: 'FS' }, { from: 'task:p.c', kind: 'FS', critical: true }, { from: 'task:gone', kind: 'FS' }] }),
  );

  it('knows what stands in what', () => {
    const { index } = shown(tree);
    assert.deepEqual([...index.parent], [-1, 0, 1, 1, 0, -1]);
    assert.deepEqual([...index.hasChildren], [1, 1, 0, 0, 0, 0]);
  });

  it('hides what is in a closed row, and lets that row stand for it', () => {
    assert.deepEqual(shown(tree).titles, ['a', 'b', 'c', 'd', 'e', 'f']);
    const closed = shown(tree, ['b']);
    assert.deepEqual(closed.titles, ['a', 'b', 'e', 'f']);
    assert.deepEqual([...closed.outline.place], [0, 1, 1, 1, 2, 3]);
    assert.deepEqual(shown(tree, ['a', 'b']).titles, ['a', 'f']);
  });

  it('attaches links to what can be seen, each pair once, the critical one first', () => {
    assert.deepEqual(shown(tree).links, ['c>d', 'd>f', 'c>f!']);
    assert.deepEqual(shown(tree, ['b']).links, ['b>f!']);
    assert.deepEqual(shown(tree, ['a']).links, ['a>f!']);
  });

  it('shows what is critical with what is above it', () => {
    assert.deepEqual(shown(tree, [], true).titles, ['a', 'b', 'c']);
    assert.deepEqual(shown(tree, ['a'], true).titles, ['a']);
  });

  it('finds the links of a place, and of a window no more than can be read', () => {
    const { outline } = shown(tree);
    assert.deepEqual(outline.linksAt(2).map(number => outline.links[number]!.to).sort(), [3, 5]);
    const star = model(row(1, 'hub'), ...Array.from({ length: 900 }, (_, number) => row(1, `t${number}`, { links: [{ from: 'task:p.hub', kind: 'FS', ...(number === 800 ? { critical: true as const } : {}) }] })));
    const many = shown(star).outline;
    const drawn = linksInWindow(many, { first: 0, last: 20, selected: -1 });
    assert.ok(drawn.length <= 260);
    assert.ok(drawn.some(number => many.links[number]!.link.critical));
  });

  it('takes the name out of an id', () => {
    assert.deepEqual(['task:a.b.c', 'gate:a.b#2', 'contracts:a'].map(nameOf), ['a.b.c', 'a.b', 'a']);
  });

  it('of a large plan is found at once', () => {
    const begin = performance.now();
    const { titles } = shown(bigPlan(20_000));
    assert.equal(titles.length, 20_400);
    assert.ok(performance.now() - begin < 1_000);
  });
});
