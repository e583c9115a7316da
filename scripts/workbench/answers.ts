/** Answers what the suites inside VS Code ask about the page around them. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { answersFolder } from '../../test/workbench/console.ts';
import type { Question, TimelineSeen } from '../../test/workbench/console.ts';

/** Writes the answer to where the suite looks for it; null when the timeline is not there. */
export async function answer(page: Page, workspace: string, question: Question): Promise<void> {
  const value = await (question.about === 'click' ? click(page, question.row ?? '') : timeline(page)).catch(() => null);
  const folder = path.join(workspace, answersFolder);
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${question.number}.json`);
  // Renamed when whole: the suite reads as soon as the file is there.
  await writeFile(`${file}.partial`, JSON.stringify(value));
  await rename(`${file}.partial`, file);
}

function frame(page: Page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

async function timeline(page: Page): Promise<TimelineSeen> {
  return frame(page).locator('body').evaluate(body => ({
    rows: [...body.querySelectorAll<HTMLElement>('.names [data-id]')].map(row => ({
      id: row.dataset['id'] ?? '',
      finish: row.querySelector<HTMLElement>('.date-cell')?.innerText ?? '',
      selected: row.getAttribute('aria-selected') === 'true',
    })),
    shapes: body.querySelectorAll('svg.plot .row').length,
    trouble: body.querySelector<HTMLElement>('.facts-line')?.innerText ?? '',
  }), undefined, { timeout: 2_000 });
}

async function click(page: Page, row: string): Promise<true> {
  await frame(page).locator(`.names [data-id="${row}"]`).click({ timeout: 5_000 });
  return true;
}
