import type { CancellationToken, Connection, FormattingOptions, TextEdit } from 'vscode-languageserver';
import { defaultFormat, formatText, statementOffsets } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { safely } from './safely.ts';

export function register(connection: Connection, context: ServerContext): void {
  /** The changes of the gaps before what stands on the lines `first` to `last`; the gap before a line's first word is its indentation. */
  async function edits(uri: string, options: FormattingOptions, first: number, last: number, token: CancellationToken): Promise<TextEdit[]> {
    await context.current(token);
    const document = context.document(uri);
    if (!document) return [];
    const text = document.textDocument;
    const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
    return formatText(text.getText(), { statements: statementOffsets(document) }, { ...defaultFormat, indent })
      .map(change => ({ range: { start: text.positionAt(change.start), end: text.positionAt(change.end) }, newText: change.newText }))
      .filter(({ range }) => range.end.line >= first && range.end.line <= last);
  }

  connection.onDocumentFormatting(safely(context.log, 'format document', null, ({ textDocument, options }, token) =>
    edits(textDocument.uri, options, 0, Number.MAX_SAFE_INTEGER, token)));
  connection.onDocumentRangeFormatting(safely(context.log, 'format selection', null, ({ textDocument, options, range }, token) =>
    edits(textDocument.uri, options, range.start.line, range.end.line, token)));
  connection.onDocumentOnTypeFormatting(safely(context.log, 'format while typing', null, ({ textDocument, options, position, ch }, token) => {
    // A new line keeps the indentation that the editor gave it: the line that was left is formatted.
    const line = ch === '\n' ? position.line - 1 : position.line;
    return edits(textDocument.uri, options, line, line, token);
  }));
}
