/** What extends what: `policy regulated-eu extends regulated`, `calendar night extends office`. */
import type {
  Connection, TypeHierarchyItem, TypeHierarchyPrepareParams, TypeHierarchySubtypesParams, TypeHierarchySupertypesParams,
} from 'vscode-languageserver';
import type { Calendar, Element, Plan, Policy } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { elementAt, elementOfItem, itemOf } from './hierarchy-items.ts';
import { safely } from './safely.ts';

type Extending = Policy | Calendar;

export function register(connection: Connection, context: ServerContext): void {
  const { log, textOf } = context;
  const { typeHierarchy } = connection.languages;
  const itemsOf = (elements: readonly Extending[]): TypeHierarchyItem[] => elements.flatMap(element => itemOf(textOf, element, element.title?.value ?? '') ?? []);

  typeHierarchy.onPrepare(safely<TypeHierarchyPrepareParams, TypeHierarchyItem[] | null>(log, 'extends', null, async (params, token) => {
    const element = elementAt(await context.cursor(params, token));
    const items = isExtending(element) ? itemsOf([element]) : [];
    return items.length > 0 ? items : null;
  }));
  typeHierarchy.onSupertypes(safely<TypeHierarchySupertypesParams, TypeHierarchyItem[]>(log, 'extends', [], async ({ item }, token) => {
    const plan = (await context.current(token))?.plan;
    return plan ? itemsOf(extendedBy(plan, elementOfItem(plan, item))) : [];
  }));
  typeHierarchy.onSubtypes(safely<TypeHierarchySubtypesParams, TypeHierarchyItem[]>(log, 'extends', [], async ({ item }, token) => {
    const plan = (await context.current(token))?.plan;
    return plan ? itemsOf(extensionsOf(plan, elementOfItem(plan, item))) : [];
  }));
}

function isExtending(element: Element | null | undefined): element is Extending {
  return element?.kind === 'policy' || element?.kind === 'calendar';
}

/** What an element extends: one at most, and none where it is a policy that every plan has, which is written nowhere. */
function extendedBy(plan: Plan, element: Element | null): Extending[] {
  const base = isExtending(element) && element.base?.key != null ? plan.byKey.get(element.base.key) : null;
  return isExtending(base) ? [base] : [];
}

function extensionsOf(plan: Plan, element: Element | null): Extending[] {
  if (!isExtending(element)) return [];
  return [...plan.policies, ...plan.calendars].filter(one => one.base?.key === element.key);
}
