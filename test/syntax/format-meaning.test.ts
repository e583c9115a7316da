/** Formatting never changes what a plan says: every plan of the tests is lowered before and after. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createProgramServices } from '../../language/program-services.ts';
import { formatText, lower, statementOffsets } from '../../language/index.ts';
import type { DocumentPlan } from '../../language/index.ts';
import { read } from './languages.ts';

const root = new URL('../../', import.meta.url);
const language = createProgramServices();

/** The plan without places: what stays when white space changes. */
function meaning(plan: DocumentPlan): string {
  return JSON.stringify(plan, (key, value: unknown) => (key === 'span' || key === 'nameSpan' || key === 'asLateAsPossible' || key === 'allowances' ? undefined : value));
}

async function lowered(text: string): Promise<{ readonly meaning: string; readonly formatted: string }> {
  const [document] = (await read(text, language)).documents;
  assert.ok(document);
  let formatted = '';
  let at = 0;
  for (const change of formatText(text, { statements: statementOffsets(document) })) {
    formatted += text.slice(at, change.start) + change.newText;
    at = change.end;
  }
  return { meaning: meaning(lower(document).plan), formatted: formatted + text.slice(at) };
}

describe('Formatting a plan', () => {
  const plans = globSync(['examples/**/*.program', 'test/fixtures/**/*.program'], { cwd: root }).sort();
  it('is tried on many plans', () => assert.ok(plans.length > 100));
  it('keeps its meaning, and is done once', async () => {
    for (const file of plans) {
      const text = readFileSync(new URL(file, root), 'utf8').replace(/‹\|?|\|?›|¦/g, '');
      const before = await lowered(text);
      const after = await lowered(before.formatted);
      assert.equal(after.meaning, before.meaning, file);
      assert.equal(after.formatted, before.formatted, `${file} is formatted`);
    }
  });
});
