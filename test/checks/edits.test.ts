import assert from 'node:assert/strict';
import { addAfter, addProperty, appendProperty, removeItem, removeProperty, statementAfter } from '../../language/checks/edits.ts';
import type { TextEdit } from '../../language/checks/finding.ts';

const uri = 'file:///a.program';
const apply = (text: string, { span, newText }: TextEdit): string => text.slice(0, span.start) + newText + text.slice(span.end);

/** The text with `‹…›` taken out, and where it stood. */
function marked(text: string): { text: string; span: { start: number; end: number } } {
  const start = text.indexOf('‹');
  return { text: text.replace(/[‹›]/g, ''), span: { start, end: text.indexOf('›') - 1 } };
}
function withoutProperty(source: string): string {
  const { text, span } = marked(source);
  return apply(text, removeProperty(uri, text, span));
}
function withoutItem(source: string): string {
  const { text, span } = marked(source);
  return apply(text, removeItem(uri, text, span, ['after', 'start of', 'finish']));
}
function withProperty(source: string): string {
  const { text, span } = marked(source);
  const head = /^task build(?: "[^"]*")?/.exec(text.slice(span.start))![0];
  return apply(text, addProperty(uri, text, span, span.start + head.length, 'estimate 1d'));
}

describe('taking a property out', () => {
  it('takes its line where it stands alone on it', () => {
    assert.equal(withoutProperty('a {\n  ‹by 2026-01-16›\n  owner x\n}'), 'a {\n  owner x\n}');
    assert.equal(withoutProperty('a {\r\n  ‹by 2026-01-16›  // why\r\n}'), 'a {\r\n}');
  });
  it('leaves what else stands on the line', () => {
    assert.equal(withoutProperty('a { ‹by 2026-01-16›  owner x }'), 'a { owner x }');
    assert.equal(withoutProperty('a { owner x  ‹by 2026-01-16› }'), 'a { owner x }');
    assert.equal(withoutProperty('  ‹by 2026-01-16›  owner x\n'), '  owner x\n');
    assert.equal(withoutProperty('a  ‹// allow x: y›\n'), 'a\n');
  });
});

describe('taking a link out', () => {
  it('takes the comma with it', () => {
    assert.equal(withoutItem('t { after ‹a›, b, c }'), 't { after b, c }');
    assert.equal(withoutItem('t { after a, ‹b›, c }'), 't { after a, c }');
    assert.equal(withoutItem('t { after a, ‹b + 2d› }'), 't { after a }');
  });
  it('takes the keywords with the last one', () => {
    assert.equal(withoutItem('t { estimate 3d  after ‹a› }'), 't { estimate 3d }');
    assert.equal(withoutItem('t { finish after start of ‹a›  owner x }'), 't { owner x }');
    assert.equal(withoutItem('t {\n  after ‹a + 2d›\n}'), 't {\n}');
  });
  it('does not take a name that ends as a keyword does', () => {
    assert.equal(withoutItem('t { hereafter ‹a› }'), 't { hereafter }');
  });
});

describe('adding a property', () => {
  it('makes a body where there is none', () => {
    assert.equal(withProperty('‹task build "Build {now}"›\n'), 'task build "Build {now}" { estimate 1d }\n');
  });
  it('goes in first', () => {
    assert.equal(withProperty('‹task build "Build" { owner x }›'), 'task build "Build" { estimate 1d  owner x }');
    assert.equal(withProperty('‹task build {}›'), 'task build { estimate 1d }');
    assert.equal(withProperty('  ‹task build {  // soon\n    owner x\n  }›'), '  task build {  // soon\n    estimate 1d\n    owner x\n  }');
  });
});

describe('adding a property behind the others', () => {
  const appended = (source: string): string => {
    const { text, span } = marked(source);
    const head = /^task build(?: "[^"]*")?/.exec(text.slice(span.start))![0];
    return apply(text, appendProperty(uri, text, span, span.start + head.length, 'accept "It runs"'));
  };
  it('stands on a line of its own, in the column of the others, behind a comment', () => {
    assert.equal(appended('  ‹task build {\r\n    estimate 1d\r\n    after    x  // soon\r\n  }›'), '  task build {\r\n    estimate 1d\r\n    after    x  // soon\r\n    accept   "It runs"\r\n  }');
    assert.equal(appended('‹task build {\n\ttask inner { estimate 1d }\n}›'), 'task build {\n\ttask inner { estimate 1d }\n\taccept "It runs"\n}');
  });
  it('stays on the line of a body of one line', () => {
    assert.equal(appended('‹task build { estimate 1d }›'), 'task build { estimate 1d  accept "It runs" }');
    assert.equal(appended('‹task build {estimate 1d}›'), 'task build {estimate 1d  accept "It runs" }');
    assert.equal(appended('‹task build "B" {}›'), 'task build "B" { accept "It runs" }');
    assert.equal(appended('‹task build›\n'), 'task build { accept "It runs" }\n');
  });
});

describe('adding a property after another', () => {
  const after = (source: string): string => {
    const { text, span } = marked(source);
    return apply(text, addAfter(uri, text, span, 'done 2026-01-16'));
  };
  it('takes a line where that one has one', () => {
    assert.equal(after('  started  ‹2026-01-12›  // at last\n  owner ana\n'), '  started  2026-01-12  // at last\n  done     2026-01-16\n  owner ana\n');
    assert.equal(after('\tneeded by ‹2026-01-12›'), '\tneeded by 2026-01-12\n\tdone 2026-01-16');
  });
  it('stays on a line with several', () => {
    assert.equal(after('t { started ‹2026-01-12›  owner ana }'), 't { started 2026-01-12  done 2026-01-16  owner ana }');
  });
});

describe('adding a statement', () => {
  it('follows a block with its indentation, or not where the block shares its line', () => {
    const after = (source: string): string | null => {
      const { text, span } = marked(source);
      const edit = statementAfter(uri, text, { span }, 'task b {\n  estimate 1d\n}');
      return edit && apply(text, edit);
    };
    assert.equal(after('a {\r\n  ‹task a {}›  // x\r\n}'), 'a {\r\n  task a {}  // x\r\n  task b {\r\n    estimate 1d\r\n  }\r\n}');
    assert.equal(after('a { ‹task a {}› }'), null);
  });
});
