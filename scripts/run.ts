import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is ended and counts as failed. */
  readonly timeout?: number;
  /** Receives everything that the command prints, instead of this process's own output. */
  readonly onOutput?: (text: string) => void;
}

export interface RunResult { readonly code: number; readonly output: string }

/** Runs a command to its end without a shell and without input. Never rejects: a command that cannot start has code 127. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise(resolve => {
    const chunks: string[] = [];
    const receive = (data: Buffer) => {
      const text = data.toString();
      chunks.push(text);
      if (options.onOutput) options.onOutput(text);
      else process.stdout.write(text);
    };
    // npm is a script on Windows, which only a shell starts.
    const shell = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, {
      cwd: options.cwd, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'], timeout: options.timeout, shell,
    });
    child.stdout.on('data', receive);
    child.stderr.on('data', receive);
    child.on('error', error => resolve({ code: 127, output: chunks.join('') + error.message }));
    const end = (code: number | null, signal: string | null) => resolve({ code: code ?? (signal ? 1 : 0), output: chunks.join('') });
    child.on('close', end);
    // A process that the command left behind may hold its output open for ever; what the command printed has arrived long before.
    child.on('exit', (code, signal) => setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
      end(code, signal);
    }, 5_000).unref());
  });
}

/** Runs a command silently and rejects with what it printed when it fails. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, output } = await run(command, args, { onOutput: () => undefined, ...options });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return output;
}
