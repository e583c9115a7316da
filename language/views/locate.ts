/** Between what is written and what is shown: rows of the timeline by offset, places by row. */
import type { Finding } from '../checks/finding.ts';
import type { Element, Place, Plan } from '../plan/model.ts';

/** The elements that have rows of their own. */
function* shownElements(plan: Plan): Iterable<Element> {
  yield* plan.programs;
  yield* plan.activities;
  yield* plan.contracts;
}

/** Key of the innermost element with a row that holds the offset, or null. Linear in the number of elements. */
export function rowAt(plan: Plan, uri: string, offset: number): string | null {
  let innermost: Element | null = null;
  for (const element of shownElements(plan)) {
    if (element.uri !== uri || offset < element.span.start || offset > element.span.end) continue;
    if (innermost === null || element.span.start >= innermost.span.start) innermost = element;
  }
  return innermost?.key ?? null;
}

/** Where the element of a row is named; for the group of contracts of a program, the first of them. Null for an unknown id. */
export function placeOfRow(plan: Plan, id: string): Place | null {
  const element = id.startsWith(contractsPrefix)
    ? plan.contracts.find(contract => contract.program === id.slice(contractsPrefix.length))
    : plan.byKey.get(id);
  return element ? { uri: element.nameSpan.uri ?? element.uri, start: element.nameSpan.start, end: element.nameSpan.end } : null;
}

const contractsPrefix = 'contracts:';

/** Id of the row that groups the contracts of a program. */
export function contractsRow(program: string): string {
  return contractsPrefix + program;
}

/** Finds, for findings, the innermost element whose text they point into. Built once for all of them. */
export function createElementFinder(plan: Plan): (finding: Pick<Finding, 'uri' | 'span'>) => Element | null {
  const byUri = new Map<string, Element[]>();
  for (const element of shownElements(plan)) {
    const known = byUri.get(element.uri);
    if (known) known.push(element);
    else byUri.set(element.uri, [element]);
  }
  for (const elements of byUri.values()) elements.sort((a, b) => a.span.start - b.span.start);
  return ({ uri, span }) => {
    const elements = byUri.get(uri);
    if (!elements) return null;
    let low = 0;
    for (let high = elements.length; low < high;) {
      const middle = (low + high) >> 1;
      if (elements[middle]!.span.start <= span.start) low = middle + 1;
      else high = middle;
    }
    // The last element that starts before is the innermost one, or stands inside of it, or beside.
    for (let at: Element | undefined = elements[low - 1]; at; at = at.parent === null ? undefined : plan.byKey.get(at.parent)) {
      if (at.uri === uri && at.span.start <= span.start && span.start < at.span.end) return at;
    }
    return null;
  };
}
