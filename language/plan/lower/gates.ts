/** What a gate holds besides its dates. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { GateBody, Ref, Text } from '../model.ts';
import type { Lowering } from './context.ts';
import { addAll, textsOf } from './common.ts';
import { checksOf } from './criteria.ts';
import { refsOf } from './references.ts';

export function gateBodyOf(context: Lowering, node: ast.Gate): GateBody {
  const before: Ref[] = [];
  const signOff: Text[] = [];
  for (const member of node.members) {
    if (member.$type === 'ActivityLine' && member.word === 'before') addAll(before, refsOf(member.activities));
    else if (member.$type === 'WordLine' && member.word === 'sign-off') addAll(signOff, textsOf(member));
  }
  return { before, signOff, checks: checksOf(context, node.members) };
}
