/**
 * Texts that lead out of a plan: addresses of the web, and keys of a tracker. Nothing else does, no file and no command, whatever a text says;
 * the editor opens a link only when somebody clicks on it.
 */
import { GrammarUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import type { Connection, DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import type { Plan, Span } from '../language/index.ts';
import { webAddress } from './addresses.ts';
import type { Tracker } from './addresses.ts';
import type { ServerContext } from './context.ts';
import { limits } from './limits.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';
import { visit } from './visit.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onDocumentLinks(safely<DocumentLinkParams, DocumentLink[]>(context.log, 'links', [], async ({ textDocument }, token) => {
    const analysis = await context.current(token);
    const document = context.document(textDocument.uri);
    if (!analysis || !document) return [];
    return linksIn(document, analysis.plan, context.settings().tracker).slice(0, limits.links).map(({ span, target, key }): DocumentLink => ({
      range: toRange(document.textDocument, span), target, ...(key === null ? {} : { tooltip: `Open ${key} in the tracker` }),
    }));
  }));
}

interface Link { readonly span: Span; readonly target: string; /** Where it leads to a tracker. */ readonly key: string | null }

function linksIn(document: LangiumDocument, plan: Plan, tracker: Tracker | null): Link[] {
  const projects = tracker ? projectsOf(plan) : new Set<string>();
  const found: Link[] = [];
  visit(document.parseResult.value, node => {
    if (found.length >= limits.links) return;
    const isRef = node.$type === 'TextLine' && 'word' in node && node.word === 'ref';
    for (const text of textsOf(node, isRef)) {
      const whole = contentOf(text);
      const written = text.text.slice(whole.start - text.start, whole.end - text.start);
      const address = webAddress(written);
      if (address !== null) found.push({ span: whole, target: address, key: null });
      else if (!tracker) continue;
      else if (isRef) {
        const page = tracker.page(written);
        if (page !== null) found.push({ span: whole, target: page, key: written });
      } else {
        for (const link of keysIn(written, whole.start, projects, tracker)) found.push(link);
      }
    }
  });
  return found;
}

interface WrittenText extends Span { readonly text: string }

/** Properties of the syntax tree that hold texts. */
const textProperties = ['texts', 'text', 'title', 'because'] as const;

/** The texts of a node that may hold a link, as they are written. */
function textsOf(node: AstNode, isRef: boolean): WrittenText[] {
  if (node.$type === 'Unexpected') return [];
  const values: AstNode & Readonly<Partial<Record<(typeof textProperties)[number], unknown>>> = node;
  const found: WrittenText[] = [];
  for (const property of textProperties) {
    const value = values[property];
    const all = Array.isArray(value) ? value.join(' ') : value;
    if (typeof all !== 'string' || !(isRef || /https?:/i.test(all) || keyInText.test(all))) continue;
    for (const { offset, end, text } of GrammarUtils.findNodesForProperty(node.$cstNode, property)) found.push({ start: offset, end, text });
  }
  return found;
}

/** Where a text stands without its quotes and the blanks at its ends. */
function contentOf({ start, text }: WrittenText): Span {
  const quotes = text.startsWith('"""') ? 3 : text.startsWith('"') ? 1 : 0;
  const closed = quotes > 0 && text.length >= 2 * quotes && text.endsWith('"');
  const inner = text.slice(quotes, closed ? -quotes : undefined);
  const from = start + quotes + inner.length - inner.trimStart().length;
  return { start: from, end: from + inner.trim().length };
}

/** The form that keys have inside of a sentence: `PAY-142`. */
const keyInText = /(?<![\w/.@#-])([A-Z][A-Z0-9]{1,9})-\d{1,7}(?![\w-])/;
const keysInText = new RegExp(keyInText, 'g');

/** Keys inside of a sentence, of projects that a `ref` names somewhere: `UTF-8` has their form too. */
function* keysIn(text: string, start: number, projects: ReadonlySet<string>, tracker: Tracker): Iterable<Link> {
  for (const { 0: word, index } of text.matchAll(/\S+/g)) {
    if (word.includes('://')) continue;
    for (const match of word.matchAll(keysInText)) {
      const [key, project = ''] = match;
      const page = projects.has(project) ? tracker.page(key) : null;
      const at = start + index + match.index;
      if (page !== null) yield { span: { start: at, end: at + key.length }, target: page, key };
    }
  }
}

const projects = new WeakMap<Plan, ReadonlySet<string>>();

/** The letters before the numbers of all keys that a `ref` names. */
function projectsOf(plan: Plan): ReadonlySet<string> {
  const known = projects.get(plan);
  if (known) return known;
  const found = new Set<string>();
  for (const { refs } of plan.byKey.values()) for (const { value } of refs) {
    const project = keyInText.exec(value)?.[1];
    if (project !== undefined) found.add(project);
  }
  projects.set(plan, found);
  return found;
}
