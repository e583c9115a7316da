/** Plans as data: `ok` has none of the syntax room's issues, `err` has exactly those that its marks and comments say. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createProgramServices } from '../../language/program-services.ts';
import { parseExpectations } from '../support/expectations.ts';
import { parseFixture } from '../support/fixture.ts';
import { issuesOf, shown } from './languages.ts';

const language = createProgramServices();
const codes = new Set(['syntax', 'unresolved-reference', 'ambiguous-reference', 'duplicate-name', 'duplicate-property', 'impossible-date', 'impossible-range']);
const folder = 'test/fixtures/grammar';
const plans = (kind: string): string[] => readdirSync(`${folder}/${kind}`).filter(name => name.endsWith('.program'));

describe('Grammar fixtures', () => {
  for (const name of plans('ok')) {
    it(`${name} is a plan`, async () => {
      const { files } = parseFixture(readFileSync(`${folder}/ok/${name}`, 'utf8'));
      const texts = Object.fromEntries(files.map(({ path, text }) => [path.slice(1), text]));
      const issues = await issuesOf(texts, language);
      assert.deepEqual(issues.map(issue => `${shown(issue, texts[issue.uri.slice(8)] ?? '')} ${issue.message}`), []);
    });
  }
  for (const name of plans('err')) {
    it(`${name} has the issues that it says`, async () => {
      const { files, expectations } = parseExpectations(readFileSync(`${folder}/err/${name}`, 'utf8'), codes);
      const texts = Object.fromEntries(files.map(({ path, text }) => [path.slice(1), text]));
      const issues = await issuesOf(texts, language);
      const found = issues.map(issue => `${shown(issue, texts[issue.uri.slice(8)] ?? '')} ${issue.message}`);
      assert.equal(issues.length, expectations.length, `\n${found.join('\n')}`);
      expectations.forEach(({ code, contains, path, start, end }) => {
        const match = issues.find(issue => issue.code === code && issue.span.start === start && issue.span.end === end && issue.uri.endsWith(path));
        assert.ok(match, `no ${code} at ${start}..${end} (${texts[path.slice(1)]?.slice(start, end)})\n${found.join('\n')}`);
        assert.ok(match.message.includes(contains), `${match.message} should contain ${contains}`);
      });
    });
  }
});
