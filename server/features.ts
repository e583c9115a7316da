/** The list of features, a line each. Capabilities are constants, so that `initialize` is answered before a feature loads. */
import type { Feature } from './context.ts';
import { tokenModifiers, tokenTypes } from './token-legend.ts';

export const features: readonly Feature[] = [
  { name: 'folding', capabilities: { foldingRangeProvider: true }, load: () => import('./folding.ts') },
  {
    name: 'colours',
    capabilities: { semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] }, full: true } },
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
];
