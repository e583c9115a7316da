/** Draws one row of the picture: bar or symbol, progress, slack, commitment, label. */
import type { TimelineRow } from '../../protocol/timeline.ts';
import { svg } from '../shared/dom.ts';
import { barLabel, commitmentLabel } from './facts.ts';
import { bracket, check, cross, diamond, ellipsis, exclamation, hexagon, pennant, rocket, rocketWindow, symbolRadius } from './glyphs.ts';
import type { Anchor } from './route.ts';

export const rowHeight = 28;
const barHeight = 14;
const barTop = (rowHeight - barHeight) / 2;
const middle = rowHeight / 2;
/** A bar is never thinner than this. */
const leastWidth = 3;

/** Where things of a row stand; x in pixels of the drawn window. */
export interface RowSpace {
  x(at: number): number;
  /** Bars are cut here, so that no coordinate grows with the zoom. */
  readonly left: number;
  readonly right: number;
  readonly dayMinutes: number;
  measure(text: string): number;
}

/** What the row's bar or symbol covers; null where the row has no dates. `y` is the middle of the row that starts at `top`. */
export function anchorOf(row: TimelineRow, space: Pick<RowSpace, 'x' | 'left' | 'right'>, top: number): Anchor | null {
  if (row.start === undefined || row.finish === undefined) return null;
  const clamp = (x: number) => Math.max(space.left, Math.min(space.right, x));
  const left = clamp(space.x(row.start));
  const right = Math.max(clamp(space.x(row.finish)), left);
  const y = top + middle;
  if (isSymbol(row, right - left)) {
    const centre = (left + right) / 2;
    return { left: centre - symbolRadius, right: centre + symbolRadius, y, half: symbolRadius, symbol: true };
  }
  return { left, right: Math.max(right, left + leastWidth), y, half: row.summary ? 6 : barHeight / 2 + 1 };
}

/** Milestones and gates always, releases until their bar is wide enough to hold the symbol. */
function isSymbol(row: TimelineRow, width: number): boolean {
  return row.kind === 'milestone' || row.kind === 'gate' || (row.kind === 'release' && width < 34);
}

/** The classes by which the stylesheet knows a row. */
export function stateClasses(row: TimelineRow): string {
  return [
    `kind-${row.kind}`, row.summary ? 'summary' : '', row.path === undefined ? '' : `path-${row.path}`, row.status ?? '',
    row.uncertain ? 'uncertain' : '', row.by?.margin !== undefined && row.by.margin !== null && row.by.margin < 0 ? 'late' : '',
  ].filter(part => part !== '').join(' ');
}

/** The drawing of a row, with the row's top at y = 0. */
export function drawRow(row: TimelineRow, space: RowSpace): SVGGElement {
  const group = svg('g', { class: `row ${stateClasses(row)}` });
  const anchor = anchorOf(row, space, 0);
  if (!anchor) return group;
  if (row.kind === 'contract') drawContract(group, row, space);
  else {
    drawSlack(group, row, anchor, space);
    if (anchor.symbol) drawSymbol(group, row, (anchor.left + anchor.right) / 2);
    else if (row.summary) drawSummary(group, row, anchor);
    else drawBar(group, row, anchor);
  }
  drawLabels(group, row, anchor, space);
  return group;
}

function drawBar(group: SVGGElement, row: TimelineRow, { left, right }: Anchor): void {
  const width = right - left;
  const box = { x: left, y: barTop, width, height: barHeight, rx: Math.min(3, width / 2) };
  group.append(svg('rect', { class: 'bar', ...box }));
  if (row.path === 'critical' && row.status !== 'done' && width > 6) group.append(svg('rect', { class: 'hatch', ...box, fill: 'url(#critical-hatch)' }));
  if (row.progress !== undefined && row.progress > 0) {
    group.append(svg('rect', { class: 'progress', ...box, width: width * row.progress / 100 }));
  }
  if (row.status === 'done' && width > 16) group.append(icon(check, left + 9));
  // A release in a bar keeps its symbol, so that it can be told from a task.
  if (row.kind === 'release') group.append(svg('path', { class: 'inner-symbol', d: rocket, transform: `translate(${left + 13} ${middle + 0.5}) rotate(90) scale(0.68)` }));
}

function drawSummary(group: SVGGElement, row: TimelineRow, { left, right }: Anchor): void {
  const top = middle - 5;
  group.append(svg('path', { class: 'bracket', d: bracket(left, right, top) }));
  if (row.progress !== undefined && row.progress > 0) {
    group.append(svg('rect', { class: 'bracket-progress', x: left, y: top, width: (right - left) * row.progress / 100, height: 5 }));
  }
}

function drawSymbol(group: SVGGElement, row: TimelineRow, x: number): void {
  const transform = `translate(${x} ${middle})`;
  if (row.kind === 'gate') {
    const verdict = row.gate?.verdict ?? 'open';
    const failed = verdict === 'open' && (row.gate?.failed ?? 0) > 0;
    group.append(svg('path', { class: `symbol verdict-${verdict}${failed ? ' failed-checks' : ''}`, d: hexagon, transform }));
    const mark = verdict === 'go' ? check : verdict === 'no-go' ? cross : verdict === 'conditional' || failed ? exclamation : ellipsis;
    group.append(svg('path', { class: 'symbol-mark', d: mark, transform }));
  } else if (row.kind === 'release') {
    group.append(svg('path', { class: 'symbol', d: rocket, transform }), svg('path', { class: 'symbol-window', d: rocketWindow, transform }));
  } else {
    group.append(svg('path', { class: 'symbol', d: diamond, transform }));
    if (row.status === 'done') group.append(svg('path', { class: 'symbol-mark', d: check, transform: `${transform} scale(0.9)` }));
  }
}

function icon(d: string, x: number): SVGPathElement {
  return svg('path', { class: 'bar-mark', d, transform: `translate(${x} ${middle})` });
}

/** Positive slack runs from the finish to the late finish; negative slack back from the finish to where it should have been. */
function drawSlack(group: SVGGElement, row: TimelineRow, anchor: Anchor, { x, left, right }: RowSpace): void {
  if (row.late === undefined || row.status === 'done' || row.summary) return;
  const end = Math.max(left, Math.min(right, x(row.late)));
  if (end > anchor.right + 2) {
    // Along the foot of the bar, below the label.
    const y = barTop + barHeight;
    group.append(svg('path', { class: 'slack', d: `M${anchor.symbol ? (anchor.left + anchor.right) / 2 : anchor.right} ${y}H${end}V${y - 7}` }));
  } else if (row.slack !== undefined && row.slack < 0 && end < anchor.right - 2) {
    const y = rowHeight - 4.5;
    group.append(svg('path', { class: 'negative-slack', d: `M${anchor.right} ${y}H${end}M${end + 4} ${y - 3}L${end} ${y}L${end + 4} ${y + 3}` }));
  }
}

/** Promise (ring), need (wall) and forecast (dot) on one line. */
function drawContract(group: SVGGElement, { contract, start, finish }: TimelineRow, { x }: RowSpace): void {
  if (!contract || start === undefined || finish === undefined) return;
  group.append(svg('path', { class: 'contract-line', d: `M${x(start)} ${middle}H${x(finish)}` }));
  if (contract.needed !== undefined) group.append(svg('path', { class: 'need', d: `M${x(contract.needed)} ${middle - 8}v16m0 -16h-4m4 16h-4` }));
  if (contract.promised !== undefined) group.append(svg('circle', { class: 'promise', cx: x(contract.promised), cy: middle, r: 5 }));
  if (contract.forecast !== undefined) {
    group.append(svg('circle', { class: `forecast${contract.margin !== undefined && contract.margin < 0 ? ' late' : ''}`, cx: x(contract.forecast), cy: middle, r: 3 }));
  }
}

/** Space between a bar and its label, and between label and flag. */
const gap = 7;
const flagWidth = 11;

/** The label stands right of the bar; the flag of the commitment at its date, with its own label. */
function drawLabels(group: SVGGElement, row: TimelineRow, anchor: Anchor, space: RowSpace): void {
  const label = barLabel(row, space.dayMinutes);
  const flag = row.by && row.status !== 'done' ? space.x(row.by.at) : null;
  const due = flag === null ? '' : commitmentLabel(row, space.dayMinutes);
  let at = anchor.right + gap;
  if (row.kind === 'contract') at += 2;
  if (flag !== null && flag > space.left && flag < space.right) {
    const late = flag < anchor.right - 1;
    drawFlag(group, flag, late);
    if (late) return drawLabel(group, [label, due].filter(part => part !== '').join(' · '), at);
    at = Math.max(at, flag + flagWidth + gap - 2);
    drawLabel(group, due, at);
    // Where the flag stands too near for the label, the label goes to the other side of the bar.
    const free = flag > anchor.right + gap + space.measure(label) + gap;
    return free ? drawLabel(group, label, anchor.right + gap) : drawLabel(group, label, anchor.left - gap, 'end');
  }
  drawLabel(group, label, at);
}

/** Pixels of a character of a label, near enough for planning. */
const characterWidth = 6.4;

/** Instants of a row with the pixels that its labels take right of them. */
export function labelRooms(row: TimelineRow, dayMinutes: number): readonly { readonly at: number; readonly room: number }[] {
  if (row.finish === undefined) return [];
  const room = (text: string) => text.length * characterWidth + gap + symbolRadius;
  const own = { at: row.finish, room: room(barLabel(row, dayMinutes)) };
  return row.by && row.status !== 'done' ? [own, { at: Math.max(row.by.at, row.finish), room: room(commitmentLabel(row, dayMinutes)) + flagWidth }] : [own];
}

/** The head of a flag that was passed points back. */
function drawFlag(group: SVGGElement, x: number, late: boolean): void {
  const pole = `M${x} 2.5V${rowHeight - 2.5}`;
  group.append(
    svg('path', { class: 'flag-halo', d: pole }), svg('path', { class: 'flag-pole', d: pole }),
    svg('path', { class: 'flag', d: pennant, transform: `translate(${x} 2.5)${late ? ' scale(-1 1)' : ''}` }),
  );
}

function drawLabel(group: SVGGElement, text: string, x: number, anchor?: 'end'): void {
  if (text !== '') group.append(svg('text', { class: 'label', x, y: middle + 4, 'text-anchor': anchor }, text));
}
