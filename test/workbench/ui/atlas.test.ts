import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { examples } from '../../../scripts/paths.ts';
import { currentLine, eventually, focusText, goTo, keepPicture, openTimeline, rowOf, runCommand, startBench, textOf, timelineOf } from './editor.ts';
import type { Bench, Editor } from './editor.ts';

const atlas = { 'atlas.program': path.join(examples, 'atlas.program') };

const finishOf = (row: Locator) => row.locator('.date-cell').innerText();

describe('The example program in the editor', () => {
  let bench: Bench;
  let editor: Editor;
  let page: Page;
  const refused: string[] = [];

  before(async () => {
    bench = await startBench('ui-atlas');
    editor = await bench.open(atlas, 'atlas.program');
    page = editor.page;
    page.on('console', message => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await openTimeline(page);
  });
  after(() => bench.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepPicture(page, `failed-${this.currentTest.title.replace(/\W+/g, '-')}`);
  });

  it('draws the timeline beside the text', async () => {
    for (const id of ['atlas.api.extract', 'atlas.api.load-test', 'atlas.launch']) await rowOf(page, id).waitFor();
    const text = await textOf(page, 'atlas.program').boundingBox();
    const picture = await page.locator('iframe.webview.ready').boundingBox();
    assert.ok(text && picture && picture.x >= text.x + text.width - 1, 'the picture stands right of the text');
    await keepPicture(page, 'timeline');
  });

  it('colours the text', async () => {
    const classes = await textOf(page, 'atlas.program').locator('.view-line span[class*="mtk"]').evaluateAll(spans => new Set(spans.map(span => span.className)).size);
    assert.ok(classes >= 4, `${classes} colours`);
  });

  it('follows an edit without drawing everything anew', async () => {
    const milestone = rowOf(page, 'atlas.api.api-ready');
    const before = await finishOf(milestone);
    await milestone.evaluate(element => element.setAttribute('data-kept', 'yes'));
    await focusText(page);
    await goTo(page, 58, 7);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('estimate 30d');
    await page.keyboard.press('Escape');
    await eventually(async () => assert.notEqual(await finishOf(milestone), before));
    assert.equal(await milestone.getAttribute('data-kept'), 'yes');
    await runCommand(page, 'File: Revert File');
    await eventually(async () => assert.equal(await finishOf(milestone), before));
  });

  it('keeps the picture while the text is broken, and says so', async () => {
    await focusText(page);
    await goTo(page, 60);
    await page.keyboard.press('Home');
    await page.keyboard.type('task { { after ');
    const trouble = timelineOf(page).locator('.trouble-count');
    await eventually(async () => assert.match(await trouble.innerText(), /\d/));
    await rowOf(page, 'atlas.api.extract').waitFor();
    await keepPicture(page, 'broken-text');
    await runCommand(page, 'File: Revert File');
  });

  it('goes to the source of a bar and back', async () => {
    await timelineOf(page).locator('svg.plot .row .bar').first().waitFor();
    await rowOf(page, 'atlas.identity.tokens').click();
    await eventually(async () => assert.equal(await currentLine(page, 'atlas.program'), 71));
    await focusText(page);
    await goTo(page, 44);
    await eventually(async () => assert.equal(await rowOf(page, 'atlas.api.contracts').getAttribute('aria-selected'), 'true'));
  });

  it('lists the findings as problems', async () => {
    await runCommand(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel .monaco-list-row').first().waitFor();
    await keepPicture(page, 'problems');
    await runCommand(page, 'View: Toggle Panel Visibility');
  });

  it('says in a hover when a task runs', async () => {
    await focusText(page);
    await goTo(page, 57, 12);
    await runCommand(page, 'Show or Focus Hover');
    const hover = page.locator('.monaco-hover:not(.hidden) .hover-contents').first();
    await hover.waitFor();
    assert.match(await hover.innerText(), /2026-/);
    await keepPicture(page, 'hover');
    await page.keyboard.press('Escape');
  });

  it('goes on after the language server was killed', async function () {
    if (process.platform === 'win32') this.skip();
    // The server of this window: its extension lies in the folder of this run.
    const processes = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n').filter(line => line.includes('ui-atlas/extensions') && line.includes('main-node.cjs'));
    assert.equal(processes.length, 1);
    process.kill(Number.parseInt(processes[0] ?? '', 10), 'SIGKILL');
    await focusText(page);
    await goTo(page, 58, 7);
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('estimate 20d');
    await page.keyboard.press('Escape');
    await eventually(async () => assert.notEqual(await finishOf(rowOf(page, 'atlas.api.api-ready')), '8 Apr'), 30_000);
    await runCommand(page, 'File: Revert File');
  });

  it('restores the timeline after a reload', async () => {
    await editor.reload();
    await rowOf(page, 'atlas.api.extract').waitFor({ timeout: 30_000 });
  });

  it('breaks no rule of its content security policy', () => {
    assert.deepEqual(refused, []);
  });
});
