/** Lenses and hovers as a person uses them: what a click shows, and the way back. */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { examples } from '../../../scripts/paths.ts';
import { currentLine, eventually, focusText, goTo, keepPicture, runCommand, startBench, textOf } from './editor.ts';
import type { Bench, Editor } from './editor.ts';

describe('Lenses in the editor', () => {
  let bench: Bench;
  let editor: Editor;
  let page: Page;

  before(async () => {
    bench = await startBench('ui-lenses');
    editor = await bench.open({ 'atlas.program': path.join(examples, 'atlas.program') }, 'atlas.program');
    page = editor.page;
  });
  after(() => bench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  const lens = (text: RegExp) => textOf(page, 'atlas.program').locator('.codelens-decoration a', { hasText: text }).first();

  it('show what drives a date, step by step, and go back', async () => {
    await focusText(page);
    await goTo(page, 62, 15);
    await lens(/^why 8 Apr/).waitFor();
    await keepPicture(page, 'lenses');
    await lens(/^why 8 Apr/).click();
    const list = page.locator('.quick-input-widget');
    await list.locator('.quick-input-title', { hasText: 'What drives Service ready for traffic' }).waitFor();
    await keepPicture(page, 'lenses-why');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await eventually(async () => assert.notEqual(await currentLine(page, 'atlas.program'), 62));
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await currentLine(page, 'atlas.program'), 62));
  });

  it('show what is waited for in a peek view', async () => {
    await focusText(page);
    await goTo(page, 62, 15);
    await lens(/^waits for 1/).click();
    await page.locator('.peekview-widget').waitFor();
    await keepPicture(page, 'lenses-peek');
    await page.keyboard.press('Escape');
  });

  it('are not needed to follow a chain: a hover links to where its activities are written', async () => {
    await focusText(page);
    await goTo(page, 62, 20);
    await runCommand(page, 'Show or Focus Hover');
    const link = page.locator('.monaco-hover a', { hasText: 'api.extract' }).first();
    await link.waitFor();
    await keepPicture(page, 'hover');
    await link.click();
    await eventually(async () => assert.equal(await currentLine(page, 'atlas.program'), 48));
  });
});
