/**
 * What the grammar allows after a sequence of tokens. All ways to read the tokens are followed at once, each element at
 * each position once, so the answer is complete, and the cost is the number of elements times the few tokens of a line.
 */
import { AstUtils, GrammarAST } from 'langium';
import type { Grammar } from 'langium';
import type { Token } from './tokens.ts';

export interface Expectation {
  readonly kind: 'keyword' | 'reference' | 'terminal';
  /** The keyword, the type that the reference accepts, or the terminal's name. */
  readonly value: string;
  /** The innermost rule that says so, and the property that takes it. */
  readonly rule: string;
  readonly property: string | null;
  /** The rule of the line, the rule of the block that holds it, and the tokens that the line has so far. */
  readonly line: string;
  readonly block: string;
  readonly taken: readonly Token[];
}

interface Frame { readonly rule: string; readonly line: string; readonly block: string; readonly start: number }

/** Properties that hold the lines of a block. */
const lines: ReadonlySet<string> = new Set(['members', 'rows', 'part']);

/** Terminals that nobody types, and the rule that takes what no other understands. */
const silent: ReadonlySet<string> = new Set(['BREAK', 'STRAY', 'Unexpected']);

/** An expectation for all lines of one shape: its line starts with the token at `start`. */
type Shaped = Omit<Expectation, 'taken'> & { readonly start: number };

interface Known { readonly keywords: ReadonlySet<string>; readonly shapes: Map<string, readonly Shaped[]> }
const known = new WeakMap<Grammar, Known>();
const shapesAtMost = 2000;

/** Tokens that are read at most; a line of more, however often it repeats itself, is nobody's. */
const tokensAtMost = 400;

/** Everything that may follow the tokens, read from the start of a document. */
export function expectationsAfter(grammar: Grammar, tokens: readonly Token[]): Expectation[] {
  const { keywords, shapes } = knownOf(grammar);
  // Which name, text or value it is makes no difference, so lines of the same shape are read once.
  const shapeOf = ({ kind, image }: Token): string =>
    (kind === 'sign' || (kind === 'name' && keywords.has(image)) ? image : kind === 'name' && image.includes('.') ? '.path' : `.${kind}`);
  const kept = withoutRepeats(tokens.map(shapeOf));
  if (kept.length > tokensAtMost) return [];
  const shape = kept.map(at => shapeOf(tokens[at]!)).join(' ');
  let found = shapes.get(shape);
  if (!found) {
    const entry = grammar.rules.find(rule => GrammarAST.isParserRule(rule) && rule.entry);
    found = entry ? shapedInRule(grammar, entry.name, kept.map(at => tokens[at]!)) : [];
    if (shapes.size >= shapesAtMost) shapes.clear();
    shapes.set(shape, found);
  }
  return found.map(({ start, ...one }) => ({ ...one, taken: tokens.slice(kept[start] ?? tokens.length) }));
}

/** Positions of the tokens without those items of a list that follow two of the same shape: the tenth says no more than the third. */
function withoutRepeats(shapes: readonly string[]): number[] {
  const kept: number[] = [];
  const last = ['', ''];
  for (let from = 0; from < shapes.length;) {
    let to = from + 1;
    while (to < shapes.length && shapes[to] !== ',') to++;
    const item = shapes[from] === ',' ? shapes.slice(from, to).join(' ') : '';
    if (item === '' || item !== last[0] || item !== last[1]) for (let at = from; at < to; at++) kept.push(at);
    last.shift();
    last.push(item);
    from = to;
  }
  return kept;
}

function knownOf(grammar: Grammar): Known {
  let all = known.get(grammar);
  if (!all) known.set(grammar, all = { keywords: new Set(AstUtils.streamAllContents(grammar).filter(GrammarAST.isKeyword).map(keyword => keyword.value)), shapes: new Map() });
  return all;
}

/** Everything that may follow the tokens, read from the start of a rule. */
export function expectationsInRule(grammar: Grammar, name: string, tokens: readonly Token[]): Expectation[] {
  return shapedInRule(grammar, name, tokens).map(({ start, ...one }) => ({ ...one, taken: tokens.slice(start) }));
}

function shapedInRule(grammar: Grammar, name: string, tokens: readonly Token[]): Shaped[] {
  const entry = grammar.rules.find(rule => rule.name === name);
  if (!GrammarAST.isParserRule(entry)) return [];
  const found = new Map<string, Shaped>();
  const memo = new Map<GrammarAST.AbstractElement, Map<string, ReadonlySet<number>>>();

  function expect(kind: Expectation['kind'], value: string, property: string | null, frame: Frame): void {
    const { rule, line, block, start } = frame;
    const key = `${kind} ${value} ${rule} ${property} ${line} ${start}`;
    if (!found.has(key)) found.set(key, { kind, value, rule, property, line, block, start });
  }

  /** Positions behind the element when it starts at `at`. */
  function match(element: GrammarAST.AbstractElement, at: number, property: string | null, frame: Frame): ReadonlySet<number> {
    const key = `${at} ${frame.rule} ${frame.line} ${frame.block} ${frame.start} ${property}`;
    let places = memo.get(element);
    if (!places) memo.set(element, places = new Map());
    const before = places.get(key);
    if (before) return before;
    places.set(key, new Set());
    const result = repeated(element, at, property, frame);
    places.set(key, result);
    return result;
  }

  function repeated(element: GrammarAST.AbstractElement, at: number, property: string | null, frame: Frame): ReadonlySet<number> {
    const { cardinality } = element;
    const reached = new Set<number>(cardinality === '?' || cardinality === '*' ? [at] : []);
    let open: readonly number[] = [at];
    do {
      const next = new Set<number>();
      for (const from of open) for (const to of once(element, from, property, frame)) if (!reached.has(to)) next.add(to);
      for (const to of next) reached.add(to);
      open = [...next];
    } while (open.length > 0 && (cardinality === '*' || cardinality === '+'));
    return reached;
  }

  function once(element: GrammarAST.AbstractElement, at: number, property: string | null, frame: Frame): ReadonlySet<number> {
    if (GrammarAST.isGroup(element)) {
      let positions: ReadonlySet<number> = new Set([at]);
      for (const part of element.elements) {
        const next = new Set<number>();
        for (const from of positions) for (const to of match(part, from, property, frame)) next.add(to);
        positions = next;
      }
      return positions;
    }
    if (GrammarAST.isAlternatives(element)) return union(element.elements.map(part => match(part, at, property, frame)));
    if (GrammarAST.isAssignment(element)) return match(element.terminal, at, element.feature, frame);
    if (GrammarAST.isAction(element)) return new Set([at]);
    if (GrammarAST.isKeyword(element)) return keyword(element.value, at, property, frame);
    if (GrammarAST.isRuleCall(element)) return call(element.rule.ref, at, property, frame);
    if (GrammarAST.isCrossReference(element)) {
      if (at === tokens.length) expect('reference', element.type.$refText, property, frame);
      return tokens[at]?.kind === 'name' ? new Set([at + 1]) : new Set();
    }
    return new Set();
  }

  function keyword(value: string, at: number, property: string | null, frame: Frame): ReadonlySet<number> {
    if (at === tokens.length) expect('keyword', value, property, frame);
    const token = tokens[at];
    return token && (token.kind === 'name' || token.kind === 'sign') && token.image === value ? new Set([at + 1]) : new Set();
  }

  function call(rule: GrammarAST.AbstractRule | undefined, at: number, property: string | null, frame: Frame): ReadonlySet<number> {
    if (GrammarAST.isTerminalRule(rule)) return terminal(rule.name, at, property, frame);
    if (GrammarAST.isInfixRule(rule)) {
      const operand = rule.call.rule.ref;
      const operators = rule.operators.precedences.flatMap(level => level.operators.map(operator => operator.value));
      let positions = call(operand, at, property, frame);
      const reached = new Set(positions);
      while (positions.size > 0) {
        const next = new Set<number>();
        for (const from of positions) for (const operator of operators) {
          for (const behind of keyword(operator, from, property, { ...frame, rule: rule.name })) for (const to of call(operand, behind, property, frame)) next.add(to);
        }
        positions = new Set([...next].filter(to => !reached.has(to)));
        for (const to of positions) reached.add(to);
      }
      return reached;
    }
    if (!GrammarAST.isParserRule(rule) || silent.has(rule.name)) return new Set();
    return match(rule.definition, at, null, rule.fragment ? frame : entered(rule.name, at, property, frame));
  }

  function terminal(name: string, at: number, property: string | null, frame: Frame): ReadonlySet<number> {
    if (silent.has(name)) return new Set();
    if (at === tokens.length) expect('terminal', name, property, frame);
    const token = tokens[at];
    if (!token) return new Set();
    const { kind, image } = token;
    const fits = name === 'STRING' ? kind === 'string' : name === 'VALUE' ? kind === 'value' : kind === 'name' && (name === 'QNAME' || !image.includes('.'));
    return fits ? new Set([at + 1]) : new Set();
  }

  match(entry.definition, 0, null, { rule: entry.name, line: entry.name, block: '', start: 0 });
  return [...found.values()];
}

function entered(rule: string, at: number, property: string | null, frame: Frame): Frame {
  return property !== null && lines.has(property) ? { rule, line: rule, block: frame.rule, start: at } : { ...frame, rule };
}

function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  const all = new Set<number>();
  for (const set of sets) for (const one of set) all.add(one);
  return all;
}
