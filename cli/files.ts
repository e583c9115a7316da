/** Which files a command line means, and what stands in them. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun } from './io.ts';
import type { Io } from './io.ts';

export interface PlanFile {
  readonly uri: string;
  /** As people see it: relative to the current directory, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

const extension = '.program';
/** Folders of other people's files, and of what a build makes. */
const ignored = new Set(['node_modules', '.git', 'dist', 'out']);
/** A plan of 50 000 activities has 8 MB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_DEPTH = 64;

/**
 * The texts of all files that the paths name: a file as it is, a directory as every `.program` file below it. Without a path
 * the current directory. Each file once, sorted by path. Throws `CannotRun` where a path leads nowhere or nothing is found.
 */
export function readPlanFiles(io: Io, paths: readonly string[]): readonly PlanFile[] {
  const found = new Set<string>();
  for (const given of paths.length === 0 ? ['.'] : paths) {
    const absolute = path.resolve(io.cwd, given);
    const kind = attempt(`Cannot read ${given}`, () => io.disk.kind(absolute));
    if (kind === null) throw new CannotRun(`There is no file or directory ${given}.`);
    if (kind.directory) collect(io, absolute, 0, found);
    else if (kind.file && !absolute.endsWith(extension)) throw new CannotRun(`${given} is not a ${extension} file.`);
    else if (kind.file) found.add(absolute);
    else throw new CannotRun(`${given} is neither a file nor a directory.`);
  }
  if (found.size === 0) throw new CannotRun(`There is no ${extension} file in ${paths.length === 0 ? 'this directory' : paths.join(', ')}.`);
  return [...found].sort().map(absolute => readPlanFile(io, absolute));
}

function collect(io: Io, directory: string, depth: number, found: Set<string>): void {
  if (depth > MAX_DEPTH) throw new CannotRun(`The folders below ${display(io, directory)} are nested deeper than ${MAX_DEPTH} levels.`);
  for (const entry of attempt(`Cannot list ${display(io, directory)}`, () => io.disk.list(directory))) {
    const absolute = path.join(directory, entry.name);
    if (entry.directory) {
      if (!ignored.has(entry.name)) collect(io, absolute, depth + 1, found);
    } else if (entry.name.endsWith(extension) && io.disk.kind(absolute)?.file) found.add(absolute);
  }
}

function readPlanFile(io: Io, absolute: string): PlanFile {
  const file = display(io, absolute);
  const size = io.disk.kind(absolute)?.size ?? 0;
  if (size > MAX_FILE_BYTES) throw new CannotRun(`${file} has ${Math.round(size / 1024 / 1024)} MB, and the limit is ${MAX_FILE_BYTES / 1024 / 1024} MB.`);
  const bytes = attempt(`Cannot read ${file}`, () => io.disk.read(absolute));
  return { uri: pathToFileURL(absolute).href, file, text: new TextDecoder().decode(bytes) };
}

/** A path for people: relative to where the command runs, with forward slashes on every system. */
export function display(io: Io, absolute: string): string {
  return (path.relative(io.cwd, absolute) || '.').split(path.sep).join('/');
}

/** Runs an access to the disk; what the system says about it becomes the message. */
export function attempt<T>(what: string, access: () => T): T {
  try {
    return access();
  } catch (error) {
    throw new CannotRun(`${what}: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
