/**
 * What may start a line in each kind of body, read off the grammar itself: the lexer, the messages and the tests share this table
 * with the parser, so that the four cannot disagree.
 */
import type { GrammarAST } from 'langium';
import { isAction, isAlternatives, isAssignment, isCrossReference, isGroup, isInfixRule, isKeyword, isParserRule, isRuleCall, isTerminalRule } from './grammar.ts';

/** One kind of line: the rule behind a first keyword. */
export interface Statement {
  readonly keyword: string;
  readonly rule: string;
  /** The body that its braces open; null for a line without braces. */
  readonly body: Block | null;
  /** What may stand between the keyword and the brace; `any`: the parser knows. */
  readonly header: { readonly any: boolean; readonly date: boolean; readonly base: boolean; readonly texts: boolean };
  /** With a title or a body it declares, otherwise it refers: `action x`. */
  readonly entry: boolean;
}

/** A body between braces, or a whole document. */
export interface Block {
  readonly statements: ReadonlyMap<string, Statement>;
  /** Lines may start with any word: `critical slack 0d` in a policy, the fields of further records. */
  readonly free: Statement | null;
  /** Lines start with a reference: the rows of a baseline. A first word is never a keyword here. */
  readonly rows: boolean;
}

export interface Blocks {
  /** A file of its own. */
  readonly document: Block;
  /** A file that starts with `part of`. */
  readonly part: Block;
  /** Words that may go on with a line after its first word; the others only start one. */
  readonly continuations: ReadonlySet<string>;
  /** Words that a name or reference may follow: the word behind them is a value, even if it is a keyword elsewhere. */
  readonly takesName: ReadonlySet<string>;
  /** Every keyword that is a word. */
  readonly words: ReadonlySet<string>;
}

const isWord = (keyword: string): boolean => /^\w/.test(keyword);

/** Elements of a rule in writing order, through groups, alternatives, assignments and fragments, without those of the rules that it calls. */
function elementsOf(element: GrammarAST.AbstractElement, into: GrammarAST.AbstractElement[] = []): readonly GrammarAST.AbstractElement[] {
  into.push(element);
  if (isGroup(element) || isAlternatives(element)) {
    for (const child of element.elements) elementsOf(child, into);
  } else if (isAssignment(element)) {
    elementsOf(element.terminal, into);
  } else if (isRuleCall(element) && isParserRule(element.rule.ref) && element.rule.ref.fragment) {
    elementsOf(element.rule.ref.definition, into);
  }
  return into;
}

/** Every keyword of a grammar, signs among them. */
export function keywordsOf(grammar: GrammarAST.Grammar): ReadonlySet<string> {
  const found = new Set<string>();
  for (const rule of grammar.rules) {
    if (isInfixRule(rule)) for (const level of rule.operators.precedences) for (const operator of level.operators) found.add(operator.value);
    if (isParserRule(rule)) for (const element of elementsOf(rule.definition)) if (isKeyword(element)) found.add(element.value);
  }
  return found;
}

/** The keywords that a rule may begin with. */
function firstKeywords(element: GrammarAST.AbstractElement): string[] {
  if (isKeyword(element)) return [element.value];
  if (isAssignment(element)) return firstKeywords(element.terminal);
  if (isAlternatives(element)) return element.elements.flatMap(firstKeywords);
  if (isGroup(element)) {
    const first = element.elements.find(child => !isAction(child));
    return first ? firstKeywords(first) : [];
  }
  return [];
}

const nameTerminals = new Set(['ID', 'QNAME', 'NEW_NAME']);

/** Whether a piece may begin with a name; and whether it may be nothing. */
function mayBeName(element: GrammarAST.AbstractElement | undefined): { readonly name: boolean; readonly nothing: boolean } {
  if (!element) return { name: false, nothing: true };
  const optional = element.cardinality === '?' || element.cardinality === '*';
  if (isAction(element)) return { name: false, nothing: true };
  if (isAssignment(element)) return { name: mayBeName(element.terminal).name, nothing: optional };
  if (isCrossReference(element)) return { name: true, nothing: false };
  if (isRuleCall(element)) {
    const rule = element.rule.ref;
    if (isTerminalRule(rule)) return { name: nameTerminals.has(rule.name), nothing: optional };
    return isParserRule(rule) ? { name: mayBeName(rule.definition).name, nothing: optional } : { name: false, nothing: optional };
  }
  if (isAlternatives(element)) {
    const parts = element.elements.map(mayBeName);
    return { name: parts.some(part => part.name), nothing: optional || parts.some(part => part.nothing) };
  }
  if (isGroup(element)) {
    for (const part of element.elements) {
      const inner = mayBeName(part);
      if (inner.name) return { name: true, nothing: optional };
      if (!inner.nothing) return { name: false, nothing: optional };
    }
    return { name: false, nothing: true };
  }
  return { name: false, nothing: optional };
}

/** The keywords that a piece may end with. */
function lastKeywords(element: GrammarAST.AbstractElement): string[] {
  if (isKeyword(element)) return [element.value];
  if (isAssignment(element)) return lastKeywords(element.terminal);
  if (isAlternatives(element)) return element.elements.flatMap(lastKeywords);
  const last = isGroup(element) ? element.elements.at(-1) : undefined;
  return last ? lastKeywords(last) : [];
}

function addNameTakers(element: GrammarAST.AbstractElement, into: Set<string>): void {
  if (isAssignment(element)) return addNameTakers(element.terminal, into);
  if (!isGroup(element) && !isAlternatives(element)) return;
  for (const part of element.elements) addNameTakers(part, into);
  if (!isGroup(element)) return;
  element.elements.forEach((part, index) => {
    const keywords = lastKeywords(part).filter(isWord);
    const rest = { $type: 'Group', elements: element.elements.slice(index + 1) } as unknown as GrammarAST.Group;
    if (keywords.length > 0 && mayBeName(rest).name) for (const keyword of keywords) into.add(keyword);
  });
}

/** The alternatives of the list that stands between a rule's braces. */
function memberRules(rule: GrammarAST.ParserRule): GrammarAST.ParserRule[] | null {
  let open = false;
  for (const element of elementsOf(rule.definition)) {
    if (isKeyword(element) && element.value === '{') open = true;
    if (open && isAssignment(element) && element.operator === '+=') return calledRules(element.terminal);
  }
  for (const element of elementsOf(rule.definition)) {
    const called = isAssignment(element) && isRuleCall(element.terminal) ? element.terminal.rule.ref : undefined;
    const members = isParserRule(called) ? memberRules(called) : null;
    if (members) return members;
  }
  return null;
}

function calledRules(element: GrammarAST.AbstractElement): GrammarAST.ParserRule[] {
  if (isAlternatives(element)) return element.elements.flatMap(calledRules);
  return isRuleCall(element) && isParserRule(element.rule.ref) ? [element.rule.ref] : [];
}

/** The features that a rule assigns before its brace. */
function headerFeatures(rule: GrammarAST.ParserRule): string[] {
  const features: string[] = [];
  for (const element of elementsOf(rule.definition)) {
    if (isKeyword(element) && element.value === '{') break;
    if (isAssignment(element)) features.push(element.feature);
  }
  return features;
}

/** Reads the table off a grammar; each rule is looked at once. */
export function blocksOf(grammar: GrammarAST.Grammar): Blocks {
  const known = new Map<string, Block>();
  const statements = new Map<GrammarAST.ParserRule, ReadonlyMap<string, Statement>>();

  const blockOf = (rules: readonly GrammarAST.ParserRule[]): Block => {
    const key = rules.map(rule => rule.name).join(' ');
    const found = known.get(key);
    if (found) return found;
    const lines = new Map<string, Statement>();
    const block = { statements: lines, free: null as Statement | null, rows: false };
    known.set(key, block);
    for (const rule of rules) {
      const own = statementsOf(rule);
      for (const [keyword, statement] of own) {
        if (keyword !== '') { if (!lines.has(keyword)) lines.set(keyword, statement); }
        else if (rule.name.endsWith('Line')) block.free = statement;
        else if (rule.name.endsWith('Row')) block.rows = true;
      }
    }
    return block;
  };

  /** The statement of each keyword that a rule may begin with; under the empty keyword, if it begins with another token. */
  const statementsOf = (rule: GrammarAST.ParserRule): ReadonlyMap<string, Statement> => {
    const found = statements.get(rule);
    if (found) return found;
    const own = new Map<string, Statement>();
    statements.set(rule, own);
    const members = memberRules(rule);
    const features = headerFeatures(rule);
    const shape = {
      rule: rule.name,
      header: {
        any: features.includes('by') || features.includes('values'),
        date: features.includes('date'), base: features.includes('base'), texts: features.includes('criteria'),
      },
      entry: elementsOf(rule.definition).some(element =>
        isAssignment(element) && isRuleCall(element.terminal) && element.terminal.rule.ref?.name === 'NEW_NAME'),
    };
    const keywords = firstKeywords(rule.definition).filter(isWord);
    const lines: { -readonly [K in keyof Statement]: Statement[K] }[] = (keywords.length > 0 ? keywords : ['']).map(keyword => ({ keyword, ...shape, body: null }));
    for (const line of lines) own.set(line.keyword, line);
    // Bodies come last: a task may stand in a task.
    if (members) for (const line of lines) line.body = blockOf(members);
    return own;
  };

  const rules = grammar.rules.filter(isParserRule);
  const entry = rules.find(rule => rule.entry);
  const lists = entry ? elementsOf(entry.definition).filter(isAssignment).filter(assignment => assignment.feature === 'members') : [];
  const [part, document] = lists.map(list => blockOf(calledRules(list.terminal)));
  const empty: Block = { statements: new Map(), free: null, rows: false };

  const words = new Set<string>();
  const continuations = new Set<string>();
  const takesName = new Set<string>();
  const add = (keyword: string, continues: boolean): void => {
    if (!isWord(keyword)) return;
    words.add(keyword);
    if (continues) continuations.add(keyword);
  };
  for (const rule of grammar.rules) {
    if (isInfixRule(rule)) for (const level of rule.operators.precedences) for (const operator of level.operators) add(operator.value, true);
    if (!isParserRule(rule)) continue;
    addNameTakers(rule.definition, takesName);
    let leading = statements.has(rule) ? firstKeywords(rule.definition) : [];
    for (const element of elementsOf(rule.definition)) {
      if (!isKeyword(element)) continue;
      const leads = leading.includes(element.value);
      if (leads) leading = leading.filter(keyword => keyword !== element.value);
      add(element.value, !leads);
    }
  }
  return { document: document ?? empty, part: part ?? empty, continuations, takesName, words };
}
