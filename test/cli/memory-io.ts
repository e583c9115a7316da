/** A terminal and a disk in memory. */
import type { Entry, Io } from '../../cli/io.ts';
import { run } from '../../cli/run.ts';

export interface World {
  /** Texts by absolute path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether stdout and stderr are a terminal. */
  readonly terminal?: boolean;
  readonly columns?: number;
}

export interface Outcome { readonly code: number; readonly stdout: string; readonly stderr: string; readonly written: ReadonlyMap<string, string> }

/** 2026-03-20T00:00, so that no test depends on its day. */
export const today = Date.UTC(2026, 2, 20) / 60_000;

/** Runs one command line. */
export async function cli(line: string | readonly string[], world: World = {}): Promise<Outcome> {
  const out = { stdout: '', stderr: '' };
  const written = new Map<string, string>();
  const files = new Map(Object.entries(world.files ?? {}));
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({ write: text => { out[name] += text; }, isTTY: world.terminal ?? false, columns: world.columns ?? 100 });
  const io: Io = {
    cwd: world.cwd ?? '/desk',
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: world.env ?? {},
    now: () => today,
    disk: {
      kind: path => {
        const content = files.get(path);
        if (content !== undefined) return { file: true, directory: false, size: content.length };
        return path === '/' || [...files.keys()].some(name => name.startsWith(`${path}/`)) ? { file: false, directory: true, size: 0 } : null;
      },
      list: directory => {
        const found = new Map<string, Entry>();
        for (const name of files.keys()) {
          if (!name.startsWith(`${directory}/`)) continue;
          const [first = '', ...rest] = name.slice(directory.length + 1).split('/');
          found.set(first, { name: first, directory: rest.length > 0 });
        }
        return [...found.values()];
      },
      read: path => {
        const content = files.get(path);
        if (content === undefined) throw new Error('ENOENT');
        return typeof content === 'string' ? new TextEncoder().encode(content) : content;
      },
      write: (path, text) => { written.set(path, text); files.set(path, text); },
    },
  };
  const code = await run(typeof line === 'string' ? line.split(' ').filter(word => word !== '') : line, io);
  return { code, ...out, written };
}
