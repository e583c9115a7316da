/** Everything that a command touches outside of itself, so that a test can stand in for a terminal and a disk. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { styleText } from 'node:util';

export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number;
}

export interface Entry { readonly name: string; readonly directory: boolean }

export interface Disk {
  /** Null where nothing is there. A special file (a pipe, a device) is neither file nor directory. Throws where access is denied. */
  kind(path: string): { readonly file: boolean; readonly directory: boolean; readonly size: number } | null;
  list(directory: string): readonly Entry[];
  read(path: string): Uint8Array;
  write(path: string, text: string): void;
}

export interface Io {
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly disk: Disk;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Local wall time as minutes since 1970-01-01T00:00. */
  now(): number;
}

/** The process as it runs. */
export function processIo(): Io {
  return {
    cwd: process.cwd(),
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    disk: { kind, list, read: path => readFileSync(path), write: (path, text) => writeFileSync(path, text) },
    env: process.env,
    now: () => {
      const date = new Date();
      return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes()) / 60_000;
    },
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    write: text => { stream.write(text); },
    get isTTY() { return stream.isTTY === true; },
    get columns() { return stream.columns ?? 100; },
  };
}

function kind(path: string): { file: boolean; directory: boolean; size: number } | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? { file: found.isFile(), directory: found.isDirectory(), size: found.size } : null;
}

/** A link to a file counts as a file; a link to a directory is not followed, since it may lead round in a circle. */
function list(directory: string): readonly Entry[] {
  return readdirSync(directory, { withFileTypes: true }).map(entry => ({ name: entry.name, directory: entry.isDirectory() }));
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'blue';
/** Colours a text where its output is a terminal; `NO_COLOR` switches it off, `FORCE_COLOR` on (https://no-color.org). */
export type Paint = (style: Style | readonly Style[], text: string) => string;

export function paintFor(output: Output, env: Io['env']): Paint {
  const forced = env['FORCE_COLOR'];
  const on = forced !== undefined && forced !== '0' && forced !== '' ? true
    : output.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  return (style, text) => on && text !== '' ? styleText(typeof style === 'string' ? style : [...style], text, { validateStream: false }) : text;
}

/** What keeps a command from running: exit code 2. The message is for the person who called it. */
export class CannotRun extends Error {
  readonly hint: string | null;
  constructor(message: string, hint: string | null = null) {
    super(message);
    this.hint = hint;
  }
}

/** Exit codes: the promise of every command. */
export const exitCode = { clean: 0, findings: 1, cannotRun: 2 } as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
