/** A line on a terminal's stderr while long work goes on; it leaves nothing behind. */
import type { Output } from './io.ts';

export interface Progress {
  /** Says what is being done; shown only after the work has lasted longer than a blink. */
  step(text: string): void;
  /** Removes the line. */
  done(): void;
}

const QUIET_MILLISECONDS = 400;

export function progressOn(output: Output, clock: () => number = () => performance.now()): Progress {
  const begun = clock();
  let shown = false;
  let last = -Infinity;
  return {
    step(text) {
      const now = clock();
      // Ten lines a second are smooth; more would cost time.
      if (!output.isTTY || now - begun < QUIET_MILLISECONDS || now - last < 100) return;
      last = now;
      shown = true;
      output.write(`\r\u001B[K${text.slice(0, Math.max(0, output.columns - 1))}`);
    },
    done() {
      if (shown) output.write('\r\u001B[K');
      shown = false;
    },
  };
}
