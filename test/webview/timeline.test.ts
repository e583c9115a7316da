import assert from 'node:assert/strict';
import type { FromWebview } from '../../protocol/preview.ts';
import type { TimelineModel } from '../../protocol/timeline.ts';
import { atlas, bigPlan, untroubled } from './models.ts';
import { closeTheatre, openStage, openTheatre, settled } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';
import { themes } from './themes.ts';

describe('the timeline in a browser', function () {
  this.timeout(60_000);
  let stage: Stage;
  const errors: string[] = [];
  before(openTheatre);
  after(closeTheatre);
  afterEach(async () => {
    const violations = await stage.violations();
    await stage.close();
    assert.deepEqual(violations, [], 'violations of the page\'s policy');
    assert.deepEqual(errors.splice(0), [], 'errors of the page');
  });

  async function open(model: TimelineModel | null = atlas(), options: StageOptions = {}): Promise<void> {
    stage = await openStage(options);
    stage.page.on('pageerror', error => errors.push(error.message));
    if (model) await stage.show(model);
  }
  const reveals = async () => (await stage.sent()).filter((message): message is Extract<FromWebview, { type: 'reveal' }> => message.type === 'reveal');
  const press = async (...keys: string[]) => {
    for (const key of keys) await stage.page.keyboard.press(key);
    await settled(stage.page);
  };
  const focused = () => stage.page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['id'] ?? null);
  const selected = () => stage.page.evaluate(() => document.querySelector<HTMLElement>('.name-row[aria-selected="true"]')?.dataset['id'] ?? null);
  const scroll = () => stage.page.evaluate(() => {
    const { scrollLeft, scrollTop } = document.querySelector('.scroller')!;
    return { left: scrollLeft, top: scrollTop };
  });
  /** Middle of the bar, or of the symbol, in the row at a place. */
  const barAt = (place: number) => stage.page.evaluate(top => {
    const group = [...document.querySelectorAll('.rows > g')].find(one => one.getAttribute('transform') === `translate(0 ${top})`)!;
    const box = group.querySelector('.bar, .symbol, .bracket')!.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.x, width: box.width };
  }, place * 28);
  const titles = () => stage.page.evaluate(() => [...document.querySelectorAll('.name-row')]
    .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex'))).map(row => row.querySelector('.title')!.textContent));
  const grid = () => stage.page.focus('.name-row[tabindex="0"]');

  describe('draws', () => {
    for (const { name } of themes) {
      it(`a plan in the theme ${name}`, async () => {
        await open(atlas(), { theme: name, height: 660 });
        await stage.page.waitForFunction(() => customElements.get('plan-button'));
        await settled(stage.page);
        assert.deepEqual(await titles(), atlas().rows.map(row => row.title));
        const shapes = await stage.page.evaluate(() => ({
          hatched: document.querySelectorAll('.rows .hatch').length, criticalLinks: document.querySelectorAll('.links .link.critical').length,
          gates: document.querySelectorAll('.rows .kind-gate .symbol').length, flags: document.querySelectorAll('.rows .flag').length,
          uncertain: document.querySelectorAll('.rows .uncertain .bar').length, slack: document.querySelectorAll('.rows .slack').length,
          contracts: document.querySelectorAll('.rows .promise').length, marks: document.querySelectorAll('.time-marks .time-mark').length,
        }));
        assert.deepEqual(shapes, { hatched: 3, criticalLinks: 3, gates: 2, flags: 3, uncertain: 2, slack: 2, contracts: 1, marks: 2 });
        await stage.screenshot(name);
      });
    }

    it('in forced colours', async () => {
      await open(atlas(), { theme: 'high-contrast', forcedColors: true, height: 660 });
      await stage.page.waitForFunction(() => customElements.get('plan-button'));
      await stage.screenshot('forced-colours');
    });

    it('in a narrow column, with nothing cut off but long titles', async () => {
      await open(atlas(), { width: 400, height: 640 });
      await stage.page.waitForFunction(() => customElements.get('plan-button'));
      const wide = await stage.page.evaluate(() => [...document.querySelectorAll('.toolbar, .controls, .scroller')].filter(one => one.getBoundingClientRect().right > window.innerWidth).length);
      assert.equal(wide, 0);
      await stage.screenshot('narrow');
    });

    it('with its legend and its tooltip', async () => {
      await open(atlas(), { height: 720 });
      await stage.page.hover('text=Audit of the token flow');
      await stage.page.waitForSelector('.tooltip:not([hidden])');
      const facts = await stage.page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.tooltip dt')].map(term => [term.textContent, term.nextElementSibling!.textContent])));
      assert.deepEqual(facts, {
        Start: 'Wed 8 Apr 2026, 09:00', Finish: 'Tue 14 Apr 2026, 18:00', Duration: '5d', Slack: '−3d, critical', Commitment: 'Thu 9 Apr 2026, 3d late', Owner: 'Kim Osei',
        'Driven by': 'Rotate the signing keys (finish to start)',
      });
      await stage.page.click('[aria-label="Legend"]');
      await stage.screenshot('legend');
      await press('Escape');
      assert.equal(await stage.page.isVisible('.legend'), false);
    });

    it('titles as text, whatever they hold', async () => {
      const evil = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
      await open({ ...atlas(rows => rows.map(row => ({ ...row, title: evil, owner: evil }))), title: evil });
      await stage.page.hover('.name-row .title');
      await stage.page.waitForSelector('.tooltip:not([hidden])');
      const { images, title } = await stage.page.evaluate(() => ({ images: document.querySelectorAll('img, main script').length, title: document.title }));
      assert.deepEqual([images, title], [0, 'Timeline']);
      assert.equal((await titles())[0], evil);
    });

    it('a friendly word for a plan without activities', async () => {
      await open({ ...atlas(), rows: [], trouble: untroubled });
      assert.match(await stage.page.innerText('.notice'), /no activities yet/);
      await stage.show({ ...atlas(), revision: 2 });
      assert.equal(await stage.page.isVisible('.notice'), false);
      assert.equal((await titles()).length, atlas().rows.length);
    });

    it('controls after the picture, and works without them', async () => {
      await open(atlas(), { controls: false });
      await stage.page.click('[aria-label="Zoom in (+)"]');
      await stage.page.focus('plan-checkbox');
      await press('Space');
      assert.ok((await titles()).length < atlas().rows.length);
      assert.equal(await stage.page.evaluate(() => customElements.get('plan-button') === undefined), true);
    });

    it('nothing anew when the controls come', async () => {
      for (const width of [400, 1_200]) {
        await open(atlas(), { controls: false, width });
        const before = await barAt(1);
        await stage.close();
        await open(atlas(), { width });
        await stage.page.waitForFunction(() => customElements.get('plan-button'));
        await settled(stage.page);
        assert.deepEqual(await barAt(1), before);
        if (width === 400) await stage.close();
      }
    });

    it('what is critical only', async () => {
      await open();
      await stage.page.waitForFunction(() => customElements.get('plan-checkbox'));
      await stage.page.click('plan-checkbox');
      await settled(stage.page);
      const critical = atlas().rows.filter(row => row.path === 'critical').map(row => row.title);
      assert.ok((await titles()).every(title => critical.includes(title!) || title === 'Identity'));
      await stage.page.click('plan-checkbox');
      await settled(stage.page);
      assert.equal((await titles()).length, atlas().rows.length);
    });
  });

  describe('stays small', () => {
    const nodes = () => stage.page.evaluate(() => document.querySelectorAll('*').length);

    it('ten thousand rows take as many elements as one thousand, wherever they are scrolled', async () => {
      await open(bigPlan(1_000));
      const small = await nodes();
      await stage.show(bigPlan(10_000, 2));
      const big = await nodes();
      assert.ok(Math.abs(big - small) <= small * 0.05, `${small} elements, then ${big}`);
      for (const top of [50_000, 140_000, 280_000]) {
        await stage.page.evaluate(y => document.querySelector('.scroller')!.scrollTo(0, y), top);
        await settled(stage.page);
        assert.ok(await nodes() <= big * 1.25, `${await nodes()} elements at ${top}`);
        assert.ok((await titles()).length > 10);
      }
      await stage.screenshot('ten-thousand');
    });

    it('draws a frame of scrolling in a few milliseconds of script', async () => {
      await open(bigPlan(5_000));
      const spent = await stage.page.evaluate(async () => {
        const frame = window.requestAnimationFrame.bind(window);
        const times: number[] = [];
        window.requestAnimationFrame = callback => frame(time => {
          const begin = performance.now();
          callback(time);
          times.push(performance.now() - begin);
        });
        const scroller = document.querySelector('.scroller')!;
        for (let step = 0; step < 80; step++) {
          scroller.scrollTop += 240;
          await new Promise<void>(resolve => frame(() => frame(() => resolve())));
        }
        return times.sort((a, b) => a - b);
      });
      assert.ok(spent.length >= 40);
      // A frame is 16 ms; the limit leaves room for a machine that does other things as well.
      assert.ok(spent[Math.floor(spent.length * 0.5)]! < 16, `median ${spent[Math.floor(spent.length * 0.5)]} ms, worst ${spent.at(-1)} ms`);
      if (process.env['SHOW_FIGURES']) console.log('scroll frame, ms of script', { median: spent[spent.length >> 1], p95: spent[Math.floor(spent.length * 0.95)], frames: spent.length });
    });
  });

  describe('leads to the text', () => {
    it('by a click on a bar or on a name, not beside them', async () => {
      await open();
      const bar = await barAt(2);
      await stage.page.mouse.click(bar.x, bar.y);
      await stage.page.click('text=Token service v2');
      const load = await barAt(3);
      await stage.page.mouse.click(load.x + 250, load.y);
      assert.deepEqual(await reveals(), [{ type: 'reveal', id: 'task:atlas.api.extract', focus: true }, { type: 'reveal', id: 'task:atlas.identity.tokens', focus: true }]);
      assert.deepEqual([await selected(), await focused()], ['task:atlas.api.load-test', 'task:atlas.api.load-test']);
      await press('Space');
      assert.deepEqual((await reveals()).at(-1), { type: 'reveal', id: 'task:atlas.api.load-test', focus: false });
    });

    it('from a problem in the list', async () => {
      await open();
      await stage.page.click('.trouble-count');
      await stage.page.click('.problem-line.error');
      assert.deepEqual(await reveals(), [{ type: 'reveal', id: 'problem:1', focus: true }]);
    });

    it('not when the picture is dragged', async () => {
      await open();
      await stage.page.click('[aria-label="Zoom in (+)"]', { clickCount: 3 });
      const before = await scroll();
      const bar = await barAt(2);
      await stage.page.mouse.move(bar.left + 5, bar.y);
      await stage.page.mouse.down();
      await stage.page.mouse.move(bar.left - 120, bar.y, { steps: 5 });
      await stage.page.mouse.up();
      assert.deepEqual(await reveals(), []);
      assert.ok(Math.abs((await scroll()).left - before.left - 125) <= 2);
    });

    it('and back: the cursor selects its row and brings it into sight, without an answer to it', async () => {
      await open(bigPlan(3_000));
      await stage.send({ type: 'cursor', id: 'task:big.s50.t2510' });
      await settled(stage.page);
      assert.equal(await selected(), 'task:big.s50.t2510');
      const visible = await stage.page.evaluate(() => {
        const row = document.querySelector('.name-row[aria-selected="true"]')!.getBoundingClientRect();
        return row.top > 100 && row.bottom < window.innerHeight;
      });
      assert.ok(visible);
      assert.deepEqual(await reveals(), []);
      await stage.send({ type: 'cursor', id: 'risk:big.unknown' });
      await settled(stage.page);
      assert.equal(await selected(), 'task:big.s50.t2510', 'what has no row changes nothing');
    });

    it('and opens what hides the row of the cursor', async () => {
      await open();
      await grid();
      await press('Home', 'ArrowLeft');
      assert.ok(!(await titles()).includes('Load test at 3x peak'));
      await stage.send({ type: 'cursor', id: 'task:atlas.api.load-test' });
      await settled(stage.page);
      assert.ok((await titles()).includes('Load test at 3x peak'));
    });
  });

  describe('with the keyboard', () => {
    it('is one tab stop, moves like a tree, and leads to the text by Enter', async () => {
      await open();
      await stage.page.waitForFunction(() => customElements.get('plan-button'));
      assert.equal(await stage.page.evaluate(() => document.querySelectorAll('.names [tabindex="0"]').length), 1);
      await grid();
      await press('Home');
      assert.equal(await focused(), 'workstream:atlas.api');
      await press('ArrowDown', 'ArrowDown');
      assert.equal(await focused(), 'task:atlas.api.extract');
      await press('Enter');
      assert.deepEqual(await reveals(), [{ type: 'reveal', id: 'task:atlas.api.extract', focus: true }]);
      await press('ArrowLeft');
      assert.equal(await focused(), 'workstream:atlas.api');
      await press('ArrowLeft');
      const collapsed = () => stage.page.getAttribute('.name-row[data-id="workstream:atlas.api"]', 'aria-expanded');
      assert.equal(await collapsed(), 'false');
      await press('ArrowDown');
      assert.equal(await focused(), 'workstream:atlas.identity');
      await press('ArrowUp', 'ArrowRight');
      assert.equal(await collapsed(), 'true');
      await press('ArrowRight');
      assert.equal(await focused(), 'task:atlas.api.contracts');
      await press('End');
      assert.equal(await focused(), 'dependency:atlas.tokens-for-checkout');
      await press('Home');
      assert.equal(await focused(), 'workstream:atlas.api');
    });

    it('zooms and fits', async () => {
      await open();
      const width = () => stage.page.evaluate(() => document.querySelector('.scroller')!.scrollWidth);
      const fitted = await width();
      await grid();
      await press('+', '+');
      assert.ok(await width() > fitted * 1.4);
      await press('-');
      await press('0');
      assert.equal(await width(), fitted);
    });

    it('reaches every row of a large plan, and keeps the focus on it', async () => {
      await open(bigPlan(3_000));
      await grid();
      await press('End');
      assert.equal(await focused(), 'task:big.s59.t2999');
      await stage.page.evaluate(() => document.querySelector('.scroller')!.scrollTo(0, 0));
      await settled(stage.page);
      assert.equal(await focused(), 'task:big.s59.t2999', 'the row with the focus stays in the document');
      await press('ArrowUp');
      assert.equal(await focused(), 'task:big.s59.t2998');
    });

    it('says what it shows to a screen reader', async () => {
      await open();
      const tree = await stage.page.evaluate(() => {
        const grid = document.querySelector('[role="treegrid"]')!;
        const row = document.querySelector('.name-row[data-id="task:atlas.api.extract"]')!;
        return {
          count: grid.getAttribute('aria-rowcount'), columns: document.querySelectorAll('[role="columnheader"]').length, level: row.getAttribute('aria-level'), index: row.getAttribute('aria-rowindex'),
          cells: [...row.querySelectorAll('[role="gridcell"]')].map(cell => cell.getAttribute('aria-label')),
          order: [...document.querySelectorAll('.name-row')].map(one => Number(one.getAttribute('aria-rowindex'))),
        };
      });
      assert.equal(tree.count, String(atlas().rows.length + 1));
      assert.deepEqual([tree.columns, tree.level, tree.index], [2, '2', '4']);
      assert.deepEqual(tree.cells, ['Extract the checkout service, task', 'Mon 2 Mar 2026 to Thu 2 Apr 2026, 60 percent done, critical, slack 0d']);
      assert.deepEqual(tree.order, tree.order.toSorted((a, b) => a - b));
    });
  });

  describe('follows the text', () => {
    const moved = (revision: number) => {
      const model = atlas(rows => rows.map(row => (row.id === 'release:atlas.launch' ? { ...row, start: row.start! + 7 * 1440, finish: row.finish! + 7 * 1440 } : row)));
      return { ...model, revision, to: model.to + 7 * 1440, programs: model.programs.map(program => ({ ...program, finish: program.finish! + 7 * 1440 })) };
    };

    it('asks when something changed, once', async () => {
      await open();
      await stage.send({ type: 'changed' });
      await stage.send({ type: 'changed' });
      await settled(stage.page);
      assert.deepEqual((await stage.sent()).filter(message => message.type === 'update'), [{ type: 'update', revision: null }, { type: 'update', revision: 1 }]);
    });

    it('keeps scroll, zoom, selection and focus, and the elements of rows that did not change', async () => {
      await open(bigPlan(2_000));
      await stage.send({ type: 'cursor', id: 'task:big.s20.t1010' });
      await grid();
      await press('+', '+', '+', '+', '+', '+');
      const before = { ...await scroll(), focus: await focused() };
      const top = await stage.page.evaluate(() => document.querySelector('.name-row[aria-selected="true"]')!.getBoundingClientRect().top);
      await stage.page.evaluate(() => { (document.querySelector('.name-row[aria-selected="true"]') as HTMLElement & { marked?: boolean }).marked = true; });
      // Two rows come above, and one bar changes.
      const model = bigPlan(2_000, 2);
      const added = [1, 2].map(number => ({ id: `task:big.s0.new${number}`, kind: 'task' as const, level: 2, title: 'New', start: model.rows[5]!.start!, finish: model.rows[5]!.finish! }));
      await stage.send({ type: 'answer', answer: { type: 'patch', patch: { base: 1, revision: 2, splice: { at: 3, remove: 0, insert: added }, update: [{ ...model.rows[900]!, title: 'Changed' }] } } });
      await settled(stage.page);
      const after = await scroll();
      assert.equal(after.left, before.left);
      assert.equal(after.top, before.top + 2 * 28, 'what the reader looks at stays where it is');
      assert.equal(await stage.page.evaluate(() => document.querySelector('.name-row[aria-selected="true"]')!.getBoundingClientRect().top), top);
      assert.deepEqual([await selected(), await focused()], ['task:big.s20.t1010', before.focus]);
      assert.ok(await stage.page.evaluate(() => (document.querySelector('.name-row[aria-selected="true"]') as HTMLElement & { marked?: boolean }).marked));
    });

    it('does not move what stands still when the finish moves', async () => {
      await open();
      const before = await barAt(2);
      await stage.send({ type: 'answer', answer: { type: 'model', model: moved(2) } });
      await settled(stage.page);
      assert.deepEqual(await barAt(2), before);
    });

    it('announces what became of the finish and the critical path', async () => {
      await open();
      await stage.show(moved(2));
      assert.equal(await stage.page.innerText('.live'), 'The plan finishes Tue 19 May 2026, later than Tue 12 May 2026.');
    });

    it('says that a picture is old, and whose fault it is', async () => {
      await open(atlas(), { height: 660 });
      const before = await barAt(2);
      const stale = '2 errors: this picture is from before line 42 was broken';
      await stage.show({ ...atlas(), revision: 2, trouble: { ...atlas().trouble, errors: 2, stale } });
      assert.equal(await stage.page.innerText('.summary-text'), stale, 'in place of the finish');
      assert.equal((await titles()).length, atlas().rows.length);
      assert.deepEqual(await barAt(2), before, 'nothing moves');
      await stage.screenshot('stale');
      await stage.show({ ...atlas(), revision: 3, trouble: untroubled });
      assert.equal(await stage.page.innerText('.summary-text'), 'Finishes Tue 12 May 2026 · 6 critical · 1 commitment late');
    });

    it('keeps its picture when there is no answer', async () => {
      await open();
      await stage.send({ type: 'answer', answer: { type: 'failed', message: 'The language server gave no picture.' } });
      await settled(stage.page);
      assert.match(await stage.page.innerText('.summary-text'), /gave no picture/);
      assert.equal((await titles()).length, atlas().rows.length);
    });

    it('drops what is not in the protocol', async () => {
      await open();
      await stage.page.evaluate(() => {
        window.postMessage({ type: 'answer', answer: { type: 'model', model: { rows: 'all of them' } } }, '*');
        window.postMessage({ type: 'evaluate', code: 'document.body.remove()' }, '*');
      });
      await settled(stage.page);
      assert.equal((await titles()).length, atlas().rows.length);
    });

    it('comes back after a reload as it was', async () => {
      await open(bigPlan(2_000));
      await grid();
      await press('Home', 'ArrowLeft');
      await stage.send({ type: 'cursor', id: 'task:big.s20.t1010' });
      await press('+', '+', '+', '+', '+');
      await stage.page.waitForTimeout(400);
      const before = await scroll();
      await stage.page.reload();
      await stage.show(bigPlan(2_000, 9));
      assert.deepEqual(await scroll(), before);
      assert.equal(await selected(), 'task:big.s20.t1010');
      assert.equal(await stage.page.evaluate(() => JSON.parse(sessionStorage.getItem('state')!).collapsed[0]), 'workstream:big.s0');
    });

    it('starts afresh from a state that somebody else wrote', async () => {
      await open();
      await stage.page.evaluate(() => sessionStorage.setItem('state', JSON.stringify({ version: 1, zoom: 'wide', collapsed: [{}], token: 7 })));
      await stage.page.reload();
      await stage.show({ ...atlas(), revision: 2 });
      assert.equal((await titles()).length, atlas().rows.length);
    });
  });

  describe('zooms about the pointer', () => {
    it('with the wheel and Ctrl', async () => {
      await open();
      const bar = await barAt(3);
      await stage.page.mouse.move(bar.left, bar.y);
      await stage.page.keyboard.down('Control');
      for (let turn = 0; turn < 5; turn++) {
        await stage.page.mouse.wheel(0, -120);
        await settled(stage.page);
      }
      await stage.page.keyboard.up('Control');
      const zoomed = await barAt(3);
      assert.ok(zoomed.width > bar.width * 2);
      assert.ok(Math.abs(zoomed.left - bar.left) < 3, `${bar.left} -> ${zoomed.left}`);
      await stage.screenshot('days');
    });
  });
});
