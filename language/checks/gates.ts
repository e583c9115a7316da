/** Gates: what they ask for, what a verdict leaves open, and the releases that they hold. */
import { dayOf } from '../plan/dates.ts';
import type { Activity, Ref } from '../plan/model.ts';
import { ownerOfPart } from '../plan/owners.ts';
import { gateVerdict } from '../plan/states.ts';
import { addCriterionOwner, completeCondition } from './fixes/owners.ts';
import { addCheck } from './fixes/placeholders.ts';
import { isOpen } from './marks.ts';
import { nameOf, observe, within } from './rule.ts';
import type { CheckContext, CheckedRule, Observation } from './rule.ts';
import { criterionName, criterionSpan } from './sign-offs.ts';
import { date, list, named, shortList } from './words.ts';

function checkConditions(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => {
    const held = gateVerdict(gate);
    if (held?.value?.value !== 'conditional') return [];
    return (gate.gate?.checks ?? []).filter(isOpen).flatMap(check => {
      const missing = [
        ...(ownerOfPart(context.plan, gate, check.owner) === null ? [{ noun: 'owner', word: '`owner`' }] : []),
        ...(check.due === null ? [{ noun: 'due date', word: '`due`' }] : []),
      ];
      return missing.length === 0 ? [] : [observe(gate, criterionSpan(check),
        `${criterionName(check)} is a condition of the verdict on ${named(gate)} and has no ${list(missing.map(({ noun }) => noun), 'and no')}. `
          + `Write ${list(missing.map(({ word }) => word))}, so that somebody closes it.`,
        { related: [{ message: 'The verdict', place: within(gate, held.span) }] })];
    });
  });
}

function checkOpenCriteria(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => {
    const held = gateVerdict(gate);
    const open = (gate.gate?.checks ?? []).filter(isOpen);
    if (held?.value?.value !== 'go' || open.length === 0) return [];
    return [observe(gate, held.span,
      `${named(gate)} got a go while ${shortList(open.map(criterionName))} ${open.length === 1 ? 'is' : 'are'} neither passed nor waived. Judge what is open, or make the verdict \`conditional\`.`,
      { related: open.slice(0, 30).map(check => ({ message: `${criterionName(check)} is open`, place: within(gate, criterionSpan(check)) })) })];
  });
}

function checkSignatures(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => {
    const held = gateVerdict(gate);
    if (held?.value?.value !== 'go' && held?.value?.value !== 'conditional') return [];
    const signed = new Set(gate.marks.filter(mark => mark.word === 'signed').map(mark => mark.as?.value));
    const missing = (gate.gate?.signOff ?? []).filter(role => !signed.has(role.value));
    return missing.length === 0 ? [] : [observe(gate, held.span,
      `${named(gate)} has a verdict, but ${list(missing.map(role => role.value))} ${missing.length === 1 ? 'has' : 'have'} not signed. Write \`signed D by P as ${missing[0]!.value}\`.`,
      { related: missing.map(role => ({ message: `The signature of ${role.value} is asked for here`, place: within(gate, role.span) })) })];
  });
}

function checkCriteria(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => {
    if (gateVerdict(gate) !== null || gate.done !== null || (gate.gate?.checks ?? []).length > 0 || (gate.gate?.signOff ?? []).length > 0) return [];
    return [observe(gate, gate.nameSpan, `${named(gate)} has no check, so nothing says when it may be passed. Add \`check\` lines, or make it a milestone.`)];
  });
}

function checkCriterionOwner(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => (gate.gate?.checks ?? []).flatMap(check =>
    !isOpen(check) || gateVerdict(gate) !== null || ownerOfPart(context.plan, gate, check.owner) !== null ? []
      : [observe(gate, criterionSpan(check), `Nobody owns ${criterionName(check)} of ${named(gate)}. Give the check or its gate an \`owner\`.`)]));
}

/** The day that a plan gives an activity in writing: fixed, else committed. */
function writtenDay(activity: Activity): { readonly at: number; readonly span: { start: number; end: number } } | null {
  const value = activity.constraints.find(constraint => constraint.relation === 'on')?.date ?? activity.by?.date;
  return value === undefined ? null : { at: dayOf(value.at), span: value.span };
}

function heldReleases(context: CheckContext, gate: Activity): readonly { readonly release: Activity; readonly ref: Ref }[] {
  return (gate.gate?.before ?? []).flatMap(ref => {
    const at = context.activity(ref);
    return at?.activity.kind === 'release' ? [{ release: at.activity, ref }] : [];
  });
}

function checkGateAfterLaunch(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => {
    const own = writtenDay(gate);
    if (own === null || gateVerdict(gate) !== null) return [];
    return heldReleases(context, gate).flatMap(({ release, ref }) => {
      const launch = writtenDay(release);
      if (launch === null || own.at < launch.at || release.done !== null) return [];
      return [observe(gate, own.span,
        `${named(gate)} is planned for ${date(own.at)}, not before the release that it holds: ${named(release)} is planned for ${date(launch.at)}. Hold the gate earlier, or move the release.`,
        { related: [{ message: `${named(release)}, ${date(launch.at)}`, place: within(release, launch.span) }, { message: 'The gate holds it', place: within(gate, ref.span) }] })];
    });
  });
}

function checkLaunchedWithoutGo(context: CheckContext): readonly Observation[] {
  return context.gates.flatMap(({ activity: gate }) => {
    const word = gateVerdict(gate)?.value?.value;
    if (word === 'go' || word === 'conditional' || gate.done !== null) return [];
    return heldReleases(context, gate).flatMap(({ release }) => {
      const begun = release.done?.on ?? release.started;
      if (begun === null) return [];
      return [observe(release, begun.span,
        `${named(release)} went out on ${date(begun.at)}, but ${named(gate)}, which holds it, has ${word === 'no-go' ? 'the verdict no-go' : 'no verdict'}. Record the verdict, or correct the date.`,
        { related: [{ message: named(gate), place: nameOf(gate) }] })];
    });
  });
}

function checkUngated(context: CheckContext): readonly Observation[] {
  const held = new Set(context.gates.flatMap(({ activity: gate }) => heldReleases(context, gate).map(({ release }) => release.key)));
  return context.releases.flatMap(at => {
    const { activity } = at;
    if (at.status === 'done' || held.has(activity.key)) return [];
    // A gate may also hold a release from its side: `after gate`.
    if (context.schedule.incoming(at.index).some(link => context.scheduled[link.from]?.activity.kind === 'gate')) return [];
    return [observe(activity, activity.nameSpan, `No gate holds ${named(activity)}. Add a \`gate\` with \`before ${activity.name}\` and the checks that must be green.`)];
  });
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


export const conditionIncomplete: CheckedRule = {
  code: 'condition-incomplete',
  theme: 'Gates',
  severity: 'warning',
  title: 'A condition of a verdict has no owner or no due date',
  explanation: 'A gate got the verdict `conditional`, which keeps every open check as a condition. Each needs an owner (its own or the gate\'s) and a `due`.',
  reason: 'A condition that nobody closes is a go.',
  example: gate('verdict conditional 2026-01-12 by mo\n    check model "Threat model" { owner kim }'),
  fixed: gate('verdict conditional 2026-01-12 by mo\n    check model "Threat model" { owner kim  due 2026-01-30 }'),
  check: checkConditions,
  fix: completeCondition,
};

export const gatePassedWithOpenCriteria: CheckedRule = {
  code: 'gate-passed-with-open-criteria',
  theme: 'Gates',
  severity: 'error',
  title: 'A gate got a go with open checks',
  explanation: 'The verdict that counts is `go` while a check is neither passed nor waived. Checks that evaluate themselves (`requires`) are not counted here; a `conditional` verdict keeps open checks as conditions.',
  reason: 'The gate says ready where its own list says not.',
  example: gate('verdict go 2026-01-12 by mo\n    check model "Threat model" { owner kim }'),
  fixed: gate('verdict go 2026-01-12 by mo\n    check model "Threat model" { owner kim  passed 2026-01-09 by mo }'),
  check: checkOpenCriteria,
};

export const signoffMissingFunction: CheckedRule = {
  code: 'signoff-missing-function',
  theme: 'Gates',
  severity: 'error',
  title: 'A verdict came without every signature',
  explanation: 'A gate with a `go` or `conditional` verdict names roles under `sign-off` that have no `signed … as role`.',
  reason: 'Those roles were asked for because the launch is their risk too.',
  example: gate('sign-off security, operations\n    signed 2026-01-12 by kim as security\n    verdict go 2026-01-12 by mo'),
  fixed: gate('sign-off security\n    signed 2026-01-12 by kim as security\n    verdict go 2026-01-12 by mo'),
  check: checkSignatures,
};

export const gateWithoutCriteria: CheckedRule = {
  code: 'gate-without-criteria',
  theme: 'Gates',
  severity: { startup: 'information', enterprise: 'error', regulated: 'error' },
  title: 'A gate has no checks',
  explanation: 'A gate that is still to be held has neither a `check` nor a `sign-off`.',
  reason: 'Without criteria a gate is a meeting.',
  example: gate('owner mo'),
  fixed: gate('owner mo\n    check model "Threat model" { owner kim }'),
  check: checkCriteria,
  fix: addCheck,
};

export const criterionWithoutOwner: CheckedRule = {
  code: 'criterion-without-owner',
  theme: 'Gates',
  severity: 'warning',
  title: 'Nobody owns a check',
  explanation: 'An open check has no `owner`, and neither has its gate or the workstream around it.',
  reason: 'Everybody will think that somebody else has it.',
  example: gate('check model "Threat model"'),
  fixed: gate('check model "Threat model" { owner kim }'),
  check: checkCriterionOwner,
  fix: addCriterionOwner,
};

const launch = (gateLines: string, releaseLines: string, head = ''): string => `program atlas {
  start 2026-01-12${head}
  gate ready "Readiness" { owner mo  before launch  ${gateLines} check model "Threat model" { owner kim } }
  release launch "Launch" { owner kim  rollback when "errors above 2%"  ${releaseLines} }
}
person mo "Mo Haddad"
person kim "Kim Osei"`;

export const gateAfterLaunch: CheckedRule = {
  code: 'gate-after-launch',
  theme: 'Gates',
  severity: 'error',
  title: 'A gate is planned after the release that it holds',
  explanation: 'The written day (`on`, else `by`) of a gate lies on or after that of a release named by its `before`.',
  reason: 'A gate that is held after the launch holds nothing.',
  example: launch('by 2026-02-13', 'by 2026-02-10'),
  fixed: launch('by 2026-02-06', 'by 2026-02-10'),
  check: checkGateAfterLaunch,
};

export const noGoNoGo: CheckedRule = {
  code: 'no-go-no-go',
  theme: 'Gates',
  severity: 'error',
  title: 'A release went out without the verdict of its gate',
  explanation: 'A release has `started` or `done`, and a gate that holds it has neither a `go` nor a `conditional` verdict.',
  reason: 'Either the record is missing, or the gate was passed by.',
  example: launch('', 'done 2026-01-20', '\n  as of 2026-01-26'),
  fixed: launch('verdict conditional 2026-01-19 by mo', 'done 2026-01-20', '\n  as of 2026-01-26').replace('{ owner kim } }', '{ owner kim  due 2026-01-30 } }'),
  check: checkLaunchedWithoutGo,
};

export const releaseWithoutGate: CheckedRule = {
  code: 'release-without-gate',
  theme: 'Gates',
  severity: { startup: 'off', enterprise: 'error', regulated: 'error' },
  title: 'No gate holds a release',
  explanation: 'A release is named in no gate\'s `before` and comes after no gate.',
  reason: 'Somebody has to say go, and on what grounds.',
  example: `program atlas {
  start 2026-01-12
  policy enterprise
  release launch "Launch" { owner mo  rollback when "errors above 2%" }
}
person mo "Mo Haddad"`,
  fixed: launch('', '', '\n  policy enterprise'),
  check: checkUngated,
};
