import { readFileSync } from 'node:fs';

/** The package's version, from its package.json: beside the sources, or above the bundle. */
export function version(): string {
  for (const place of ['../package.json', '../../package.json']) {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'name' in found && found.name === 'planwright' && 'version' in found) return String(found.version);
    } catch {
      // Not there: the next place.
    }
  }
  return 'unknown';
}
