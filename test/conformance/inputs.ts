/** Real plans with stored answers, kept beside the project, never in it; tests skip, visibly, where they are absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../../shared/inputs');
export const present = existsSync(folder);

export function read(...parts: string[]): string {
  return readFileSync(path.join(folder, ...parts), 'utf8');
}
export function list(name: string, ending: string): string[] {
  return present ? readdirSync(path.join(folder, name)).filter(file => file.endsWith(ending)).sort() : [];
}
