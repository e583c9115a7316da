/**
 * What the elements of the grammar are, told by their type alone. Langium's own predicates walk a table of subtypes; here every type is
 * a concrete one, and the tables that are read off the grammar at every start take a third of the time.
 */
import type { GrammarAST } from 'langium';

type Node = { readonly $type: string } | undefined;

export const isAction = (node: Node): node is GrammarAST.Action => node?.$type === 'Action';
export const isAlternatives = (node: Node): node is GrammarAST.Alternatives => node?.$type === 'Alternatives';
export const isAssignment = (node: Node): node is GrammarAST.Assignment => node?.$type === 'Assignment';
export const isCrossReference = (node: Node): node is GrammarAST.CrossReference => node?.$type === 'CrossReference';
export const isGroup = (node: Node): node is GrammarAST.Group => node?.$type === 'Group';
export const isInfixRule = (node: Node): node is GrammarAST.InfixRule => node?.$type === 'InfixRule';
export const isKeyword = (node: Node): node is GrammarAST.Keyword => node?.$type === 'Keyword';
export const isParserRule = (node: Node): node is GrammarAST.ParserRule => node?.$type === 'ParserRule';
export const isRuleCall = (node: Node): node is GrammarAST.RuleCall => node?.$type === 'RuleCall';
export const isTerminalRule = (node: Node): node is GrammarAST.TerminalRule => node?.$type === 'TerminalRule';
