/** What a program's policy sets: thresholds and severities, built in (requirements section 9.2) or written in a policy block. */
import type { Duration, Plan, Policy, PolicyLine, Ref } from './model.ts';

export type BuiltInPolicy = 'startup' | 'enterprise' | 'regulated';
export type PolicySeverity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** Percents of an estimate that has only its likely value. */
export interface Spread { readonly optimistic: number; readonly likely: number; readonly pessimistic: number }

export interface PolicySettings {
  /** Name of the policy as the program gives it. */
  readonly name: string;
  /** The built-in policy that it rests on. */
  readonly base: BuiltInPolicy;
  /** Total slack at or below this is critical. */
  readonly criticalSlack: Duration;
  /** How much more slack is still near-critical. */
  readonly nearCritical: Duration;
  /** A forecast may be this much later than its commitment. */
  readonly tolerance: Duration;
  /** From asked to decided. */
  readonly decisionWithin: Duration;
  /** Oldest review of a risk, assumption, issue or decision. */
  readonly raidReviewedWithin: Duration;
  /** An open risk is aged after this. */
  readonly riskAgedAfter: Duration;
  /** A security review ends this long before its release. */
  readonly securityLead: Duration;
  /** Whether a check passes only with evidence. */
  readonly evidenceRequired: boolean;
  /** Percent of the checks that are passed or waived when a gate is held. */
  readonly readiness: number;
  readonly spread: Spread;
  readonly estimates: 'pert' | 'triangular';
  /** Percent by which the estimates are multiplied. */
  readonly calibration: number;
  /** Who may approve, by class: `scope-change`, `risk-acceptance`, `waiver`, … */
  readonly approvers: ReadonlyMap<string, readonly Ref[]>;
  /** Severities that differ from the default of their rule, by code. */
  readonly severities: ReadonlyMap<string, PolicySeverity>;
}

const days = (amount: number): Duration => ({ amount, unit: 'd', elapsed: false });
const elapsedDays = (amount: number): Duration => ({ amount, unit: 'd', elapsed: true });

const startup: PolicySettings = {
  name: 'startup', base: 'startup',
  criticalSlack: days(0), nearCritical: days(3), tolerance: days(0),
  decisionWithin: days(3), raidReviewedWithin: elapsedDays(14), riskAgedAfter: elapsedDays(45), securityLead: days(10),
  evidenceRequired: false, readiness: 90,
  spread: { optimistic: 80, likely: 100, pessimistic: 150 }, estimates: 'pert', calibration: 100,
  approvers: new Map(),
  severities: new Map<string, PolicySeverity>([
    ['criterion-pass-without-evidence', 'off'], ['change-without-approval', 'warning'],
    ['external-commitment-unapproved', 'warning'], ['budget-variance-exceeded', 'off'], ['budget-line-stale', 'off'],
  ]),
};

const enterprise: PolicySettings = {
  ...startup, name: 'enterprise', base: 'enterprise',
  decisionWithin: days(7), raidReviewedWithin: elapsedDays(7), riskAgedAfter: elapsedDays(30), securityLead: days(20), readiness: 95,
  severities: new Map<string, PolicySeverity>([
    ['missing-owner', 'error'], ['silent-date-move', 'error'], ['unrecorded-scope-change', 'error'], ['contract-changed-unacknowledged', 'error'],
  ]),
};

const regulated: PolicySettings = {
  ...enterprise, name: 'regulated', base: 'regulated',
  decisionWithin: days(10), securityLead: days(30), readiness: 100, evidenceRequired: true,
  severities: new Map<string, PolicySeverity>([
    ...enterprise.severities,
    ['criterion-pass-without-evidence', 'error'], ['self-signed-gate', 'error'], ['privacy-assessment-missing', 'error'],
    ['change-approval-missing', 'error'], ['rollback-untested', 'error'], ['cutover-unrehearsed', 'error'], ['over-governed', 'off'],
  ]),
};

export const builtInPolicies: Readonly<Record<BuiltInPolicy, PolicySettings>> = { startup, enterprise, regulated };

const severityWords: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'] satisfies readonly PolicySeverity[];

export function isPolicySeverity(word: string): word is PolicySeverity {
  return severityWords.includes(word);
}

export function isBuiltInPolicy(name: string): name is BuiltInPolicy {
  return Object.hasOwn(builtInPolicies, name);
}

/** The first words of the lines that a policy block may hold, for completion and for the finding on an unknown one. */
export const policyWords = [
  'critical slack', 'near-critical', 'tolerance', 'decision within', 'raid reviewed within', 'risk aged after', 'security lead',
  'evidence required', 'evidence optional', 'readiness', 'spread', 'estimates', 'calibration', 'approver of', 'severity',
] as const;

const known = new WeakMap<Plan, Map<string | null, PolicySettings>>();

/**
 * The settings in force for a program; for `null` (what stands outside every program) those of the only program, where there
 * is only one, else `startup`. A block that extends itself, directly or not, rests on `startup`.
 */
export function policyOf(plan: Plan, program: string | null): PolicySettings {
  let byProgram = known.get(plan);
  if (!byProgram) known.set(plan, (byProgram = new Map()));
  let settings = byProgram.get(program);
  if (!settings) {
    const holder = program === null
      ? (plan.programs.length === 1 ? plan.programs[0] : undefined)
      : plan.programs.find(candidate => candidate.name === program);
    byProgram.set(program, (settings = resolve(plan, holder?.policy ?? null, new Set())));
  }
  return settings;
}

/** The settings of a policy block, with what it extends. */
export function settingsOf(plan: Plan, policy: Policy): PolicySettings {
  return withLines(resolve(plan, policy.base, new Set([policy.key])), policy);
}

function resolve(plan: Plan, ref: Ref | null, seen: Set<string>): PolicySettings {
  if (!ref) return startup;
  const target = ref.key === null ? undefined : plan.byKey.get(ref.key);
  if (target?.kind !== 'policy' || seen.has(target.key)) return isBuiltInPolicy(ref.text) ? builtInPolicies[ref.text] : startup;
  seen.add(target.key);
  const policy = target as Policy;
  return withLines(resolve(plan, policy.base, seen), policy);
}

function withLines(base: PolicySettings, policy: Policy): PolicySettings {
  // Of a repeated line the first counts, as for every property; so the later ones go in before it.
  const lines = [...policy.lines].reverse();
  const own = lines.map(settingOf).filter(setting => setting !== null);
  const approvers = new Map(base.approvers);
  const severities = new Map(base.severities);
  const { evidenceRequired }: Partial<PolicySettings> = Object.assign({}, ...own);
  if (evidenceRequired === false) severities.set('criterion-pass-without-evidence', 'off');
  else if (evidenceRequired && severities.get('criterion-pass-without-evidence') === 'off') severities.set('criterion-pass-without-evidence', 'warning');
  for (const { words, refs } of lines) {
    const [first, second, third] = words;
    if (first === 'severity' && second !== undefined && third !== undefined && isPolicySeverity(third)) severities.set(second, third);
    if (first === 'approver' && second === 'of' && third !== undefined) approvers.set(third, refs);
  }
  return Object.assign({}, base, ...own, { name: policy.name, approvers, severities });
}

/** Whether a line of a policy block, other than `severity` and `approver`, sets anything: its words are known and its value fits. */
export function setsSomething(line: PolicyLine): boolean {
  return settingOf(line) !== null;
}

/** What one line sets, or null where it says something else (a severity, an approver) or nothing that is known. */
function settingOf(line: PolicyLine): Partial<PolicySettings> | null {
  const [duration] = line.durations;
  const [percent, likely, pessimistic] = line.percents;
  const [first, second] = line.words;
  switch (first) {
    case 'critical': return second === 'slack' && duration ? { criticalSlack: duration } : null;
    case 'near-critical': return duration ? { nearCritical: duration } : null;
    case 'tolerance': return duration ? { tolerance: duration } : null;
    case 'decision': return duration ? { decisionWithin: duration } : null;
    case 'raid': return duration ? { raidReviewedWithin: duration } : null;
    case 'risk': return duration ? { riskAgedAfter: duration } : null;
    case 'security': return duration ? { securityLead: duration } : null;
    case 'evidence': return { evidenceRequired: second === 'required' };
    case 'readiness': return percent === undefined ? null : { readiness: percent };
    case 'calibration': return percent === undefined ? null : { calibration: percent };
    case 'estimates': return second === 'pert' || second === 'triangular' ? { estimates: second } : null;
    case 'spread':
      return percent === undefined || likely === undefined || pessimistic === undefined
        ? null : { spread: { optimistic: percent, likely, pessimistic } };
    default: return null;
  }
}
