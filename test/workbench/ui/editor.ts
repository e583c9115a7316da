/** The packaged extension in an ordinary workbench, as a person meets it: what the tests here type, click and look at. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { artifacts, cache } from '../../../scripts/paths.ts';
import { packageExtension, packagePath } from '../../../scripts/vsix.ts';
import { launchBrowser } from '../../../scripts/workbench/browser.ts';
import { startServer, workbenchAddress } from '../../../scripts/workbench/server.ts';
import type { Server } from '../../../scripts/workbench/server.ts';

export interface Editor {
  readonly page: Page;
  /** The folder that is open. */
  readonly folder: string;
  /** Loads the window again, as after a crash: everything that is restored is restored by VS Code. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface Bench {
  /** Opens a window on a fresh folder with these files, and one of them in the editor. */
  open(files: Readonly<Record<string, string>>, file?: string): Promise<Editor>;
  /** Settings for windows that are opened from now on. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

const inputBox = '.quick-input-widget input[type="text"]';
const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';

/** A server with the packaged extension installed, and a browser; one of each for a file of tests. */
export async function startBench(name: string): Promise<Bench> {
  const home = path.join(cache, 'runs', name);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const vsix = await packagePath();
  if (!existsSync(vsix)) await packageExtension();
  const server: Server = await startServer({ home, extensions: [vsix] });
  const browser: Browser = await launchBrowser();
  let windows = 0;
  return {
    async open(files, file) {
      const folder = path.join(home, `workspace-${++windows}`);
      mkdirSync(folder, { recursive: true });
      for (const [plan, text] of Object.entries(files)) {
        if (existsSync(text)) cpSync(text, path.join(folder, plan));
        else writeFileSync(path.join(folder, plan), text);
      }
      const context = await browser.newContext({ viewport: { width: 1600, height: 1000 } });
      const page = await context.newPage();
      await page.goto(workbenchAddress(server, { folder, file: file && path.join(folder, file) }));
      await page.locator('.monaco-workbench .part.editor').waitFor();
      if (file) await textOf(page, file).waitFor();
      // An address that names a file opens that file instead of what was open.
      const reload = async () => void await page.goto(workbenchAddress(server, { folder }));
      return { page, folder, reload, close: () => context.close() };
    },
    configure(settings) {
      const target = path.join(home, 'data', 'User', 'settings.json');
      writeFileSync(target, JSON.stringify({ ...JSON.parse(readFileSync(target, 'utf8')), ...settings }, null, 2));
    },
    async close() {
      await browser.close();
      server.stop();
    },
  };
}

/** The text editor that shows a file. */
export function textOf(page: Page, file: string): Locator {
  return page.locator(`.monaco-editor[data-uri$="/${file}"]`).first();
}

/** What stands inside the timeline's webview. */
export function timelineOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

/** The row of an activity in the timeline, by its full name. */
export function rowOf(page: Page, id: string): Locator {
  return timelineOf(page).locator(`.names [data-id$=":${id}"]`);
}

/** Presses the button in the title of the editor and waits for the picture, or for a page without one. */
export async function openTimeline(page: Page, withRows = true): Promise<void> {
  await page.locator('.editor-actions a[aria-label^="Open Timeline to the Side"]').first().click();
  await timelineOf(page).locator(withRows ? '.names [data-id]' : '.notice').first().waitFor({ timeout: 30_000 });
}

/** Waits until a check passes; what the page shows follows the server. */
export async function eventually(check: () => Promise<void>, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }
}

/** What the status bar says about problems: `No Problems`, or `Errors: 1, Warnings: 2` and so on. */
export async function problemsOf(page: Page): Promise<string> {
  return (await page.locator('[id="status.problems"] a').getAttribute('aria-label')) ?? '';
}

/** The line, counted from 1, on which the cursor of a file stands. */
export async function currentLine(page: Page, file: string): Promise<number> {
  return Number(await textOf(page, file).locator('.active-line-number').first().innerText());
}

/** Puts the keyboard into the text, which stands in the first group of editors. */
export async function focusText(page: Page): Promise<void> {
  // Again until it has worked: a webview that has just been clicked may take the focus back.
  for (let attempt = 0; attempt < 20; attempt++) {
    await page.keyboard.press(`${modifier}+1`);
    const position = page.locator('.statusbar-item', { hasText: /^Ln \d+/ });
    if (await position.waitFor({ timeout: 1_000 }).then(() => true, () => false)) return;
  }
  throw new Error('The text never got the focus.');
}

/** Runs a command by typing its title into the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await fillPalette(page, `>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Opens the command palette and fills it. */
export async function fillPalette(page: Page, text: string): Promise<void> {
  await openInput(page, 'F1');
  await page.locator(inputBox).fill(text);
}

/** Presses a key until the input box that it opens is there: a window that is still busy may miss the first one. */
async function openInput(page: Page, key: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    await page.keyboard.press(key);
    if (await page.locator(inputBox).waitFor({ timeout: 3_000 }).then(() => true, () => false)) return;
  }
  throw new Error(`${key} opened nothing.`);
}

/** Puts the cursor at a place in the active editor; lines and columns count from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await openInput(page, `${modifier}+G`);
  const input = page.locator(inputBox);
  await input.fill(`:${line}:${column}`);
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}

/** Keeps a picture of the window for people to look at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = path.join(artifacts, 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
