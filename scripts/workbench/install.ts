/**
 * A real VS Code from the npm registry: the server that code-server ships, which serves the same workbench to a browser.
 * It stands in for the desktop download where that cannot be reached (docs/decisions/0006-real-vs-code-from-npm.md).
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cache } from '../paths.ts';
import { mustRun } from '../run.ts';

/** The version of code-server; its minor and patch number are those of the VS Code inside. */
const version = '4.139.1';

/** The folder that holds VS Code's `out/server-main.js`; installs it first where it is missing (about 600 MB, 15 s). */
export async function installWorkbench(): Promise<string> {
  const home = path.join(cache, `code-server-${version}`);
  if (!existsSync(serverFolder(home))) {
    console.log(`Installing VS Code (code-server ${version} from npm) into .vscode-test/ …`);
    // Installed beside and renamed when whole, so that an interrupted install is never taken for a finished one.
    const partial = `${home}.${process.pid}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await mustRun('npm', ['install', '--prefix', partial, ...quiet, `code-server@${version}`], { cwd: partial });
    const inner = serverFolder(partial);
    await mustRun('npm', ['install', '--prefix', inner, ...quiet, '--omit=dev'], { cwd: inner });
    await rename(partial, home).catch(async error => {
      if (!existsSync(serverFolder(home))) throw error;
      await rm(partial, { recursive: true, force: true });
    });
  }
  return serverFolder(home);
}

function serverFolder(home: string): string {
  return path.join(home, 'node_modules', 'code-server', 'lib', 'vscode');
}
