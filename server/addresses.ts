/** Addresses that a plan may lead a reader to: of the web only, as plain as they look. */

/** Longer than any address that somebody wrote by hand. */
const longest = 2000;

/** What a person cannot see and a browser drops or obeys: blanks, control characters, marks that turn the direction of writing. */
const unseen = /[\s\p{Cc}\p{Cf}]/u;

/**
 * A text as the address of a page, as a browser would write it; null for whatever is none. Refused are other schemes than http and https, names
 * and passwords before the host (`https://your-bank.example@other.example`), and letters that do not show.
 */
export function webAddress(text: string): string | null {
  const address = text.trim();
  if (address.length > longest || !/^https?:\/\/[^/?#\\]/i.test(address) || unseen.test(address)) return null;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, username, password, href } = new URL(address);
  const isPlain = (protocol === 'http:' || protocol === 'https:') && hostname !== '' && username === '' && password === '';
  return isPlain ? href : null;
}

const placeholder = '{key}';

/** What may be a key: `PAY-142`, `#142`, `team.142`; nothing that could climb out of its place in an address. */
const keyPattern = /^#?[\p{L}\p{N}](?:[\p{L}\p{N}_-]|\.(?=[\p{L}\p{N}])){0,99}$/u;

/** The pages of a tracker. */
export interface Tracker {
  /** The page of a key; null for a text that is no key. */
  page(key: string): string | null;
}

/** The tracker of the setting, `https://tracker.example/browse/{key}`; null where the setting cannot be used. The key must not decide on the host. */
export function trackerOf(template: string): Tracker | null {
  const pageOf = (key: string): string | null => webAddress(template.trim().replaceAll(placeholder, encodeURIComponent(key)));
  const [one, other] = [pageOf('A-1'), pageOf('B-2')];
  if (!template.includes(placeholder) || !one || !other || new URL(one).origin !== new URL(other).origin) return null;
  return { page: key => (keyPattern.test(key) ? pageOf(key.replace(/^#/, '')) : null) };
}
