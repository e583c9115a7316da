import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject, isReference } from 'langium';
import type { AstNode, CompositeCstNode, CstNode, LangiumCoreServices, LangiumSharedCoreServices } from 'langium';
import { createProgramServices } from '../../language/program-services.ts';
import { ProgramGeneratedSharedModule, ProgramLanguageGeneratedModule } from '../../language/syntax/generated/module.ts';
import { ProgramLexer } from '../../language/syntax/lexer.ts';
import { ProgramValueConverter } from '../../language/syntax/values.ts';
import { generatePlan } from '../bench/generate.ts';

/** The same grammar and tokens under Langium's own parser. */
function referenceParser(): LangiumCoreServices {
  const shared: LangiumSharedCoreServices = inject(createDefaultSharedCoreModule(EmptyFileSystem), ProgramGeneratedSharedModule);
  return inject(createDefaultCoreModule({ shared }), ProgramLanguageGeneratedModule, {
    parser: {
      Lexer: (own: LangiumCoreServices) => new ProgramLexer(own),
      ValueConverter: () => new ProgramValueConverter(),
      ParserConfig: () => ({ maxLookahead: 1, skipValidations: true, recoveryEnabled: true, nodeLocationTracking: 'full' as const }),
    },
  });
}

function tree(node: AstNode): unknown {
  return Object.fromEntries(Object.entries(node).filter(([key]) => !key.startsWith('$') || ['$type', '$containerProperty', '$containerIndex'].includes(key)).map(([key, value]) => {
    const shown = (item: unknown): unknown => isReference(item) ? `-> ${item.$refText} at ${item.$refNode?.offset}` : typeof item === 'object' && item !== null ? tree(item as AstNode) : item;
    return [key, Array.isArray(value) ? value.map(shown) : shown(value)];
  }).filter(([, value]) => value !== undefined).sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1)));
}

/** The places of an infix rule are made up by Langium; what they are for is the same. */
const isChain = (node: CstNode | undefined): boolean => (node?.grammarSource as { rule?: { $refText?: string; ref?: { name: string } } } | undefined)?.rule?.ref?.name === 'Combination';

function concrete(node: CstNode): unknown {
  const source = `${isChain(node.container) ? '' : node.grammarSource?.$type ?? ''} ${node.astNode.$type}`;
  if (!('content' in node)) return [node.offset, node.end, source, (node as { readonly hidden?: boolean }).hidden];
  return [node.offset, node.end, source, (node as CompositeCstNode).content.map(concrete)];
}

/** Every node's container, by the path that it gives. */
function containers(node: AstNode, path = ''): string[] {
  return Object.entries(node).filter(([key]) => !key.startsWith('$')).flatMap(([, value]) => (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('$type' in item)) return [];
    const child = item as AstNode;
    assert.equal(child.$container, node, `${path}/${child.$type}`);
    return [path, ...containers(child, `${path}/${child.$containerProperty}`)];
  }));
}

describe('Engine', () => {
  const ours = createProgramServices().program.parser.LangiumParser;
  const reference = referenceParser().parser.LangiumParser;
  const texts: Record<string, string> = {
    'the example': readFileSync('examples/atlas.program', 'utf8'),
    'a generated plan': generatePlan(60, { seed: 7 })[0]?.text ?? '',
    'conditions': 'program p { gate g { check c { requires done a and not (closed b or closed c and met d) or no open high risks for a and passed g } } }',
    'comments everywhere': '/* a */ program /* b */ p // c\n{ // d\n /* e */ task a { /* f */ estimate /* g */ 3d } // h\n } // i\n/* j */',
    'a file that is a part': '/** doc */\npart of atlas\nstart 2026-01-01\ntask a { after b }\nrisk r "R" { impact cost 40k  impact high on a  action x  action y "Y" { done 2026-01-01 } }',
    'nothing': '',
  };

  for (const [name, text] of Object.entries(texts)) {
    it(`builds the same trees as Langium's own parser: ${name}`, () => {
      const [a, b] = [ours.parse(text), reference.parse(text)];
      assert.deepEqual(a.parserErrors, []);
      assert.deepEqual(b.parserErrors, []);
      assert.deepEqual(tree(a.value), tree(b.value));
      assert.ok(a.value.$cstNode && b.value.$cstNode);
      assert.deepEqual(concrete(a.value.$cstNode), concrete(b.value.$cstNode));
      containers(a.value);
    });
  }
});
