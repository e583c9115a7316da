/** What a refactoring is: a change of the text that the author chooses, at the place where they are. */
import type { LangiumDocument } from 'langium';
import type { TextEdit } from '../checks/finding.ts';
import type { CheckContext } from '../checks/rule.ts';
import type { Activity, Element } from '../plan/model.ts';
import type { ScheduledActivity } from '../schedule/model.ts';

/** How editors group them: the kinds of LSP behind `refactor.`. */
export type RefactoringKind = 'extract' | 'inline' | 'move' | 'rewrite';

/** What a refactoring does. Files are made before texts are edited, and removed after. */
export interface Change {
  readonly edits: readonly TextEdit[];
  readonly creates?: readonly { readonly uri: string; readonly text: string }[];
  readonly deletes?: readonly string[];
}

export interface Refactoring {
  /** Tells it from the others at the same place, so that its change can be asked for later. */
  readonly id: string;
  readonly title: string;
  readonly kind: RefactoringKind;
  /** It makes or removes files, which not every editor can. */
  readonly files?: boolean;
  /** It looks at every name of the workspace, which takes its time in a large one. */
  readonly costly?: boolean;
  /** Computed when asked for; null where the text does not allow it after all. */
  change(): Change | null;
}

export interface Selection { readonly uri: string; readonly start: number; readonly end: number }

/** Everything that a refactoring may look at. Cheap to make: a light bulb is asked for at every move of the cursor. */
export interface RefactorContext extends Pick<CheckContext, 'plan' | 'schedule' | 'activity' | 'policy' | 'statusDate' | 'dayMinutes'> {
  text(uri: string): string | null;
  documents(): readonly LangiumDocument[];
}

/** The selection with what stands there. */
export interface Here {
  readonly at: Selection;
  readonly context: RefactorContext;
  readonly text: string;
  /** The innermost element around the start of the selection. */
  readonly element: Element | null;
  /** The same, where it is an activity. */
  readonly activity: ScheduledActivity | null;
  /** The selection starts on the element's keyword, name or title. */
  readonly onHead: boolean;
}

export type Refactor = (here: Here) => readonly Refactoring[];

/** Whether the selection begins there: what an author marks, they mark from its start, and seldom to its end. */
export function holds(span: { readonly start: number; readonly end: number }, { start }: Selection): boolean {
  return span.start <= start && start <= span.end;
}

/** The outermost block around an element, below its program: what stands beside the contracts and records of the program. */
export function topBlock(context: RefactorContext, element: Element): Element {
  let at = element;
  for (let parent = at.parent; parent !== null;) {
    const block = context.plan.byKey.get(parent);
    if (block === undefined || block.kind === 'program') break;
    at = block;
    parent = block.parent;
  }
  return at;
}

/** A name that nothing in the plan has. */
export function freeName(context: RefactorContext, name: string): string {
  const taken = new Set<string>();
  for (const element of context.plan.byKey.values()) if (element.name.startsWith(name)) taken.add(element.name);
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  return free;
}

export function isLeaf(activity: Activity): boolean {
  return !activity.summary && activity.kind !== 'workstream';
}
