/**
 * Runs a Langium grammar as an LL(1) parser: each rule is compiled once, at its first use, to functions with tables that say by the next token
 * which way to go. It builds the same syntax trees as Langium's own parser (a test compares them), which spends most of its time on preparing
 * for grammars that need more, and on making closures for every alternative of every line.
 *
 * A token that is missing is thought to be there: the error is noted and the rule goes on. Nothing is ever skipped here, because the bodies of
 * the grammar are total: whatever no line takes, `Unexpected` takes.
 *
 * Of Langium's grammar language it knows what this grammar uses: groups, alternatives, cardinalities, assignments, cross-references, calls of
 * rules, fragments and terminals, actions without assignment, infix rules with two levels or more. Anything else is refused when it is compiled.
 */
import type { AstNode, AstReflection, CompositeCstNode, CstNode, GrammarAST, Linker } from 'langium';
import { TreeBuilder } from './cst.ts';
import { isAction, isAlternatives, isAssignment, isCrossReference, isGroup, isInfixRule, isKeyword, isParserRule, isRuleCall, isTerminalRule } from './grammar.ts';
import { chained } from './infix.ts';
import type { Chain } from './infix.ts';
import type { Token, TokenType, TokenTypes } from './tokens.ts';

/** A token that should have stood before another. */
export interface ParseError { readonly message: string; readonly token: Token; readonly previousToken: Token | undefined }

export interface EngineServices {
  readonly grammar: GrammarAST.Grammar;
  readonly types: TokenTypes;
  readonly reflection: AstReflection;
  readonly linker: Pick<Linker, 'buildReference'>;
  /** The value of a token by the terminal that the grammar asked for. */
  readonly convert: (terminal: string, image: string) => string;
  readonly message: (expected: string, found: Token, before: Token | undefined, rule: string) => string;
  readonly maxErrors: number;
}

export class TooManyErrors extends Error {}

type Step = () => void;
/** What a piece of the grammar does, which tokens it may begin with, and whether it may be nothing at all. */
interface Compiled { readonly run: Step; readonly first: ReadonlySet<TokenType>; readonly nullable: boolean }
/** A node while it is built; the tree's builder sets `$cstNode` when it is closed. */
type Draft = Record<string, unknown> & { $type: string; $cstNode: CstNode };
const begin = ($type: string): Draft => ({ $type }) as Draft;

const nobody = begin('');

export class Engine {
  private readonly services: EngineServices;
  private readonly rules = new Map<string, GrammarAST.AbstractParserRule>();
  private readonly ways = new Map<string, Step>();
  private readonly firsts = new Map<string, ReadonlySet<TokenType>>();
  private readonly defaults = new Map<string, readonly { readonly name: string; readonly value: unknown }[]>();
  /** By expected type: every type that counts as it. */
  private readonly satisfying: TokenType[][];

  private builder = new TreeBuilder('');
  private tokens: readonly Token[] = [];
  private hidden: readonly Token[] = [];
  private next = 0;
  private nextHidden = 0;
  private node: Draft = nobody;
  private rule = '';
  private errors: ParseError[] = [];
  private readonly endToken: Token;

  constructor(services: EngineServices) {
    this.services = services;
    this.satisfying = services.types.all.map(() => []);
    for (const type of services.types.all) for (const counted of type.countsAs) this.satisfying[counted.id]!.push(type);
    for (const rule of services.grammar.rules) if (!isTerminalRule(rule)) this.rules.set(rule.name, rule);
    this.endToken = { image: '', startOffset: NaN, endOffset: NaN, tokenTypeIdx: 0, tokenType: services.types.end };
  }

  /** @throws TooManyErrors */
  parse(text: string, tokens: readonly Token[], hidden: readonly Token[], ruleName?: string): { readonly value: AstNode; readonly errors: readonly ParseError[] } {
    const entry = ruleName === undefined ? [...this.rules.values()].find(rule => isParserRule(rule) && rule.entry) : this.rules.get(ruleName);
    if (!entry) throw new Error(`The grammar has no rule ${ruleName}.`);
    this.builder = new TreeBuilder(text);
    this.tokens = tokens;
    this.hidden = hidden;
    this.next = 0;
    this.nextHidden = 0;
    this.errors = [];
    this.node = begin(typeOf(entry));
    this.rule = entry.name;
    this.wayThrough(entry)();
    if (this.next < tokens.length) this.fail('end of file');
    const value = this.finish(this.node);
    this.builder.root.astNode = value;
    this.addHidden(Infinity);
    this.builder.finish();
    // The tokens of a large file are as large as its tree; nobody needs them any more.
    this.tokens = [];
    this.hidden = [];
    return { value, errors: this.errors };
  }

  // ---- running

  private get token(): Token { return this.tokens[this.next] ?? this.endToken; }

  private fail(expected: string): void {
    if (this.errors.length >= this.services.maxErrors) throw new TooManyErrors();
    const { token } = this;
    const before = this.tokens[this.next - 1];
    this.errors.push({ message: this.services.message(expected, token, before, this.rule), token, previousToken: before });
  }

  /** Hidden tokens go into the tree before the token that follows them. */
  private addHidden(before: number): void {
    const { hidden } = this;
    if (this.nextHidden >= hidden.length || hidden[this.nextHidden]!.startOffset > before) return;
    const from = this.nextHidden;
    while (this.nextHidden < hidden.length && hidden[this.nextHidden]!.startOffset < before) this.nextHidden++;
    this.builder.addHiddenNodes(hidden.slice(from, this.nextHidden));
  }

  /** Takes the next token if it counts as the expected one; otherwise that one is missing. */
  private take(expected: TokenType): Token | null {
    const { token } = this;
    const { countsAs } = token.tokenType;
    if (countsAs[0] !== expected && !countsAs.includes(expected)) {
      this.fail(expected.name);
      return null;
    }
    this.next++;
    return token;
  }

  /** The token as a leaf of the tree; none for one that is not in the text. */
  private leaf(token: Token, feature: GrammarAST.AbstractElement): CstNode | null {
    if (!(token.startOffset >= 0)) return null;
    this.addHidden(token.startOffset);
    return this.builder.buildLeafNode(token, feature);
  }

  private finish(draft: Draft): AstNode {
    this.builder.construct(draft);
    let defaults = this.defaults.get(draft.$type);
    if (!defaults) {
      defaults = Object.values(this.services.reflection.getTypeMetaData(draft.$type).properties)
        .filter(property => property.defaultValue !== undefined).map(property => ({ name: property.name, value: property.defaultValue }));
      this.defaults.set(draft.$type, defaults);
    }
    for (let i = 0; i < defaults.length; i++) {
      const { name, value } = defaults[i]!;
      if (draft[name] === undefined) draft[name] = Array.isArray(value) ? [] : value;
    }
    return draft as unknown as AstNode;
  }

  private assign(operator: string, feature: string, value: unknown): void {
    const { node } = this;
    if (operator === '=') node[feature] = value;
    else if (operator === '?=') node[feature] = true;
    else {
      const list = node[feature];
      if (Array.isArray(list)) list.push(value);
      else node[feature] = [value];
    }
  }

  private own(child: AstNode, feature: string, operator: string): void {
    const part = child as { $container?: unknown; $containerProperty?: string; $containerIndex?: number };
    part.$container = this.node;
    part.$containerProperty = feature;
    if (operator === '+=') part.$containerIndex = ((this.node[feature] as unknown[] | undefined)?.length ?? 0);
    if (child.$cstNode) (child.$cstNode as CompositeCstNode & { astNode?: AstNode }).astNode = child;
  }

  // ---- compiling

  private wayThrough(rule: GrammarAST.AbstractParserRule): Step {
    let way = this.ways.get(rule.name);
    if (!way) {
      way = isInfixRule(rule) ? this.infix(rule) : this.compile(rule.definition).run;
      this.ways.set(rule.name, way);
    }
    return way;
  }

  private firstOf(rule: GrammarAST.AbstractParserRule): ReadonlySet<TokenType> {
    let first = this.firsts.get(rule.name);
    if (!first) {
      // A rule that begins with itself would have no first token at all.
      this.firsts.set(rule.name, new Set());
      first = isInfixRule(rule) ? this.firstOf(called(rule.call)) : this.first(rule.definition).tokens;
      this.firsts.set(rule.name, first);
    }
    return first;
  }

  /** The tokens that a piece may begin with, without compiling what it calls. */
  private first(element: GrammarAST.AbstractElement): { readonly tokens: ReadonlySet<TokenType>; readonly nullable: boolean } {
    const optional = element.cardinality === '?' || element.cardinality === '*';
    if (isGroup(element)) {
      const tokens = new Set<TokenType>();
      for (const part of element.elements) {
        const inner = this.first(part);
        for (const type of inner.tokens) tokens.add(type);
        if (!inner.nullable) return { tokens, nullable: optional };
      }
      return { tokens, nullable: true };
    }
    if (isAlternatives(element)) {
      const parts = element.elements.map(part => this.first(part));
      return { tokens: new Set(parts.flatMap(part => [...part.tokens])), nullable: optional || parts.some(part => part.nullable) };
    }
    if (isAction(element)) return { tokens: new Set(), nullable: true };
    if (isAssignment(element)) return { tokens: this.first(element.terminal).tokens, nullable: optional };
    if (isRuleCall(element) && !isTerminalRule(element.rule.ref)) {
      const rule = called(element);
      const nullable = isParserRule(rule) && rule.fragment && this.first(rule.definition).nullable;
      return { tokens: this.firstOf(rule), nullable: optional || nullable };
    }
    return { tokens: new Set([this.typeFor(element)]), nullable: optional };
  }

  private typeFor(element: GrammarAST.AbstractElement): TokenType {
    const { types } = this.services;
    const name = isKeyword(element) ? element.value : isCrossReference(element) ? terminalOf(element.terminal) : terminalOf(element);
    const found = types.strict.get(name) ?? types.signs.get(name) ?? types.all.find(type => type.name === name);
    if (!found) throw new Error(`${element.$type} ${name} is not known to the parser.`);
    return found;
  }

  private compile(element: GrammarAST.AbstractElement): Compiled {
    const { tokens: first, nullable } = this.first(element);
    return { run: this.repeated(element, this.once(element), first), first, nullable };
  }

  private table(first: ReadonlySet<TokenType>): Uint8Array {
    const table = new Uint8Array(this.services.types.all.length);
    for (const type of first) for (const satisfying of this.satisfying[type.id]!) table[satisfying.id] = 1;
    return table;
  }

  private repeated(element: GrammarAST.AbstractElement, run: Step, first: ReadonlySet<TokenType>): Step {
    if (!element.cardinality) return run;
    const starts = this.table(first);
    if (element.cardinality === '?') return () => { if (starts[this.token.tokenType.id] === 1) run(); };
    const many: Step = () => {
      while (starts[this.token.tokenType.id] === 1) {
        const before = this.next;
        run();
        if (this.next === before) return;
      }
    };
    return element.cardinality === '*' ? many : () => { run(); many(); };
  }

  private once(element: GrammarAST.AbstractElement): Step {
    if (isGroup(element)) return this.group(element);
    if (isAlternatives(element)) return this.alternatives(element.elements.map(part => this.compile(part)));
    if (isAction(element)) return this.action(element);
    if (isAssignment(element)) return this.assignment(element, element.terminal);
    if (isKeyword(element)) return this.keyword(element);
    if (isRuleCall(element)) return this.unassignedCall(element);
    throw new Error(`The parser does not know ${element.$type}.`);
  }

  private group(element: GrammarAST.Group): Step {
    const [a, b, c, ...rest] = element.elements.map(part => this.compile(part).run);
    if (!a || !b) return a ?? (() => {});
    if (!c) return () => { a(); b(); };
    if (rest.length === 0) return () => { a(); b(); c(); };
    return () => {
      a(); b(); c();
      for (let i = 0; i < rest.length; i++) rest[i]!();
    };
  }

  private alternatives(parts: readonly Compiled[]): Step {
    const { all } = this.services.types;
    const choice = new Int16Array(all.length).fill(parts.findIndex(part => part.nullable));
    const taken = new Set<number>();
    parts.forEach((part, index) => {
      for (const type of part.first) {
        for (const { id } of this.satisfying[type.id]!) if (!taken.has(id)) { taken.add(id); choice[id] = index; }
      }
    });
    const runs = parts.map(part => part.run);
    const expected = [...parts[0]?.first ?? []][0]?.name ?? '';
    return () => {
      const index = choice[this.token.tokenType.id]!;
      if (index >= 0) runs[index]!();
      else this.fail(expected);
    };
  }

  private action(element: GrammarAST.Action): Step {
    if (element.feature) throw new Error('The parser does not know actions that assign.');
    const type = element.type?.ref?.name ?? element.inferredType?.name ?? '';
    return () => { this.node.$type = type; };
  }

  private keyword(element: GrammarAST.Keyword): Step {
    const type = this.typeFor(element);
    return () => {
      const token = this.take(type);
      if (token) this.leaf(token, element);
    };
  }

  private assignment(assignment: GrammarAST.Assignment, terminal: GrammarAST.AbstractElement): Step {
    const { feature, operator } = assignment;
    if (isAlternatives(terminal)) {
      return this.alternatives(terminal.elements.map(part => ({ ...this.first(part), first: this.first(part).tokens, run: this.assignment(assignment, part) })));
    }
    if (isCrossReference(terminal)) return this.reference(terminal, feature, operator);
    if (isRuleCall(terminal) && !isTerminalRule(terminal.rule.ref)) return this.assignedCall(terminal, feature, operator);
    const type = this.typeFor(terminal);
    const name = isKeyword(terminal) ? null : terminalOf(terminal);
    const { convert } = this.services;
    return () => {
      const token = this.take(type);
      if (token && this.leaf(token, terminal)) this.assign(operator, feature, name === null ? token.image : convert(name, token.image));
    };
  }

  private reference(element: GrammarAST.CrossReference, feature: string, operator: string): Step {
    const type = this.typeFor(element);
    const name = terminalOf(element.terminal);
    const { convert, linker } = this.services;
    return () => {
      const token = this.take(type);
      const leaf = token && this.leaf(token, element);
      if (leaf) this.assign(operator, feature, linker.buildReference(this.node as unknown as AstNode, feature, leaf, convert(name, token.image)));
    };
  }

  /** Runs a rule for a node of its own. @returns nothing where no token went into it */
  private call(rule: GrammarAST.AbstractParserRule, element: GrammarAST.AbstractElement): () => AstNode | null {
    const type = typeOf(rule);
    const { name } = rule;
    const chain = isInfixRule(rule) ? chained(rule, type) : null;
    let way: Step | null = null;
    return () => {
      way ??= this.wayThrough(rule);
      const outer = this.node;
      const outerRule = this.rule;
      const composite = this.builder.buildCompositeNode(element);
      this.node = begin(type);
      this.rule = name;
      way();
      const { node } = this;
      this.node = outer;
      this.rule = outerRule;
      let result: AstNode | null;
      if (chain) {
        this.builder.construct(node);
        result = chain(node as Chain);
      } else result = this.finish(node);
      return composite.length > 0 ? result : null;
    };
  }

  private assignedCall(element: GrammarAST.RuleCall, feature: string, operator: string): Step {
    const rule = called(element);
    if (isParserRule(rule) && rule.dataType) return this.dataType(rule, element, feature, operator);
    const call = this.call(rule, element);
    return () => {
      const child = call();
      if (!child) return;
      this.own(child, feature, operator);
      this.assign(operator, feature, child);
    };
  }

  /** A rule that gives a string: here always one keyword out of several. */
  private dataType(rule: GrammarAST.ParserRule, element: GrammarAST.RuleCall, feature: string, operator: string): Step {
    const parts = (isAlternatives(rule.definition) ? rule.definition.elements : [rule.definition]).filter(isKeyword);
    let text = '';
    const choose = this.alternatives(parts.map(keyword => {
      const type = this.typeFor(keyword);
      return {
        first: new Set([type]), nullable: false,
        run: () => {
          const token = this.take(type);
          if (token && this.leaf(token, keyword)) text += token.image;
        },
      };
    }));
    return () => {
      text = '';
      const composite = this.builder.buildCompositeNode(element);
      choose();
      this.builder.construct(begin(rule.name));
      if (composite.length > 0) this.assign(operator, feature, text);
    };
  }

  /** Without an assignment the called rule's node takes the place of this one; a fragment goes on with this one. */
  private unassignedCall(element: GrammarAST.RuleCall): Step {
    if (isTerminalRule(element.rule.ref)) {
      const type = this.typeFor(element);
      return () => {
        const token = this.take(type);
        if (token) this.leaf(token, element);
      };
    }
    const rule = called(element);
    if (isParserRule(rule) && rule.fragment) {
      let way: Step | null = null;
      return () => (way ??= this.wayThrough(rule))();
    }
    const call = this.call(rule, element);
    return () => {
      // The node that was begun is forgotten: in this grammar nothing is assigned before such a call.
      const result = call();
      if (result) this.node = result as unknown as Draft;
    };
  }

  private infix(rule: GrammarAST.InfixRule): Step {
    const operand = this.assignment({ feature: 'parts', operator: '+=' } as GrammarAST.Assignment, rule.call);
    const operators = rule.operators.precedences.flatMap(level => level.operators);
    const operator = this.alternatives(operators.map(keyword => {
      const type = this.typeFor(keyword);
      return {
        first: new Set([type]), nullable: false,
        run: () => {
          const token = this.take(type);
          if (token && this.leaf(token, keyword)) this.assign('+=', 'operators', token.image);
        },
      };
    }));
    const starts = this.table(new Set(operators.map(keyword => this.typeFor(keyword))));
    return () => {
      operand();
      while (starts[this.token.tokenType.id] === 1) {
        operator();
        operand();
      }
    };
  }
}

function called(element: GrammarAST.AbstractElement): GrammarAST.AbstractParserRule {
  const rule = isRuleCall(element) ? element.rule.ref : undefined;
  if (!rule || isTerminalRule(rule)) throw new Error('A parser rule is expected here.');
  return rule;
}

function terminalOf(element: GrammarAST.AbstractElement | undefined): string {
  const rule = element && isRuleCall(element) ? element.rule.ref : undefined;
  if (!rule || !isTerminalRule(rule)) throw new Error('A terminal is expected here.');
  return rule.name;
}

const typeOf = (rule: GrammarAST.AbstractParserRule): string => rule.returnType?.ref?.name ?? rule.name;
