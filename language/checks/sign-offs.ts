/** Signing off: by whom, on what evidence, and what was waived until when (language.md 3b). */
import type { Contract, Criterion, Element, Mark, Ref } from '../plan/model.ts';
import { accountable, ownerOf, ownerOfPart } from '../plan/owners.ts';
import { criterionState, latestMark } from '../plan/states.ts';
import { isPast } from './marks.ts';
import { observe, within } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { date, list, named } from './words.ts';

/** `“Threat model signed off” (threat-model)`. */
export function criterionName(criterion: Criterion): string {
  if (criterion.text === null) return `“${criterion.name ?? 'a check'}”`;
  return criterion.name === null ? `“${criterion.text.value}”` : `“${criterion.text.value}” (${criterion.name})`;
}

export function criterionSpan(criterion: Criterion): { start: number; end: number } {
  return criterion.nameSpan ?? criterion.text?.span ?? criterion.span;
}

/** The marks among `signatures` that the owner of the thing itself gave; `owner` is its own where it has one. */
function selfSigned(context: CheckContext, holder: Element, owner: Ref | null, signatures: readonly (Mark | null)[], what: string): readonly Observation[] {
  if (!signatures.some(mark => mark !== null && mark.by.length > 0)) return [];
  const ownership = ownerOfPart(context.plan, holder, owner);
  const ownerKey = ownership === null ? null : ownership.person?.key ?? ownership.team?.key ?? ownership.ref.key;
  if (ownership === null || ownerKey === null) return [];
  return signatures.flatMap(mark => {
    const signer = mark?.by.find(ref => ref.key !== null && personKey(context, ref) === ownerKey);
    const person = signer === undefined ? null : context.element(signer);
    if (mark === null || signer === undefined || person === null) return [];
    return [observe(holder, signer.span, `${person.title?.value ?? person.name} owns ${what} and has ${mark.word} it too. Let somebody else sign it off.`,
      { related: [{ message: 'The owner is named here', place: within(ownership.from, ownership.ref.span) }] })];
  });
}

/** The judgement that counts, unless it is `failed`: that signs nothing off. */
function judgement(criterion: Criterion): Mark | null {
  const mark = latestMark(criterion.marks, 'passed', 'failed', 'waived');
  return mark?.word === 'failed' ? null : mark;
}

function personKey(context: CheckContext, ref: Ref): string | null {
  const { person, team } = accountable(context.plan, ref);
  return person?.key ?? team?.key ?? ref.key;
}

function checkSelfSigned(context: CheckContext): readonly Observation[] {
  const { plan } = context;
  /** The delivery is the provider's, whoever wrote the contract. */
  const providerOf = (contract: Contract): Ref | null => {
    const provider = context.element(contract.from);
    return contract.owner ?? (provider === null ? null : ownerOf(plan, provider)?.ref ?? null);
  };
  return [
    ...context.criteria.flatMap(({ holder, criterion }) =>
      selfSigned(context, holder, criterion.owner ?? (holder.kind === 'dependency' ? providerOf(holder) : null), [judgement(criterion)], criterionName(criterion))),
    ...context.gates.flatMap(({ activity }) => selfSigned(context, activity, null, activity.marks.filter(mark => mark.word === 'signed'), named(activity))),
    ...plan.contracts.flatMap(contract => selfSigned(context, contract, providerOf(contract), [latestMark(contract.marks, 'accepted')], `the delivery of ${named(contract)}`)),
    ...plan.risks.flatMap(risk => selfSigned(context, risk, null, [latestMark(risk.marks, 'accepted')], named(risk))),
    ...plan.changes.flatMap(change => selfSigned(context, change, null, [latestMark(change.marks, 'approved')], named(change))),
  ];
}

function checkWaivers(context: CheckContext): readonly Observation[] {
  return context.criteria.flatMap(({ holder, criterion }) => {
    const waiver = criterionState(criterion) === 'waived' ? latestMark(criterion.marks, 'waived') : null;
    if (waiver === null) return [];
    const missing = missingFromAcceptance(waiver);
    return missing.length === 0 ? [] : [observe(holder, waiver.span,
      `${criterionName(criterion)} is waived without ${list(missing.map(part => part.noun), 'or')}. Write it as \`waived D by P because "…" until D\`.`)];
  });
}

/** What a waiver or a risk acceptance must say: who, why, and until when. */
export function missingFromAcceptance(mark: Mark): readonly { readonly noun: string }[] {
  return [
    ...(mark.by.length === 0 ? [{ noun: 'a name' }] : []),
    ...(mark.because === null ? [{ noun: 'a reason' }] : []),
    ...(mark.until === null ? [{ noun: 'an end' }] : []),
  ];
}

function checkExpiredWaivers(context: CheckContext): readonly Observation[] {
  return context.criteria.flatMap(({ holder, criterion }) => {
    const waiver = criterionState(criterion) === 'waived' ? latestMark(criterion.marks, 'waived') : null;
    if (waiver?.until == null || !isPast(waiver.until, context.statusDate(holder.program))) return [];
    return [observe(holder, waiver.until.span,
      `The waiver of ${criterionName(criterion)} ended on ${date(waiver.until.at)}, so the check is open again. Pass it, or have the waiver renewed.`)];
  });
}

function checkStaleEvidence(context: CheckContext): readonly Observation[] {
  return context.criteria.flatMap(({ holder, criterion }) => {
    if (criterionState(criterion) !== 'passed') return [];
    const evidence = [...(latestMark(criterion.marks, 'passed')?.evidence ?? []), ...criterion.evidence];
    const statusDate = context.statusDate(holder.program);
    const last = evidence.at(-1);
    if (last === undefined || !evidence.every(proof => isPast(proof.until, statusDate))) return [];
    return [observe(holder, last.until?.span ?? last.span,
      `The evidence for ${criterionName(criterion)} expired on ${date(last.until?.at ?? 0)}, and expired evidence is no evidence. Renew it, or judge the check again.`)];
  });
}

function checkPassWithoutEvidence(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => (gate.gate?.checks ?? []).flatMap(check => {
    const passed = criterionState(check) === 'passed' ? latestMark(check.marks, 'passed') : null;
    if (passed === null || passed.evidence.length > 0 || check.evidence.length > 0) return [];
    return [observe(gate, passed.span, `${criterionName(check)} passed without evidence. Add \`evidence "…"\` with a link to it.`)];
  }));
}

const gate = (lines: string, head = ''): string => `program atlas {
  start 2026-01-12${head}
  task build "Build" { estimate 5d }
  gate ready "Readiness" {
    after build
    ${lines}
  }
}
person mo "Mo Haddad"
person kim "Kim Osei"`;
const proof = 'evidence "https://wiki.example.com/tm"';

export const selfSignedGate: CheckedRule = {
  code: 'self-signed-gate',
  theme: 'Gates',
  severity: { startup: 'hint', enterprise: 'warning', regulated: 'error' },
  title: 'Somebody signs off what they own',
  explanation: 'A `passed`, `waived`, `signed`, `accepted` or `approved` is by the person who owns the thing itself; for a team, its lead counts. A gate\'s owner may give its verdict. A delivery is accepted by its consumer, not by who delivers it.',
  reason: 'A second pair of eyes is what a signature is for.',
  example: gate(`check model "Threat model" { owner kim  passed 2026-01-12 by kim  ${proof} }`, '\n  policy enterprise'),
  fixed: gate(`check model "Threat model" { owner kim  passed 2026-01-12 by mo  ${proof} }`, '\n  policy enterprise'),
  check: checkSelfSigned,
};

export const waiverWithoutApprover: CheckedRule = {
  code: 'waiver-without-approver',
  theme: 'Gates',
  severity: { startup: 'warning', enterprise: 'error', regulated: 'error' },
  title: 'A waiver lacks a name, a reason or an end',
  explanation: 'The judgement that counts on a check is `waived`, without `by`, `because` or `until`.',
  reason: 'A waiver is somebody\'s decision to carry a risk for a while. Without these it is a hole.',
  example: gate('check runbook "Runbook rehearsed" { owner kim  waived 2026-01-12 by mo }'),
  fixed: gate('check runbook "Runbook rehearsed" { owner kim  waived 2026-01-12 by mo because "Rehearsed on staging" until 2026-03-31 }'),
  check: checkWaivers,
};

export const waiverExpired: CheckedRule = {
  code: 'waiver-expired',
  theme: 'Gates',
  severity: 'error',
  title: 'A waiver has ended',
  explanation: 'The judgement that counts on a check is `waived … until D`, and D has passed.',
  reason: 'What was let through for a time is open again.',
  example: gate('check runbook "Runbook rehearsed" { owner kim  waived 2026-01-12 by mo because "Staging only" until 2026-01-30 }', '\n  as of 2026-02-02'),
  fixed: gate('check runbook "Runbook rehearsed" { owner kim  waived 2026-01-12 by mo because "Staging only" until 2026-03-31 }', '\n  as of 2026-02-02'),
  check: checkExpiredWaivers,
};

export const staleEvidence: CheckedRule = {
  code: 'stale-evidence',
  theme: 'Gates',
  severity: 'warning',
  title: 'The evidence of a passed check has expired',
  explanation: 'Every piece of evidence of a check that passed has an `until` that lies before the status date.',
  reason: 'Expired evidence is no evidence: what was true then may not be now.',
  example: gate('check model "Threat model" { owner kim  passed 2026-01-12 by mo  evidence "https://wiki.example.com/tm" until 2026-01-30 }', '\n  as of 2026-02-02'),
  fixed: gate('check model "Threat model" { owner kim  passed 2026-01-12 by mo  evidence "https://wiki.example.com/tm" until 2026-06-30 }', '\n  as of 2026-02-02'),
  check: checkStaleEvidence,
};

export const criterionPassWithoutEvidence: CheckedRule = {
  code: 'criterion-pass-without-evidence',
  theme: 'Gates',
  severity: { startup: 'off', enterprise: 'warning', regulated: 'error' },
  title: 'A check passed without evidence',
  explanation: 'A check of a gate is `passed` and neither the judgement nor the check has `evidence`.',
  reason: 'An audit, and the next person, can only rely on what they can look at.',
  example: gate('check model "Threat model" { owner kim  passed 2026-01-12 by mo }', '\n  policy enterprise'),
  fixed: gate(`check model "Threat model" { owner kim  passed 2026-01-12 by mo  ${proof} }`, '\n  policy enterprise'),
  check: checkPassWithoutEvidence,
};
