/** What the language status item says about the server. */
import type { ServerStatus } from '../../../protocol/status.ts';

export interface StatusWords {
  readonly text: string;
  readonly detail: string;
  readonly busy: boolean;
  readonly severity: 'information' | 'warning' | 'error';
}

/** The part of VS Code that translates. */
export interface Translation { t(message: string, ...args: (string | number)[]): string }

export function describeStatus({ state, limits, documents, activities }: ServerStatus, l10n: Translation): StatusWords {
  const counts = l10n.t('Plans: {0}. Activities: {1}.', documents, activities);
  const detail = [counts, ...limits].join(' ');
  switch (state) {
    case 'loading': return { text: l10n.t('Planwright is reading the plans'), detail, busy: true, severity: 'information' };
    case 'computing': return { text: l10n.t('Planwright is scheduling and checking'), detail, busy: true, severity: 'information' };
    case 'ready': return { text: 'Planwright', detail, busy: false, severity: 'information' };
    case 'limited': return { text: l10n.t('Planwright is limited'), detail, busy: false, severity: 'warning' };
    case 'failed': {
      const stale = l10n.t('Dates and findings may be older than the text. The log says more.');
      return { text: l10n.t('The last analysis failed'), detail: `${stale} ${detail}`, busy: false, severity: 'error' };
    }
  }
}
