/** Values as the schema of Microsoft Project's XML (mspdi_pj12.xsd and later) writes them. */
import { wallMinutes } from '../../plan/dates.ts';
import type { WallMinutes } from '../../plan/model.ts';
import type { MsDuration, MsUnit } from './model.ts';
import { text } from './xml.ts';
import type { XmlElement } from './xml.ts';

export function integer(parent: XmlElement | null, tag: string): number | null {
  const value = number(parent, tag);
  return value === null ? null : Math.trunc(value);
}

export function number(parent: XmlElement | null, tag: string): number | null {
  const value = text(parent, tag);
  if (value === null) return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

/** `1` or `true`. */
export function flag(parent: XmlElement | null, tag: string): boolean {
  const value = text(parent, tag);
  return value === '1' || value === 'true';
}

/** `2016-11-09T08:00:00`, to the minute; a zone is dropped, since the file's instants are local. "NA" and 1970 mean none. */
export function instant(parent: XmlElement | null, tag: string): WallMinutes | null {
  const value = text(parent, tag);
  if (value === null) return null;
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?/.exec(value);
  if (!match) return null;
  const at = wallMinutes(Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4] ?? 0), Number(match[5] ?? 0));
  // ProjectLibre writes the epoch (in its own zone) where no date is set.
  return at === null || Math.abs(at) <= 1440 ? null : at;
}

/** Minutes after midnight of `08:00:00`. */
export function timeOfDay(parent: XmlElement | null, tag: string): number | null {
  const match = /(\d{2}):(\d{2})(?::\d{2})?$/.exec(text(parent, tag) ?? '');
  return match ? Number(match[1]) * 60 + Number(match[2]) : null;
}

/** Minutes of `PT8H30M0S` or `P1DT2H`; a day in it is one of 24 hours. Null where it is no duration. */
export function isoMinutes(value: string | null): number | null {
  const match = /^(-?)P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(value ?? '');
  if (!match) return null;
  const part = (index: number): number => Number(match[index] ?? 0);
  const minutes = Math.round(part(2) * 1440 + part(3) * 60 + part(4) + part(5) / 60);
  return match[1] === '-' ? -minutes : minutes;
}

/** `DurationFormat` and `LagFormat`: odd codes are working time, even ones elapsed; 32 more marks an estimate. */
export function unitOf(format: number | null): { readonly unit: MsUnit; readonly elapsed: boolean; readonly estimated: boolean; readonly percent: boolean } {
  const code = format ?? 7;
  const estimated = code >= 35;
  const base = estimated ? code - 32 : code;
  if (base < 3 || base > 20) return { unit: 'd', elapsed: false, estimated, percent: false };
  const units: readonly MsUnit[] = ['min', 'h', 'd', 'w', 'mo'];
  return { unit: units[(base - 3) >> 1] ?? 'd', elapsed: base % 2 === 0, estimated, percent: base === 19 || base === 20 };
}

/** `Duration` with its `DurationFormat`. Elapsed durations are stored in wall time: one elapsed day is PT24H0M0S. */
export function duration(parent: XmlElement | null, tag: string, formatTag: string): MsDuration | null {
  const minutes = isoMinutes(text(parent, tag));
  if (minutes === null) return null;
  const { unit, elapsed, estimated } = unitOf(integer(parent, formatTag));
  return { minutes, unit, elapsed, estimated };
}
