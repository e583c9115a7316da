/**
 * Plan and schedule as one JSON document; its schema, with the version, is docs/export-schema.json.
 *
 * The plan's own shapes are written with values in place of their spans: a date is its text, a reference the id of its target (the
 * name as written where it has none), a duration `3d`. What is not written in the plan is absent.
 */
import { formatDay, formatInstant } from '../plan/dates.ts';
import { planLists } from '../plan/merge.ts';
import type { DateValue, Duration, HourSpan, Plan, Ref } from '../plan/model.ts';
import { formatDuration } from '../plan/units.ts';
import type { Schedule } from '../schedule/model.ts';
import { compare } from './places.ts';
import { scheduleReport } from './schedule.ts';
import { timeOfDay } from './time-of-day.ts';

export const EXPORT_VERSION = 1;

/** The document as JSON text, elements sorted by id within their kind. */
export function exportJson(plan: Plan, schedule: Schedule): string {
  const { asOf, programs } = scheduleReport(schedule);
  const written = Object.fromEntries(planLists.map(list => [list, plan[list].toSorted((a, b) => compare(a.id, b.id)).map(element => plain(element, plan))]));
  return `${JSON.stringify({ version: EXPORT_VERSION, asOf, plan: written, schedule: programs }, null, 1)}\n`;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Where something is written, and how documents refer to each other, is nothing to a reader of the export. */
const internal = new Set(['span', 'nameSpan', 'uri', 'key', 'parent']);

function plain(value: unknown, plan: Plan): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(item => plain(item, plan));
  if (typeof value !== 'object') return null;
  if (isDate(value)) return value.day ? formatDay(value.at) : formatInstant(value.at);
  if (isDuration(value)) return formatDuration(value);
  if (isRef(value)) return (value.key === null ? undefined : plan.byKey.get(value.key)?.id) ?? value.text;
  if (isHours(value)) return `${timeOfDay(value.from)}-${timeOfDay(value.to)}`;
  if (isSpan(value)) return true;
  if (isLocated(value)) return plain(value.value, plan);
  const entries: [string, Json][] = [];
  for (const [name, own] of Object.entries(value)) {
    if (internal.has(name)) {
      if (name === 'parent' && typeof own === 'string') entries.push([name, plan.byKey.get(own)?.id ?? own]);
      continue;
    }
    const json = plain(own, plan);
    if (json !== null && !(Array.isArray(json) && json.length === 0)) entries.push([name, json]);
  }
  return Object.fromEntries(entries);
}

function isDate(value: object): value is DateValue {
  return 'at' in value && 'day' in value;
}

function isDuration(value: object): value is Duration {
  return 'amount' in value && 'unit' in value && 'elapsed' in value;
}

function isRef(value: object): value is Ref {
  return 'key' in value && 'text' in value && 'span' in value && Object.keys(value).length === 3;
}

function isHours(value: object): value is HourSpan {
  return 'from' in value && 'to' in value && typeof value.from === 'number' && typeof value.to === 'number';
}

/** A value with its place and nothing else; a mark has a `value`, too. */
function isLocated(value: object): value is { readonly value: unknown } {
  return 'value' in value && 'span' in value && Object.keys(value).length === 2;
}

/** A line of one word, of which the plan keeps only where it stands. */
function isSpan(value: object): boolean {
  return 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';
}
