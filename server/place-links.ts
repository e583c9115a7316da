/** Links to places in Markdown: `[words](file:///plans/atlas.program#L12,3)`, which VS Code opens at that line and letter. */
import type { Element, Place } from '../language/index.ts';
import type { TextOf } from './to-lsp.ts';

/** Makes Markdown a link to a place; where there is no place, or its document is gone, it stays as it is. */
export type LinkTo = (place: Place | null, markdown: string) => string;

/** For where links lead nowhere. */
export const unlinked: LinkTo = (_, markdown) => markdown;

export function linksTo(textOf: TextOf): LinkTo {
  return (place, markdown) => {
    const text = place && textOf(place.uri);
    if (!place || !text) return markdown;
    const { line, character } = text.positionAt(place.start);
    return `[${markdown}](${safeUri(place.uri)}#L${line + 1},${character + 1})`;
  };
}

export function placeOfName({ uri, nameSpan }: Element): Place {
  return { uri: nameSpan.uri ?? uri, start: nameSpan.start, end: nameSpan.end };
}

/** A URI without the letters that could end a link in Markdown or mean something in it; escaped, they name the same file. */
function safeUri(uri: string): string {
  return uri.replace(/[^\w\-.~:/%+@=,;!$]/gu, letter => (/[\x21-\x7e]/.test(letter) ? `%${letter.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(letter)));
}
