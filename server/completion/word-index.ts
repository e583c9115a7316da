/**
 * Names and titles of many thousand activities, side by side: to look for a word in the activities themselves means to
 * fetch each from another corner of the memory. Pieces are kept as long as their activities live, so that an analysis
 * that takes most activities over from the one before costs little here.
 */
import type { Activity } from '../../language/index.ts';

interface Piece {
  readonly members: readonly Activity[];
  /** Full names and titles, a line each, in small letters. */
  readonly lines: string;
  /** Full names alone. */
  readonly names: string;
}

/** Tests for a piece: whether one of its lines, or of its names, may fit. */
export interface PieceTest { readonly on: 'lines' | 'names'; test(text: string): boolean }

const pieceLength = 64;
const byFirst = new WeakMap<Activity, Piece>();
const known = new WeakMap<readonly Activity[], readonly Piece[]>();

/** Reads the names of a plan, unless they are known. */
export function readWords(activities: readonly Activity[]): readonly Piece[] {
  const before = known.get(activities);
  if (before) return before;
  const pieces: Piece[] = [];
  for (let at = 0; at < activities.length;) {
    const piece = knownPiece(activities, at) ?? newPiece(activities, at);
    pieces.push(piece);
    at += piece.members.length;
  }
  known.set(activities, pieces);
  return pieces;
}

/** Not 0 for the positions of activities that a test lets through, and for some beside them. */
export function positionsOf(activities: readonly Activity[], { on, test }: PieceTest): Uint8Array {
  const marks = new Uint8Array(activities.length);
  let at = 0;
  for (const piece of readWords(activities)) {
    if (test(piece[on])) marks.fill(1, at, at + piece.members.length);
    at += piece.members.length;
  }
  return marks;
}

function knownPiece(activities: readonly Activity[], at: number): Piece | null {
  const piece = byFirst.get(activities[at]!);
  return piece?.members.every((member, offset) => activities[at + offset] === member) ? piece : null;
}

function newPiece(activities: readonly Activity[], at: number): Piece {
  let end = at + 1;
  // Where a known piece starts, the known ones may go on.
  while (end < activities.length && end - at < pieceLength && !byFirst.has(activities[end]!)) end++;
  const members = activities.slice(at, end);
  const piece: Piece = {
    members,
    lines: members.map(({ id, title }) => (title ? `${id} ${title.value.replaceAll('\n', ' ')}` : id)).join('\n').toLowerCase(),
    names: members.map(({ id }) => id).join('\n').toLowerCase(),
  };
  byFirst.set(members[0]!, piece);
  return piece;
}
