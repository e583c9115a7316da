import assert from 'node:assert/strict';
import { progressOn } from '../../cli/progress.ts';

describe('Progress', () => {
  const recorded = (isTTY: boolean): { readonly output: Parameters<typeof progressOn>[0]; readonly text: () => string } => {
    let text = '';
    return { output: { isTTY, columns: 20, write: part => { text += part; } }, text: () => text };
  };
  it('shows up on a terminal once work takes long, and leaves nothing behind', () => {
    const { output, text } = recorded(true);
    let now = 0;
    const progress = progressOn(output, () => now);
    progress.step('Reading 1 of 2 …');
    assert.equal(text(), '');
    now = 500;
    progress.step('Reading 2 of 2, which has a long name …');
    assert.equal(text(), '\r\u001B[KReading 2 of 2, whi');
    progress.done();
    assert.equal(text(), '\r\u001B[KReading 2 of 2, whi\r\u001B[K');
  });
  it('stays away from files and pipes', () => {
    const { output, text } = recorded(false);
    let now = 0;
    const progress = progressOn(output, () => now);
    now = 5000;
    progress.step('Reading …');
    progress.done();
    assert.equal(text(), '');
  });
});
