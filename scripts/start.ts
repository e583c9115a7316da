/**
 * `npm start`: builds, and opens the example program with its timeline in a real VS Code. A desktop VS Code where `code` is installed,
 * else the workbench from npm in the browser. `npm start -- --browser` takes the browser in any case; `--port 8900` its port.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cache, examples, root } from './paths.ts';
import { mustRun, run } from './run.ts';
import { startServer, workbenchAddress } from './workbench/server.ts';

const { values } = parseArgs({ options: { browser: { type: 'boolean' }, port: { type: 'string' } } });
const home = path.join(cache, 'start');
const plan = path.join(examples, 'atlas.program');
const settings = { 'planwright.timeline.openWithPlan': true, 'editor.minimap.enabled': false };

process.chdir(root);
await start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function start(): Promise<void> {
  console.log('Building …');
  await mustRun('npm', ['run', '-s', 'generate']);
  await mustRun('npm', ['run', '-s', 'build']);
  if (!values.browser && await hasDesktop()) await openDesktop();
  else await openBrowser();
}

async function hasDesktop(): Promise<boolean> {
  const { code } = await run('code', ['--version'], { onOutput: () => undefined, timeout: 20_000 });
  return code === 0;
}

/** Opens a window with a profile of its own and waits until it is closed. */
async function openDesktop(): Promise<void> {
  const profile = path.join(home, 'desktop');
  await mkdir(path.join(profile, 'User'), { recursive: true });
  await writeFile(path.join(profile, 'User', 'settings.json'), JSON.stringify(settings), { flag: 'wx' }).catch(() => undefined);
  console.log(`Opening ${plan} in VS Code. Close its window, or press Ctrl-C, to end.`);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  await run('code', [
    ...asRoot, '--new-window', '--wait', '--user-data-dir', profile, '--extensions-dir', path.join(home, 'desktop-extensions'), '--disable-workspace-trust',
    `--extensionDevelopmentPath=${root}`, examples, '--goto', plan,
  ]);
}

/** Serves the workbench with the packaged extension until Ctrl-C. */
async function openBrowser(): Promise<void> {
  const vsix = (await mustRun(process.execPath, ['scripts/package.ts'])).trim().split('\n').at(-1) ?? '';
  // A profile that stays, so that a theme that somebody chose stays; the extension is always the one just built.
  await rm(path.join(home, 'extensions'), { recursive: true, force: true });
  const server = await startServer({ home, settings, extensions: [vsix], port: Number(values.port ?? 8900) });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      server.stop();
      process.exit(0);
    });
  }
  const address = workbenchAddress(server, { folder: examples, file: plan });
  console.log(`\nVS Code with Planwright:\n\n  ${address}\n\nOpen this address in a browser. Press Ctrl-C to stop.`);
  if (process.stdout.isTTY && !process.env['CI']) await showInBrowser(address);
  await server.ended;
  console.error('The VS Code server has ended.');
  process.exit(1);
}

/** As far as the system has a way to do so; the address is printed anyway. */
async function showInBrowser(address: string): Promise<void> {
  const quiet = { onOutput: () => undefined };
  if (process.platform === 'darwin') await run('open', [address], quiet);
  else if (process.platform === 'win32') await run('rundll32', ['url.dll,FileProtocolHandler', address], quiet);
  else if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) await run('xdg-open', [address], quiet);
}
