/**
 * A text as the protocol sees it, for one version and for good. The next version takes over the lines that an edit leaves alone: the library's
 * document either changes under its readers or counts all lines of the text anew, which in a file of a megabyte takes longer than its analysis.
 */
import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';

const LF = 10;
const CR = 13;

/** Offsets behind every line break of `text` between two offsets. */
function breaksIn(text: string, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== LF && code !== CR) continue;
    if (code === CR && text.charCodeAt(at + 1) === LF) at++;
    found.push(at + 1);
  }
  return found;
}

export class TextSnapshot implements TextDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  private readonly text: string;
  private starts: Int32Array | null;

  constructor(uri: string, languageId: string, version: number, text: string, starts: Int32Array | null = null) {
    this.uri = uri;
    this.languageId = languageId;
    this.version = version;
    this.text = text;
    this.starts = starts;
  }

  /** The text after changes, each counted in what the one before it left. */
  changed(changes: readonly TextDocumentContentChangeEvent[], version: number): TextSnapshot {
    const unchanged = new TextSnapshot(this.uri, this.languageId, version, this.text, this.starts);
    return changes.reduce<TextSnapshot>((next, change) => 'range' in change ? next.replaced(change.range, change.text, version)
      : new TextSnapshot(this.uri, this.languageId, version, change.text), unchanged);
  }

  private replaced(range: Range, inserted: string, version: number): TextSnapshot {
    const [a, b] = [this.offsetAt(range.start), this.offsetAt(range.end)];
    const [start, end] = a <= b ? [a, b] : [b, a];
    const text = this.text.slice(0, start) + inserted + this.text.slice(end);
    const starts = this.lineStarts();
    const delta = inserted.length - (end - start);
    let first = this.lineAt(start);
    // A line feed behind a carriage return makes one break of two.
    if (first > 0 && this.text.charCodeAt(starts[first]! - 1) === CR) first--;
    const last = this.lineAt(end);
    const behind = last + 1 < starts.length ? starts[last + 1]! : this.text.length + 1;
    const fresh = breaksIn(text, starts[first]!, Math.min(text.length, behind + delta));
    const rest = starts.length - (last + 1);
    // The break at the end of the last line is among the fresh ones, and the line behind it among the rest.
    if (rest > 0) fresh.pop();
    const moved = new Int32Array(first + 1 + fresh.length + rest);
    moved.set(starts.subarray(0, first + 1));
    moved.set(fresh, first + 1);
    for (let line = 0; line < rest; line++) moved[first + 1 + fresh.length + line] = starts[last + 1 + line]! + delta;
    return new TextSnapshot(this.uri, this.languageId, version, text, moved);
  }

  get lineCount(): number { return this.lineStarts().length; }

  getText(range?: Range): string {
    return range ? this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end)) : this.text;
  }

  positionAt(offset: number): Position {
    const within = Math.max(Math.min(offset, this.text.length), 0);
    const line = this.lineAt(within);
    const start = this.lineStarts()[line]!;
    return { line, character: this.beforeBreak(within, start) - start };
  }

  offsetAt({ line, character }: Position): number {
    const starts = this.lineStarts();
    if (line >= starts.length) return this.text.length;
    if (line < 0) return 0;
    const start = starts[line]!;
    if (character <= 0) return start;
    const end = line + 1 < starts.length ? starts[line + 1]! : this.text.length;
    return this.beforeBreak(Math.min(start + character, end), start);
  }

  getLineRange(line: number): Range {
    const at = Math.max(0, Math.min(line, this.lineCount));
    const end = line < 0 ? { line: 0, character: 0 } : this.positionAt(at + 1 < this.lineCount ? this.lineStarts()[at + 1]! - 1 : this.text.length);
    return { start: { line: end.line, character: 0 }, end };
  }

  getEOLCharacters(line: number): string {
    if (line < 0 || line + 1 >= this.lineCount) return '';
    const [start, next] = [this.lineStarts()[line]!, this.lineStarts()[line + 1]!];
    return this.text.slice(this.beforeBreak(next, start), next);
  }

  private lineStarts(): Int32Array {
    if (!this.starts) {
      const breaks = breaksIn(this.text, 0, this.text.length);
      this.starts = new Int32Array(breaks.length + 1);
      this.starts.set(breaks, 1);
    }
    return this.starts;
  }

  private lineAt(offset: number): number {
    const starts = this.lineStarts();
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** An offset on a line break belongs to the end of its line. */
  private beforeBreak(offset: number, start: number): number {
    let at = offset;
    while (at > start && isBreak(this.text.charCodeAt(at - 1))) at--;
    return at;
  }
}

const isBreak = (code: number): boolean => code === LF || code === CR;
