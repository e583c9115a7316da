import { readInstant } from '../language/index.ts';

/** Settings of the section `planwright`, checked: what cannot be used counts as not set. */
export interface Settings {
  /** Wall minutes of `planwright.statusDate`, which beats every `as of` in the plans; null where it is not set. */
  readonly statusDate: number | null;
}

export const defaultSettings: Settings = { statusDate: null };

export function settingsOf(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const statusDate = 'statusDate' in value && typeof value.statusDate === 'string' ? readInstant(value.statusDate.trim()) : null;
  return { statusDate: statusDate?.at ?? null };
}

/** The first minute of the local day, as wall minutes. */
export function startOfDay(now: Date): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 60_000;
}
