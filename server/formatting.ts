import type { CancellationToken, Connection, FormattingOptions, Range, TextEdit } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { changesOnLines, defaultFormat, formatText, statementOffsets } from '../language/index.ts';
import type { TextChange } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { safely } from './safely.ts';
import { toRange } from './to-lsp.ts';

export function register(connection: Connection, context: ServerContext): void {
  /** The changes of the whole document, or of what lies on some lines of it. */
  async function edits(uri: string, options: FormattingOptions, token: CancellationToken, lines?: { readonly first: number; readonly last: number }): Promise<TextEdit[]> {
    await context.current(token);
    const document = context.document(uri);
    if (!document) return [];
    const text = document.textDocument;
    const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
    const changes = formatText(text.getText(), { statements: statementOffsets(document) }, { ...defaultFormat, indent });
    return (lines ? onLines(text, changes, lines.first, lines.last) : changes).map(change => ({ range: toRange(text, change), newText: change.newText }));
  }

  connection.onDocumentFormatting(safely(context.log, 'format document', null, ({ textDocument, options }, token) =>
    edits(textDocument.uri, options, token)));
  connection.onDocumentRangeFormatting(safely(context.log, 'format selection', null, ({ textDocument, options, range }, token) =>
    edits(textDocument.uri, options, token, { first: range.start.line, last: lastLineOf(range) })));
  connection.onDocumentOnTypeFormatting(safely(context.log, 'format while typing', null, ({ textDocument, options, position, ch }, token) => {
    // A new line keeps the indentation that the editor gave it: the line that was left is formatted.
    const line = ch === '\n' ? position.line - 1 : position.line;
    return edits(textDocument.uri, options, token, { first: line, last: line });
  }));
}

/** A selection that ends where a line starts holds nothing of that line. */
function lastLineOf({ start, end }: Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function onLines(text: TextDocument, changes: readonly TextChange[], first: number, last: number): TextChange[] {
  const from = text.offsetAt({ line: first, character: 0 });
  // An offset past the end of a line is the end of the line, before its break.
  const to = text.offsetAt({ line: last, character: Number.MAX_SAFE_INTEGER });
  return changesOnLines(text.getText(), changes, from, to);
}
