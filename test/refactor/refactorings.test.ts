/** Every refactoring, taken at a mark: the text after it, and what the plan then says. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readInstant } from '../../language/plan/dates.ts';
import type { Analysis } from '../../language/analysis.ts';
import { atMark } from '../support/actions.ts';
import { analyseFiles } from '../support/analyse.ts';
import type { FixtureFile } from '../support/fixture.ts';

const today = readInstant('2026-01-05')!.at;
const dump = (files: readonly FixtureFile[]): string => files.map(({ path, text }) => (files.length > 1 ? `//- ${path}\n${text}` : text)).join('');

/** Dates of activities by title, which survives what happens to names and blocks. */
function datesOf({ schedule }: Analysis): Map<string, string> {
  return new Map(Array.from({ length: schedule.size }, (_, index) => schedule.at(index)).map(({ activity, start, finish }) => [activity.title?.value ?? activity.name, `${start}-${finish}`]));
}

interface Expected {
  /** Dates that may change; all others, and the finish of the program, stay. */
  readonly moves?: readonly string[];
  /** Findings that the new text rightly has. */
  readonly brings?: readonly string[];
}

/** Takes the action with the title at the mark of `before`; the text must then be `after`. */
async function refactor(title: RegExp, before: string, after: string, { moves = [], brings = [] }: Expected = {}): Promise<void> {
  await atMark(before, async ({ files, take }) => {
    const taken = await take(title);
    assert.equal(dump(taken.files), after);
    const [was, is] = [await analyseFiles(files, { today }), await analyseFiles(taken.files, { today })];
    const codes = (analysis: Analysis): string[] => analysis.findings.filter(({ code }) => !['critical-path', 'critical-activity', ...brings].includes(code)).map(({ code, uri, message }) => `${code} ${uri} ${message}`);
    const known = new Set(codes(was).map(line => line.split(' ')[0]));
    assert.deepEqual(codes(is).filter(line => !known.has(line.split(' ')[0])), [], 'no new finding');
    const dates = datesOf(is);
    for (const [name, range] of datesOf(was)) if (!moves.includes(name) && dates.has(name)) assert.equal(dates.get(name), range, name);
    if (moves.length === 0) assert.deepEqual(is.schedule.programs.map(({ name, finish }) => [name, finish]), was.schedule.programs.map(({ name, finish }) => [name, finish]));
  });
}

const titlesAt = (source: string): Promise<string[]> => atMark(source, offers => Promise.resolve(offers.actions.map(({ title }) => title)));

const people = `person ana "Ana Ruiz"
person lee "Lee Wong"
`;
const teams = (inApi: string): string => `${people}program atlas {
  start 2026-01-12
  workstream identity "Identity" {
    owner lee
    task tokens "Token service" { estimate 5d }
  }
  workstream api "API" {
    owner ana
    task build "Build" { estimate 2d }
    ${inApi}
  }
}
`;

describe('The contract of a link that crosses teams', () => {
  it('takes the place of the link, with the day on which it is needed', () => refactor(
    /^Make a contract/,
    teams('task load-test "Load test" { estimate 3d  after build, <|>identity.tokens }'),
    teams('task load-test "Load test" { estimate 3d  after build }').replace(/\}\n$/, `  dependency tokens-for-load-test "Token service for Load test" {
    from      identity.tokens
    to        api.load-test
    needed by 2026-01-19
  }
}
`),
  ));

  it('takes the whole line where it was its only link, and keeps line ends', () => refactor(
    /^Make a contract/,
    teams('task load-test "Load test" {\n      estimate 3d\n      after    <|>identity.tokens  // the new endpoint\n    }').replaceAll('\n', '\r\n'),
    teams('task load-test "Load test" {\n      estimate 3d\n    }').replace(/\}\n$/, `  dependency tokens-for-load-test "Token service for Load test" {
    from      identity.tokens
    to        api.load-test
    needed by 2026-01-19
  }
}
`).replaceAll('\n', '\r\n'),
  ));

  it('is not offered within a team, and not for a lag, which a contract cannot have', async () => {
    for (const link of ['after <|>build', 'after <|>identity.tokens + 1d']) {
      assert.deepEqual((await titlesAt(teams(`task load-test "Load test" { estimate 3d  ${link} }`))).filter(title => title.includes('contract')), []);
    }
  });
});

const contract = (lines: string): string => `${people}program atlas {
  start 2026-01-12
  task tokens "Token service" { estimate 5d  owner lee }
  task load-test "Load test" { estimate 3d  owner ana }
  dependency exchange "Token exchange" {
${lines}
  }
}
`;

describe('The dates of a contract', () => {
  it('take the computed need where none is written', () => refactor(
    /^Write `needed by/,
    contract('    from      tokens\n    to        load-test // who waits').replace('dependency exchange', 'dependency <|>exchange'),
    contract('    from      tokens\n    to        load-test // who waits\n    needed by 2026-01-19'),
  ));

  it('are changed to what is computed', () => refactor(
    /^Change `needed by` to 2026-01-19/,
    contract('    from tokens  to load-test  needed by <|>2026-01-17'), contract('    from tokens  to load-test  needed by 2026-01-19'),
  ));

  it('take the forecast of the delivery as the promise', () => refactor(
    /^Write `promised 2026-01-16`/,
    contract('    from tokens  to load-test  needed by 2026-01-19').replace('dependency exchange', 'dependency <|>exchange'),
    contract('    from tokens  to load-test  needed by 2026-01-19  promised 2026-01-16'),
  ));

  it('have the promise changed to the forecast', () => refactor(
    /^Change `promised` to 2026-01-16/,
    contract('    from tokens  to load-test\n    promised  <|>2026-01-14'), contract('    from tokens  to load-test\n    promised  2026-01-16'),
  ));
});

const task = (lines: string, more = ''): string => `program atlas {
  start 2026-01-12
  as of 2026-01-14
  task design "Design" { estimate 3d  started 2026-01-12 }
  task build "Build" {
    ${lines}
  }
  task test "Test" { estimate 2d  after build }${more}
}
`;

describe('A hard date', () => {
  it('becomes a commitment', () => refactor(
    /^Make it a commitment: `by 2026-01-30`/,
    task('estimate 5d\n    finish not after <|>2026-01-30  // the fair'), task('estimate 5d\n    by 2026-01-30  // the fair'),
  ));

  it('that holds a start becomes a commitment for the end that it leads to', () => refactor(
    /^Make it a commitment: `by 2026-01-30`/,
    task('estimate 5d\n    start not before <|>2026-01-26'), task('estimate 5d\n    by 2026-01-30'), { moves: ['Build', 'Test'], brings: ['start-in-past'] },
  ));

  it('keeps its column', () => refactor(
    /^Make it a commitment/,
    task('estimate 5d\n    on       <|>2026-01-20'), task('estimate 5d\n    by       2026-01-20'), { moves: ['Build', 'Test'], brings: ['start-in-past'] },
  ));

  it('is left alone beside a commitment', async () => {
    assert.deepEqual((await titlesAt(task('estimate 5d  on <|>2026-01-20  by 2026-01-20'))).filter(title => title.includes('commitment')), []);
  });
});

describe('The move of a commitment', () => {
  it('to the forecast is recorded as a change', () => refactor(
    /^Move the commitment to 2026-01-20/,
    task('estimate 5d\n    by       <|>2026-01-16'),
    task('estimate 5d\n    by       2026-01-20').replace('  task test', '  change move-build "Commitment of Build moved from 2026-01-16 to 2026-01-20" { asked 2026-01-14  impact +2d on build  affects build }\n  task test'),
  ));

  it('since the baseline is recorded once', async () => {
    const baseline = '\n  baseline first 2026-01-05 { build 2026-01-12..2026-01-16 }';
    const before = task('estimate 5d  by <|>2026-01-23', baseline);
    const after = task('estimate 5d  by 2026-01-23', baseline)
      .replace('  task test', '  change move-build "Commitment of Build moved from 2026-01-16 to 2026-01-23" { asked 2026-01-14  impact +5d on build  affects build }\n  task test');
    await refactor(/^Record the move from 2026-01-16/, before, after);
    assert.deepEqual((await titlesAt(after.replace('by 2026-01-23', 'by <|>2026-01-23'))).filter(title => title.startsWith('Record')), []);
  });
});

describe('An estimate', () => {
  it('is spread over three points by the policy', () => refactor(
    /^Spread the estimate/,
    task('estimate <|>10d').replace('program', 'policy wide extends startup { spread 50%..100%..200% }\nprogram').replace('start ', 'policy wide\n  start '),
    task('estimate 5d..10d..20d').replace('program', 'policy wide extends startup { spread 50%..100%..200% }\nprogram').replace('start ', 'policy wide\n  start '),
  ));
  it('goes back to one value', () => refactor(/^Keep only/, task('estimate <|>4d..5d..7.5d'), task('estimate 5d')));
});

describe('A lag', () => {
  it('becomes a task', () => refactor(
    /^Make a task of the lag of 2d/,
    task('estimate 5d').replace('after build }', 'owner ana  after build <|>+ 2d }') + people,
    task('estimate 5d').replace('after build }', 'owner ana  after build-wait }\n  task build-wait "Wait after Build" { estimate 2d  after build  owner ana }') + people,
  ));
  it('of elapsed time stays elapsed', () => refactor(
    /^Make a task of the lag of 3ed/,
    task('estimate 5d').replace('after build }', 'after design, build + <|>3ed }'),
    task('estimate 5d').replace('after build }', 'after design, build-wait }\n  task build-wait "Wait after Build" { estimate 3ed  after build }'),
  ));
  it('that overlaps is none', async () => {
    assert.deepEqual((await titlesAt(task('estimate 5d').replace('after build }', 'after build - <|>2d }'))).filter(title => title.includes('lag')), []);
  });
});

describe('A task', () => {
  it('is split in two; who waited for its end goes on waiting', () => refactor(
    /^Split it in two, of 3d and 2d/,
    task('estimate 5d', '\n  milestone begun "Begun" { after start of build }\n  dependency x "X" { from build  to test }').replace('task build', 'task <|>build'),
    task('estimate 3d', '\n  milestone begun "Begun" { after start of build }\n  dependency x "X" { from build-2  to test }')
      .replace('  task test', '  task build-2 "Build, second part" { estimate 2d  after build }\n  task test').replace('2d  after build }\n  milestone', '2d  after build-2 }\n  milestone'),
    { moves: ['Build'] },
  ));
  it('with three points is split in each', () => refactor(
    /^Split it in two, of 2d\.\.3d\.\.5d/,
    task('estimate 4d..5d..10d').replace('task build', 'task <|>build'),
    task('estimate 2d..3d..5d').replace('  task test', '  task build-2 "Build, second part" { estimate 2d..2d..5d  after build }\n  task test').replace('2d  after build }\n}', '2d  after build-2 }\n}'),
    { moves: ['Build'] },
  ));
  it('that is committed is not split', async () => {
    assert.deepEqual((await titlesAt(task('estimate 5d  by 2026-02-01').replace('task build', 'task <|>build'))).filter(title => title.startsWith('Split')), []);
  });

  it('is marked as started on the status date', () => refactor(
    /^Mark as started on 2026-01-14/,
    task('estimate 5d').replace('task build', 'task <|>build'), task('estimate 5d\n    started 2026-01-14'),
  ));
  it('is marked as done in the place of its progress', () => refactor(
    /^Mark as done on 2026-01-14/,
    task('estimate 2d\n    started  2026-01-12\n    progress 50%\n    remaining 1d').replace('task build', 'task <|>build'),
    task('estimate 2d\n    started  2026-01-12\n    done     2026-01-14'), { moves: ['Build', 'Test'] },
  ));
});

const record = (lines: string): string => `program atlas {
  start 2026-01-12
  as of 2026-01-14
  task build "Build" { estimate 5d  started 2026-01-12 }
  ${lines}
}
${people}`;

describe('A record', () => {
  it('that is an action is done on the status date', () => refactor(
    /^Mark as done on 2026-01-14/,
    record('action <|>spec "Write it" { owner ana  due 2026-01-20 }'), record('action spec "Write it" { owner ana  due 2026-01-20  done 2026-01-14 }'),
  ));
  it('that is an issue is closed with a reason', () => refactor(
    /^Close on 2026-01-14/,
    record('issue <|>down "Down" {\n    severity high\n    owner    ana\n  }'), record('issue down "Down" {\n    severity high\n    owner    ana\n    closed   2026-01-14 because "How it was solved"\n  }'),
  ));
  it('that is over is left alone', async () => {
    for (const lines of ['action <|>spec "X" { done 2026-01-13 }', 'issue <|>down "X" { closed 2026-01-13 }', 'risk <|>drift "X" { occurred 2026-01-13 }', 'decision <|>how "X" { option a "A"  decided 2026-01-13 by ana  choose a }']) {
      assert.deepEqual((await titlesAt(record(lines))).filter(title => /^(?:Mark|Close|It has|Decide)/.test(title)), []);
    }
  });
  it('that is a risk becomes an issue when it occurs', () => refactor(
    /^It has occurred/,
    record('risk <|>drift "Data diverges" { owner ana  probability 20%  mitigation "x" }'),
    record('risk drift "Data diverges" { owner ana  probability 20%  mitigation "x"  occurred 2026-01-14 }\n  issue drift-occurred "Data diverges" { severity high  owner ana  raised 2026-01-14  for drift }'),
  ));
  it('that is a decision is decided for one of its options', () => refactor(
    /^Decide for By region \(region\) on 2026-01-14/,
    record('decision <|>how "How?" {\n    owner ana\n    option canary "Canary"\n    option region "By region"\n  }'),
    record('decision how "How?" {\n    owner ana\n    option canary "Canary"\n    option region "By region"\n    decided 2026-01-14 by ana  choose region  because "Why this one"\n  }'),
  ));
});

describe('The properties of a block', () => {
  it('are sorted with their comments', () => refactor(
    /^Sort the properties of build/,
    task('owner ana // for now\n    // agreed with the team\n    estimate 5d\n    note "x"\n    after design  // of course').replace('task build', 'task <|>build') + people,
    task('// agreed with the team\n    estimate 5d\n    after design  // of course\n    owner ana // for now\n    note "x"') + people,
  ));
  it('are sorted on one line', () => refactor(
    /^Sort the properties of test/,
    task('estimate 5d').replace('task test "Test" { estimate 2d  after build }', 'task <|>test "Test" { owner ana  after build  estimate 2d }') + people,
    task('estimate 5d').replace('task test "Test" { estimate 2d  after build }', 'task test "Test" { estimate 2d  after build  owner ana }') + people,
  ));
  it('of the example have their order', async () => {
    const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
    for (const { index, 0: head } of atlas.matchAll(/^ *(?:program|workstream|task|milestone|gate|release|dependency) (?=\S)/gm)) {
      const at = index + head.length;
      assert.deepEqual((await titlesAt(`${atlas.slice(0, at)}<|>${atlas.slice(at)}`)).filter(title => title.startsWith('Sort')), [], head);
    }
  });
  it('stay where a word belongs to the one before it, and where nothing would change', async () => {
    for (const lines of ['done 2026-01-13 because "x"\n    estimate 5d\n    evidence "y"', 'estimate 5d\n    after design']) {
      assert.deepEqual((await titlesAt(task(lines).replace('task build', 'task <|>build'))).filter(title => title.startsWith('Sort')), []);
    }
  });
});

describe('A workstream', () => {
  const whole = `program atlas {
  start 2026-01-12

  /** What others call. */
  workstream <|>api "API" {
    task build "Build" { estimate 5d  after web.design }   // soon
    task note-it "Note it" {
      note """one
  two"""
      after build
      estimate 1d
    }
  }

  workstream web "Web" {
    task design "Design" { estimate 2d }
  }
  milestone ready "Ready" { after api.note-it }
}
`;
  const rest = `program atlas {
  start 2026-01-12

  workstream web "Web" {
    task design "Design" { estimate 2d }
  }
  milestone ready "Ready" { after api.note-it }
}
`;
  const own = `/** What others call. */
workstream api "API" {
  task build "Build" { estimate 5d  after web.design }   // soon
  task note-it "Note it" {
    note """one
  two"""
    after build
    estimate 1d
  }
}
`;
  const back = `${rest.replace(/\}\n$/, '')}
  /** What others call. */
  workstream api "API" {
    task build "Build" { estimate 5d  after web.design }   // soon
    task note-it "Note it" {
      note """one
  two"""
      after build
      estimate 1d
    }
  }
}
`;
  it('moves to a file of its own', () => refactor(/file of its own, api\.program$/, whole, `//- /plan.program\n${rest}//- /api.program\npart of atlas\n\n${own}`));
  it('moves to another file where that one is there', () => refactor(
    /file of its own, atlas-api\.program$/, `//- /plan.program\n${whole}//- /api.program\n`, `//- /plan.program\n${rest}//- /api.program\n//- /atlas-api.program\npart of atlas\n\n${own}`,
  ));
  it('comes back', () => refactor(/^Move all of this file/, `//- /api.program\n<|>part of atlas\n\n${own}//- /plan.program\n${rest}`, back));
  it('stays where the editor cannot make files', async () => {
    const able = { workspace: { workspaceEdit: { documentChanges: true } } };
    const titles = await atMark(whole, offers => Promise.resolve(offers.actions.map(({ title }) => title)), { capabilities: able });
    assert.ok(!titles.some(title => title.includes('file')), titles.join());
  });
});

describe('An activity in another workstream', () => {
  it('keeps what every name means, in references and in live dates', () => refactor(
    /^Move build to the workstream Web/,
    `program atlas {
  start 2026-01-12
  workstream api "API" {
    task design "Design" { estimate 2d }
    // The heart of it.
    task <|>build "Build" {
      estimate 5d
      after    design
      note     "After {design}"
    }
    task test "Test" { estimate 1d  after build, api.design }
  }
  workstream web "Web" { task design "Pages" { estimate 3d } }
  milestone ready "Ready" { after api.build  note "On {api.build.start}" }
}
`,
    `program atlas {
  start 2026-01-12
  workstream api "API" {
    task design "Design" { estimate 2d }
    task test "Test" { estimate 1d  after web.build, api.design }
  }
  workstream web "Web" { task design "Pages" { estimate 3d }
    // The heart of it.
    task build "Build" {
      estimate 5d
      after    api.design
      note     "After {api.design}"
    }
  }
  milestone ready "Ready" { after web.build  note "On {web.build.start}" }
}
`,
    { moves: ['API', 'Web'] },
  ));

  it('goes over files, and with what is inside of it', () => refactor(
    /^Move build to the workstream Web/,
    `//- /a.program
program atlas {
  start 2026-01-12
  workstream api "API" {
    task <|>build "Build" {
      task one "One" { estimate 1d }
      task two "Two" { estimate 2d  after one, test }
    }
    task test "Test" { estimate 1d }
  }
  task ship "Ship" { estimate 1d  after api.build.two }
}
//- /b.program
part of atlas
workstream web "Web"
`,
    `//- /a.program
program atlas {
  start 2026-01-12
  workstream api "API" {
    task test "Test" { estimate 1d }
  }
  task ship "Ship" { estimate 1d  after web.build.two }
}
//- /b.program
part of atlas
workstream web "Web" {
  task build "Build" {
    task one "One" { estimate 1d }
    task two "Two" { estimate 2d  after one, api.test }
  }
}
`,
    { moves: ['API', 'Web'] },
  ));

  it('does not go where its name is taken', async () => {
    const titles = await titlesAt('program atlas {\n  workstream a "A" {\n    task <|>x { estimate 1d }\n  }\n  workstream b "B" { task x { estimate 1d } }\n}\n');
    assert.deepEqual(titles.filter(title => title.startsWith('Move')), []);
  });
});
