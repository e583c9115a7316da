/** Which plans lie in the folders of the workspace: listed once, and kept true by what is noticed since. */
import { matcherOf } from './globs.ts';
import { isIgnoredFolder, isPlanName, isPlanOf } from './plan-files.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

/** Plans to read, and plans that are gone, as normal URIs. */
export interface PlanChanges { readonly changed: readonly string[]; readonly deleted: readonly string[] }

export interface PlanFolders {
  has(uri: string): boolean;
  /** Leaves out what fits one of the patterns from the next listing on; false where they are the ones from before. */
  exclude(globs: readonly string[]): boolean;
  /** Lists the same folders again. */
  listAgain(): Promise<PlanChanges | null>;
  /** Lists the folders; null where a later listing has begun meanwhile. Plans that were known before are not read again. */
  list(folders: readonly string[]): Promise<PlanChanges | null>;
  /**
   * Files and folders that were created or changed, and others that are gone. A folder that is gone takes its plans along; whether one that came
   * has plans is searched for, as an editor may tell of the folder alone.
   */
  noticed(changed: readonly string[], deleted: readonly string[]): { readonly now: PlanChanges; readonly later: Promise<PlanChanges> | null };
}

/** Folders that came at once and are searched one by one; for more, everything is listed. */
const mostSearched = 50;

export function createPlanFolders(files: Pick<WorkspaceFiles, 'list' | 'below'>): PlanFolders {
  let folders: readonly string[] = [];
  let known: ReadonlySet<string> = new Set();
  let listings = 0;
  let excluded: readonly string[] = [];
  let isExcluded = matcherOf(excluded);
  /** What was noticed while a listing runs, which may have missed it: true for what came. */
  let meanwhile = new Map<string, boolean>();

  function isMine(uri: string): boolean {
    if (!isPlanOf(folders, uri)) return false;
    if (excluded.length === 0) return true;
    const bases = folders.map(folder => (folder.endsWith('/') ? folder : folder + '/')).filter(base => uri.startsWith(base));
    return bases.some(base => !isExcluded(decodeURIComponent(uri.slice(base.length))));
  }

  function take(came: readonly string[], gone: readonly string[]): void {
    const left = new Set(gone);
    known = new Set([...[...known].filter(uri => !left.has(uri)), ...came]);
    for (const uri of came) meanwhile.set(uri, true);
    for (const uri of gone) meanwhile.set(uri, false);
  }

  async function list(now: readonly string[]): Promise<PlanChanges | null> {
    const listing = ++listings;
    folders = now;
    meanwhile = new Map();
    const listed = new Set((await files.list(now)).filter(isMine));
    if (listing !== listings) return null;
    for (const [uri, came] of meanwhile) {
      if (came && isMine(uri)) listed.add(uri);
      else listed.delete(uri);
    }
    const before = known;
    known = listed;
    return { changed: [...listed].filter(uri => !before.has(uri)), deleted: [...before].filter(uri => !listed.has(uri)) };
  }

  async function search(came: readonly string[]): Promise<PlanChanges> {
    if (came.length > mostSearched) return await list(folders) ?? { changed: [], deleted: [] };
    const found = (await files.below(came)).filter(uri => !known.has(uri) && isMine(uri));
    take(found, []);
    return { changed: found, deleted: [] };
  }

  return {
    has: uri => known.has(uri),
    exclude(globs) {
      if (globs.join('\n') === excluded.join('\n')) return false;
      excluded = globs;
      isExcluded = matcherOf(globs);
      return true;
    },
    list,
    listAgain: () => list(folders),
    noticed(changed, deleted) {
      const plans = changed.filter(isMine);
      const left = plansGone(known, deleted);
      const perhapsFolders = changed.filter(uri => mayBeFolderOf(folders, uri));
      take(plans, [...left, ...deleted.filter(isPlanName)]);
      return { now: { changed: plans, deleted: left }, later: perhapsFolders.length > 0 ? search(perhapsFolders) : null };
    },
  };
}

/** The plans that went, by themselves or with a folder around them. */
function plansGone(known: ReadonlySet<string>, deleted: readonly string[]): string[] {
  const gone = new Set(deleted);
  if (deleted.every(isPlanName)) return deleted.filter(uri => known.has(uri));
  return [...known].filter(plan => {
    for (let at = plan.length; at > 0; at = plan.lastIndexOf('/', at - 1)) if (gone.has(plan.slice(0, at))) return true;
    return false;
  });
}

/** True for what may be a folder with plans below: in one of the folders, and not ignored. Names with an ending are files, as good as always. */
function mayBeFolderOf(folders: readonly string[], uri: string): boolean {
  return folders.some(folder => {
    const base = folder.endsWith('/') ? folder : folder + '/';
    if (!uri.startsWith(base)) return false;
    const steps = uri.slice(base.length).split('/');
    return !steps.some(isIgnoredFolder) && !(steps.at(-1) ?? '').includes('.');
  });
}
