/** The whole example as data. `UPDATE_GOLDEN=1` writes the file anew; its diff is the review. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { atlas, planOf } from './lowering.ts';

const golden = new URL('../golden/atlas.plan.json', import.meta.url);

/** A span as the text that stands there, and nothing of what is empty: what a reader of a diff wants to see. */
function shown(_name: string, value: unknown): unknown {
  if (value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (typeof value !== 'object' || !('start' in value) || !('end' in value) || 'key' in value) return value;
  const { start, end } = value as { start: number; end: number };
  const [line = ''] = atlas.slice(start, end).split('\n');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

describe('the example', () => {
  it('lowers to the plan of its golden file', async () => {
    const { parts, issues } = await planOf({ 'atlas.program': atlas });
    const actual = `${JSON.stringify(parts[0], shown, 1)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, actual);
    assert.equal(actual, readFileSync(golden, 'utf8'));
    assert.deepEqual(issues, []);
  });

  it('survives JSON', async () => {
    const { parts } = await planOf({ 'atlas.program': atlas });
    assert.deepEqual(JSON.parse(JSON.stringify(parts[0])), parts[0]);
  });

  it('says where every text stands', async () => {
    const { parts } = await planOf({ 'atlas.program': atlas });
    let texts = 0;
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { value: said, span } = value as { value?: unknown; span?: { start: number; end: number } };
      if (typeof said === 'string' && span) {
        texts++;
        const written = atlas.slice(span.start, span.end);
        assert.ok(written === said || written === `"${said}"`, `${said} is not ${written}`);
      }
      Object.values(value).forEach(visit);
    };
    visit(parts[0]);
    assert.ok(texts > 100, String(texts));
  });
});
