/** Every keyword works as a name, wherever a name may stand. */
import assert from 'node:assert/strict';
import { createProgramServices } from '../../language/program-services.ts';
import { issuesOf, outline, read, shown } from './languages.ts';

const language = createProgramServices();
const keywords = [...language.program.parser.Lexer.blocks.words].sort();

/** Plans in which `NAME` is a name. None may have an issue, so each reference has to find its target. */
const positions: Readonly<Record<string, string>> = {
  'of a task, after it and in a dotted path': `
    program p {
      workstream ws { task NAME "T" { estimate 3d } task other { after NAME } task third { after NAME, other } }
      task late { after ws.NAME + 2d }
      task later { after start of ws.NAME, late - 1d  estimate 2d }
    }`,
  'without title and body, several on a line': 'program p { milestone NAME  milestone other { after NAME } }',
  'of a workstream and in front of a dot': 'program p { workstream NAME { task a }  task b { after NAME.a } }',
  'of a person, owner and author': `
    person NAME "N"
    team t { lead NAME }
    program p { owner NAME  task a { owner NAME  estimate 2d }  task b {
      owner NAME
      done 2026-02-02 by NAME
    }
      decision d { decided 2026-03-03 by NAME because "B" }
    }`,
  'of a team that is needed': 'team NAME { size 3 }\nprogram p { task a { needs NAME 2  estimate 3d }\n task b {\n needs NAME 0.5\n by 2026-05-05 } }',
  'of a calendar and a policy': 'calendar NAME { day 8h }\npolicy NAME { critical slack 0d }\nprogram p { calendar NAME\n policy NAME\n task a { calendar NAME  estimate 1d } }\ncalendar q extends NAME { week mon 09:00-17:00 }',
  'of a program and its part': 'program NAME { task a }\nprogram p { task b { after NAME.a } }',
  'first on a line below a comma': 'program p { task NAME { estimate 1d }  task x { estimate 1d }\n task b {\n after x,\n NAME\n } }',
  'of an option': 'program p { decision d { option NAME "O" { pro "P" }  recommend NAME\n choose NAME } }',
  'of a risk, an action and a record that mentions them': `
    program p { risk NAME "R" { probability 30% }  action NAME "A" { for NAME2 }  risk NAME2
      issue i { risk NAME\n action NAME, NAME } }`,
  'in conditions': 'program p { risk NAME  action b  gate g { check c { requires closed NAME and not (closed NAME or done b) and no open high risks for NAME } } }',
  'of a step': 'program p { release r { cutover { step NAME "S" { takes 5min }  step other { after NAME } } } }',
  'of a check, an announcement, a gate and a release': 'program p { gate NAME { check NAME "C"  before r }  release r { announce NAME "A" { due 2026-01-01 }  after NAME } }',
  'in rows of a baseline': 'program p { task NAME { estimate 1d }  workstream ws { task NAME { estimate 1d } }\n baseline b 2026-01-01 {\n NAME 2026-01-01..2026-01-02\n ws.NAME 2026-01-01\n } }',
  'in scenarios': 'program p { task NAME { estimate 2d }  risk r  scenario s { slip NAME 3w  drop NAME  move NAME 2026-05-01  estimate NAME 3d  link NAME after NAME  accept r } }',
  'of contracts and what they link': 'program p { task NAME { estimate 1d }  task b { estimate 1d }  dependency NAME "D" { from NAME  to b, NAME\n needed by 2026-01-01 } }',
  'as values': 'program p { task a { tags NAME, other  estimate 1d }  risk r { status NAME }\n issue i { severity NAME } gate g { sign-off NAME, other } cadence c { every week on tue  covers NAME, risks } }',
  'of further records': 'program p { vendor NAME "V" { owner ana }  environment NAME "E" }\nperson ana',
  'in a report': 'program p { workstream NAME { task a }  report 2026-01-01 { health green "Fine" for NAME\n ask "Now" for NAME } }',
};

describe('Keywords as names', () => {
  it('knows the keywords', () => assert.ok(keywords.length > 150, `${keywords.length}`));

  for (const [position, pattern] of Object.entries(positions)) {
    it(position, async () => {
      for (const keyword of keywords) {
        const text = pattern.replaceAll('NAME2', `${keyword}-2`).replaceAll('NAME', keyword);
        const issues = await issuesOf(text, language);
        assert.deepEqual(issues.map(issue => `${shown(issue, text)} ${issue.message}`), [], `${keyword} in:\n${text}`);
      }
    });
  }

  it('would see a name that is not there', async () => {
    assert.equal((await issuesOf('program p { task a { after b } }', language)).length, 1);
  });

  it('stays a keyword first on its line', async () => {
    const { documents: [document] } = await read('program p {\n task a {\n owner\n estimate 3d\n }\n task\n milestone m\n}');
    assert.ok(document);
    assert.equal(outline(document), 'Program p\n  Task a\n  Milestone m');
    const [program] = document.parseResult.value.members;
    assert.ok(program?.$type === 'Program' && program.members[0]?.$type === 'Task');
    assert.deepEqual(program.members[0].members.map(member => member.$type), ['PartyLine', 'ValueLine']);
  });
});
