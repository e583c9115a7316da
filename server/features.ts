/** The list of features, a line each. Capabilities are constants, so that `initialize` is answered before a feature loads. */
import type { Feature } from './context.ts';
import { tokenModifiers, tokenTypes } from './token-legend.ts';

export const features: readonly Feature[] = [
  {
    name: 'completion',
    capabilities: { completionProvider: { triggerCharacters: [' ', '.'], resolveProvider: true, completionItem: { labelDetailsSupport: true } } },
    load: () => import('./completion.ts'),
  },
  { name: 'hover', capabilities: { hoverProvider: true }, load: () => import('./hover.ts') },
  { name: 'definition', capabilities: { definitionProvider: true }, load: () => import('./definition.ts') },
  { name: 'implementation', capabilities: { implementationProvider: true }, load: () => import('./implementation.ts') },
  { name: 'dependencies', capabilities: { callHierarchyProvider: true }, load: () => import('./call-hierarchy.ts') },
  { name: 'extends', capabilities: { typeHierarchyProvider: true }, load: () => import('./type-hierarchy.ts') },
  { name: 'references', capabilities: { referencesProvider: true }, load: () => import('./references.ts') },
  { name: 'highlight', capabilities: { documentHighlightProvider: true }, load: () => import('./highlight.ts') },
  { name: 'rename', capabilities: { renameProvider: { prepareProvider: true } }, load: () => import('./rename.ts') },
  { name: 'outline', capabilities: { documentSymbolProvider: true }, load: () => import('./document-symbols.ts') },
  { name: 'workspace symbols', capabilities: { workspaceSymbolProvider: true }, load: () => import('./workspace-symbols.ts') },
  { name: 'folding', capabilities: { foldingRangeProvider: true }, load: () => import('./folding.ts') },
  { name: 'selections', capabilities: { selectionRangeProvider: true }, load: () => import('./selection-ranges.ts') },
  { name: 'links', capabilities: { documentLinkProvider: {} }, load: () => import('./document-links.ts') },
  {
    name: 'colours',
    capabilities: {
      semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }, full: { delta: true }, range: true },
    },
    load: () => import('./tokens.ts'),
  },
  {
    name: 'formatting',
    capabilities: {
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
    },
    load: () => import('./formatting.ts'),
  },
  { name: 'hints', capabilities: { inlayHintProvider: { resolveProvider: true } }, load: () => import('./inlay-hints.ts') },
  { name: 'lenses', capabilities: { codeLensProvider: { resolveProvider: true } }, load: () => import('./code-lens.ts') },
  {
    name: 'code actions',
    capabilities: {
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'refactor.extract', 'refactor.inline', 'refactor.move', 'refactor.rewrite', 'source.fixAll.planwright'],
        resolveProvider: true,
      },
    },
    load: () => import('./code-actions.ts'),
  },
  { name: 'preview', capabilities: {}, load: () => import('./preview.ts') },
];
