import type { Runtime } from './runtime.ts';

/** What changed since the last pass, each URI once. */
export interface Batch {
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

/** Brings the analysis up to the edits, one pass at a time. */
export interface Rebuild {
  /** Notes a change; a pass that sees it follows. With empty lists the plan is analysed again as it stands. */
  request(changed: readonly string[], deleted: readonly string[]): void;
  /** Resolves once a pass has seen every change noted so far. */
  settled(): Promise<void>;
}

/** A pass has two halves; between them newer edits may make the second half pointless. */
export interface Pass {
  /** Resolves when passes may begin. */
  ready(): Promise<void>;
  /** Parses and links. */
  build(batch: Batch): Promise<void>;
  /** Schedules, checks and publishes. */
  analyse(): void;
}

/** While edits keep coming, the findings on the screen get no older than this many milliseconds and one pass. */
const staleAfter = 1000;

/** Longest wait for a burst of messages to end before a pass starts, in milliseconds. */
const longestDrain = 100;

/**
 * Runs passes so that a burst of edits costs two of them: the one that is running and the one after the last edit.
 * A parse cannot be interrupted, so edits that arrive meanwhile wait in the transport; before a pass starts, turns of
 * the event loop take them in until two turns bring nothing new. No timer here delays a single keystroke;
 * `ready` may leave a question about what is typed a moment to come first.
 */
export function createRebuild(runtime: Pick<Runtime, 'turn' | 'now'>, pass: Pass, failed: (error: unknown) => void): Rebuild {
  const changed = new Set<string>();
  const deleted = new Set<string>();
  let requested = 0;
  let analysed = 0;
  let lastAnalysis = 0;
  let running = false;
  let waiting: { readonly revision: number; readonly resolve: () => void }[] = [];

  const time = (): number => runtime.now().getTime();

  async function drain(): Promise<void> {
    const until = time() + longestDrain;
    let seen: number;
    do {
      seen = requested;
      await runtime.turn();
      await runtime.turn();
    } while (seen !== requested && time() < until);
  }

  function take(): Batch {
    const batch = { changed: [...changed], deleted: [...deleted] };
    changed.clear();
    deleted.clear();
    return batch;
  }

  async function onePass(): Promise<void> {
    await pass.ready();
    await drain();
    const revision = requested;
    const batch = take();
    try {
      if (batch.changed.length + batch.deleted.length > 0) {
        await pass.build(batch);
        await drain();
      }
      if (requested !== revision && time() - lastAnalysis < staleAfter) return;
      pass.analyse();
    } catch (error) {
      failed(error);
    }
    lastAnalysis = time();
    analysed = revision;
    const done = waiting.filter(one => one.revision <= revision);
    waiting = waiting.filter(one => one.revision > revision);
    for (const one of done) one.resolve();
  }

  async function run(): Promise<void> {
    running = true;
    while (analysed < requested) await onePass();
    running = false;
  }

  return {
    request(nowChanged, nowDeleted) {
      for (const uri of nowChanged) { changed.add(uri); deleted.delete(uri); }
      for (const uri of nowDeleted) { deleted.add(uri); changed.delete(uri); }
      requested++;
      if (!running) void run();
    },
    settled() {
      const revision = requested;
      return revision <= analysed ? Promise.resolve() : new Promise(resolve => waiting.push({ revision, resolve }));
    },
  };
}
