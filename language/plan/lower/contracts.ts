/** Dependency contracts between teams. */
import type * as ast from '../../syntax/generated/ast.ts';
import type { Contract, DateValue, Ref, Text } from '../model.ts';
import type { Lowering, Within } from './context.ts';
import { addAll, elementOf, textsOf } from './common.ts';
import { criteriaOf } from './criteria.ts';
import { refOf, refsOf } from './references.ts';

export function lowerContract(context: Lowering, node: ast.Dependency, within: Within & { readonly program: string }): Contract {
  const element = elementOf(context, node, 'dependency', within);
  let from: Ref | null = null;
  let deliver: Text | null = null;
  let fallback: Text | null = null;
  const to: Ref[] = [];
  const interfaces: Text[] = [];
  for (const line of node.members) {
    if (line.$type === 'ActivityLine') {
      if (line.word === 'from') from ??= refOf(line.activities[0]);
      else if (line.word === 'to') addAll(to, refsOf(line.activities));
    } else if (line.$type === 'TextLine') {
      if (line.word === 'deliver') deliver ??= textsOf(line)[0] ?? null;
      else if (line.word === 'fallback') fallback ??= textsOf(line)[0] ?? null;
      else if (line.word === 'interface') addAll(interfaces, textsOf(line));
    }
  }
  const contract: Contract = {
    ...element, program: within.program, from, to, deliver, interfaces, fallback,
    accept: criteriaOf(context, node.members),
    neededBy: firstDate(element.marks, 'needed'),
    promised: firstDate(element.marks, 'promised'),
  };
  context.lists.contracts.push(contract);
  return contract;
}

/** The date of the first mark with a word: of a date that stands once, the first counts. */
export function firstDate(marks: Contract['marks'], word: string): DateValue | null {
  return marks.find(mark => mark.word === word)?.on ?? null;
}
