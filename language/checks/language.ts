/** Findings of the text itself: other rooms raise them, this room documents and repairs them. */
import { qualify, renameSecond, resolveName } from './fixes/names.ts';
import {
  asWritten, commentFixes, didYouMean, dropOffsets, nearestDate, nearestTimezone, nearestWeekday, removeComment, removeSecond,
} from './fixes/text.ts';
import type { DocumentedRule } from './rule.ts';

const task = (lines: string): string => `program atlas {
  start 2026-01-12
  task build "Build" { ${lines} }
}`;

const theme = 'Language';

export const languageRules: readonly DocumentedRule[] = [
  {
    code: 'syntax', theme, raisedBy: 'syntax', severity: 'error',
    title: 'The text is not a plan',
    explanation: 'Something stands where it cannot stand: an unknown word, an unclosed string or brace, a value of the wrong shape. The rest of the file is still read. This finding cannot be silenced.',
    reason: 'What cannot be read is not in the plan.',
    example: task('estimate 5x'),
    fixed: task('estimate 5d'),
    fix: asWritten,
  },
  {
    code: 'unresolved-reference', theme, raisedBy: 'syntax', severity: 'error',
    title: 'A name refers to nothing',
    explanation: 'No element of a fitting kind has this name, from the block around it outwards to the workspace. The nearest names are offered.',
    reason: 'The link, the owner or the team that was meant is missing from the plan.',
    example: `program atlas {
  start 2026-01-12
  task design "Design" { estimate 5d }
  task build "Build" { estimate 5d  after desing }
}`,
    fixed: `program atlas {
  start 2026-01-12
  task design "Design" { estimate 5d }
  task build "Build" { estimate 5d  after design }
}`,
    fix: resolveName,
  },
  {
    code: 'ambiguous-reference', theme, raisedBy: 'syntax', severity: 'error',
    title: 'A name fits two elements',
    explanation: 'Two elements of kinds that fit here have this name at the same level. Both are listed; write the longer, dotted name or rename one.',
    reason: 'The plan must not depend on which of the two is found first.',
    example: `program atlas {
  start 2026-01-12
  task ready "Build" { estimate 5d }
  milestone ready "Ready"
  task launch "Launch" { estimate 1d  after ready }
}`,
    fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  milestone ready "Ready"
  task launch "Launch" { estimate 1d  after ready }
}`,
    fix: qualify,
  },
  {
    code: 'duplicate-name', theme, raisedBy: 'plan', severity: 'error',
    title: 'Two elements of one kind have the same name',
    explanation: 'Names are unique within one block and kind. The second one is marked, the first is a related place. Over kinds, names may repeat.',
    reason: 'A reference could mean either.',
    example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  task build "Build the rest" { estimate 3d }
}`,
    fixed: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }
  task build-rest "Build the rest" { estimate 3d }
}`,
    fix: renameSecond,
  },
  {
    code: 'duplicate-property', theme, raisedBy: 'plan', severity: 'error',
    title: 'A property that has one value stands twice',
    explanation: 'A property of which only one makes sense (a date, an estimate, an owner, …) is written again. The first counts; the second is marked.',
    reason: 'Two answers to one question.',
    example: task('estimate 5d  estimate 8d'),
    fixed: task('estimate 5d'),
    fix: removeSecond,
  },
  {
    code: 'impossible-date', theme, raisedBy: 'plan', severity: 'error',
    title: 'A date does not exist',
    explanation: 'The month has no such day, or the hour is past 24.',
    reason: 'It is a slip of the pen, and nobody can say which date was meant.',
    example: task('estimate 5d  start not before 2026-02-30'),
    fixed: task('estimate 5d  start not before 2026-02-27'),
    fix: nearestDate,
  },
  {
    code: 'impossible-range', theme, raisedBy: 'plan', severity: 'error',
    title: 'A range or a value cannot be',
    explanation: 'A range ends before it begins, a three-point estimate is not in order, or a value lies outside what it can be (progress above 100%, negative length).',
    reason: 'No schedule can follow it.',
    example: task('estimate 9d..5d..7d'),
    fixed: task('estimate 5d..7d..9d'),
    fix: asWritten,
  },
  {
    code: 'unknown-timezone', theme, raisedBy: 'plan', severity: 'error',
    title: 'A time zone does not exist',
    explanation: '`timezone` takes a name of the IANA database, e.g. `"Europe/Paris"`. Without a known one, offsets of instants are dropped.',
    reason: 'Hours in the night of a cutover would be off by some.',
    example: `program atlas {
  start 2026-01-12
  timezone "Europe/Pariss"
  task build "Build" { estimate 5d }
}`,
    fixed: `program atlas {
  start 2026-01-12
  timezone "Europe/Paris"
  task build "Build" { estimate 5d }
}`,
    fix: nearestTimezone,
  },
  {
    code: 'unknown-weekday', theme, raisedBy: 'plan', severity: 'error',
    title: 'A day of the week does not exist',
    explanation: 'Days are `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`, alone, in ranges (`mon-fri`) or with commas.',
    reason: 'The working time of every date on that calendar depends on it.',
    example: `calendar ours { week mon-fry 09:00-17:00 }
program atlas { start 2026-01-12  calendar ours  task build "Build" { estimate 5d } }`,
    fixed: `calendar ours { week mon-fri 09:00-17:00 }
program atlas { start 2026-01-12  calendar ours  task build "Build" { estimate 5d } }`,
    fix: nearestWeekday,
  },
  {
    code: 'inconsistent-taxonomy', theme, raisedBy: 'plan', severity: 'warning',
    title: 'A word is none of those that a property knows',
    explanation: 'A status, severity, probability, impact, health, verdict, or a line of a policy has a word that is not on its list. The message names the list.',
    reason: 'What has its own word in every plan cannot be counted or compared.',
    example: `program atlas {
  start 2026-01-12
  issue staging "Staging is down" { severity hgh  owner ana }
}
person ana "Ana Ruiz"`,
    fixed: `program atlas {
  start 2026-01-12
  issue staging "Staging is down" { severity high  owner ana }
}
person ana "Ana Ruiz"`,
    fix: didYouMean,
  },
  {
    code: 'offset-without-timezone', theme, raisedBy: 'plan', severity: 'information',
    title: 'The offset of an instant is dropped',
    explanation: 'An instant has an offset (`+02:00`, `Z`), and its program has no `timezone`, so the instant is taken as local wall time. With `timezone "Europe/Paris"` it is converted.',
    reason: 'The hour may not be the one that was meant.',
    example: task('estimate 5d  start not before 2026-01-14T09:00+02:00'),
    fixed: `program atlas {
  start 2026-01-12
  timezone "Europe/Paris"
  task build "Build" { estimate 5d  start not before 2026-01-14T09:00+02:00 }
}`,
    fix: dropOffsets,
  },
  {
    code: 'unused-suppression', theme, raisedBy: 'analysis', severity: 'warning',
    title: 'A comment allows something that is not there',
    explanation: '`// allow code: reason` silences findings of the code on its own line, or, alone on a line, in the next statement. Here there is none.',
    reason: 'A comment that stays would hide the next real finding.',
    example: `program atlas {
  start 2026-01-12
  task build "Build" { estimate 5d }  // allow missing-estimate: spike
}`,
    fixed: `program atlas {
  start 2026-01-12
  task build "Build"  // allow missing-estimate: spike
}`,
    fix: removeComment(true),
  },
  {
    code: 'expired-suppression', theme, raisedBy: 'analysis', severity: 'warning',
    title: 'A finding was allowed until a day that has passed',
    explanation: '`// allow code: reason until 2026-01-30` ends with that day; the finding shows again.',
    reason: 'It was allowed for a time.',
    example: `program atlas {
  start 2026-01-12
  as of 2026-01-12
  task build "Build"  // allow missing-estimate: spike until 2026-01-09
}`,
    fixed: `program atlas {
  start 2026-01-12
  as of 2026-01-12
  task build "Build"  // allow missing-estimate: spike until 2026-01-30
}`,
    fix: removeComment(false),
  },
  {
    code: 'suppression-without-reason', theme, raisedBy: 'analysis', severity: 'warning',
    title: 'A finding is allowed without a reason',
    explanation: '`// allow code` silences nothing until it says why: `// allow code: reason`.',
    reason: 'The next reader has to know whether it still holds.',
    example: `program atlas {
  start 2026-01-12
  task build "Build"  // allow missing-estimate
}`,
    fixed: `program atlas {
  start 2026-01-12
  task build "Build"  // allow missing-estimate: spike
}`,
    fix: commentFixes,
  },
  {
    code: 'internal-error', theme, raisedBy: 'analysis', severity: 'error',
    title: 'A check failed',
    explanation: 'A part of the analysis ended by a fault of its own. The other parts are complete. This finding cannot be silenced.',
    reason: 'It is better to say that something was not looked at than to look clean.',
    example: '',
    fixed: '',
  },
];
