/** Runs the rules over a plan and its schedule, and finds the repairs of a finding. */
import type { Plan } from '../plan/model.ts';
import { policyOf } from '../plan/policy.ts';
import type { PolicySettings, PolicySeverity } from '../plan/policy.ts';
import { schedule as scheduleOf } from '../schedule/schedule.ts';
import type { Schedule } from '../schedule/model.ts';
import { checkContext } from './context.ts';
import type { Finding, Fix } from './finding.ts';
import { ruleOf, rules } from './registry.ts';
import { wordsOnDemand } from './rule.ts';
import type { CheckContext, CheckedRule, Observation, Rule } from './rule.ts';

export interface CheckOptions {
  /** Severities of the editor's or the command line's settings, by code; they beat those of a policy. */
  readonly severities?: ReadonlyMap<string, PolicySeverity>;
}

/** The severity of a rule under a policy: the setting, else the policy's line, else the rule's own for that profile. */
export function severityOf(rule: Rule, policy: PolicySettings, options: CheckOptions = {}): PolicySeverity {
  const own = typeof rule.severity === 'string' ? rule.severity : rule.severity[policy.base];
  return options.severities?.get(rule.code) ?? policy.severities.get(rule.code) ?? own;
}

/**
 * What the rules find in a plan, in the order of the registry, each rule in document order. Pure: the same plan and schedule
 * give the same findings. A rule that fails leaves an `internal-error` and does not keep the others from running.
 */
export function check(plan: Plan, schedule: Schedule, options: CheckOptions = {}): Finding[] {
  const context = contextOf(plan, schedule);
  const programs = [null, ...new Set(plan.programs.map(program => program.name))];
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (!('check' in rule)) continue;
    const levels = new Map(programs.map(program => [program, levelOf(rule, policyOf(plan, program), options)]));
    if ([...levels.values()].every(({ severity }) => severity === 'off')) continue;
    const seen = observations(rule, context);
    if (seen === null) {
      findings.push(failureOf(rule, plan));
      continue;
    }
    const outside = levels.get(null)!;
    for (const observation of seen) {
      const level = levels.get(observation.program) ?? outside;
      if (level.severity === 'off') continue;
      findings.push(findingOf(rule.code, level.changed ? level.severity : observation.severity ?? level.severity, observation));
    }
  }
  return findings;
}

/** The severity for one program, and whether somebody chose it: only then it is stronger than an observation's own. */
function levelOf(rule: Rule, policy: PolicySettings, options: CheckOptions): { readonly severity: PolicySeverity; readonly changed: boolean } {
  return { severity: severityOf(rule, policy, options), changed: options.severities?.has(rule.code) === true || policy.severities.has(rule.code) };
}

const NOTHING: Finding['related'] = [];

function findingOf(code: string, severity: Finding['severity'], observation: Observation): Finding {
  const { uri, span, data, words } = observation;
  if (words) return Object.assign(wordsOnDemand(words), { code, severity, uri, span, ...data === undefined ? {} : { data } });
  const { message, related = NOTHING } = observation;
  return data === undefined ? { code, severity, message, uri, span, related } : { code, severity, message, uri, span, related, data };
}

/** What a rule sees, or null where it failed. */
function observations(rule: CheckedRule, context: CheckContext): readonly Observation[] | null {
  try {
    return rule.check(context);
  } catch {
    return null;
  }
}

function failureOf(rule: Rule, plan: Plan): Finding {
  const program = plan.programs[0];
  return {
    code: 'internal-error', severity: 'error', uri: program?.uri ?? plan.uris[0] ?? '', span: program?.nameSpan ?? { start: 0, end: 0 }, related: [],
    message: `The check ${rule.code} failed and was left out; the other checks are complete. Please report it.`,
  };
}

export interface FixOptions {
  readonly plan: Plan;
  readonly schedule: Schedule;
  /** The text of a document, or null where it is not known. */
  text(uri: string): string | null;
}

const contexts = new WeakMap<Schedule, CheckContext>();

/** What the rules of one analysis look at, and after them the fixes: made once. */
function contextOf(plan: Plan, schedule: Schedule): CheckContext {
  let context = contexts.get(schedule);
  if (context?.plan !== plan) contexts.set(schedule, context = checkContext(plan, schedule));
  return context;
}

/** The repairs of a finding, the preferred one first; empty where its rule knows none, or the finding is not of this plan. */
export function fixesFor(finding: Finding, { plan, schedule, text }: FixOptions): readonly Fix[] {
  const rule = ruleOf(finding.code);
  if (rule?.fix === undefined) return [];
  // One day for all programs may be that of a setting, which beats their `as of`.
  const asOf = schedule.programs.every(({ statusDate }) => statusDate === schedule.asOf) ? { asOf: schedule.asOf } : {};
  const reschedule = (changed: Plan): Schedule => scheduleOf(changed, { today: schedule.asOf, ...asOf, thresholds: program => policyOf(changed, program) });
  return rule.fix(finding, { ...contextOf(plan, schedule), text, reschedule });
}

/** Codes whose fixes may be safe to make all at once, without a look: the others need not be asked. */
const codesWithSafeFixes: ReadonlySet<string> = new Set(['unresolved-reference', 'inconsistent-taxonomy', 'duplicate-property', 'unused-suppression']);

/** The fixes that are right whatever was meant. Those that touch the same text are left for the next time. */
export function safeFixes(findings: readonly Finding[], options: FixOptions): readonly Fix[] {
  const chosen: Fix[] = [];
  const taken = new Map<string, { start: number; end: number }[]>();
  for (const finding of findings) {
    if (!codesWithSafeFixes.has(finding.code)) continue;
    const fix = fixesFor(finding, options).find(({ safe }) => safe);
    if (fix === undefined || fix.edits.some(({ uri, span }) => taken.get(uri)?.some(other => span.start < other.end && other.start < span.end))) continue;
    for (const { uri, span } of fix.edits) taken.set(uri, [...(taken.get(uri) ?? []), span]);
    chosen.push(fix);
  }
  return chosen;
}
