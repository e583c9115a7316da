/** The element that a finding is about, and where its body can take a line. */
import type { Activity, Criterion, Element, Plan, Span } from '../../plan/model.ts';
import { addAfter, addProperty, appendProperty } from '../edits.ts';
import type { Finding, TextEdit } from '../finding.ts';
import type { FixContext } from '../rule.ts';

/** The element whose name a finding stands on. */
export function elementNamed(plan: Plan, { uri, span }: Pick<Finding, 'uri' | 'span'>): Element | null {
  for (const element of plan.byKey.values()) if (element.uri === uri && element.nameSpan.start === span.start) return element;
  return null;
}

/** The innermost element that holds an offset. */
export function elementAround(plan: Plan, uri: string, offset: number): Element | null {
  let found: Element | null = null;
  for (const element of plan.byKey.values()) {
    const { span } = element;
    if (element.uri !== uri || span.start > offset || offset > span.end) continue;
    if (found === null || span.end - span.start < found.span.end - found.span.start) found = element;
  }
  return found;
}

export function activityNamed(plan: Plan, finding: Finding): Activity | null {
  const element = elementNamed(plan, finding);
  return element !== null && plan.activityIndex.has(element.key) ? element as Activity : null;
}

/** The check or acceptance criterion that a finding stands on, with the element that holds it. */
export function criterionAt(context: FixContext, { uri, span }: Finding): { readonly holder: Element; readonly criterion: Criterion } | null {
  return context.criteria.find(({ holder, criterion }) => holder.uri === uri && criterion.span.start <= span.start && span.end <= criterion.span.end) ?? null;
}

/** Where the head of a declaration ends: after it, only the body can follow. */
export function headEndOf(element: Pick<Element, 'title' | 'nameSpan'>): number {
  return element.title?.span.end ?? element.nameSpan.end;
}

/** What stands first in a body: who has it and how long it takes. Everything else stands behind what is there. */
const first = /^(?:owner|estimate)\b/;

/** Writes a property into the body of an element where an author would; null where its text is not known. */
export function write(context: Pick<FixContext, 'text'>, element: Element, property: string): TextEdit | null {
  const text = context.text(element.uri);
  if (text === null) return null;
  const add = first.test(property) ? addProperty : appendProperty;
  return add(element.uri, text, element.span, headEndOf(element), property);
}

/** Writes when an activity started or ended: behind what it takes, or last on a line with all the others. */
export function writeActual(context: Pick<FixContext, 'text'>, activity: Activity, property: string): TextEdit | null {
  const text = context.text(activity.uri);
  const last = activity.started?.span ?? activity.estimate?.span;
  const opened = text?.slice(activity.span.start, activity.span.end).includes('\n');
  return text === null || last === undefined || !opened ? write(context, activity, property) : addAfter(activity.uri, text, last, property);
}

export function writeInCriterion(context: FixContext, holder: Element, criterion: Criterion, property: string): TextEdit | null {
  const text = context.text(holder.uri);
  const head: Span | null = criterion.text?.span ?? criterion.nameSpan;
  return text === null || head === null ? null : addProperty(holder.uri, text, criterion.span, head.end, property);
}
