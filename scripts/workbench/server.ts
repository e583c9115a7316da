/** Starts the VS Code server on this machine only and makes addresses that open a workbench in it. */
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installWorkbench } from './install.ts';
import { mustRun } from '../run.ts';

export interface ServerOptions {
  /** A folder of its own for this run: user settings, extensions and logs go there. */
  readonly home: string;
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The address's port; a free one when it is taken or not given. */
  readonly port?: number;
  /** True: extensions under development and their tests may be named in the address. */
  readonly development?: boolean;
  /** True: folders start untrusted, in restricted mode. */
  readonly restricted?: boolean;
  /** Packaged extensions (.vsix) to install first. */
  readonly extensions?: readonly string[];
}

export interface Server {
  readonly origin: string;
  /** Settled when the server has ended, by itself or stopped. */
  readonly ended: Promise<void>;
  stop(): void;
}

export interface Page {
  readonly folder: string;
  /** Opened in the editor. */
  readonly file?: string;
  readonly developmentPath?: string;
  readonly testsPath?: string;
}

/** What a quiet workbench needs: no outside services, no first-run pages, and nothing is saved unless somebody saves. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Starts a server; its own noisy log goes to `server.log` in its home. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const folder = await installWorkbench();
  const main = path.join(folder, 'out', 'server-main.js');
  const user = path.join(options.home, 'data', 'User');
  await mkdir(user, { recursive: true });
  // A profile that is kept keeps what its person has set.
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, null, 2);
  await writeFile(path.join(user, 'settings.json'), settings, { flag: 'wx' }).catch(() => undefined);
  const folders = ['--server-data-dir', options.home, '--user-data-dir', path.join(options.home, 'data'), '--extensions-dir', path.join(options.home, 'extensions')];
  for (const extension of options.extensions ?? []) {
    await mustRun(process.execPath, [main, ...folders, '--accept-server-license-terms', '--install-extension', extension]);
  }

  const port = await freePort(options.port);
  const log = openSync(path.join(options.home, 'server.log'), 'a');
  const child = spawn(process.execPath, [
    main, ...folders, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms', '--disable-telemetry',
    ...(options.development ? ['--enable-smoke-test-driver'] : []),
    ...(options.restricted ? [] : ['--disable-workspace-trust']),
  ], { stdio: ['ignore', log, log], detached: process.platform !== 'win32' });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const stop = () => endGroup(child.pid);
  process.once('exit', stop);
  const origin = `http://127.0.0.1:${port}`;
  await untilAnswering(origin, () => child.exitCode, path.join(options.home, 'server.log'));
  return { origin, ended, stop: () => { process.off('exit', stop); stop(); } };
}

/** The address of a workbench with a folder, and perhaps a file, an extension under development and its tests. */
export function workbenchAddress(server: Server, page: Page): string {
  const remote = (file: string) => `vscode-remote://${new URL(server.origin).host}${pathToFileURL(file).pathname}`;
  const payload: [string, string][] = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
  if (page.developmentPath) payload.push(['extensionDevelopmentPath', remote(page.developmentPath)]);
  if (page.testsPath) payload.push(['extensionTestsPath', remote(page.testsPath)]);
  if (page.file) payload.push(['openFile', remote(page.file)]);
  return `${server.origin}/?folder=${encodeURIComponent(page.folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** The wanted port where it is free, else one that the system chooses. */
async function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', error => (wanted ? resolve(freePort()) : reject(error)));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : wanted;
      probe.close(() => resolve(port));
    });
  });
}

async function untilAnswering(origin: string, exitCode: () => number | null, log: string): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const code = exitCode();
    if (code !== null) throw new Error(`The VS Code server ended with ${code}; see ${log}.`);
    const answered = await fetch(`${origin}/version`).then(response => response.ok, () => false);
    if (answered) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`The VS Code server did not answer within a minute; see ${log}.`);
}

/** The server starts processes of its own (extension host, file watcher), so the whole group is ended. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
