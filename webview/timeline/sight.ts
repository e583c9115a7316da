/** What is in sight of a scene: where its rows and bars are, and where to scroll for them. Pure. */
import type { TimelineModel } from '../../protocol/timeline.ts';
import { anchorOf, rowHeight } from './bars.ts';
import type { Outline, PlanIndex } from './outline.ts';
import type { Anchor } from './route.ts';
import type { TimeScale } from './scale.ts';
import { placesInSight, scrollToShow } from './viewport.ts';
import type { Frame } from './viewport.ts';

/** What is shown. */
export interface Scene {
  readonly model: TimelineModel;
  readonly index: PlanIndex;
  readonly outline: Outline;
  readonly scale: TimeScale;
  readonly collapsed: ReadonlySet<string>;
  readonly selected: string | null;
}

/** Place of a row among the visible ones; undefined where it is hidden or unknown. */
export function placeOf({ index, outline }: Pick<Scene, 'index' | 'outline'>, id: string): number | undefined {
  const position = index.position.get(id);
  if (position === undefined) return undefined;
  const place = outline.place[position]!;
  return place >= 0 && outline.order[place] === position ? place : undefined;
}

function placeOfSelected(scene: Scene): number | undefined {
  return scene.selected === null ? undefined : placeOf(scene, scene.selected);
}

function barAt({ index, outline, scale }: Scene, place: number, left = -Infinity, right = Infinity): Anchor | null {
  return anchorOf(index.rows[outline.order[place]!]!, { x: scale.x, left, right }, 0);
}

/** The row that stays where it is when rows above it come and go: the selected one, else the first in sight; none at the very top. */
export function rowToKeep(scene: Scene, { scrollTop, height }: Frame): { readonly id: string; readonly offset: number } | null {
  const own = placeOfSelected(scene);
  const inSight = own !== undefined && own * rowHeight >= scrollTop && (own + 1) * rowHeight <= scrollTop + height;
  if (scrollTop === 0 && !inSight) return null;
  const place = inSight ? own : Math.floor(scrollTop / rowHeight);
  const position = scene.outline.order[place];
  return position === undefined ? null : { id: scene.index.rows[position]!.id, offset: place * rowHeight - scrollTop };
}

/** The pixel about which to zoom when nobody points at one: the bar of the selected row, else the middle of the bars in sight. */
export function middleOfSight(scene: Scene, frame: Frame): number {
  const { scrollLeft, width } = frame;
  const middleAt = (place: number) => {
    const bar = barAt(scene, place, scrollLeft, scrollLeft + width);
    return bar && bar.right > scrollLeft + 1 && bar.left < scrollLeft + width - 1 ? (bar.left + bar.right) / 2 - scrollLeft : null;
  };
  const own = placeOfSelected(scene);
  const chosen = own === undefined ? null : middleAt(own);
  if (chosen !== null) return chosen;
  const middles: number[] = [];
  const { first, last } = placesInSight(frame, scene.outline.order.length);
  for (let place = first; place < last; place++) {
    const middle = middleAt(place);
    if (middle !== null) middles.push(middle);
  }
  return middles.length === 0 ? width / 2 : middles.reduce((sum, middle) => sum + middle, 0) / middles.length;
}

/** Where to scroll for the selected row and its bar; what is in sight, and be it in part, moves nothing. */
export function scrollToRow(scene: Scene, { scrollLeft, scrollTop, width, height }: Frame): { readonly left: number; readonly top: number } {
  const place = placeOfSelected(scene);
  if (place === undefined) return { left: scrollLeft, top: scrollTop };
  const top = scrollToShow(place * rowHeight, (place + 1) * rowHeight, scrollTop, height, rowHeight * 1.5);
  const bar = barAt(scene, place);
  const outside = bar !== null && (bar.right < scrollLeft + 4 || bar.left > scrollLeft + width - 4);
  return { left: outside ? scrollToShow(bar.left, bar.right, scrollLeft, width, 60) : scrollLeft, top };
}
