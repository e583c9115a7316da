/** The places that a click on a lens shows, each with a few words on what it has to do with it. */
import { dayOf, latestMark, words } from '../language/index.ts';
import type { Activity, Contract, Criterion, Element, Place, Plan, Ref, Schedule } from '../language/index.ts';
import { mostLensPlaces } from '../protocol/lens.ts';
import type { LensKind, LensPlace, LensPlaces } from '../protocol/lens.ts';
import type { Analysis } from './context.ts';
import { linkWords, neighboursOf } from './dependency-links.ts';
import { joined } from './hierarchy-items.ts';
import { placeOfName } from './place-links.ts';
import { plainText } from './plain-text.ts';
import { checkName, readinessOf } from './readiness.ts';
import { shortDate, shortDates } from './short-words.ts';
import { toLocation } from './to-lsp.ts';
import type { TextOf } from './to-lsp.ts';
import { causePlace, driverWords, statusDate } from './why.ts';

/** A place before its document is looked at. */
interface Found { readonly place: Place; readonly name: string; readonly detail: string }

/** All but the anchor, which the caller knows. */
export function lensPlaces(analysis: Analysis, kind: LensKind, element: Element, textOf: TextOf): Omit<LensPlaces, 'anchor'> {
  const { found, more } = placesOf(analysis, kind, element);
  const places = found.slice(0, mostLensPlaces).flatMap(({ place, name, detail }): LensPlace[] => {
    const location = toLocation(textOf, place);
    return location ? [{ location: { uri: location.uri, start: location.range.start, end: location.range.end }, name, detail }] : [];
  });
  return { title: titleOf(kind, nameOf(element)), ordered: kind === 'why', places, more: more + Math.max(0, found.length - mostLensPlaces) };
}

function titleOf(kind: LensKind, name: string): string {
  switch (kind) {
    case 'after': return `What waits for ${name}`;
    case 'before': return `What ${name} waits for`;
    case 'why': return `What drives ${name}, first things first`;
    case 'contract': return `Who delivers ${name}, and who waits for it`;
    case 'gate': return `What ${name} asks for`;
  }
}

function placesOf(analysis: Analysis, kind: LensKind, element: Element): { readonly found: readonly Found[]; readonly more: number } {
  const { plan, schedule } = analysis;
  if (kind === 'contract') return { found: element.kind === 'dependency' ? sidesOf(plan, schedule, element as Contract) : [], more: 0 };
  const index = plan.activityIndex.get(element.key);
  const activity = index === undefined ? undefined : plan.activities[index];
  if (index === undefined || !activity) return { found: [], more: 0 };
  switch (kind) {
    case 'after': return { found: neighbours(analysis, index, 'outgoing'), more: 0 };
    case 'before': return { found: neighbours(analysis, index, 'incoming'), more: 0 };
    case 'why': return chainOf(schedule, index);
    case 'gate': return { found: askedFor(schedule, index, activity), more: 0 };
  }
}

function nameOf({ title, name }: Element): string {
  return plainText(title?.value ? title.value : name);
}

function neighbours(analysis: Analysis, index: number, side: 'incoming' | 'outgoing'): Found[] {
  const { schedule } = analysis;
  return neighboursOf(analysis, index, side).map(neighbour => {
    const at = schedule.at(neighbour.index);
    const links = neighbour.links.map(link => linkWords(analysis, index, link));
    return { place: placeOfName(at.activity), name: nameOf(at.activity), detail: joined(shortDates(schedule, at), plainText(links.join(', '), 120)) };
  });
}

/** From the first cause to the activity itself, each with its dates and why it is there. The last steps of a chain that is too long. */
function chainOf(schedule: Schedule, index: number): { readonly found: readonly Found[]; readonly more: number } {
  const steps = schedule.why(index);
  const shown = steps.slice(0, mostLensPlaces - 1);
  const found: Found[] = [];
  const root = steps.at(-1);
  const cause = root && shown.length === steps.length ? causePlace(schedule, root.index, root.driver) : null;
  if (root && cause) found.push({ place: cause, name: words.sentence(driverWords(schedule, root.index, root.driver, nameOf)), detail: `the first cause, at ${nameOf(schedule.at(root.index).activity)}` });
  for (const { index: step, driver } of shown.reverse()) {
    const at = schedule.at(step);
    const because = driver.from < 0 && cause ? '' : plainText(driverWords(schedule, step, driver, nameOf), 120);
    found.push({ place: placeOfName(at.activity), name: nameOf(at.activity), detail: joined(shortDates(schedule, at), because) });
  }
  return { found, more: steps.length - shown.length };
}

function sidesOf(plan: Plan, schedule: Schedule, contract: Contract): Found[] {
  const side = (ref: Ref, edge: 'start' | 'finish'): Found[] => {
    const index = ref.key === null ? undefined : plan.activityIndex.get(ref.key);
    if (index === undefined) return [];
    const at = schedule.at(index);
    const wall = at[edge];
    const day = wall === null ? '' : ` ${shortDate(dayOf(edge === 'finish' ? wall - 1 : wall), statusDate(schedule, index))}`;
    return [{ place: placeOfName(at.activity), name: nameOf(at.activity), detail: edge === 'finish' ? `delivers${day}` : `waits for it, starts${day}` }];
  };
  return [...(contract.from ? side(contract.from, 'finish') : []), ...contract.to.flatMap(ref => side(ref, 'start'))];
}

/** What is missing first, then what is there. */
function askedFor(schedule: Schedule, index: number, gate: Activity): Found[] {
  const now = statusDate(schedule, index);
  const { openChecks, openRoles } = readinessOf(gate, now);
  const inGate = (span: { start: number; end: number }): Place => ({ uri: gate.uri, start: span.start, end: span.end });
  const checkPlace = (check: Criterion, detail: string): Found =>
    ({ place: inGate(check.nameSpan ?? check.text?.span ?? check.span), name: checkName(check), detail });
  return [
    ...openChecks.map(check => checkPlace(check, latestMark(check.marks, 'passed', 'failed', 'waived')?.word === 'failed' ? 'failed' : 'missing')),
    ...openRoles.map(role => ({ place: inGate(role.span), name: plainText(role.value), detail: 'has not signed' })),
    ...(openChecks.length + openRoles.length > 0 ? [] : (gate.gate?.checks ?? []).map(check => checkPlace(check, 'there'))),
  ];
}
