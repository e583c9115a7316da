/** What the first minutes need: every button in sight, whole words, arrows that work at once. */
import assert from 'node:assert/strict';
import type { TimelineModel } from '../../protocol/timeline.ts';
import { atlas } from './models.ts';
import { closeTheatre, openStage, openTheatre, settled } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';

describe('the timeline at first sight', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(openTheatre);
  after(closeTheatre);
  afterEach(() => stage.close());

  async function open(model: TimelineModel = atlas(), options: StageOptions = {}): Promise<void> {
    stage = await openStage(options);
    await stage.show(model);
  }

  it('has, in the narrowest column, every button in sight', async () => {
    await open(atlas(), { width: 220, height: 640 });
    await stage.page.waitForFunction(() => customElements.get('plan-button'));
    const cut = await stage.page.evaluate(() => [...document.querySelectorAll('.controls > *')].filter(one => one.getBoundingClientRect().right > window.innerWidth).length);
    assert.equal(cut, 0);
    await stage.screenshot('narrowest');
  });

  it('stands on a row when VS Code gives the focus to the page', async () => {
    await open();
    await stage.page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await stage.page.waitForFunction(() => document.activeElement?.getAttribute('data-id') === 'workstream:atlas.api');
    for (const key of ['ArrowDown', 'ArrowDown']) await stage.page.keyboard.press(key);
    await settled(stage.page);
    await stage.page.waitForFunction(() => document.activeElement?.getAttribute('data-id')?.startsWith('task:atlas.api.'));
  });
});
