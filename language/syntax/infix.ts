/** Conditions such as `a and b or not c`: operands and operators in a row, as the parser read them, made into a tree. */
import type { AstNode, CstNode, GrammarAST } from 'langium';

/** The node of an infix rule while it is read. */
export type Chain = Record<string, unknown> & { $type: string; $cstNode: CstNode; parts?: AstNode[]; operators?: string[] };

/** What makes a tree of a chain: operators of a level that the grammar names first bind more. Null for a chain without operands. */
export function chained(rule: GrammarAST.InfixRule, type: string): (chain: Chain) => AstNode | null {
  const levels = new Map(rule.operators.precedences.flatMap((level, index) => level.operators.map(operator => [operator.value, index] as const)));
  const tree = (chain: Chain, from: number, to: number): AstNode | null => {
    const { parts = [], operators = [] } = chain;
    if (from >= to) return parts[from] ?? null;
    // The last operator of the loosest level: operators of one level bind to the left.
    let split = to - 1;
    for (let i = to - 1; i >= from; i--) if ((levels.get(operators[i] ?? '') ?? 0) > (levels.get(operators[split] ?? '') ?? 0)) split = i;
    const [left, right] = [tree(chain, from, split), tree(chain, split + 1, to)];
    if (!left || !right) return left ?? right;
    const node = { $type: type, left, operator: operators[split], right, $cstNode: chain.$cstNode } as unknown as AstNode;
    Object.assign(left, { $container: node, $containerProperty: 'left', $containerIndex: undefined });
    Object.assign(right, { $container: node, $containerProperty: 'right', $containerIndex: undefined });
    return node;
  };
  return chain => tree(chain, 0, (chain.parts?.length ?? 1) - 1);
}
