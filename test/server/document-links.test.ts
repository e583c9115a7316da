/** Texts that lead out of a plan, and texts that must not. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { DocumentLink } from 'vscode-languageserver';
import { trackerOf, webAddress } from '../../server/addresses.ts';
import { limits } from '../../server/limits.ts';
import { settingsOf } from '../../server/settings.ts';
import { withFixture } from '../support/editor.ts';

const template = 'https://tracker.example/browse/{key}';

/** `text -> target` of every link of a plan. */
const links = (source: string, tracker?: string): Promise<string[]> => withFixture(source, async ({ client, mark: { path } }) => {
  // The client has told its settings, which the first analysis does not wait for.
  for (let i = 0; i < 10; i++) await client.settled();
  const found = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: client.uri(path) } });
  return found.map(({ range, target }) => `${client.text(path).slice(...client.offsets(path, range))} -> ${target}`);
}, { settings: tracker === undefined ? {} : { tracker } });

const task = (line: string): string => `program a { task x {\n  ${line}\n} }`;

describe('Links', () => {
  it('are texts that are an address', async () => {
    assert.deepEqual(await links(task('link "https://example.com/a?b=1#c", " http://example.org "')),
      ['https://example.com/a?b=1#c -> https://example.com/a?b=1#c', 'http://example.org -> http://example.org/']);
    assert.deepEqual(await links(task('note """\n    https://example.com/long\n  """')), ['https://example.com/long -> https://example.com/long']);
  });
  it('are evidence, interfaces and sources too', async () => {
    assert.deepEqual(await links('program a { gate g { check c "C" { passed 2026-01-05 evidence "https://wiki.example/c" } } }'), ['https://wiki.example/c -> https://wiki.example/c']);
    assert.deepEqual(await links('program a { dependency d { interface "https://git.example/api.yaml" } outcome o { source "https://grafana.example/d" } }'),
      ['https://git.example/api.yaml -> https://git.example/api.yaml', 'https://grafana.example/d -> https://grafana.example/d']);
  });
  it('stand in half a plan', async () => assert.deepEqual(await links('program a { task x { link "https://example.com/a'), ['https://example.com/a -> https://example.com/a']));
  it('of the example are its addresses and, with a tracker, its key', async () => {
    const atlas = readFileSync(new URL('../../examples/atlas.program', import.meta.url), 'utf8');
    const addresses = ['https://grafana.example.com/d/checkout', 'https://git.example.com/identity/openapi.yaml', 'https://wiki.example.com/tm-atlas'];
    assert.deepEqual((await links(atlas)).sort(), addresses.map(address => `${address} -> ${address}`).sort());
    assert.deepEqual((await links(atlas, template)).filter(link => link.includes('tracker')), ['CHK-412 -> https://tracker.example/browse/CHK-412']);
  });
  it(`are ${limits.links} at most in one file`, async () => {
    const line = 'link "https://example.com/a"\n';
    assert.equal((await links(task(line.repeat(limits.links + 1)))).length, limits.links);
  });
});

describe('Keys of a tracker', () => {
  it('are what `ref` names, as text or as name', async () => {
    assert.deepEqual(await links(task('ref "PAY-142", CHK-7, "#31"'), template), [
      'PAY-142 -> https://tracker.example/browse/PAY-142', 'CHK-7 -> https://tracker.example/browse/CHK-7', '#31 -> https://tracker.example/browse/31',
    ]);
  });
  it('lead nowhere without a tracker', async () => assert.deepEqual(await links(task('ref "PAY-142"\n  note "See PAY-142"')), []));
  it('are found in other texts, if some `ref` has a key of that project', async () => {
    assert.deepEqual(await links(task('ref "PAY-142"\n  note "After PAY-7 (see PAY-8.), in UTF-8, not xPAY-9 or https://example.com/PAY-1"'), template), [
      'PAY-142 -> https://tracker.example/browse/PAY-142', 'PAY-7 -> https://tracker.example/browse/PAY-7', 'PAY-8 -> https://tracker.example/browse/PAY-8',
    ]);
  });
  it('are no key where they could climb out of their place', async () => {
    const refs = ['../admin', '..', 'a/b', 'a b', 'a..b', 'javascript:alert(1)', '', '-1', 'A-1?x=1', 'A-1#x', '%2e%2e', 'A\\u202E-1', 'x'.repeat(200)];
    assert.deepEqual(await links(task(refs.map(ref => `ref "${ref}"`).join('\n  ')), template), []);
  });
});

describe('An address', () => {
  it('is of the web, with a host and without a name to sign in', () => {
    const hostile = [
      'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'command:workbench.action.quit', 'vscode://x/y', 'file:///etc/passwd', 'data:text/html,x', '//example.com', 'example.com',
      '/etc/passwd', '../other.program', 'https:', 'https://', 'https:///x', 'https:example.com', 'https:\\\\example.com', 'http://?x', 'https://bank.example@evil.example/', 'https://a:b@evil.example',
      'https://example.com/a b', 'https://exa\nmple.com', 'ht\ttps://example.com', 'https://example.com/\u202Etxt.exe', 'https://exa\u200Bmple.com', 'https://[', 'https://example.com:99999', 'ftp://example.com',
      `https://example.com/${'x'.repeat(2000)}`, '',
    ];
    for (const text of hostile) assert.equal(webAddress(text), null, text);
  });
  it('is written as a browser goes there', () => {
    assert.equal(webAddress('HTTPS://Example.com'), 'https://example.com/');
    assert.equal(webAddress('https://bücher.example/ü'), 'https://xn--bcher-kva.example/%C3%BC');
  });
  it('never leads anywhere else, whatever a text says', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.tuple(fc.constantFrom('http://', 'https://', 'HTTP:', 'https:/\\', ' https://'), fc.string()).map(parts => parts.join('')), fc.webUrl());
    fc.assert(fc.property(text, written => {
      const target = webAddress(written);
      if (target === null) return;
      const { protocol, hostname, username, password } = new URL(target);
      assert.ok(['http:', 'https:'].includes(protocol) && hostname !== '' && username === '' && password === '');
      assert.equal(webAddress(target), target);
    }), { numRuns: 300 });
  });
});

describe('A tracker', () => {
  it('has an address of the web with a place for the key, on a host of its own', () => {
    for (const setting of [
      '', 'https://tracker.example/', '{key}', 'javascript:{key}', 'file:///x/{key}', 'command:{key}', 'https://{key}', 'https://{key}.example/', 'https://tracker.example@{key}/', 'https://x:{key}@tracker.example/',
      'https://tracker.example:{key}/', 'tracker.example/{key}',
    ]) assert.equal(trackerOf(setting), null, setting);
    for (const setting of [template, 'http://tracker.local/{key}', 'https://tracker.example/?id={key}', 'https://tracker.example/#/{key}']) assert.ok(trackerOf(setting), setting);
  });
  it('keeps every key in its place', () => fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), key => {
    const page = trackerOf(template)?.page(key) ?? null;
    if (page !== null) assert.match(page, /^https:\/\/tracker\.example\/browse\/[^/?#]+$/);
  }), { numRuns: 300 }));
  it('comes from a setting, or there is none', () => {
    for (const value of [null, {}, { tracker: 7 }, { tracker: null }, { tracker: 'x' }]) assert.equal(settingsOf(value).tracker, null);
    assert.equal(settingsOf({ tracker: ` ${template} ` }).tracker?.page('A-1'), 'https://tracker.example/browse/A-1');
  });
});
