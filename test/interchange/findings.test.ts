import assert from 'node:assert/strict';
import { findingsToGithub, findingsToJson, findingsToSarif } from '../../language/interchange/findings.ts';
import { lineIndex, locate } from '../../language/interchange/places.ts';
import type { Finding } from '../../language/index.ts';

const uri = 'file:///desk/a.program';
const text = 'one\ntwo: three\r\nfour\rfive';
const sources = new Map([[uri, { file: 'plans/a, b.program', text }]]);
const finding = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({ code: 'some-code', severity: 'warning', message: 'Some message', uri, span: { start, end }, related: [], ...more });

describe('Lines and columns', () => {
  it('count from 1, after every kind of line end', () => {
    const at = lineIndex(text);
    assert.deepEqual([0, 3, 4, 9, 16, 21].map(at), [
      { line: 1, column: 1 }, { line: 1, column: 4 }, { line: 2, column: 1 }, { line: 2, column: 6 }, { line: 3, column: 1 }, { line: 4, column: 1 },
    ]);
  });
  it('stay within the text', () => {
    assert.deepEqual(lineIndex('ab')(99), { line: 1, column: 3 });
    assert.deepEqual(lineIndex('')(0), { line: 1, column: 1 });
  });
});

describe('Findings as data', () => {
  it('are sorted by place, with related places', () => {
    const located = locate([finding(9, 14, { code: 'z' }), finding(0, 3, { related: [{ message: 'here', place: { uri, start: 16, end: 20 } }] }), finding(9, 14, { code: 'a' })], sources);
    assert.deepEqual(located.map(({ code, line, column, endLine, endColumn }) => [code, line, column, endLine, endColumn]), [['some-code', 1, 1, 1, 4], ['a', 2, 6, 2, 11], ['z', 2, 6, 2, 11]]);
    assert.deepEqual(located[0]?.related, [{ message: 'here', file: 'plans/a, b.program', line: 3, column: 1 }]);
  });
  it('have the promised shape as JSON', () => {
    assert.deepEqual(JSON.parse(findingsToJson(locate([finding(0, 3)], sources))), {
      version: 1,
      findings: [{ code: 'some-code', severity: 'warning', message: 'Some message', file: 'plans/a, b.program', line: 1, column: 1, endLine: 1, endColumn: 4, related: [] }],
    });
    assert.deepEqual(JSON.parse(findingsToJson([])), { version: 1, findings: [] });
  });
  it('are workflow commands for GitHub, escaped as it asks', () => {
    assert.equal(
      findingsToGithub(locate([finding(0, 3, { severity: 'information', message: '100%\nsure' }), finding(4, 18, { severity: 'error' })], sources)),
      '::notice file=plans/a%2C b.program,line=1,col=1,endColumn=3,title=some-code::100%25%0Asure\n'
      + '::error file=plans/a%2C b.program,line=2,endLine=3,title=some-code::Some message\n',
    );
  });
  it('are a SARIF run with rules, regions and related locations', () => {
    const log = JSON.parse(findingsToSarif(
      locate([finding(9, 14, { severity: 'hint', related: [{ message: 'here', place: { uri, start: 0, end: 3 } }] }), finding(0, 3, { code: 'other-code', severity: 'error' })], sources),
      { version: '1.2.3', rules: new Map([['some-code', 'What it means']]) },
    ));
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    assert.deepEqual(run.tool.driver, {
      name: 'planwright', version: '1.2.3',
      rules: [{ id: 'other-code', shortDescription: { text: 'other-code' } }, { id: 'some-code', shortDescription: { text: 'What it means' } }],
    });
    assert.deepEqual(run.results[1], {
      ruleId: 'some-code', ruleIndex: 1, level: 'note', message: { text: 'Some message' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'plans/a%2C%20b.program', uriBaseId: '%SRCROOT%' }, region: { startLine: 2, startColumn: 6, endLine: 2, endColumn: 11 } } }],
      relatedLocations: [{ id: 0, message: { text: 'here' }, physicalLocation: { artifactLocation: { uri: 'plans/a%2C%20b.program', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 1 } } }],
    });
  });
});
