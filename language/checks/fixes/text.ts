/** Repairs of the text itself: words and dates that were meant, what stands twice, what a comment says. */
import { MINUTES_PER_DAY, wallMinutes } from '../../plan/dates.ts';
import { removeProperty, replace } from '../edits.ts';
import type { Finding, Fix } from '../finding.ts';
import type { FixContext } from '../rule.ts';
import { date } from '../words.ts';

/** What may stand in the place of the span, best first: names that resolve, words that a property knows. */
interface Suggestions { readonly suggestions?: readonly unknown[] }

export function didYouMean(finding: Finding, context: FixContext): readonly Fix[] {
  const names = ((finding.data as Suggestions | undefined)?.suggestions ?? []).filter(name => typeof name === 'string');
  const written = context.text(finding.uri)?.slice(finding.span.start, finding.span.end) ?? '';
  const slips = names.filter(name => isSlip(written, name));
  const meant = slips.length === 1 ? slips[0] : names.length === 1 ? names[0] : undefined;
  // A list of all words has other words than the one that was meant; a list of near names has others that may have been.
  const safe = slips.length === 1 && (names.length === 1 || finding.code === 'inconsistent-taxonomy');
  return [...names].sort((a, b) => Number(b === meant) - Number(a === meant)).map(name => ({
    title: `Change to ${name}`,
    edits: [replace(finding.uri, finding.span, name)],
    ...(name === meant ? { preferred: true, ...(safe ? { safe } : {}) } : {}),
  }));
}

/** For what has a reading already: the way it should be written, which changes nothing else. */
export function asWritten(finding: Finding, context: FixContext): readonly Fix[] {
  return didYouMean(finding, context).map(({ title, edits, preferred }) => ({ title, edits, ...(preferred ? { preferred } : {}) }));
}

/** One letter too many, too few, wrong or exchanged with its neighbour; digits tell names apart, so they are no slip. */
export function isSlip(written: string, meant: string): boolean {
  if (written === meant || Math.min(written.length, meant.length) < 3) return false;
  let start = 0;
  while (start < written.length && written[start] === meant[start]) start++;
  let [a, b] = [written.length, meant.length];
  while (a > start && b > start && written[a - 1] === meant[b - 1]) { a--; b--; }
  const [was, is] = [written.slice(start, a), meant.slice(start, b)];
  if (!/^\p{L}*$/u.test(was + is)) return false;
  return (was.length <= 1 && is.length <= 1) || (was.length === 2 && is === was[1]! + was[0]!);
}

export function removeSecond(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  if (text === null) return [];
  const first = finding.related[0]?.place;
  const said = (place: { start: number; end: number }): string => text.slice(place.start, place.end).replace(/\s+/g, ' ');
  const same = first?.uri === finding.uri && said(first) === said(finding.span);
  const item = /,\s*$/.exec(text.slice(0, finding.span.start));
  const edit = item ? { uri: finding.uri, span: { start: item.index, end: finding.span.end }, newText: '' } : removeProperty(finding.uri, text, finding.span);
  return [{ title: same ? 'Remove the second one, which says the same' : 'Remove the second one', edits: [edit], preferred: true, ...(same && !item ? { safe: true } : {}) }];
}

/** A comment that silences nothing can go; one that is over, or says no reason, is for its author to judge. */
export const removeComment = (safe: boolean) => (finding: Finding, context: FixContext): readonly Fix[] => {
  const text = context.text(finding.uri);
  return text === null ? [] : [{ title: 'Remove the comment', edits: [removeProperty(finding.uri, text, finding.span)], preferred: true, ...(safe ? { safe } : {}) }];
};

export const NO_REASON_YET = 'say why this is right here';

export function commentFixes(finding: Finding, context: FixContext): readonly Fix[] {
  const { uri, span } = finding;
  return [
    ...removeComment(false)(finding, context),
    { title: 'Add a reason to fill in', edits: [{ uri, span: { start: span.end, end: span.end }, newText: `: ${NO_REASON_YET}` }] },
  ];
}

/** The last day of the month that was written, or the day that the count leads to: 30 February is 28 February or 2 March. */
export function nearestDate(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri)?.slice(finding.span.start, finding.span.end) ?? '';
  const dates = [...text.matchAll(/(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2}):(\d{1,2}))?/g)];
  const options = dates.flatMap((match): readonly string[][] => {
    const [whole, year, month, day, hour, minute] = [match[0], ...match.slice(1).map(Number)] as [string, number, number, number, number, number];
    if (wallMinutes(year, month, day, match[4] === undefined ? 0 : hour, match[4] === undefined ? 0 : minute) !== null) return [];
    const inYear = Math.min(Math.max(month, 1), 12);
    const last = wallMinutes(inYear === 12 ? year + 1 : year, inYear === 12 ? 1 : inYear + 1, 1)! - MINUTES_PER_DAY;
    const first = wallMinutes(year, inYear, 1)!;
    const counted = first + (Math.max(day, 1) - 1) * MINUTES_PER_DAY;
    const days = counted > last ? [last, counted] : [counted];
    const time = match[4] === undefined ? '' : `T${hour > 24 ? '23' : match[4].padStart(2, '0')}:${minute > 59 ? '59' : (hour === 24 ? '00' : String(minute).padStart(2, '0'))}`;
    return [days.map(at => text.slice(0, match.index) + date(at) + time + text.slice(match.index + whole.length))];
  });
  // Two impossible dates in one value are two slips; each is for its author.
  const [found] = options;
  if (options.length !== 1 || found === undefined) return [];
  return found.map((value, rank) => ({ title: `Change to ${value}`, edits: [replace(finding.uri, finding.span, value)], ...(rank === 0 ? { preferred: true } : {}) }));
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `mon-fry` for `mon-fri`: the day that begins with the same two letters. */
export function nearestWeekday(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri)?.slice(finding.span.start, finding.span.end) ?? '';
  const days = text.split('-').map(word => weekdays.find(day => word.toLowerCase().startsWith(day)) ?? weekdays.find(day => day.slice(0, 2) === word.toLowerCase().slice(0, 2)));
  if (days.length > 2 || days.some(day => day === undefined)) return [];
  return [{ title: `Change to ${days.join('-')}`, edits: [replace(finding.uri, finding.span, days.join('-'))], preferred: true }];
}

/** The offsets go, here and where the finding lists others: they are left off anyway. */
export function dropOffsets(finding: Finding, context: FixContext): readonly Fix[] {
  const places = [{ uri: finding.uri, ...finding.span }, ...finding.related.map(({ place }) => place)];
  const edits = places.flatMap(({ uri, start, end }) => {
    const offset = /(?:Z|[+-]\d{1,2}(?::?\d{2})?)$/.exec(context.text(uri)?.slice(start, end) ?? '');
    return offset ? [{ uri, span: { start: end - offset[0].length, end }, newText: '' }] : [];
  });
  return edits.length === 0 ? [] : [{ title: edits.length === 1 ? 'Remove the offset, which is left off anyway' : `Remove ${edits.length} offsets, which are left off anyway`, edits }];
}

/** Zones whose last part is one slip away: `Europe/Pariss`. */
export function nearestTimezone(finding: Finding, context: FixContext): readonly Fix[] {
  const written = context.text(finding.uri)?.slice(finding.span.start, finding.span.end) ?? '';
  const name = written.replace(/^"|"$/g, '');
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const town = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
  return zones.filter(zone => isSlip(name, zone) || town(zone) === town(name).replace(/ /g, '_')).slice(0, 3)
    .map(zone => ({ title: `Change to ${zone}`, edits: [replace(finding.uri, finding.span, written.startsWith('"') ? `"${zone}"` : zone)] }));
}
