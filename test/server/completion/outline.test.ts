/** What is remembered of a text must never change the answer. */
import assert from 'node:assert/strict';
import { createOutline, endOfBlock, surroundings } from '../../../server/completion/outline.ts';
import { generatePlan } from '../../bench/generate.ts';
import { seeded } from '../../bench/measure.ts';

const inside = (text: string): string => surroundings(text.replace('|', ''), text.indexOf('|')).inside;

describe('Outline of a text', () => {
  it('knows texts and comments from what can be completed', () => {
    assert.equal(inside('note "a|"'), 'string');
    assert.equal(inside('note "a"|'), 'code');
    assert.equal(inside('note "a|\r\nowner ana'), 'string');
    assert.equal(inside('note "a\r\n|owner ana'), 'code');
    assert.equal(inside('note "a\\"|'), 'string');
    assert.equal(inside('note "a\\\n|'), 'code', 'a text ends with its line, also behind a backslash');
    assert.equal(inside('note """a\n|b"""'), 'string');
    assert.equal(inside('note """a\nb"""|'), 'code');
    assert.equal(inside('note """|'), 'string');
    assert.equal(inside('x // a|'), 'comment');
    assert.equal(inside('x // a\n|'), 'code');
    assert.equal(inside('x /* a\n|*/'), 'comment');
    assert.equal(inside('x /* a */|'), 'code');
  });

  it('finds the end of a block past texts and comments', () => {
    const text = '{ a "}" // }\n /* } */ b { } } c';
    assert.equal(text.slice(endOfBlock(text, 0, text.length)), ' c');
    assert.equal(endOfBlock('{ a', 0, 3), 3);
  });

  it('answers as if it read from the start, after any edit and wherever it is asked', () => {
    const outline = createOutline();
    const random = seeded(11);
    const pieces = ['{', '}', '"', '"""', '/*', '*/', '// x', '\n', ', ', 'task t "T" {\n estimate 3d\n}\n', ''];
    let text = generatePlan(1500).map(file => file.text).join('\n');
    assert.ok(text.length > 100_000);
    for (let i = 0; i < 200; i++) {
      const at = Math.floor(random() * text.length);
      const piece = pieces[Math.floor(random() * pieces.length)] ?? '';
      text = text.slice(0, at) + piece + text.slice(at + Math.floor(random() * 4));
      // Some edits are heard of, some come several at a time.
      if (i % 3 === 0) outline.follow('a', text);
      if (i % 5 === 0) continue;
      const near = Math.min(text.length, at + piece.length);
      for (const offset of [near, Math.floor(random() * text.length)]) {
        assert.deepEqual(outline.at('a', text, offset), surroundings(text, offset), `edit ${i} at ${at}, asked at ${offset}`);
      }
    }
  });
});
