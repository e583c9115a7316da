import { blocks, pieces } from './layout.ts';

/** Offsets of what can be folded: from an opening brace to the last character before its closing one, or a comment of several lines. */
export interface Fold { readonly start: number; readonly end: number; readonly kind: 'body' | 'comment' }

/** Bodies, block comments and runs of whole-line comments, in the order of their ends. Works around syntax errors. */
export function foldsOf(text: string): Fold[] {
  const all = pieces(text);
  const { closeOf, opened } = blocks(all);
  const folds: Fold[] = [];
  let run = -1;
  for (let i = 0; i < all.length; i++) {
    const piece = all[i]!;
    const close = closeOf.get(i);
    if (close !== undefined && opened.has(i)) folds.push({ start: piece.end, end: all[close]!.start, kind: 'body' });
    if (piece.kind === 'block-comment' && text.slice(piece.start, piece.end).includes('\n')) folds.push({ start: piece.start, end: piece.end, kind: 'comment' });
    const wholeLine = piece.kind === 'comment' && (i === 0 || all[i - 1]!.kind === 'newline');
    if (wholeLine && run < 0) run = i;
    // A run of comments is broken by anything but single line breaks.
    const goesOn = wholeLine || (run >= 0 && piece.kind === 'newline' && all[i - 1]!.kind === 'comment');
    if (run >= 0 && (!goesOn || i === all.length - 1)) {
      const last = wholeLine ? i : i - (all[i - 1]!.kind === 'newline' ? 2 : 1);
      if (last > run) folds.push({ start: all[run]!.start, end: all[last]!.end, kind: 'comment' });
      run = -1;
    }
  }
  return folds;
}
