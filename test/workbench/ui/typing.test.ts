import assert from 'node:assert/strict';
import { eventually, focusText, goTo, keepPicture, problemsOf, rowOf, openTimeline, startBench, textOf } from './editor.ts';
import type { Bench, Editor } from './editor.ts';

/** What the editor shows, line by line, without the spaces that draw the indentation. */
async function shownText({ page }: Editor, file: string): Promise<string[]> {
  const lines = await textOf(page, file).locator('.view-line').evaluateAll(all => all
    .map(line => ({ top: (line as HTMLElement).offsetTop, text: (line.textContent ?? '').replaceAll('\u00a0', ' ') }))
    .sort((a, b) => a.top - b.top).map(({ text }) => text.trim()));
  return lines;
}

describe('Typing a plan from an empty file', () => {
  let bench: Bench;
  let editor: Editor;
  before(async () => {
    bench = await startBench('ui-typing');
    editor = await bench.open({ 'shop.program': '' }, 'shop.program');
    await openTimeline(editor.page, false);
    await focusText(editor.page);
  });
  after(() => bench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor.page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  it('gives the text that was typed, whatever the editor offers meanwhile', async () => {
    const { keyboard } = editor.page;
    const type = (text: string) => keyboard.type(text, { delay: 25 });
    await type('program shop "Web shop" {');
    await keyboard.press('Enter');
    await type('start 2026-01-12');
    await keyboard.press('Enter');
    await type('task design "Design" { estimate 3d }');
    await keyboard.press('Enter');
    await type('task build "Build it" { estimate 10d after desing }');
    await eventually(async () => assert.deepEqual((await shownText(editor, 'shop.program')).slice(0, 5), [
      'program shop "Web shop" {',
      'start 2026-01-12',
      'task design "Design" { estimate 3d }',
      'task build "Build it" { estimate 10d after desing }',
      '}',
    ]));
    await rowOf(editor.page, 'shop.build').waitFor({ timeout: 30_000 });
  });

  it('repairs a misspelled name from the keyboard', async () => {
    const { page } = editor;
    await eventually(async () => assert.match(await problemsOf(page), /Error/));
    await goTo(page, 4, 50);
    const menu = page.locator('.action-widget', { hasText: 'design' }).first();
    await eventually(async () => {
      await page.keyboard.press('Control+.');
      await menu.waitFor({ timeout: 2_000 });
    });
    await keepPicture(page, 'quick-fix');
    assert.match(await menu.innerText(), /design/);
    await page.keyboard.press('Enter');
    await eventually(async () => assert.match((await shownText(editor, 'shop.program'))[3] ?? '', /after design \}$/));
    await eventually(async () => assert.doesNotMatch(await problemsOf(page), /Error/));
  });

  it('completes a name that a link can take', async () => {
    const { page } = editor;
    await goTo(page, 4, 100);
    await page.keyboard.press('Enter');
    await page.keyboard.type('milestone ready "Ready" { after bui', { delay: 25 });
    const widget = page.locator('.suggest-widget.visible');
    await widget.waitFor();
    await eventually(async () => assert.match(await widget.innerText(), /build/));
    await keepPicture(page, 'completion');
    await page.keyboard.press('Tab');
    await eventually(async () => assert.match((await shownText(editor, 'shop.program'))[4] ?? '', /after build/));
    await rowOf(page, 'shop.ready').waitFor();
  });
});
