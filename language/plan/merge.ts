/**
 * All documents of a workspace as one plan.
 *
 * Invariants
 * - The answer does not depend on the order in which the documents come: they are taken by uri.
 * - An element that needs no change is the same object in the plan as in its document, so that results may be cached by it.
 * - There is one `Program` per name; every other key that is declared again gets `#2`, `#3` …
 */
import type { DateValue, DocumentPlan, Element, Plan, PlanIssue, PlanParts } from './model.ts';
import { mergePrograms } from './merge-programs.ts';
import { toWallTime } from './wall-time.ts';

/** The lists of a plan, programs first, in the order in which elements meet in `byKey`. */
export const planLists = [
  'programs', 'activities', 'contracts', 'calendars', 'teams', 'people', 'policies', 'outcomes', 'risks', 'assumptions', 'issues',
  'decisions', 'changes', 'actions', 'escalations', 'cadences', 'scenarios', 'reports', 'baselines', 'reviews', 'records',
] as const satisfies readonly (keyof PlanParts)[];

/** Programs are joined by name, everything else is declared once. */
export const declarationLists = planLists.filter(list => list !== 'programs');

/** Places that one finding lists besides its own. */
const relatedAtMost = 20;

type Lists = { [List in keyof PlanParts]: PlanParts[List][number][] };

/** A plan without anything in it, to be filled. */
export function emptyLists(): Lists {
  return {
    programs: [], activities: [], contracts: [], calendars: [], teams: [], people: [], policies: [], outcomes: [], risks: [],
    assumptions: [], issues: [], decisions: [], changes: [], actions: [], escalations: [], cadences: [], scenarios: [],
    reports: [], baselines: [], reviews: [], records: [],
  };
}

/**
 * Joins documents: programs with their parts, keys made unique, instants with an offset turned into the wall time of their
 * program. Issues: `duplicate-property` over the parts of a program, `offset-without-timezone`.
 */
export function merge(documents: readonly DocumentPlan[]): { readonly plan: Plan; readonly issues: readonly PlanIssue[] } {
  const issues: PlanIssue[] = [];
  const parts = [...documents].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
  const lists = emptyLists();
  const byKey = new Map<string, Element>();

  const timezones = new Map<string, string | null>();
  for (const program of mergePrograms(parts, issues)) {
    const timezone = program.timezone?.value ?? null;
    const { element, dropped } = toWallTime(program, timezone);
    if (dropped.length > 0) issues.push(offsetsDropped(program.uri, dropped, timezone));
    timezones.set(program.name, timezone);
    lists.programs.push(element);
    byKey.set(element.key, element);
  }
  const counts = new Map<string, number>();
  for (const part of parts) addPart(part, lists, byKey, counts, timezones, issues);

  const activityIndex = new Map<string, number>();
  for (let index = 0; index < lists.activities.length; index++) activityIndex.set(lists.activities[index]!.key, index);
  const plan: Plan = {
    ...lists,
    allowances: parts.flatMap(part => part.allowances),
    uris: parts.map(part => part.uri),
    byKey,
    activityIndex,
  };
  return { plan, issues };
}

/** An element that was lowered again, and what it was before. */
export interface Replaced { readonly list: (typeof declarationLists)[number]; readonly old: Element; readonly fresh: Element }

/**
 * A plan with some elements in the place of others that have the same key: what `merge` would make of the documents, without looking at all of
 * them. The look-ups of `plan` are taken over and brought up to date, so `plan` cannot be used any more. Null where everything has to be merged.
 */
export function remerge(plan: Plan, documents: readonly DocumentPlan[], replaced: readonly Replaced[]): Plan | null {
  // A program out of several pieces holds copies of their places.
  if (documents.reduce((count, { programs }) => count + programs.length, 0) !== plan.programs.length) return null;
  const lists: Partial<Record<(typeof declarationLists)[number], Element[]>> = {};
  const positions: number[] = [];
  for (const { list, old, fresh } of replaced) {
    const elements = lists[list] ??= [...plan[list]];
    const at = list === 'activities' ? plan.activityIndex.get(old.key) ?? -1 : elements.indexOf(old);
    if (elements[at] !== old || plan.byKey.get(old.key) !== old || fresh.key !== old.key) return null;
    positions.push(at);
  }
  const byKey = plan.byKey as Map<string, Element>;
  replaced.forEach(({ list, fresh }, index) => {
    lists[list]![positions[index]!] = fresh;
    byKey.set(fresh.key, fresh);
  });
  return { ...plan, ...lists as Partial<PlanParts> };
}

/** Adds what one document declares inside and outside its programs. */
function addPart(
  part: DocumentPlan, lists: Lists, byKey: Map<string, Element>, counts: Map<string, number>,
  timezones: ReadonlyMap<string, string | null>, issues: PlanIssue[],
): void {
  const renamed = renameRepeated(part, byKey, counts);
  const zoned = new Set(part.zoned);
  const dropped: DateValue[] = [];
  let timezoneOfDropped: string | null = null;
  for (const list of declarationLists) {
    const target: Element[] = lists[list];
    for (const element of part[list]) {
      let merged: Element = element;
      if (zoned.has(element.key)) {
        const timezone = element.program === null ? null : timezones.get(element.program) ?? null;
        const converted = toWallTime(element, timezone);
        merged = converted.element;
        if (converted.dropped.length > 0) timezoneOfDropped ??= timezone;
        dropped.push(...converted.dropped);
      }
      if (renamed) {
        const key = renamed.get(element.key) ?? element.key;
        const parent = element.parent === null ? null : renamed.get(element.parent) ?? element.parent;
        if (key !== element.key || parent !== element.parent) merged = { ...merged, key, parent };
      }
      target.push(merged);
      if (merged !== element) byKey.set(merged.key, merged);
    }
  }
  if (dropped.length > 0) issues.push(offsetsDropped(part.uri, dropped, timezoneOfDropped));
}

/**
 * Registers the elements of a document; the new keys of those whose key another document has, or null where none is.
 * `counts` remembers the number that was given last, by key.
 */
function renameRepeated(part: DocumentPlan, byKey: Map<string, Element>, counts: Map<string, number>): Map<string, string> | null {
  let renamed: Map<string, string> | null = null;
  for (const list of declarationLists) {
    for (const element of part[list]) {
      let key = element.key;
      if (byKey.has(key)) {
        const base = key.replace(/#\d+$/, '');
        let number = counts.get(base) ?? 1;
        while (byKey.has(key)) key = `${base}#${++number}`;
        counts.set(base, number);
        renamed ??= new Map();
        renamed.set(element.key, key);
      }
      byKey.set(key, element);
    }
  }
  return renamed;
}

function offsetsDropped(uri: string, dates: readonly DateValue[], timezone: string | null): PlanIssue {
  const [first, ...others] = dates.map(date => date.span).sort((a, b) => a.start - b.start);
  const why = timezone === null ? 'the program names no timezone' : `the timezone '${timezone}' is not known`;
  return {
    code: 'offset-without-timezone',
    severity: 'information',
    message: `The offset from UTC is left off, because ${why}; the time counts as local wall time.`,
    uri: first!.uri ?? uri,
    span: first!,
    related: others.slice(0, relatedAtMost).map(span => ({ message: 'Likewise here', place: { ...span, uri: span.uri ?? uri } })),
  };
}
