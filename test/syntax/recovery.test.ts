/** A half-typed line never hides the rest of the file. */
import assert from 'node:assert/strict';
import { isReference } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { idOf, membersOf } from '../../language/syntax/names.ts';
import { issuesOf, outline, read, shown } from './languages.ts';
import type { Read } from './languages.ts';

const language = createProgramServices();

/** A plan with holes; each is filled with half a line in turn. */
const plan = `
person ana "Ana" { role "R" }
team sre { lead ana }
program p "P" {
  start 2026-01-05
  HOLE-program
  workstream ws "W" {
    owner ana
    HOLE-workstream
    task first "F" {
      estimate 3d
      HOLE-task
      owner ana
    }
    task second "S" { estimate 2d  after first  needs sre 1 }
    milestone reached "M" { after second }
  }
  risk worry "R" {
    probability 30%
    HOLE-risk
    owner ana
  }
  gate ready "G" {
    after ws.reached
    HOLE-gate
    check rehearsed "C" { owner ana  requires closed worry }
  }
  release launch "L" { after ready  cutover { step one { takes 5min }  step two { takes 5min  after one } } }
  decision how "D" { option a "A" { pro "P" }  recommend a }
  dependency contract "K" { from ws.first  to ws.second }
}
calendar c { week mon-fri 09:00-17:00 }
`;
const holes = ['program', 'workstream', 'task', 'risk', 'gate'] as const;
const withHole = (hole: string, line: string): string => plan.replace(`HOLE-${hole}`, line).replaceAll(/HOLE-\w+/g, '');

/** What people leave behind while they type, and what they mistype. */
const halfLines = [
  'after', 'after ', 'after first,', 'after first +', 'after start of', 'after ws.', 'estimate', 'estimate 3', 'estimate 3 d..', 'estimate foo', 'estimate 3d 4d', 'owner', 'owner:', 'owner ana lee',
  'task', 'task x', 'task "Only a title"', 'task x "T', 'task x y z', 'task x "T" { estimate', 'task x { estimate 3d }}', 'tsk x "T" { estimate 3d }', 'task x foo "T" { estimate 3d }', 'task 3d "x" { estimate 3d }',
  'task x.y { estimate 1d }', 'depends foo', 'depends on: first', 'foo', 'foo bar {', 'foo { bar }', 'foo { task inner { estimate 1d } }', '@@@', '# comment', '* bullet', '= = =', '"text"', '"text', '"""text"""',
  '2026-01-01', '30%', '{ }', '{', '( ( (', ')', ', ,', '..', '-', '+ 3d', 'start', 'start not', 'finish after', 'not before', 'on', 'by', 'by 2026-13-45', 'done', 'done 2026-02-30 by', 'done by ana', 'as', 'as late', 'needs',
  'needs sre x', 'accept', 'accept "A" {', 'accept {', 'check', 'check x {', 'requires', 'requires (closed', 'requires closed worry and', 'requires no open', 'impact', 'impact cost', 'impact 3d on', 'mitigation', 'mitigation {',
  'option', 'option x {', 'risk', 'risk {', 'risk a, b {', 'action', 'action {', 'action x "T" {', 'milestone m {', 'workstream w {', 'gate g2 { check', 'release r2 { cutover {', 'release r2 { cutover { step', 'decision {',
  'report {', 'report 2026-01-01 { health', 'baseline b {', 'baseline b x y {', 'baseline b 2026-01-01 { first', 'scenario s { slip', 'scenario s { link first', 'vendor v { a b c 1 2 "3" {', 'policy x { critical slack', 'policy {',
  'calendar x {', 'calendar x extends {', 'calendar', 'team {', 'person', 'program', 'program q {', 'part of', 'part of p', 'cadence c { every', 'dependency d { from', 'outcome o { was', 'charter {', 'charter', 'note', 'note foo', 'tags',
  'priority', 'cost', 'status', 'severity', 'verdict', 'sign-off', 'rollout', 'rollback', 'rollback when', 'window', 'step', 'announce', 'by 2026-01-01 for', 'signed', 'and closed x', 'because "x"', 'until', 'for', '\u0000', '\uFFFD', '\u{1F600} emoji',
];

/** Ids of declarations, and what each reference stands for. */
function facts({ documents }: Read): Set<string> {
  const found = new Set<string>();
  for (const document of documents) {
    for (const reference of document.references) {
      if (isReference(reference) && reference.ref) found.add(`${reference.$refText} in ${reference.$refNode?.astNode.$container?.$type} is ${idOf(reference.ref)}`);
    }
    const visit = (node: Parameters<typeof membersOf>[0]): void => {
      for (const member of membersOf(node)) {
        const { name } = member as { name?: string };
        if (name !== undefined) found.add(`${member.$type} ${idOf(member)}`);
        visit(member);
      }
    };
    visit(document.parseResult.value);
  }
  return found;
}

describe('Half-typed lines', () => {
  for (const hole of holes) {
    it(`leave everything else readable in a ${hole}`, async () => {
      const whole = facts(await read(withHole(hole, ''), language));
      assert.ok(whole.size > 25);
      for (const line of halfLines) {
        const text = withHole(hole, line);
        const half = facts(await read(text, language));
        const missing = [...whole].filter(fact => !half.has(fact));
        assert.deepEqual(missing, [], `with ${JSON.stringify(line)}`);
      }
    });
  }

  it('are all reported, on their own line or at the brace that they leave open', async () => {
    const right = new Set(['task x', 'start 2026-01-01', 'workstream w', 'task x "T"']);
    for (const hole of holes) {
      for (const line of halfLines) {
        if (right.has(line)) continue;
        const text = withHole(hole, line);
        const issues = await issuesOf(text, language);
        const before = text.slice(0, text.indexOf(line)).split('\n').length;
        const lines = issues.map(issue => text.slice(0, issue.span.start).split('\n').length);
        const allowed = hole === 'program' || hole === 'workstream' ? /^(?:task x|milestone m)$/ : hole === 'gate' ? /^\+ 3d$/ : /^$/;
        if (issues.length === 0 && !allowed.test(line)) assert.fail(`${JSON.stringify(line)} in a ${hole} passes unnoticed`);
        assert.ok(lines.every(at => at >= before), `${JSON.stringify(line)} in a ${hole} is blamed on line ${Math.min(...lines)}: ${issues.map(issue => shown(issue, text)).join('; ')}`);
      }
    }
  });
});

describe('Missing and surplus braces', () => {
  const cases: Record<string, readonly [string, string, string]> = {
    'closes the block that the indentation says': [
      'program p {\n  task a {\n    estimate 3d\n  task b { estimate 2d }\n}\n', 'Program p\n  Task a\n  Task b', '`}` expected to close task a opened on line 2.'],
    'closes several at once': [
      'program p {\n  workstream w {\n    task a {\n      estimate 3d\n  risk r {\n    owner ana\n  }\n}\nperson ana\n', 'Program p\n  Workstream w\n    Task a\n  Risk r\nPerson ana',
      '`}` expected to close task a opened on line 3.'],
    'closes at the end of the file': ['program p {\n  task a {\n    estimate 3d\n', 'Program p\n  Task a', '`}` expected to close task a opened on line 2.'],
    'knows which brace is missing by the next one': [
      'program p {\n  workstream w {\n    task a {\n      estimate 3d\n  }\n  task b\n}\n', 'Program p\n  Workstream w\n    Task a\n  Task b', '`}` expected to close task a opened on line 3.'],
    'leaves out a brace too many': [
      'program p {\n  task a { estimate 3d } }\n  task b { estimate 2d }\n}\n', 'Program p\n  Task a\n  Task b', 'This `}` is one too many: the lines after it still belong to program p.'],
    'leaves out a brace too many at the end': ['program p {\n  task a\n}\n}\n', 'Program p\n  Task a', 'This `}` closes nothing: it is one too many.'],
    'takes a brace out of a text that is not closed': ['program p {\n  task a "A {\n    estimate 3d\n  }\n  task b\n}\n', 'Program p\n  Task a\n  Task b', 'This text is not closed: a `"` is missing at its end. Text over several lines stands between `"""`.'],
    'works without indentation, at the end': ['program p {\ntask a {\nestimate 3d\n', 'Program p\n  Task a', '`}` expected to close task a opened on line 2.'],
  };
  for (const [name, [text, expected, message]] of Object.entries(cases)) {
    it(name, async () => {
      const { documents: [document] } = await read(text);
      assert.ok(document);
      assert.equal(outline(document), expected);
      assert.ok((await issuesOf(text, language)).some(issue => issue.message === message), JSON.stringify((await issuesOf(text, language)).map(issue => issue.message), null, 1));
    });
  }
});

describe('A word that is still being typed', () => {
  const within = (line: string, block: string) => issuesOf(`${block === 'program p {' ? '' : 'program p {\n'}${block}\n  ${line}\n}${block === 'program p {' ? '' : '\n}'}`, language);
  const check = async (line: string, block: string, replacements: string) => {
    const issues = await within(line, block);
    assert.deepEqual(issues.map(issue => issue.message.replace(/^.*\. /, '')), [`Did you mean \`${replacements.split(' ')[0]}\`?`], line);
    assert.deepEqual(issues[0]?.data?.suggestions, replacements.split(' '));
  };

  it('is one mistake, and the keywords that it begins are what was meant', async () => {
    await check('work', 'program p {', 'workstream');
    await check('own', 'task t {', 'owner');
    await check('estimte', 'task t {', 'estimate');
  });
  it('may be a keyword of other bodies so far', async () => {
    const [issue, ...others] = await issuesOf('pro', language);
    assert.match(issue?.message ?? '', /Did you mean `program`\?$/);
    assert.deepEqual(others, []);
  });
  it('is taken for what it resembles where something stands behind it', async () => {
    assert.deepEqual((await within('estimte 3d', 'task t {')).map(issue => issue.data?.suggestions[0]).filter(Boolean), ['estimate']);
  });
});

describe('Lines', () => {
  const { blocks } = language.program.parser.Lexer;

  it('knows of every body what may start a line in it', () => {
    assert.deepEqual([...blocks.document.statements.keys()], ['program', 'calendar', 'team', 'person', 'policy']);
    const task = blocks.part.statements.get('task');
    assert.ok(task?.body?.statements.has('after') && task.body.statements.get('task') === undefined === false);
    assert.equal(blocks.part.statements.get('baseline')?.body?.rows, true);
    assert.ok(blocks.part.statements.get('vendor')?.body?.free);
    assert.ok(blocks.continuations.has('because') && !blocks.continuations.has('estimate'));
  });
});
