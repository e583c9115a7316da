/** Whole constructs: each must be a plan as it is inserted, wherever it is offered. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver';
import { InsertTextFormat } from 'vscode-languageserver';
import { check, program } from '../../support/completion.ts';
import { withFixture } from '../../support/editor.ts';

/** A snippet as it stands when nothing is filled in; a choice is its first word. */
function filledIn(snippet: string): string {
  const texts = new Map<string, string>();
  const plain = snippet.replace(/\$\{(\d+)([:|])([^}]*)\}/g, (_, place: string, sign: string, text: string) => {
    const first = sign === '|' ? text.replace(/[,|].*/, '') : text;
    texts.set(place, first);
    return first;
  });
  return plain.replace(/\$(\d+)/g, (_, place: string) => texts.get(place) ?? '');
}

describe('Completion of constructs', () => {
  const places: Readonly<Record<string, string>> = {
    'the top level': '<|>\n', 'a file of a program': '//- /a.program\nprogram atlas { }\n//- /b.program\npart of atlas\n<|>\n', 'a program': program('<|>'), 'a workstream': program('workstream w {\n<|>\n}'),
    'a task': program('task x {\n<|>\n}'), 'a milestone': program('milestone x {\n<|>\n}'), 'a gate': program('gate x {\n<|>\n}'), 'a check': program('gate x { check y {\n<|>\n} }'),
    'a release': program('release x {\n<|>\n}'), 'a cutover': program('release x { cutover {\n<|>\n} }'), 'a contract': program('dependency x {\n<|>\n}'), 'a risk': program('risk x {\n<|>\n}'),
    'a decision': program('decision x {\n<|>\n}'), 'an escalation': program('escalation x {\n<|>\n}'), 'a report': program('report 2026-03-20 {\n<|>\n}'), 'a review': program('review x {\n<|>\n}'),
  };
  let tried = 0;
  for (const [place, source] of Object.entries(places)) {
    it(`reads them in ${place}`, async () => {
      await withFixture(source, async ({ client, mark, ask }) => {
        await client.diagnostics(mark.path);
        const { items } = await ask<CompletionList>('textDocument/completion', { context: { triggerKind: 1 } });
        const constructs = items.filter((item: CompletionItem) => item.insertTextFormat === InsertTextFormat.Snippet);
        assert.ok(constructs.length > 0, 'none');
        for (const item of constructs) {
          const text = filledIn(item.textEdit?.newText ?? '');
          assert.doesNotMatch(text, /\$|@\d/, item.label);
          client.edit(mark.path, mark.start, mark.start, `${text}\n`);
          const wrong = (await client.diagnostics(mark.path)).filter(one => one.code === 'syntax' || String(one.code).startsWith('invalid') || one.code === 'inconsistent-taxonomy');
          assert.deepEqual(wrong.map(one => one.message), [], `${item.label}: ${text}`);
          client.edit(mark.path, mark.start, mark.start + text.length + 1, '');
          tried++;
        }
      });
    });
  }
  it('offers most of them', () => assert.ok(tried > 60, `${tried} tried`));

  it('offers nothing again of which there is one, and again what differs', async () => {
    await check(program('task x {\n progress 5%\n started 2026-03-02\n <|> }'), '!progress; !started; remaining; start');
    await check(program('task x {\n start not before 2026-04-01\n <|> }'), 'start; not after');
    await check(program('risk x {\n closed 2026-03-02\n on api\n <|> }'), '!closed; on; owner');
    await check(program('dependency d {\n from api\n to identity\n <|> }'), '!from; to; deliver');
    await check(program('outcome o {\n was 3 ms\n <|> }'), '!was; target');
    await check('program a {\n  start 2026-01-05\n  task x {\n    owner b\n  }\n  <|>\n  policy startup\n}', '!start; !policy; owner; task');
  });
  it('sees what stands once far from the cursor in a long block', async () => {
    const tasks = Array.from({ length: 3000 }, (_, i) => `  task t${i} { estimate 1d }\n`).join('');
    await check(`program a {\n  owner b\n  start 2026-01-05\n${tasks}  <|>\n${tasks.replaceAll('task t', 'task u')}}`, '!owner; !start; sponsor; task');
  });
});
