import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/paths.ts';
import { shipped } from '../../scripts/vsix.ts';

interface Command { readonly command: string; readonly title: string; readonly category?: string }
interface Keybinding { readonly command: string; readonly key: string; readonly mac?: string }

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const strings: Record<string, string> = JSON.parse(read('package.nls.json'));
const contributes = manifest.contributes;
const commands: readonly Command[] = contributes.commands;
const clientSource = globSync('client/**/*.ts', { cwd: root }).map(read).join('\n');

/** Every string anywhere in the manifest, with the path of its key. */
function stringsIn(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => stringsIn(item, `${key}/${name}`));
}

describe('Manifest', () => {
  const inContributes = stringsIn(contributes);

  it('names only files that exist and ship', () => {
    const files = inContributes.map(([, value]) => value).filter(value => /^(?:\.\/|media\/)/.test(value));
    assert.ok(files.length > 8);
    for (const file of [...files, manifest.icon, 'README.md', 'LICENSE', 'CHANGELOG.md']) {
      assert.ok(existsSync(path.join(root, file)), `${file} exists`);
      assert.ok(shipped.includes(path.posix.normalize(file)), `${file} ships`);
    }
    for (const entry of [manifest.main, manifest.browser]) assert.ok(shipped.includes(path.posix.normalize(entry)), `${entry} ships`);
  });

  it('has a text for every key, and no text without a use', () => {
    const used = new Set(inContributes.flatMap(([, value]) => [...value.matchAll(/^%(.+)%$/g)].map(([, key]) => key)));
    assert.deepEqual([...used].sort(), Object.keys(strings).sort());
  });

  it('shows no text that cannot be translated', () => {
    const shown = /\/(?:title|shortTitle|description|markdownDescription|name|contents|patternErrorMessage)$/;
    const literal = inContributes.filter(([key, value]) => shown.test(key) && !/^%.+%$/.test(value) && value !== 'Planwright');
    assert.deepEqual(literal, []);
  });

  it('titles and registers every command', () => {
    for (const { command, title, category } of commands) {
      assert.equal(category, 'Planwright', command);
      assert.ok(strings[title.slice(1, -1)], command);
      assert.ok(clientSource.includes(`'${command}'`), `${command} is registered in client/`);
    }
  });

  it('refers only to commands that exist', () => {
    const links = Object.values(strings).flatMap(text => [...text.matchAll(/command:([\w.]+)/g)].map(([, id]) => id));
    const inMenus = inContributes.filter(([key]) => /^\/(?:menus|keybindings)\/.*\/(?:command|alt)$/.test(key)).map(([, id]) => id);
    const own = new Set(commands.map(({ command }) => command));
    const foreign = new Set([...links, ...inMenus].filter(id => id !== undefined && !own.has(id)));
    assert.deepEqual([...foreign], ['workbench.actions.view.problems']);
  });

  it('gives every key with ctrl one for the Mac', () => {
    for (const { command, key, mac } of contributes.keybindings as Keybinding[]) {
      if (key.includes('ctrl')) assert.ok(mac?.includes('cmd'), command);
    }
  });

  it('uses and documents every setting', () => {
    const source = clientSource + globSync('server/**/*.ts', { cwd: root }).map(read).join('\n');
    const readme = read('README.md');
    for (const id of Object.keys(contributes.configuration.properties)) {
      const last = id.replace(/^planwright\./, '');
      // The language client itself reads the trace setting.
      if (id !== 'planwright.trace.server') assert.ok(source.includes(last), `${id} is read`);
      assert.ok(readme.includes('`' + id + '`'), `${id} stands in README.md`);
    }
  });

  it('starts by opening a plan or restoring a timeline, and by nothing else', () => {
    assert.deepEqual(manifest.activationEvents, ['onLanguage:program', 'onWebviewPanel:planwright.timeline']);
    assert.ok(read('protocol/preview.ts').includes(`'planwright.timeline'`));
  });

  it('works untrusted and on virtual workspaces, and asks for the VS Code that its types describe', () => {
    assert.deepEqual(manifest.capabilities, { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true });
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
  });

  it('depends on nothing at run time', () => {
    assert.equal(manifest.dependencies, undefined);
    assert.deepEqual(manifest.bin, { planwright: 'dist/cli/planwright.js' });
  });
});
