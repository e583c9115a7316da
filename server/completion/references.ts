/** What a reference can name at a place: elements of a fitting kind, by the shortest path that means them there. */
import { CompletionItemKind } from 'vscode-languageserver';
import type { CompletionItem } from 'vscode-languageserver';
import { reflection } from '../../language/syntax/generated/ast.ts';
import { isBuiltInPolicy } from '../../language/index.ts';
import type { Element, Plan, Schedule } from '../../language/index.ts';
import type { Analysis } from '../context.ts';
import { datesOf } from '../document-symbols.ts';
import { elementsById } from '../plan-index.ts';
import type { Expectation } from './expect.ts';
import type { Place } from './place.ts';

const itemKinds: Partial<Record<Element['kind'], CompletionItemKind>> = {
  program: CompletionItemKind.Module, workstream: CompletionItemKind.Module, task: CompletionItemKind.Function, milestone: CompletionItemKind.Event,
  gate: CompletionItemKind.Event, release: CompletionItemKind.Event, team: CompletionItemKind.Class, person: CompletionItemKind.Variable,
  calendar: CompletionItemKind.Struct, policy: CompletionItemKind.Color, dependency: CompletionItemKind.Interface,
};

/** The type of the syntax tree that an element comes from. */
function typeOf(element: Element): string {
  return element.kind === 'record' ? 'FreeRecord' : element.kind.charAt(0).toUpperCase() + element.kind.slice(1);
}

interface Candidate { readonly element: Element; readonly path: string; readonly distance: number }

/** Items for one reference that the grammar allows, nearest first, at most `most`; `more` says whether there are further ones. */
export function referenceItems(place: Place, expectation: Expectation, analysis: Analysis, most: number): { items: CompletionItem[]; more: boolean } {
  const { plan, schedule } = analysis;
  if (expectation.value === 'Option' || expectation.value === 'Step') return { items: partItems(place, expectation.value, plan), more: false };
  const fits = (element: Element): boolean => reflection.isSubtype(typeOf(element), expectation.value);
  const excluded = excludedKeys(place, expectation, plan, schedule);
  const named = new Set(expectation.taken.map(token => token.image));
  const word = place.word.toLowerCase();
  const candidates: Candidate[] = [];
  for (const element of plan.byKey.values()) {
    if (!fits(element) || excluded.has(element.key) || element.name === '') continue;
    const candidate = candidateFor(element, place, plan, fits, word);
    if (candidate && !named.has(candidate.path)) candidates.push(candidate);
  }
  candidates.sort((a, b) => a.distance - b.distance);
  const items = candidates.slice(0, most).map((candidate, rank) => itemOf(candidate, rank, analysis));
  if (expectation.value === 'Policy') items.push(...builtInPolicies(plan));
  return { items, more: candidates.length > most };
}

/**
 * The shortest path that means the element at the place and fits what is typed. A path is looked up from the inside, so
 * one that means something else further inside is passed over for a longer one.
 */
function candidateFor(element: Element, place: Place, plan: Plan, fits: (element: Element) => boolean, word: string): Candidate | null {
  const id = element.id.split('.');
  let common = 0;
  while (common < place.path.length && common < id.length - 1 && place.path[common] === id[common]) common++;
  // What stands in a program is seen from outside only by its full name.
  for (let level = common; level >= 0; level--) {
    const path = id.slice(level).join('.');
    if (!matches(word, path, element)) continue;
    const shadowed = place.path.some((_, at) => at >= level && elementsById(plan, [...place.path.slice(0, at + 1), path].join('.')).some(one => one !== element && fits(one)));
    if (!shadowed) return { element, path, distance: place.path.length - level };
  }
  return null;
}

/** The start of the path or of a step of it, or a word of the title. */
function matches(word: string, path: string, { title }: Element): boolean {
  if (word === '') return true;
  const lower = path.toLowerCase();
  if (lower.startsWith(word)) return true;
  if (word.includes('.')) return false;
  return lower.includes(word) || (title?.value.toLowerCase().includes(word) ?? false);
}

function itemOf({ element, path }: Candidate, rank: number, analysis: Analysis): CompletionItem {
  const dates = datesOf(analysis, element.key);
  const item: CompletionItem = {
    label: path,
    kind: itemKinds[element.kind] ?? CompletionItemKind.Reference,
    detail: dates ? `${element.kind}, ${dates}` : element.kind,
    filterText: element.title ? `${path} ${element.title.value}` : path,
    insertText: path,
    sortText: `0${String(rank).padStart(5, '0')}`,
  };
  if (element.title) item.labelDetails = { description: element.title.value };
  return item;
}

/** Options of the decision or escalation around, steps of the cutover around: parts of an element, named inside of it only. */
function partItems(place: Place, type: 'Option' | 'Step', plan: Plan): CompletionItem[] {
  const ids = new Set(place.path.map((_, at) => place.path.slice(0, at + 1).join('.')));
  const parts = type === 'Option'
    ? [...plan.decisions, ...plan.escalations].filter(record => ids.has(record.id)).flatMap(record => record.options)
    : plan.activities.filter(activity => ids.has(activity.id)).flatMap(activity => activity.release?.cutover?.steps ?? []);
  return parts.filter(({ name }) => name !== place.path.at(-1)).map(({ name, title }, rank) => ({
    label: name, kind: CompletionItemKind.EnumMember, sortText: `0${String(rank).padStart(3, '0')}`,
    ...(title ? { labelDetails: { description: title.value } } : {}),
  }));
}

function builtInPolicies(plan: Plan): CompletionItem[] {
  return ['startup', 'enterprise', 'regulated'].filter(name => isBuiltInPolicy(name) && !plan.policies.some(policy => policy.name === name))
    .map(name => ({ label: name, kind: CompletionItemKind.EnumMember, detail: 'built-in policy', sortText: `1${name}` }));
}

/** Keys that make no sense here: the element itself, its relatives, and, for links, what would close a cycle. */
function excludedKeys(place: Place, { line, value, taken }: Expectation, plan: Plan, schedule: Schedule): ReadonlySet<string> {
  const self = elementsById(plan, place.path.join('.')).find(element => reflection.isSubtype(typeOf(element), 'Subject'));
  const keys = new Set<string>();
  if (!self) return keys;
  keys.add(self.key);
  if (value !== 'Activity') return keys;
  const exclude = (key: string | null | undefined, direction: 'forward' | 'backward'): void => {
    if (key == null) return;
    for (const index of reachable(plan, schedule, key, direction)) keys.add(plan.activities[index]?.key ?? key);
  };
  if (line === 'After' || line === 'FinishLine') exclude(self.key, 'forward');
  if (line === 'Before') exclude(self.key, 'backward');
  if (line === 'Ends') {
    const contract = plan.contracts.find(one => one === self);
    if (taken[0]?.image === 'from') for (const to of contract?.to ?? []) exclude(to.key, 'forward');
    else exclude(contract?.from?.key, 'backward');
  }
  return keys;
}

/**
 * Positions that an activity leads to (or, backward, that lead to it), itself and its relatives included: a link of a
 * summary binds everything inside of it, and a summary waits for everything inside of it.
 */
export function reachable(plan: Plan, schedule: Schedule, key: string, direction: 'forward' | 'backward'): ReadonlySet<number> {
  const children = new Map<string, number[]>();
  plan.activities.forEach(({ parent }, index) => {
    if (parent === null) return;
    const siblings = children.get(parent);
    if (siblings) siblings.push(index);
    else children.set(parent, [index]);
  });
  const reached = new Set<number>();
  const open: number[] = [];
  const visit = (index: number | undefined): void => {
    if (index === undefined || reached.has(index)) return;
    reached.add(index);
    open.push(index);
  };
  const visitAbove = (index: number): void => {
    const parent = plan.activities[index]?.parent;
    if (parent != null) visitSummary(plan.activityIndex.get(parent));
  };
  /** A summary that is only reached from inside: its links count, its other children do not. */
  const summaries = new Set<number>();
  const visitSummary = (index: number | undefined): void => {
    if (index === undefined || summaries.has(index) || reached.has(index)) return;
    summaries.add(index);
    follow(index);
    visitAbove(index);
  };
  const follow = (index: number): void => {
    for (const link of direction === 'forward' ? schedule.outgoing(index) : schedule.incoming(index)) visit(direction === 'forward' ? link.to : link.from);
  };
  visit(plan.activityIndex.get(key));
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    follow(index);
    visitAbove(index);
    for (const child of children.get(plan.activities[index]?.key ?? '') ?? []) visit(child);
  }
  return new Set([...reached, ...summaries]);
}
