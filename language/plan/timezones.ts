/** Time zones by name, through Intl, which Node and browsers both have. Only `merge` and imports need them: scheduling knows no zone. */
import type { WallMinutes } from './model.ts';

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatOf(timezone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone, hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    });
  } catch {
    // Intl says by a RangeError that it does not know the name.
  }
  formats.set(timezone, format);
  return format;
}

/** Whether Intl knows the name, e.g. `Europe/Paris`. */
export function isTimezone(name: string): boolean {
  return formatOf(name) !== null;
}

/** Wall minutes that a clock in the zone shows at an instant of UTC (minutes since 1970); null for an unknown zone. */
export function wallTimeIn(timezone: string, utcMinutes: number): WallMinutes | null {
  const format = formatOf(timezone);
  if (!format) return null;
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(new Date(utcMinutes * 60_000))) parts[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}
