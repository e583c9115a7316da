import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { foldsOf, formatText } from '../../language/index.ts';
import type { TextChange } from '../../language/index.ts';

const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');

function apply(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const change of changes) {
    assert.ok(change.start >= at && change.end >= change.start, 'changes ascend and do not overlap');
    result += text.slice(at, change.start) + change.newText;
    at = change.end;
  }
  return result + text.slice(at);
}

/** Formats a text in which `¦` marks where statements start, as the syntax tree would say. */
function formatted(marked: string): string {
  const statements: number[] = [];
  let text = '';
  for (const char of marked) {
    if (char === '¦') statements.push(text.length);
    else text += char;
  }
  return apply(text, formatText(text, { statements }));
}

const withoutSpace = (text: string): string => text.replace(/\s+/g, '');

describe('format', () => {
  it('indents by braces, and leaves one blank line at most', () => {
    assert.equal(formatted('program p {\n\n\n      start 2026-01-05\n\n\n\ntask a {\nestimate 3d\n   }\n}\n\n'), [
      'program p {', '  start 2026-01-05', '', '  task a {', '    estimate 3d', '  }', '}', '',
    ].join('\n'));
  });
  it('puts one space between words and two before a comment', () => {
    assert.equal(formatted('task  a   "A"{   // why\n  after   b   +  2d// because\n}'), 'task a "A" {  // why\n  after b + 2d  // because\n}\n');
  });
  it('keeps a short body on one line, two spaces between its statements', () => {
    assert.equal(formatted('¦team a {¦lead ana    ¦size 6 ¦capacity 4}'), 'team a { lead ana  size 6  capacity 4 }\n');
  });
  it('opens a body that makes its line too long, one statement a line', () => {
    const long = 'x'.repeat(110);
    assert.equal(formatted(`¦note "${long}" { ¦owner ana  ¦due 2026-01-05 }`), `note "${long}" {\n  owner ana\n  due 2026-01-05\n}\n`);
  });
  it('gives statements that share a line of an open body a line each', () => {
    assert.equal(formatted('¦task a {\n  ¦owner ana  ¦estimate 3d\n}'), 'task a {\n  owner ana\n  estimate 3d\n}\n');
  });
  it('indents twice what follows a comma', () => {
    assert.equal(formatted('task a {\n¦after b,\nc\n¦owner ana\n}'), 'task a {\n  after b,\n      c\n  owner ana\n}\n');
  });
  it('leaves texts of several lines and the inside of strings alone, and moves the stars of a comment', () => {
    assert.equal(formatted('task a {\nnote """\n   two   spaces\n"""\n/**\n* Doc\n*/\nnote "a   {b"\n}'),
      'task a {\n  note """\n   two   spaces\n"""\n  /**\n   * Doc\n   */\n  note "a   {b"\n}\n');
  });
  it('sets commas, but does not break a number that has one', () => {
    assert.equal(formatted('after a ,b,c\ncost 40,000\nholidays 2026-01-01,2026-05-01'), 'after a, b, c\ncost 40,000\nholidays 2026-01-01, 2026-05-01\n');
  });
  it('keeps the line ends of the file', () => {
    assert.equal(formatted('task a {\r\n  estimate 3d\r\n}'), 'task a {\r\n  estimate 3d\r\n}\r\n');
  });
  it('works around an unclosed body and a brace too many', () => {
    assert.equal(formatted('program p {\ntask a {\nestimate\n'), 'program p {\n  task a {\n    estimate\n');
    assert.equal(formatted('}\n} task a {\nx\n}'), '}\n} task a {\n  x\n}\n');
  });
  it('leaves the margins of an indented text alone where braces do not match, as they tell which one is missing', () => {
    assert.equal(formatted('program p {\n  task  a {\n   estimate   3d\n task b {   }\n}\n'), 'program p {\n  task a {\n   estimate 3d\n task b {}\n}\n');
    assert.equal(formatted('¦program p {\n  ¦task a { ¦owner x }  }\n}\n'), 'program p {\n  task a { owner x } }\n}\n');
  });
  it('adds no line break to a text or a comment that nobody closed', () => {
    for (const text of ['note \"\"\"\n}', 'task a /* why', 'note \"\"\"', '/*', '/*/']) assert.equal(formatted(text), text);
    assert.equal(formatted('note \"\"\"a\"\"\"'), 'note \"\"\"a\"\"\"\n');
    assert.equal(formatted('/**/'), '/**/\n');
  });
  it('changes nothing but white space, and nothing the second time, on any damage to the example', () => {
    fc.assert(fc.property(fc.nat(atlas.length), fc.nat(400), fc.string({ maxLength: 12 }), (at, removed, inserted) => {
      const text = atlas.slice(0, at) + inserted + atlas.slice(at + removed);
      const once = apply(text, formatText(text, { statements: [] }));
      assert.equal(withoutSpace(once), withoutSpace(text));
      assert.deepEqual(formatText(once, { statements: [] }), []);
    }), { numRuns: 300 });
  });
});

describe('folds', () => {
  const folded = (text: string): string[] => foldsOf(text).map(fold => `${fold.kind} ${text.slice(0, fold.start).split('\n').length}-${text.slice(0, fold.end).split('\n').length}`);
  it('folds bodies of several lines, block comments and runs of comment lines', () => {
    assert.deepEqual(folded('/**\n * a\n */\ntask a {\n  // x\n  // y\n  owner ana\n}\nteam b { size 3 }\n'), ['comment 1-3', 'body 4-8', 'comment 5-6']);
  });
  it('folds the bodies that are closed where one is not', () => {
    assert.deepEqual(folded('program p {\n  task a {\n    estimate 3d\n  }\n'), ['body 2-4']);
  });
});
