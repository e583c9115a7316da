/** Which files of a workspace are plans. */

/** Folders of tools, whose copies of plans would declare every name again. */
const ignored: ReadonlySet<string> = new Set(['node_modules', 'out', 'dist']);

export function isIgnoredFolder(name: string): boolean {
  return name.startsWith('.') || ignored.has(name);
}

export function isPlanName(name: string): boolean {
  return name.endsWith('.program');
}

/** True for a plan below one of the folders, with no ignored folder on the way to it. */
export function isPlanOf(folders: readonly string[], uri: string): boolean {
  for (const folder of folders) {
    const base = folder.endsWith('/') ? folder : folder + '/';
    if (!uri.startsWith(base)) continue;
    const steps = uri.slice(base.length).split('/');
    const name = steps.pop() ?? '';
    if (isPlanName(name) && !steps.some(isIgnoredFolder)) return true;
  }
  return false;
}

/** Schemes under which an editor shows another version of a file: as plans they would declare every name again. */
const versions: ReadonlySet<string> = new Set(['git', 'gitfs', 'gitlens', 'review', 'pr', 'output', 'debug']);

export function isOtherVersion(uri: string): boolean {
  return versions.has(uri.slice(0, uri.indexOf(':')));
}
