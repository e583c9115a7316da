import { AstUtils } from 'langium';
import type { LangiumDocument } from 'langium';

/** Where the statements of a document start, ascending: what its bodies list, one node per line. Words that fit nowhere are none, they belong to their line. */
export function statementOffsets(document: LangiumDocument): number[] {
  const offsets: number[] = [];
  for (const node of AstUtils.streamAllContents(document.parseResult.value)) {
    if (node.$type === 'Unexpected') continue;
    if ((node.$containerProperty === 'members' || node.$containerProperty === 'rows') && node.$cstNode) offsets.push(node.$cstNode.offset);
  }
  return offsets;
}
