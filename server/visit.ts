import { isAstNode } from 'langium';
import type { AstNode } from 'langium';

/**
 * Calls back for a node and everything inside of it, in the order of the text; several times as fast as Langium's streams, for what walks over whole
 * files after every edit. The parser bounds how deep a file goes.
 */
export function visit(node: AstNode, look: (node: AstNode) => void): void {
  look(node);
  for (const [name, value] of Object.entries(node)) {
    if (name.startsWith('$')) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (isAstNode(item)) visit(item, look);
    } else if (isAstNode(value)) {
      visit(value, look);
    }
  }
}
