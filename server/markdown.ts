/** Text of a plan inside Markdown. A hover is never trusted, and nothing that a plan says becomes markup by accident. */

/** Escapes every character that could start markup or make a link of an address, and keeps the text on one line. */
export function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/[\\`*_{}[\]()#+\-.!|<>~&$=@]|:(?=\/\/)/g, character => '\\' + character);
}

/** A name or a value as written. Back quotes cannot stand in code, so they go. */
export function code(text: string): string {
  const written = text.replace(/\s+/g, ' ').replaceAll('`', '').trim();
  return written === '' ? '' : '`' + written + '`';
}

/**
 * A documentation comment, which is Markdown by the language's contract. What could load or run something is taken out:
 * images, HTML, and links to anything but https.
 */
export function documentation(markdown: string): string {
  return markdown.slice(0, 10_000)
    .replaceAll('<', '&lt;')
    .replace(/!+(?=\[)/g, '')
    .replace(/\]\(([^()]*)\)/g, (link, target: string) => (target.trim().startsWith('https://') ? link : ']'))
    // Of what is left, a blank makes text of a link, and a back-slash of the address that a link is said to have elsewhere.
    .replace(/\]\((?!\s*https:\/\/)/g, '] (')
    .replace(/^ {0,3}\[[^\]\n]*\]:(?![ \t]*https:\/\/).*$/gm, '')
    .replace(/\]:(?!\s*https:\/\/)/g, ']\\:');
}

/** Lines that stand below each other; empty ones are left out. */
export function lines(...all: readonly (string | null | undefined | false)[]): string {
  return all.filter(line => typeof line === 'string' && line !== '').join('  \n');
}

/** Paragraphs; empty ones are left out. */
export function paragraphs(...all: readonly (string | null | undefined | false)[]): string {
  return all.filter(part => typeof part === 'string' && part !== '').join('\n\n');
}

export function bullets(items: readonly string[], most = 8): string {
  const shown = items.slice(0, most).map(item => `- ${item}`);
  if (items.length > most) shown.push(`- … and ${items.length - most} more`);
  return shown.join('\n');
}
