/** A workstream in a file of its own, and back. Names do not change: a program is one block over all its files. */
import { eolOf, innerIndent } from '../checks/edits.ts';
import { headEndOf } from '../checks/fixes/elements.ts';
import type { Element } from '../plan/model.ts';
import type { Document } from '../syntax/generated/ast.ts';
import { partOf } from '../syntax/names.ts';
import { blockOf, indented, putInBody, takeOut } from './blocks.ts';
import type { Here, RefactorContext, Refactoring } from './refactoring.ts';

/** What is not saved yet has no folder, and nothing that could be removed. */
function isFile(uri: string): boolean {
  return /^[\w.+-]+:\/.*\//.test(uri);
}

/** The address of a file beside another one. */
function beside(uri: string, name: string): string {
  return `${uri.slice(0, uri.lastIndexOf('/') + 1)}${encodeURIComponent(name)}.program`;
}

function freeFile(context: RefactorContext, element: Element): string {
  const taken = new Set(context.documents().map(document => document.uri.toString()));
  const names = [element.name, `${element.program ?? 'program'}-${element.name}`];
  for (let number = 2; ; number++) {
    const uri = names.map(name => beside(element.uri, name)).find(candidate => !taken.has(candidate));
    if (uri !== undefined) return uri;
    names.push(`${element.name}-${number}`);
  }
}

export function extractWorkstream({ context, text, element, onHead }: Here): readonly Refactoring[] {
  if (element?.kind !== 'workstream' || !onHead || element.program === null || context.plan.byKey.get(element.parent ?? '')?.kind !== 'program') return [];
  if (!isFile(element.uri)) return [];
  if (blockOf(text, element.span) === null) return [];
  const uri = freeFile(context, element);
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  return [{
    id: 'extract-workstream', kind: 'extract', title: `Move the workstream ${element.name} to a file of its own, ${name}`, files: true,
    change() {
      const block = blockOf(text, element.span);
      if (block === null) return null;
      const eol = eolOf(text);
      const lines = indented(text.slice(block.start, block.end), block.indent, '', eol);
      return { creates: [{ uri, text: `part of ${element.program}${eol}${eol}${lines}` }], edits: [takeOut(element.uri, text, block)] };
    },
  }];
}

/** From `part of x` at the top of a file: all of it back into the braces of the program. */
export function inlineFile({ at, context, text }: Here): readonly Refactoring[] {
  const root = context.documents().find(({ uri }) => uri.toString() === at.uri)?.parseResult.value as Document | undefined;
  const part = root?.part?.$cstNode;
  if (!root || !part || !isFile(at.uri) || at.start < part.offset || at.start > part.end) return [];
  const program = context.plan.programs.find(({ name, declared }) => declared && name === partOf(root)?.normalize('NFC'));
  const target = program === undefined ? null : context.text(program.uri);
  if (program === undefined || target === null || program.uri === at.uri) return [];
  return [{
    id: 'inline-file', kind: 'inline', title: `Move all of this file into the program ${program.name}, and remove the file`, files: true,
    change() {
      const headEnd = headEndOf(program);
      const comments = text.slice(0, part.offset).trim();
      const rest = text.slice(part.end).replace(/^\s+/, '').trimEnd();
      const body = comments === '' ? rest : `${comments}${eolOf(text)}${rest}`;
      if (body === '') return { edits: [], deletes: [at.uri] };
      const lines = indented(body, '', innerIndent(target, program.span, headEnd), eolOf(target));
      const apart = /^\s*\{\s*\}$/.test(target.slice(headEnd, program.span.end)) ? '' : eolOf(target);
      return { edits: putInBody(program.uri, target, program.span, headEnd, `${apart}${lines}`), deletes: [at.uri] };
    },
  }];
}
