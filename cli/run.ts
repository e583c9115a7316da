/** From the words of a command line to a command, and from its result to an exit code. */
import { commandHelp, isCommand, overview } from './help.ts';
import type { CommandName } from './help.ts';
import { CannotRun, exitCode, paintFor, processIo } from './io.ts';
import type { ExitCode, Io } from './io.ts';
import { version } from './version.ts';

type Command = (io: Io, args: readonly string[]) => Promise<ExitCode>;

/** Loaded when asked for: `--help` and `--version` need no parser. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  schedule: async () => (await import('./commands/schedule.ts')).schedule,
  import: async () => (await import('./commands/import.ts')).importPlan,
  export: async () => (await import('./commands/export.ts')).exportPlan,
};

/** Runs one command line. Whatever goes wrong is told on stderr; it never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = args;
  try {
    if (first === undefined) {
      io.stderr.write(overview(paintFor(io.stderr, io.env)));
      return exitCode.cannotRun;
    }
    if (first === '-h' || first === '--help' || first === 'help') {
      const [topic] = rest;
      const out = paintFor(io.stdout, io.env);
      io.stdout.write(topic !== undefined && isCommand(topic) ? commandHelp(topic, out) : overview(out));
      return exitCode.clean;
    }
    if (first === '-v' || first === '--version') {
      io.stdout.write(`${version()}\n`);
      return exitCode.clean;
    }
    if (!isCommand(first)) throw new CannotRun(`There is no command "${first}".`, 'planwright --help');
    if (rest.some(word => word === '--help' || word === '-h')) {
      io.stdout.write(commandHelp(first, paintFor(io.stdout, io.env)));
      return exitCode.clean;
    }
    const command = await commands[first]();
    return await command(io, rest);
  } catch (error) {
    const paint = paintFor(io.stderr, io.env);
    const known = error instanceof CannotRun;
    io.stderr.write(`${paint('red', 'error:')} ${error instanceof Error ? error.message : String(error)}\n`);
    if (known && error.hint !== null) io.stderr.write(`See ${error.hint}\n`);
    // What nobody foresaw is a mistake of this program; its place helps to report it.
    if (!known && error instanceof Error) io.stderr.write(`${paint('dim', error.stack ?? '')}\n`);
    return exitCode.cannotRun;
  }
}

/** The process: a reader that stops early (`| head`) is no error. */
export async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(exitCode.clean);
    });
  }
  const code = await run(process.argv.slice(2), processIo());
  process.exitCode = code;
  // Without anything left to write there is nothing to wait for: to tidy up a memory that ends anyway takes a tenth of the time.
  if (process.stdout.writableLength === 0 && process.stderr.writableLength === 0) process.exit(code);
}
