import assert from 'node:assert/strict';
import { describeStatus } from '../../client/features/status/describe.ts';
import { isServerStatus } from '../../protocol/status.ts';
import type { ServerState, ServerStatus } from '../../protocol/status.ts';

const l10n = { t: (message: string, ...args: (string | number)[]): string => message.replace(/\{(\d)\}/g, (_, index: string) => String(args[Number(index)])) };
const status = (state: ServerState, limits: readonly string[] = []): ServerStatus => ({ state, limits, documents: 2, activities: 30 });

describe('Language status', () => {
  it('says what is being done, and how much there is', () => {
    assert.deepEqual(describeStatus(status('loading'), l10n), { text: 'Planwright is reading the plans', detail: 'Plans: 2. Activities: 30.', busy: true, severity: 'information' });
    assert.deepEqual(describeStatus(status('computing'), l10n), { text: 'Planwright is scheduling and checking', detail: 'Plans: 2. Activities: 30.', busy: true, severity: 'information' });
    assert.deepEqual(describeStatus(status('ready'), l10n), { text: 'Planwright', detail: 'Plans: 2. Activities: 30.', busy: false, severity: 'information' });
  });
  it('names every limit beside the numbers, and warns where plans are left out', () => {
    const { detail, severity } = describeStatus(status('limited', ['Too many plans.', 'Too many findings.']), l10n);
    assert.deepEqual([detail, severity], ['Plans: 2. Activities: 30. Too many plans. Too many findings.', 'warning']);
    assert.equal(describeStatus(status('ready', ['Too many findings.']), l10n).severity, 'information');
  });
  it('says that what is shown may be old after a failure', () => {
    const { text, detail, severity } = describeStatus(status('failed'), l10n);
    assert.deepEqual([text, severity], ['The last analysis failed', 'error']);
    assert.match(detail, /older than the text.*log/);
  });
  it('takes only what the server says', () => {
    for (const state of ['loading', 'computing', 'ready', 'limited', 'failed'] as const) assert.ok(isServerStatus(status(state)));
    for (const wrong of [{ ...status('ready'), state: 'done' }, { ...status('ready'), extra: 1 }, { state: 'ready' }, null]) assert.equal(isServerStatus(wrong), false);
  });
});
