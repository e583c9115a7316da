/** The Chromium that shows the workbench: one that is installed, else one that this machine's package source can install. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { run } from '../run.ts';

const wellKnown = [
  '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

// No look-ups outside the machine: the workbench is local, and the tests must not wait for anything else.
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb',
];

/** Path of a Chromium; installs one where none is found. Rejects with what to do when that is impossible. */
export async function findChromium(): Promise<string> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const present = () => [...wellKnown, downloadedByPlaywright()].find(file => file && existsSync(file));
  if (!present()) await installChromium();
  const found = present();
  if (!found) throw new Error('No Chromium was found or could be installed. Install Chromium or Chrome, or name one in CHROMIUM_PATH.');
  return found;
}

/** A headless browser with outside look-ups switched off. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), headless: true, args: flags });
}

async function installChromium(): Promise<void> {
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium with apt-get …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { env, onOutput: () => undefined };
    await run('apt-get', ['update', '-q'], quiet);
    const { code, output } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], quiet);
    if (code === 0) return;
    console.log(output.split('\n').slice(-5).join('\n'));
  }
  console.log('Installing Chromium with Playwright …');
  await run('npx', ['playwright-core', 'install', '--with-deps', 'chromium']);
}

function downloadedByPlaywright(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}
