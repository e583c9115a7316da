/** Text of a plan where the editor shows plain text of one line: lenses, lists, tooltips. */

/** Letters that are not seen and could hide or turn around what stands beside them: controls, marks of direction, separators of lines. */
// eslint-disable-next-line no-control-regex
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** On one line, without what is not seen, and not longer than `most` letters. `$(` would be an icon in VS Code. */
export function plainText(text: string, most = 60): string {
  const line = text.slice(0, most * 4).replace(unseen, ' ').replace(/\s+/g, ' ').trim().replaceAll('$(', '$ (');
  const letters = [...line];
  return letters.length <= most ? line : `${letters.slice(0, most - 1).join('').trimEnd()}…`;
}
