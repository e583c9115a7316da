/** The TextMate grammar: the same keywords as the parser, and colours as a table. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as TextMate from 'vscode-textmate';
import { createProgramServices } from '../../language/program-services.ts';

const require = createRequire(import.meta.url);
const oniguruma: typeof Oniguruma = require('vscode-oniguruma');
const textmate: typeof TextMate = require('vscode-textmate');

const source = readFileSync(new URL('../../syntaxes/program.tmLanguage.json', import.meta.url), 'utf8');
const grammarFile = JSON.parse(source);

async function loadGrammar() {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner: patterns => new oniguruma.OnigScanner(patterns), createOnigString: text => new oniguruma.OnigString(text) }),
    loadGrammar: async () => textmate.parseRawGrammar(source, 'program.tmLanguage.json'),
  });
  const grammar = await registry.loadGrammar('source.program');
  assert.ok(grammar);
  return grammar;
}

describe('TextMate grammar', () => {
  let grammar: Awaited<ReturnType<typeof loadGrammar>>;
  before(async () => { grammar = await loadGrammar(); });

  /** `text:scope` of what has a scope of its own, line by line; the innermost scope, without the language's suffix. */
  function colours(text: string): string[] {
    let state = textmate.INITIAL;
    return text.split('\n').map(line => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens
        .map(token => [line.slice(token.startIndex, token.endIndex), token.scopes.at(-1) ?? ''] as const)
        .filter(([image, scope]) => image.trim() !== '' && scope !== 'source.program')
        .map(([image, scope]) => `${image.trim()}:${scope.replace(/\.program$/, '')}`).join(' ');
    });
  }

  it('has exactly the keywords of the parser', () => {
    const { declaration, property, connection, logic } = grammarFile.repository;
    const words = [declaration, property, connection, logic].flatMap(({ match }: { match: string }) => {
      const group = /\(([a-z|-]+)\)/.exec(match)?.[1];
      assert.ok(group);
      return group.split('|');
    });
    assert.equal(new Set(words).size, words.length, 'each keyword once');
    assert.deepEqual(words.sort(), [...createProgramServices().program.parser.Lexer.blocks.words].sort());
  });

  const table: readonly (readonly [string, string])[] = [
    ['task load-test "Load test"', 'task:storage.type.declaration load-test:entity.name.type ":string.quoted.double Load test:string.quoted.double ":string.quoted.double'],
    ['  estimate 15d..20d..35d', 'estimate:variable.other.property 15:constant.numeric d:keyword.other.unit ..:keyword.operator.range 20:constant.numeric d:keyword.other.unit ..:keyword.operator.range 35:constant.numeric d:keyword.other.unit'],
    ['  after extract + 1d', 'after:variable.other.property +:keyword.operator.lag 1:constant.numeric d:keyword.other.unit'],
    ['  by 2026-05-01', 'by:keyword.other.connection 2026-05-01:constant.numeric.date'],
    ['window 2026-05-12T05:00+02:00 .. 2026-05-12T08:00+02:00', 'window:variable.other.property 2026-05-12T05:00+02:00:constant.numeric.date ..:keyword.operator.range 2026-05-12T08:00+02:00:constant.numeric.date'],
    ['week mon-fri 09:00-12:00, 13:00-18:00', 'week:variable.other.property 09:00-12:00:constant.numeric.time ,:punctuation.separator 13:00-18:00:constant.numeric.time'],
    ['status at-risk', 'status:variable.other.property at-risk:constant.language.state'],
    ['progress 60%', 'progress:variable.other.property 60:constant.numeric %:keyword.other.unit'],
    ['requires closed drift and no open high issues', 'requires:keyword.operator.word closed:variable.other.property and:keyword.operator.word no:keyword.operator.word open:keyword.operator.word issues:variable.other.property'],
    ['next "starts {api.load-test.start}"', 'next:variable.other.property ":string.quoted.double starts:string.quoted.double {api.load-test.start}:variable.other.live-date ":string.quoted.double'],
    ['owner task-force.task', 'owner:variable.other.property'],
    ['// allow missing-owner: small', '//:punctuation.definition.comment allow:keyword.other.allow missing-owner:constant.other.code : small:comment.line.double-slash'],
  ];
  for (const [line, expected] of table) {
    it(`colours ${line.trim()}`, () => assert.equal(colours(line)[0], expected));
  }

  it('ends a text that is not closed with its line, and a comment with its mark', () => {
    assert.deepEqual(colours('note "open\nowner ana\n/* a\ntask */ task b'), [
      'note:variable.other.property ":string.quoted.double open:string.quoted.double',
      'owner:variable.other.property',
      '/*:punctuation.definition.comment.begin a:comment.block',
      'task:comment.block */:punctuation.definition.comment.end task:storage.type.declaration b:entity.name.type',
    ]);
  });

  it('takes time in proportion to a hostile line', () => {
    const cost = (text: string): number => {
      const start = process.hrtime.bigint();
      grammar.tokenizeLine(text, textmate.INITIAL);
      return Number(process.hrtime.bigint() - start);
    };
    for (const piece of ['a-', '1:', '"', '/*', '{a.', '2026-', 'task task ', '..']) {
      const least = (count: number): number => Math.min(...[1, 2, 3].map(() => cost(piece.repeat(count))));
      const small = least(1000);
      const large = least(16_000);
      // In proportion it is 16 times as much, in the square 256 times; the rest is room for a busy machine.
      assert.ok(large < 80 * small + 250e6, `${piece}: ${small / 1e6} ms, then ${large / 1e6} ms for sixteen times the text`);
    }
  });
});
