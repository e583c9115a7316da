/** From tokens to the strings of the syntax tree: texts without quotes, names in one Unicode form, everything else as written. */
import { DefaultValueConverter } from 'langium';
import type { CstNode, GrammarAST, ValueType } from 'langium';

/** The value of a token by the terminal that the grammar asked for. */
export function valueOf(terminal: string, image: string): string {
  if (terminal === 'STRING') return textOf(image);
  return terminal === 'VALUE' ? image : nameOf(image);
}

export class ProgramValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
    return rule.$type === 'TerminalRule' ? valueOf(rule.name, input) : super.runConverter(rule, input, cstNode);
  }
}

/** A name as it is compared: normalised to NFC. */
export const nameOf = (input: string): string => /^[\x20-\x7E]*$/.test(input) ? input : input.normalize('NFC');

/**
 * The text between quotes. `\n` and `\t` mean what they mean elsewhere, any other `\x` is `x`. Of a text over several lines, the blank first line
 * and the indentation that all its lines share are left out.
 */
export function textOf(input: string): string {
  if (input.startsWith('"""')) return dedent(input.slice(3, input.length >= 6 && input.endsWith('"""') ? -3 : undefined));
  const closed = input.length >= 2 && input.endsWith('"');
  const inner = input.slice(1, closed ? -1 : undefined);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\([\s\S])/g, (_, letter: string) => letter === 'n' ? '\n' : letter === 't' ? '\t' : letter);
}

function dedent(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length > 1 && lines[0]?.trim() === '') lines.shift();
  if (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop();
  const shared = lines.reduce((least, line) => line.trim() === '' ? least : Math.min(least, line.length - line.trimStart().length), Infinity);
  return lines.map(line => line.slice(Math.min(shared, line.length))).join('\n');
}
