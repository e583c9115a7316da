/** What must hold: acceptance criteria, the checks of a gate and the expressions they require. */
import type { AstNode } from 'langium';
import type * as ast from '../../syntax/generated/ast.ts';
import type { Criterion, Evidence, Requirement } from '../model.ts';
import type { Lowering } from './context.ts';
import { addAll, commonOf, evidenceOf, none, text } from './common.ts';
import { refOf } from './references.ts';
import { spanOf, valueSpanOf } from './spans.ts';

/** The `accept` lines of a body. */
export function criteriaOf(context: Lowering, members: readonly AstNode[]): readonly Criterion[] {
  let criteria: Criterion[] | null = null;
  for (const member of members) {
    if (isAccept(member)) for (const item of member.criteria) (criteria ??= []).push({ name: null, nameSpan: null, text: text(item, 'text', item.text), ...bodyOf(context, item) });
  }
  return criteria ?? none;
}

function isAccept(node: AstNode): node is ast.Accept {
  return node.$type === 'Accept';
}

/** The `check` blocks of a gate that have a name. */
export function checksOf(context: Lowering, members: readonly AstNode[]): Criterion[] {
  const checks: Criterion[] = [];
  for (const member of members) {
    if (isCheck(member) && member.name) {
      checks.push({ name: member.name, nameSpan: valueSpanOf(member, 'name'), text: text(member, 'title', member.title), ...bodyOf(context, member) });
    }
  }
  return checks;
}

export function isCheck(node: AstNode): node is ast.Check {
  return node.$type === 'Check';
}

function bodyOf(context: Lowering, node: ast.Criterion | ast.Check): Omit<Criterion, 'name' | 'nameSpan' | 'text'> {
  const { owner, due, marks, notes, mentions } = commonOf(context, node.members);
  const evidence: Evidence[] = [];
  let requires: Requirement | null = null;
  for (const member of node.members) {
    if (member.$type === 'Evidence') addAll(evidence, evidenceOf(context, member));
    else if (member.$type === 'Requires') requires ??= requirementOf(member.condition);
  }
  return { owner, due, marks, evidence, requires, notes, mentions, span: spanOf(node) };
}

/** The expression, or null where a part of it is not written yet: half a condition is neither true nor false. */
function requirementOf(node: ast.Requirement | undefined): Requirement | null {
  if (!node) return null;
  switch (node.$type) {
    case 'Combination': {
      const left = requirementOf(node.left);
      const right = requirementOf(node.right);
      return left && right && { type: node.operator === 'or' ? 'or' : 'and', left, right, span: spanOf(node) };
    }
    case 'Negation': {
      const operand = requirementOf(node.operand);
      return operand && { type: 'not', operand, span: spanOf(node) };
    }
    case 'StateTest': {
      const target = refOf(node.target);
      return target && { type: 'state', state: node.state, target, span: spanOf(node) };
    }
    case 'NoOpen':
      return node.records === undefined ? null
        : { type: 'no-open', level: node.level ?? null, records: node.records, target: refOf(node.target), span: spanOf(node) };
  }
}
