import { CompletionItemKind, CompletionTriggerKind } from 'vscode-languageserver';
import type { CompletionItem, CompletionList, CompletionParams, Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Expectation } from './completion/expect.ts';
import { keywordItems } from './completion/keywords.ts';
import { createOutline } from './completion/outline.ts';
import type { Surroundings } from './completion/outline.ts';
import { placeInText, placeOf } from './completion/place.ts';
import type { Place } from './completion/place.ts';
import { referenceItems } from './completion/references.ts';
import { resolved } from './completion/resolve.ts';
import { valueItems } from './completion/values.ts';
import { readWords } from './completion/word-index.ts';
import type { Analysis, ServerContext } from './context.ts';
import { limits } from './limits.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

/** What may stand between the braces of a live date. */
const liveDate: Expectation = { kind: 'reference', value: 'Activity', rule: 'LiveDate', property: null, line: 'LiveDate', block: '', taken: [] };

/** Analyses after a question in which the next one is expected. */
const analysesFollowed = 10;

const nothing: CompletionList = { isIncomplete: false, items: [] };

/**
 * What can stand at the cursor. It reads the text with every edit and the newest finished analysis, so it never waits
 * for a build, and a half-typed line is no obstacle.
 */
export function register(connection: Connection, context: ServerContext): void {
  const withSnippets = context.client.textDocument?.completion?.completionItem?.snippetSupport === true;
  const outline = createOutline();
  let lately = 0;
  // What an answer needs is brought up to date once the findings are out, if answers were asked for lately.
  context.onAnalysed(({ plan }) => {
    if (lately === 0) return;
    lately--;
    for (const uri of outline.uris()) outline.follow(uri, context.liveText(uri)?.getText() ?? '');
    readWords(plan.activities);
  });
  connection.onCompletion(safely<CompletionParams, CompletionList>(context.log, 'completion', nothing, ({ textDocument, position, context: trigger }) => {
    const text = context.liveText(textDocument.uri);
    if (!text) return nothing;
    lately = analysesFollowed;
    context.liveQuestion();
    const offset = text.offsetAt(position);
    const around = outline.at(text.uri, text.getText(), offset);
    const place = placeOf(text.uri, text.getText(), offset, around, context.grammar);
    if (!place) return trigger?.triggerCharacter === ' ' ? nothing : completionsInText(text, offset, around, context);
    // After a space, the list opens by itself only where something has to follow: Enter must stay a new line elsewhere.
    if (trigger?.triggerKind === CompletionTriggerKind.TriggerCharacter && trigger.triggerCharacter === ' ' && place.mayEnd) return nothing;
    return completionsAt(place, text, context, withSnippets);
  }));
  connection.onCompletionResolve((item, token) => safely<CompletionItem, CompletionItem>(context.log, 'completion', item, one => resolved(one, context))(item, token));
}

/** In texts, activities after a brace, `{api.extract}`, and what is known of one; in comments, the codes of rules after `// allow`. */
function completionsInText(text: TextDocument, offset: number, around: Surroundings, context: ServerContext): CompletionList {
  const inText = placeInText(text.uri, text.getText(), offset, around);
  const analysis = context.latest();
  if (!inText || !analysis) return nothing;
  const { place, kind } = inText;
  if (kind === 'allowance') return listOf(codeItems(context.codes), place, text, false);
  const { items, more } = referenceItems(place, liveDate, analysis, limits.completionItems);
  return listOf([...items, ...factItems(place, analysis)], place, text, more);
}

/** `{api.extract.`: what may follow the name of an activity. */
function factItems(place: Place, analysis: Analysis): CompletionItem[] {
  const activity = place.word.slice(0, Math.max(0, place.word.lastIndexOf('.')));
  if (activity === '') return [];
  const named = referenceItems({ ...place, word: activity }, liveDate, analysis, 1).items.filter(item => item.label === activity);
  return named.flatMap(({ label, labelDetails }) => ['start', 'finish', 'margin'].map(fact => ({
    label: `${label}.${fact}`, kind: CompletionItemKind.Property, sortText: `1${fact}`, ...(labelDetails ? { labelDetails } : {}),
  })));
}

function codeItems(codes: readonly string[]): CompletionItem[] {
  return codes.map(label => ({ label, kind: CompletionItemKind.EnumMember, insertText: `${label}: ` }));
}

function listOf(items: readonly CompletionItem[], place: Place, text: TextDocument, isIncomplete: boolean): CompletionList {
  const range = toRange(text, place.span);
  const fitting = items.filter(item => fits(place.word, item));
  return {
    isIncomplete: isIncomplete || fitting.length > limits.completionItems,
    items: fitting.slice(0, limits.completionItems).map(({ insertText, ...item }) => ({ ...item, textEdit: { range, newText: insertText ?? item.label } })),
  };
}

function completionsAt(place: Place, text: TextDocument, context: ServerContext, withSnippets: boolean): CompletionList {
  const analysis: Analysis | null = context.latest();
  const items = new Map<string, CompletionItem>();
  let isIncomplete = false;
  const add = (all: readonly CompletionItem[]): void => {
    for (const item of all) {
      const key = `${item.label} ${item.labelDetails?.description ?? ''}`;
      if (!items.has(key)) items.set(key, item);
    }
  };
  for (const expectation of place.expectations) {
    if (expectation.kind === 'terminal') add(valueItems(place, expectation, { analysis, today: context.today(), codes: context.codes }));
    if (expectation.kind !== 'reference' || !analysis) continue;
    const { items: found, more } = referenceItems(place, expectation, analysis, limits.completionItems);
    add(found);
    isIncomplete ||= more;
  }
  add(keywordItems(place, context.grammar, { snippets: withSnippets, today: analysis?.asOf ?? context.today() }));
  return listOf([...items.values()], place, text, isIncomplete);
}

/** Letters of the word in the order of the item's: the editor filters finer, this only keeps the answer short. */
function fits(word: string, { label, filterText }: CompletionItem): boolean {
  const text = (filterText ?? label).toLowerCase();
  let at = -1;
  for (const letter of word.toLowerCase()) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
