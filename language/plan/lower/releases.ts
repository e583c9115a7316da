/** What a release holds besides its dates: rollout, rollback, cutover, announcements. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Announcement, Cutover, CutoverStep, DateRange, ReleaseBody, RolloutStage, Text } from '../model.ts';
import type { Lowering } from './context.ts';
import { addAll, commonOf, text, texts, textsOf } from './common.ts';
import { refsOf } from './references.ts';
import { spanOf, valueSpanOf } from './spans.ts';
import { dateRange, duration, percent } from './values.ts';

export function releaseBodyOf(context: Lowering, node: ast.Release): ReleaseBody {
  const rollout: RolloutStage[] = [];
  const rollbackWhen: Text[] = [];
  const announcements: Announcement[] = [];
  let cutover: Cutover | null = null;
  for (const member of node.members) {
    if (member.$type === 'Rollout') addAll(rollout, stagesOf(member));
    else if (member.$type === 'Rollback') addAll(rollbackWhen, texts(member, 'texts', member.texts));
    else if (member.$type === 'Cutover') cutover ??= cutoverOf(context, member);
    else if (member.$type === 'Announcement' && member.name) announcements.push(announcementOf(context, member, member.name));
  }
  return { rollout, rollbackWhen, cutover, announcements };
}

function stagesOf(line: ast.Rollout): RolloutStage[] {
  const stages: RolloutStage[] = [];
  for (const stage of line.stages) {
    const share = percent(stage, 'percent', stage.percent);
    if (share) stages.push({ percent: share.value, duration: duration(stage, 'duration', stage.duration)?.value ?? null, span: spanOf(stage) });
  }
  return stages;
}

function cutoverOf(context: Lowering, node: ast.Cutover): Cutover {
  let window: DateRange | null = null;
  const steps: CutoverStep[] = [];
  for (const member of node.members) {
    if (member.$type === 'ValueLine' && member.word === 'window') window ??= dateRange(context, member, 'value', member.value);
    else if (member.$type === 'Step' && member.name) steps.push(stepOf(context, member, member.name));
  }
  return { window, steps, span: spanOf(node) };
}

function stepOf(context: Lowering, node: ast.Step, name: string): CutoverStep {
  const step: { -readonly [Field in keyof CutoverStep]: CutoverStep[Field] } = {
    name, title: text(node, 'title', node.title), takes: null, owner: commonOf(context, node.members).owner, after: [],
    verify: null, undo: null, noReturn: false, span: spanOf(node), nameSpan: valueSpanOf(node, 'name'),
  };
  for (const member of node.members) {
    if (member.$type === 'ValueLine' && member.word === 'takes') step.takes ??= duration(member, 'value', member.value)?.value ?? null;
    else if (member.$type === 'AfterSteps') step.after = [...step.after, ...refsOf(member.steps)];
    else if (member.$type === 'TextLine' && member.word === 'verify') step.verify ??= textsOf(member)[0] ?? null;
    else if (member.$type === 'TextLine' && member.word === 'undo') step.undo ??= textsOf(member)[0] ?? null;
    else if (member.$type === 'Flag' && member.word === 'no-return') step.noReturn = true;
  }
  return step;
}

function announcementOf(context: Lowering, node: ast.Announcement, name: string): Announcement {
  const { owner, due, marks } = commonOf(context, node.members);
  return { name, title: text(node, 'title', node.title), owner, due, marks, span: spanOf(node), nameSpan: valueSpanOf(node, 'name') };
}
