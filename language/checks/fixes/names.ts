/** Names that mean nothing, or two things: declare them, qualify them, or give one of two another name. */
import type { Plan, Ref } from '../../plan/model.ts';
import { addAtEnd, replace, statementAfter } from '../edits.ts';
import type { Finding, Fix, TextEdit } from '../finding.ts';
import type { FixContext } from '../rule.ts';
import { elementAround } from './elements.ts';
import { didYouMean } from './text.ts';

/** Names of a kind and all who refer to it. Kinds without blocks inside, so that no path leads through the name. */
const leaves: ReadonlySet<string> = new Set(['task', 'milestone', 'gate', 'release', 'risk', 'issue', 'action', 'decision', 'change', 'outcome', 'person', 'team', 'calendar', 'dependency']);

/** References of the plan with their documents: whatever has a key, a text and a span, in the records of every element. */
export function refsOf(plan: Plan): readonly { readonly uri: string; readonly ref: Ref }[] {
  const found: { uri: string; ref: Ref }[] = [];
  const look = (value: unknown, uri: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) look(item, uri);
      return;
    }
    if ('key' in value && 'text' in value && 'span' in value && !('kind' in value)) {
      const ref = value as Ref;
      found.push({ uri: ref.span.uri ?? uri, ref });
      return;
    }
    for (const item of Object.values(value)) look(item, uri);
  };
  for (const element of plan.byKey.values()) look({ ...element, key: undefined }, element.uri);
  return found;
}

export function renameSecond(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  if (text === null) return [];
  const name = text.slice(finding.span.start, finding.span.end);
  const free = freeName(context.plan, name);
  return [{ title: `Rename this one to ${free}`, edits: [replace(finding.uri, finding.span, free)], preferred: true }];
}

function freeName(plan: Plan, name: string): string {
  const taken = new Set([...plan.byKey.values()].map(element => element.name));
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** Each reading: by its dotted name where that means only it, else by a name of its own, written where it is declared and where it is used. */
export function qualify(finding: Finding, context: FixContext): readonly Fix[] {
  const readings = finding.related.flatMap(({ place }) =>
    [...context.plan.byKey.values()].find(element => element.uri === place.uri && element.nameSpan.start === place.start) ?? []);
  const renames = readings.flatMap((element): Fix[] => {
    if (!leaves.has(element.kind) || [...context.plan.byKey.values()].some(inner => inner.parent === element.key)) return [];
    const name = `${element.name}-${element.kind}`;
    if ([...context.plan.byKey.values()].some(other => other.name === name)) return [];
    const users = refsOf(context.plan).filter(({ ref }) => ref.key === element.key);
    const last = ({ uri, ref }: (typeof users)[number]): TextEdit => replace(uri, { start: ref.span.end - element.name.length, end: ref.span.end }, name);
    return [{
      title: `Mean the ${element.kind}, and rename it to ${name}`,
      edits: [replace(element.uri, element.nameSpan, name), replace(finding.uri, finding.span, name), ...users.map(last)],
    }];
  });
  return [...didYouMean(finding, context).map(fix => ({ title: fix.title, edits: fix.edits })), ...renames];
}

interface Unresolved { readonly wanted?: string }

const titled = (name: string): string => `"${name.charAt(0).toUpperCase()}${name.slice(1).replace(/[-_]/g, ' ')}"`;

/** What can be declared for a reference that wants it, by the type of the reference. */
const declarations: Readonly<Record<string, readonly { readonly kind: string; readonly text: (name: string) => string }[]>> = {
  Party: [{ kind: 'person', text: name => `person ${name} ${titled(name)}` }, { kind: 'team', text: name => `team ${name} ${titled(name)}` }],
  Person: [{ kind: 'person', text: name => `person ${name} ${titled(name)}` }],
  Team: [{ kind: 'team', text: name => `team ${name} ${titled(name)}` }],
  Calendar: [{ kind: 'calendar', text: name => `calendar ${name} { week mon-fri 09:00-17:00 }` }],
  Policy: [{ kind: 'policy', text: name => `policy ${name} extends startup { }` }],
};

/** The nearest names, and after them what would make the name mean something. */
export function resolveName(finding: Finding, context: FixContext): readonly Fix[] {
  const text = context.text(finding.uri);
  const name = text?.slice(finding.span.start, finding.span.end) ?? '';
  const near = didYouMean(finding, context);
  const { wanted } = (finding.data as Unresolved | undefined) ?? {};
  if (text === null || wanted === undefined || !/^\p{L}[\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*$/u.test(name)) return near;
  if (wanted === 'Activity') return [...near, ...declareTask(finding, context, text, name)];
  return [...near, ...(declarations[wanted] ?? []).map(({ kind, text: written }) => ({
    title: `Declare the ${kind} ${name}`,
    edits: [declare(context.plan, finding.uri, text, kind, written(name))],
  }))];
}

/** After the last of its kind in the document, else at its end. */
function declare(plan: Plan, uri: string, text: string, kind: string, statement: string): TextEdit {
  const last = [...plan.people, ...plan.teams, ...plan.calendars, ...plan.policies]
    .filter(element => element.uri === uri && element.kind === kind).sort((a, b) => a.span.end - b.span.end).at(-1);
  return last === undefined ? addAtEnd(uri, text, statement) : statementAfter(uri, text, last, statement) ?? addAtEnd(uri, text, statement);
}

/** A task beside the activity that refers to it. */
function declareTask(finding: Finding, context: FixContext, text: string, name: string): readonly Fix[] {
  const holder = elementAround(context.plan, finding.uri, finding.span.start);
  if (holder === null || !context.plan.activityIndex.has(holder.key)) return [];
  const edit = statementAfter(finding.uri, text, holder, `task ${name} ${titled(name)} { estimate 1d }`);
  return edit === null ? [] : [{ title: `Declare the task ${name}`, edits: [edit] }];
}
