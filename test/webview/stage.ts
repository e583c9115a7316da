/** The timeline's real page in Chromium, with its real policy, in front of a host that the test plays. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { previewPage } from '../../client/features/preview/page.ts';
import type { FromWebview, ToWebview } from '../../protocol/preview.ts';
import { isFromWebview } from '../../protocol/preview.ts';
import type { TimelineModel } from '../../protocol/timeline.ts';
import { artifacts, root } from '../../scripts/paths.ts';
import { launchBrowser } from '../../scripts/workbench/browser.ts';
import type { Theme } from './themes.ts';
import { themes } from './themes.ts';

const origin = 'https://preview.test';
const out = path.join(root, 'out', 'test-webview');

export interface Stage {
  readonly page: Page;
  /** What the webview has sent, oldest first. */
  sent(): Promise<FromWebview[]>;
  send(message: ToWebview): Promise<void>;
  /** Answers what was asked with a model, and waits until it is drawn. */
  show(model: TimelineModel): Promise<void>;
  /** Violations of the page's policy so far: `directive source-file`. */
  violations(): Promise<string[]>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions { readonly theme?: string; readonly width?: number; readonly height?: number; readonly controls?: boolean; readonly forcedColors?: boolean; readonly reducedMotion?: boolean }

let browser: Promise<Browser> | null = null;

/** Builds the bundles as they ship and starts the browser; once for all suites. */
export async function openTheatre(): Promise<void> {
  await esbuild.build({
    absWorkingDir: root, entryPoints: { timeline: 'webview/timeline/main.ts', controls: 'webview/shared/controls.ts' }, outdir: out,
    bundle: true, minify: true, format: 'iife', target: 'chrome134', logLevel: 'silent', legalComments: 'none',
  });
  browser ??= launchBrowser();
  await browser;
}

export async function closeTheatre(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  if (!browser) throw new Error('openTheatre comes first');
  const theme = themes.find(one => one.name === (options.theme ?? 'dark'))!;
  const context = await (await browser).newContext({
    viewport: { width: options.width ?? 1200, height: options.height ?? 640 },
    forcedColors: options.forcedColors ? 'active' : 'none', reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  await page.route('**/*', async route => {
    const name = new URL(route.request().url()).pathname;
    if (name === '/') return route.fulfill({ contentType: 'text/html', body: html(options.controls ?? true) });
    if (!/^\/(?:timeline|controls)\.(?:js|css)$/.test(name)) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ contentType: name.endsWith('.css') ? 'text/css' : 'text/javascript', body: await readFile(path.join(out, name)) });
  });
  await page.addInitScript(playHost, { theme, bodyClass: theme.bodyClass });
  await page.goto(origin);

  const stage: Stage = {
    page,
    async sent() {
      const messages = await page.evaluate(() => (globalThis as unknown as { sent: unknown[] }).sent);
      return messages.map(message => {
        if (!isFromWebview(message)) throw new Error(`Not in the protocol: ${JSON.stringify(message)}`);
        return message;
      });
    },
    send: message => page.evaluate(value => window.postMessage(value, '*'), message),
    async show(model) {
      await stage.send({ type: 'answer', answer: { type: 'model', model } });
      await settled(page);
    },
    violations: () => page.evaluate(() => (globalThis as unknown as { violations: string[] }).violations),
    async screenshot(name) {
      const folder = path.join(artifacts, 'screenshots');
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `timeline-${name}.png`) });
    },
    close: () => context.close(),
  };
  return stage;
}

/** Two frames: what a message changes is drawn in the first. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
}

function html(withControls: boolean): string {
  return previewPage({
    cspSource: origin, nonce: 'bm9uY2UtZm9yLXRlc3Rz', styleNonce: 'c3R5bGUtbm9uY2U', script: `${origin}/timeline.js`, style: `${origin}/timeline.css`,
    controls: withControls ? `${origin}/controls.js` : '', token: 'stage',
  });
}

/** Runs in the page before its own script: the theme as VS Code sets it, and a host that notes what it gets. */
function playHost({ theme }: { theme: Theme }): void {
  const scope = globalThis as unknown as { sent: unknown[]; violations: string[]; acquireVsCodeApi(): unknown };
  scope.sent = [];
  scope.violations = [];
  document.addEventListener('securitypolicyviolation', event => scope.violations.push(`${event.effectiveDirective} ${event.sourceFile}:${event.lineNumber}`));
  scope.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => scope.sent.push(structuredClone(message)),
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
  const dress = () => {
    for (const [name, value] of Object.entries(theme.variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
    document.body?.classList.add(theme.bodyClass);
  };
  new MutationObserver((_, observer) => {
    dress();
    if (document.body) observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}
