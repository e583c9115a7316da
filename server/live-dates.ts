/** Live dates in texts, `{api.extract.start}`: references that the grammar does not see, because they stand inside strings. */
import { CstUtils } from 'langium';
import type { AstNode, LangiumDocument } from 'langium';
import { isActivity } from '../language/syntax/generated/ast.ts';
import type { Declaration } from '../language/syntax/generated/ast.ts';
import type { Span } from '../language/index.ts';
import type { Names } from './names.ts';

export interface LiveDate {
  /** The path between the braces, without the fact behind it. */
  readonly path: readonly string[];
  readonly span: Span;
  /** The node of the tree whose text it stands in. */
  readonly from: AstNode;
}

const pattern = /\{([^\s{}"]{1,500})\}/g;

/** What may follow the path of an activity: its start, its margin, a percentile of its forecast. */
const fact = /^(?:start|finish|margin|p\d{1,2})$/;

/** The live dates of a document that mention one of the names. */
export function liveDatesOf(document: LangiumDocument, names: ReadonlySet<string>): LiveDate[] {
  const root = document.parseResult.value.$cstNode;
  if (!root) return [];
  const found: LiveDate[] = [];
  for (const match of root.root.fullText.matchAll(pattern)) {
    const path = (match[1] ?? '').split('.');
    if (!path.some(name => names.has(name.normalize('NFC')))) continue;
    const start = match.index + 1;
    const leaf = CstUtils.findLeafNodeAtOffset(root, start);
    if (leaf?.tokenType.name !== 'STRING') continue;
    const bare = path.length > 1 && fact.test(path.at(-1) ?? '') ? path.slice(0, -1) : path;
    found.push({ path: bare, span: { start, end: start + bare.join('.').length }, from: leaf.astNode });
  }
  return found;
}

/** The activity that a live date stands for. */
export function resolveLiveDate(names: Names, { path, from }: LiveDate): Declaration | null {
  const [only, more] = names.resolve(from, path, isActivity);
  return only && !more ? only : null;
}
