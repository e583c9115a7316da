import { FoldingRangeKind } from 'vscode-languageserver';
import type { Connection, FoldingRange } from 'vscode-languageserver';
import { foldsOf } from '../language/index.ts';
import type { ServerContext } from './context.ts';
import { safely } from './safely.ts';

export function register(connection: Connection, context: ServerContext): void {
  connection.onFoldingRanges(safely<Parameters<Parameters<Connection['onFoldingRanges']>[0]>[0], FoldingRange[]>(context.log, 'folding', [], ({ textDocument }) => {
    // Folds follow the text alone, so they need not wait for an analysis.
    const text = context.liveText(textDocument.uri);
    if (!text) return [];
    const ranges: FoldingRange[] = [];
    for (const fold of foldsOf(text.getText())) {
      const startLine = text.positionAt(fold.start).line;
      const lastLine = text.positionAt(fold.end).line;
      // The line of a closing brace stays in sight.
      const endLine = fold.kind === 'body' ? lastLine - 1 : lastLine;
      if (endLine > startLine) ranges.push(fold.kind === 'comment' ? { startLine, endLine, kind: FoldingRangeKind.Comment } : { startLine, endLine });
    }
    return ranges;
  }));
}
