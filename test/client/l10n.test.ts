/** Every string of the extension exists in every language, with the same places for values, commands and addresses. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/paths.ts';

type Strings = Readonly<Record<string, string>>;

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const strings = (file: string): Strings => JSON.parse(read(file)) as Strings;
/** What must stand in a translation as it stands in the original. */
const fixed = (text: string): string[] => [...text.matchAll(/\{\w+\}|command:[\w.]+|`[^`]+`|https:\/\/[^\s`]+/g)].map(([found]) => found).sort();

const languages = globSync('package.nls.*.json', { cwd: root }).map(file => file.split('.')[2] ?? '');

describe('The strings of the extension', () => {
  it('exist in English and one more language', () => assert.deepEqual(languages, ['de']));

  it('of the client are all in the bundle that is translated, and no other', () => {
    const source = globSync('client/**/*.ts', { cwd: root }).map(read).join('\n');
    const used = new Set([...source.matchAll(/l10n\.t\('((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text));
    assert.equal([...source.matchAll(/l10n\.t\((?!')/g)].length, 0, 'a string is put together before it is translated');
    assert.deepEqual(Object.keys(strings('l10n/bundle.l10n.json')).sort(), [...used].sort());
  });

  for (const language of languages) {
    for (const [original, translated] of [['package.nls.json', `package.nls.${language}.json`], ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`]] as const) {
      it(`are complete in ${translated}`, () => {
        const [from, to] = [strings(original), strings(translated)];
        assert.deepEqual(Object.keys(to).sort(), Object.keys(from).sort());
        for (const [key, text] of Object.entries(from)) {
          assert.ok(to[key], key);
          assert.deepEqual(fixed(to[key]), fixed(text), key);
          if (text.split(' ').length > 3) assert.notEqual(to[key], text, `${key} is not translated`);
        }
      });
    }
  }
});
