/** Every rule against plans that have its finding and plans that come close and have not: test/fixtures/checks/<code>/. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { rules } from '../../language/checks/registry.ts';
import { differences, parseExpectations } from '../support/expectations.ts';
import { analyseFiles, pathOf } from '../support/analyse.ts';

const folder = new URL('../fixtures/checks/', import.meta.url);
const codes = new Set(rules.map(rule => rule.code));
/** A fixture with one of these that it does not expect is a plan that says something else than it means. */
const broken = ['syntax', 'unresolved-reference', 'ambiguous-reference', 'duplicate-name', 'duplicate-property', 'impossible-date', 'impossible-range', 'internal-error'];

describe('fixtures of the checks', () => {
  for (const code of readdirSync(folder)) {
    it(`${code} names a rule`, () => assert.ok(codes.has(code)));
    for (const file of readdirSync(new URL(`${code}/`, folder))) {
      it(`${code}/${file}`, async () => {
        const plan = parseExpectations(readFileSync(new URL(`${code}/${file}`, folder), 'utf8'), codes);
        const expected = plan.expectations.filter(want => want.code === code).length;
        assert.equal(expected > 0, file.startsWith('fires'), 'A fixture fires*.program expects its finding, a quiet*.program does not.');
        const { findings } = await analyseFiles(plan.files, plan);
        assert.deepEqual(differences(plan, findings, [code, ...broken], pathOf), []);
      });
    }
  }

  for (const { code } of rules) {
    if (code === 'internal-error') continue;
    it(`${code} has a plan that fires it and one that does not`, () => {
      const files = readdirSync(folder).includes(code) ? readdirSync(new URL(`${code}/`, folder)) : [];
      assert.ok(files.some(file => /^fires.*\.program$/.test(file)), 'no fires*.program');
      assert.ok(files.some(file => /^quiet.*\.program$/.test(file)), 'no quiet*.program');
    });
  }
});

describe('a malformed fixture is a mistake of the test', () => {
  const read = (source: string) => () => parseExpectations(source, codes);
  it('with a mark that nothing is expected of', () => assert.throws(read('program <|a|>'), /1 marks and 0 expectations/));
  it('with an expectation without a mark', () => assert.throws(read('// expect: error syntax'), /0 marks and 1 expectations/));
  it('with a code that no rule has', () => assert.throws(read('// expect: error synatx\n<|a|>'), /code that no rule has/));
  it('with a severity that is none', () => assert.throws(read('// expect: fatal syntax\n<|a|>'), /unknown severity/));
  it('with an expectation that cannot be read', () => assert.throws(read('// expect: error syntax because\n<|a|>'), /cannot be read/));
  it('with a directive that is none', () => assert.throws(read('// expects: error syntax\n'), /unknown directive/));
  it('with a date that is none', () => assert.throws(read('// as-of: tomorrow\n'), /date that is none/));
});
