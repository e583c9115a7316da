import { readInstant } from '../language/index.ts';
import { trackerOf } from './addresses.ts';
import type { Tracker } from './addresses.ts';

/** Settings of the section `planwright`, checked: what cannot be used counts as not set. */
export interface Settings {
  /** Wall minutes of `planwright.statusDate`, which beats every `as of` in the plans; null where it is not set. */
  readonly statusDate: number | null;
  /** Which hints stand in the text: `planwright.hints.dates`, `hints.slack`, `hints.margins` and `hints.contracts`. */
  readonly hints: { readonly dates: boolean; readonly slack: boolean; readonly margins: boolean; readonly contracts: boolean };
  /** Which lenses stand above lines: `planwright.lens.links`, `lens.why`, `lens.contracts` and `lens.gates`. */
  readonly lens: { readonly links: boolean; readonly why: boolean; readonly contracts: boolean; readonly gates: boolean };
  /** Where the keys of `ref` lead, from `planwright.tracker`; null where it is not set. */
  readonly tracker: Tracker | null;
}

export const defaultSettings: Settings = {
  statusDate: null,
  hints: { dates: true, slack: true, margins: true, contracts: true },
  lens: { links: true, why: true, contracts: true, gates: true },
  tracker: null,
};

export function settingsOf(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return defaultSettings;
  const statusDate = 'statusDate' in value && typeof value.statusDate === 'string' ? readInstant(value.statusDate.trim()) : null;
  const hints = switchesOf('hints' in value ? value.hints : null);
  const lens = switchesOf('lens' in value ? value.lens : null);
  return {
    statusDate: statusDate?.at ?? null,
    hints: { dates: hints('dates'), slack: hints('slack'), margins: hints('margins'), contracts: hints('contracts') },
    lens: { links: lens('links'), why: lens('why'), contracts: lens('contracts'), gates: lens('gates') },
    tracker: 'tracker' in value && typeof value.tracker === 'string' ? trackerOf(value.tracker) : null,
  };
}

/** Switches that are on unless they are false. */
function switchesOf(value: unknown): (name: string) => boolean {
  const switches = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  return name => switches.get(name) !== false;
}

/** The first minute of the local day, as wall minutes. */
export function startOfDay(now: Date): number {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 60_000;
}
