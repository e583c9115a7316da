import assert from 'node:assert/strict';
import path from 'node:path';
import { examples } from '../../../scripts/paths.ts';
import { keepPicture, openTimeline, rowOf, startBench, timelineOf } from './editor.ts';
import type { Bench } from './editor.ts';

/** Name of the picture, the theme, and the class that VS Code gives a webview in it. */
const themes: readonly [string, string, string][] = [
  ['light', 'Light Modern', 'vscode-light'],
  ['dark', 'Dark Modern', 'vscode-dark'],
  ['high-contrast-dark', 'Default High Contrast', 'vscode-high-contrast'],
  ['high-contrast-light', 'Default High Contrast Light', 'vscode-high-contrast-light'],
];

describe('The editor and the timeline in every kind of theme', () => {
  let bench: Bench;
  before(async () => {
    bench = await startBench('ui-themes');
  });
  after(() => bench.close());

  for (const [name, theme, className] of themes) {
    it(name, async () => {
      bench.configure({ 'workbench.colorTheme': theme });
      const editor = await bench.open({ 'atlas.program': path.join(examples, 'atlas.program') }, 'atlas.program');
      try {
        await openTimeline(editor.page);
        await rowOf(editor.page, 'atlas.api.extract').click();
        const body = timelineOf(editor.page).locator('body');
        assert.ok((await body.getAttribute('class'))?.split(' ').includes(className));
        const colours = await rowOf(editor.page, 'atlas.api.load-test').locator('.title').evaluate(title => {
          const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
          return { text: channels(getComputedStyle(title).color), ground: channels(getComputedStyle(document.body).backgroundColor) };
        });
        assert.ok(contrast(colours.text, colours.ground) >= 4.5, `text stands out: ${JSON.stringify(colours)}`);
        await keepPicture(editor.page, `theme-${name}`);
      } finally {
        await editor.close();
      }
    });
  }
});

/** Contrast ratio of two sRGB colours as WCAG 2.2 defines it. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map(value => {
    const channel = value / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
