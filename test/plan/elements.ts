/** Elements made by hand, for tests of what does not need a text. */
import { emptyLists } from '../../language/plan/merge.ts';
import type { Activity, DateValue, DocumentPlan, Element, PlanParts, Program } from '../../language/plan/model.ts';

export const span = { start: 0, end: 1 };

export function text(value: string) {
  return { value, span };
}

export function date(at: number, utcOffset?: number): DateValue {
  return utcOffset === undefined ? { at, day: false, span } : { at, day: false, utcOffset, span };
}

export function element<Kind extends Element['kind']>(kind: Kind, id: string, uri: string, parent: string | null = null): Element & { readonly kind: Kind } {
  return {
    key: `${kind}:${id}`, kind, id, name: id.split('.').at(-1)!, title: null, doc: null,
    program: kind === 'program' || id.includes('.') ? id.split('.')[0]! : null,
    parent, uri, span, nameSpan: span, owner: null, deputy: null, status: null, raised: null, reviewed: null, due: null, cost: null,
    notes: [], refs: [], links: [], tags: [], mentions: [], marks: [],
  };
}

export function program(name: string, uri: string, more: Partial<Program> = {}): Program {
  return {
    ...element('program', name, uri), charter: [], sponsor: null, start: null, asOf: null, calendar: null, timezone: null,
    currency: null, policy: null, declared: true, ...more,
  };
}

export function task(id: string, uri: string, more: Partial<Activity> = {}): Activity {
  const path = id.split('.');
  return {
    ...element('task', id, uri, path.length > 2 ? `workstream:${path.slice(0, -1).join('.')}` : `program:${path[0]}`),
    program: path[0]!, summary: false, estimate: null, remaining: null, progress: null, started: null, done: null, constraints: [],
    asLateAsPossible: null, by: null, calendar: null, after: [], needs: [], accept: [], priority: null, optional: false,
    correlates: null, gate: null, release: null, ...more,
  };
}

export function part(uri: string, lists: Partial<PlanParts>, zoned: readonly string[] = []): DocumentPlan {
  return { ...emptyLists(), ...lists, uri, allowances: [], zoned };
}
