import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Hover, MarkupContent } from 'vscode-languageserver';
import { ProgramLanguageGrammar } from '../../language/syntax/generated/grammar.ts';
import { AstUtils, GrammarAST } from 'langium';
import { keywordHelp } from '../../server/keyword-help.ts';
import { documentation, escaped } from '../../server/markdown.ts';
import { withFixture } from '../support/editor.ts';

async function hover(source: string): Promise<string> {
  return withFixture(source, async ({ ask }) => {
    const answer = await ask<(Hover & { contents: MarkupContent }) | null>('textDocument/hover');
    return answer?.contents.value ?? '';
  });
}

/** Links to places are left out, but for their words. */
const withoutLinks = (markdown: string): string => markdown.replace(/\[([^\]]*)\]\(file:[^)]*\)/g, '$1');

/** Every line given stands in the hover; lines after "!" do not. */
async function check(source: string, ...expected: string[]): Promise<void> {
  const text = withoutLinks(await hover(source));
  for (const line of expected) {
    if (line.startsWith('!')) assert.ok(!text.includes(line.slice(1)), `${line.slice(1)} stands in\n${text}`);
    else assert.ok(text.includes(line), `${line}\nis not in\n${text}`);
  }
}

const plan = (inside: string): string => `program atlas "Atlas" {
  start 2026-01-12
  as of 2026-01-12
  ${inside}
}`;

describe('Hover', () => {
  describe('on an activity', () => {
    it('shows dates, slack and why', () => check(plan(`task a "First" { estimate 5d }
  task b "Second" { estimate 3d }
  task <|>c "Third" { estimate 2d  after a, b }`),
    'task `atlas.c`', '**Third**', '**2026-01-19** to **2026-01-20**, 2 working days', '**Critical**', 'Why 2026-01-19: it starts after `a` finishes (2026-01-16).'));
    it('shows how much room there is', () => check(plan('task a { estimate 5d }\n  task <|>b { estimate 3d }\n  task c { estimate 2d  after a, b }'),
      'slack 2 working days.', 'It can finish as late as 2026-01-16.'));
    it('names every driver of a tie', () => check(plan('task a { estimate 3d }\n  task b { estimate 3d }\n  task <|>c { estimate 2d  after a, b }'),
      '- it starts after `a` finishes (2026-01-14)', '- it starts after `b` finishes (2026-01-14)'));
    it('says how a commitment stands', async () => {
      await check(plan('task a { estimate 5d }\n  milestone <|>m { after a  by 2026-01-20 for customers }'), 'Committed for customers by 2026-01-20: margin 2 working days.');
      await check(plan('task a { estimate 5d }\n  milestone <|>m { after a  by 2026-01-15 }'), 'Committed by 2026-01-15: **1 working day late**.');
    });
    it('says what would drive next, and by how much it would have to slip', async () => {
      await check(plan('task a { estimate 5d }\n  task b { estimate 3d }\n  task <|>c { after a, b }'),
        'Next would be: it starts after `b` finishes (2026-01-14). That drives it only after a slip of more than 2 working days.');
      await check(plan('task a { estimate 5d }\n  task <|>b { after a }'),
        'Without that it could be 5 working days earlier, and then what has not started cannot start before the status date (2026-01-12).');
      await check(plan('task a { estimate 3d }\n  task b { estimate 3d }\n  task <|>c { after a, b }'), 'Without these it could be 3 working days earlier');
      await check(plan('task a { estimate 5d }\n  task <|>b { start not after 2026-01-14  after a }'), 'Otherwise: it starts after `a` finishes (2026-01-16).');
    });
    it('links to what drives it, and to the first cause', async () => {
      const text = await hover(`//- /a.program
program atlas {
  start 2026-01-12
  as of 2026-01-12
  task <|>c { after b }
}
//- /b(1)'[x]&copy;.program
part of atlas
task a { estimate 2d  start not before 2026-02-02 }
  task b { estimate 3d  after a }
`);
      const b = 'file:///workspace/b%281%29%27%5Bx%5D%26copy%3B.program';
      assert.ok(text.includes(`it starts after [\`b\`](${b}#L3,8) finishes`), text);
      assert.ok(text.includes(`Driven by [\`a\`](${b}#L2,6) → [\`b\`](${b}#L3,8).`), text);
      assert.ok(text.includes(`First cause, at [\`a\`](${b}#L2,6): [a date is written for its start](${b}#L2,23).`), text);
    });
    it('says of work that has started what its rest waits for', () => check(`program atlas { start 2026-01-12  as of 2026-01-26
  task a { estimate 5d  started 2026-01-12 }
  task <|>b { after a } }`, 'First cause, at `a`: what is left of it cannot be done before the status date (2026-01-26).'));
    it('names the first and the last of a long chain', () => {
      const tasks = Array.from({ length: 20 }, (_, i) => `task t${i} { estimate 1d${i > 0 ? `  after t${i - 1}` : ''} }`);
      return check(plan(`${tasks.join('\n')}\n  milestone <|>m { after t19 }`), 'Driven by `t0` → … 12 more … → `t13` → `t14` → `t15` → `t16` → `t17` → `t18` → `t19`.');
    });
    it('shows lags, other links and dates that are written', async () => {
      await check(plan('task a { estimate 5d }\n  task <|>b { estimate 1d  after start of a + 2d }'), 'it starts after `a` starts (2026-01-12), 2 working days later');
      await check(plan('task <|>b { estimate 1d  start not before 2026-02-02 }'), 'Why 2026-02-02: a date is written for its start.');
    });
    it('shows progress and the owner that it takes over', () => check(`person ana "Ana Ruiz"
program atlas { start 2026-01-12  as of 2026-01-14
  workstream w { owner ana  task <|>a { estimate 4d  started 2026-01-12  progress 50% } } }`, '50% done, started 2026-01-12', 'Owner: Ana Ruiz (owner of `w`)'));
    it('says that a cycle makes it uncertain', () => check(plan('task <|>a { estimate 1d  after b }\n  task b { estimate 1d  after a }'), 'Uncertain'));
    it('answers at a reference, for the step at the cursor', async () => {
      await check(plan('workstream w { task a "First" { estimate 1d } }\n  task b { estimate 1d  after <|>w.a }'), 'workstream `atlas.w`');
      await check(plan('workstream w { task a "First" { estimate 1d } }\n  task b { estimate 1d  after w.<|>a }'), 'task `atlas.w.a`');
    });
    it('shows its documentation', () => check(plan('/** Read the *contract* first. */\n  task <|>a { estimate 1d }'), 'Read the *contract* first.'));
  });

  it('on a contract shows its terms and where it stands', () => check(plan(`task a "Build" { estimate 5d }
  task b "Use" { estimate 1d }
  dependency <|>d "API" { from a  to b  deliver "The API"  accept "Tests green"  promised 2026-01-15  agreed 2026-01-05 }`),
  'Contract, **agreed**', 'From Build (`a`), forecast for 2026-01-16', 'To Use (`b`), which starts 2026-01-19', 'Promised for 2026-01-15', 'Delivers: The API', 'Accepted when: Tests green'));
  it('on a team and a person shows who they are', async () => {
    await check('team <|>pay "Payments" { lead ana  size 6 }\nperson ana "Ana Ruiz" { team pay }', 'Led by Ana Ruiz', '6 people');
    await check('person <|>ana "Ana Ruiz" { team pay  role "Lead" }\nteam pay "Payments"', 'Lead', 'Team Payments (`pay`)');
  });
  it('on a gate shows its checks', () => check(plan('gate <|>g { check x "Threat model" { passed 2026-01-10 }\n check y "SLO" }'), 'Two checks, 1 open', '- passed: Threat model', '- open: SLO'));
  it('on a gate shows who has not signed', () => check(plan('gate <|>g { sign-off security, operations  signed 2026-01-10 by kim as security }\nperson kim'), '1 of 2 signatures, missing: operations'));
  it('on a record shows its state', () => check(plan('risk <|>r "Drift" { probability 30%  status mitigating }'), 'Risk, **mitigating**, probability 30%'));
  it('on a date says the weekday and the distance', () => check(plan('milestone m { by <|>2026-01-19 }'), 'Monday', 'after the status date'));

  describe('on a keyword', () => {
    it('says what it does', () => check(plan('task a { <|>estimate 1d }'), 'How long the work takes'));
    it('says what "on" means where it stands', async () => {
      await check(plan('release r { <|>on 2026-05-12 }'), 'The day on which the release starts');
      await check(plan('task r { <|>on 2026-05-12 }'), 'A hard date of the finish');
    });
    it('knows every keyword of the grammar, and no other', () => {
      const keywords = new Set(AstUtils.streamAllContents(ProgramLanguageGrammar()).filter(GrammarAST.isKeyword).map(one => one.value).filter(one => /^\w/.test(one)));
      assert.deepEqual([...new Set(Object.keys(keywordHelp).map(key => key.split(' in ')[0]))].sort(), [...keywords].sort());
    });
  });

  describe('never lets a plan write markup', () => {
    it('in titles', async () => {
      await check(plan('task <|>a "[x](command:evil) **bold** <b>" { estimate 1d }'), '!](command', '!**bold**', '!<b>');
      assert.equal(escaped('a *b* `c`\n# d'), 'a \\*b\\* \\`c\\` \\# d');
    });
    it('that loads or runs something, in documentation', () => {
      const text = documentation('![x](https://evil/x.png) [y](command:run) [z](https://ok) <img src=x>\n[ref]: command:run');
      assert.ok(!text.includes('!['));
      assert.ok(!text.includes('command:'));
      assert.ok(text.includes('[z](https://ok)'));
      assert.ok(!text.includes('<img'));
    });
  });

  it('works all over the example without an error', async () => {
    const text = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
    await withFixture(text, async ({ client, mark }) => {
      let answers = 0;
      for (let at = 0; at < text.length; at += 37) if (await client.ask('textDocument/hover', mark.path, at)) answers++;
      assert.ok(answers > 50, `${answers} answers`);
    });
  });
});
