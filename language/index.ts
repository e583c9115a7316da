/** The only door of the language for the server, the command line and the tests. */
export type * from './plan/model.ts';
export type * from './plan/records.ts';
export type * from './schedule/model.ts';
export type * from './checks/finding.ts';
export * from './plan/dates.ts';
export { accountable, ownerOf, ownerOfPart } from './plan/owners.ts';
export type { Ownership } from './plan/owners.ts';
export { merge, planLists } from './plan/merge.ts';
export { builtInPolicies, isBuiltInPolicy, isPolicySeverity, policyOf, policyWords, settingsOf } from './plan/policy.ts';
export type { BuiltInPolicy, PolicySettings, PolicySeverity, Spread } from './plan/policy.ts';
export * from './plan/states.ts';
export { isTimezone } from './plan/timezones.ts';
export { formatDuration, minutesOf, NOMINAL_UNITS } from './plan/units.ts';
export type { UnitLengths } from './plan/units.ts';
export { capFindings } from './cap-findings.ts';
