import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

describe('docs/protocol.md', () => {
  it('names every method that goes beyond the protocol, and no other', () => {
    const sources = readdirSync(new URL('protocol', root)).map(file => readFileSync(new URL(`protocol/${file}`, root), 'utf8'));
    const declared = sources.flatMap(source => [...source.matchAll(/Method = '(planwright\/[\w/]+)'/g)].map(match => match[1]));
    const documented = [...readFileSync(new URL('docs/protocol.md', root), 'utf8').matchAll(/^\| `(planwright\/[\w/]+)`/gm)].map(match => match[1]);
    assert.deepEqual(documented.sort(), declared.sort());
  });
});
