/** Policy blocks: words and values; `policy.ts` gives them their meaning. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Duration, Policy, PolicyLine } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, elementOf } from './common.ts';
import { refOf, refsOf } from './references.ts';
import { spanOf } from './spans.ts';
import { looseValue, percents } from './values.ts';

export function lowerPolicy(context: Lowering, node: ast.Policy, within: Within): Policy {
  const element = elementOf(context, node, 'policy', within);
  const lines: PolicyLine[] = [];
  for (const member of node.members) {
    const line = lineOf(context, member);
    if (line) lines.push(line);
  }
  const policy: Policy = { ...element, base: refOf(node.base), lines };
  context.lists.policies.push(policy);
  return policy;
}

function lineOf(context: Lowering, line: ast.PolicyMember): PolicyLine | null {
  const empty = { words: [], durations: [], numbers: [], percents: [], refs: [], span: spanOf(line) };
  switch (line.$type) {
    case 'PolicySeverity': return line.code === undefined || line.level === undefined ? null : { ...empty, words: ['severity', line.code, line.level] };
    case 'PolicyApprover': return line.subject === undefined ? null : { ...empty, words: ['approver', 'of', line.subject], refs: refsOf(line.parties) };
    case 'WordLine': return { ...empty, words: [line.word, ...line.values] };
    case 'PolicyLine': return { ...empty, words: line.words, ...valuesOf(context, line) };
    default: return null;
  }
}

function valuesOf(context: Lowering, line: ast.PolicyLine): Pick<PolicyLine, 'durations' | 'numbers' | 'percents'> {
  const durations: Duration[] = [];
  const numbers: number[] = [];
  const shares: number[] = [];
  line.values.forEach((written, index) => {
    if (written.includes('%')) addAll(shares, percents(written));
    else {
      const value = looseValue(context, line, 'values', written, index);
      if (value?.duration) durations.push(value.duration.value);
      else if (value?.number) numbers.push(value.number.value);
    }
  });
  return { durations, numbers, percents: shares };
}
