#!/usr/bin/env node
/**
 * Stands in for the desktop VS Code executable: takes the arguments with which `@vscode/test-electron` starts it, runs the tests in
 * the workbench from npm with Chromium in front, prints what they print, and ends with their exit code.
 *
 * Own arguments, besides those of VS Code: `--web-worker` (the extension runs as a web extension), `--restricted` (the folder is not
 * trusted; wins over `--disable-workspace-trust`, which test-electron always passes), `--install=<vsix>` (a packaged extension).
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { artifacts } from '../paths.ts';
import { askMark } from '../../test/workbench/console.ts';
import { answer } from './answers.ts';
import { launchBrowser } from './browser.ts';
import { startServer, workbenchAddress } from './server.ts';

/** Milliseconds that a whole suite may take. */
const limit = 300_000;

const values = new Map<string, string>();
const plain: string[] = [];
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  if (name) values.set(name, value ?? '');
  else plain.push(argument);
}
const required = (name: string) => {
  const value = values.get(name);
  if (!value) throw new Error(`The argument --${name}=… is missing.`);
  return value;
};

const home = required('user-data-dir');
const workspace = plain[0] ?? home;
mkdirSync(home, { recursive: true });
const vsix = values.get('install');
// The workbench's own parameter for this, extensionDevelopmentKind, is read by the desktop application only.
const inWorker = values.has('web-worker') ? { 'remote.extensionKind': { 'planwright.planwright': ['web'] } } : {};
const settings = JSON.parse(values.get('settings') ?? '{}');
const server = await startServer({
  home, development: true, restricted: values.has('restricted'), extensions: vsix ? [vsix] : [],
  settings: { ...inWorker, ...settings },
});
const browser = await launchBrowser();
let code: number;
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const finished = new Promise<number>(resolve => {
    void page.exposeFunction('codeAutomationExit', (result: number) => resolve(result));
    setTimeout(() => {
      console.error(`No result within ${limit / 1000} s.`);
      resolve(1);
    }, limit).unref();
    page.on('crash', () => {
      console.error('The page crashed.');
      resolve(1);
    });
  });
  await page.exposeFunction('codeAutomationLog', (kind: string, args: unknown[]) => {
    const text = args.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
    if (text.startsWith(askMark)) void answer(page, workspace, JSON.parse(text.slice(askMark.length)));
    else (kind === 'error' || kind === 'warn' ? process.stderr : process.stdout).write(text + '\n');
  });
  await page.goto(workbenchAddress(server, {
    folder: workspace,
    developmentPath: required('extensionDevelopmentPath'),
    testsPath: required('extensionTestsPath'),
  }));
  code = await finished;
  if (code !== 0) {
    const picture = path.join(artifacts, 'screenshots', `failed-${path.basename(home)}.png`);
    await page.screenshot({ path: picture }).catch(() => undefined);
    console.error(`The workbench as it was: ${picture}; its log: ${path.join(home, 'server.log')}`);
  }
} finally {
  await browser.close();
  server.stop();
}
process.exit(code);
