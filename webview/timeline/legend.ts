/** What the shapes mean, drawn by the code that draws the picture. */
import type { TimelineRow } from '../../protocol/timeline.ts';
import { html, svg } from '../shared/dom.ts';
import { drawRow, rowHeight } from './bars.ts';

const day = 1440;
const sample = (row: Partial<TimelineRow>): TimelineRow => ({ id: 'task:sample', kind: 'task', level: 1, title: '', start: 0, finish: 34 * day, ...row });

const entries: readonly { readonly text: string; readonly row?: TimelineRow; readonly link?: string; readonly mark?: string }[] = [
  { text: 'Task, with progress', row: sample({ progress: 55, status: 'in-progress' }) },
  { text: 'Critical: no slack', row: sample({ path: 'critical' }) },
  { text: 'Near-critical', row: sample({ path: 'near' }) },
  { text: 'Done', row: sample({ status: 'done' }) },
  { text: 'Slack until the late finish', row: sample({ finish: 16 * day, late: 36 * day, slack: 1 }) },
  { text: 'Behind: negative slack', row: sample({ start: 10 * day, finish: 36 * day, late: 14 * day, slack: -1, path: 'critical' }) },
  { text: 'Uncertain: in or behind a cycle', row: sample({ uncertain: true }) },
  { text: 'Summary', row: sample({ summary: true }) },
  { text: 'Milestone', row: sample({ kind: 'milestone', start: 17 * day, finish: 17 * day }) },
  { text: 'Gate, with its verdict', row: sample({ kind: 'gate', start: 17 * day, finish: 17 * day, gate: { verdict: 'go', passed: 0, waived: 0, failed: 0, open: 0 } }) },
  { text: 'Release', row: sample({ kind: 'release', start: 17 * day, finish: 17 * day }) },
  { text: 'Commitment (by)', row: sample({ finish: 10 * day, by: { at: 24 * day, margin: null } }) },
  { text: 'Contract: promised, forecast, needed', row: sample({ kind: 'contract', start: 6 * day, finish: 32 * day, contract: { status: 'agreed', promised: 6 * day, forecast: 18 * day, needed: 32 * day, to: [] } }) },
  { text: 'Critical link', link: 'critical' },
  { text: 'Link that drives a date', link: 'driving' },
  { text: 'Link with room', link: 'loose' },
  { text: 'Contract between teams', link: 'contract' },
  { text: 'Left out: part of a cycle', link: 'ignored' },
  { text: 'Today', mark: 'today' },
  { text: 'Status date', mark: 'status' },
];

/** Draws the legend once; it does not depend on the plan. */
export function createLegend(): HTMLElement {
  const list = html('ul', {});
  for (const { text, row, link, mark } of entries) {
    const picture = svg('svg', { class: 'plot legend-sample', width: 48, height: rowHeight, 'aria-hidden': 'true' });
    if (row) {
      const group = drawRow(row, { x: at => 6 + at / day, left: 0, right: 48, dayMinutes: 480, measure: () => 0 });
      for (const label of group.querySelectorAll('text')) label.remove();
      picture.append(group);
    }
    if (link) picture.append(svg('path', { class: `link ${link}`, d: 'M6 8H26Q30 8 30 12V20', 'marker-end': `url(#arrow-${link})` }));
    if (mark) picture.append(svg('path', { class: `time-mark ${mark}`, d: `M24 2V${rowHeight - 2}` }));
    list.append(html('li', {}, picture, html('span', {}, text)));
  }
  const legend = html('section', { class: 'legend', 'aria-label': 'Legend' }, list);
  legend.hidden = true;
  return legend;
}
