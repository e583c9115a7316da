import { readInstant } from '../language/index.ts';
import { trackerOf } from './addresses.ts';
import type { Tracker } from './addresses.ts';

/** Settings of the section `planwright`, checked: what cannot be used counts as not set. */
export interface Settings {
  /** Wall minutes of `planwright.statusDate`, which beats every `as of` in the plans; null where it is not set. */
  readonly statusDate: number | null;
  /** Which hints stand in the text: `planwright.hints.dates`, `hints.slack`, `hints.margins` and `hints.contracts`. */
  readonly hints: { readonly dates: boolean; readonly slack: boolean; readonly margins: boolean; readonly contracts: boolean };
  /** Where the keys of `ref` lead, from `planwright.tracker`; null where it is not set. */
  readonly tracker: Tracker | null;
}

export const defaultSettings: Settings = { statusDate: null, hints: { dates: true, slack: true, margins: true, contracts: true }, tracker: null };

export function settingsOf(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const statusDate = 'statusDate' in value && typeof value.statusDate === 'string' ? readInstant(value.statusDate.trim()) : null;
  const hints = 'hints' in value && typeof value.hints === 'object' && value.hints !== null ? new Map<string, unknown>(Object.entries(value.hints)) : null;
  const shows = (kind: keyof Settings['hints']): boolean => hints?.get(kind) !== false;
  return {
    statusDate: statusDate?.at ?? null,
    hints: { dates: shows('dates'), slack: shows('slack'), margins: shows('margins'), contracts: shows('contracts') },
    tracker: 'tracker' in value && typeof value.tracker === 'string' ? trackerOf(value.tracker) : null,
  };
}

/** The first minute of the local day, as wall minutes. */
export function startOfDay(now: Date): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 60_000;
}
