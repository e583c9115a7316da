/** Every declaration of a document, outermost first, each lowered by the file of its theme. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import { lowerActivity } from './activities.ts';
import { lowerCalendar } from './calendars.ts';
import type { Declared } from './common.ts';
import type { Lowering, Within } from './context.ts';
import { lowerContract } from './contracts.ts';
import { lowerChange, lowerDecision, lowerEscalation } from './decisions.ts';
import { lowerFreeRecord } from './free-records.ts';
import { lowerPerson, lowerTeam } from './people.ts';
import { lowerPolicy } from './policies.ts';
import { lowerProgram } from './programs.ts';
import { lowerAction, lowerAssumption, lowerIssue, lowerRisk } from './raid.ts';
import { nameOf } from './references.ts';
import { lowerBaseline, lowerCadence, lowerOutcome, lowerReport, lowerReview } from './reports.ts';
import { lowerScenario } from './scenarios.ts';

/** Lowers the declarations among the members of a block, and those inside them. */
export function lowerMembers(context: Lowering, members: readonly AstNode[], within: Within): void {
  for (const member of members) lowerNested(context, member, within);
}

function lowerNested(context: Lowering, node: Declared, within: Within): void {
  const inside = node.members;
  const name = nameOf(node) ?? (node.$type === 'Program' ? '' : undefined);
  if (name === undefined) {
    // A block whose name is not written yet still holds its declarations, as if they stood around it.
    if (inside) lowerMembers(context, inside, within);
    return;
  }
  const offsets = context.offsets;
  const element = lowerOne(context, node, within);
  if (!element) {
    // A check, an option, a step: no element, but part of the path of what stands inside.
    if (inside) lowerMembers(context, inside, within);
    return;
  }
  if (context.offsets > offsets) context.zoned.push(element.key);
  if (inside) lowerMembers(context, inside, { program: element.kind === 'program' ? name : within.program, parent: element.key });
}

type Declaration = ast.Program | ast.Calendar | ast.Team | ast.Person | ast.Policy | ast.Activity | ast.RaidRecord | ast.Outcome
  | ast.Dependency | ast.Cadence | ast.Scenario | ast.Review | ast.Report | ast.Baseline | ast.FreeRecord;

function lowerOne(context: Lowering, declared: AstNode, within: Within): { readonly key: string; readonly kind: string } | null {
  const node = declared as Declaration;
  const inProgram = { ...within, program: within.program ?? '' };
  switch (node.$type) {
    case 'Program': return lowerProgram(context, node, within);
    case 'Calendar': return lowerCalendar(context, node, within);
    case 'Team': return lowerTeam(context, node, within);
    case 'Person': return lowerPerson(context, node, within);
    case 'Policy': return lowerPolicy(context, node, within);
    case 'Workstream': case 'Task': case 'Milestone': case 'Gate': case 'Release': return lowerActivity(context, node, inProgram);
    case 'Dependency': return lowerContract(context, node, inProgram);
    case 'Outcome': return lowerOutcome(context, node, within);
    case 'Risk': return lowerRisk(context, node, within);
    case 'Assumption': return lowerAssumption(context, node, within);
    case 'Issue': return lowerIssue(context, node, within);
    case 'Decision': return lowerDecision(context, node, within);
    case 'Change': return lowerChange(context, node, within);
    case 'Action': return lowerAction(context, node, within);
    case 'Escalation': return lowerEscalation(context, node, within);
    case 'Cadence': return lowerCadence(context, node, within);
    case 'Scenario': return lowerScenario(context, node, within);
    case 'Report': return lowerReport(context, node, within);
    case 'Baseline': return lowerBaseline(context, node, within);
    case 'Review': return lowerReview(context, node, within);
    case 'FreeRecord': return lowerFreeRecord(context, node, within);
    default: return null;
  }
}
