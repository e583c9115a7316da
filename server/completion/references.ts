/** What a reference can name at a place: elements of a fitting kind, by the shortest path that means them there. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { isBuiltInPolicy } from '../../language/index.ts';
import type { Element, ElementKind, Plan } from '../../language/index.ts';
import type { Analysis } from '../context.ts';
import { datesOf } from '../document-symbols.ts';
import { elementsById } from '../plan-index.ts';
import type { Expectation } from './expect.ts';
import { excludedAt } from './excluded.ts';
import type { Excluded } from './excluded.ts';
import { kindsOf, listsOf } from './kinds.ts';
import { matcherOf } from './matching.ts';
import type { Matcher, Quality } from './matching.ts';
import { activityAt, eachActivityFrom, levelOf, prefixesOf } from './nearby.ts';
import type { Standpoint } from './nearby.ts';
import { partItems } from './parts.ts';
import type { Place } from './place.ts';
import { closeParties } from './parties.ts';
import { positionsOf } from './word-index.ts';

const itemKinds: Partial<Record<ElementKind, CompletionItemKind>> = {
  program: CompletionItemKind.Module, workstream: CompletionItemKind.Module, task: CompletionItemKind.Function, milestone: CompletionItemKind.Event,
  gate: CompletionItemKind.Event, release: CompletionItemKind.Event, team: CompletionItemKind.Class, person: CompletionItemKind.Variable,
  calendar: CompletionItemKind.Struct, policy: CompletionItemKind.Color, dependency: CompletionItemKind.Interface,
};

/** Activities among which words are looked for by letters that stand apart. */
const lettersAtMost = 20_000;

/** What `completionItem/resolve` finds an element by. */
export interface ElementData { readonly element: string }

/** `level` counts the blocks that are around both it and the place; `near` is the same, unless it has more to do with the place than that. */
interface Candidate { readonly element: Element; readonly quality: Quality; readonly level: number; near: number }
interface Query { readonly place: Place; readonly expectation: Expectation; readonly kinds: readonly ElementKind[]; readonly prefixes: readonly string[]; readonly matcher: Matcher; readonly hiding: readonly boolean[] }

/** Items for one reference that the grammar allows, the likeliest first, at most `most`; `more` says whether there are further ones. */
export function referenceItems(place: Place, expectation: Expectation, analysis: Analysis, most: number): { items: CompletionItem[]; more: boolean } {
  const { plan } = analysis;
  if (expectation.value === 'Option' || expectation.value === 'Step') return { items: partItems(place, expectation.value, plan), more: false };
  const kinds = kindsOf(expectation.value);
  const prefixes = prefixesOf(place.path);
  const query: Query = { place, expectation, kinds, prefixes, matcher: matcherOf(place.word), hiding: hidingBlocks(place, kinds, prefixes, plan) };
  const named = new Set(expectation.taken.map(token => token.image));
  const items: CompletionItem[] = [];
  let more = false;
  for (const { element, level } of candidates(query, analysis, most)) {
    const path = pathTo(element, level, query, plan);
    if (path === null || named.has(path)) continue;
    more = items.length === most;
    if (more) break;
    items.push(itemOf(element, path, items.length, analysis));
  }
  if (expectation.value === 'Policy') items.push(...builtInPolicies(plan));
  return { items, more };
}

/** The best first; of equals those that share most blocks with the place, and of these the nearest. */
function candidates(query: Query, analysis: Analysis, most: number): Candidate[] {
  const { plan } = analysis;
  const excluded = excludedAt(query.place, query.expectation, analysis);
  const found: Candidate[] = [];
  for (const list of listsOf(query.kinds)) {
    for (const element of plan[list]) {
      if (excluded.keys.has(element.key)) continue;
      const level = levelOf(element.id, query.prefixes);
      const quality = fitOf(element, level, query);
      if (quality !== null) found.push({ element, quality, level, near: level });
    }
  }
  if (query.expectation.value === 'Party') closeParties(query.place, plan, found);
  // Some are left out further on, for what the line says already and for names that mean something else here.
  if (query.kinds.includes('task')) addActivities(query, excluded, plan, most + query.expectation.taken.length + 50, found);
  return found.sort((a, b) => a.quality - b.quality || b.near - a.near);
}

function addActivities(query: Query, excluded: Excluded, plan: Plan, enough: number, found: Candidate[]): void {
  // The letters of one alone are in their order wherever they are; among very many names, to look for letters apart finds too much.
  let worst: Quality = query.place.word.length < 2 || plan.activities.length > lettersAtMost ? 2 : 3;
  const possible = (): Uint8Array | null => {
    const quick = query.matcher.quick(worst);
    return quick && positionsOf(plan.activities, quick);
  };
  let marks = possible();
  const counts = [0, 0, 0, 0];
  eachActivityFrom(plan, standpointOf(query), marks === null ? () => true : index => marks?.[index] !== 0, (activity, index, level) => {
    if (excluded.activities?.[index] || excluded.keys.has(activity.key)) return true;
    const quality = fitOf(activity, level, query);
    if (quality === null || quality > worst) return true;
    found.push({ element: activity, quality, level, near: level });
    counts[quality]!++;
    // What comes now is further away: it has to fit better than those of which there are enough.
    const better = worst;
    while (counts.slice(0, worst + 1).reduce((sum, count) => sum + count, 0) >= enough) {
      if (worst === 0) return false;
      worst--;
    }
    if (worst !== better) marks = possible();
    return true;
  });
}

/** A link leads to a neighbour most often. What is listed by its path stands in the order of the text. */
function standpointOf({ place, expectation: { line } }: Query): Standpoint {
  const first = place.word.includes('.') ? null : line === 'After' || line === 'FinishLine' ? 'before' : line === 'Before' ? 'behind' : null;
  return { path: place.path, uri: place.uri, offset: place.span.start, first };
}

function fitOf({ id, name, title }: Element, level: number, { matcher, prefixes, place }: Query): Quality | null {
  if (name === '') return null;
  // A path that is typed may start further out than it needs to.
  for (let from = level; from >= 0; from--) {
    const quality = matcher.fit(localPath(id, from, prefixes), title?.value);
    if (quality !== null) return quality;
    if (!place.word.includes('.')) return null;
  }
  return null;
}

function localPath(id: string, level: number, prefixes: readonly string[]): string {
  return level === 0 ? id : id.slice(prefixes[level - 1]!.length);
}

/**
 * The shortest path that means the element at the place and fits what is typed; null where none does. A path is looked up
 * from the inside, so one that means something else further inside is passed over for a longer one.
 */
function pathTo(element: Element, level: number, { place, prefixes, kinds, matcher, hiding }: Query, plan: Plan): string | null {
  // Of a name that a block has given twice, the first counts; given to two kinds, it means neither.
  if (elementsById(plan, element.id, kinds).some(one => one !== element)) return null;
  for (let from = level; from >= 0; from--) {
    const path = localPath(element.id, from, prefixes);
    if (place.word.includes('.') && matcher.fit(path, undefined) === null) continue;
    const isShadowed = place.path.some((_, at) => at >= from && hiding[at] && elementsById(plan, prefixes[at]! + path, kinds).some(one => one !== element));
    if (!isShadowed) return path;
  }
  return null;
}

/** Which of the blocks around hold something that a name could mean before what stands further out. */
function hidingBlocks({ path }: Place, kinds: readonly ElementKind[], prefixes: readonly string[], { activities, activityIndex }: Plan): boolean[] {
  const onlyActivities = kinds.every(kind => kindsOf('Activity').includes(kind));
  return path.map((_, at) => {
    const index = onlyActivities && at > 0 ? activityAt({ activityIndex }, path.slice(0, at + 1)) : undefined;
    // The first activity that a block holds follows it in the list.
    return index === undefined || activities[index + 1]?.id.startsWith(prefixes[at]!) === true;
  });
}

function itemOf(element: Element, path: string, rank: number, analysis: Analysis): CompletionItem {
  const dates = datesOf(analysis, element.key);
  const title = element.title?.value;
  const data: ElementData = { element: element.key };
  const item: CompletionItem = {
    label: path,
    kind: itemKinds[element.kind] ?? CompletionItemKind.Reference,
    detail: dates ? `${element.kind}, ${dates}` : element.kind,
    sortText: `0${String(rank).padStart(3, '0')}`,
    data,
  };
  if (title) item.filterText = `${path} ${title}`;
  const description = [title, dates].filter(part => part).join(' · ');
  if (description !== '') item.labelDetails = { description };
  return item;
}

function builtInPolicies(plan: Plan): CompletionItem[] {
  return ['startup', 'enterprise', 'regulated'].filter(name => isBuiltInPolicy(name) && !plan.policies.some(policy => policy.name === name))
    .map(name => ({ label: name, kind: CompletionItemKind.EnumMember, detail: 'built-in policy', sortText: `1${name}` }));
}
