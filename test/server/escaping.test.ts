/** What a plan says is shown as it is written: no text of it becomes markup, loads something or leads somewhere by accident. Rendered as VS Code does. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { marked } from 'marked';
import type { CompletionItem, CompletionList, Hover, InlayHint, MarkupContent } from 'vscode-languageserver';
import { code, documentation, escaped, paragraphs } from '../../server/markdown.ts';
import { atlas } from '../support/any-text.ts';
import { startInMemory } from '../support/lsp.ts';

const hostile: readonly string[] = [
  '<img src=x onerror=alert(1)>', '![x](https://example.com/x.png)', '!![x](https://example.com/x.png)', '[click](command:workbench.action.quit)', '[a](command:x(y))', '[a]( javascript:alert(1) )',
  '`code` **bold** __strong__ *em* ~~gone~~', '# heading', '===', '---', '- item', '1. one', '> quote', '| a | b |', '```', '``', '<!-- -->', '&lt;b&gt; &amp;', 'https://example.com/x www.example.com',
  '[a][b]', '[b]: file:///etc/passwd', '$(trash) $x$', '\\\\[x\\\\](y)', '</p><script>alert(1)</script>', 'a  \u2028# b', 'mail@example.com', ':smile:', '*', '_', '\\\\', '<https://example.com>', '<a href="x">',
];

const render = (markdown: string): string => marked.parse(markdown, { async: false, gfm: true });
const textOf = (html: string): string => html.replace(/<[^>]*>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', '\'').replaceAll('&amp;', '&');
const tags = (html: string): string[] => [...new Set([...html.matchAll(/<\/?([a-z][\w-]*)/gi)].map(([, tag = '']) => tag.toLowerCase()))];
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Links of ours lead to lines of the plan. */
const withoutOwnLinks = (html: string): string => html.replace(/<a href="file:\/\/\/workspace\/a\.program#L[\d,-]+">(.*?)<\/a>/g, '$1');

/** Plain text of a plan: these tags are ours. */
function assertPlain(markdown: string): void {
  const html = withoutOwnLinks(render(markdown));
  const strange = tags(html).filter(tag => !['p', 'br', 'strong', 'code', 'ul', 'li', 'hr', 'em'].includes(tag));
  assert.deepEqual(strange, [], `${markdown}\n${html}`);
}

/** A comment, which is Markdown: nothing is loaded or run, and links lead to https alone. */
function assertHarmless(markdown: string): void {
  const html = withoutOwnLinks(render(markdown));
  assert.doesNotMatch(html, /<(?:img|script|iframe|svg|style|object|input(?! disabled| checked))/i, markdown);
  for (const [, href = ''] of html.matchAll(/<a [^>]*href="([^"]*)"/g)) assert.match(href, /^(?:https?:\/\/|mailto:)/, `${markdown}\n${html}`);
}

describe('Text of a plan inside of Markdown', () => {
  it('shows every letter as it is written, whatever it is', () => {
    const check = (text: string): void => {
      const html = render(`about ${escaped(text)}\n\n**${escaped(text) || 'x'}**  \n${escaped(text)}`);
      assert.deepEqual(tags(html).filter(tag => !['p', 'br', 'strong'].includes(tag)), [], `${JSON.stringify(text)}\n${html}`);
      assert.ok(squeezed(textOf(html)).includes(squeezed(text)), `${JSON.stringify(text)}\n${html}`);
    };
    hostile.forEach(check);
    fc.assert(fc.property(fc.array(fc.constantFrom(...hostile.join('').split(''), ...hostile), { maxLength: 30 }).map(parts => parts.join('')), check), { numRuns: 500 });
  });
  it('stays inside of code, where it is code', () => {
    for (const text of hostile) assert.deepEqual(tags(render(`a ${code(text)} b ${code('')} c`)).filter(tag => !['p', 'code'].includes(tag)), [], text);
    assert.match(render(paragraphs(code(''), escaped('x'), code(''))), /<p>x<\/p>/);
  });
  it('loads and runs nothing in a comment, and its links lead to https', () => {
    const check = (text: string): void => assertHarmless(documentation(text));
    for (const text of hostile) for (const around of ['', '> ', '- ', '  ', '!', '\\']) check(`${around}${text}\n${around}${text}\n[b]\n`);
    for (const text of ['[a\\]b]: file:///x\n\n[a\\]b]', '> [r]: file:///x\n\n[r]', '[r]:\n  command:x\n\n[r]', '![a\n](https://example.com/x.png)', '[x](\ncommand:y)', '[x](&#99;ommand:y)', '[![a](https://b/c.png)](https://d)']) check(text);
    assert.match(render(documentation('See [the page](https://example.com/a_(b)) and **this**.')), /<a href="https:\/\/example\.com\/a_\(b\)">the page<\/a> and <strong>this/);
    fc.assert(fc.property(fc.array(fc.constantFrom(...hostile, '[', ']', '(', ')', '!', '\n', ' ', '<', ':', '](', ']:', 'command:x', 'https://a'), { maxLength: 14 }).map(parts => parts.join('')), check), { numRuns: 1000 });
  });
});

describe('Answers about a hostile plan', () => {
  let at = 0;
  const text = atlas.replace(/"[^"\n]*"/g, () => `"${(hostile[at++ % hostile.length] ?? '').replaceAll('"', '\\"')}"`)
    .replace(/^( *)(?=task|milestone|gate|release|person|team|risk)/gm, margin => `${margin}/** ${(hostile[at++ % hostile.length] ?? '').replaceAll('*/', '')} */\n${margin}`);

  it('are plain text and harmless comments: hovers, hints and what suggestions say', async function () {
    this.timeout(60_000);
    const client = await startInMemory();
    client.open('/a.program', text);
    const valueOf = (content: MarkupContent | string | undefined): string => (typeof content === 'string' ? content : content?.kind === 'markdown' ? content.value : '');
    const seen: string[] = [];
    for (const { index } of text.matchAll(/\b[a-z][\w-]*\b(?=[^"\n]*(?:"[^"\n]*"[^"\n]*)*$)/gm)) {
      const hover = await client.ask<Hover | null>('textDocument/hover', '/a.program', index);
      if (hover) seen.push(valueOf(hover.contents as MarkupContent));
    }
    const range = { start: { line: 0, character: 0 }, end: client.position('/a.program', text.length) };
    for (const hint of await client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: client.uri('/a.program') }, range })) {
      const { tooltip } = await client.request<InlayHint>('inlayHint/resolve', hint).catch(() => hint);
      seen.push(valueOf(tooltip));
    }
    for (const word of ['after    contracts', 'owner    ana', 'from      identity', 'covers risks']) {
      const { items } = await client.ask<CompletionList>('textDocument/completion', '/a.program', text.indexOf(word) + word.search(/ +/) + /\s+/.exec(word)![0].length);
      for (const item of items) seen.push(valueOf((await client.request<CompletionItem>('completionItem/resolve', item).catch(() => item)).documentation));
    }
    assert.ok(seen.filter(one => one !== '').length > 150, `${seen.length} answers`);
    for (const markdown of seen) {
      const [own = '', doc] = markdown.split('\n---\n');
      assertPlain(own);
      assertHarmless(markdown);
      if (doc !== undefined) assertHarmless(doc);
    }
    await client.stop();
  });
});
