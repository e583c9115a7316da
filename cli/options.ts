/** Options of the command line, read with Node's own parser; whatever is wrong with them is exit code 2. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { readInstant } from '../language/index.ts';
import { CannotRun } from './io.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface Arguments { readonly values: Readonly<Record<string, string | boolean | undefined>>; readonly positionals: readonly string[] }

/** Options may stand before, between and after the paths. `--help` belongs to every command. */
export function readArguments(command: string, args: readonly string[], options: Options): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true, strict: true });
    const single: Record<string, string | boolean | undefined> = {};
    for (const [name, value] of Object.entries(values)) single[name] = Array.isArray(value) ? value.at(-1) : value;
    return { values: single, positionals };
  } catch (error) {
    // Node ends some messages with advice on "--"; the first sentence says what is wrong.
    const [message] = (error instanceof Error ? error.message : String(error)).split(/\. (?=To )/);
    throw new CannotRun(`${message?.replace(/\.$/, '')}.`, `planwright ${command} --help`);
  }
}

/** An option that takes one of a few words. */
export function choice<T extends string>(command: string, { values }: Arguments, name: string, allowed: readonly T[], fallback: T): T {
  const value = values[name];
  if (value === undefined) return fallback;
  const found = allowed.find(word => word === value);
  if (found === undefined) throw new CannotRun(`--${name} is ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1) ?? ''}, not "${String(value)}".`, `planwright ${command} --help`);
  return found;
}

/** `--as-of 2026-03-20` or `2026-03-20T14:00`, as wall minutes; undefined where it is not given. */
export function asOf(command: string, { values }: Arguments): number | undefined {
  const value = values['as-of'];
  if (value === undefined) return undefined;
  const read = readInstant(String(value));
  if (!read) throw new CannotRun(`--as-of takes a date like 2026-03-20 or an instant like 2026-03-20T14:00, not "${String(value)}".`, `planwright ${command} --help`);
  return read.at;
}
