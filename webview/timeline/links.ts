/** Draws the links that touch the visible rows. */
import { svg } from '../shared/dom.ts';
import { anchorOf, rowHeight } from './bars.ts';
import type { RowSpace } from './bars.ts';
import type { Outline, PlanIndex, VisibleLink } from './outline.ts';
import { pathOf, routeLink } from './route.ts';

/** More links than this are not drawn at once; critical ones and those of the selected row come first. */
const mostLinks = 260;

export interface LinkWindow {
  /** Places of the first drawn row and behind the last. */
  readonly first: number;
  readonly last: number;
  readonly selected: number;
}

/** Numbers of the links to draw: each once, and in the order of what matters when there are too many. */
export function linksInWindow(outline: Outline, { first, last, selected }: LinkWindow): number[] {
  const numbers = new Set<number>();
  if (selected >= 0) for (const number of outline.linksAt(selected)) numbers.add(number);
  for (let place = first; place < last; place++) for (const number of outline.linksAt(place)) numbers.add(number);
  if (numbers.size <= mostLinks) return [...numbers];
  const weight = (number: number) => {
    const { link, from, to } = outline.links[number]!;
    return (from === selected || to === selected ? 4 : 0) + (link.critical ? 2 : 0) + (link.driving ? 1 : 0);
  };
  return [...numbers].sort((a, b) => weight(b) - weight(a)).slice(0, mostLinks);
}

/** The drawing of the links, thin ones first, so that the critical path lies on top. */
export function drawLinks(index: PlanIndex, outline: Outline, window: LinkWindow, space: RowSpace): SVGPathElement[] {
  return linksInWindow(outline, window)
    .map(number => outline.links[number]!)
    .sort((a, b) => Number(a.link.critical ?? false) - Number(b.link.critical ?? false))
    .flatMap(visible => drawLink(index, outline, window, space, visible) ?? []);
}

function drawLink(index: PlanIndex, outline: Outline, { selected }: LinkWindow, space: RowSpace, { link, from, to }: VisibleLink): SVGPathElement | null {
  const source = anchorOf(index.rows[outline.order[from]!]!, space, from * rowHeight);
  const target = anchorOf(index.rows[outline.order[to]!]!, space, to * rowHeight);
  if (!source || !target) return null;
  // Nothing of it can be seen where both ends are cut off on the same side.
  if (source.right <= space.left && target.right <= space.left || source.left >= space.right && target.left >= space.right) return null;
  const kind = link.critical ? 'critical' : link.ignored ? 'ignored' : link.origin === 'contract' ? 'contract' : link.driving ? 'driving' : 'loose';
  const chosen = from === selected || to === selected;
  return svg('path', {
    class: `link ${kind}${chosen ? ' chosen' : ''}`, d: pathOf(routeLink(source, target, link.kind, rowHeight)),
    'marker-end': `url(#arrow-${chosen && kind !== 'critical' ? 'chosen' : kind})`,
  });
}
