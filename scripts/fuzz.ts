/**
 * Runs every test that draws random cases, again and again with new seeds: `npm run fuzz` for some minutes, `npm run fuzz -- --long`
 * for a night, `npm run fuzz -- --rounds 7`. Ends at the first failure, which prints its seed and the smallest case.
 */
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root } from './paths.ts';
import { run } from './run.ts';

const { values } = parseArgs({ options: { long: { type: 'boolean' }, rounds: { type: 'string' } } });
const rounds = Number(values.rounds ?? (values.long ? 500 : 5));

process.chdir(root);
const files = globSync('test/**/*.test.ts').filter(file => readFileSync(file, 'utf8').includes(`'fast-check'`));
console.log(`${rounds} rounds of ${files.length} files.`);
for (let round = 1; round <= rounds; round++) {
  const started = Date.now();
  const { code, output } = await run(process.execPath, ['node_modules/mocha/bin/mocha.js', '--timeout', '600000', '--reporter', 'dot', ...files], { onOutput: () => undefined });
  console.log(`round ${round}: ${code === 0 ? 'ok' : 'failed'} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
  if (code === 0) continue;
  console.log(output);
  process.exit(1);
}
