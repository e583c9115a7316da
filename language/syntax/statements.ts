import { AstUtils } from 'langium';
import type { LangiumDocument } from 'langium';

/**
 * Where the statements of a document start, ascending: what its bodies list, one node per line. Words that fit nowhere are none, and neither is
 * what follows them on their line: what it is, the line as a whole decides.
 */
export function statementOffsets(document: LangiumDocument): number[] {
  const offsets: number[] = [];
  const text = document.textDocument.getText();
  let misfit = -1;
  for (const node of AstUtils.streamAllContents(document.parseResult.value)) {
    if (node.$containerProperty !== 'members' && node.$containerProperty !== 'rows') continue;
    const { $cstNode } = node;
    if (!$cstNode) continue;
    if (node.$type === 'Unexpected') misfit = $cstNode.end;
    else if (misfit < 0 || hasLineBreak(text, misfit, $cstNode.offset)) offsets.push($cstNode.offset);
  }
  return offsets;
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text[at] === '\n' || text[at] === '\r') return true;
  return false;
}
