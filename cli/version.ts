import { readFileSync } from 'node:fs';

/** The package's version, from the nearest package.json of that name above this file: the sources and every bundle stand below it. */
export function version(): string {
  for (let place = new URL('.', import.meta.url), depth = 0; depth < 6; place = new URL('..', place), depth++) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL('package.json', place), 'utf8'));
      if (typeof found === 'object' && found !== null && 'name' in found && found.name === 'planwright' && 'version' in found) return String(found.version);
    } catch {
      // Not here: one folder up.
    }
  }
  return 'unknown';
}
