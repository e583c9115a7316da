/** Typing leaves nothing behind: what was read and computed for the text before is let go. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { generatePlan } from '../bench/generate.ts';
import { newReader } from '../support/edit-sequences.ts';

const uri = 'file:///a.program';

describe('An hour of typing', function () {
  this.timeout(60_000);
  it('takes no more memory than the plan', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const used = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const text = generatePlan(1500)[0]!.text;
    const titles = [...text.matchAll(/"Task /g)].map(match => match.index + 1);
    const empty = used();
    const { open, language } = newReader();
    let version = 0;
    open.open(uri, ++version, text);
    const type = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) {
        const at = titles[(i * 37) % titles.length]!;
        for (const [end, letter] of [[at, 'x'], [at + 1, '']] as const) {
          const live = open.live(uri)!;
          open.change(uri, ++version, [{ range: { start: live.positionAt(at), end: live.positionAt(end) }, text: letter }]);
          await language.update([uri], []);
          assert.ok(language.analyse({ today: 26_800_000 }).plan.activities.length > 1500);
        }
      }
    };
    await type(10);
    const before = used() - empty;
    await type(60);
    const grown = used() - empty - before;
    // An analysis of this plan takes about a megabyte, a version of its text 150 KB.
    assert.ok(grown < before * 0.5, `${(grown / 1e6).toFixed(1)} MB more than the ${(before / 1e6).toFixed(1)} MB before`);
  });
});
