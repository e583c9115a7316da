/** Every plan that a page shows is one that a reader can type. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { readInstant } from '../../language/plan/dates.ts';
import { analyseFiles } from '../support/analyse.ts';

const pages = ['../../docs/language.md', '../../README.md'];
const today = readInstant('2026-01-12T09:00')!.at;

for (const page of pages) {
  const url = new URL(page, import.meta.url);
  const text = existsSync(url) ? readFileSync(url, 'utf8').replaceAll('\r\n', '\n') : '';
  const examples = [...text.matchAll(/^```program\n([\s\S]*?)^```$/gm)];
  describe(`examples of ${page.slice(6)}`, () => {
    for (const [, example = ''] of examples) {
      const first = example.split('\n', 1)[0] ?? '';
      it(`“${first}” (${example.split('\n').length - 1} lines) is a plan without errors`, async () => {
        const { findings } = await analyseFiles([{ path: '/plan.program', text: example }], { today });
        assert.deepEqual(findings.filter(finding => finding.severity === 'error').map(({ code, message }) => `${code}: ${message}`), []);
      });
    }
  });
}
