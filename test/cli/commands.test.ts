import assert from 'node:assert/strict';
import { cli } from './memory-io.ts';

const plan = `program moon "To the moon" {
  start 2026-03-02
  as of 2026-03-02
  workstream rocket "Rocket" {
    task build "Build the rocket" { estimate 5d }
    task fuel "Fuel it" { estimate 2d  after build }
  }
  task train "Train the crew" { estimate 3d }
  milestone launch "Launch" { after rocket.fuel, train  by 2026-03-12 }
}
`;
const files = { '/desk/moon.program': plan };

describe('planwright', () => {
  it('tells what it can do', async () => {
    const { code, stdout, stderr } = await cli('--help');
    assert.deepEqual([code, stderr], [0, '']);
    for (const word of ['check', 'schedule', 'import', 'export', 'Exit codes']) assert.match(stdout, new RegExp(word));
  });
  it('has a page with examples for every command', async () => {
    for (const command of ['check', 'schedule', 'import', 'export']) {
      const { code, stdout } = await cli(`${command} --help`);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`Usage\\n {2}planwright ${command}`));
      assert.match(stdout, /Examples/);
    }
    assert.equal((await cli('help schedule')).stdout, (await cli('schedule -h')).stdout);
  });
  it('prints its version', async () => {
    assert.match((await cli('--version')).stdout, /^\d+\.\d+\.\d+\n$/);
  });
  it('cannot run without a command, or with one that does not exist', async () => {
    assert.equal((await cli('')).code, 2);
    const { code, stdout, stderr } = await cli('chekc');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /There is no command "chekc"/);
  });
  it('says what is wrong with an option, on stderr', async () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['check --format html', /--format is pretty, json, sarif or github, not "html"/],
      ['check --fail-on hint', /--fail-on is error or warning/],
      ['schedule --as-of tomorrow', /--as-of takes a date like 2026-03-20/],
      ['schedule --as-of 2026-02-30', /--as-of takes a date/],
      ['check --colour', /Unknown option '--colour'/],
      ['schedule --target', /--target/],
      ['import excel a.xml', /no import of "excel"/],
      ['import', /What is to be imported/],
      ['import mspdi', /Name one file/],
      ['export yaml', /no export of "yaml"/],
    ];
    for (const [line, message] of wrong) {
      const { code, stdout, stderr } = await cli(line, { files });
      assert.deepEqual([code, stdout], [2, ''], line);
      assert.match(stderr, message);
    }
  });
});

describe('Paths', () => {
  const check = async (paths: string, names: readonly string[], cwd = '/desk'): Promise<{ readonly code: number; readonly files: readonly string[]; readonly stderr: string }> => {
    const world = Object.fromEntries(names.map((name, index) => [name, `program p${index} { task a { estimate 1d  after nowhere } }`]));
    const { code, stdout, stderr } = await cli(`check ${paths} --format json`, { files: world, cwd });
    const found = stdout === '' ? [] : (JSON.parse(stdout) as { findings: { file: string; code: string }[] }).findings;
    return { code, files: [...new Set(found.map(finding => finding.file))], stderr };
  };
  it('are files, or directories for every .program file below them', async () => {
    assert.deepEqual((await check('', ['/desk/b.program', '/desk/x/a.program', '/desk/notes.md'])).files, ['b.program', 'x/a.program']);
    assert.deepEqual((await check('x', ['/desk/b.program', '/desk/x/a.program'])).files, ['x/a.program']);
    assert.deepEqual((await check('x/a.program b.program', ['/desk/b.program', '/desk/x/a.program', '/desk/c.program'])).files, ['b.program', 'x/a.program']);
  });
  it('leave out the folders of others, and of what a build makes', async () => {
    assert.deepEqual((await check('', ['/desk/a.program', '/desk/node_modules/m/b.program', '/desk/.git/c.program', '/desk/dist/d.program', '/desk/out/e.program'])).files, ['a.program']);
  });
  it('count once, however they are given', async () => {
    assert.deepEqual((await check('. a.program ./a.program /desk/a.program', ['/desk/a.program'])).files, ['a.program']);
  });
  it('are shown relative to the current directory', async () => {
    assert.deepEqual((await check('/other/a.program', ['/other/a.program', '/desk/b.program'])).files, ['../other/a.program']);
  });
  it('that lead nowhere, or to no plan, are exit code 2', async () => {
    const nowhere = await check('missing', ['/desk/a.program']);
    assert.equal(nowhere.code, 2);
    assert.match(nowhere.stderr, /no file or directory missing/);
    assert.match((await cli('check notes.md', { files: { '/desk/notes.md': '' } })).stderr, /notes\.md is not a \.program file/);
    const empty = await check('docs', ['/desk/docs/readme.md', '/desk/a.program']);
    assert.equal(empty.code, 2);
    assert.match(empty.stderr, /no \.program file in docs/);
  });
});

describe('planwright check', () => {
  it('is clean with exit code 0 where nothing is wrong', async () => {
    const { code, stdout } = await cli('check', { files });
    assert.equal(code, 0);
    assert.doesNotMatch(stdout, /error|warning/);
  });
  it('has exit code 1 with an error, and says where', async () => {
    const { code, stdout } = await cli('check', { files: { '/desk/a.program': plan.replace('after rocket.fuel', 'after rocket.feul') } });
    assert.equal(code, 1);
    assert.match(stdout, /^a\.program:9:\d+ error .*feul.* unresolved-reference\n {5}9 \| .*milestone launch.*\n {7}\| +~+\n/m);
    assert.match(stdout, /\d+ error.* in 1 file\.\n$/);
  });
  it('fails on warnings only where that is asked', async () => {
    const late = { '/desk/a.program': plan.replace('by 2026-03-12', 'by 2026-03-04') };
    const relaxed = await cli('check', { files: late });
    assert.match(relaxed.stdout, /warning .*forecast-after-commitment/);
    assert.equal(relaxed.code, 0);
    assert.equal((await cli('check --fail-on warning', { files: late })).code, 1);
  });
  it('prints JSON with positions from 1 and nothing else', async () => {
    const { stdout, stderr } = await cli('check --format json', { files: { '/desk/a.program': plan.replace('after rocket.fuel', 'after rocket.feul') } });
    assert.equal(stderr, '');
    const report = JSON.parse(stdout) as { version: number; findings: Record<string, unknown>[] };
    assert.equal(report.version, 1);
    const finding = report.findings.find(({ code }) => code === 'unresolved-reference');
    assert.ok(finding);
    assert.deepEqual(Object.keys(finding), ['code', 'severity', 'message', 'file', 'line', 'column', 'endLine', 'endColumn', 'related']);
    assert.deepEqual([finding['severity'], finding['file'], finding['line'], finding['endLine']], ['error', 'a.program', 9, 9]);
  });
  it('prints SARIF and workflow commands', async () => {
    const broken = { files: { '/desk/a.program': plan.replace('after rocket.fuel', 'after rocket.feul') } };
    const sarif = JSON.parse((await cli('check --format sarif', broken)).stdout) as { runs: { tool: { driver: { rules: { id: string; shortDescription: { text: string } }[] } } }[] };
    const rule = sarif.runs[0]?.tool.driver.rules.find(({ id }) => id === 'unresolved-reference');
    assert.ok(rule && rule.shortDescription.text !== rule.id);
    assert.match((await cli('check --format github', broken)).stdout, /^::error file=a\.program,line=9,col=\d+,endColumn=\d+,title=unresolved-reference::/m);
  });
  it('reads programs that are spread over files', async () => {
    const { code } = await cli('check', { files: { '/desk/a.program': 'program p { start 2026-03-20 task a { estimate 1d } }', '/desk/b.program': 'part of p\ntask b { estimate 1d  after a }' } });
    assert.equal(code, 0);
  });
  it('shows what hostile text says without obeying it', async () => {
    const { stdout } = await cli('check', { files: { '/desk/a.program': 'program p {\n  task a "\u001B[2J\u0007 title" { estimate 1d  after nowhere }\n}\n' } });
    assert.ok(!stdout.includes('\u0007') && !stdout.includes('\u001B'), stdout);
  });
  it('colours on a terminal only, and respects NO_COLOR', async () => {
    const coloured = /\p{Cc}\[/u;
    const broken = { files: { '/desk/a.program': 'program p { task a { after nowhere } }' } };
    assert.match((await cli('check', { ...broken, terminal: true })).stdout, coloured);
    assert.doesNotMatch((await cli('check', broken)).stdout, coloured);
    assert.doesNotMatch((await cli('check', { ...broken, terminal: true, env: { NO_COLOR: '1' } })).stdout, coloured);
    assert.match((await cli('check', { ...broken, env: { FORCE_COLOR: '1' } })).stdout, coloured);
  });
});

interface Activity { readonly id: string; readonly [field: string]: unknown }
interface Report { readonly version: number; readonly asOf: string; readonly target?: { readonly id: string; readonly path: readonly string[] }; readonly programs: readonly { readonly name: string; readonly start: string; readonly finish: string; readonly activities: readonly Activity[]; readonly cycles: readonly (readonly string[])[] }[] }

describe('planwright schedule', () => {
  const report = async (line: string, world: Readonly<Record<string, string>> = files): Promise<{ readonly code: number; readonly json: Report; readonly stderr: string }> => {
    const { code, stdout, stderr } = await cli(`schedule --format json ${line}`, { files: world });
    return { code, json: JSON.parse(stdout) as Report, stderr };
  };
  it('prints JSON of the promised shape, sorted by id', async () => {
    const { code, json } = await report('');
    assert.equal(code, 0);
    assert.deepEqual([json.version, json.asOf, json.programs.length], [1, '2026-03-02T00:00', 1]);
    const [program] = json.programs;
    // The default calendar is Monday to Friday, 9 to 17. Five days from Monday 2 March, two more, and the launch at their end.
    assert.deepEqual([program?.name, program?.start, program?.finish, program?.cycles], ['moon', '2026-03-02T09:00', '2026-03-10T17:00', []]);
    assert.deepEqual(program?.activities.map(({ id }) => id), ['moon.launch', 'moon.rocket', 'moon.rocket.build', 'moon.rocket.fuel', 'moon.train']);
    assert.deepEqual(program?.activities[3], {
      id: 'moon.rocket.fuel', kind: 'task', title: 'Fuel it', parent: 'moon.rocket', duration: 960, start: '2026-03-09T09:00', finish: '2026-03-10T17:00',
      lateStart: '2026-03-09T09:00', lateFinish: '2026-03-10T17:00', totalSlack: 0, freeSlack: 0, critical: true, nearCritical: false, uncertain: false,
      status: 'not-started', commitment: null, drivers: [{ kind: 'FS', from: 'moon.rocket.build' }], links: [{ from: 'moon.rocket.build', kind: 'FS', lag: 0 }],
    });
    // Two days from 10 to 12 March.
    assert.deepEqual(program?.activities[0]?.['commitment'], { by: '2026-03-12T17:00', margin: 960 });
    assert.deepEqual([program?.activities[1]?.['kind'], program?.activities[1]?.['parent']], ['workstream', 'moon']);
  });
  it('takes the status date of the command line before the plan\'s', async () => {
    const { json } = await report('--as-of 2026-03-09');
    assert.deepEqual([json.asOf, json.programs[0]?.activities[2]?.['start']], ['2026-03-09T00:00', '2026-03-09T09:00']);
  });
  it('still prints JSON of a plan with a cycle, with exit code 1, nulls where it is uncertain and a word on stderr', async () => {
    const { code, json, stderr } = await report('', { '/desk/a.program': 'program p { start 2026-03-20 task a { estimate 1d  after b } task b { estimate 1d  after a } task c { estimate 1d } }' });
    assert.equal(code, 1);
    const [program] = json.programs;
    assert.deepEqual(program?.cycles, [['p.a', 'p.b']]);
    assert.deepEqual(program?.activities.map(({ id, uncertain, totalSlack }) => [id, uncertain, totalSlack === null]), [['p.a', true, true], ['p.b', true, true], ['p.c', false, false]]);
    assert.match(stderr, /^error: Cycle: p\.a -> p\.b -> p\.a\nDates that depend on this are uncertain/);
  });
  it('gives the margin of a commitment behind a loop, from the forecast that stands there', async () => {
    const { json: { programs: [program] } } = await report('', { '/desk/p.program': 'program p { start 2026-03-02 as of 2026-03-02 task a { estimate 2d after b } task b { estimate 1d after a } task c { estimate 2d after a by 2026-03-06 } }' });
    const c = program?.activities.find(({ id }) => id === 'p.c') as unknown as { finish: string; totalSlack: number | null; lateFinish: string | null; commitment: { margin: number } };
    assert.deepEqual([c.finish, c.totalSlack, c.lateFinish, c.commitment.margin], ['2026-03-05T17:00', null, null, 480]);
  });
  it('puts a cycle across programs into each of them', async () => {
    const { json } = await report('', { '/desk/a.program': 'program p { start 2026-03-20 task a { estimate 1d  after q.b } }\nprogram q { start 2026-03-20 task b { estimate 1d  after p.a } }' });
    assert.deepEqual(json.programs.map(({ name, cycles }) => [name, cycles]), [['p', [['p.a', 'q.b']]], ['q', [['p.a', 'q.b']]]]);
  });
  it('still prints JSON of a plan with syntax errors, with exit code 1', async () => {
    const { code, json, stderr } = await report('', { '/desk/a.program': `${plan}\nprogram p { task a { estimate 1d } task ` });
    assert.equal(code, 1);
    assert.deepEqual(json.programs.map(({ name }) => name), ['moon', 'p']);
    assert.match(stderr, /a\.program:\d+:\d+ error/);
  });
  it('gives slack and path to a target', async () => {
    const { json } = await report('--target moon.rocket.fuel');
    assert.deepEqual([json.target?.id, json.target?.path], ['moon.rocket.fuel', ['moon.rocket.build', 'moon.rocket.fuel']]);
    const slack = new Map(json.programs[0]?.activities.map(({ id, totalSlack, critical }) => [id, [totalSlack, critical]]));
    assert.deepEqual(slack.get('moon.rocket.build'), [0, true]);
    assert.deepEqual(slack.get('moon.train'), [null, false]);
  });
  it('finds a target by its last names, and says where there is none or several', async () => {
    assert.equal((await report('--target fuel')).json.target?.id, 'moon.rocket.fuel');
    const none = await cli('schedule --target fule', { files });
    assert.deepEqual([none.code, none.stdout], [2, '']);
    assert.match(none.stderr, /no activity fule/);
    const several = await cli('schedule --target a', { files: { '/desk/a.program': 'program p { task a { estimate 1d } }\nprogram q { task a { estimate 1d } }' } });
    assert.match(several.stderr, /p\.a, q\.a/);
  });
  it('prints a table of the plan in its own order', async () => {
    const { stdout } = await cli('schedule', { files });
    assert.equal(stdout, `moon  To the moon
2026-03-02 to 2026-03-10, as of 2026-03-02, 3 critical

   Activity  Start       Finish      Duration  Slack  Commitment      Title
●  rocket    2026-03-02  2026-03-10        7d     0d                  Rocket
●    build   2026-03-02  2026-03-06        5d     0d                  Build the rocket
●    fuel    2026-03-09  2026-03-10        2d     0d                  Fuel it
   train     2026-03-02  2026-03-04        3d     4d                  Train the crew
●  launch                2026-03-10               0d  2026-03-12 +2d  Launch
`);
  });
  it('cuts titles to the width of a terminal', async () => {
    const { stdout } = await cli('schedule', { files, terminal: true, columns: 80, env: { NO_COLOR: '1' } });
    assert.ok(stdout.split('\n').every(line => line.length <= 80), stdout);
  });
  it('shows only what leads to the target', async () => {
    const { stdout } = await cli('schedule --target launch', { files });
    assert.match(stdout, /on the path to moon\.launch/);
    assert.doesNotMatch((await cli('schedule --target rocket.fuel', { files })).stdout, /Train the crew/);
  });
  it('prints CSV with a header, quoted where needed, and no formulas', async () => {
    const { stdout } = await cli('schedule --format csv', { files: { '/desk/a.program': 'program p { start 2026-03-20 task a "=1+1, \\"really\\"" { estimate 1d } milestone m { after a - 1d, start of a } }' } });
    const [head, first, second] = stdout.split('\r\n');
    assert.equal(head, 'program,id,kind,title,parent,duration,start,finish,lateStart,lateFinish,totalSlack,freeSlack,critical,nearCritical,uncertain,status,commitmentBy,commitmentMargin,drivers,links');
    assert.ok(first?.startsWith('p,p.a,task,"\'=1+1, ""really""",p,480,2026-03-20T09:00,2026-03-20T17:00,'), first);
    assert.match(second ?? '', /FS p\.a -480; SS p\.a$/);
  });
});

describe('planwright import', () => {
  const xml = `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><Title>Garden</Title><StartDate>2025-03-03T08:00:00</StartDate><Tasks>
    <Task><UID>1</UID><Name>Dig</Name><OutlineLevel>1</OutlineLevel><Duration>PT16H0M0S</Duration><DurationFormat>7</DurationFormat><Start>2025-03-03T08:00:00</Start><Finish>2025-03-04T17:00:00</Finish></Task>
    <Task><UID>2</UID><Name>Plant</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat><Start>2025-03-05T08:00:00</Start><Finish>2025-03-05T17:00:00</Finish><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task></Tasks></Project>`;
  it('writes the plan to stdout and the report to stderr', async () => {
    const { code, stdout, stderr } = await cli('import mspdi garden.xml', { files: { '/desk/garden.xml': xml } });
    assert.equal(code, 0);
    assert.match(stdout, /program garden "Garden" \{[\s\S]*task plant "Plant" \{\n {4}estimate 1d\n {4}after dig\n/);
    assert.match(stderr, /All 2 activities have the dates that the file stores/);
  });
  it('writes a file, which then schedules to the same dates', async () => {
    const { code, stdout, written } = await cli('import mspdi garden.xml -o plans/garden.program', { files: { '/desk/garden.xml': xml } });
    assert.deepEqual([code, stdout], [0, '']);
    const text = written.get('/desk/plans/garden.program') ?? '';
    const { stdout: scheduled } = await cli('schedule --format json', { files: { '/desk/garden.program': text } });
    assert.deepEqual((JSON.parse(scheduled) as Report).programs[0]?.activities.map(({ id, start, finish }) => [id, start, finish]), [['garden.dig', '2025-03-03T08:00', '2025-03-04T17:00'], ['garden.plant', '2025-03-05T08:00', '2025-03-05T17:00']]);
  });
  it('says which dates are others than the file stores', async () => {
    const { stderr } = await cli('import mspdi garden.xml', { files: { '/desk/garden.xml': xml.replaceAll('2025-03-05T', '2025-03-06T') } });
    assert.match(stderr, /1 of 2 activities have the dates[\s\S]*garden\.plant: start 2025-03-06T08:00 in the file, 2025-03-05T08:00 here/);
  });
  it('refuses what is no plan of Microsoft Project', async () => {
    const { code, stdout, stderr } = await cli('import mspdi a.xml', { files: { '/desk/a.xml': '<html></html>' } });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /no <Project> element/);
    assert.equal((await cli('import mspdi missing.xml')).code, 2);
  });
});
