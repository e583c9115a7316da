/** Plans on a disk, for the server on Node. */
import { opendir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileText } from '../protocol/workspace.ts';
import { isIgnoredFolder, isPlanName } from './plan-files.ts';
import type { PlanFiles } from './runtime.ts';

/** Folders deeper than this are not searched: no plan lies there, and a loop of mounts would. */
const maxDepth = 32;

/** Symbolic links are not followed: they may lead out of the workspace or into a loop. */
async function search(folder: string, depth: number, found: string[], limit: number): Promise<void> {
  const below: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (found.length > limit) return;
      if (entry.isFile() && isPlanName(entry.name)) found.push(pathToFileURL(path.join(folder, entry.name)).href);
      else if (entry.isDirectory() && !isIgnoredFolder(entry.name) && depth < maxDepth) below.push(path.join(folder, entry.name));
    }
  } catch {
    // A folder that disappears or may not be read holds no plans for us.
  }
  for (const next of below) await search(next, depth + 1, found, limit);
}

/** A plan that lies below one of the folders; one that is a link, or lies behind one, may be any file of this machine. */
async function read(uri: string, roots: readonly string[], maxBytes: number): Promise<FileText> {
  const nothing = { uri, text: null };
  try {
    const file = await realpath(fileURLToPath(uri));
    if (!isPlanName(file) || !roots.some(root => file.startsWith(root.endsWith(path.sep) ? root : root + path.sep))) return nothing;
    const { size } = await stat(file);
    return size > maxBytes ? nothing : { uri, text: await readFile(file, 'utf8') };
  } catch {
    return nothing;
  }
}

/** Reads below the folders that were listed, and nowhere else. */
export function createDisk(): PlanFiles {
  const roots = new Set<string>();
  return {
    async list(folders, limit) {
      const found: string[] = [];
      for (const folder of folders) {
        try {
          const root = fileURLToPath(folder);
          roots.add(root);
          await search(root, 0, found, limit);
        } catch {
          // Not a path of this system.
        }
      }
      const uris = [...new Set(found)].sort();
      return { uris: uris.slice(0, limit), truncated: uris.length > limit };
    },
    async read(uris, maxBytes) {
      const texts: FileText[] = [];
      const real = await Promise.all([...roots].map(root => realpath(root).catch(() => root)));
      for (const uri of uris) texts.push(await read(uri, real, maxBytes));
      return texts;
    },
  };
}
