/** How a gate stands: what it asks for, what is there, and what is missing. */
import { criterionState, isPast, latestMark } from '../language/index.ts';
import type { Activity, Criterion, Evidence, Text, WallMinutes } from '../language/index.ts';
import { plainText } from './plain-text.ts';

/** The checks and roles that it asks for, and those that are still missing. */
export interface Readiness {
  /** Checks that a person judges. */
  readonly checks: readonly Criterion[];
  readonly passed: readonly Criterion[];
  readonly waived: readonly Criterion[];
  /** Those of `passed` whose evidence has not expired. */
  readonly proven: readonly Criterion[];
  readonly openChecks: readonly Criterion[];
  readonly openRoles: readonly Text[];
}

/** An expired waiver leaves its check open; expired evidence is none. */
export function readinessOf(activity: Activity, now: WallMinutes): Readiness {
  const checks = (activity.gate?.checks ?? []).filter(check => check.requires === null);
  const passed = checks.filter(check => criterionState(check) === 'passed');
  const waived = checks.filter(check => criterionState(check) === 'waived' && !isPast(latestMark(check.marks, 'waived')?.until ?? null, now));
  const evidence = (check: Criterion): readonly Evidence[] => [...(latestMark(check.marks, 'passed')?.evidence ?? []), ...check.evidence];
  const signed = new Set(activity.marks.filter(mark => mark.word === 'signed').map(mark => mark.as?.value));
  return {
    checks, passed, waived,
    proven: passed.filter(check => evidence(check).some(proof => !isPast(proof.until, now))),
    openChecks: checks.filter(check => !passed.includes(check) && !waived.includes(check)),
    openRoles: (activity.gate?.signOff ?? []).filter(role => !signed.has(role.value)),
  };
}

/** The name of a check as a person reads it. */
export function checkName(check: Criterion): string {
  return plainText(check.text?.value ?? check.name ?? 'a check', 40);
}
