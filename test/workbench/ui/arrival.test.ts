import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { eventually, fillPalette, focusText, keepPicture, problemsOf, rowOf, runCommand, startBench, textOf } from './editor.ts';
import type { Bench, Editor } from './editor.ts';

async function answerTitle(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  await input.fill(title);
  await page.keyboard.press('Enter');
}

describe('Arrival in an empty folder', () => {
  let bench: Bench;
  let editor: Editor;
  before(async () => {
    bench = await startBench('ui-arrival');
    editor = await bench.open({});
  });
  after(() => bench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(editor.page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  it('offers to create a program, and draws it at once', async () => {
    const { page, folder } = editor;
    await page.locator('.activitybar [aria-label="Planwright"]').first().click();
    await keepPicture(page, 'arrival-welcome');
    await page.locator('.welcome-view .monaco-button', { hasText: 'New Program' }).click();
    await answerTitle(page, 'Checkout off the monolith');
    await textOf(page, 'checkout-off-the-monolith.program').waitFor();
    await rowOf(page, 'checkout-off-the-monolith.delivery.verify').waitFor({ timeout: 30_000 });
    assert.match(readFileSync(path.join(folder, 'checkout-off-the-monolith.program'), 'utf8'), /^program checkout-off-the-monolith "Checkout off the monolith" \{\n/);
    await keepPicture(page, 'arrival-program');
  });

  it('starts with a plan that has no problem', async () => {
    await new Promise(resolve => setTimeout(resolve, 1_000));
    assert.match(await problemsOf(editor.page), /^No Problems$|^Infos?: /);
  });

  it('lists the plan, and never writes over one', async () => {
    const { page, folder } = editor;
    await page.locator('.pane-body .monaco-list-row', { hasText: 'checkout-off-the-monolith.program' }).first().waitFor();
    await runCommand(page, 'Planwright: New Program…');
    await answerTitle(page, 'Checkout off the monolith');
    await eventually(async () => assert.equal(readdirSync(folder).filter(name => name.endsWith('.program')).length, 2));
    assert.deepEqual(readdirSync(folder).filter(name => name.endsWith('.program')).sort(), ['checkout-off-the-monolith-2.program', 'checkout-off-the-monolith.program']);
  });

  it('has command titles in the words of a program manager', async () => {
    const { page } = editor;
    // The commands of the timeline are offered where a plan is being edited.
    await textOf(page, 'checkout-off-the-monolith-2.program').waitFor();
    await focusText(page);
    await fillPalette(page, '>Planwright: ');
    const titles = page.locator('.quick-input-list .monaco-list-row .label-name');
    await eventually(async () => assert.ok((await titles.allInnerTexts()).some(title => title.includes('New Program'))));
    assert.deepEqual((await titles.allInnerTexts()).filter(title => title.startsWith('Planwright: ') && !title.endsWith('View')).sort(), [
      'Planwright: New Program…', 'Planwright: Open Timeline', 'Planwright: Open Timeline to the Side', 'Planwright: Restart Language Server', 'Planwright: Show Log',
    ]);
    await page.keyboard.press('Escape');
  });
});
