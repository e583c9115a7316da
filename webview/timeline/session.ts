/**
 * Keeps the picture up to date: one request in flight, one flag for what happened meanwhile. A failure, a lost answer or a patch for
 * another revision leaves the picture as it is.
 */
import type { FromWebview, TimelineAnswer } from '../../protocol/preview.ts';
import type { TimelineModel, TimelinePatch, TimelineRow } from '../../protocol/timeline.ts';

export interface SessionEvents {
  readonly post: (message: FromWebview) => void;
  /** A new picture; `before` is the one that it replaces. */
  readonly draw: (model: TimelineModel, before: TimelineModel | null) => void;
  readonly fail: (message: string) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

export interface Session {
  /** Asks for the first picture. */
  start(): void;
  /** The plan changed. */
  changed(): void;
  answer(answer: TimelineAnswer): void;
}

/** Answers to a webview in the background are lost; after so many milliseconds nobody waits for one. */
const lostAfter = 20_000;

export function createSession(events: SessionEvents): Session {
  let model: TimelineModel | null = null;
  let askedAt: number | null = null;
  let dirty = false;

  function ask(revision: number | null): void {
    dirty = false;
    askedAt = events.now();
    events.post({ type: 'update', revision });
  }

  function show(next: TimelineModel): void {
    const before = model;
    model = next;
    events.draw(next, before);
  }

  return {
    start() {
      events.post({ type: 'ready' });
      ask(null);
    },
    changed() {
      if (askedAt !== null && events.now() - askedAt < lostAfter) dirty = true;
      else ask(model?.revision ?? null);
    },
    answer(answer) {
      askedAt = null;
      if (answer.type === 'model') show(answer.model);
      if (answer.type === 'patch') {
        const next = model === null ? null : applyPatch(model, answer.patch);
        if (next === null) return ask(null);
        show(next);
      }
      if (answer.type === 'failed') events.fail(answer.message);
      if (dirty) ask(model?.revision ?? null);
    },
  };
}

/** The model after a patch, or null where the patch belongs to another revision or does not fit. */
export function applyPatch(model: TimelineModel, patch: TimelinePatch): TimelineModel | null {
  if (patch.base !== model.revision) return null;
  let rows = model.rows;
  if (patch.splice) {
    const { at, remove, insert } = patch.splice;
    if (at + remove > rows.length) return null;
    rows = [...rows.slice(0, at), ...insert, ...rows.slice(at + remove)];
  }
  if (patch.update && patch.update.length > 0) {
    const updates = new Map<string, TimelineRow>(patch.update.map(row => [row.id, row]));
    rows = rows.map(row => updates.get(row.id) ?? row);
  }
  return { ...model, ...patch.head, rows, revision: patch.revision };
}
