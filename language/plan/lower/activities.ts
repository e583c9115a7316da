/** Tasks, milestones, gates, releases and workstreams. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import type {
  Activity, ActivityKind, AfterLine, Commitment, Constraint, Criterion, DateValue, Duration, Element, Estimate, GateBody, LinkKind, Located, Mark, Need,
  Ref, ReleaseBody, Span, Text,
} from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, elementOf, markOf, none, text, textsOf } from './common.ts';
import { criteriaOf } from './criteria.ts';
import { gateBodyOf } from './gates.ts';
import { releaseBodyOf } from './releases.ts';
import { refOf } from './references.ts';
import { spanOf } from './spans.ts';
import { count, date, duration, estimate, lag, percent } from './values.ts';

const kinds: Readonly<Record<ast.Activity['$type'], ActivityKind>> = {
  Task: 'task', Milestone: 'milestone', Gate: 'gate', Release: 'release', Workstream: 'workstream',
};

export function isActivity(node: AstNode): node is ast.Activity {
  return Object.hasOwn(kinds, node.$type);
}

/** The lines of an activity that say when, of which the first counts where only one may stand. */
interface Work {
  estimate: Estimate | null;
  remaining: Located<Duration> | null;
  progress: Located<number> | null;
  started: DateValue | null;
  done: Mark | null;
  constraints: Constraint[] | null;
  asLateAsPossible: Span | null;
  by: Commitment | null;
  calendar: Ref | null;
  after: AfterLine[] | null;
  needs: Need[] | null;
  priority: Located<number> | null;
  optional: boolean;
  correlates: Text | null;
}

export function lowerActivity(context: Lowering, node: ast.Activity, within: Within & { readonly program: string }): Activity {
  const kind = kinds[node.$type];
  const element = elementOf(context, node, kind, within);
  const work: Work = {
    estimate: null, remaining: null, progress: null, started: null, done: null, constraints: null, asLateAsPossible: null, by: null,
    calendar: null, after: null, needs: null, priority: null, optional: false, correlates: null,
  };
  let summary = kind === 'workstream';
  for (const member of node.members) {
    addLine(context, kind, member, work);
    if (kind === 'task' && isActivity(member)) summary = true;
  }
  for (const mark of element.marks) {
    if (mark.word === 'started') work.started ??= mark.on;
    else if (mark.word === 'done' && mark.on) work.done ??= mark;
  }
  // A gate that may be passed is done with its verdict.
  if (kind === 'gate') work.done ??= element.marks.find(mark => mark.word === 'verdict' && mark.on && opens(mark)) ?? null;
  const accept = criteriaOf(context, node.members);
  const gate = node.$type === 'Gate' ? gateBodyOf(context, node) : null;
  const release = node.$type === 'Release' ? releaseBodyOf(context, node) : null;
  const activity = activityOf(element, within.program, summary, work, accept, gate, release);
  context.lists.activities.push(activity);
  return activity;
}

/** One literal, without spreading, which takes ten times as long: of all objects of a plan these are the most. */
function activityOf(
  e: Element & { readonly kind: ActivityKind }, program: string, summary: boolean, w: Work,
  accept: readonly Criterion[], gate: GateBody | null, release: ReleaseBody | null,
): Activity {
  return {
    key: e.key, kind: e.kind, id: e.id, name: e.name, title: e.title, doc: e.doc, program, parent: e.parent,
    uri: e.uri, span: e.span, nameSpan: e.nameSpan, owner: e.owner, deputy: e.deputy, status: e.status,
    raised: e.raised, reviewed: e.reviewed, due: e.due, cost: e.cost,
    notes: e.notes, refs: e.refs, links: e.links, tags: e.tags, mentions: e.mentions, marks: e.marks,
    summary, estimate: w.estimate, remaining: w.remaining, progress: w.progress, started: w.started, done: w.done,
    constraints: w.constraints ?? none, asLateAsPossible: w.asLateAsPossible, by: w.by, calendar: w.calendar,
    after: w.after ?? none, needs: w.needs ?? none, accept, priority: w.priority, optional: w.optional, correlates: w.correlates,
    gate, release,
  };
}

function opens(verdict: Mark): boolean {
  return verdict.value?.value === 'go' || verdict.value?.value === 'conditional';
}

function addLine(context: Lowering, kind: ActivityKind, line: ast.Activity['members'][number], work: Work): void {
  switch (line.$type) {
    case 'ValueLine':
      if (line.word === 'estimate') work.estimate ??= estimate(line, 'value', line.value);
      else if (line.word === 'remaining') work.remaining ??= duration(line, 'value', line.value);
      else if (line.word === 'progress') work.progress ??= percent(line, 'value', line.value);
      else if (line.word === 'priority') work.priority ??= count(line, 'value', line.value);
      break;
    case 'After': {
      for (const link of line.links) {
        const after = afterLineOf(line.edge === 'finish', link);
        if (after) (work.after ??= []).push(after);
      }
      break;
    }
    case 'Constraint': {
      const constraint = constraintOf(context, kind, line);
      if (constraint) (work.constraints ??= []).push(constraint);
      break;
    }
    case 'Commitment': work.by ??= commitmentOf(context, line); break;
    case 'AsLateAsPossible': work.asLateAsPossible ??= spanOf(line); break;
    case 'CalendarUse': work.calendar ??= refOf(line.calendar); break;
    case 'Need': addAll(work.needs ??= [], needsOf(line)); break;
    case 'Flag': work.optional ||= line.word === 'optional'; break;
    case 'WordLine':
      if (line.word === 'correlates') work.correlates ??= textsOf(line)[0] ?? null;
      break;
  }
}

function linkKind(toFinish: boolean, fromStart: boolean): LinkKind {
  if (toFinish) return fromStart ? 'SF' : 'FF';
  return fromStart ? 'SS' : 'FS';
}

function afterLineOf(finish: boolean, link: ast.Link): AfterLine | null {
  const from = refOf(link.activity);
  if (!from) return null;
  return { from, kind: linkKind(finish, link.startOf), lag: lag(link.sign, link.lag), span: spanOf(link) };
}

/** `not before D` is the start's, `not after D` the finish's; `on D` is a release's start and any other's finish. */
function constraintOf(context: Lowering, kind: ActivityKind, line: ast.Constraint): Constraint | null {
  const on = date(context, line, 'date', line.date);
  if (!on || (line.relation !== 'on' && !line.not) || (line.relation === 'on' && line.not)) return null;
  const relation = line.relation === 'on' ? 'on' : line.relation === 'before' ? 'not-before' : 'not-after';
  const unsaid = relation === 'not-before' || (relation === 'on' && kind === 'release') ? 'start' : 'finish';
  const edge = line.edge === 'start' || line.edge === 'finish' ? line.edge : unsaid;
  return { edge, relation, date: on, span: spanOf(line) };
}

function commitmentOf(context: Lowering, line: ast.Commitment): Commitment | null {
  const on = date(context, line, 'date', line.date);
  return on && {
    date: on,
    audience: text(line, 'audience', line.audience),
    approved: line.approved ? markOf(context, line.approved) : null,
    span: spanOf(line),
  };
}

function needsOf(line: ast.Need): Need[] {
  const needs: Need[] = [];
  for (const item of line.items) {
    const team = refOf(item.team);
    if (team) needs.push({ team, count: count(item, 'count', item.count)?.value ?? 1, span: spanOf(item) });
  }
  return needs;
}
