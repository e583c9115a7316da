import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../language/checks/registry.ts';

const page = readFileSync(new URL('../../docs/code-actions.md', import.meta.url), 'utf8');

describe('docs/code-actions.md', () => {
  it('names every finding that has a quick fix, and no other', () => {
    const named = new Set([...page.matchAll(/\[([a-z-]+)\]\(checks\.md#\1\)/g)].map(match => match[1]!));
    assert.deepEqual([...named].sort(), rules.filter(({ fix }) => fix !== undefined).map(({ code }) => code).sort());
  });
});
