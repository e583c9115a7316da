/** What an editor does without the server: brackets, indentation, words and snippets. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createProgramServices } from '../../language/program-services.ts';
import { issuesOf } from '../syntax/languages.ts';

const read = (file: string) => JSON.parse(readFileSync(new URL(`../../syntaxes/${file}`, import.meta.url), 'utf8'));

describe('Language configuration', () => {
  const configuration = read('language-configuration.json');
  const increase = new RegExp(configuration.indentationRules.increaseIndentPattern.pattern);
  const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern.pattern);
  const word = new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`);

  it('indents after a line that opens a body, and not after one that closes it too', () => {
    for (const line of ['task a {', '  program p "{ odd }" {  // why']) assert.ok(increase.test(line), line);
    for (const line of ['task a { owner b }', 'note "{"', '// task a {', '}']) assert.ok(!increase.test(line), line);
    assert.ok(decrease.test('  }') && !decrease.test('  a }'));
  });
  it('takes a name with its hyphens, a date and a duration as one word each', () => {
    assert.deepEqual('task load-test { by 2026-04-10 estimate 1.5d..3d after größe.b }'.match(word), ['task', 'load-test', 'by', '2026-04-10', 'estimate', '1.5d', '3d', 'after', 'größe', 'b']);
  });
  it('goes on with a documentation comment', () => {
    const actions = (before: string): string[] => configuration.onEnterRules
      .filter((rule: { beforeText: string; afterText?: string; previousLineText?: string }) => new RegExp(rule.beforeText).test(before) && !rule.afterText)
      .map((rule: { action: { appendText?: string } }) => rule.action.appendText ?? '');
    assert.deepEqual(actions('/** Shared'), [' * ']);
    assert.deepEqual(actions(' * more'), ['* ']);
    assert.deepEqual(actions('task a'), []);
  });
});

describe('Snippets', () => {
  const language = createProgramServices();
  const snippets: Record<string, { prefix: string; description: string; body: string[] }> = read('program.code-snippets.json');

  /** What stands there when every stop is left as it is: the first choice, today for the variables. */
  function expanded(body: readonly string[]): string {
    let text = body.join('\n').replace(/\$CURRENT_YEAR/g, '2026').replace(/\$CURRENT_(?:MONTH|DATE)/g, '03');
    text = text.replace(/\$\{\d+\|([^|]*)\|\}/g, (_, choices: string) => choices.split(',')[0] ?? '').replace(/\$\{\d+:([^}]*)\}/g, '$1');
    const third = /\$\{3:([^}]*)\}/.exec(body.join('\n'))?.[1]?.replace(/\$CURRENT_YEAR/g, '2026') ?? '';
    return text.replaceAll('$3', third).replace(/\$\d/g, '');
  }

  const topLevel = new Set(['plan']);
  it('are not begun by a keyword: an editor offers a snippet at any place, the server a construct where it can stand', () => {
    for (const { prefix } of Object.values(snippets)) assert.ok(!language.program.parser.Lexer.blocks.words.has(prefix), prefix);
  });
  for (const [name, { prefix, body, description }] of Object.entries(snippets)) {
    it(`${name} expands to what can stand there`, async () => {
      const text = expanded(body);
      const issues = await issuesOf(topLevel.has(prefix) ? text : `program p {\n${text}\n}`, language);
      assert.deepEqual(issues.filter(issue => !issue.code.endsWith('-reference')).map(issue => issue.message), [], text);
      assert.ok(description);
      assert.ok(body.join('\n').includes('$0'), 'the cursor has a last place');
    });
  }
});
